"""Is it working? The measure of a goal as a small line, painted here: it is a glance, not a chart to read off."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.today import Working
from desktop.ui.today.phrases import name_of, number
from desktop.ui.widgets import GRID, column, label, row, tip
from desktop.words import _

_HEIGHT = 24


class SmallLine(QWidget):
    """Readings over time; where the measure is to go is a dotted line."""

    def __init__(self, working: Working) -> None:
        super().__init__()
        self._working = working
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def points(self) -> list[QPointF]:
        """Where the readings are, in pixels."""
        low, high = self._range()
        days = [day.toordinal() for day, _value in self._working.points]
        first, span = days[0], max(1, days[-1] - days[0])
        return [
            QPointF(2 + (day - first) / span * (self.width() - 4), self._height_of(value, low, high))
            for day, (_day, value) in zip(days, self._working.points, strict=True)
        ]

    def _range(self) -> tuple[float, float]:
        values = [value for _day, value in self._working.points]
        if self._working.target is not None:
            values.append(self._working.target)
        return min(values), max(values)

    def _height_of(self, value: float, low: float, high: float) -> float:
        room = _HEIGHT - 6
        return 3 + room / 2 if high == low else 3 + room * (high - value) / (high - low)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        accent = QColor(palette.color(QPalette.ColorRole.Accent))
        low, high = self._range()
        if self._working.target is not None:
            pen = QPen(palette.color(QPalette.ColorRole.Dark), 1, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            y = self._height_of(self._working.target, low, high)
            painter.drawLine(QPointF(2, y), QPointF(self.width() - 2, y))
        points = self.points()
        painter.setPen(QPen(accent, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(points[-1], 3, 3)


class WorkingLine(QWidget):
    """A measure with its first and its latest reading, and the line between them."""

    opened = Signal()

    def __init__(self, working: Working) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        first, last = working.points[0][1], working.points[-1][1]
        said = number(last) if len(working.points) == 1 else f"{number(first)} → {number(last)}"
        self.said = label(f"{said} {working.unit}".strip(), "dim")
        self.what = label(working.indicator, wrap=True)
        self.line = SmallLine(working)
        aim = "" if working.target is None else _("to {target}").format(target=number(working.target))
        tip(self, " · ".join(part for part in (name_of(working.who), aim) if part))
        self.setAccessibleName(f"{working.indicator}: {self.said.text()} {aim}".strip())
        top = row(self.what, self.said, gap=4 * GRID)
        top.setStretch(0, 1)
        body = column(top, self.line, gap=GRID)
        body.setContentsMargins(0, 2 * GRID, 0, 2 * GRID)
        self.setLayout(body)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()
