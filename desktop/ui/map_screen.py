"""The Map screen: the map, the people who wait to be placed beside it, and one question after a move.

Importing this brings numpy and pyqtgraph: it is done when the screen is first shown.
"""

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.domain.tiers import ASKS_EVIDENCE
from desktop.plan import edits, read
from desktop.plan.edits import KEEP, Keep
from desktop.plan.step import Changes
from desktop.ui.choice import ChoiceChip
from desktop.ui.fields import LineEdit
from desktop.ui.map.tray import Tray
from desktop.ui.map.view import MapView
from desktop.ui.map_feed import MapFeed
from desktop.ui.session import Session
from desktop.ui.theme import Theme
from desktop.ui.widgets import GRID, button, chip, column, hairline, label, named, panel, row
from desktop.words import _, ngettext

_TRAY, _WITH_TRAY = 220, 600
"""Width of the tray, and the least width of the screen that has room for it."""


class MapScreen(QWidget):
    """`filters` belongs into the toolbar while this screen is shown."""

    opened = Signal(int)
    """A person's details are wanted."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._stale = True
        self._feed = MapFeed(session.plan)
        self.map = MapView(theme.palette)
        self.tray = Tray()
        self.evidence = EvidenceLine(session)
        self.filters = panel()
        self._make_filters()
        self._beside = panel()
        self._beside.setLayout(column(self.tray))
        self._beside.setFixedWidth(_TRAY)
        self._edge = hairline(vertical=True)
        whole = row(self._beside, self._edge, gap=0)
        whole.addLayout(column(self.map, self.evidence, gap=0), 1)
        self.setLayout(whole)
        # Directly: the map waits for the new state before it lets the dot go.
        self.map.moved.connect(self._move)
        self.map.placed.connect(self._place)
        self.map.selected.connect(session.select)
        self.map.activated.connect(self.opened)
        self.tray.placed.connect(lambda person, tier: self._place(person, tier, KEEP))
        self.tray.selected.connect(session.select)
        self.tray.activated.connect(self.opened)
        session.selected.connect(self._select)
        session.changed.connect(self._follow)
        session.frozen.connect(lambda _: self.map.set_editable(session.editable))
        theme.changed.connect(self.map.set_palette)
        self.map.set_editable(session.editable)
        self.waiting.setChecked(True)
        self.setFocusProxy(self.map)

    def refresh(self) -> None:
        """Read the plan again."""
        self._stale = False
        self._feed.reload()
        self._show()

    def _show(self) -> None:
        plan, people = self._session.plan, self._feed.people
        self.map.set_people(people)
        self.map.set_purpose(read.info(plan).purpose or "")
        waiting = read.waiting(plan)
        self.tray.set_people([key for key, _name in waiting], [name for _key, name in waiting])
        self.waiting.setText(ngettext("{n} waiting", "{n} waiting", len(waiting)).format(n=len(waiting)))
        self.waiting.setVisible(bool(waiting))
        self._fold()
        groups = [(group.label, group.id or 0) for group in people.groups]
        self.group.set_options(groups)
        self._filter()
        self.map.select(self._session.person)

    def fit(self) -> None:
        """Show the whole map."""
        self.map.fit()

    def zoom(self, factor: float) -> None:
        """Look nearer (more than 1) or from further away."""
        canvas = self.map.canvas
        canvas.stage.zoom(factor, canvas.width() / 2, canvas.height() / 2)

    def finish(self) -> None:
        """Draw all of it now."""
        self.map.finish()

    def _make_filters(self) -> None:
        self.group = ChoiceChip(_("Group"), _("All groups"))
        self.key = chip(_("Key relationships"))
        self.waiting = chip("")
        self.filters.setLayout(row(self.group, self.key, self.waiting))
        self.group.chosen.connect(self._filter)
        self.key.toggled.connect(self._filter)
        self.waiting.toggled.connect(self._fold)

    def _fold(self, _: object = None) -> None:
        # In a narrow window the map comes first: the tray waits until the inspector is closed.
        shown = self.waiting.isChecked() and self.tray.model.total > 0 and self.width() >= _WITH_TRAY
        self._beside.setVisible(shown)
        self._edge.setVisible(shown)

    def _filter(self, _: object = None) -> None:
        people = self._feed.people
        mask = np.ones(people.count, np.bool_)
        if self.group.value is not None:
            wanted = [(group.id or 0) == self.group.value for group in people.groups]
            mask &= np.array(wanted, np.bool_)[people.group]
        if self.key.isChecked():
            mask &= people.key
        self.map.set_filter(None if mask.all() else mask)

    def _select(self, person: int | None) -> None:
        self.map.select(person)
        if person != self.evidence.person:
            self.evidence.leave()

    def _follow(self, changes: Changes) -> None:
        if not (self._feed.concerns(changes) or changes.touches("plan")):
            return
        if self._stale or not self.isVisible():
            self._stale = True
        else:
            self._feed.follow(changes)
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and not self._session.jobs.busy:
            self.refresh()

    def hideEvent(self, event: object) -> None:
        self.evidence.leave()

    def _move(self, person: int, tier: str, group: int | Keep | None, position: tuple[float, float] | None) -> None:
        plan, on = self._session.plan, self._session.today()
        before = read.record(plan, r.Contact, person)
        place = None if position is None else r.Position(*position)
        if before is not None and self._session.do(
            lambda: edits.move_contact(plan, person, tier, on=on, group=group, position=place)
        ):
            self._session.select(person)
            if tier != before.tier:
                self.evidence.leave()
                if tier in ASKS_EVIDENCE:
                    self.evidence.ask(person, before.name)

    def _place(self, person: int, tier: str, group: int | Keep | None) -> None:
        self._move(person, tier, group, None)


class EvidenceLine(QWidget):
    """After a move among the nearest: what did they do that shows it? It can be left."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.person: int | None = None
        strip = panel()
        self._said = label("", "dim", wrap=True)
        self.field = LineEdit(_("What shows it"), _("In one line; can be left"), rest_ms=600_000)
        self.field.setMinimumWidth(120)
        self._away = button("✕", "flat", hint=_("Leave it"))
        named(self._away, _("Leave it"))
        line = row(self._said, self.field, self._away)
        line.setStretchFactor(self._said, 1)
        line.setStretchFactor(self.field, 2)
        line.setContentsMargins(4 * GRID, GRID, 2 * GRID, GRID)
        strip.setLayout(line)
        self.setLayout(column(hairline(), strip, gap=0))
        self.field.settled.connect(self._keep)
        self.field.returnPressed.connect(self.leave)
        self._away.clicked.connect(self._dismiss)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._dismiss)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def ask(self, person: int, name: str) -> None:
        """Ask about a person, without taking the keyboard."""
        self.person = person
        self.field.show_text("")
        self.field.setText("")
        self._said.setText(_("What did {name} do that shows it?").format(name=" ".join(name.split())[:60]))
        self.show()

    def leave(self) -> None:
        """Go, keeping what was typed."""
        if self.person is not None:
            self.field.settle()
            self.person = None
            self.hide()

    def _dismiss(self) -> None:
        self.field.setText("")
        self.leave()

    def _keep(self, text: str) -> None:
        person, plan, on = self.person, self._session.plan, self._session.today()
        if person is not None and text:
            self._session.do(lambda: edits.set_evidence(plan, person, text, on=on))
