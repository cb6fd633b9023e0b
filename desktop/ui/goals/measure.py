"""A measure as a small line: its readings, where it is now, and where it should be."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.domain.dates import first_day
from desktop.ui.inspector.parts import colours
from desktop.ui.widgets import named, tip

_SIZE = QSize(112, 30)
_EDGE = 5.0

Points = tuple[tuple[float, float], ...]


def line_of(measure: r.Measure) -> tuple[Points, float] | None:
    """Points of the line and the height of the target, all 0..1 and the highest value at 0; None without both.

    Days are at their true distances; a measure with one reading begins at its baseline.
    """
    said = [(day, reading.value) for reading in measure.readings if (day := first_day(reading.date)) is not None]
    if measure.target is None or not (said or measure.baseline is not None):
        return None
    values = [value for _, value in said]
    if len(values) < 2 and measure.baseline is not None:
        values = [measure.baseline, *values]
        at = [0.0, 1.0][: len(values)]
    else:
        first, days = said[0][0], max((said[-1][0] - said[0][0]).days, 1)
        at = [(day - first).days / days for day, _ in said]
    low, high = min(*values, measure.target), max(*values, measure.target)
    span = (high - low) or 1.0
    return tuple((x, (high - value) / span) for x, value in zip(at, values, strict=True)), (
        high - measure.target
    ) / span  # fmt: skip


class MeasureLine(QWidget):
    """Draws the line of a measure; empty without a figure."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_SIZE)
        self._line: tuple[Points, float] | None = None

    def show_measure(self, measure: r.Measure | None, words: str) -> None:
        """Draw this one; `words` say the same to a screen reader."""
        self._line = line_of(measure) if measure else None
        named(self, words)
        tip(self, words)
        self.setVisible(self._line is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line is None:
            return
        points, target = self._line
        look, painter = colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high = self.width() - 2 * _EDGE - 22, self.height() - 2 * _EDGE
        spots = [QPointF(_EDGE + x * wide, _EDGE + y * high) for x, y in points]
        aim = QPointF(self.width() - _EDGE, _EDGE + target * high)
        painter.setPen(QPen(QColor(look.faint), 1, Qt.PenStyle.DotLine))
        painter.drawLine(spots[-1], aim)
        painter.setPen(QPen(QColor(look.accent), 1.6))
        painter.drawPolyline(spots)
        painter.setBrush(QColor(look.accent))
        painter.drawEllipse(spots[-1], 3, 3)
        painter.setPen(QPen(QColor(look.text), 1.2))
        painter.setBrush(QColor(look.panel))
        painter.drawEllipse(aim, 3, 3)
