"""Who moved between two days: an arrow each, solid towards You, dashed away from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPen, QPolygonF

from desktop.diagram import moves
from desktop.ui.map.sprites import dot_radii, ring_radius

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from desktop.ui.map.camera import Camera
    from desktop.ui.map.chart import Chart
    from desktop.ui.map.look import Look
    from desktop.ui.map.slices import Drawing

_HEAD, _WIDTH, _DASHES = 7.0, 1.8, (2.5, 2.0)
_SLICE = 60


def paint_moves(p: QPainter, chart: Chart, look: Look, camera: Camera) -> Drawing:
    """Draw the arrows of a chart whose people say where they were before, a few milliseconds at a time."""
    people = chart.people
    radii = dot_radii(chart.arrangement.radius, camera.scale)
    for n, (row, x0, y0, x1, y1) in enumerate(moves(people, chart.arrangement).tolist(), 1):
        begin = QPointF(x0 * camera.scale + camera.x, y0 * camera.scale + camera.y)
        end = QPointF(x1 * camera.scale + camera.x, y1 * camera.scale + camera.y)
        tier, dot = int(people.tier[int(row)]), float(radii[people.tier[int(row)]])
        room = (ring_radius(dot) if people.key[int(row)] else dot) + 2
        nearer = (tier < int(people.before[int(row)])) != people.ahead
        paint_move(p, begin, end, (room, 0.0) if people.ahead else (0.0, room), look, nearer=nearer)
        if n % _SLICE == 0:
            yield


def paint_move(
    p: QPainter, begin: QPointF, end: QPointF, trimmed: tuple[float, float], look: Look, *, nearer: bool
) -> None:
    """An arrow that begins and ends `trimmed` pixels before these points."""
    line = QLineF(begin, end)
    if line.length() <= sum(trimmed) + _HEAD:
        return
    along = QPointF(line.dx(), line.dy()) / line.length()
    aside = QPointF(-along.y(), along.x())
    begin, tip = begin + along * trimmed[0], end - along * trimmed[1]
    colour = look.accent if nearer else look.text
    pen = QPen(colour, _WIDTH)
    if not nearer:
        pen.setDashPattern(list(_DASHES))
    p.setPen(pen)
    p.drawLine(begin, tip - along * _HEAD * 0.8)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(colour)
    p.drawPolygon(
        QPolygonF([tip, tip - along * _HEAD + aside * _HEAD * 0.5, tip - along * _HEAD - aside * _HEAD * 0.5])
    )
