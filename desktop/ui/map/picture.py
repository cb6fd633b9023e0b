"""The still picture under the moving parts: bands, sectors, ties, arrows, gaps, dots; drawn a slice at a time.

It reaches beyond the window on every side, so that panning is a plain copy and nothing is drawn while the hand moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, pi, sin, sqrt
from typing import TYPE_CHECKING

import numpy as np
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QPen, QPolygonF

from desktop.diagram import YOU_RADIUS
from desktop.ui.map.moved import paint_moves
from desktop.ui.map.sprites import dot_radii, ring_radius

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QColor

    from desktop.ui.map.camera import Camera
    from desktop.ui.map.chart import Chart
    from desktop.ui.map.look import Look
    from desktop.ui.map.slices import Drawing
    from desktop.ui.map.sprites import Sprites

CURVED = 600  # up to so many ties in sight are drawn as curves, with their strength; more as plain faint lines,
MOST_TIES = 1500  # and no more than so many, the most important first: beyond that they only hide the map
_SLICE_LINES, _SLICE_LENGTH, _SLICE_DOTS = 250, 50_000.0, 2500
_STRIPES = 4
_BEND = 0.16
DIMMED = 0.2


@dataclass(frozen=True, eq=False)
class Emphasis:
    """Who stands out: all but those of `mask` are dimmed, those of `several` (ids) are ringed."""

    mask: NDArray[np.bool_] | None = None
    several: frozenset[int] = frozenset()

    def is_as(self, other: Emphasis) -> bool:
        """Whether the same people stand out in the same way."""
        return self.mask is other.mask and self.several == other.several

    @property
    def nobody(self) -> bool:
        """Whether the picture is good as it is."""
        return self.mask is None and not self.several


NOBODY = Emphasis()


@dataclass(eq=False)
class Picture:
    """A drawn picture: `image` shows what `camera` sees, with the view's corner at (`margin_x`, `margin_y`).

    `version`: the one in which those of `version_for` stand out, see `Emphasis`.
    """

    image: QImage
    camera: Camera
    margin_x: int
    margin_y: int
    version: QImage | None = None
    version_for: Emphasis = NOBODY

    def corner(self, camera: Camera) -> tuple[float, float, float]:
        """Where to put the image to serve another camera: its corner in view pixels, and its magnification."""
        grown = camera.scale / self.camera.scale
        x = camera.x - (self.camera.x + self.margin_x) * grown
        y = camera.y - (self.camera.y + self.margin_y) * grown
        return x, y, grown

    def covers(self, camera: Camera, width: float, height: float, spare: float) -> bool:
        """Whether the whole view, and `spare` (0..1) of the margin around it, is on the image at the right size."""
        x, y, grown = self.corner(camera)
        ratio = self.image.devicePixelRatio()
        more_x, more_y = self.margin_x * spare, self.margin_y * spare
        return (
            grown == 1
            and x <= -more_x
            and y <= -more_y
            and x + self.image.width() / ratio >= width + more_x
            and y + self.image.height() / ratio >= height + more_y
        )


def you_radius(camera: Camera) -> float:
    """Radius in pixels of the disc in the centre."""
    return min(max(0.88 * YOU_RADIUS * camera.scale, 13.0), 44.0)


def new_picture(camera: Camera, width: int, height: int, ratio: float, spare: QImage | None = None) -> Picture:
    """A picture still to be drawn, of a view of that size and a quarter more on each side (less on fine screens).

    `spare`: an image no longer shown, drawn over if it has the right size.
    """
    share = 0.25 if ratio <= 1.5 else 0.15
    margin_x, margin_y = ceil(width * share), ceil(height * share)
    size = QSize(*(ceil((side + 2 * margin) * ratio) for side, margin in ((width, margin_x), (height, margin_y))))
    return Picture(_blank(size, ratio, spare), camera, margin_x, margin_y)


def _blank(size: QSize, ratio: float, spare: QImage | None) -> QImage:
    fits = spare is not None and spare.size() == size and spare.devicePixelRatio() == ratio
    image = spare if spare is not None and fits else QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    return image


def _fill(p: QPainter, view: QRectF, look: Look) -> Drawing:
    """The ground, in stripes: the first touch of so much memory takes longer than a slice may."""
    stripe = view.height() / _STRIPES
    for n in range(_STRIPES):
        p.fillRect(QRectF(0, n * stripe, view.width(), stripe).toAlignedRect(), look.background)
        yield


def draw(picture: Picture, chart: Chart, look: Look, sprites: Sprites) -> Drawing:
    """Draw everything into `picture`. Yields every few milliseconds; not to be shown before it is through."""
    camera = picture.camera.panned(picture.margin_x, picture.margin_y)
    image = picture.image
    ratio = image.devicePixelRatio()
    view = QRectF(0, 0, image.width() / ratio, image.height() / ratio)
    p = QPainter(image)
    try:
        yield from _fill(p, view, look)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        yield from under_the_dots(p, chart, look, camera, view)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        yield from _dots(p, chart, camera.to_screen(chart.arrangement.xy), view, sprites, None)
        yield from over_the_dots(p, chart, look, camera)
    finally:
        p.end()


def under_the_dots(p: QPainter, chart: Chart, look: Look, camera: Camera, view: QRectF) -> Drawing:
    """Bands, sectors and the ties that touch `view`."""
    yield from _bands(p, chart, look, camera)
    if len(chart.ties):
        yield from _ties(p, chart, look, camera, camera.to_screen(chart.arrangement.xy), view)


def over_the_dots(p: QPainter, chart: Chart, look: Look, camera: Camera) -> Drawing:
    """Arrows, who is missing, and You."""
    _arrows(p, chart, look, camera, dot_radii(chart.arrangement.radius, camera.scale))
    yield
    yield from paint_moves(p, chart, look, camera)
    for x, y in camera.to_screen(chart.arrangement.gap_xy).tolist():
        paint_gap(p, QPointF(x, y), gap_radius(chart, camera), look)
    if not chart.by_ties:
        you(p, look, camera)


def emphasise(
    picture: Picture, chart: Chart, look: Look, sprites: Sprites, wanted: Emphasis, spare: QImage | None = None
) -> Drawing:
    """Make the version of `picture` in which those of `wanted` stand out. `spare`: as in `new_picture`."""
    ratio = picture.image.devicePixelRatio()
    image = _blank(picture.image.size(), ratio, spare)
    view = QRectF(0, 0, image.width() / ratio, image.height() / ratio)
    camera = picture.camera.panned(picture.margin_x, picture.margin_y)
    p = QPainter(image)
    try:
        yield from _fill(p, view, look)
        p.setOpacity(1.0 if wanted.mask is None else DIMMED)
        p.drawImage(QPointF(0, 0), picture.image)
        p.setOpacity(1.0)
        yield
        xy = camera.to_screen(chart.arrangement.xy)
        if wanted.mask is not None:
            yield from _dots(p, chart, xy, view, sprites, wanted.mask)
        if wanted.several:
            rows = np.array([row for each in wanted.several if (row := chart.row(each)) is not None], np.int64)
            yield
            for first in range(0, len(rows), _SLICE_DOTS):
                part = rows[first : first + _SLICE_DOTS]
                sprites.ring(p, xy[part], chart.kind[part])
                yield
        if not chart.by_ties:
            you(p, look, camera)
    finally:
        p.end()
    picture.version, picture.version_for = image, wanted


def _bands(p: QPainter, chart: Chart, look: Look, camera: Camera) -> Drawing:
    centre = QPointF(camera.x, camera.y)
    bands = chart.arrangement.bands
    for i in range(len(bands) - 1, -1, -1):
        last = i == len(bands) - 1
        p.setBrush(look.bands[i])
        p.setPen(QPen(look.rim, 1, Qt.PenStyle.CustomDashLine) if last else QPen(look.line, 1))
        if last:
            pen = p.pen()
            pen.setDashPattern([4, 4])
            p.setPen(pen)
        radius = bands[i][1] * camera.scale
        p.drawEllipse(centre, radius, radius)
        yield
    p.setPen(QPen(look.line, 1))
    inner = you_radius(camera)
    for start, _ in chart.arrangement.sectors if len(chart.arrangement.sectors) > 1 else ():
        direction = QPointF(sin(start), -cos(start))
        p.drawLine(centre + direction * inner, centre + direction * camera.scale)


def _ties(p: QPainter, chart: Chart, look: Look, camera: Camera, xy: NDArray[np.float64], view: QRectF) -> Drawing:
    one, other = chart.ties.T
    touching = np.ones(len(one), np.bool_)
    for along, far in zip(xy.T, (view.width(), view.height()), strict=True):
        begin, end = along[one], along[other]
        touching &= (np.maximum(begin, end) > 0) & (np.minimum(begin, end) < far)
        yield
    seen = np.flatnonzero(touching)[:MOST_TIES]
    ends = np.concatenate([xy[one[seen]], xy[other[seen]]], axis=1)
    if len(seen) > CURVED:
        p.setPen(QPen(look.ties[0], 1.0))
        yield from draw_lines(p, ends)
        return
    for strength in (1, 2, 3):
        p.setPen(QPen(look.ties[strength - 1], (0.9, 1.1, 1.4)[strength - 1]))
        yield from draw_lines(p, curves(ends[chart.strength[seen] == strength], camera, view))


def curves(lines: NDArray[np.float64], camera: Camera, view: QRectF) -> NDArray[np.float64]:
    """Ties (x0, y0, x1, y1) as curves that lean a little towards the centre: the short straight pieces of them that
    lie in `view`. Many pieces are drawn several times as fast as one path, and those out of sight cost nothing."""
    count = int(min(max(9 * sqrt(camera.scale / 100), 12), 64))
    share = np.linspace(0, 1, count + 1)[None, :, None]
    begin, end = lines[:, None, :2], lines[:, None, 2:]
    middle = (begin + end) / 2
    bend = middle + ((camera.x, camera.y) - middle) * _BEND
    points = (1 - share) ** 2 * begin + 2 * share * (1 - share) * bend + share**2 * end
    pieces = np.concatenate([points[:, :-1], points[:, 1:]], axis=2).reshape(-1, 4)
    low, high = np.minimum(pieces[:, :2], pieces[:, 2:]), np.maximum(pieces[:, :2], pieces[:, 2:])
    corner = (view.left(), view.top()), (view.right(), view.bottom())
    return pieces[((high > corner[0]) & (low < corner[1])).all(axis=1)]


def draw_lines(p: QPainter, lines: NDArray[np.float64]) -> Drawing:
    """Straight lines (x0, y0, x1, y1), a few milliseconds at a time: long ones take longer."""
    array = PrimitiveArray(QLineF, 4)
    cost = np.hypot(*(lines[:, 2:] - lines[:, :2]).T) + _SLICE_LENGTH / _SLICE_LINES
    cuts = np.flatnonzero(np.diff(np.cumsum(cost) // _SLICE_LENGTH)) + 1
    for part in np.split(lines, cuts) if len(lines) else ():
        array.resize(len(part))
        array.ndarray()[:] = part
        p.drawLines(*array.drawargs())  # pyright: ignore[reportCallIssue, reportArgumentType]: a pointer and a count
        yield


def _arrows(p: QPainter, chart: Chart, look: Look, camera: Camera, radii: NDArray[np.float64]) -> None:
    for row, x0, y0, x1, y1 in chart.arrangement.arrows.tolist():
        begin = QPointF(x0 * camera.scale + camera.x, y0 * camera.scale + camera.y)
        end = QPointF(x1 * camera.scale + camera.x, y1 * camera.scale + camera.y)
        paint_arrow(p, begin, end, ring_radius(float(radii[chart.people.tier[int(row)]])) + 1, look.gold)


def paint_arrow(p: QPainter, begin: QPointF, end: QPointF, trimmed: float, colour: QColor) -> None:
    """A dashed arrow that starts `trimmed` pixels away from `begin`."""
    line = QLineF(begin, end)
    head = 7.0
    if line.length() <= trimmed + head:
        return
    along = QPointF(line.dx(), line.dy()) / line.length()
    aside = QPointF(-along.y(), along.x())
    pen = QPen(colour, 1.6)
    pen.setDashPattern([3, 2])
    p.setPen(pen)
    p.drawLine(begin + along * trimmed, end - along * head * 0.8)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(colour)
    p.drawPolygon(QPolygonF([end, end - along * head + aside * head * 0.5, end - along * head - aside * head * 0.5]))


def paint_gap(p: QPainter, centre: QPointF, radius: float, look: Look) -> None:
    """The placeholder for somebody missing."""
    pen = QPen(look.red, 1.4)
    pen.setDashPattern([2.2, 1.8])
    p.setPen(pen)
    p.setBrush(QBrush(look.halo))
    p.drawEllipse(centre, radius + 1.5, radius + 1.5)
    p.setPen(QPen(look.red, 1.4))
    arm = min(4.0, radius * 0.55)
    p.drawLine(centre - QPointF(arm, 0), centre + QPointF(arm, 0))
    p.drawLine(centre - QPointF(0, arm), centre + QPointF(0, arm))


def gap_radius(chart: Chart, camera: Camera) -> float:
    """Radius in pixels of the placeholder for somebody missing."""
    return max(float(dot_radii(chart.arrangement.radius, camera.scale)[0]), 4.0)


def you(p: QPainter, look: Look, camera: Camera) -> None:
    """The disc in the centre."""
    p.setPen(QPen(look.halo, 2))
    p.setBrush(look.you)
    p.drawEllipse(QPointF(camera.x, camera.y), you_radius(camera), you_radius(camera))


def _dots(
    p: QPainter,
    chart: Chart,
    xy: NDArray[np.float64],
    view: QRectF,
    sprites: Sprites,
    mask: NDArray[np.bool_] | None,
) -> Drawing:
    seen = ((xy > -24) & (xy < (view.width() + 24, view.height() + 24))).all(axis=1)
    rows = np.flatnonzero(seen if mask is None else seen & mask)
    # Key people last, so that their rings lie on top.
    rows = rows[np.argsort(chart.people.key[rows], kind="stable")]
    for first in range(0, len(rows), _SLICE_DOTS):
        part = rows[first : first + _SLICE_DOTS]
        sprites.stamp(p, xy[part], chart.kind[part], chart.colour[part])
        yield


def sector_path(camera: Camera, band: tuple[float, float], sector: tuple[float, float] | None) -> QPainterPath:
    """The outline of a cell, or of a whole band without a sector, in view pixels."""
    path = QPainterPath()
    rings = [
        QRectF(camera.x - r * camera.scale, camera.y - r * camera.scale, 2 * r * camera.scale, 2 * r * camera.scale)
        for r in band
    ]
    if sector is None or sector[1] - sector[0] > 2 * pi - 1e-6:
        path.addEllipse(rings[1])
        path.addEllipse(rings[0])
        return path
    start, sweep = 90 - np.degrees(sector[0]), -np.degrees(sector[1] - sector[0])
    path.arcMoveTo(rings[0], start)
    path.arcTo(rings[0], start, sweep)
    path.arcTo(rings[1], start + sweep, -sweep)
    path.closeSubpath()
    return path
