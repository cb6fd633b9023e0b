"""Cards of the Introductions page: ways to one person, and an introduction under way."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from desktop.domain import records as r
from desktop.domain.ways import Way, Word
from desktop.ui.fields import LineEdit
from desktop.ui.gaps.asking import draft, draft_words, state_words, step_words, word_words
from desktop.ui.inspector.parts import Form, Prose
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, FlowRow, button, column, empty, label, literal, named, row
from desktop.words import _


@dataclass(frozen=True)
class Reach:
    """Somebody to be met. `ways`: each with its sentence and what to mind; `resting`: a pair that rests, in words."""

    person: int
    name: str
    about: str
    ways: tuple[tuple[Way, str, str], ...]
    resting: str


class ReachCard(Card):
    """Somebody to be met, and the ways there."""

    opened = Signal(int)
    asked = Signal(object)
    """A Way: an introduction along it is thought of."""
    map_wanted = Signal(object, str)
    """People along a way, to be seen on the map, and the way in words."""

    def __init__(self) -> None:
        super().__init__()
        self.reach: Reach | None = None
        self.editable = True
        self.name = button("", "link")
        self.name.clicked.connect(lambda: self.reach and self.opened.emit(self.reach.person))
        self.about = Prose("", "dim")
        self.none = Prose(_("No way yet, as far as you noted who knows whom. Which forum or meeting do they go to?"))
        self.resting = Prose("", "amber")
        self.lines = column(gap=GRID)
        self.ways: list[WayLine] = []
        for part in (self.about, self.none, self.resting):
            part.setContentsMargins(GRID, 0, 0, 0)
        self.body.addLayout(row(self.name, None))
        for part in (self.about, self.none):
            self.body.addWidget(part)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.resting)
        self.body.setSpacing(GRID)

    def show_reach(self, reach: Reach) -> None:
        """The person and the ways as they are now."""
        if reach == self.reach:
            return
        self.reach = reach
        self.name.setText(literal(reach.name))
        named(self.name, reach.name)
        self.about.say(reach.about)
        self.none.setVisible(not reach.ways)
        self.resting.say(reach.resting)
        empty(self.lines)
        self.ways = []
        for way, words, mind in reach.ways:
            line = WayLine(way, words, mind)
            line.asked.connect(self.asked)
            line.map_wanted.connect(self.map_wanted)
            line.ask.setEnabled(self.editable)
            self.ways.append(line)
            self.lines.addWidget(line)


class WayLine(QWidget):
    """A way in words, with what can be done about it."""

    asked = Signal(object)
    map_wanted = Signal(object, str)

    def __init__(self, way: Way, words: str, mind: str) -> None:
        super().__init__()
        self.word = label(word_words()[way.word], {Word.STRONG: "good", Word.WEAK: "dim"}.get(way.word, ""))
        sized(self.word, least=12 * GRID)
        self.said, self.mind = Prose(words), Prose(mind, "amber")
        self.ask = button(_("Ask…"))
        named(self.ask, _("Ask: {way}").format(way=words))
        self.map = button(_("On the map"), "link")
        named(self.map, _("On the map: {way}").format(way=words))
        self.ask.clicked.connect(lambda: self.asked.emit(way))
        self.map.clicked.connect(lambda: self.map_wanted.emit(way.people, words))
        line = row(self.word, gap=2 * GRID)
        line.setContentsMargins(GRID, 0, 0, 0)
        line.addLayout(column(self.said, self.mind, gap=0), 1)
        line.addWidget(self.map)
        line.addWidget(self.ask)
        self.setLayout(line)


@dataclass(frozen=True)
class UnderWay:
    """An introduction with the names along the way, what may come next, and the owner's name for the draft."""

    introduction: r.Introduction
    along: tuple[int, ...]
    title: str
    names: tuple[str, ...]
    next: tuple[str, ...]
    me: str
    mind: str
    rests: str


