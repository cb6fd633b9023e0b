"""Ask again: everybody is called four to six weeks after the day, and once more two years on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.asking_again import Round, answered, asked_to_keep, call_of, next_to_call
from desktop.domain.dates import first_day
from desktop.domain.workshop import Room
from desktop.domain.workshop_dates import evaluation_window, follow_up_day, ticked
from desktop.plan import read, workshop_after, workshop_day
from desktop.ui.fitting import Tabs
from desktop.ui.inspector.fields import DayField
from desktop.ui.inspector.parts import Prose, asked
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, button, column, literal, named, row
from desktop.ui.workshop.again_call import AgainCall
from desktop.ui.workshop.changes import RatingsCard, SummaryCard
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.ui.workshop.page import WorkshopPage
from desktop.ui.workshop.people_list import Line, PeopleList
from desktop.ui.workshop.phrases import in_full, marked_name, moment_words, name_of, side_of
from desktop.words import _

_ROUNDS = (Round.WEEKS, Round.YEARS)


class AgainScreen(WorkshopPage):
    """The list of calls of a round, or the one call that is open."""

    paper_wanted = Signal(str)

    def __init__(self, session: Session, feed: WorkshopFeed) -> None:
        super().__init__(session, feed, _("Ask again"))
        self._open: int | None = None
        self.tabs = Tabs()
        named(self.tabs, _("Which calls"))
        for words in (_("Four to six weeks after"), _("Two years on")):
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(lambda _at: self._turn())
        self.list = PeopleList(_("Calls"))
        self.list.opened.connect(self.open_call)
        self.next = button("", "loud")
        self.next.clicked.connect(self._call_next)
        self.sheets = button(_("Sheets with lines to write on…"))
        self.sheets.clicked.connect(
            lambda: self.paper_wanted.emit("evaluation" if self.round is Round.WEEKS else "follow-up")
        )
        self.calls = Card()
        self.calls.body.addWidget(self.list)
        self.calls.body.addLayout(row(self.next, self.sheets, None))
        self.calls.body.addWidget(
            Prose(_("What people say here stays in this file. Only words marked “may be quoted” ever leave it."), "dim")
        )
        self.ratings, self.summary = RatingsCard(), SummaryCard(session)
        self.summary.paper.clicked.connect(lambda: self.paper_wanted.emit("evaluation"))
        self.keeping = Card(_("How long it is kept"))
        self.kept = Prose("")
        self.until = DayField(_("The file is kept until"), self._keep_until, session.today, ahead=True)
        sized(self.until, most=200)
        self.done = button("")
        self.done.clicked.connect(self._tick)
        self.close_ = button("")
        self.close_.clicked.connect(self._close)
        self.keeping.body.addWidget(self.kept)
        self.keeping.body.addLayout(asked(_("The file is kept until"), self.until))
        self.keeping.body.addWidget(
            Prose(_("From that day on you are reminded to dispose of it; nothing goes by itself."), "small")
        )
        self.finish_ = Card(_("At the end"))
        self.finish_.body.addLayout(row(self.done, self.close_, None))
        self._overview = QWidget()
        self._overview.setLayout(
            column(self.calls, self.ratings, self.summary, self.keeping, self.finish_, gap=4 * GRID)
        )
        self._calls = {which: AgainCall(session, which) for which in _ROUNDS}
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._overview)
        for call in self._calls.values():
            call.left.connect(self.close_call)
            call.hide()
            self.body.addWidget(call)
        self.body.addStretch(1)

    @property
    def round(self) -> Round:
        """Which calls are shown."""
        return _ROUNDS[self.tabs.currentIndex()]

    @property
    def call(self) -> AgainCall:
        """The call of the round."""
        return self._calls[self.round]

    def first_field(self) -> QWidget | None:
        """The list, or the call that is open."""
        return self.call.first_field() if self._open is not None else self.list

    def show_room(self, room: Room) -> None:
        """Show the workshop as the file has it now."""
        which, total = self.round, len(room.participants)
        if self._open is not None and room.participant(self._open) is None:
            self._show_call(None)
        self.about.say(self._about(room))
        self.list.show_lines([self._line(room, each.person) for each in room.participants])
        following = next_to_call(room, which)
        self.next.setVisible(following is not None)
        if following is not None:
            words = _("Call {name} now").format(name=name_of(room, following))
            self.next.setText(literal(words))
            self.next.setAccessibleName(words)
        weeks = which is Round.WEEKS
        for card in (self.ratings, self.summary):
            card.setVisible(weeks)
        for card in (self.keeping, self.finish_):
            card.setVisible(not weeks)
        self.calls.setVisible(bool(total))
        if weeks:
            self.ratings.show_room(room)
            self.summary.show_room(room)
        else:
            self._show_keeping(room)
        if self._open is not None:
            self.call.show_person(room, self._open)

    def open_call(self, person: int) -> None:
        """Show the call with somebody in place of the list."""
        self._show_call(person)
        self.call.show_person(self.feed.room, person)
        self.call.first_field().setFocus()

    def close_call(self) -> None:
        """Show the list again."""
        person = self._open
        self._show_call(None)
        self.list.select(person)
        self.list.setFocus()

    def _about(self, room: Room) -> str:
        which, on, total = self.round, self.session.today(), len(room.participants)
        day = first_day(room.workshop.date) if room.workshop else None
        if not total:
            return _("Everybody who came is called again. First name who is to come.")
        said = [_("{n} of {all} called").format(n=answered(room, which), all=total)]
        if day is not None and which is Round.WEEKS:
            begin, end = evaluation_window(day)
            said.append(
                _("from {begin} to {end}").format(
                    begin=in_full(begin.isoformat(), on), end=in_full(end.isoformat(), on)
                )
            )
        elif day is not None:
            said.append(_("from {begin} on").format(begin=in_full(follow_up_day(day).isoformat(), on)))
        return " · ".join(said)

    def _line(self, room: Room, person: int) -> Line:
        each, on = room.participant(person), self.session.today()
        assert each is not None
        assert room.workshop is not None
        call = call_of(room.workshop, self.round, person)
        known = room.person(person)
        state, tone = _("to call"), "dim"
        if call and call.date:
            state, tone = _("called {day}").format(day=in_full(call.date, on)), "good"
        elif call and call.appointment:
            state = moment_words(call.appointment, on)
        name = marked_name(room, each)
        if known is not None and known.left and self.round is Round.YEARS:
            name = _("{name} (has left)").format(name=name)
        return Line(person, name, side_of(room, each.organisation), state, tone)

    def _show_keeping(self, room: Room) -> None:
        yes, no, not_asked = asked_to_keep(room)
        self.kept.say(
            _("Lets it be kept: {yes}; does not: {no}; not asked yet: {not_asked}.").format(
                yes=yes, no=no, not_asked=not_asked
            )
        )
        self.until.show_day(read.info(self.session.plan).retention_until)
        self.until.setReadOnly(not self.session.editable)
        workshop = room.workshop
        told = workshop is not None and "follow-up" in set(ticked(workshop))
        closed = workshop is not None and workshop.state == "closed"
        self.done.setText(_("All were asked ✓") if told else _("All were asked two years on"))
        self.done.setEnabled(self.session.editable and not told)
        self.close_.setText(_("Open the workshop again") if closed else _("Close the workshop"))
        self.close_.setEnabled(self.session.editable and (told or closed))

    def _turn(self) -> None:
        self._show_call(None)
        self.show_room(self.feed.room)

    def _show_call(self, person: int | None) -> None:
        self._open = person
        for which, call in self._calls.items():
            call.setVisible(person is not None and which is self.round)
        for part in (self._overview, self.tabs, self.heading, self.about):
            part.setVisible(person is None)

    def _call_next(self) -> None:
        following = next_to_call(self.feed.room, self.round)
        if following is not None:
            self.open_call(following)

    def _keep_until(self, day: str | None) -> bool:
        plan = self.session.plan
        return self.session.do(lambda: workshop_after.keep_until(plan, first_day(day)))

    def _tick(self) -> None:
        plan, on = self.session.plan, self.session.today()
        self.session.do(lambda: workshop_day.tick_step(plan, "follow-up", True, on=on))

    def _close(self) -> None:
        plan, workshop = self.session.plan, self.feed.room.workshop
        closed = workshop is None or workshop.state != "closed"
        self.session.do(lambda: workshop_after.close(plan, closed))
