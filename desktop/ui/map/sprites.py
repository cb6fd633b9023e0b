"""Every kind of dot once, side by side in one picture, so that thousands are stamped in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from desktop.diagram import DOT_SCALE, TIER_COUNT

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    from desktop.ui.map.look import Look

SMALLEST, LARGEST = 1.3, 15.0
HOLLOW = TIER_COUNT - 1
_RING_GAP, _RING = 2.6, 2.0
_CHOSEN_GAP, _CHOSEN = 1.6, 2.0
_AT_ONCE = 40
SHAPES: tuple[tuple[tuple[float, float], ...], ...] = (
    ((0, -1.15), (1.05, 0.8), (-1.05, 0.8)),
    ((-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86)),
    ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
    ((0, 1.15), (1.05, -0.8), (-1.05, -0.8)),
    (
        (0, -0.52), (0.52, -1.04), (1.04, -0.52), (0.52, 0), (1.04, 0.52), (0.52, 1.04),
        (0, 0.52), (-0.52, 1.04), (-1.04, 0.52), (-0.52, 0), (-1.04, -0.52), (-0.52, -1.04),
    ),
)  # fmt: skip
"""What dots can look like beside round, as corners for a radius of 1: up, square, diamond, down, cross."""


def dot_radii(radius: float, scale: float) -> NDArray[np.float64]:
    """Radius in pixels of a dot by tier, for the arrangement's `radius` at `scale` pixels per unit."""
    return np.clip(np.array(DOT_SCALE) * radius * scale, SMALLEST, LARGEST)


def ring_radius(dot: float) -> float:
    """Outer radius in pixels of the gold ring around a dot."""
    return dot + _RING_GAP + _RING


def halo_width(dot: float) -> float:
    """How far the halo of a dot reaches beyond it, in pixels."""
    return min(1.5, 0.3 * dot)


def ring_width(dot: float) -> float:
    """How thick the ring of a hollow dot is, in pixels."""
    return min(1.6, 0.45 * dot)


def paint_dot(
    p: QPainter, centre: QPointF, dot: float, look: Look, number: int | None, *, hollow: bool = False, key: bool = False
) -> None:
    """One dot in the colour and the shape of that number in `Look.dots`, None in the colour of the legend; with its
    gold ring when `key`; hollow for somebody not yet connected."""
    colour, shape = (look.dim, None) if number is None else (look.dots[number], look.shapes[number])
    p.setPen(Qt.PenStyle.NoPen)
    if key:
        p.setBrush(look.halo)
        p.drawEllipse(centre, ring_radius(dot) + 0.8, ring_radius(dot) + 0.8)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(look.gold, _RING))
        p.drawEllipse(centre, dot + _RING_GAP + _RING / 2, dot + _RING_GAP + _RING / 2)
        p.setPen(Qt.PenStyle.NoPen)
    halo = halo_width(dot)
    p.setBrush(look.halo)
    p.drawEllipse(centre, dot + halo, dot + halo)
    if hollow:
        line = ring_width(dot)
        p.setPen(QPen(colour, line))
        dot -= line / 2
    else:
        p.setBrush(colour)
    if shape is None:
        p.drawEllipse(centre, dot, dot)
    else:
        p.drawPolygon(QPolygonF([centre + QPointF(x * dot, y * dot) for x, y in SHAPES[shape]]))


def paint_chosen(p: QPainter, centre: QPointF, rim: float, width: float, look: Look) -> None:
    """The ring around somebody who is chosen or pointed at; `rim`: the outer edge of what it goes around."""
    p.setPen(QPen(look.accent, width))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawEllipse(centre, rim + _CHOSEN_GAP + width / 2, rim + _CHOSEN_GAP + width / 2)


class Sprites:
    """The dots of one look at one size, there once they are made. Rows of the sheet: tier, plain then ringed; columns:
    colours, and last the ring around who is chosen with others."""

    def __init__(self, look: Look, radii: NDArray[np.float64], ratio: float) -> None:
        self._look, self._radii, self._ratio = look, radii, ratio
        self._colours = len(look.dots)
        rim = np.stack([radii + 1.5, radii + _RING_GAP + _RING], axis=1).reshape(-1)
        reach = rim + _CHOSEN_GAP + _CHOSEN + 1.0
        self._half = np.ceil(reach * ratio).astype(np.int64)  # of a sprite, in device pixels, without its middle one
        self._cell = int(2 * self._half.max() + 2)
        self.sheet = QPixmap(self._cell * (len(look.dots) + 1), self._cell * len(self._half))
        self.sheet.fill(Qt.GlobalColor.transparent)
        self._stamps = PrimitiveArray(QPainter.PixmapFragment, 10)
        self._left = [(row, column) for row in range(len(self._half)) for column in range(self._colours + 1)]
        self._rim = rim

    def make(self) -> Generator[None, None, None]:
        """Paint those that are not there yet, a few milliseconds at a time."""
        look, radii, ratio = self._look, self._radii, self._ratio
        while self._left:
            p = QPainter(self.sheet)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            for row, column in self._left[:_AT_ONCE]:
                p.resetTransform()
                p.translate(column * self._cell + self._cell / 2 + 0.5, row * self._cell + self._cell / 2 + 0.5)
                p.scale(ratio, ratio)
                tier = row // 2
                if column == self._colours:
                    paint_chosen(p, QPointF(0, 0), float(self._rim[row]), _CHOSEN, look)
                else:
                    dot = float(radii[tier])
                    paint_dot(p, QPointF(0, 0), dot, look, column, hollow=tier == HOLLOW, key=bool(row % 2))
            p.end()
            del self._left[:_AT_ONCE]
            yield

    def serve(self, look: Look, radii: NDArray[np.float64], ratio: float) -> bool:
        """Whether these are the dots of that look and size."""
        return (self._look, self._ratio) == (look, ratio) and np.array_equal(self._radii, radii)

    def stamp(self, p: QPainter, xy: NDArray[np.float64], kind: NDArray[np.int64], colour: NDArray[np.int64]) -> None:
        """Draw dots at pixels `xy`; kind is 2 * tier + key, colour as in `Look.dots`."""
        half = self._half[kind]
        self._stamps.resize(len(xy))
        stamps = self._stamps.ndarray()
        stamps[:, :2] = snapped(xy, self._ratio)
        stamps[:, 2] = colour * self._cell + self._cell // 2 - half
        stamps[:, 3] = kind * self._cell + self._cell // 2 - half
        stamps[:, 4] = stamps[:, 5] = 2 * half + 1
        stamps[:, 6:8] = 1 / self._ratio
        stamps[:, 8] = 0
        stamps[:, 9] = 1
        p.drawPixmapFragments(*self._stamps.drawargs(), self.sheet)  # pyright: ignore[reportCallIssue]: see drawargs

    def ring(self, p: QPainter, xy: NDArray[np.float64], kind: NDArray[np.int64]) -> None:
        """Draw the rings of those chosen with others."""
        self.stamp(p, xy, kind, np.full(len(xy), self._colours))


def snapped(xy: NDArray[np.float64], ratio: float) -> NDArray[np.float64]:
    """Pixels moved to the middle of the device pixel they lie in: there dots are stamped, crisp."""
    return (np.floor(xy * ratio) + 0.5) / ratio
