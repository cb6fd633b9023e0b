"""Who interviews whom: drawn across the two organisations, drawn again, changed by hand; who should not meet first."""

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain import pairing
from desktop.domain.records import Pair
from desktop.domain.workshop import Room
from desktop.plan import workshop_day
from desktop.ui.inspector.fields import Choice
from desktop.ui.inspector.parts import Fold, Pills, Prose
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Card, FlowRow, button, chip, column, empty, label, named, row
from desktop.words import _


class PairsCard(Card):
    """Press one person and then another: they change places."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Who interviews whom"))
        self._session = session
        self._room: Room | None = None
        self._first: int | None = None
        self.people: dict[int, QPushButton] = {}
        self.draw = button(_("Draw pairs"))
        self.draw.clicked.connect(self._draw)
        self.hint = Prose("", "small")
        self.note = Prose("", "amber")
        self._pairs = column(gap=GRID)
        self.one = Choice(_("Who"), {}, lambda _key: True, nothing=_("Who"))
        self.other = Choice(_("and who"), {}, lambda _key: True, nothing=_("and who"))
        self.keep = button(_("Keep apart"))
        self.keep.clicked.connect(self._keep_apart)
        self.apart = Pills()
        self.apart.removed.connect(self._let_meet)
        kept = QWidget()
        about = Prose(
            _("Closest counterparts in a dispute do not interview each other first. This stays in your file."), "small"
        )
        line = row(self.one, self.other, gap=GRID)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        kept.setLayout(column(about, line, row(self.keep, None), self.apart, gap=GRID))
        self.fold = Fold(_("Who should not meet first"), kept)
        self.who = Choice(_("Who does not come"), {}, lambda _key: True, nothing=_("Who"))
        self.stays = button(_("Does not come"))
        self.stays.clicked.connect(self._stay_away)
        self.away = Pills()
        self.away.removed.connect(lambda person: self._set_attended(person, None))
        missing = QWidget()
        picked = row(self.who, self.stays, gap=GRID)
        picked.setStretch(0, 1)
        missing.setLayout(column(picked, self.away, gap=GRID))
        self.missing = Fold(_("Who does not come"), missing)
        for part in (self.note, self.hint):
            self.body.addWidget(part)
        self.body.addLayout(self._pairs)
        self.body.addLayout(row(self.draw, None))
        self.body.addWidget(self.missing)
        self.body.addWidget(self.fold)

    def show_room(self, room: Room) -> None:
        """The pairs as the file has them now."""
        day, editable = room.workshop, self._session.editable
        self._room = room
        pairs = day.pairs if day else ()
        apart = self._apart(room)
        names = {p.person: person.name for p in room.participants if (person := room.person(p.person))}
        absent = {p.person for p in room.participants if p.attended is False}
        coming = {person: name for person, name in names.items() if person not in absent}
        for choice, nothing, offered in (
            (self.one, _("Who"), names), (self.other, _("and who"), names), (self.who, _("Who"), coming),
        ):  # fmt: skip
            choice.offer(offered, nothing)
            choice.show_value(choice.chosen if choice.chosen in offered else None)
            choice.setEnabled(editable)
        self._show_pairs(room, pairs, names, apart)
        left = [names[each] for each in pairing.unpaired(room.participants, pairs) if each in names] if pairs else []
        clashing = any(pairing.clashing(pair, apart) for pair in pairs)
        said = [_("In no pair: {names}.").format(names=", ".join(left))] if left else []
        said += [_("Two who should not meet first are together.")] if clashing else []
        self.note.say(" ".join(said))
        self.hint.say(
            _("Press one name, then another: they change places.")
            if pairs
            else _("Pairs go across the two organisations; where the number is odd, one is of three.")
        )
        self.draw.setText(_("Draw again") if pairs else _("Draw pairs"))
        self.draw.setEnabled(editable and len(coming) > 1)
        self.away.show_items((person, name) for person, name in names.items() if person in absent)
        self.away.setEnabled(editable)
        for does in (self.keep, self.stays):
            does.setEnabled(editable)
        self.apart.show_items(
            (tuple(pair.people), " – ".join(names.get(each, "?") for each in pair.people))
            for pair in (day.apart if day else ())
        )
        self.apart.setEnabled(editable)

    def _show_pairs(self, room: Room, pairs: tuple[Pair, ...], names: dict[int, str], apart: pairing.Apart) -> None:
        focused = next((key for key, each in self.people.items() if each.hasFocus()), None)
        empty(self._pairs)
        self.people = {}
        labels = {each.id: each.label for each in room.organisations}
        for n, pair in enumerate(pairs, 1):
            clashes = pairing.clashing(pair, apart)
            line = FlowRow(label(str(n), "amber" if clashes else "dim"))
            for person in pair.people:
                made = chip(names.get(person, "?"))
                taker = room.participant(person)
                side = labels.get(taker.organisation, "") if taker and taker.organisation is not None else ""
                named(made, f"{names.get(person, '?')}, {side}" if side else names.get(person, "?"))
                made.setChecked(person == self._first)
                made.setEnabled(self._session.editable)
                made.clicked.connect(lambda _checked=False, person=person: self._press(person))
                line.add(made)
                self.people[person] = made
            self._pairs.addWidget(line)
            line.show()
        for person in pairing.unpaired(room.participants, pairs) if pairs else ():
            made = chip(names.get(person, "?"))
            made.clicked.connect(lambda _checked=False, person=person: self._press(person))
            self.people[person] = made
            self._pairs.addWidget(FlowRow(label("–", "dim"), made))
        if focused in self.people:
            self.people[focused].setFocus()

    def _press(self, person: int) -> None:
        first, self._first = self._first, None
        room = self._room
        if first is None or first == person or room is None or room.workshop is None:
            self._first = None if first == person else person
            if room is not None:
                self.show_room(room)
            return
        swapped = pairing.swapped(room.workshop.pairs, first, person)
        plan = self._session.plan
        self._session.do(lambda: workshop_day.set_pairs(plan, swapped))

    def _draw(self) -> None:
        room = self._room
        if room is None or room.workshop is None:
            return
        self._first = None
        pairs = pairing.redrawn(room.participants, self._apart(room), room.workshop.pairs)
        plan = self._session.plan
        self._session.do(lambda: workshop_day.set_pairs(plan, pairs))

    def _keep_apart(self) -> None:
        one, other, plan = self.one.chosen, self.other.chosen, self._session.plan
        if (
            one is not None
            and other is not None
            and one != other
            and self._session.do(lambda: workshop_day.set_apart(plan, one, other, True))
        ):
            self.one.show_value(None)
            self.other.show_value(None)

    def _let_meet(self, people: tuple[int, int]) -> None:
        plan = self._session.plan
        self._session.do(lambda: workshop_day.set_apart(plan, *people, apart=False))

    def _stay_away(self) -> None:
        if self.who.chosen is not None and self._set_attended(self.who.chosen, False):
            self.who.show_value(None)

    def _set_attended(self, person: int, attended: bool | None) -> bool:
        name = self._room.person(person) if self._room is not None else None
        subject = name.name if name is not None else ""
        return self._session.do(lambda: workshop_day.set_attended(self._session.plan, person, attended, subject))

    @staticmethod
    def _apart(room: Room) -> pairing.Apart:
        return {frozenset(pair.people) for pair in room.workshop.apart} if room.workshop else set()