class IntroductionCard(Card):
    """An introduction: how it stands, what comes next, the words to send."""

    stepped = Signal(int, str)
    """Introduction, state."""
    worded = Signal(int, str, str)
    """Introduction, field, text."""
    removed = Signal(int)
    opened = Signal(int)
    map_wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.shown: UnderWay | None = None
        self.name = button("", "link")
        self.name.clicked.connect(lambda: self.shown and self.opened.emit(self.shown.introduction.target))
        self.through = Prose("", "dim")
        self.state = Prose("", "heading")
        self.mind, self.rests = Prose("", "amber"), Prose("", "dim")
        self.reason = LineEdit(_("What it is about"), _("in a few words"))
        self.benefit = LineEdit(_("What it could give them"), _("so that it is worth it for both"))
        self.reason.settled.connect(lambda text: self._word("reason", text))
        self.benefit.settled.connect(lambda text: self._word("benefit_target", text))
        self.form = Form((_("About"), self.reason), (_("For them"), self.benefit))
        self.draft_for: QLabel = label("", "dim", wrap=True)
        self.draft = QPlainTextEdit()
        self.draft.setReadOnly(True)
        self.draft.setTabChangesFocus(True)
        self.copy = button(_("Copy"))
        self.copy.clicked.connect(self._copy)
        self._copied = QTimer(self, singleShot=True, interval=2000)
        self._copied.timeout.connect(lambda: self.copy.setText(_("Copy")))
        self.steps = FlowRow(gap=2 * GRID)
        self.map = button(_("On the map"), "link")
        self.map.clicked.connect(lambda: self.shown and self.map_wanted.emit(self.shown.along, self.state.text()))
        self.remove = button(_("Let it go"), "link")
        self.remove.clicked.connect(lambda: self.shown and self.removed.emit(self.shown.introduction.id))
        self._draft = QWidget()
        over = row(self.draft_for, self.copy)
        over.setStretch(0, 1)
        self._draft.setLayout(column(over, self.draft, gap=GRID))
        for part in (self.through, self.state, self.rests, self.mind, self.form, self._draft, self.steps):
            if part is self.through:
                self.body.addLayout(row(self.name, None, self.map, self.remove))
            self.body.addWidget(part)

    def show_introduction(self, shown: UnderWay) -> None:
        """The introduction as it is now; what is being typed stays."""
        if shown == self.shown:
            return
        self.shown = shown
        here, names = shown.introduction, shown.names
        self.name.setText(literal(shown.title))
        named(self.name, shown.title)
        self.through.say(_("through {names}").format(names=", ".join(names[:-1])))
        self.state.say(state_words(here.state, names))
        self.mind.say(shown.mind if here.state == "idea" else "")
        self.rests.say(shown.rests)
        self.reason.show_text(here.reason)
        self.benefit.show_text(here.benefit_target)
        text = draft(here, names, shown.me)
        self.form.setVisible(here.state in ("idea", "broker_asked", "broker_agreed"))
        self._draft.setVisible(bool(text))
        self.draft_for.setText(draft_words(here.state, names))
        named(self.draft, self.draft_for.text())
        self.draft.setPlainText(text)
        self.draft.setFixedHeight(self.draft.fontMetrics().lineSpacing() * min(text.count("\n") + 3, 14) + 4 * GRID)
        self._show_steps(shown.next, names)

    def _show_steps(self, states: Sequence[str], names: Sequence[str]) -> None:
        focus = QApplication.focusWidget()
        within = focus is not None and self.steps.isAncestorOf(focus)
        if within:
            # Not left to Qt, which would go to wherever is next in the window.
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.steps.clear()
        self.steps.setVisible(bool(states))
        for state in sorted(states, key=lambda each: each.endswith("declined")):
            made = button(step_words(state, names), literally=True)
            made.setProperty("state", state)
            made.clicked.connect(lambda _checked=False, state=state: self._step(state))
            self.steps.add(made)
            if within:
                made.setFocus(Qt.FocusReason.OtherFocusReason)
                within = False

    def _step(self, state: str) -> None:
        if self.shown is not None:
            for field in (self.reason, self.benefit):
                field.settle()
            self.stepped.emit(self.shown.introduction.id, state)

    def _word(self, field: str, text: str) -> None:
        if self.shown is not None:
            self.worded.emit(self.shown.introduction.id, field, text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.draft.toPlainText())
        self.copy.setText(_("Copied"))
        self._copied.start()
