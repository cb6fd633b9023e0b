"""The one item of the scene: keeps the drawn picture and the writing, and paints them with what moves above.

Painting copies the exposed part of a finished picture and adds the few moving things, so its cost does not depend on
how many people there are. A new picture is drawn in slices beside it and takes its place when it is through.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyle

from desktop.diagram import MapPeople
from desktop.ui.map.camera import Camera
from desktop.ui.map.chart import Chart, chart_of
from desktop.ui.map.look import faded
from desktop.ui.map.names import PERSON, Writing, fit_camera, write_fixed, write_names
from desktop.ui.map.picture import Picture, curves, dim, draw, draw_lines, new_picture, sector_path
from desktop.ui.map.slices import Drawing, Slices
from desktop.ui.map.sprites import HOLLOW, Sprites, dot_radii, paint_dot, ring_radius, snapped
from desktop.ui.map.texts import Style, Texts

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from desktop.ui.map.look import Look

SETTLE = 110  # ms without zooming before the picture is drawn sharp again
GLIDE = 150  # ms a dropped dot takes to its place
_EMPHASISED = 400  # ties of one person that are brought out at most


@dataclass(eq=False)
class Shown:
    """What is on the screen: finished, and all of one moment."""

    chart: Chart
    look: Look
    picture: Picture
    fixed: Writing
    names: Writing


@dataclass(eq=False)
class Held:
    """A dot in the hand: who, where the pointer holds it (view pixels), and to whom its ties lead."""

    contact: int
    row: int
    at: QPointF
    neighbours: NDArray[np.int64]
    gliding: bool = False


@dataclass
class Marked:
    """Who stands out: by id. `hovered_name`: the name under the pointer when the map had no room for it."""

    selected: int | None = None
    hovered: int | None = None
    hovered_name: Writing = field(default_factory=Writing)


class Stage(pg.GraphicsObject):
    """Everything that is drawn. The canvas tells it what the hands do."""

    def __init__(self, canvas: QWidget, look: Look) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._canvas = canvas
        self._size = QRectF(0, 0, 1, 1)
        self.look = look
        self.chart = chart_of(MapPeople.empty())
        self.camera = Camera(1.0, 0.0, 0.0)
        self.fit_scale = 1.0
        self._fitted = True
        self.texts = Texts(canvas.font(), 1.0)
        self.mask: NDArray[np.bool_] | None = None
        self.marked = Marked()
        self.corner = QRectF()
        self.held: Held | None = None
        self.lit: tuple[int, int | None] | None = None
        self._shown: Shown | None = None
        self._next: Shown | None = None
        self._spare: QImage | None = None
        self._sprites: Sprites | None = None
        self._slices = Slices(self)
        self._redrawing = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self.redraw)
        self._glide = QVariantAnimation(self)
        self._glide.valueChanged.connect(self._glided)
        self._glide.finished.connect(self._swap)

    # What is shown

    def set_people(self, people: MapPeople) -> None:
        """Other people, or the same after a change."""
        self.chart = chart_of(people)
        if self.mask is not None and len(self.mask) != people.count:
            self.mask = None
        if self._fitted:
            self._fit()
        held = self.held
        row = None if held is None else self.chart.row(held.contact)
        if held is not None and row is not None:
            x, y = self.camera.to_screen(self.chart.arrangement.xy[row]).tolist()
            self._start_glide(held, QPointF(x, y))
        self.redraw()

    def set_look(self, look: Look) -> None:
        """Another theme."""
        self.look = look
        self.redraw()

    def set_mask(self, mask: NDArray[np.bool_] | None) -> None:
        """Let only the people of `mask` stand out."""
        self.mask = mask
        shown = self._shown
        if shown is None or shown.chart is not self.chart or self._redrawing:
            self.redraw()
        else:
            self._slices.run(self._filter(shown))

    def keep_free(self, corner: QRectF) -> None:
        """A part of the view that nothing is written on."""
        if corner != self.corner:
            self.corner = corner
            self.redraw()

    def resize(self, width: float, height: float) -> None:
        """The view has another size."""
        self.prepareGeometryChange()
        before, self._size = self._size, QRectF(0, 0, max(1.0, width), max(1.0, height))
        if not self._fitted:
            self.camera = self.camera.panned((width - before.width()) / 2, (height - before.height()) / 2)
        self._fit(move=self._fitted)
        self.redraw()

    def fit(self) -> None:
        """Show the whole map."""
        self._fit()
        self.redraw()

    def _fit(self, move: bool = True) -> None:
        camera = fit_camera(self.chart, self.texts, self._size.width(), self._size.height())
        self.fit_scale = camera.scale
        if move:
            self.camera, self._fitted = camera, True

    # The camera

    def pan(self, dx: float, dy: float) -> None:
        """Move the map by so many pixels."""
        ratio = self.texts.ratio
        self._look_from(self.camera.panned(round(dx * ratio) / ratio, round(dy * ratio) / ratio))

    def zoom(self, factor: float, x: float, y: float) -> None:
        """Closer by `factor` about a pixel of the view."""
        self._look_from(self.camera.zoomed(factor, x, y, self.fit_scale))

    def reveal(self, row: int) -> None:
        """Pan so far that a person is in sight."""
        x, y = self.position(row)
        edge = 40.0
        dx = max(edge - x, 0.0) - max(x - self._size.width() + edge, 0.0)
        dy = max(edge - y, 0.0) - max(y - self._size.height() + edge, 0.0)
        if dx or dy:
            self.pan(dx, dy)

    def _look_from(self, camera: Camera) -> None:
        self.camera, self._fitted = camera, False
        self.marked.hovered_name = Writing()
        self.update()
        shown = self._shown
        if shown is None:
            return
        if shown.picture.camera.scale != camera.scale:
            self._settle.start()
        elif not self._redrawing and not shown.picture.covers(camera, self._size.width(), self._size.height(), 0.4):
            self.redraw()
        elif not self._slices.busy:
            self._settle.start()

    # Who stands out

    def position(self, row: int) -> tuple[float, float]:
        """Where a person is on the view, in pixels; in the hand, where the hand is."""
        if self.held is not None and self.held.contact == int(self.chart.people.ids[row]):
            return self.held.at.x(), self.held.at.y()
        x, y = self.camera.to_screen(self.chart.arrangement.xy[row]).tolist()
        return x, y

    def dot_radius(self, row: int) -> float:
        """Radius in pixels of a person's dot."""
        tier = int(self.chart.people.tier[row])
        return float(dot_radii(self.chart.arrangement.radius, self.camera.scale)[tier])

    def select(self, contact: int | None) -> None:
        """Ring a person and bring out their ties."""
        if contact != self.marked.selected:
            self.marked.selected = contact
            self.update()
            self.rewrite()

    def hover(self, contact: int | None) -> None:
        """The pointer rests on somebody, or on nobody."""
        if contact == self.marked.hovered:
            return
        self._update_around(self.marked.hovered)
        self.marked.hovered = contact
        self.marked.hovered_name = self._name_of_hovered()
        self._update_around(contact)

    def _update_around(self, contact: int | None) -> None:
        row = self.chart.row(contact)
        if row is not None:
            x, y = self.position(row)
            self.update(QRectF(x - 210, y - 50, 420, 100))

    def _name_of_hovered(self) -> Writing:
        row, shown = self.chart.row(self.marked.hovered), self._shown
        if row is None or shown is None or shown.chart is not self.chart or row in shown.names.rows:
            return Writing()
        x, y = self.position(row)
        near = QRectF(x - 200, y - 40, 400, 80).intersected(self._writable)
        args = (self.chart, self.texts, self.look, self.camera, near, shown.fixed, (row,), None)
        return _result(write_names(*args, only=True))

    # A dot in the hand

    def take(self, contact: int, at: QPointF) -> None:
        """Pick a person up."""
        row = self.chart.row(contact)
        if row is not None:
            self._glide.stop()
            self.held = Held(contact, row, at, self.chart.neighbours(row)[:_EMPHASISED])
            self.update()

    def carry(self, at: QPointF) -> None:
        """The hand moves."""
        held = self.held
        if held is not None:
            dirty = self._held_rect(held)
            held.at = at
            self.update(dirty.united(self._held_rect(held)))

    def let_go(self) -> None:
        """Put the person back where they were: nothing changed."""
        self._glide.stop()
        self.held = None
        self.light(None)
        self.update()

    def light(self, cell: tuple[int, int | None] | None) -> None:
        """Light up the band and the sector that a drop would mean."""
        if cell != self.lit:
            self.lit = cell
            self.update()

    def _held_rect(self, held: Held) -> QRectF:
        ends = self.camera.to_screen(self.chart.arrangement.xy[held.neighbours])
        points = np.concatenate([ends, [[held.at.x(), held.at.y()]]])
        (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        line = QRectF(QPointF(left, top), QPointF(right, bottom)).adjusted(-4, -4, 4, 4)
        return line.united(QRectF(held.at.x() - 100, held.at.y() - 30, 200, 64))

    def _start_glide(self, held: Held, to: QPointF) -> None:
        """From where the hand let go to the place the arrangement gives; at once when motion is not wanted."""
        held.gliding = True
        duration = min(GLIDE, self._canvas.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration))
        if duration <= 0 or (to - held.at).manhattanLength() < 2:
            held.at = to
            return
        self._glide.setStartValue(held.at)
        self._glide.setEndValue(to)
        self._glide.setDuration(duration)
        self._glide.start()

    def _glided(self, at: QPointF) -> None:
        self.carry(at)

    # Drawing anew

    def redraw(self) -> None:
        """Draw a new picture for the present camera, in slices."""
        self._settle.stop()
        ratio = self._canvas.devicePixelRatioF()
        if ratio != self.texts.ratio:
            self.texts = Texts(self._canvas.font(), ratio)
        self._next = None
        self._slices.run(self._draw())

    def rewrite(self) -> None:
        """Choose the names anew, without drawing the picture again."""
        shown = self._shown
        if shown is not None and not self._redrawing and self._next is None:
            self._slices.run(self._rewrite(shown))

    def finish(self) -> None:
        """Complete everything that is under way, now."""
        self._glide.stop()
        if self._settle.isActive():
            self.redraw()
        while self._slices.busy:
            self._slices.finish()
        self._swap()
        while self._slices.busy:
            self._slices.finish()

    @property
    def at_rest(self) -> bool:
        """Whether the screen shows the last state, sharp and complete."""
        return not (self._slices.busy or self._settle.isActive() or self._next is not None)

    def _draw(self) -> Drawing:
        self._redrawing = True
        try:
            chart, look, camera = self.chart, self.look, self.camera
            fixed = write_fixed(chart, self.texts, look, camera, self._size, self.corner)
            yield
            picture = self._new_picture(camera)
            sprites = self._sprites_for(chart, look, camera)
            yield
            yield from draw(picture, chart, look, sprites)
            if self.mask is not None:
                yield from dim(picture, chart, look, sprites, self.mask)
            names = yield from self._write(chart, fixed)
            self._next = Shown(chart, look, picture, fixed, names)
        finally:
            self._redrawing = False
        self._swap()

    def _rewrite(self, shown: Shown) -> Drawing:
        shown.names = yield from self._write(shown.chart, shown.fixed)
        self.marked.hovered_name = self._name_of_hovered()
        self.update()

    def _filter(self, shown: Shown) -> Drawing:
        if self.mask is not None:
            sprites = self._sprites_for(shown.chart, shown.look, shown.picture.camera)
            yield from dim(shown.picture, shown.chart, shown.look, sprites, self.mask, self._spare)
            self._spare = None
        elif shown.picture.dimmed is not None:
            self._spare, shown.picture.dimmed = shown.picture.dimmed, None
        self.update()
        yield True  # seen at once, the names follow
        yield from self._rewrite(shown)

    def _write(self, chart: Chart, fixed: Writing) -> Generator[bool | None, None, Writing]:
        area, first = self._writable, (chart.row(self.marked.selected),)
        return (yield from write_names(chart, self.texts, self.look, self.camera, area, fixed, first, self.mask))

    @property
    def _writable(self) -> QRectF:
        return self._size.adjusted(2, 2, -2, -2)

    def _new_picture(self, camera: Camera) -> Picture:
        width, height = int(self._size.width()), int(self._size.height())
        spare, self._spare = self._spare, None
        return new_picture(camera, width, height, self.texts.ratio, self.look, spare)

    def _sprites_for(self, chart: Chart, look: Look, camera: Camera) -> Sprites:
        radii, ratio = dot_radii(chart.arrangement.radius, camera.scale), self.texts.ratio
        if self._sprites is None or not self._sprites.serve(look, radii, ratio):
            self._sprites = Sprites(look, radii, ratio)
        return self._sprites

    def _swap(self) -> None:
        """Show the finished picture, unless a dot is still gliding to its place."""
        if self._next is None or self._glide.state() == QVariantAnimation.State.Running:
            return
        self._spare = None if self._shown is None else self._shown.picture.image
        self._shown, self._next = self._next, None
        held = self.held
        if held is not None and held.gliding:
            self.held = None
        elif held is not None:
            row = self.chart.row(held.contact)
            self.held = None if row is None else Held(held.contact, row, held.at, self.chart.neighbours(row))
        self.marked.hovered_name = self._name_of_hovered()
        self.update()
        picture = self._shown.picture
        if picture.camera.scale != self.camera.scale:
            self._settle.start()
        elif not picture.covers(self.camera, self._size.width(), self._size.height(), 0.0):
            self.redraw()

    # Painting

    def boundingRect(self) -> QRectF:
        """The whole view."""
        return self._size

    def paint(self, p: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Copy the picture, add what moves and the writing."""
        exposed = QRectF(option.exposedRect.toAlignedRect())
        shown = self._shown
        if shown is None:
            p.fillRect(exposed, self.look.background)
            return
        self._paint_picture(p, shown, exposed)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.lit is not None:
            self._paint_lit(p, shown)
        row = shown.chart.row(self.marked.selected)
        if row is not None:
            self._paint_selected(p, shown, row)
        hovered = shown.chart.row(self.marked.hovered)
        if hovered is not None and self.held is None:
            self._paint_ring(p, shown, hovered, 1.4)
        self._paint_names(p, shown, exposed)
        if self.held is not None:
            self._paint_held(p, shown, self.held)

    def _paint_picture(self, p: QPainter, shown: Shown, exposed: QRectF) -> None:
        picture = shown.picture
        image = picture.image if picture.dimmed is None else picture.dimmed
        x, y, grown = picture.corner(self.camera)
        ratio = image.devicePixelRatio()
        if grown == 1:
            x, y = round(x * ratio) / ratio, round(y * ratio) / ratio
            there = QRectF(x, y, image.width() / ratio, image.height() / ratio).intersected(exposed)
            if there != exposed:
                p.fillRect(exposed, shown.look.background)
            corner = QPointF(there.x() - x, there.y() - y) * ratio
            p.drawImage(there, image, QRectF(corner, there.size() * ratio))
        else:
            p.fillRect(exposed, shown.look.background)
            p.drawImage(QRectF(x, y, image.width() / ratio * grown, image.height() / ratio * grown), image)

    def _paint_lit(self, p: QPainter, shown: Shown) -> None:
        tier, group = self.lit or (0, None)
        arrangement, look = shown.chart.arrangement, shown.look
        band = arrangement.bands[tier]
        accent = look.accent
        p.setPen(Qt.PenStyle.NoPen)
        p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        p.setBrush(faded(accent, 0.10))
        p.drawPath(sector_path(self.camera, band, None))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if group is not None:
            p.drawPath(sector_path(self.camera, band, arrangement.sectors[group]))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(accent, 1.6))
        for radius in band:
            p.drawEllipse(QPointF(self.camera.x, self.camera.y), radius * self.camera.scale, radius * self.camera.scale)

    def _paint_ties(self, p: QPainter, begin: QPointF, ends: NDArray[np.float64], pen: QPen) -> None:
        if not len(ends):
            return
        lines = np.column_stack([np.full(len(ends), begin.x()), np.full(len(ends), begin.y()), ends])
        p.setPen(pen)
        for _ in draw_lines(p, curves(lines, self.camera, self._size)):
            pass

    def _place(self, shown: Shown, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        return snapped(self.camera.to_screen(shown.chart.arrangement.xy[rows]), self.texts.ratio)

    def _paint_dot(self, p: QPainter, shown: Shown, row: int, at: QPointF) -> None:
        people = shown.chart.people
        tier = int(people.tier[row])
        dot = float(dot_radii(shown.chart.arrangement.radius, self.camera.scale)[tier])
        colour = shown.look.dots[int(shown.chart.colour[row])]
        paint_dot(p, at, dot, colour, shown.look, tier == HOLLOW, bool(people.key[row]))

    def _paint_selected(self, p: QPainter, shown: Shown, row: int) -> None:
        if self.held is None:
            neighbours = shown.chart.neighbours(row)[:_EMPHASISED]
            places = self._place(shown, np.concatenate([[row], neighbours]).astype(np.int64))
            self._paint_ties(p, QPointF(*places[0]), places[1:], QPen(shown.look.accent, 1.3))
            for neighbour, place in zip(neighbours.tolist(), places[1:].tolist(), strict=True):
                self._paint_dot(p, shown, neighbour, QPointF(*place))
            self._paint_dot(p, shown, row, QPointF(*places[0]))
        if self.held is None or self.held.row != row:
            self._paint_ring(p, shown, row, 2.2)

    def _paint_ring(self, p: QPainter, shown: Shown, row: int, width: float) -> None:
        dot = float(dot_radii(shown.chart.arrangement.radius, self.camera.scale)[int(shown.chart.people.tier[row])])
        radius = (ring_radius(dot) if shown.chart.people.key[row] else dot + 1.5) + 1.6 + width / 2
        place = QPointF(*self._place(shown, np.array([row]))[0])
        p.setPen(QPen(shown.look.accent, width))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(place, radius, radius)

    def _paint_names(self, p: QPainter, shown: Shown, exposed: QRectF) -> None:
        hidden = None
        extra = self.marked.hovered_name
        if extra.pictures and len(shown.names.rows):
            box, others = extra.boxes(self.camera)[0], shown.names.boxes(self.camera)
            hidden = (others[:, :2] < box[2:]).all(axis=1) & (others[:, 2:] > box[:2]).all(axis=1)
        if self.held is not None and len(shown.names.rows):
            own = shown.names.rows == (shown.chart.row(self.held.contact) if self.held else -1)
            hidden = own if hidden is None else hidden | own
        shown.fixed.paint(p, self.camera, exposed)
        shown.names.paint(p, self.camera, exposed, hidden)
        extra.paint(p, self.camera, exposed)

    def _paint_held(self, p: QPainter, shown: Shown, held: Held) -> None:
        row = shown.chart.row(held.contact)
        if row is None:
            return
        people, arrangement, look = shown.chart.people, shown.chart.arrangement, shown.look
        old = QPointF(*self._place(shown, np.array([row]))[0])
        dot = float(dot_radii(arrangement.radius, self.camera.scale)[int(people.tier[row])])
        veil = look.bands[int(people.tier[row])]
        p.setPen(QPen(look.dim, 1, Qt.PenStyle.DotLine))
        p.setBrush(veil)
        p.drawEllipse(old, dot + 1, dot + 1)
        ends = self._place(shown, held.neighbours) if len(held.neighbours) else np.empty((0, 2))
        self._paint_ties(p, held.at, ends, QPen(look.accent, 1.2))
        p.save()
        p.translate(held.at)
        p.scale(1.15, 1.15)
        self._paint_dot(p, shown, row, QPointF(0, 0))
        p.restore()
        name = self.texts.short(people.names[row], PERSON)
        picture = self.texts.picture(name, Style(PERSON, True, look.text.rgba(), look.halo.rgba()))
        width = picture.width() / picture.devicePixelRatio()
        corner = held.at + QPointF(-width / 2, ring_radius(dot) + 4)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(faded(look.background, 0.85))
        p.drawRoundedRect(QRectF(corner, picture.deviceIndependentSize()).adjusted(-4, -1, 4, 1), 5, 5)
        p.drawPixmap(corner, picture)


def _result(job: Generator[bool | None, None, Writing]) -> Writing:
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value
