"""One person to be won: who they are, what it gives them, what worries them, whose word counts; what they said."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain import records as r
from desktop.domain.workshop import Room, is_host
from desktop.domain.workshop_people import ANSWERS, askings
from desktop.plan import edits, workshop_edits
from desktop.ui.fitting import hint
from desktop.ui.inspector.fields import Choice, DayField, Line, Text
from desktop.ui.inspector.parts import Cards, Form, Prose
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, button, column, label, named, row
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.ui.workshop.phrases import ANSWER_TONES, answer_words, in_full, name_of
from desktop.words import _


class AskingLine(QWidget):
    """Once asked: when, what they said, what would change it."""

    def __init__(self, card: "PersonCard") -> None:
        super().__init__()
        self._card = card
        self._entry: r.ConvenorEntry | None = None
        self.day, self.answer, self.note = label("", "dim"), label(), Prose()
        sized(self.day, width=92)
        sized(self.answer, width=56)
        self.away = button("×", "link", hint=_("Take it back"))
        self.away.clicked.connect(self._drop)
        line = row(self.day, self.answer, self.note, self.away)
        line.setStretch(2, 1)
        self.setLayout(line)

    def show_entry(self, entry: r.ConvenorEntry) -> None:
        """The line of the log."""
        self._entry = entry
        day = in_full(entry.date, self._card.session.today())
        said = answer_words().get(entry.answer, entry.answer)
        self.day.setText(day)
        self.answer.setText(said)
        self.answer.setProperty("role", ANSWER_TONES.get(entry.answer, ""))
        self.answer.style().polish(self.answer)
        self.note.say(entry.note)
        self.note.setVisible(True)
        named(self.away, _("Take back: {day}, {answer}").format(day=day, answer=said))
        self.away.setVisible(self._card.session.editable)

    def _drop(self) -> None:
        plan, entry = self._card.session.plan, self._entry
        if entry is not None:
            self._card.session.do(lambda: workshop_edits.drop_asking(plan, entry, self._card.subject))


class PersonCard(Card):
    """Every field saves itself; Enter in the line below the log notes an answer."""

    def __init__(self, session: Session, feed: WorkshopFeed) -> None:
        super().__init__()
        self.session, self._feed = session, feed
        self._person: int | None = None
        self.subject = ""
        self.name = Line(_("Name"), lambda text: bool(text) and self._contact(name=text), role="title")
        self.role = Line(_("Role"), lambda text: self._contact(role=text), _("what they do there"))
        self.side = Choice(_("Organisation"), {}, lambda key: self._takes_part(organisation=key))
        self.phone = Line(_("Telephone"), lambda text: self._contact(phone=text or None), "+44 1632 …")
        self.host = QCheckBox(_("hosts the day for their side"))
        self.host.clicked.connect(self._host)
        self.gains = Text(_("What they gain from it"), lambda text: self._takes_part(gains=text or None), lines=(1, 5))
        self.worries = Text(_("What worries them"), lambda text: self._takes_part(worries=text or None), lines=(1, 5))
        self.heeds = Choice(
            _("Whose word counts with them"), {}, lambda key: self._takes_part(heeds=key), _("nobody’s yet")
        )
        self.log: Cards[r.ConvenorEntry, AskingLine] = Cards(
            lambda _entry: AskingLine(self), AskingLine.show_entry, gap=GRID
        )
        self.day = DayField(_("Asked on"), lambda _day: True, session.today, adds=True)
        hint(self.day, _("today"))
        self.answer = Choice(_("What they said"), answer_words(), lambda _answer: True)
        self.answer.show_value(ANSWERS[0])
        self.note = Line(
            _("What would change it"), lambda _text: True, _("in their words; what would change it"), adds=True
        )
        self.keep = button(_("Note"))
        self.keep.clicked.connect(self.note_answer)
        for field in (self.day, self.note):
            field.returnPressed.connect(self.note_answer)
        self.away = button(_("Take off the list"), "link")
        self.away.clicked.connect(self._remove)
        asking = row(self.day, self.answer, self.note, self.keep)
        for at, share in enumerate((3, 3, 6, 0)):
            asking.setStretch(at, share)
        self.nobody = Prose(_("Choose somebody in the list, or add a name."), "dim")
        self._all = QWidget()
        self._all.setLayout(
            column(
                self.name,
                Form(
                    (_("Role"), self.role),
                    (_("Organisation"), self.side),
                    (_("Telephone"), self.phone),
                    ("", self.host),
                    (_("What they gain"), self.gains),
                    (_("What worries them"), self.worries),
                    (_("Whose word counts"), self.heeds),
                ),
                label(_("Asked so far"), "heading"),
                self.log,
                asking,
                self.day.complaint,
                row(self.away, None),
            )
        )
        self.body.addWidget(self.nobody)
        self.body.addWidget(self._all)

    def begin(self) -> None:
        """Put the cursor where something is wanted first."""
        if not self._all.isHidden():
            (self.note if self.role.text() else self.role).setFocus()

    def show_person(self, room: Room, person: int | None) -> None:
        """Show a participant, or that nobody is chosen."""
        each = room.participant(person) if person is not None else None
        known = room.person(person)
        there = each is not None and known is not None
        self._all.setVisible(there)
        self.nobody.setVisible(not there)
        if each is None or known is None:
            self._person = None
            return
        if person != self._person:
            self._settle()
            self.note.clear()
            self.note.forget()
            self.day.clear()
            self.day.forget()
            self.answer.show_value(ANSWERS[0])
        self._person, self.subject = person, known.name
        editable = self.session.editable
        self.name.show_text(known.name)
        self.role.show_text(known.role)
        self.side.offer({o.id: o.label for o in room.organisations}, _("neither"))
        self.side.show_value(each.organisation if each.organisation in room.values.organisations else None)
        self.phone.show_text(known.phone or "")
        self.host.setChecked(is_host(each))
        self.gains.show_text(each.gains or "")
        self.worries.show_text(each.worries or "")
        others = {key: name_of(room, key) for key in room.values.contacts if key != person}
        self.heeds.offer(others, _("nobody’s yet"))
        self.heeds.show_value(each.heeds if each.heeds in others else None)
        log = askings(room.workshop, known.id) if room.workshop else ()
        self.log.show_items([((entry.date, n), entry) for n, entry in enumerate(log)])
        for field in (self.name, self.role, self.phone, self.gains, self.worries, self.day, self.note):
            field.setReadOnly(not editable)
        for part in (self.side, self.host, self.heeds, self.answer, self.keep, self.away):
            part.setEnabled(editable)

    def note_answer(self) -> None:
        """Keep what they said as a line of the log."""
        try:
            day = self.day.value(self.day.text().strip())
        except ValueError:
            return
        person, plan, on = self._person, self.session.plan, self.session.today()
        answer, note = self.answer.chosen, self.note.text().strip()
        if person is None or answer is None:
            return
        when = on if day is None else on.fromisoformat(day)
        if self.session.do(lambda: workshop_edits.note_asking(plan, person, when, answer, note, self.subject)):
            for field in (self.day, self.note):
                field.clear()
                field.forget()

    def _settle(self) -> None:
        for field in (self.name, self.role, self.phone, self.gains, self.worries):
            field.settle()

    def _contact(self, **values: Any) -> bool:
        person, plan = self._person, self.session.plan
        return person is not None and self.session.do(
            lambda: edits.change(plan, r.Contact, person, self.subject, **values)
        )

    def _takes_part(self, **values: Any) -> bool:
        person, plan = self._person, self.session.plan
        return person is not None and self.session.do(
            lambda: workshop_edits.change_participant(plan, person, self.subject, **values)
        )

    def _host(self) -> None:
        person, plan, host = self._person, self.session.plan, self.host.isChecked()
        if person is not None:
            self.session.do(lambda: workshop_edits.set_host(plan, person, host, self.subject))

    def _remove(self) -> None:
        person, plan = self._person, self.session.plan
        if person is not None and self.session.do(
            lambda: workshop_edits.remove_participant(plan, person, self.subject)
        ):
            self.session.select(None)
            self.session.deleted.emit(_("{name} is off the list.").format(name=self.subject))
