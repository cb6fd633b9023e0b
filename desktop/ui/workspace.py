"""The frame of every open file: the screens to go to, the toolbar, the screen of the moment.

Screens are imported and made when they are first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from desktop.domain.errors import KnownError
from desktop.plan import errors
from desktop.report.offered import report_words
from desktop.ui.banner import Banner
from desktop.ui.fields import settle
from desktop.ui.find.box import FindBox
from desktop.ui.navigation import Navigation
from desktop.ui.papers.moment import paper_of
from desktop.ui.screens import screens
from desktop.ui.status import StatusLine
from desktop.ui.toolbar import Toolbar
from desktop.ui.widgets import Strip, column, hairline, panel, row
from desktop.words import _, explain

Screen = TypeVar("Screen", bound=QWidget)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QResizeEvent

    from desktop.plan.step import Done
    from desktop.ui.session import Session
    from desktop.ui.theme import Theme

_UNDER = {"sort": "people"}
"""Screens without a place of their own in the navigation, and under which of it they are."""


class Workspace(QWidget):
    """Everything below the menu bar while a file is open; each kind of file says which screens it has."""

    import_wanted = Signal()
    paper_wanted = Signal()
    copy_wanted = Signal()
    shown = Signal(str)
    """The name of the screen now shown, of the one it is under."""

    def __init__(self, session: Session, theme: Theme, undo: QAction, redo: QAction, loud: QPushButton | None) -> None:
        """`loud`: the button for what is done most often here."""
        super().__init__()
        self.session = session
        self.theme = theme
        self._made: dict[str, QWidget] = {}
        self._half_made: list[KnownError] = []
        self.current = ""
        self.banner = Banner()
        self.strip = Strip()
        self.status = StatusLine(session)
        self.search = FindBox(session, theme, self)
        self.toolbar = Toolbar(self.search, undo, redo, loud)
        self.toolbar.paper.clicked.connect(self.paper_wanted)
        self.navigation = Navigation(screens(session.kind))
        self.navigation.wanted.connect(self.show_screen)
        self._stack = QStackedWidget()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        """The screen, and what is shown beside it."""
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self._stack)
        self.split.setStretchFactor(0, 1)
        self._over, self._over_screens = column(gap=0), list[QWidget]()
        right = column(self.toolbar, hairline(), self._over, self.banner, gap=0)
        right.addWidget(self.split, 1)
        middle = row(self.navigation, hairline(vertical=True), gap=0)
        middle.addLayout(right, 1)
        foot = panel()
        foot.setLayout(column(self.status))
        whole = column(self.strip, gap=0)
        whole.addLayout(middle, 1)
        whole.addWidget(hairline())
        whole.addWidget(foot)
        self.setLayout(whole)
        session.selected.connect(lambda _: self._say_paper())
        session.problem.connect(self._warn)
        session.deleted.connect(self.offer_undo)
        session.kept.connect(self.offer_undo)
        session.said.connect(self.banner.say)
        session.changed.connect(lambda _: self.banner.pass_by())
        self.search.chosen.connect(session.select)
        self.search.left.connect(self.to_screen)

    # --- what each kind of file says for itself ---

    def makers(self) -> dict[str, Callable[[], QWidget]]:
        """What makes each screen of `screens`."""
        raise NotImplementedError

    def show_waiting(self) -> None:
        """Go to the people who came in and wait."""
        raise NotImplementedError

    def selected_people(self) -> list[int]:
        """The people selected on this screen."""
        return [] if self.session.person is None else [self.session.person]

    # --- screens ---

    def made(self, name: str) -> QWidget:
        """A screen, made when first asked for."""
        if name not in self._made:
            screen = self.whole(self.makers()[name])
            self._made[name] = screen
            self._stack.addWidget(screen)
            arrange, said = getattr(screen, "arrange", None), self.session.memory.get(f"screen_{name}")
            if said and callable(arrange):
                arrange(said)
        return self._made[name]

    def put_over_screens(self, widget: QWidget) -> None:
        """Let something stand between the toolbar and whatever screen is shown."""
        self._over.addWidget(widget)
        self._over_screens.append(widget)

    def whole(self, make: Callable[[], Screen]) -> Screen:
        """What `make` makes. What it made by half when the disk failed is kept, out of sight, as long as this lives.

        To take it apart would be left to the order in which Python forgets its parts, and Qt crashes over some.
        """
        try:
            return make()
        except KnownError as problem:
            self._half_made.append(problem)  # its frames hold the parts
            raise

    def show_screen(self, name: str) -> None:
        """Go to a screen."""
        screen = self.made(name)
        again, self.current = name == self.current, name
        place = _UNDER.get(name, name)
        self.navigation.mark(place)
        filters = getattr(screen, "filters", None)
        self.toolbar.show_filters(filters if isinstance(filters, QWidget) else None)
        self._stack.setCurrentWidget(screen)
        self.toolbar.fit(self.width())
        # Asked for where it is shown already, it is the keyboard that is wanted there: seen by its frame.
        screen.setFocus(Qt.FocusReason.ShortcutFocusReason if again else Qt.FocusReason.OtherFocusReason)
        self._say_paper()
        self.shown.emit(place)

    @property
    def paper_now(self) -> tuple[str, int | None]:
        """The paper of the moment, and whom it is about."""
        return paper_of(self.session.kind, self.current, self.session.person)

    def _say_paper(self) -> None:
        self.toolbar.paper.setText(f"{report_words()[self.paper_now[0]]}…")

    def finish(self) -> None:
        """Complete everything that comes in slices on this screen, for a picture of it."""
        finish = getattr(self._made.get(self.current), "finish", None)
        if callable(finish):
            finish()

    def arrangement(self) -> dict[str, str]:
        """How everything lies, to lie so again: names of settings to values. Screens say so by `arranged`."""
        found = {"screen": _UNDER.get(self.current, self.current)}
        for name, screen in self._made.items():
            arranged = getattr(screen, "arranged", None)
            if callable(arranged):
                found[f"screen_{name}"] = str(arranged())
        return found

    # --- parts ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.toolbar.fit(self.width())

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab: navigation, toolbar, message, screen, the person beside it, and round again, each as one reads it."""
        from desktop.ui.ring import round_of

        parts = [part for at in range(self.split.count()) if (part := self.split.widget(at)) is not None]
        over = (*self._over_screens, self.banner)
        ring = list(round_of((self.strip, self.navigation, self.toolbar, *over, *parts, self.status)))
        focus = QApplication.focusWidget()
        if not ring:
            return super().focusNextPrevChild(next)
        # An editor inside a table stands for the table.
        while focus is not None and focus not in ring and focus is not self:
            focus = focus.parentWidget()
        at = ring.index(focus) if focus in ring else -1 if next else 0
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        ring[(at + (1 if next else -1)) % len(ring)].setFocus(reason)
        return True

    # --- what happens ---

    def settle(self) -> None:
        """Save what is being typed."""
        settle(self.window())
        keep_drafts = getattr(self._made.get(self.current), "keep_drafts", None)
        if callable(keep_drafts):
            keep_drafts()

    def to_screen(self) -> None:
        """Give the keyboard back to the screen."""
        screen = self._stack.currentWidget()
        if screen is not None:
            screen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _warn(self, problem: KnownError) -> None:
        """Where the place of the plan fails it, the plan can be kept elsewhere."""
        of_plan = isinstance(problem, errors.PlanProblem) and problem.path == self.session.plan.path
        if of_plan and isinstance(problem, errors.DiskFull | errors.CannotRead):
            self.banner.warn(explain(problem), _("Save a copy…"), self.copy_wanted.emit)
        else:
            self.banner.warn(explain(problem))

    def offer_undo(self, said: str) -> None:
        """Say what the latest edit did, with a way back."""
        step = self.session.plan.undoable
        self.banner.say_of_step(said, _("Undo"), lambda: self._undo(step))

    def _undo(self, step: Done | None) -> None:
        self.settle()
        # What was being typed is a step of its own, and the latest then.
        if self.session.plan.undoable is step:
            self.session.undo()
