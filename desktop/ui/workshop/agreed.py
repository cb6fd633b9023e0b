"""What is agreed in the room, kept as it is typed: each list has its lines and one to add another."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain import records as r
from desktop.domain.projected import Projected
from desktop.plan import workshop_day
from desktop.plan.workshop_day import at
from desktop.ui.fields import settle
from desktop.ui.fitting import hint
from desktop.ui.inspector.fields import Choice, DayField, Line, Text
from desktop.ui.inspector.parts import Cards, Prose
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, button, column, named, row
from desktop.words import _, action_words

T = TypeVar("T")
Keep = Callable[..., None]
"""An edit of `workshop_day` that changes one list of the workshop."""


class AgreedLine(QWidget):
    """One line of a list. `called`: the field of its item that it is called by in the Undo menu."""

    def __init__(self, owner: "AgreedList[Any]", called: str = "text") -> None:
        super().__init__()
        self._owner, self._called = owner, called
        self.away = button("×", "link", hint=_("Take it out"))
        self.away.clicked.connect(lambda: owner.put(self, None))

    def subject(self, item: Any) -> str:
        """What its item is called."""
        return str(getattr(item, self._called))

    def _put(self, **values: Any) -> bool:
        return self._owner.change(self, **values)

    def _say(self, text: str) -> bool:
        """Other words; without any the line goes."""
        return self._put(text=text) if text else self._owner.put(self, None)

    def show_item(self, item: Any, projected: Projected, editable: bool) -> None:
        """The item as the file has it now."""
        raise NotImplementedError

    def _name_away(self, words: str) -> None:
        named(self.away, _("Take it out: {what}").format(what=words[:60]))


class AgreedList(QWidget, Generic[T]):
    """A list that grows: `edit` keeps it, `line` makes a line for an item, `fresh` an item of what was typed."""

    def __init__(
        self,
        session: Session,
        edit: Keep,
        line: Callable[["AgreedList[T]"], AgreedLine],
        fresh: Callable[[str], T],
        placeholder: str,
    ) -> None:
        super().__init__()
        self.session, self._edit, self._fresh = session, edit, fresh
        self._items: tuple[T, ...] = ()
        self._projected: Projected | None = None
        self.lines: Cards[T, AgreedLine] = Cards(lambda _item: line(self), self._show_line, gap=GRID)
        self.new = Line(placeholder, lambda _text: True, placeholder, adds=True)
        self.new.returnPressed.connect(self.add)
        self.plus = button(_("Keep"))
        self.plus.clicked.connect(self.add)
        self._foot = QWidget()
        self._foot.setLayout(row(self.new, self.plus))
        self.setLayout(column(self.lines, self._foot, gap=2 * GRID))

    def show_items(self, items: tuple[T, ...], projected: Projected) -> None:
        """The list as the file has it now."""
        self._items, self._projected = items, projected
        self.lines.show_items(list(enumerate(items)))
        self._foot.setVisible(self.session.editable)

    def line(self, place: int) -> AgreedLine | None:
        """The widget of an item by its place."""
        return self.lines.of(place)

    def place_of(self, line: AgreedLine) -> int | None:
        """Where a line stands; None once it is gone, taken out elsewhere while words were typed in it."""
        return next((n for n in range(len(self._items)) if self.lines.of(n) is line), None)

    def put(self, line: AgreedLine, item: T | None) -> bool:
        """Keep an item in the place of a line; None takes the line away."""
        if item is None:
            # The lines after it change their places: what is being typed in one, here or on the wall, is kept first.
            for window in QApplication.topLevelWidgets():
                settle(window)
        place, plan, edit = self.place_of(line), self.session.plan, self._edit
        if place is None:
            return False
        subject = line.subject(self._items[place] if item is None else item)
        return self.session.do(lambda: edit(plan, lambda items: at(items, place, item), subject))

    def change(self, line: AgreedLine, **values: Any) -> bool:
        """Set fields of the item that a line shows."""
        place = self.place_of(line)
        if place is None:
            return False
        item: Any = self._items[place]
        return self.put(line, replace(item, **values))

    def add(self) -> bool:
        """Keep what is typed as another item."""
        text = self.new.text().strip()
        plan, edit = self.session.plan, self._edit
        if (
            not text
            or not self.plus.isEnabled()
            or not self.session.do(lambda: edit(plan, lambda items: (*items, self._fresh(text)), text))
        ):
            return False
        self.new.clear()
        self.new.forget()
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _show_line(self, line: AgreedLine, item: T) -> None:
        if self._projected is not None:
            line.show_item(item, self._projected, self.session.editable)


class Sentence(AgreedLine):
    """A text and nothing else."""

    def __init__(self, owner: AgreedList[str], name: str) -> None:
        super().__init__(owner)
        self.text = Text(name, lambda text: owner.put(self, text or None), "", "plain", (1, 4))
        line = row(self.text, self.away, gap=GRID)
        line.setStretch(0, 1)
        self.setLayout(line)

    def subject(self, item: str) -> str:
        return item

    def show_item(self, item: str, projected: Projected, editable: bool) -> None:
        self.text.show_text(item)
        self.text.setReadOnly(not editable)
        self.away.setVisible(editable)
        self._name_away(item)


class Decided(AgreedLine):
    """A decision and who took it, one from each side."""

    def __init__(self, owner: AgreedList[r.Decision]) -> None:
        super().__init__(owner)
        self.text = Text(_("What was decided"), self._say, "", "plain", (1, 4))
        self.by = OneOfEachSide(_("Decided by"), lambda people: self._put(by=people))
        line = row(self.text, self.by, self.away, gap=GRID)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_item(self, item: r.Decision, projected: Projected, editable: bool) -> None:
        self.text.show_text(item.text)
        self.text.setReadOnly(not editable)
        self.by.show_people(item.by, projected, editable)
        self.away.setVisible(editable)
        self._name_away(item.text)


class Planned(AgreedLine):
    """A joint action: an owner from each side, the first step, by when, how we know, the first sign."""

    def __init__(self, owner: AgreedList[r.Action]) -> None:
        super().__init__(owner)
        today = owner.session.today
        self.text = Text(_("What we do"), self._say, "", "plain", (1, 4))
        self.state = Choice(_("How far it is"), action_words(), lambda status: self._put(status=status))
        self.owners = OneOfEachSide(_("Owner"), lambda people: self._put(owners=people))
        self.first = DayField(_("First step"), lambda day: self._put(first_step=day), today, ahead=True)
        self.due = DayField(_("By when"), lambda day: self._put(due=day), today, ahead=True)
        self.sign = Line(_("First sign that it works"), lambda text: self._put(first_sign=text or None))
        self.measure = Line(_("How we will know"), lambda text: self._put(measure=text))
        for field, words in (
            (self.first, _("first step")), (self.due, _("by when")), (self.sign, _("first sign that it works")),
            (self.measure, _("how we will know")),
        ):  # fmt: skip
            hint(field, words)
        self.missing = Prose("", "small")
        head = row(self.text, self.state, self.away, gap=GRID)
        head.setStretch(0, 5)
        head.setStretch(1, 1)
        who = row(self.owners, self.first, self.due, gap=GRID)
        how = row(self.sign, self.measure, gap=GRID)
        for line, shares in ((who, (4, 1, 1)), (how, (1, 1))):
            for n, share in enumerate(shares):
                line.setStretch(n, share)
        self.setLayout(column(head, who, self.first.complaint, self.due.complaint, how, self.missing, gap=GRID))

    def show_item(self, item: r.Action, projected: Projected, editable: bool) -> None:
        self.text.show_text(item.text)
        self.state.show_value(item.status)
        self.owners.show_people(item.owners, projected, editable)
        self.first.show_day(item.first_step)
        self.due.show_day(item.due)
        self.sign.show_text(item.first_sign or "")
        self.measure.show_text(item.measure)
        for field in (self.text, self.first, self.due, self.sign, self.measure):
            field.setReadOnly(not editable)
        self.state.setEnabled(editable)
        self.away.setVisible(editable)
        self._name_away(item.text)
        sides = {projected.people[each][1] for each in item.owners if each in projected.people}
        self.missing.say("" if len(sides) > 1 else _("An owner from each side makes it a joint action."))


class Offered(AgreedLine):
    """What somebody offers somebody else, or asks for."""

    def __init__(self, owner: AgreedList[r.Offer]) -> None:
        super().__init__(owner)
        self.from_ = Choice(_("Who"), {}, lambda key: self._put(from_=key))
        kinds = {False: _("offers"), True: _("asks")}
        self.kind = Choice(_("Offer or request"), kinds, lambda asks: self._put(request=asks or None))
        self.to = Choice(_("Whom"), {}, lambda key: self._put(to=key))
        self.text = Text(_("What"), self._say, "", "plain", (1, 4))
        line = row(self.from_, self.kind, self.to, self.text, self.away, gap=GRID)
        for n, share in enumerate((3, 2, 3, 6)):
            line.setStretch(n, share)
        self.setLayout(line)

    def show_item(self, item: r.Offer, projected: Projected, editable: bool) -> None:
        names = {key: name for key, (name, _side) in projected.people.items()}
        for choice, person in ((self.from_, item.from_), (self.to, item.to)):
            choice.offer(names)
            choice.show_value(person)
            choice.setEnabled(editable)
        self.kind.show_value(bool(item.request))
        self.kind.setEnabled(editable)
        self.text.show_text(item.text)
        self.text.setReadOnly(not editable)
        self.away.setVisible(editable)
        self._name_away(item.text)


class OneOfEachSide(QWidget):
    """A person of each organisation, chosen from those who take part."""

    def __init__(self, name: str, save: Callable[[tuple[int, ...]], bool]) -> None:
        super().__init__()
        self._name, self._save = name, save
        self._people: tuple[int, ...] = ()
        self._keys: tuple[int, ...] = ()
        self.sides = tuple(Choice(name, {}, lambda key, n=n: self._choose(n, key)) for n in range(2))
        line = row(*self.sides, gap=GRID)
        for n in range(2):
            line.setStretch(n, 1)
        self.setLayout(line)

    def show_people(self, people: tuple[int, ...], projected: Projected, editable: bool) -> None:
        """Who it is now; people of no side stay where they were."""
        self._people, self._keys = people, tuple(projected.organisations)[:2]
        for n, choice in enumerate(self.sides):
            key = self._keys[n] if n < len(self._keys) else None
            side: Mapping[int, str] = projected.side(key) if key is not None else {}
            label = projected.organisations.get(key, "") if key is not None else ""
            choice.offer(side, label or self._name)
            named(choice, f"{self._name}, {label}" if label else self._name)
            choice.show_value(next((each for each in people if each in side), None))
            choice.setEnabled(editable and bool(side))

    def _choose(self, n: int, key: int | None) -> bool:
        kept = [choice.chosen for choice in self.sides]
        kept[n] = key
        shown = {each for choice in self.sides for each in choice.values if each is not None}
        others = tuple(each for each in self._people if each not in shown)
        return self._save((*(each for each in kept if each is not None), *others))


def conditions(session: Session) -> AgreedList[str]:
    """What makes it work between the two."""
    return AgreedList(
        session, workshop_day.keep_conditions, lambda owner: Sentence(owner, _("What makes it work")), str,
        _("A condition that makes it work between us"),
    )  # fmt: skip


def statements(session: Session) -> AgreedList[str]:
    """Sentences of the vision, as if they were so already."""
    return AgreedList(
        session, workshop_day.keep_statements, lambda owner: Sentence(owner, _("How we work")), str,
        _("When circumstances change, we …"),
    )  # fmt: skip


def decisions(session: Session) -> AgreedList[r.Decision]:
    """What was decided."""
    return AgreedList(
        session, workshop_day.keep_decisions, Decided, lambda text: r.Decision(text, ()), _("What was decided")
    )


def actions(session: Session) -> AgreedList[r.Action]:
    """Joint actions."""
    return AgreedList(
        session, workshop_day.keep_actions, Planned, workshop_day.new_action, _("What we will do together")
    )


def offers(session: Session, people: Callable[[], tuple[int, ...]]) -> AgreedList[r.Offer]:
    """Offers and requests; a new one is between the first two of `people`, to be changed."""

    def fresh(text: str) -> r.Offer:
        return r.Offer(people()[-1], text, people()[0])

    return AgreedList(session, workshop_day.keep_offers, Offered, fresh, _("An offer, or a request"))
