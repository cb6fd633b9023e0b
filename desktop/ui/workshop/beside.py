"""Two columns of cards side by side; one below the other where the window is narrow."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.ui.text_size import px
from desktop.ui.widgets import GRID

_NARROW = 900
"""Pixels below which two columns would be too thin to read."""


class Beside(QWidget):
    """`shares`: how the width is shared."""

    def __init__(self, left: QVBoxLayout, right: QVBoxLayout, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(4 * GRID)
        for column, share in zip((left, right), shares, strict=True):
            # In a widget of its own, which neither side stretches.
            held = QWidget()
            held.setLayout(column)
            self._both.addWidget(held, share, Qt.AlignmentFlag(0))
        self.setLayout(self._both)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction.TopToBottom if self.width() < px(_NARROW) else QBoxLayout.Direction.LeftToRight
        if way != self._both.direction():
            self._both.setDirection(way)
