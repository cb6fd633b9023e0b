"""Listen by phone: everybody is called before the day, about hopes and concerns; how far that is, and one call."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.workshop import Room
from desktop.domain.workshop_people import INTERVIEWED_NOTE, interviewed, next_call
from desktop.ui.inspector.parts import Prose
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, button, column, literal, row
from desktop.ui.workshop.call import Call
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.ui.workshop.page import WorkshopPage
from desktop.ui.workshop.people_list import Line, PeopleList
from desktop.ui.workshop.phrases import call_words, marked_name, name_of, side_of
from desktop.words import _

_WIDEST = 760


class ListenScreen(WorkshopPage):
    """The list of calls, or the one call that is open."""

    themes_wanted = Signal()
    persuade_wanted = Signal()
    paper_wanted = Signal(str)

    def __init__(self, session: Session, feed: WorkshopFeed) -> None:
        super().__init__(session, feed, _("Listen by phone"))
        self._open: int | None = None
        self.list = PeopleList(_("Telephone interviews"))
        self.list.chosen.connect(session.select)
        self.list.opened.connect(self.open_call)
        self.next = button("", "loud")
        self.next.clicked.connect(self._call_next)
        self.themes = button(_("Themes so far"))
        self.themes.clicked.connect(self.themes_wanted)
        self.sheets = button(_("Sheets with lines to write on…"))
        self.sheets.clicked.connect(lambda: self.paper_wanted.emit("interviews"))
        self.people = button(_("Name who is to come"), "loud")
        self.people.clicked.connect(self.persuade_wanted)
        self.note = Prose("", "amber")
        calls = Card()
        sized(calls, most=_WIDEST)
        calls.body.addWidget(self.list)
        calls.body.addLayout(row(self.next, self.people, self.themes, self.sheets, None))
        calls.body.addWidget(
            Prose(_("What people say here stays in this file. Only words marked “may be quoted” ever leave it."), "dim")
        )
        calls.body.addWidget(self.note)
        self._calls = QWidget()
        line = row(calls, gap=0)
        line.setStretch(0, 1)  # all the room there is, up to its widest
        line.addStretch(0)
        self._calls.setLayout(line)
        self.call = Call(session)
        self.call.left.connect(self.close_call)
        self.call.hide()
        self.body.addLayout(column(self._calls, self.call, gap=4 * GRID))
        self.body.addStretch(1)

    def first_field(self) -> QWidget | None:
        """The list, or the notepad of the call that is open."""
        return self.call.notepad if self._open is not None else self.list

    def show_room(self, room: Room) -> None:
        """Show the workshop as the file has it now."""
        on = self.session.today()
        if self._open is not None and room.participant(self._open) is None:
            self._show_call(None)
        done, total = interviewed(room), len(room.participants)
        self.about.say(
            _("Telephone interviews: {done} of {n}").format(done=done, n=total)
            if total
            else _("Everybody who comes is called before the day, one by one. First name who is to come.")
        )
        self.list.show_lines(
            [
                Line(
                    each.person,
                    marked_name(room, each),
                    side_of(room, each.organisation),
                    *call_words(room.interview(each.person), on),
                )
                for each in room.participants
            ]
        )
        self.list.setVisible(bool(total))
        following = next_call(room)
        self.next.setVisible(following is not None)
        if following is not None:
            words = _("Call {name} now").format(name=name_of(room, following.person))
            self.next.setText(literal(words))
            self.next.setAccessibleName(words)
        self.people.setVisible(not total)
        self.themes.setVisible(bool(done))
        enough = not total or done >= INTERVIEWED_NOTE * total
        self.note.say("" if enough or not done else _("Themes carry better once four in five were called."))
        if self._open is not None:
            self.about.hide()
            self.call.show_person(room, self._open)

    def open_call(self, person: int) -> None:
        """Show the call with somebody in place of the list."""
        self._show_call(person)
        self.session.select(person)
        self.call.show_person(self.feed.room, person)
        (self.call.begin if not self.call.notepad.toPlainText() else self.call.notepad).setFocus()

    def close_call(self) -> None:
        """Show the list again; what is typed is kept, and a clock that runs goes on."""
        person = self._open
        self._show_call(None)
        self.list.select(person)
        self.list.setFocus()

    def _show_call(self, person: int | None) -> None:
        self._open = person
        self.call.setVisible(person is not None)
        self._calls.setVisible(person is None)
        self.heading.setVisible(person is None)
        self.about.setVisible(person is None)
        self.verticalScrollBar().setValue(0)

    def _call_next(self) -> None:
        following = next_call(self.feed.room)
        if following is not None:
            self.open_call(following.person)
