"""A call before the day: a notepad first, the questions beside it, three ratings, a clock. All of it by keyboard."""

from datetime import date
from typing import Any

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.domain.ratings import RATED
from desktop.domain.workshop import Room
from desktop.domain.workshop_people import Called, called
from desktop.plan import workshop_edits
from desktop.ui.fields import TextEdit
from desktop.ui.fitting import hint
from desktop.ui.inspector.days import read_day, to_edit
from desktop.ui.inspector.fields import Choice, DayField, Scale, Text
from desktop.ui.inspector.parts import Prose
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, button, column, empty, label, named, row
from desktop.ui.workshop.answer import AnswerField, consent_hint
from desktop.ui.workshop.beside import Beside
from desktop.ui.workshop.overview import clock
from desktop.ui.workshop.phrases import call_words, name_of, questions, rating_steps, side_of
from desktop.words import _, rated_words

_SECOND = 1000
_NOTEPAD_LINES = (18, 40)


class Moment(DayField):
    """A day with an hour, typed as "Thu 30 Oct 10:00"; kept as 2025-10-30T10:00. The hour can be left."""

    def value(self, text: str) -> str | None:
        """ISO text, None for an empty field."""
        day, _space, hour = text.rpartition(" ")
        if ":" in hour:
            return f"{self._day(day)}T{clock(hour)}"
        return super().value(text)

    def _day(self, text: str) -> str:
        found = read_day(text, self._today(), ahead=True)
        if not found:
            raise ValueError(text)
        return found

    def show_moment(self, said: str | None) -> None:
        """What is in the plan now."""
        self.show_text(" ".join(part for part in (to_edit(said[:10]), said[11:16]) if part) if said else "")

    def wrong(self) -> str:
        """What to say of a text that is no moment."""
        return _("That is no day and hour. Try Thu 10:00 or 30 Oct 10:00.")


