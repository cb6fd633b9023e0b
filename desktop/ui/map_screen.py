"""The Map screen: the map, the people who wait to be placed beside it, and one question after a move.

Importing this brings numpy and pyqtgraph: it is done when the screen is first shown.
"""

from collections.abc import Collection, Sequence

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.diagram import MapGap
from desktop.domain import records as r
from desktop.domain.errors import KnownError
from desktop.domain.gaps import Missing
from desktop.domain.tiers import TIERS
from desktop.plan import edits, read
from desktop.plan.edits import KEEP, Keep
from desktop.plan.step import Changes
from desktop.report.days import day_words
from desktop.ui.jobs import JobRunner
from desktop.ui.map.says import missing_words
from desktop.ui.map.tray import Tray
from desktop.ui.map.view import MapView
from desktop.ui.map_cards import MissingCard, TieCard
from desktop.ui.map_feed import MapFeed
from desktop.ui.map_filters import MapFilters
from desktop.ui.map_menu import MapMenu
from desktop.ui.map_times import MapTimes
from desktop.ui.over_the_map import OverTheMap
from desktop.ui.past_card import PastCard
from desktop.ui.session import Session
from desktop.ui.text_size import px, sized
from desktop.ui.theme import Theme
from desktop.ui.time_bar import TimeBar
from desktop.ui.widgets import chip, column, hairline, panel, row
from desktop.words import _, ngettext

_FEW = 50
"""With more changed people than this, the waiting are read a turn later."""
_TRAY, _WITH_TRAY = 220, 600
"""Width of the tray, and the least width of the screen that has room for it."""


