"""Persuade: who is to be won, what it gives each, in which order to ask, what they said; and the case for the day."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.workshop import Room
from desktop.domain.workshop_people import answer_of, asking_order, won
from desktop.plan import workshop_edits
from desktop.ui.inspector.fields import Choice, Line
from desktop.ui.inspector.parts import Prose
from desktop.ui.session import Session
from desktop.ui.widgets import Card, button, column, row
from desktop.ui.workshop import people_list
from desktop.ui.workshop.beside import Beside
from desktop.ui.workshop.case import CaseCard
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.ui.workshop.page import WorkshopPage
from desktop.ui.workshop.people_list import PeopleList
from desktop.ui.workshop.person import PersonCard
from desktop.ui.workshop.phrases import ANSWER_TONES, answer_words, marked_name, missing_words, side_of
from desktop.words import _, ngettext


class PersuadeScreen(WorkshopPage):
    """The list on the left, in the order of asking; the person chosen on the right."""

    paper_wanted = Signal(str)

    def __init__(self, session: Session, feed: WorkshopFeed) -> None:
        super().__init__(
            session,
            feed,
            _("Persuade"),
            _(
                "Somebody who knows both sides talks to each leading person in turn. Begin with those whose word counts"
                " with others; Alt and the arrows change the order."
            ),
        )
        self.list = PeopleList(_("The people to win, in the order of asking"))
        self.list.chosen.connect(session.select)
        self.list.opened.connect(lambda _person: self.person.begin())
        self.list.moved.connect(self._move)
        self.count = Prose("", "dim")
        self.missing = Prose("", "amber")
        self.name = Line(_("Somebody to win"), lambda _text: True, _("name of somebody to win"), adds=True)
        self.name.returnPressed.connect(self.add)
        self.side = Choice(_("Of which organisation"), {}, lambda _key: True)
        self.more = button(_("Add"))
        self.more.clicked.connect(self.add)
        self.person = PersonCard(session, feed)
        self.case = CaseCard(session, feed)
        self.case.paper.clicked.connect(lambda: self.paper_wanted.emit("case"))
        people = Card(_("The people to win"))
        adding = row(self.name, self.side, self.more)
        adding.setStretch(0, 3)
        adding.setStretch(1, 2)
        for part in (self.count, self.list):
            people.body.addWidget(part)
        people.body.addLayout(adding)
        people.body.addWidget(self.missing)
        self.body.addWidget(Beside(column(people, None, gap=0), column(self.person, None, gap=0)))
        self.body.addWidget(self.case)
        self.body.addStretch(1)
        # A method: the connection ends with the screen.
        session.selected.connect(self._select)

    def first_field(self) -> QWidget | None:
        """The list; the line for a name while it is empty."""
        return self.list if self.list.rowCount() else self.name

    def show_room(self, room: Room) -> None:
        """Show the workshop as the file has it now."""
        words, workshop = answer_words(), room.workshop
        people = asking_order(room)
        lines = [
            people_list.Line(
                each.person,
                marked_name(room, each),
                side_of(room, each.organisation),
                words.get(answer := answer_of(workshop, each.person) if workshop else "", answer or _("to ask")),
                ANSWER_TONES.get(answer, "dim"),
            )
            for each in people
        ]
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        sides = {each.id: each.label for each in room.organisations}
        chosen = self.side.chosen
        self.side.offer(sides, _("side?") if not sides else None)
        self.side.show_value(chosen if chosen in sides else next(iter(sides), None))
        yes = won(room)
        self.count.say(
            ngettext("{yes} of {n} says yes.", "{yes} of {n} say yes.", len(people)).format(yes=yes, n=len(people))
            if people
            else _("Nobody yet. Write down who has to be in the room for anything to change, from both sides.")
        )
        self.missing.say(" ".join(missing_words(room)) if people else "")
        # Whoever is in the file already, brought in from an address book for one, is not written twice.
        taking_part = {each.person for each in room.participants}
        self.name.complete([known.name for key, known in room.values.contacts.items() if key not in taking_part])
        for part in (self.name, self.more, self.side):
            part.setEnabled(self.session.editable)
        self._select(self.session.person)
        self.case.show_room(room)

    def add(self) -> None:
        """Put the name that is typed on the list."""
        plan, name, side = self.session.plan, self.name.text().strip(), self.side.chosen
        added: list[int] = []
        if name and self.session.do(lambda: added.append(workshop_edits.add_participant(plan, name, side))):
            self.name.clear()
            self.name.forget()
            self.session.select(added[0])
            self.name.setFocus()

    def _select(self, person: int | None) -> None:
        room = self.feed.room
        known = person is not None and room.participant(person) is not None
        if known and self.list.person != person:
            self.list.select(person)
        self.person.show_person(room, person if known else self.list.person)

    def _move(self, person: int, way: int) -> None:
        order = [each.person for each in asking_order(self.feed.room)]
        at = order.index(person)
        to = at + way
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
            plan = self.session.plan
            self.session.do(lambda: workshop_edits.set_order(plan, order))
