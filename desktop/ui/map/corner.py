"""What stays in place while the map moves: the purpose in its corner, and what should be different in the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from desktop.ui.map.look import faded
from desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetricsF, QPainter

    from desktop.ui.map.look import Look
    from desktop.ui.map.texts import Texts

SIZE = 13
SMALL = 11
_WIDTH, _SHARE, _LINES, _EDGE = 250.0, 0.3, 4, 14.0
_BELOW = 2  # lines of the objective


@dataclass(frozen=True, eq=False)
class Corner:
    """The purpose of the plan and, under it, the development objective, broken into lines, in a view of that width."""

    purpose: str
    objective: str
    texts: Texts
    view_width: float

    def area(self) -> QRectF:
        """The part of the view it takes, empty when nothing is said."""
        if not (self.purpose or self.objective):
            return QRectF()
        height = self._height() + self.texts.height(SMALL, False, len(self._below()))
        return QRectF(_EDGE, _EDGE - 3, self._width, height).adjusted(-6, -4, 6, 4)

    def paint(self, p: QPainter, look: Look) -> None:
        """Draw it, on a ground that lets the map shine through."""
        plain, measure = self.texts.font(SIZE, False)
        p.fillRect(self.area(), faded(look.background, 0.8))
        small, fine = self.texts.font(SMALL, False)
        p.setFont(small)
        p.setPen(look.dim)
        for i, line in enumerate(self._below()):
            p.drawText(QPointF(_EDGE, _EDGE - 3 + self._height() + fine.ascent() + i * fine.height()), line)
        if not self.purpose:
            return
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

    def _height(self) -> float:
        return self.texts.height(SIZE, True, len(self._lines())) if self.purpose else 0.0

    def _lines(self) -> list[str]:
        """The first line leaves room for the lead; with an objective under it the purpose takes a line less."""
        measure = self.texts.font(SIZE, True)[1]
        return self._broken(self.purpose, measure, self._lead, _LINES - 1 if self.objective else _LINES)

    def _below(self) -> list[str]:
        return self._broken(self.objective, self.texts.font(SMALL, False)[1], 0, _BELOW) if self.objective else []

    def _broken(self, text: str, measure: QFontMetricsF, lead: float, most: int) -> list[str]:
        """`text` in lines; the last takes what is left, cut if need be."""
        lines, room = [""], self._width - lead
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if measure.horizontalAdvance(longer) <= room or not lines[-1] or len(lines) == most:
                lines[-1] = longer
            else:
                lines.append(word)
                room = self._width
        return [measure.elidedText(line, Qt.TextElideMode.ElideRight, self._width) for line in lines]