class MapScreen(QWidget):
    """`filters` belongs into the toolbar while this screen is shown."""

    opened = Signal(int)
    """A person's details are wanted."""
    name_wanted = Signal()
    import_wanted = Signal()
    """On an empty map: how people come in."""
    sort_wanted = Signal()
    """The user wants to go through those who wait."""
    decision_wanted = Signal(object)
    """What to do about somebody missing (`domain.gaps.Missing`) is to be decided."""
    said = Signal(str)
    """What the latest step did, in words."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._stale = True
        self._brought: frozenset[int] = frozenset()
        self._feed = MapFeed(session.plan, session.today)
        self.map = MapView(theme.palette)
        self.tray = Tray()
        self.menu = MapMenu(session, self.map)
        self._over = OverTheMap(session, self.map, self.menu)
        self.evidence = self._over.evidence
        self.invitation = self._over.invitation
        self.whole = self._over.whole
        self.by_ties = self._over.by_ties
        self.chosen = self._over.chosen
        self.stand_out = MapFilters(session, self.map.canvas)
        self.group, self.key = self.stand_out.group, self.stand_out.key
        self.waiting = chip("")
        self.waiting.toggled.connect(self._fold)
        self.stand_out.changed.connect(self._filter)
        self.stand_out.coloured.connect(self._colour)
        self.filters = panel()
        self.filters.setLayout(row(self.stand_out.bar, self.waiting))
        self._beside = panel()
        self._beside.setLayout(column(self.tray))
        sized(self._beside, width=_TRAY)
        self._edge = hairline(vertical=True)
        self.times = MapTimes(session, lambda: self._feed.people, self)
        self.time_bar = TimeBar(session, self.times)
        self.time_bar.ready = lambda: self.map.canvas.stage.at_rest
        self.past = PastCard(self.map.canvas)
        self.past.left.connect(self.time_bar.leave)
        self.times.changed.connect(self._show_day)
        whole = row(self._beside, self._edge, gap=0)
        middle = column(gap=0)
        middle.addWidget(self.map, 1)
        middle.addWidget(self.past)
        middle.addWidget(self.time_bar)
        whole.addLayout(middle, 1)
        self.setLayout(whole)
        # Directly: the map waits for the new state before it lets the dot go.
        self.map.moved.connect(self._move)
        self.map.several_moved.connect(self._move_several)
        self.map.several_chosen.connect(self._over.count_chosen)
        self.map.menu_wanted.connect(self.menu.ask)
        self.map.placed.connect(self._place)
        self.map.selected.connect(self._chosen)
        self.map.activated.connect(self._open)
        self.map.missed.connect(self._ask_about)
        self.map.filled.connect(self._fill)
        self.map.tied.connect(self._tie)
        self.tie_card = TieCard(session, self.map)
        self.missing_card = MissingCard(session, self.map)
        self.missing_card.named_one.connect(self._named)
        self.missing_card.decision_wanted.connect(self.decision_wanted)
        self.tray.placed.connect(lambda person, tier: self._place(person, tier, KEEP))
        self.tray.selected.connect(session.select)
        self.tray.activated.connect(self._open)
        self.tray.sort_wanted.connect(self.sort_wanted)
        self._over.all_wanted.connect(self.bring_all_back)
        self.invitation.name_wanted.connect(self.name_wanted)
        self.invitation.import_wanted.connect(self.import_wanted)
        # Thousands may wait: they are read in a turn of their own.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_waiting)
        self._waiting = JobRunner(self)
        session.closing.connect(self._soon.stop)
        session.closing.connect(self._waiting.cancel)
        session.selected.connect(self._select)
        session.changed.connect(self._follow)
        session.frozen.connect(self._freeze)
        theme.changed.connect(self.map.set_palette)
        self._set_editable()
        self.waiting.setChecked(True)
        self.setFocusProxy(self.map)

    def refresh(self) -> None:
        """Read the plan again."""
        self._stale = False
        self._feed.reload()
        self._show()
        self._soon.start()

    def _show(self) -> None:
        plan, people = self._session.plan, self.times.people()
        self.map.set_people(people)
        self.time_bar.refresh()
        self.time_bar.say()
        self._tell_day()
        info = read.info(plan)
        self.map.set_purpose(info.purpose or "", info.objective or "")
        self.stand_out.refresh(people)
        self._filter()
        self._colour()
        self._over.invite(people.count == 0)
        self.map.select(self._session.person)

    def _show_day(self) -> None:
        """The map on another day, which can only be looked at."""
        self.map.set_people(self.times.people())
        self._tell_day()
        self._filter()
        self._colour()

    def _tell_day(self) -> None:
        day, today = self.times.day, self._session.today()
        if day is not None:
            self._session.select(None)
        self.past.say(
            _("As it was on {day}. Nothing can be changed here.").format(day=day_words(day, today)) if day else ""
        )
        self._set_editable()

    def _set_editable(self) -> None:
        present = self.times.day is None
        self.map.set_editable(self._session.editable and present)
        self.tray.setEnabled(present)
        self.menu.present = present

    def _chosen(self, person: int | None) -> None:
        if self.times.day is None:
            self._session.select(person)

    def _show_waiting(self) -> None:
        if self._session.jobs.busy:  # the end of the job asks again
            self._stale = True
            return
        self._soon.stop()
        self._waiting.cancel()
        self._waiting.start(read.waiting(self._session.plan), "", self._show_tray, self._give_up)

    def _give_up(self, problem: KnownError) -> None:
        """The file went away while it was read; the next edit says so."""

    def _show_tray(self, waiting: Sequence[tuple[int, str]]) -> None:
        self.tray.set_people([key for key, _name in waiting], [name for _key, name in waiting])
        self.waiting.setText(ngettext("{n} waiting", "{n} waiting", len(waiting)).format(n=len(waiting)))
        self.waiting.setVisible(bool(waiting))
        self.invitation.say(waiting=bool(waiting))
        self._over.place()
        self._fold()

    def fit(self) -> None:
        """Show the whole map."""
        self.map.fit()

    def zoom(self, factor: float) -> None:
        """Look nearer (more than 1) or from further away."""
        canvas = self.map.canvas
        canvas.stage.zoom(factor, canvas.width() / 2, canvas.height() / 2)

    def finish(self) -> None:
        """Draw all of it now."""
        if self._soon.isActive():
            self._show_waiting()
        self._waiting.finish()
        self.times.finish()
        self.map.finish()

    def _fold(self, _: object = None) -> None:
        # In a narrow window the map comes first: the tray waits until the inspector is closed.
        shown = self.waiting.isChecked() and self.tray.model.total > 0 and self.width() >= px(_WITH_TRAY)
        self._beside.setVisible(shown)
        self._edge.setVisible(shown)

    def _filter(self, _: object = None) -> None:
        people = self.times.people()
        mask = self.stand_out.mask(people)
        if self._brought:
            mask &= np.isin(people.ids, np.fromiter(self._brought, np.int64))
        self.map.set_filter(None if mask.all() else mask)

    def _colour(self, _: object = None) -> None:
        self.map.set_colouring(self.stand_out.colouring(self.times.people()))

    def _select(self, person: int | None) -> None:
        if person is not None and self.times.day is not None:
            self.time_bar.leave()  # what is shown of them beside the map is of today
        self.map.select(person)
        if person != self.evidence.person:
            self.evidence.leave()

    def _follow(self, changes: Changes) -> None:
        if changes.touches("topics", "insights") and self.isVisible() and not self._stale:
            self.stand_out.refresh(self.times.people())
            self._colour()
        if not (self._feed.concerns(changes) or changes.touches("plan")):
            return
        self.times.forget()
        if self._stale or not self.isVisible():
            self._stale = True
        else:
            self._feed.follow(changes)
            self._show()
            if len(changes.tables.get("contacts", ())) > _FEW:
                self._soon.start()
            elif changes.touches("contacts"):
                self._show_waiting()

    def _freeze(self, frozen: bool) -> None:
        self._set_editable()
        if frozen and self._waiting.busy:
            self._waiting.cancel()
            self._stale = True
        if not frozen and self._stale and self.isVisible():
            self.refresh()

    def _open(self, person: int) -> None:
        # Right after a move the question is what Enter leads to.
        if self.times.day is None and not self.evidence.begin():
            self.opened.emit(person)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and not self._session.jobs.busy:
            self.refresh()

    def hideEvent(self, event: object) -> None:
        self.time_bar.leave()
        self.time_bar.finish()
        self.evidence.leave()
        self.tie_card.hide()
        self.missing_card.hide()

    def _move(self, person: int, tier: str, group: int | Keep | None, position: tuple[float, float] | None) -> None:
        plan, on = self._session.plan, self._session.today()
        before = read.record(plan, r.Contact, person)
        place = None if position is None else r.Position(*position)
        if before is not None and self._session.do(
            lambda: edits.move_contact(plan, person, tier, on=on, group=group, position=place)
        ):
            self._session.select(person)
            if tier != before.tier:
                self.evidence.ask(person)

    def _move_several(self, people: frozenset[int], tier: str, group: int | Keep | None) -> None:
        plan, on = self._session.plan, self._session.today()
        self._session.run(edits.move_contacts(plan, sorted(people), tier, on=on, group=group), _("Moving people"))

    @property
    def picked(self) -> list[int]:
        """Who is chosen on the map, one or several."""
        return list(self.map.picked) if self.times.day is None else []

    def bring_out(self, people: Collection[int], said: str, way: Sequence[int] = ()) -> None:
        """Let only these people stand out, until that is ended by hand, and say in a line what they are.

        `way`: a way from You over one or two go-betweens, the last to be met, drawn as a line. People who are not on
        the map are left out, and a way over one of them is not drawn.
        """
        self._brought = frozenset((*people, *way))
        self._over.say(said)
        self.map.choose_gap(None)
        self.map.show_way(way)
        self.map.fit()
        self._filter()

    def bring_all_back(self) -> None:
        """End what `bring_out` began."""
        self._brought = frozenset()
        self._over.say("")
        self.map.show_way()
        self._filter()

    def _tie(self, person: int, other: int | None) -> None:
        at = self.map.position_of(person if other is None else other)
        if at is not None and self._session.editable:
            self.tie_card.ask(person, other, at)

    def _ask_about(self, gap: MapGap, name: bool) -> None:
        at, people = self.map.gap_position(gap), self._feed.people
        if at is not None:
            missing = Missing(people.groups[gap.group].id, TIERS[gap.tier], gap.label, gap.record)
            self.missing_card.ask(missing, missing_words(people, gap), at, name=name)

    def _fill(self, person: int, gap: MapGap) -> None:
        self._ask_about(gap, False)
        # Somebody who was brought in from a list knows of me, as far as one can tell.
        self.missing_card.fill(person, "aware")

    def _named(self, person: int, said: str) -> None:
        self.map.choose_gap(None)
        self._session.select(person)
        self.said.emit(said)

    def _place(self, person: int, tier: str, group: int | Keep | None) -> None:
        """Out of the people who wait: one after the other, so nothing opens beside the map and nothing is asked."""
        plan, on = self._session.plan, self._session.today()
        if read.record(plan, r.Contact, person) is not None:
            self._session.do(lambda: edits.move_contact(plan, person, tier, on=on, group=group))
