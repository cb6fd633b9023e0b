"""Under the map while it shows the past: which day that is, that nothing can be changed there, and the way back."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.widgets import GRID, button, label, row
from desktop.words import _


class PastCard(QFrame):
    """While it is shown, Esc on `map_` leads back."""

    left = Signal()

    def __init__(self, map_: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "warning")
        self.words = label("", "amber", wrap=True)
        self.back = button(_("Back to today (Esc)"), "link")
        self.back.clicked.connect(self.left)
        line = row(self.words, self.back)
        line.setStretch(0, 1)
        line.setContentsMargins(4 * GRID, 0, 2 * GRID, 0)
        self.setLayout(line)
        self.hide()
        map_.installEventFilter(self)

    def say(self, words: str) -> None:
        """Show it; without words it is hidden."""
        self.words.setText(words)
        self.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isHidden() or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        return event.key() == Qt.Key.Key_Escape
