"""The legend at the foot of the map: each sign beside its meaning, in as many lines as the width needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.map.picture import paint_arrow, paint_gap
from desktop.ui.map.sprites import paint_dot
from desktop.ui.text_size import px
from desktop.words import _

if TYPE_CHECKING:
    from desktop.ui.map.colouring import Colouring
    from desktop.ui.map.look import Look

_LINE, _EDGE, _BETWEEN = 20, 8, 20
_SIGN = {"key": 46.0, "hollow": 18.0, "gap": 18.0, "group": 16.0}
_DOT = 16.0


class Legend(QWidget):
    """What the signs on the map mean."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._scale: str | None = None
        self._items: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Legend of the map"))
        self.explain(None)

    def explain(self, colouring: Colouring | None) -> None:
        """Say what the colours mean as well, where they are not the groups', which stand around the map."""
        words = colouring.words if colouring else ()
        self._scale = colouring.scale if colouring else None
        self._items = (
            *((str(n), said) for n, said in enumerate(words)),
            ("key", _("key relationship, heading to")),
            ("hollow", _("not yet connected")),
            ("gap", _("someone missing")),
            ("group", _("key group")),
        )
        self.setAccessibleDescription("; ".join(text for _sign, text in self._items))
        self.updateGeometry()
        self.update()

    def set_look(self, look: Look) -> None:
        """Another theme."""
        self._look = look
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Narrow windows need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as are needed."""
        return (self._places(width)[-1][1] + 1) * px(_LINE) + 2 * _EDGE

    def sizeHint(self) -> QSize:
        """At home in the usual window."""
        return QSize(640, self.heightForWidth(640))

    def _places(self, width: float) -> list[tuple[float, int]]:
        """(x, line) of each item."""
        measure = QFontMetricsF(self.font())
        places: list[tuple[float, int]] = []
        x, line = float(_BETWEEN) * 0.7, 0
        for sign, text in self._items:
            needed = px(_SIGN.get(sign, _DOT)) + measure.horizontalAdvance(text)
            if x + needed > width - _EDGE and places:
                x, line = float(_BETWEEN) * 0.7, line + 1
            places.append((x, line))
            x += needed + _BETWEEN
        return places

    def paintEvent(self, ev: QPaintEvent) -> None:
        """Signs and meanings."""
        p = QPainter(self)
        p.fillRect(self.rect(), self._look.background)
        self.paint(p, self._look, self.width())
        p.end()

    def paint(self, p: QPainter, look: Look, width: int) -> None:
        """Draw it in any look on anything that wide, its upper left corner at the origin."""
        p.setPen(QPen(look.line, 1))
        p.drawLine(0, 0, width, 0)
        font = QFont(self.font())
        font.setPixelSize(QFontInfo(font).pixelSize())  # points would grow with the fineness of paper
        p.setFont(font)
        measure = QFontMetricsF(font)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (sign, text), (x, line) in zip(self._items, self._places(width), strict=True):
            wide, said = px(_SIGN.get(sign, _DOT)), measure.horizontalAdvance(text) + 1
            mirrored = self.isRightToLeft()
            middle = QPointF(width - x - wide if mirrored else x, _EDGE + (line + 0.5) * px(_LINE))
            self._paint_sign(p, look, sign, middle)
            p.setPen(look.dim)
            area = QRectF(middle.x() - said if mirrored else x + wide, middle.y() - px(_LINE) / 2, said, px(_LINE))
            p.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_sign(self, p: QPainter, look: Look, sign: str, at: QPointF) -> None:
        if self._scale is not None and sign.isdecimal():
            paint_dot(p, at + QPointF(5, 0), 4.6, look.coloured(self._scale), int(sign))
        elif sign == "key":
            paint_dot(p, at + QPointF(7, 0), 3.2, look, None, key=True)
            paint_arrow(p, at + QPointF(7, 0), at + QPointF(39, 0), 9.5, look.gold)
        elif sign == "hollow":
            paint_dot(p, at + QPointF(6, 0), 4.6, look, None, hollow=True)
        elif sign == "gap":
            paint_gap(p, at + QPointF(6, 0), 5.0, look)
        else:
            p.setPen(look.dim)
            p.drawText(QRectF(at.x(), at.y() - px(_LINE) / 2, px(16), px(_LINE)), Qt.AlignmentFlag.AlignVCenter, "◆")
