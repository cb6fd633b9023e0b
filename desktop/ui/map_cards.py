"""Small cards over the map, in place: how two people know each other, and who somebody missing could be."""

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QWidget

from desktop.domain import records as r
from desktop.domain.gaps import Missing
from desktop.plan import edits, network_edits, read
from desktop.ui.fitting import hint
from desktop.ui.gaps.phrases import key_now
from desktop.ui.inspector.find_person import PersonLine
from desktop.ui.inspector.phrases import breakable, strengths
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, FlowRow, button, chip, column, floating, label, named, row
from desktop.words import _, one_line

_WIDTH = 330
_AWAY = 18
"""From the point it speaks of, in pixels."""


class MapCard(Card):
    """A card beside a point of the map. Esc and the cross close it; the keyboard goes back to where it came from."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__()
        floating(self, parent)
        self._over = parent
        self.session = session
        self._came_from: QWidget | None = None
        self._at = QPointF()
        self.said = label("", "heading", wrap=True)
        self.close_button = button("✕", "flat", hint=_("Close"))
        named(self.close_button, _("Close"))
        self.close_button.clicked.connect(self.hide)
        head = row(self.said, self.close_button)
        head.setAlignment(self.close_button, Qt.AlignmentFlag.AlignTop)
        head.setStretchFactor(self.said, 1)
        self.body.addLayout(head)
        self.body.setContentsMargins(4 * GRID, 3 * GRID, 2 * GRID, 4 * GRID)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        sized(self, width=_WIDTH)
        session.frozen.connect(lambda frozen: self.hide() if frozen else None)
        self.hide()

    def open_at(self, at: QPointF) -> None:
        """Show it beside a point of what it lies over, inside of it."""
        self._at = at
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
        self.show()
        self.settle_down()
        self.raise_()

    def settle_down(self) -> None:
        """Take as much height as is needed, beside the point."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        height = max(self.heightForWidth(_WIDTH), self.minimumSizeHint().height())
        self.resize(_WIDTH, height)
        room = self._over.rect().adjusted(2 * GRID, 2 * GRID, -2 * GRID, -2 * GRID)
        x = self._at.x() + _AWAY
        if x + _WIDTH > room.right():
            x = self._at.x() - _AWAY - _WIDTH
        y = min(self._at.y() - _AWAY, room.bottom() - height)
        self.move(QPoint(round(max(x, room.left())), round(max(y, room.top()))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        came_from, self._came_from = self._came_from, None
        focus = QApplication.focusWidget()
        inside = focus is not None and (focus is self or self.isAncestorOf(focus))
        if inside and came_from is not None and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        super().hideEvent(event)

    def name(self, person: int) -> str:
        """A person's name on one line."""
        found = read.names(self.session.plan, [person]).get(person)
        return one_line(found[0], 60) if found else ""


class TieCard(MapCard):
    """How well two people know each other, and how I know: one click or a key, one Step."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self._a: int | None = None
        self._b: int | None = None
        self.other = PersonLine(session, _("Whom they know"), _("Type a name"), self._not_again)
        self.other.picked.connect(self._picked)
        self.how = {strength: button(words) for strength, words in strengths().items()}
        for strength, each in self.how.items():
            each.clicked.connect(lambda _checked=False, strength=strength: self._put(strength))
        self.told = chip(_("I was told"))
        self.gone = button(_("No longer noted"), "link")
        self.gone.clicked.connect(self._remove)
        self._answers = QWidget()
        last = row(self.told, None, self.gone)
        self._answers.setLayout(column(FlowRow(*self.how.values()), last, gap=2 * GRID))
        self.body.addWidget(self.other)
        self.body.addWidget(self._answers)

    def ask(self, a: int, b: int | None, at: QPointF) -> None:
        """Ask about a person and another one; None lets the other's name be typed first."""
        self._a, self._b = a, b
        tie = self._tie()
        self.other.setVisible(b is None)
        self._answers.setVisible(b is not None)
        self.gone.setVisible(tie is not None)
        self.told.setChecked(tie is not None and tie.basis == "told")
        if b is None:
            self.said.setText(breakable(_("Whom does {name} know?").format(name=self.name(a))))
        else:
            said = _("How well do {name} and {other} know each other?")
            self.said.setText(breakable(said.format(name=self.name(a), other=self.name(b))))
        for strength, each in self.how.items():
            each.setProperty("role", "loud" if tie is not None and tie.strength == strength else "")
            each.style().polish(each)
        self.open_at(at)
        first = self.other if b is None else self.how[tie.strength if tie else 1]
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        strength = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3}.get(Qt.Key(event.key()))
        if strength is not None and self._b is not None:
            self._put(strength)
        else:
            super().keyPressEvent(event)

    def _tie(self) -> r.Tie | None:
        if self._a is None or self._b is None:
            return None
        ties = read.ties_of(self.session.plan, self._a)
        return next((tie for tie in ties if self._b in (tie.a, tie.b)), None)

    def _not_again(self) -> set[int]:
        if self._a is None:
            return set()
        known = {key for tie in read.ties_of(self.session.plan, self._a) for key in (tie.a, tie.b)}
        return known | {self._a}

    def _picked(self, other: int) -> None:
        if self._a is not None:
            self.ask(self._a, other, self._at)

    def _put(self, strength: int) -> None:
        a, b, basis = self._a, self._b, "told" if self.told.isChecked() else "seen"
        if a is not None and b is not None:
            subject = self.name(a)
            plan = self.session.plan
            if self.session.do(lambda: network_edits.note_tie(plan, a, b, strength, basis, subject)):
                self.hide()

    def _remove(self) -> None:
        tie, plan = self._tie(), self.session.plan
        if tie is not None and self.session.do(lambda: edits.remove(plan, r.Tie, tie.id, self.name(tie.a))):
            self.hide()


class MissingCard(MapCard):
    """Somebody missing: what is known of it, and a line to name them; they become a key relationship in one go."""

    named_one = Signal(int, str)
    """The person's id, and what became of it in words."""
    decision_wanted = Signal(object)
    """Missing: what to do about it is to be decided."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self._missing: Missing | None = None
        self._why = label("", "dim", wrap=True)
        self.line = QLineEdit()
        named(self.line, _("Their name"))
        hint(self.line, _("Somebody new: type their name"))
        self.line.returnPressed.connect(self._name)
        self.known = PersonLine(session, _("Somebody in the plan"), _("Or somebody I have here already"), set)
        self.known.picked.connect(self.fill)
        self.decide = button(_("What to do about it…"), "link")
        self.decide.clicked.connect(self._decide)
        self._after = label(_("They become a key relationship, in this group and heading there."), "small", wrap=True)
        for part in (self._why, self.line, self.known, self._after):
            self.body.addWidget(part)
        self.body.addLayout(row(self.decide, None))

    @property
    def missing(self) -> Missing | None:
        """Whom it speaks of, None while hidden."""
        return None if self.isHidden() else self._missing

    def ask(self, missing: Missing, words: str, at: QPointF, *, name: bool) -> None:
        """Say who is missing; `name`: the keyboard goes to the line."""
        self._missing = missing
        gap = None if missing.gap is None else read.record(self.session.plan, r.Gap, missing.gap)
        why = one_line(gap.reason, 300) if gap else ""
        self.said.setText(breakable(one_line(words, 200)))
        self._why.setText(breakable(why))
        self._why.setVisible(bool(why))
        self.line.clear()
        self.known.clear()
        for part in (self.line, self.known):
            part.setEnabled(self.session.editable)
        self.open_at(at)
        if name:
            self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def fill(self, who: int | str, tier: str = "unconnected") -> None:
        """Make somebody the one who was missing."""
        missing, plan, on = self._missing, self.session.plan, self.session.today()
        made: list[int] = []
        if missing is not None and self.session.do(
            lambda: made.append(network_edits.fill_gap(plan, missing, who, on=on, tier=tier))
        ):
            self.hide()
            said = key_now(read.record(plan, r.Contact, made[0]), missing.tier)
            self.named_one.emit(made[0], said)

    def _name(self) -> None:
        if name := " ".join(self.line.text().split()):
            self.fill(name)

    def _decide(self) -> None:
        if self._missing is not None:
            self.hide()
            self.decision_wanted.emit(self._missing)
