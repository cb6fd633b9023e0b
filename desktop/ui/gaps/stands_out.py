"""What stands out, under the matrix: four cards at most, each a door to its page. Pointing marks whom it is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.inspector.parts import ClickCard, Prose
from desktop.ui.widgets import GRID

_FOUR, _TWO = 900, 460


@dataclass(frozen=True)
class StandsOut:
    """A card: a question, what stands out, and a sentence about it; whom it is about and where it leads."""

    asks: str
    title: str
    text: str
    people: tuple[int, ...]
    leads: Callable[[], object]


class OutCard(ClickCard):
    """One of them."""

    pointed = Signal(object)
    """People, () when nobody points at it any more."""

    def __init__(self) -> None:
        self.asks, self.title, self.text = Prose("", "dim"), Prose("", "heading"), Prose("", "dim")
        super().__init__(self.asks, self.title, self.text)
        self.setProperty("role", "card")
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._shown: StandsOut | None = None
        self.opened.connect(lambda: self._shown and self._shown.leads())

    def show_out(self, shown: StandsOut) -> None:
        """What stands out now."""
        self._shown = shown
        self.asks.say(shown.asks)
        self.title.say(shown.title)
        self.text.say(shown.text)
        self.setAccessibleName(" ".join(part for part in (shown.asks, shown.title, shown.text) if part))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pointed.emit(self._shown.people if self._shown else ())

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit(self._shown.people if self._shown else ())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit(())


class OutCards(QWidget):
    """Side by side as far as there is room."""

    pointed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[OutCard] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(3 * GRID)
        self.setLayout(self._grid)

    def show_all(self, shown: Sequence[StandsOut]) -> None:
        """Show these."""
        while len(self.cards) < len(shown):
            card = OutCard()
            card.pointed.connect(self.pointed)
            self.cards.append(card)
        self._arrange()
        for card, each in zip(self.cards, shown, strict=False):
            card.show_out(each)
        for at, card in enumerate(self.cards):
            card.setVisible(at < len(shown))

    def _arrange(self) -> None:
        columns = 4 if self.width() >= _FOUR else 2 if self.width() >= _TWO else 1
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // columns, at % columns)
        for at in range(4):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
