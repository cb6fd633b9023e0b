"""How sure one is, as four dots."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from desktop.ui.inspector.parts import colours
from desktop.ui.inspector.phrases import sureness
from desktop.ui.widgets import named, row, tip
from desktop.words import _


class _Dot(QRadioButton):
    """One dot of a confidence: full up to the chosen one."""

    def __init__(self) -> None:
        super().__init__()
        self.full = False
        self.role = "accent"
        self.setFixedSize(14, 18)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(14, 18)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = colours()
        colour = QColor(look.dim if not self.isEnabled() else {"amber": look.amber}.get(self.role, look.accent))
        circle = QRectF(3, 5, 8, 8)
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(colour if self.full else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.text), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(0.5, 2.5, 13, 13), 4, 4)


class Dots(QWidget):
    """How sure: a guess, an indication, confident, confirmed; none full means no answer yet.

    With the keyboard: Tab to it, then the arrows or 1 to 4.
    """

    chosen = Signal(int)
    """1 to 4, when the user picks another one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name)
        self._level = 0
        self._group = QButtonGroup(self)
        line = row(gap=0)
        self.setLayout(line)
        for level, word in enumerate(sureness(), 1):
            dot = _Dot()
            named(dot, word)
            dot.setAccessibleDescription(name)
            tip(dot, word)
            dot.clicked.connect(lambda _checked=False, level=level: self._choose(level))
            self._group.addButton(dot, level)
            line.addWidget(dot)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_level(0)

    @property
    def level(self) -> int:
        """0 to 4."""
        return self._level

    def show_level(self, level: int, role: str = "accent") -> None:
        """Fill the dots; roles: accent, amber."""
        self._level = level
        self._group.setExclusive(False)
        for dot in self._group.buttons():
            assert isinstance(dot, _Dot)
            at = self._group.id(dot)
            dot.setChecked(at == level)
            dot.full, dot.role = at <= level, role
            dot.update()
        self._group.setExclusive(True)
        words = (_("no answer yet"), *sureness())
        self.setAccessibleDescription(words[min(max(level, 0), 4)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("1", "2", "3", "4"):
            self._choose(int(event.text()))
            return
        super().keyPressEvent(event)

    def _choose(self, level: int) -> None:
        if level != self._level:
            self.show_level(level)
            self.chosen.emit(level)
