"""Both on one map: two hubs with their people, who knows whom across, counted before the day and after it."""

from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.domain import records as r
from desktop.domain.across import Across, When, across, at, without_any
from desktop.domain.dates import first_day
from desktop.domain.workshop import Room
from desktop.plan import edits
from desktop.ui.inspector.fields import Choice
from desktop.ui.inspector.parts import Cards, Prose
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Card, button, chip, column, named, row
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.ui.workshop.hubs import Hubs
from desktop.ui.workshop.page import WorkshopPage
from desktop.ui.workshop.phrases import name_of, side_of
from desktop.words import _, ngettext


def strength_words() -> dict[int, str]:
    """How well two know each other."""
    return {1: _("know each other"), 2: _("work together"), 3: _("are close")}


class TieLine(QWidget):
    """Two people who know each other across: how well, and since when."""

    def __init__(self, screen: "BothScreen") -> None:
        super().__init__()
        self._screen = screen
        self._tie: r.Tie | None = None
        self.names = Prose("")
        self.strength = Choice(_("How well"), strength_words(), lambda n: self._put(strength=n))
        self.since = Choice(_("Since when"), screen.since_words(), self._set_since)
        self.away = button("×", "link")
        self.away.clicked.connect(self._remove)
        line = row(self.names, self.strength, self.since, self.away)
        for n, share in enumerate((3, 1, 1)):
            line.setStretch(n, share)
        self.setLayout(line)

    def show_tie(self, each: Across, room: Room) -> None:
        """The tie as the file has it now."""
        self._tie = each.tie
        words = _("{one} and {other}").format(one=name_of(room, each.tie.a), other=name_of(room, each.tie.b))
        self.names.say(words)
        self.strength.show_value(each.tie.strength)
        self.since.show_value(each.new)
        named(self.away, _("Remove: {what}").format(what=words))
        for part in (self.strength, self.since, self.away):
            part.setEnabled(self._screen.session.editable)

    def _put(self, **values: object) -> bool:
        tie, session = self._tie, self._screen.session
        return tie is not None and session.do(
            lambda: edits.change(session.plan, r.Tie, tie.id, self._screen.pair(tie), **values)
        )

    def _set_since(self, new: bool) -> bool:
        return self._put(since=self._screen.since(new))

    def _remove(self) -> None:
        tie, session = self._tie, self._screen.session
        if tie is not None:
            session.do(lambda: edits.remove(session.plan, r.Tie, tie.id, self._screen.pair(tie)))


class BothScreen(WorkshopPage):
    """The drawing, and the list in which it is made."""

    def __init__(self, session: Session, feed: WorkshopFeed) -> None:
        super().__init__(
            session,
            feed,
            _("Both on one map"),
            _("The two organisations with their people, and who knows whom across."),
        )
        self.when = {When.BEFORE: chip(_("Before the day")), When.AFTER: chip(_("After the day"))}
        group = QButtonGroup(self)
        for made in self.when.values():
            group.addButton(made)
            made.clicked.connect(lambda: self.show_room(self.feed.room))
        self.when[When.AFTER].setChecked(True)
        self.said, self.alone = Prose("", "heading"), Prose("", "dim")
        self.hubs = Hubs()
        drawn = Card()
        drawn.body.addLayout(row(*self.when.values(), None))
        for part in (self.said, self.alone, self.hubs):
            drawn.body.addWidget(part)
        legend = _("Solid lines were there before the day, dashed ones are new since; thicker ones are nearer.")
        drawn.body.addWidget(Prose(legend, "small"))
        self.one = Choice(_("The one side"), {}, lambda _key: True, nothing="")
        self.other = Choice(_("The other side"), {}, lambda _key: True, nothing="")
        self.strength = Choice(_("How well"), strength_words(), lambda _n: True)
        self.strength.show_value(1)
        self.new = Choice(_("Since when"), self.since_words(), lambda _new: True)
        self.new.show_value(False)
        self.add = button(_("Add"))
        self.add.clicked.connect(self._add)
        self._line = row(self.one, self.other, self.strength, self.new, self.add)
        for n, share in enumerate((3, 3, 2, 2)):
            self._line.setStretch(n, share)
        self.ties: Cards[Across, TieLine] = Cards(lambda _tie: TieLine(self), self._show_tie, gap=GRID)
        listed = Card(_("Who knows whom across"))
        listed.body.addLayout(self._line)
        listed.body.addLayout(column(self.ties))
        self.body.addWidget(drawn)
        self.body.addWidget(listed)
        self.body.addStretch(1)

    @staticmethod
    def since_words() -> dict[bool, str]:
        """Before the day, or since."""
        return {False: _("before the day"), True: _("since the day")}

    def first_field(self) -> QWidget | None:
        """Where a tie is added."""
        return self.one

    def show_room(self, room: Room) -> None:
        """Show the workshop as the file has it now."""
        ties = across(room)
        when = next(each for each, made in self.when.items() if made.isChecked())
        shown, before = at(ties, when), len(at(ties, When.BEFORE))
        self.hubs.show_ties(room, shown)
        self.said.say(self._words(len(shown), before, when))
        alone = [name_of(room, person) for person in without_any(room, shown)]
        self.alone.say(_("Nobody on the other side: {names}.").format(names=", ".join(alone)) if alone and ties else "")
        for n, choice in enumerate((self.one, self.other)):
            organisation = room.organisations[n].id if n < len(room.organisations) else None
            people = {p.person: name_of(room, p.person) for p in room.side(organisation)} if organisation else {}
            label = side_of(room, organisation) or _("nobody yet")
            choice.offer(people, label)
            named(choice, label)
            choice.show_value(choice.chosen if choice.chosen in people else None)
            choice.setEnabled(self.session.editable and bool(people))
        for part in (self.strength, self.new, self.add):
            part.setEnabled(self.session.editable)
        self.ties.show_items([(each.tie.id, each) for each in ties])

    def since(self, new: bool) -> str | None:
        """The day to keep with a tie that is new since the day."""
        workshop = self.feed.room.workshop
        day = first_day(workshop.date) if workshop else None
        return (day or self.session.today()).isoformat() if new else None

    def pair(self, tie: r.Tie) -> str:
        """Both names, for the Undo menu."""
        return " – ".join(name_of(self.feed.room, person) for person in (tie.a, tie.b))

    def _words(self, shown: int, before: int, when: When) -> str:
        count = ngettext("{n} tie across", "{n} ties across", shown).format(n=shown)
        if when is When.BEFORE or shown == before:
            return count
        return _("{count}, {before} of them from before the day").format(count=count, before=before)

    def _show_tie(self, line: TieLine, each: Across) -> None:
        line.show_tie(each, self.feed.room)

    def _add(self) -> None:
        one, other, session = self.one.chosen, self.other.chosen, self.session
        if one is None or other is None:
            (self.one if one is None else self.other).setFocus()
            return
        known = next((e.tie for e in across(self.feed.room) if {e.tie.a, e.tie.b} == {one, other}), None)
        strength, since = self.strength.chosen, self.since(self.new.chosen)
        tie = r.Tie(0, one, other, strength, "told", "", since)
        if known is not None:
            kept = session.do(
                lambda: edits.change(session.plan, r.Tie, known.id, self.pair(known), strength=strength, since=since)
            )
        else:
            kept = session.do(lambda: edits.add(session.plan, tie, self.pair(tie)))
        if kept:
            self.one.show_value(None)
            self.other.show_value(None)
            self.one.setFocus()
