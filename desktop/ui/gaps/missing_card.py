"""A group without anybody near enough, or a role without a name: what to do about it, and who it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLabel, QPushButton, QWidget

from desktop.domain.gaps import DECISIONS, Missing
from desktop.ui.fields import LineEdit
from desktop.ui.fitting import Combo
from desktop.ui.inspector.find_person import PersonLine
from desktop.ui.inspector.parts import Prose
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Card, FlowRow, button, chip, column, label, named, row
from desktop.words import _, tier_words


@dataclass(frozen=True)
class MissingShown:
    """What a card says. `near`: (id, words) of who is nearest; `cover`: how it stands in a sentence."""

    missing: Missing
    heading: str
    cover: str
    reason: str
    near: tuple[tuple[int, str], ...]
    decision: str
    """One of DECISIONS, or ''."""
    why: str
    noted: str
    """What was decided in other words, or about whom."""
    urgent: bool


def decision_words() -> dict[str, str]:
    """What can be decided about a gap."""
    return {
        "create": _("Begin with somebody new"),
        "strengthen": _("Strengthen somebody"),
        "leave": _("Leave it"),
    }


class MissingCard(Card):
    """Shows one gap. It asks for edits; the page makes them."""

    decided = Signal(object, str, str)
    """Missing, decision ('' takes it back), why."""
    filled = Signal(object, object)
    """Missing, a person's id or a new name."""
    opened = Signal(int)
    removed = Signal(object)
    """A role is not looked for any more."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.shown: MissingShown | None = None
        self.heading, self.cover = Prose("", "heading"), Prose("", "red")
        self.reason = Prose("", "dim")
        self.near = FlowRow()
        self.noted = Prose("", "small")
        self.remove = button(_("No longer looked for"), "link")
        self.remove.clicked.connect(lambda: self.shown and self.removed.emit(self.shown.missing))
        top = row(self.heading, self.remove)
        top.setStretch(0, 1)
        self.choices: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        chips = FlowRow(_lead(_("What to do?")))
        for decision in DECISIONS:
            each = self.choices[decision] = chip(decision_words()[decision])
            each.clicked.connect(lambda _checked=False, decision=decision: self._choose(decision))
            self._group.addButton(each)
            chips.add(each)
        self.why = LineEdit(_("Why"), _("Why? A few words, Enter"), rest_ms=600_000)
        self.why.returnPressed.connect(self._leave)
        self.why.settled.connect(self._settle)
        self.ask_why = Prose(_("Why is it left? A few words are enough."), "amber")
        self.who = PersonLine(
            session, _("Who it is"), _("It is … type a name, of somebody known or new"), new=True
        )  # fmt: skip
        self.who.picked.connect(lambda person: self.shown and self.filled.emit(self.shown.missing, person))
        self.who.new_named.connect(lambda name: self.shown and self.filled.emit(self.shown.missing, name))
        self._waits = ""
        for part in (self.cover, self.reason, self.near, chips, self.ask_why, self.why, self.noted, self.who):
            if part is self.cover:
                self.body.addLayout(top)
            self.body.addWidget(part)
        self.body.setSpacing(GRID + 2)
        self.setFocusProxy(self.choices[DECISIONS[0]])

    def show_missing(self, shown: MissingShown) -> None:
        """The gap as it is now. What is being typed stays."""
        before, self.shown = self.shown, shown
        self.heading.say(shown.heading)
        if before is None or before.urgent != shown.urgent:
            self.cover.setProperty("role", "red" if shown.urgent else "amber")
            self.cover.style().polish(self.cover)
        self.cover.say(shown.cover)
        self.reason.say(shown.reason)
        if before is None or before.near != shown.near:
            self._show_near(shown.near)
        self.noted.say(shown.noted)
        self.remove.setVisible(bool(shown.missing.role))
        if before is not None and before.decision != shown.decision:
            self._waits = ""
        self._check()
        self.why.show_text(shown.why)
        self.setAccessibleName(f"{shown.heading}. {shown.cover}")
        named(self.who, _("{heading}: who is it?").format(heading=shown.heading))

    def _show_near(self, near: Sequence[tuple[int, str]]) -> None:
        self.near.clear()
        self.near.setVisible(bool(near))
        if near:
            self.near.add(_lead(_("To reach first:")))
        for person, words in near:
            made = button(words, "link", literally=True)
            made.clicked.connect(lambda _checked=False, person=person: self.opened.emit(person))
            self.near.add(made)

    def _check(self) -> None:
        now = self._waits or (self.shown.decision if self.shown else "")
        for decision, each in self.choices.items():
            each.setChecked(decision == now)
        self.why.setVisible(bool(now))
        self.ask_why.setVisible(self._waits == "leave")

    def _choose(self, decision: str) -> None:
        if self.shown is None:
            return
        if decision == (self._waits or self.shown.decision):
            taken_back = bool(self.shown.decision) and not self._waits
            self._waits = ""
            self._check()
            if taken_back:
                self.decided.emit(self.shown.missing, "", "")
        elif decision == "leave":
            # A reason makes it a decision; until then it only waits.
            self._waits = "leave"
            self.why.setText("")
            self._check()
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._waits = ""
            self.decided.emit(self.shown.missing, decision, "")

    def _leave(self) -> None:
        self.why.settle()

    def _settle(self, why: str) -> None:
        decision = self._waits or (self.shown.decision if self.shown else "")
        if self.shown is not None and decision and (why or decision != "leave"):
            self.decided.emit(self.shown.missing, decision, why)


def _lead(words: str) -> QLabel:
    """The dim words before a row of buttons."""
    made = label(words, "dim")
    made.setContentsMargins(0, GRID, GRID, GRID)
    return made


class RoleForm(QWidget):
    """Somebody is missing whose role is known before the name is."""

    added = Signal(str, object, str)
    """Role, group (None: none), tier wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.role = LineEdit(_("Role of somebody missing"), _("A role, e.g. head of tariffs"), rest_ms=600_000)
        self.group, self.tier = Combo(), Combo()
        named(self.group, _("Group"))
        named(self.tier, _("How near they should be"))
        for tier, words in list(tier_words().items())[:4]:
            self.tier.addItem(words, tier)
        self.tier.setCurrentIndex(1)
        self.add = button(_("Add"))
        self.add.clicked.connect(self._add)
        self.role.returnPressed.connect(self._add)
        line = row(self.role, self.group, self.tier, self.add)
        line.setStretch(0, 2)
        line.setStretch(1, 1)
        self.group.setMinimumContentsLength(8)
        self.group.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setLayout(column(line))
        self.setFocusProxy(self.role)

    def show_groups(self, groups: Sequence[tuple[int, str]]) -> None:
        """The groups there are; the chosen one stays."""
        chosen = self.group.currentData()
        if [(self.group.itemData(at), self.group.itemText(at)) for at in range(1, self.group.count())] == list(groups):
            return
        self.group.clear()
        self.group.addItem(_("No group"), None)
        for key, words in groups:
            self.group.addItem(words, key)
        self.group.setCurrentIndex(max(0, self.group.findData(chosen)))

    def _add(self) -> None:
        text = " ".join(self.role.text().split())
        if text:
            self.role.setText("")
            self.role.show_text("")
            self.added.emit(text, self.group.currentData(), self.tier.currentData())
        self.role.setFocus(Qt.FocusReason.OtherFocusReason)
