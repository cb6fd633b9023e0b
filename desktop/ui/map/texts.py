"""Names as small pictures with a halo, drawn once and kept: writing them on every paint is what makes maps slow."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from desktop.ui.text_size import scale

_KEPT = 3000
_HALO = 1.4
_AROUND = tuple(
    QPointF(x * _HALO, y * _HALO)
    for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
)
LONGEST = 176.0


@dataclass(frozen=True)
class Style:
    """How a text looks. Colours as rgba numbers, so that a style can be a key. `plate`: on a ground of its halo's
    colour, where there are dots under it."""

    size: int
    bold: bool
    colour: int
    halo: int
    plate: bool = False


class Texts:
    """Measures and draws texts. A text is plain, whatever it holds: nothing in it is ever read as markup."""

    def __init__(self, family: QFont, ratio: float) -> None:
        self._family = family
        self.ratio = ratio
        self.scale = scale()
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetricsF]] = {}
        self._pictures: dict[tuple[str, Style], QPixmap] = {}
        self._names: dict[str, tuple[tuple[str, float], tuple[str, float] | None]] = {}

    def font(self, size: int, bold: bool) -> tuple[QFont, QFontMetricsF]:
        """The font and its measures."""
        found = self._fonts.get((size, bold))
        if found is None:
            font = QFont(self._family)
            font.setPixelSize(round(size * self.scale))
            font.setBold(bold)
            found = self._fonts[size, bold] = font, QFontMetricsF(font)
        return found

    def width(self, text: str, size: int, bold: bool = False) -> float:
        """Width in pixels of the written text with its halo, lines apart."""
        measure = self.font(size, bold)[1]
        return max(measure.horizontalAdvance(line) for line in text.split("\n")) + 2 * _HALO

    def height(self, size: int, bold: bool = False, lines: int = 1) -> float:
        """Height in pixels."""
        return self.font(size, bold)[1].height() * lines

    def short(self, text: str, size: int, bold: bool = False, longest: float = LONGEST) -> str:
        """`text` on one line, cut with an ellipsis where it would be too long."""
        line = " ".join(text.split())
        return self.font(size, bold)[1].elidedText(line, Qt.TextElideMode.ElideRight, longest * self.scale)

    def name(self, name: str, size: int) -> tuple[tuple[str, float], tuple[str, float] | None]:
        """A person's name and its width, and the same for the first of their names when that can stand alone."""
        found = self._names.get(name)
        if found is None:
            words = name.split()
            alone = len(words) > 1 and len(words[0]) > 1 and not words[0].endswith(".")
            forms = [self.short(text, size) for text in ((name, words[0]) if alone else (name,))]
            measured = [(form, self.width(form, size)) for form in forms]
            found = self._names[name] = measured[0], measured[1] if alone else None
        return found

    def picture(self, text: str, style: Style) -> QPixmap:
        """The text on its halo; lines are centred."""
        key = text, style
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= _KEPT:
                self._pictures.clear()
            picture = self._pictures[key] = self._draw(text, style)
        return picture

    def _draw(self, text: str, style: Style) -> QPixmap:
        font, measure = self.font(style.size, style.bold)
        lines = text.split("\n")
        width, height = self.width(text, style.size, style.bold), measure.height() * len(lines)
        picture = QPixmap(max(1, int(width * self.ratio + 1)), max(1, int(height * self.ratio + 1)))
        picture.setDevicePixelRatio(self.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        if style.plate:
            paint_plate(painter, QRectF(0, 0, width, height), style)
        painter.setFont(font)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        places = [
            QPointF((width - measure.horizontalAdvance(line)) / 2, measure.ascent() + i * measure.height())
            for i, line in enumerate(lines)
        ]
        painter.setPen(QColor.fromRgba(style.halo))
        for offset in _AROUND:
            for line, place in zip(lines, places, strict=True):
                painter.drawText(place + offset, line)
        painter.setPen(QColor.fromRgba(style.colour))
        for line, place in zip(lines, places, strict=True):
            painter.drawText(place, line)
        painter.end()
        return picture


def paint_plate(p: QPainter, box: QRectF, style: Style) -> None:
    """The ground of a text that lies over dots."""
    ground = QColor.fromRgba(style.halo)
    ground.setAlphaF(0.88)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(ground)
    p.drawRoundedRect(box, 3, 3)


def wrapped(text: str, longest: int) -> str:
    """A label on up to three lines of about `longest` letters, broken so that the longest line is short."""
    words = text.split()
    lines = min(3, len(words), -(-len(" ".join(words)) // longest))
    cuts = combinations(range(1, len(words)), max(0, lines - 1))
    broken = [
        [" ".join(words[a:b]) for a, b in pairwise((0, *cut, len(words)))] for cut in (cuts if len(words) < 12 else ())
    ]
    return "\n".join(min(broken, key=lambda parts: max(map(len, parts)))) if broken else " ".join(words)
