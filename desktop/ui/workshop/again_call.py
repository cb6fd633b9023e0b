"""A call after the day: the questions, and beside them what the same person said before. All of it by keyboard."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain import records as r
from desktop.domain.asking_again import Round, call_of, earlier_words
from desktop.domain.ratings import RATED
from desktop.domain.workshop import Room
from desktop.plan import workshop_after
from desktop.ui.fields import LineEdit, TextEdit
from desktop.ui.fitting import hint
from desktop.ui.inspector.fields import Choice, Line, Scale, Text
from desktop.ui.inspector.parts import Prose, asked
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, button, column, empty, label, row
from desktop.ui.workshop.answer import AnswerField, consent_hint
from desktop.ui.workshop.call import Moment
from desktop.ui.workshop.phrases import in_full, name_of, questions, rating_steps, side_of
from desktop.words import _, rated_words


class AgainCall(QWidget):
    """One person in one round (`Round`). Every field saves itself."""

    left = Signal()
    """Back to the list."""

    def __init__(self, session: Session, which: Round) -> None:
        super().__init__()
        self._session, self._which = session, which
        self._person: int | None = None
        self._name = ""
        self._call: r.EvaluationCall | r.FollowUpCall | None = None
        self._asked: object = None
        self.title, self.about, self.phone = label("", "title", wrap=True), Prose("", "dim"), label("", "title")
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.called = button("", "loud", hint=_("Ctrl+Enter"))
        self.called.clicked.connect(self.say_called)
        self.appointment = Moment(_("Appointment"), lambda said: self._put(appointment=said), session.today, ahead=True)
        hint(self.appointment, _("appointment, e.g. Thu 10:00"))
        sized(self.appointment, most=220)
        self.back = button(_("Back to the list"), hint=_("Esc"))
        self.back.clicked.connect(self.left)
        self.notepad = Text(_("Notepad"), lambda text: self._put(notepad=text or None), lines=(4, 20))
        self.notepad.setPlaceholderText(_("Write as they speak. Nobody but you ever sees this page."))
        self.answers: dict[str, AnswerField] = {}
        self._questions, self._before = column(gap=4 * GRID), column(gap=2 * GRID)
        self.ratings = {
            rated: Scale(words, rating_steps(), lambda value, rated=rated: self._put(after={rated: value}))
            for rated, words in rated_words().items()
        }
        self._rated_before = {rated: label("", "dim") for rated in RATED}
        self.keep = Choice(
            _("May this be kept until the calls two years on?"), {"yes": _("yes"), "no": _("no")}, self._keep,
            _("not asked yet"),
        )  # fmt: skip
        self.forget = button(_("Remove what they said"))
        self.forget.clicked.connect(self._forget)
        self.gone = QCheckBox(_("Has left their organisation"))
        self.gone.clicked.connect(self._leave)
        self.successor = Line(_("Who came after them"), self._succeed, _("a name"))
        self._lay_out()

    def _lay_out(self) -> None:
        head = Card()
        first = row()
        first.addLayout(column(self.title, self.about, gap=GRID // 2), 1)
        first.addWidget(self.phone)
        head.body.addLayout(first)
        head.body.addLayout(row(self.called, self.appointment, None, self.back))
        head.body.addWidget(self.appointment.complaint)
        questions_card = Card(_("Questions"))
        questions_card.body.addWidget(Prose(consent_hint(), "small"))
        questions_card.body.addLayout(self._questions)
        earlier = Card(_("What they said before"))
        earlier.body.addWidget(
            Prose(_("Their own words, for you alone. What they say now stands for itself."), "small")
        )
        earlier.body.addLayout(self._before)
        beside = column(earlier, gap=4 * GRID)
        if self._which is Round.WEEKS:
            rated = Card(_("The same three things to rate"))
            for key in RATED:
                line = row(Prose(rated_words()[key]), self._rated_before[key], self.ratings[key])
                line.setStretch(0, 1)
                rated.body.addLayout(line)
            rated.body.addWidget(
                Prose(_("1 not at all, 5 fully: type the number. It is counted, never shown with a name."), "small")
            )
            beside.addWidget(rated)
        else:
            moved = Card(_("Who has left, and who came"))
            moved.body.addWidget(self.gone)
            moved.body.addLayout(asked(_("Who came after them"), self.successor))
            beside.addWidget(moved)
        kept = Card(_("How long it is kept"))
        kept.body.addLayout(asked(_("May this be kept until the calls two years on?"), self.keep))
        kept.body.addLayout(row(self.forget, None))
        notes = Card(_("Notepad"))
        notes.body.addWidget(self.notepad)
        for card in (kept, notes):
            beside.addWidget(card)
        beside.addStretch(1)
        both = row(gap=4 * GRID)
        both.addLayout(column(questions_card, None, gap=0), 1)
        both.addLayout(beside, 1)
        whole = column(head, gap=4 * GRID)
        whole.addLayout(both)
        self.setLayout(whole)

    def first_field(self) -> QWidget:
        """Where one begins to write."""
        return next((field.text for field in self.answers.values()), self.notepad)

    def show_person(self, room: Room, person: int) -> None:
        """Show the call with somebody as the file has it now."""
        known, each, workshop = room.person(person), room.participant(person), room.workshop
        if known is None or each is None or workshop is None:
            return
        if person != self._person:
            self._settle()
        self._person, self._name = person, known.name
        self._call = call = call_of(workshop, self._which, person)
        on, editable = self._session.today(), self._session.editable
        self.title.setText(name_of(room, person))
        self.about.say(" · ".join(part for part in (known.role, side_of(room, each.organisation)) if part))
        self.phone.setText(known.phone or "")
        done = call is not None and call.date is not None
        self.called.setText(
            _("Called on {day}").format(day=in_full(call.date, on))
            if call and call.date
            else _("They were reached today")
        )
        self.called.setEnabled(editable and not done)
        self.appointment.show_moment(call.appointment if call else None)
        self.appointment.setVisible(not done)
        self.notepad.show_text((call.notepad if call else None) or "")
        self._ask(room, person, each.organisation)
        said = call.answers if call else {}
        for question, field in self.answers.items():
            field.show_answer(said.get(question), editable)
        interview = room.interview(person)
        self._show_ratings(interview, call, editable)
        consent = interview.consent_to_keep if interview else None
        self.keep.show_value(consent)
        self.forget.setVisible(consent == "no")
        self.gone.setChecked(known.left)
        later = call if isinstance(call, r.FollowUpCall) else None
        self.successor.show_text(name_of(room, later.successor) if later else "")
        for part in (self.keep, self.forget, self.gone):
            part.setEnabled(editable)
        for field in (self.appointment, self.notepad, self.successor):
            field.setReadOnly(not editable)

    def _show_ratings(
        self, interview: r.Interview | None, call: r.EvaluationCall | r.FollowUpCall | None, editable: bool
    ) -> None:
        after = call.after if isinstance(call, r.EvaluationCall) else {}
        before = interview.before if interview else {}
        for key, scale in self.ratings.items():
            scale.show_value(after.get(key))
            scale.setEnabled(editable)
            self._rated_before[key].setText(_("before: {n}").format(n=before[key]) if key in before else "")

    def _ask(self, room: Room, person: int, organisation: int | None) -> None:
        """The questions, and the earlier words beside them; made anew only when they are others."""
        assert room.workshop is not None
        bank = questions(room, self._which.section, organisation)
        earlier = earlier_words(room.workshop, self._which, person)
        wanted = (person, tuple(q.text for q in bank), earlier)
        if self._asked == wanted:
            return
        texts = {q.id: q.text for letter in "AG" for q in questions(room, letter, organisation)}
        same = isinstance(self._asked, tuple) and self._asked[1:2] == wanted[1:2]
        self._asked = wanted
        empty(self._before)
        if not earlier:
            self._before.addWidget(Prose(_("Nothing was written down."), "dim"))
        for each in earlier:
            when = in_full(each.date, self._session.today())
            head = " · ".join(part for part in (texts.get(each.question, each.question), when) if part)
            self._before.addLayout(column(Prose(head, "small"), Prose(each.text), gap=0))
        if same and self.answers:
            return
        empty(self._questions)
        self.answers = {q.id: AnswerField(q.id, q.text, self._answer) for q in bank}
        for field in self.answers.values():
            self._questions.addWidget(field)
            field.show()

    def say_called(self) -> None:
        """The call took place today."""
        if self.called.isEnabled():
            self._settle()
            self._put(date=self._session.today().isoformat())

    def _answer(self, question: str, answer: r.Answer) -> bool:
        return self._put(answers={question: answer})

    def _put(self, **values: Any) -> bool:
        person, plan, name = self._person, self._session.plan, self._name
        edit = workshop_after.call_again if self._which is Round.WEEKS else workshop_after.call_two_years_on
        return person is not None and self._session.do(lambda: edit(plan, person, name, **values))

    def _keep(self, said: str | None) -> bool:
        person, plan = self._person, self._session.plan
        return person is not None and self._session.do(
            lambda: workshop_after.consent_to_keep(plan, person, said, self._name)
        )

    def _forget(self) -> None:
        person, plan = self._person, self._session.plan
        if person is not None:
            self._session.do(lambda: workshop_after.forget_words(plan, person, self._name))

    def _leave(self) -> None:
        person, plan, left = self._person, self._session.plan, self.gone.isChecked()
        if person is None or not self._session.do(lambda: workshop_after.set_left(plan, person, left, self._name)):
            self.gone.setChecked(not left)

    def _succeed(self, name: str) -> bool:
        person, plan = self._person, self._session.plan
        return person is not None and self._session.do(lambda: workshop_after.succeed(plan, person, name, self._name))

    def _settle(self) -> None:
        for field in (*self.findChildren(TextEdit), *self.findChildren(LineEdit)):
            field.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.say_called()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
