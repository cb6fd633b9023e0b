"""The colours of the map, mixed once per theme: opaque wherever possible, because translucent lines cost 4 to 10 times
as much to draw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from desktop.diagram import TIER_COUNT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.ui.palette import Palette

AA, SIGN = 4.5, 3.0
"""Least contrast of text on its ground, and of signs (WCAG 2.2, 1.4.3 and 1.4.11)."""


def mix(a: QColor, b: QColor, share: float) -> QColor:
    """`a` with `share` (0..1) of `b` in it."""
    return QColor(
        *(round(x + (y - x) * share) for x, y in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue())))
    )


def faded(colour: QColor, alpha: float) -> QColor:
    """`colour`, translucent."""
    result = QColor(colour)
    result.setAlphaF(alpha)
    return result


def _luminance(colour: QColor) -> float:
    parts = [value / 255 for value in (colour.red(), colour.green(), colour.blue())]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable(colour: QColor, ground: QColor, ink: QColor, least: float = AA) -> QColor:
    """`colour` with as much of `ink` in it as text on `ground` needs, WCAG AA; a sign may do with less."""
    for twentieths in range(21):
        mixed = mix(colour, ink, twentieths / 20)
        low, high = sorted((_luminance(mixed), _luminance(ground)))
        if (high + 0.05) / (low + 0.05) >= least:
            return mixed
    return ink


@dataclass(frozen=True, eq=False)
class Look:
    """One theme, ready to paint with. bands: fill by tier; ties: by strength 1..3; dots: by colour number, the last
    one for people without a group or of whom it is not known; shapes: with them, a number in `sprites.SHAPES`, None for
    round; bands_named, named: the bands' and the groups' colours as text on their ground."""

    background: QColor
    text: QColor
    dim: QColor
    halo: QColor
    line: QColor
    rim: QColor
    accent: QColor
    gold: QColor
    red: QColor
    you: QColor
    you_text: QColor
    bands: tuple[QColor, ...]
    ties: tuple[QColor, ...]
    dots: tuple[QColor, ...]
    shapes: tuple[int | None, ...]
    bands_named: tuple[QColor, ...]
    named: tuple[QColor, ...]
    scales: Mapping[str, tuple[QColor, ...]]

    def coloured(self, scale: str | None) -> Look:
        """The same with dots in the colours of a scale of `Palette.scales`, None for the groups'.

        Groups stand apart in their sectors; what a scale says of people is to be seen without any colour too, on a page
        in black and white, and so each of its answers has a shape. Who is not known stays round.
        """
        if scale is None:
            return self
        dots = self.scales[scale]
        return replace(self, dots=dots, shapes=(*range(len(dots) - 1), None))


def look_of(palette: Palette) -> Look:
    """The look of a theme."""
    inner, outer = QColor(palette.band_inner), QColor(palette.band_outer)
    bands = tuple(mix(inner, outer, i / (TIER_COUNT - 1)) for i in range(TIER_COUNT))
    tie, dim, text = QColor(palette.tie), QColor(palette.dim), QColor(palette.text)
    background, dots = QColor(palette.background), (*(QColor(c) for c in palette.groups), dim)
    return Look(
        background=background,
        text=text,
        dim=dim,
        halo=QColor(palette.background if palette.dark else palette.panel),
        line=mix(bands[1], dim, 0.2),
        rim=mix(bands[-1], dim, 0.35),
        accent=QColor(palette.accent),
        gold=readable(QColor(palette.gold), bands[0], QColor("#3d2b00"), SIGN),
        red=QColor(palette.red),
        you=text,
        you_text=QColor(palette.background),
        bands=bands,
        ties=(mix(tie, bands[2], 0.3), tie, mix(tie, dim, 0.22)),
        dots=dots,
        shapes=(None,) * len(dots),
        bands_named=tuple(readable(dim, band, text) for band in bands),
        named=tuple(readable(colour, background, text) for colour in dots),
        scales={scale: tuple(QColor(c) for c in colours) for scale, colours in palette.scales.items()},
    )
