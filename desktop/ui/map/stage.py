"""The one item of the scene: keeps the drawn picture and the writing, and paints them with what moves above.

Painting copies the exposed part of a finished picture and adds the few moving things, so its cost does not depend on
how many people there are. A new picture is drawn in slices beside it and takes its place when it is through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyle

from desktop.diagram import MOST_PEOPLE, MapPeople, arrange_by_ties, bundled
from desktop.ui.map.camera import Camera
from desktop.ui.map.chart import Chart, chart_of
from desktop.ui.map.marks import Held, Marked, Tying
from desktop.ui.map.morph import Morph
from desktop.ui.map.names import Writing, fit_camera, write_fixed, write_names
from desktop.ui.map.picture import Picture, dim, draw, new_picture
from desktop.ui.map.shown import Painting, Shown, handle_of
from desktop.ui.map.slices import Drawing, Slices
from desktop.ui.map.sprites import Sprites, dot_radii
from desktop.ui.map.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from desktop.diagram import MapGap
    from desktop.ui.map.look import Look

SETTLE = 110  # ms without zooming before the picture is drawn sharp again
GLIDE = 150  # ms a dropped dot takes to its place


class Stage(pg.GraphicsObject):
    """Everything that is drawn. The canvas tells it what the hands do."""

    looked = Signal()
    """The map is looked at from elsewhere: see `fitted`."""

    def __init__(self, canvas: QWidget, look: Look) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._canvas = canvas
        self._size = QRectF(0, 0, 1, 1)
        self.look = look
        self.people = MapPeople.empty()
        self.chart = chart_of(self.people)
        self.by_ties = False
        self._laid_for: MapPeople | None = None
        self.camera = Camera(1.0, 0.0, 0.0)
        self.fit_scale = 1.0
        self._fitted = True
        self.texts = Texts(canvas.font(), 1.0)
        self.mask: NDArray[np.bool_] | None = None
        self.marked = Marked()
        self.corner = QRectF()
        self.held: Held | None = None
        self.tying: Tying | None = None
        self.handles = True
        """Whether who is pointed at has a handle to draw a tie from."""
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
        self._morph = Morph(self)
        self._morph.moved.connect(self.update)
        self._morph.arrived.connect(self._arrived)
        self._glide = QVariantAnimation(self)
        self._glide.valueChanged.connect(self._glided)
        self._glide.finished.connect(self._swap)

    # What is shown

    def set_people(self, people: MapPeople) -> None:
        """Other people, or the same after a change. By their ties, they are seen when they are laid out."""
        self.people = people
        if self.mask is not None and len(self.mask) != people.count:
            self.mask = None
        if self.by_ties:
            self.redraw()
            return
        self.chart = chart_of(people)
        if self._fitted:
            self._fit()
        held = self.held
        row = None if held is None else self.chart.row(held.contact)
        if held is not None and held.dropped and row is not None:
            x, y = self.camera.to_screen(self.chart.arrangement.xy[row]).tolist()
            self._start_glide(held, QPointF(x, y))
        self.redraw()

    def set_by_ties(self, by_ties: bool) -> None:
        """Arrange the people by their ties, or by tiers and groups."""
        if by_ties == self.by_ties:
            return
        self.by_ties, self._laid_for = by_ties, None
        if not by_ties:
            self._rearrange(chart_of(self.people))
        self.redraw()

    def _rearrange(self, chart: Chart) -> None:
        """Show the whole of another arrangement; who is in both glides over."""
        before, same = self.chart, np.array_equal(self.chart.people.ids, chart.people.ids)
        moves = before.by_ties != chart.by_ties and self._shown is not None and same
        begin = self.camera.to_screen(before.arrangement.xy)
        self.chart = chart
        if moves or self._fitted:
            self._fit()
        if moves:
            end, most = self.camera.to_screen(chart.arrangement.xy), self._motion
            self._morph.start(begin, end, most)

    @property
    def _motion(self) -> int:
        """How long a motion may take, in ms: none where the system wants none."""
        return self._canvas.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)

    def _arrived(self) -> None:
        self._swap()
        self.update()

    def set_look(self, look: Look) -> None:
        """Another theme."""
        self.look = look
        self.redraw()

    def set_mask(self, mask: NDArray[np.bool_] | None) -> None:
        """Let only the people of `mask` stand out."""
        self.mask = mask
        if self._redrawing or self._next is not None:
            self.redraw()
        else:
            self.rewrite()

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
            self.looked.emit()

    @property
    def fitted(self) -> bool:
        """Whether the whole map is shown."""
        return self._fitted

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
        self.looked.emit()
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

    def choose_gap(self, gap: MapGap | None) -> None:
        """Ring somebody missing, or nobody."""
        if gap != self.marked.gap:
            self.marked.gap = gap
            self.update()

    def gap_position(self, gap: MapGap) -> tuple[float, float] | None:
        """Where somebody missing is wanted on the view, in pixels."""
        row = self.chart.gap_row(gap)
        if row is None:
            return None
        x, y = self.camera.to_screen(self.chart.arrangement.gap_xy[row]).tolist()
        return x, y

    def show_way(self, people: tuple[int, ...]) -> None:
        """Draw the way from You over these people, their names first of all; () draws none."""
        if people != self.marked.way:
            self.marked.way = people
            self.update()
            self.rewrite()

    def handle(self) -> QPointF | None:
        """The middle of the handle of who is pointed at, in pixels of the view."""
        row = self.chart.row(self.marked.hovered)
        if row is None or not self.handles or self.chart.people.ids[row] < 0:
            return None
        return handle_of(QPointF(*self.position(row)), self.dot_radius(row))

    def tie(self, tying: Tying | None) -> None:
        """Draw a tie from somebody to the hand; None lets it go."""
        dirty = self._tying_rect(self.tying).united(self._tying_rect(tying))
        self.tying = tying
        self.update(dirty)

    def _tying_rect(self, tying: Tying | None) -> QRectF:
        row = None if tying is None else self.chart.row(tying.contact)
        if tying is None or row is None:
            return QRectF()
        begin, reach = QPointF(*self.position(row)), 60.0
        return QRectF(begin, tying.at).normalized().adjusted(-reach, -reach, reach, reach)

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
        if self.chart.row(contact) is not None:
            self._glide.stop()
            self.held = Held(contact, at)
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
        shown = self._shown
        points = np.array([[held.at.x(), held.at.y()]])
        if shown is not None and (row := shown.chart.row(held.contact)) is not None:
            ends = shown.chart.arrangement.xy[shown.neighbours(row)]
            points = np.concatenate([self.camera.to_screen(ends), points])
        (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        line = QRectF(QPointF(left, top), QPointF(right, bottom)).adjusted(-4, -4, 4, 4)
        return line.united(QRectF(held.at.x() - 100, held.at.y() - 30, 200, 64))

    def _start_glide(self, held: Held, to: QPointF) -> None:
        """From where the hand let go to the place the arrangement gives; at once when motion is not wanted."""
        held.gliding = True
        duration = min(GLIDE, self._motion)
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
        """Choose who stands out and the names anew, without drawing the picture again."""
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
        self._morph.stop()
        self._swap()
        while self._slices.busy:
            self._slices.finish()

    @property
    def at_rest(self) -> bool:
        """Whether the screen shows the last state, sharp and complete."""
        waits = self._settle.isActive() or self._morph.running
        return not (waits or self._slices.busy or self._next is not None)

    def _draw(self) -> Drawing:
        self._redrawing = True
        try:
            if self.by_ties and self._laid_for is not self.people:
                people = self.people
                shown = bundled(people) if people.count > MOST_PEOPLE else people
                arrangement = yield from arrange_by_ties(shown)
                self._laid_for = people
                self._rearrange(chart_of(shown, arrangement))
            chart, look, camera = self.chart, self.look, self.camera
            fixed = write_fixed(chart, self.texts, look, camera, self._size, self.corner)
            yield
            picture = self._new_picture(camera)
            sprites = self._sprites_for(chart, look, camera)
            yield
            yield from draw(picture, chart, look, sprites)
            if (mask := self._mask_of(chart)) is not None:
                yield from dim(picture, chart, look, sprites, mask)
            names = yield from self._write(chart, fixed)
            self._next = Shown(chart, look, picture, fixed, names)
        finally:
            self._redrawing = False
        self._swap()

    def _rewrite(self, shown: Shown) -> Drawing:
        """The right people stand out, then the names are chosen anew."""
        picture = shown.picture
        mask = self._mask_of(shown.chart)
        if picture.dimmed_for is not mask:
            if mask is None:
                self._spare, picture.dimmed, picture.dimmed_for = picture.dimmed, None, None
            else:
                sprites = self._sprites_for(shown.chart, shown.look, picture.camera)
                yield from dim(picture, shown.chart, shown.look, sprites, mask, self._spare)
                self._spare = None
            self.update()
            yield True  # seen at once, the names follow
        shown.names = yield from self._write(shown.chart, shown.fixed)
        self.marked.hovered_name = self._name_of_hovered()
        self.update()

    def _write(self, chart: Chart, fixed: Writing) -> Generator[bool | None, None, Writing]:
        area, mask = self._writable, self._mask_of(chart)
        first = (chart.row(self.marked.selected), *chart.rows_of(self.marked.way))
        return (yield from write_names(chart, self.texts, self.look, self.camera, area, fixed, first, mask))

    def _mask_of(self, chart: Chart) -> NDArray[np.bool_] | None:
        """Who stands out in a chart; bundles all do."""
        return self.mask if self.mask is not None and len(self.mask) == chart.people.count else None

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
        gliding = self._glide.state() == QVariantAnimation.State.Running
        if self._next is None or gliding or self._morph.running:
            return
        self._spare = None if self._shown is None else self._shown.picture.image
        self._shown, self._next = self._next, None
        if self.held is not None and self.held.gliding:
            self.held = None
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
        if self._morph.running:
            sprites = self._sprites_for(self.chart, self.look, self.camera)
            self._morph.paint(p, exposed, self.chart, self.look, sprites)
            return
        painting = Painting(p, shown, self.camera, self.texts, self._size)
        painting.ground(exposed)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.lit is not None:
            painting.lit(*self.lit)
        selected, hovered = shown.chart.row(self.marked.selected), shown.chart.row(self.marked.hovered)
        held = None if self.held is None else shown.chart.row(self.held.contact)
        way = shown.chart.rows_of(self.marked.way)
        if selected is not None and held is None and not way:
            painting.company(selected)
        if way:
            painting.way(way)
        if selected is not None and selected != held:
            painting.ring(selected, 2.2)
        if hovered is not None and held is None:
            painting.ring(hovered, 1.4)
        gap = None if self.marked.gap is None else shown.chart.gap_row(self.marked.gap)
        if gap is not None:
            painting.gap_ring(gap)
        painting.writing(exposed, self.marked.hovered_name, held)
        tied = None if self.tying is None else shown.chart.row(self.tying.contact)
        if self.tying is not None and tied is not None:
            painting.tying(tied, self.tying.at, shown.chart.row(self.tying.over))
        elif hovered is not None and held is None and self.handle() is not None:
            painting.handle(hovered)
        if self.held is not None and held is not None:
            painting.held(held, self.held.at)


def _result(job: Generator[bool | None, None, Writing]) -> Writing:
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value
