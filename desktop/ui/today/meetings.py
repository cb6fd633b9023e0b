"""The meetings on Today: those of the day and the next, with the card; those gone by, and what became of them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain import records as r
from desktop.domain.today import Ahead, Day, LookBack
from desktop.plan import meeting_edits, read
from desktop.ui.inspector.checklist import catalogue_in
from desktop.ui.inspector.meetings.before import BeforeWeMeet
from desktop.ui.session import Session
from desktop.ui.today.cards import Act, Line, Rows
from desktop.ui.today.new_day import NewDay
from desktop.ui.today.phrases import ahead_line, look_back_line, name_of, short_name
from desktop.ui.widgets import button, named
from desktop.words import _


class Meetings(QObject):
    """Two cards, `ahead` and `look_back`. `about`: what else can be done about a person of this id and name."""

    look_back_wanted = Signal(int, int)
    """To say how it was: the person of this id, and the plan to meet."""

    def __init__(self, session: Session, about: Callable[[int, str], list[Act]]) -> None:
        super().__init__(session)
        self._session, self._about = session, about
        self.ahead: Rows[Ahead] = Rows(lambda _n: _("You meet"), self._ahead)
        self.look_back: Rows[LookBack] = Rows(lambda _n: _("After the conversation"), self._look_back)
        self.cards = (self.ahead, self.look_back)
        self._day: Day | None = None
        self._not_today: set[int] = set()
        """Meetings to look back on another day: put off until this one is over, or the plan is opened again."""

    def show_day(self, day: Day) -> None:
        """Show the meetings of a day; on a new day every row is made anew."""
        if self._day is not None and self._day.on != day.on:
            self._not_today.clear()
            for rows in self.cards:
                rows.show_items([])
        self._day = day
        self.ahead.show_items(day.ahead_in_order())
        self.look_back.show_items([each for each in day.look_back_in_order() if each.id not in self._not_today])

    def _ahead(self, meeting: Ahead) -> QWidget:
        took_place = _("It took place…"), lambda: self.look_back_wanted.emit(meeting.who.id, meeting.id)
        acts = [took_place, *self._not_held(meeting, _("Let it go"))] if self._session.editable else []
        card = button(_("before we meet"), "link")
        named(card, _("Before we meet: {what}").format(what=self._name(meeting)))
        card.clicked.connect(lambda: self._before(meeting))
        return self._line(meeting, ahead_line(meeting, self._session.today()), acts, card)

    def _look_back(self, meeting: LookBack) -> QWidget:
        acts: list[Act] = []
        if self._session.editable:
            acts += [] if meeting.held else self._not_held(meeting, _("It did not take place: let it go"))
            acts.append((_("Not now (back tomorrow)"), lambda: self._later(meeting.id)))
        begin = button(_("five minutes") if meeting.held else _("how was it?"), "link")
        named(begin, _("After the conversation: {what}").format(what=self._name(meeting)))
        begin.setEnabled(self._session.editable)
        begin.clicked.connect(lambda: self.look_back_wanted.emit(meeting.who.id, meeting.id))
        return self._line(meeting, look_back_line(meeting, self._session.today()), acts, begin)

    def _line(self, meeting: Ahead | LookBack, second: str, acts: list[Act], first_act: QWidget) -> Line:
        who, name = meeting.who, self._name(meeting)
        acts = [*acts, *self._about(who.id, short_name(who))]
        made = Line(name, second, acts, _("More about: {what}").format(what=name))
        made.put_behind(first_act)
        made.opened.connect(lambda: self._session.select(who.id))
        return made

    def _name(self, meeting: Ahead | LookBack) -> str:
        """What it is called, and with whom."""
        kind = catalogue_in(self._session.plan).engagement_types.get(meeting.type)
        what = meeting.label.strip() or (kind.label if kind else "")
        return f"{what} · {name_of(meeting.who)}" if what else name_of(meeting.who)

    def _not_held(self, meeting: Ahead | LookBack, let_go: str) -> list[Act]:
        """What may have become of a meeting instead; `let_go` has the words for giving it up."""
        plan, name = self._session.plan, short_name(meeting.who)
        return [
            (_("It is moved: another day…"), lambda: self._move(meeting)),
            (let_go, lambda: self._session.do(lambda: meeting_edits.let_go(plan, meeting.id, name))),
        ]

    # --- what is done ---

    def _before(self, meeting: Ahead) -> None:
        found = read.record(self._session.plan, r.Engagement, meeting.id)
        if found is not None:
            _open(BeforeWeMeet(self.ahead.window(), self._session, meeting.who.id, found))

    def _move(self, meeting: Ahead | LookBack) -> None:
        asked = NewDay(self.ahead.window(), self._name(meeting), self._session.today)
        plan, name = self._session.plan, short_name(meeting.who)
        asked.kept.connect(lambda day: self._session.do(lambda: meeting_edits.set_day(plan, meeting.id, day, name)))
        _open(asked)

    def _later(self, meeting: int) -> None:
        self._not_today.add(meeting)
        if self._day is not None:
            self.show_day(self._day)


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
