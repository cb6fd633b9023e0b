"""What stays in place while the map moves: the purpose in its corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from desktop.ui.map.look import faded
from desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from desktop.ui.map.look import Look
    from desktop.ui.map.texts import Texts

SIZE = 13
_WIDTH, _SHARE, _LINES, _EDGE = 250.0, 0.3, 4, 14.0


@dataclass(frozen=True, eq=False)
class Corner:
    """The purpose of the plan, broken into lines, in a view of that width."""

    purpose: str
    texts: Texts
    view_width: float

    def area(self) -> QRectF:
        """The part of the view it takes, empty without a purpose."""
        if not self.purpose:
            return QRectF()
        height = self.texts.height(SIZE, True, len(self._lines()))
        return QRectF(_EDGE, _EDGE - 3, self._width, height).adjusted(-6, -4, 6, 4)

    def paint(self, p: QPainter, look: Look) -> None:
        """Draw it, on a ground that lets the map shine through."""
        plain, measure = self.texts.font(SIZE, False)
        p.fillRect(self.area(), faded(look.background, 0.8))
        y = _EDGE - 3 + measure.ascent()
        p.setFont(plain)
        p.setPen(look.dim)
        p.drawText(QPointF(_EDGE, y), _("For:"))
        p.setFont(self.texts.font(SIZE, True)[0])
        p.setPen(look.text)
        for i, line in enumerate(self._lines()):
            p.drawText(QPointF(_EDGE + (self._lead if i == 0 else 0), y + i * measure.height()), line)

    @property
    def _width(self) -> float:
        return min(_WIDTH, _SHARE * self.view_width)

    @property
    def _lead(self) -> float:
        return self.texts.font(SIZE, False)[1].horizontalAdvance(_("For:") + " ")

    def _lines(self) -> list[str]:
        """The first line leaves room for the lead; the last takes what is left, cut if need be."""
        measure = self.texts.font(SIZE, True)[1]
        lines, room = [""], self._width - self._lead
        for word in self.purpose.split():
            longer = f"{lines[-1]} {word}".strip()
            if measure.horizontalAdvance(longer) <= room or not lines[-1] or len(lines) == _LINES:
                lines[-1] = longer
            else:
                lines.append(word)
                room = self._width
        return [measure.elidedText(line, Qt.TextElideMode.ElideRight, self._width) for line in lines]
