"""An open plan on the screen: the screens to go to, the toolbar, the screen of the moment, the selected person.

Screens and the inspector are imported and made when they are first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from desktop.domain.errors import KnownError
from desktop.plan import errors, read_network, read_sessions
from desktop.report.offered import report_words
from desktop.ui.banner import Banner
from desktop.ui.fields import settle
from desktop.ui.find.box import FindBox
from desktop.ui.papers.moment import paper_of
from desktop.ui.screens import screens
from desktop.ui.status import StatusLine
from desktop.ui.today.feed import TodayFeed
from desktop.ui.today.note import NoteLine
from desktop.ui.today.phrases import due_words, promised_by
from desktop.ui.widgets import (
    GRID,
    Strip,
    ToolButton,
    button,
    column,
    floating,
    hairline,
    label,
    named,
    panel,
    row,
    tip,
)
from desktop.words import _, explain

Screen = TypeVar("Screen", bound=QWidget)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from PySide6.QtGui import QAction, QResizeEvent

    from desktop.domain import records as r
    from desktop.domain.gaps import Missing
    from desktop.domain.jotting import Jotting
    from desktop.plan.step import Changes, Done
    from desktop.ui.gaps.screen import GapsScreen
    from desktop.ui.inspector.panel import Inspector
    from desktop.ui.map_screen import MapScreen
    from desktop.ui.people.screen import PeopleScreen
    from desktop.ui.session import Session
    from desktop.ui.theme import Theme

_UNDER = {"sort": "people"}
"""Screens without a place of their own in the navigation, and under which of it they are."""
_NAVIGATION = 196
_INSPECTOR = 356
_QUIET_MS = 800
_NARROW = 1180
"""Below this width the toolbar leaves out what the menus have as well."""


class Workspace(QWidget):
    """Everything below the menu bar while a plan is open."""

    import_wanted = Signal()
    paper_wanted = Signal()
    copy_wanted = Signal()
    notes_wanted = Signal()
    shown = Signal(str)
    """The name of the screen now shown."""

    def __init__(self, session: Session, theme: Theme, undo: QAction, redo: QAction) -> None:
        super().__init__()
        self.session = session
        self._theme = theme
        self._made: dict[str, QWidget] = {}
        self._half_made: list[KnownError] = []
        self.current = ""
        self._before_sorting = ""
        self._noted = ""
        """What was typed in the line of a conversation and not kept."""
        self.banner = Banner()
        self.strip = Strip()
        self.status = StatusLine(session)
        self._stack = QStackedWidget()
        self._buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, QLabel] = {}
        self.today = TodayFeed(session)
        self.search = FindBox(session, theme, self)
        self._filters = QHBoxLayout()
        self._toolbar = self._make_toolbar(undo, redo)
        self._navigation = self._make_navigation()
        self._inspector: Inspector | None = None
        self._beside = panel()
        self._beside.setLayout(column())
        self._beside.setMinimumWidth(320)
        self._beside.hide()
        self._away = button("✕", "flat", hint=_("Close"))
        named(self._away, _("Close the person"))
        floating(self._away, self._beside)
        self._away.setFixedSize(6 * GRID, 6 * GRID)
        self._away.clicked.connect(lambda: session.select(None))
        self._beside.installEventFilter(self)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._stack)
        self._split.addWidget(self._beside)
        self._split.setStretchFactor(0, 1)
        right = column(self._toolbar, hairline(), self.banner, gap=0)
        right.addWidget(self._split, 1)
        middle = row(self._navigation, hairline(vertical=True), gap=0)
        middle.addLayout(right, 1)
        foot = panel()
        foot.setLayout(column(self.status))
        whole = column(self.strip, gap=0)
        whole.addLayout(middle, 1)
        whole.addWidget(hairline())
        whole.addWidget(foot)
        self.setLayout(whole)
        session.selected.connect(self._show_person)
        session.problem.connect(self._warn)
        session.deleted.connect(self._offer_undo)
        session.kept.connect(self._offer_undo)
        session.said.connect(self.banner.say)
        session.changed.connect(self._follow)
        self.today.changed.connect(lambda day: self.show_count("today", day.due_now()))
        self.search.chosen.connect(session.select)
        self.search.left.connect(self._to_screen)
        self._show_next()
        # Made in a quiet moment, so that the first person chosen is there at once.
        QTimer.singleShot(_QUIET_MS, self, self._prepare)

    def _prepare(self) -> None:
        if not self.session.plan.closed and not self.session.jobs.busy:
            self.inspector.show_person(self.session.person)

    @property
    def inspector(self) -> Inspector:
        """The selected person beside the screen."""
        if self._inspector is None:
            from desktop.ui.inspector.panel import Inspector

            self._inspector = self._whole(lambda: Inspector(self.session))
            self._inspector.left.connect(self._to_screen)
            self._inspector.profile.ways_wanted.connect(self.show_ways)
            layout = self._beside.layout()
            assert layout is not None
            layout.addWidget(self._inspector)
        return self._inspector

    # --- screens ---

    def made(self, name: str) -> QWidget:
        """A screen, made when first asked for."""
        if name not in self._made:
            screen = self._whole(self._makers()[name])
            self._made[name] = screen
            self._stack.addWidget(screen)
        return self._made[name]

    def _makers(self) -> dict[str, Callable[[], QWidget]]:
        """What makes each screen of `screens`."""
        return {
            "today": self._make_today,
            "map": self._make_map,
            "people": self._make_people,
            "goals": self._make_goals,
            "reviews": self._make_reviews,
            "gaps": self._make_gaps,
            "sessions": self._make_sessions,
            "sort": self._make_sort,
        }

    def _whole(self, make: Callable[[], Screen]) -> Screen:
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
        self._buttons[place].setChecked(True)
        while (item := self._filters.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
        filters = getattr(screen, "filters", None)
        if isinstance(filters, QWidget):
            # The search field gives way before the words of a filter do.
            filters.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
            self._filters.addWidget(filters)
            filters.show()
        self._stack.setCurrentWidget(screen)
        self._fit_toolbar()
        # Asked for where it is shown already, it is the keyboard that is wanted there: seen by its frame.
        screen.setFocus(Qt.FocusReason.ShortcutFocusReason if again else Qt.FocusReason.OtherFocusReason)
        self._say_paper()
        self.shown.emit(place)
        # After the first picture: counting reads the plan.
        QTimer.singleShot(0, self, self._count)

    @property
    def paper_now(self) -> tuple[str, int | None]:
        """The paper of the moment, and whom it is about."""
        return paper_of(self.session.kind, self.current, self.session.person)

    def _say_paper(self) -> None:
        self.paper.setText(f"{report_words()[self.paper_now[0]]}…")

    def name_people(self) -> None:
        """Go to the People screen and begin to type names."""
        self.show_screen("people")
        self._people().name_people()

    def note_conversation(self, person: int | None = None) -> NoteLine:
        """Open the line in which a conversation is noted; with the selected person in it, unless another is named."""
        self.settle()
        draft, self._noted = ("", self._noted) if person is not None else (self._noted, "")
        line = NoteLine(self, self.session, self.session.person if person is None else person, draft)
        line.left.connect(self._hold_note)
        line.kept.connect(self._say_kept)
        line.full_wanted.connect(self._open_notes)
        line.finished.connect(line.deleteLater)
        line.open()
        return line

    def _hold_note(self, text: str) -> None:
        """Words typed and not kept come back with the next line."""
        self._noted = text or self._noted

    def start_review(self, person: int) -> None:
        """Begin a person's review beside the screen, or go on with it."""
        self.show_review(person)
        self.inspector.review.begin()

    def show_review(self, person: int) -> None:
        """Show what is known of a person, the keyboard in it."""
        self.session.select(person)
        self.inspector.show_review()

    def show_count(self, screen: str, count: int) -> None:
        """Say in the navigation how much waits on a screen; nothing for none."""
        badge = self._badges[screen]
        badge.setText(str(count))
        badge.setVisible(count > 0)

    def show_waiting(self) -> None:
        """Go to the people who wait to be placed."""
        self.show_screen("people")
        self._people().show_waiting()

    def sort_people(self) -> None:
        """Go through the people who wait, one at a time."""
        if self.current != "sort":
            self._before_sorting = self.current
        self.session.select(None)
        self.show_screen("sort")

    def show_missing(self, missing: Missing) -> None:
        """Go to what can be done about somebody missing."""
        self.show_screen("gaps")
        cast("GapsScreen", self.made("gaps")).show_missing(missing.group, missing.gap if missing.role else None)

    def show_ways(self, person: int) -> None:
        """Go to the ways to somebody not known yet."""
        self.show_screen("gaps")
        cast("GapsScreen", self.made("gaps")).show_ways(person)

    def _list_people(self, group: int | None, tier: str | None) -> None:
        """Go to the people of a group (None: of no group) and a tier (None: of all)."""
        self.show_screen("people")
        self._people().show_only(group, tier)

    def _people(self) -> PeopleScreen:
        return cast("PeopleScreen", self.made("people"))

    def _map(self) -> MapScreen:
        return cast("MapScreen", self.made("map"))

    def fit_map(self) -> None:
        """Show the whole map, if it is there."""
        self._tell_map("fit")

    def zoom_map(self, factor: float) -> None:
        """Look nearer or from further away, if the map is there."""
        self._tell_map("zoom", factor)

    def _tell_map(self, what: str, *arguments: float) -> None:
        # By name: to know the map's class would be to import it.
        does = getattr(self._made.get("map"), what, None)
        if callable(does):
            does(*arguments)

    def show_on_map(self, people: Collection[int], said: str, way: Sequence[int] = ()) -> None:
        """Go to the map and bring some people out there, or a way of introduction: see `MapScreen.bring_out`."""
        self.show_screen("map")
        self._map().bring_out(people, said, way)

    def finish(self) -> None:
        """Complete everything that comes in slices on this screen, for a picture of it."""
        finish = getattr(self._made.get(self.current), "finish", None)
        if callable(finish):
            finish()

    def selected_people(self) -> list[int]:
        """The people selected on this screen."""
        if self.current == "people":
            return self._people().table.people()
        if self.current == "map" and (several := self._map().picked):
            return several
        return [] if self.session.person is None else [self.session.person]

    def _make_today(self) -> QWidget:
        from desktop.ui.today.screen import TodayScreen

        screen = TodayScreen(self.session, self.today)
        screen.names_wanted.connect(self.name_people)
        screen.people_wanted.connect(lambda: self.show_screen("people"))
        screen.note_wanted.connect(self.note_conversation)
        screen.review_wanted.connect(self.start_review)
        screen.answers_wanted.connect(self.show_review)
        screen.goals_wanted.connect(self._open_goals)
        screen.look_back_wanted.connect(self._look_back)
        screen.said.connect(self.banner.say_of_step)
        return screen

    def _make_map(self) -> QWidget:
        from desktop.ui.map_screen import MapScreen

        screen = MapScreen(self.session, self._theme)
        screen.opened.connect(self._open_person)
        screen.name_wanted.connect(self.name_people)
        screen.import_wanted.connect(self.import_wanted)
        screen.sort_wanted.connect(self.sort_people)
        screen.decision_wanted.connect(self.show_missing)
        screen.said.connect(self._offer_undo)
        return screen

    def _make_people(self) -> QWidget:
        from desktop.ui.people.screen import PeopleScreen

        screen = PeopleScreen(self.session, self._theme)
        screen.import_wanted.connect(self.import_wanted)
        screen.sort_wanted.connect(self.sort_people)
        return screen

    def _make_sort(self) -> QWidget:
        from desktop.ui.sorting.screen import SortScreen

        screen = SortScreen(self.session)
        screen.import_wanted.connect(self.import_wanted)
        screen.left.connect(lambda: self.show_screen(self._before_sorting or "people"))
        return screen

    def _make_goals(self) -> QWidget:
        from desktop.ui.goals.screen import GoalsScreen

        screen = GoalsScreen(self.session)
        screen.opened.connect(self._open_goals)
        screen.names_wanted.connect(self.name_people)
        screen.people_wanted.connect(lambda: self.show_screen("people"))
        return screen

    def _make_reviews(self) -> QWidget:
        from desktop.ui.reviews.screen import ReviewsScreen

        return ReviewsScreen(self.session, self._theme)

    def _make_sessions(self) -> QWidget:
        from desktop.ui.sessions.screen import SessionsScreen

        screen = SessionsScreen(self.session)
        screen.notes_wanted.connect(self.notes_wanted)
        return screen

    def _make_gaps(self) -> QWidget:
        from desktop.ui.gaps.screen import GapsScreen

        screen = GapsScreen(self.session, self._theme)
        screen.opened.connect(self._open_person)
        screen.names_wanted.connect(self.name_people)
        screen.people_wanted.connect(self._list_people)
        screen.said.connect(self._offer_undo)
        screen.map_wanted.connect(self.show_on_map)
        return screen

    # --- parts ---

    def _make_navigation(self) -> QWidget:
        made = panel()
        made.setFixedWidth(_NAVIGATION)
        line = column(gap=GRID // 2)
        line.setContentsMargins(2 * GRID, 3 * GRID, 2 * GRID, 3 * GRID)
        group = QButtonGroup(self)
        for name, words in screens(self.session.kind).items():
            each = button(words, "screen")
            each.setCheckable(True)
            each.clicked.connect(lambda _checked=False, name=name: self.show_screen(name))
            group.addButton(each)
            line.addWidget(each)
            self._buttons[name] = each
            badge = self._badges[name] = label("", "count")
            badge.setFixedHeight(18)
            inside = row(None, badge)
            inside.setContentsMargins(0, 0, 2 * GRID, 0)
            each.setLayout(inside)
            badge.hide()
        line.addStretch(1)
        self._next = label("", "dim")
        self._next_day = label("", "heading")
        for part in (self._next, self._next_day):
            part.setContentsMargins(2 * GRID, 0, 0, 0)
            line.addWidget(part)
        made.setLayout(line)
        return made

    def _make_toolbar(self, undo: QAction, redo: QAction) -> QWidget:
        made = panel()
        made.setFixedHeight(52)
        self.paper = button("")
        tip(self.paper, _("The paper that goes with this; the others are one choice away"))
        self.paper.clicked.connect(self.paper_wanted)
        self._in_menus: list[QWidget] = [self.paper]
        self.session.selected.connect(lambda _: self._say_paper())
        self.loud = button(_("Note a conversation"), "loud", hint=_("Ctrl+J, from anywhere"))
        self.loud.clicked.connect(lambda: self.note_conversation())
        self.loud.setEnabled(self.session.editable)
        self.session.frozen.connect(lambda _: self.loud.setEnabled(self.session.editable))
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(330)
        line = row(self.search)
        line.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        line.addLayout(self._filters)
        line.addStretch(1)
        for action in (undo, redo):
            each = ToolButton()
            each.setProperty("role", "flat")
            each.setDefaultAction(action)
            each.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            line.addWidget(each)
            self._in_menus.append(each)
        line.addWidget(self.paper)
        line.addWidget(self.loud)
        line.setStretchFactor(self.search, 1)
        made.setLayout(line)
        return made

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab: navigation, toolbar, message, screen, the person beside it, and round again, each as one reads it."""
        from desktop.ui.ring import round_of

        areas = (self.strip, self._navigation, self._toolbar, self.banner, self._stack, self._beside, self.status)
        ring = list(round_of(areas))
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._beside and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._away.move(self._beside.width() - self._away.width() - GRID, GRID)
            self._away.raise_()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_toolbar()

    def _fit_toolbar(self) -> None:
        """Leave out what the menus have as well where it would squeeze the filters of the screen."""
        filters = getattr(self._stack.currentWidget(), "filters", None)
        wanted = [*self._in_menus, self.loud, *([filters] if isinstance(filters, QWidget) else [])]
        needed = self.search.minimumWidth() + sum(each.sizeHint().width() + 3 * GRID for each in wanted) + 6 * GRID
        for each in self._in_menus:
            each.setVisible(self.width() >= max(_NARROW, needed + _NAVIGATION))

    # --- what happens ---

    def settle(self) -> None:
        """Save what is being typed."""
        if self._inspector is not None:
            self._inspector.flush()
        settle(self.window())
        keep_drafts = getattr(self._made.get(self.current), "keep_drafts", None)
        if callable(keep_drafts):
            keep_drafts()

    def _show_person(self, person: int | None) -> None:
        if person is not None or self._inspector is not None:
            self.inspector.show_person(person)
        shown = person is not None
        if shown == self._beside.isHidden():
            self._beside.setVisible(shown)
            if shown:
                width = max(self._beside.minimumWidth(), min(_INSPECTOR, self.width() * 3 // 10))
                self._split.setSizes([max(1, self._split.width() - width), width])

    def _open_person(self, person: int) -> None:
        self.session.select(person)
        self.inspector.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_goals(self, person: int) -> None:
        self.session.select(person)
        self.inspector.show_goals()

    def _look_back(self, person: int, meeting: int) -> None:
        self._open_goals(person)
        self.inspector.goals.plans.look_back(meeting)

    def _count(self) -> None:
        if self.isVisible():
            self.today.tell()
            self._count_missing()

    def _count_missing(self) -> None:
        if not self.session.jobs.busy:
            self.show_count("gaps", len(read_network.absent(self.session.plan, self.session.today())))

    def _open_notes(self, talk: r.Conversation) -> None:
        self.session.select(talk.contacts[0])
        self.inspector.note_conversation(talk)

    def _say_kept(self, found: Jotting, talk: r.Conversation) -> None:
        names = ", ".join(person.name for person in found.people)
        said = _("Kept: {names}.").format(names=names) if names else _("Kept. It waits on Today, to be filed.")
        due = [f"{each.text}, {due_words(each.due, self.session.today())}" for each in found.promises if each.due]
        if due:
            said += " " + _("You promise: {what}.").format(what="; ".join(due))
        self._offer_undo(said)

    def _to_screen(self) -> None:
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

    def _offer_undo(self, said: str) -> None:
        step = self.session.plan.undoable
        self.banner.say_of_step(said, _("Undo"), lambda: self._undo(step))

    def _undo(self, step: Done | None) -> None:
        self.settle()
        # What was being typed is a step of its own, and the latest then.
        if self.session.plan.undoable is step:
            self.session.undo()

    def _follow(self, changes: Changes) -> None:
        self.banner.pass_by()
        if changes.touches("sessions"):
            self._show_next()
        if changes.touches("contacts", "groups", "gaps"):
            self._count_missing()

    def _show_next(self) -> None:
        day, _open = read_sessions.ahead(self.session.plan, self.session.today())
        self._say_next(_("Next session"), day)

    def _say_next(self, words: str, day: date | None) -> None:
        self._next.setVisible(day is not None)
        self._next_day.setVisible(day is not None)
        if day is not None:
            self._next.setText(words)
            self._next_day.setText(promised_by(day, self.session.today()))