class Notepad(Text):
    """Where one writes while the other talks; Alt and a number put the marked words, or the line, under a question."""

    put = Signal(int, str)
    """(number of the question, words)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and 1 <= digit <= 9:
            cursor = self.textCursor()
            words = cursor.selectedText().replace("\u2029", "\n").strip() or cursor.block().text().strip()
            if words:
                self.put.emit(digit, words)
        else:
            super().keyPressEvent(event)


class Call(QWidget):
    """One person's call. Every field saves itself."""

    left = Signal()
    """Back to the list."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._person: int | None = None
        self._name = ""
        self._interview: r.Interview | None = None
        self._sides: tuple[int | None, tuple[str, ...]] | None = None
        self.title, self.about, self.phone = label("", "title", wrap=True), Prose("", "dim"), label("", "title")
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.clock = label("", "title")
        named(self.clock, _("How long the call has lasted"))
        self.state = label("", "dim")
        self.begin = button(_("Begin the call"), "loud", hint=_("Ctrl+Enter"))
        self.begin.clicked.connect(self.begin_or_end)
        self.nobody = button(_("Nobody answered"))
        self.nobody.clicked.connect(self._tried)
        self.back = button(_("Back to the list"), hint=_("Esc"))
        self.back.clicked.connect(self.left)
        self.appointment = Moment(_("Appointment"), lambda said: self._put(appointment=said), session.today, ahead=True)
        hint(self.appointment, _("appointment, e.g. Thu 10:00"))
        sized(self.appointment, most=220)
        self.notepad = Notepad(_("Notepad"), lambda text: self._put(notepad=text or None), "", "", _NOTEPAD_LINES)
        self.notepad.setPlaceholderText(_("Write as they speak. Nobody but you ever sees this page."))
        self.notepad.put.connect(self._under)
        self.answers: dict[str, AnswerField] = {}
        self._questions = column(gap=4 * GRID)
        self.ratings = {
            rated: Scale(words, rating_steps(), lambda value, rated=rated: self._put(before={rated: value}))
            for rated, words in rated_words().items()
        }
        self.keep = Choice(
            _("May this be kept until the calls two years on?"), {"yes": _("yes"), "no": _("no")},
            lambda said: self._put(consent_to_keep=said), _("not asked yet"),
        )  # fmt: skip
        self._since = QElapsedTimer()
        self._second = QTimer(self, interval=_SECOND)
        self._second.timeout.connect(self._tell_time)
        session.ending.connect(self._keep_minutes)
        self._lay_out()

    def _lay_out(self) -> None:
        head = Card()
        names = column(self.title, self.about, gap=GRID // 2)
        first = row()
        first.addLayout(names, 1)
        for part in (self.phone, self.clock):
            first.addWidget(part)
        head.body.addLayout(first)
        second = row(self.begin, self.nobody, self.appointment, self.state, None, self.back)
        head.body.addLayout(second)
        head.body.addWidget(self.appointment.complaint)
        notes = Card(_("Notepad"))
        notes.body.addWidget(
            Prose(_("Alt+1 to Alt+8 puts the marked words, or the line, under that question."), "small")
        )
        notes.body.addWidget(self.notepad)
        asked = Card(_("Questions"))
        asked.body.addWidget(Prose(consent_hint(), "small"))
        asked.body.addLayout(self._questions)
        rated = Card(_("Three things to rate, today"))
        for key in RATED:
            line = row(Prose(rated_words()[key]), self.ratings[key])
            line.setStretch(0, 1)
            rated.body.addLayout(line)
        rated.body.addWidget(
            Prose(_("1 not at all, 5 fully: type the number. It is counted, never shown with a name."), "small")
        )
        keep = row(Prose(_("May this be kept until the calls two years on?")), self.keep)
        keep.setStretch(0, 3)
        keep.setStretch(1, 2)
        rated.body.addLayout(keep)
        self.setLayout(
            column(head, Beside(column(notes, rated, None, gap=4 * GRID), column(asked, None, gap=0)), gap=4 * GRID)
        )

    @property
    def running(self) -> bool:
        """Whether the clock runs."""
        return self._second.isActive()

    def show_person(self, room: Room, person: int) -> None:
        """Show the call with somebody as the file has it now."""
        known, each = room.person(person), room.participant(person)
        if known is None or each is None:
            return
        on, editable = self._session.today(), self._session.editable
        if person != self._person:
            self._settle()
            self._keep_minutes()
        self._person, self._name = person, known.name
        self._interview = interview = room.interview(person)
        self.title.setText(name_of(room, person))
        self.about.say(" · ".join(part for part in (known.role, side_of(room, each.organisation)) if part))
        self.phone.setText(known.phone or "")
        self.state.setText(call_words(interview, on)[0])
        self.appointment.show_moment(interview.appointment if interview else None)
        self.notepad.show_text(interview.notepad or "" if interview else "")
        self._ask(room, each.organisation)
        said = interview.answers if interview else {}
        for question, field in self.answers.items():
            field.show_answer(said.get(question), editable)
        rated = interview.before if interview else {}
        for key, scale in self.ratings.items():
            scale.show_value(rated.get(key))
            scale.setEnabled(editable)
        self.keep.show_value(interview.consent_to_keep if interview else None)
        done = called(interview) is Called.DONE
        self.begin.setText(_("End the call") if self.running else _("Call again") if done else _("Begin the call"))
        self.nobody.setVisible(not done and not self.running)
        self.appointment.setVisible(not done and not self.running)
        for part in (self.begin, self.nobody, self.keep):
            part.setEnabled(editable)
        for field in (self.appointment, self.notepad):
            field.setReadOnly(not editable)
        if not self.running:
            minutes = interview.minutes if interview else None
            self.clock.setText(_("{n} min").format(n=minutes) if minutes else "")

    def _ask(self, room: Room, organisation: int | None) -> None:
        """The questions with the other organisation's name in them; made anew only when they are others."""
        bank = questions(room, "A", organisation)
        if self._sides == (organisation, tuple(q.text for q in bank)):
            return
        self._sides = (organisation, tuple(q.text for q in bank))
        empty(self._questions)
        self.answers = {q.id: AnswerField(q.id, q.text, self._answer) for q in bank}
        for field in self.answers.values():
            self._questions.addWidget(field)
            field.show()

    # --- what is done ----------------------------------------------------------------------------------------------

    def begin_or_end(self) -> None:
        """Start the clock and note that the call takes place; or stop it and keep how long it was."""
        if self.running:
            self._settle()
            self._keep_minutes()
            return
        self._since.start()
        self._second.start()
        self._tell_time()
        self._put(date=self._today.isoformat(), attempts=(*self._attempts(), self._today.isoformat()))
        self.notepad.setFocus()

    def _tried(self) -> None:
        self._put(attempts=(*self._attempts(), self._today.isoformat()))

    def _attempts(self) -> tuple[str, ...]:
        return self._interview.attempts if self._interview else ()

    @property
    def _today(self) -> date:
        return self._session.today()

    def _tell_time(self) -> None:
        seconds = self._since.elapsed() // _SECOND
        self.clock.setText(f"{seconds // 60}:{seconds % 60:02}")

    def _keep_minutes(self) -> None:
        """A clock that runs stops, and how long the call was is kept: at its end, for another call, with the file."""
        if self.running:
            self._second.stop()
            self._put(minutes=max(1, round(self._since.elapsed() / 60 / _SECOND)))

    def _under(self, number: int, words: str) -> None:
        fields = list(self.answers.values())
        if number <= len(fields):
            fields[number - 1].add(words)

    def _answer(self, question: str, answer: r.Answer) -> bool:
        return self._put(answers={question: answer})

    def _put(self, **values: Any) -> bool:
        person, plan, name = self._person, self._session.plan, self._name
        return person is not None and self._session.do(lambda: workshop_edits.call(plan, person, name, **values))

    def _settle(self) -> None:
        for field in self.findChildren(TextEdit):
            field.settle()
        self.appointment.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.begin_or_end()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
