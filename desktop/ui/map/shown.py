"""What is on the screen, and how it is painted: a copy of the finished picture, the moving things, the writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from desktop.ui.map.look import faded
from desktop.ui.map.names import PERSON, Writing
from desktop.ui.map.picture import curves, draw_lines, gap_radius, sector_path, you
from desktop.ui.map.sprites import HOLLOW, dot_radii, paint_chosen, paint_dot, ring_radius, snapped
from desktop.ui.map.texts import Style
from desktop.words import ngettext

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop.ui.map.camera import Camera
    from desktop.ui.map.chart import Chart
    from desktop.ui.map.look import Look
    from desktop.ui.map.marks import Fence, Held
    from desktop.ui.map.picture import Picture
    from desktop.ui.map.texts import Texts

CARRIED = 300  # people in the hand who are drawn at most
EMPHASISED = 400  # ties of one person that are brought out at most
HANDLE = 7.0  # radius in pixels of the handle that ties are drawn from


def handle_of(dot: QPointF, radius: float) -> QPointF:
    """The middle of the handle of a dot."""
    away = (radius + HANDLE) * 0.75
    return dot + QPointF(away, -away)


@dataclass(eq=False)
class Shown:
    """What is on the screen: finished, and all of one moment."""

    chart: Chart
    look: Look
    picture: Picture
    fixed: Writing
    names: Writing

    def neighbours(self, row: int) -> NDArray[np.int64]:
        """Rows of those whose ties to `row` are brought out."""
        return self.chart.neighbours(row)[:EMPHASISED]


@dataclass(frozen=True, eq=False)
class Painting:
    """One paint: `shown` seen by `camera`, with what moves above it."""

    p: QPainter
    shown: Shown
    camera: Camera
    texts: Texts
    view: QRectF

    def ground(self, exposed: QRectF) -> None:
        """The finished picture: copied, or for the moment stretched while zooming."""
        p, picture = self.p, self.shown.picture
        image = picture.image if picture.version is None else picture.version
        x, y, grown = picture.corner(self.camera)
        ratio = image.devicePixelRatio()
        size = QRectF(0, 0, image.width() / ratio * grown, image.height() / ratio * grown)
        if grown != 1:
            p.fillRect(exposed, self.shown.look.background)
            p.drawImage(size.translated(x, y), image)
            return
        x, y = round(x * ratio) / ratio, round(y * ratio) / ratio
        there = size.translated(x, y).intersected(exposed)
        if there != exposed:
            p.fillRect(exposed, self.shown.look.background)
        corner = QPointF(there.x() - x, there.y() - y) * ratio
        p.drawImage(there, image, QRectF(corner, there.size() * ratio))

    def lit(self, tier: int, group: int | None) -> None:
        """The band a drop would mean, its sector stronger."""
        p, arrangement, accent = self.p, self.shown.chart.arrangement, self.shown.look.accent
        band = arrangement.bands[tier]
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(faded(accent, 0.10))
        p.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # a whole ring smoothed would cost as much as a frame
        p.drawPath(sector_path(self.camera, band, None))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if group is not None:
            p.drawPath(sector_path(self.camera, band, arrangement.sectors[group]))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(accent, 1.6))
        for radius in band:
            p.drawEllipse(QPointF(self.camera.x, self.camera.y), radius * self.camera.scale, radius * self.camera.scale)

    def company(self, row: int) -> None:
        """A person's ties, and above them those they lead to."""
        rows = np.concatenate([[row], self.shown.neighbours(row)]).astype(np.int64)
        places = self._places(rows)
        self._ties(QPointF(*places[0]), places[1:], QPen(self.shown.look.accent, 1.3))
        for other, place in zip(rows[::-1].tolist(), places[::-1].tolist(), strict=True):
            self._dot(other, QPointF(*place))

    def way(self, rows: tuple[int, ...]) -> None:
        """A way from You over people, the last to be met: a broad line, and all on it above the ties."""
        p, look = self.p, self.shown.look
        places = [QPointF(*place) for place in self._places(np.array(rows, np.int64))]
        by_ties = self.shown.chart.by_ties
        path = QPainterPath(places[0] if by_ties else QPointF(self.camera.x, self.camera.y))
        for place in places:
            path.lineTo(place)
        p.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((look.halo, 7.0), (look.accent, 3.2)):
            p.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            p.drawPath(path)
        if not by_ties:
            you(p, look, self.camera)
        for row, place in zip(rows, places, strict=True):
            self._dot(row, place)
            self.ring(row, 2.2 if row == rows[-1] else 1.6)

    def handle(self, row: int) -> None:
        """What a tie is drawn from: a small plus beside the dot that is pointed at."""
        p, look = self.p, self.shown.look
        at = handle_of(QPointF(*self._places(np.array([row]))[0]), self._radius(row))
        p.setPen(QPen(look.halo, 1.5))
        p.setBrush(look.accent)
        p.drawEllipse(at, HANDLE, HANDLE)
        p.setPen(QPen(look.halo, 1.6))
        p.drawLine(at - QPointF(3, 0), at + QPointF(3, 0))
        p.drawLine(at - QPointF(0, 3), at + QPointF(0, 3))

    def tying(self, row: int, at: QPointF, over: int | None) -> None:
        """A tie in the hand, from a person to the hand, or to whom the hand is over."""
        begin = QPointF(*self._places(np.array([row]))[0])
        end = at if over is None else QPointF(*self._places(np.array([over]))[0])
        self.p.setPen(QPen(self.shown.look.accent, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        self.p.drawLine(begin, end)
        self._dot(row, begin)
        self.ring(row, 1.6)
        if over is not None:
            self._dot(over, end)
            self.ring(over, 2.2)
        else:
            self.p.setBrush(self.shown.look.accent)
            self.p.drawEllipse(at, 3.5, 3.5)

    def gap_ring(self, gap: int) -> None:
        """A ring around somebody missing who is chosen."""
        x, y = self.camera.to_screen(self.shown.chart.arrangement.gap_xy[gap]).tolist()
        radius = gap_radius(self.shown.chart, self.camera) + 4
        self.p.setPen(QPen(self.shown.look.accent, 2.2))
        self.p.setBrush(Qt.BrushStyle.NoBrush)
        self.p.drawEllipse(QPointF(x, y), radius, radius)

    def ring(self, row: int, width: float) -> None:
        """A ring around a person who is chosen or pointed at."""
        dot, key = self._radius(row), bool(self.shown.chart.people.key[row])
        at = QPointF(*self._places(np.array([row]))[0])
        paint_chosen(self.p, at, ring_radius(dot) if key else dot + 1.5, width, self.shown.look)

    def writing(self, exposed: QRectF, extra: Writing, without: int | None) -> None:
        """All names: those on which the `extra` one lies are left out, and that of the row `without`."""
        shown, camera = self.shown, self.camera
        hidden = shown.names.rows == (-1 if without is None else without)
        if extra.pictures and len(hidden):
            box, others = extra.boxes(camera)[0], shown.names.boxes(camera)
            hidden |= (others[:, :2] < box[2:]).all(axis=1) & (others[:, 2:] > box[:2]).all(axis=1)
        colour = shown.look.text
        shown.fixed.paint(self.p, camera, exposed, colour)
        shown.names.paint(self.p, camera, exposed, colour, hidden)
        extra.paint(self.p, camera, exposed, colour)

    def fence(self, fence: Fence) -> None:
        """The line around people who are to be chosen."""
        look = self.shown.look
        self.p.setPen(QPen(look.accent, 1.2, Qt.PenStyle.DashLine))
        self.p.setBrush(faded(look.accent, 0.08))
        self.p.drawPolygon(QPolygonF([QPointF(x, y) for x, y in fence.line.tolist()]))

    def _company(self, row: int, held: Held) -> None:
        """Those who go along, each as far from the hand as they were from who is held."""
        chart, p, look = self.shown.chart, self.p, self.shown.look
        rows = [other for each in held.company if (other := chart.row(each)) is not None and other != row]
        places = self._places(np.array([row, *rows[:CARRIED]], np.int64))
        p.setPen(Qt.PenStyle.NoPen)
        for other, (x, y) in zip(rows, (places[1:] - places[0]).tolist(), strict=False):
            p.setBrush(look.dots[int(chart.colour[other])])
            radius = self._radius(other)
            p.drawEllipse(held.at + QPointF(x, y), radius, radius)

    def held(self, row: int, held: Held) -> None:
        """A dot in the hand with its ties and its name; where it was, an empty place."""
        p, look, people, at = self.p, self.shown.look, self.shown.chart.people, held.at
        dot = self._radius(row)
        p.setPen(QPen(look.dim, 1, Qt.PenStyle.DotLine))
        p.setBrush(look.bands[int(people.tier[row])])
        p.drawEllipse(QPointF(*self._places(np.array([row]))[0]), dot + 1, dot + 1)
        self._ties(at, self._places(self.shown.neighbours(row)), QPen(look.accent, 1.2))
        if held.company:
            self._company(row, held)
        p.save()
        p.translate(at)
        p.scale(1.15, 1.15)
        self._dot(row, QPointF(0, 0))
        p.restore()
        count = len(held.company)
        name = ngettext("{n} person", "{n} people", count).format(n=count) if count else people.names[row]
        name = self.texts.short(name, PERSON)
        picture = self.texts.picture(name, Style(PERSON, True, look.text.rgba(), look.halo.rgba()))
        size = picture.deviceIndependentSize()
        corner = at + QPointF(-size.width() / 2, ring_radius(dot) + 4)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(faded(look.background, 0.85))
        p.drawRoundedRect(QRectF(corner, size).adjusted(-4, -1, 4, 1), 5, 5)
        p.drawPixmap(corner, picture)

    def _ties(self, begin: QPointF, ends: NDArray[np.float64], pen: QPen) -> None:
        lines = np.column_stack([np.full(len(ends), begin.x()), np.full(len(ends), begin.y()), ends])
        self.p.setPen(pen)
        for _ in draw_lines(self.p, curves(lines, self.camera, self.view)):
            pass

    def _dot(self, row: int, at: QPointF) -> None:
        people, look = self.shown.chart.people, self.shown.look
        hollow, key = people.tier[row] == HOLLOW, bool(people.key[row])
        paint_dot(self.p, at, self._radius(row), look, int(self.shown.chart.colour[row]), hollow=hollow, key=key)

    def _radius(self, row: int) -> float:
        chart = self.shown.chart
        return float(dot_radii(chart.arrangement.radius, self.camera.scale)[int(chart.people.tier[row])])

    def _places(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        return snapped(self.camera.to_screen(self.shown.chart.arrangement.xy[rows]), self.texts.ratio)
