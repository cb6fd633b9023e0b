"""Drawing: the finished picture that is shown, and the next one, which is drawn in slices beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, QTimer

from desktop.diagram import MOST_PEOPLE, arrange_by_ties, arranging, bundled
from desktop.domain.job import run
from desktop.ui.map.chart import Chart, charting, colours
from desktop.ui.map.marks import Marked
from desktop.ui.map.morph import Morph
from desktop.ui.map.names import Writing, write_fixed, write_names
from desktop.ui.map.picture import Emphasis, Picture, draw, emphasise, new_picture
from desktop.ui.map.shown import Shown
from desktop.ui.map.sight import Sight
from desktop.ui.map.slices import Drawing, Slices
from desktop.ui.map.sprites import Sprites, dot_radii
from desktop.ui.map.texts import Texts
from desktop.ui.motion import motion_ms
from desktop.ui.text_size import scale

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from numpy.typing import NDArray
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from desktop.diagram import MapPeople
    from desktop.ui.map.camera import Camera
    from desktop.ui.map.colouring import Colouring
    from desktop.ui.map.look import Look

AT_ONCE = 1000  # people whose places are found within a frame
SETTLE = 110  # ms without zooming before the picture is drawn sharp again


class Easel(Sight):
    """Keeps what is shown complete, sharp and of one moment, however much there is to draw."""

    def __init__(self, canvas: QWidget, look: Look) -> None:
        super().__init__(canvas)
        self._theme = self.look = look
        self.colouring: Colouring | None = None
        self.by_ties = False
        self._laid_out = True
        self.mask: NDArray[np.bool_] | None = None
        self.marked = Marked()
        self.corner = QRectF()
        self.covering: Callable[[], Sequence[QRectF]] = list
        """What lies over the view just now, where no name could be read."""
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

    # What is shown

    def set_people(self, people: MapPeople) -> None:
        """Other people, or the same after a change. Many, and all by their ties, are seen when they are laid out."""
        self.people = people
        if self.mask is not None and len(self.mask) != people.count:
            self.mask = None
        self._taken_up()
        self._lay_out()

    def set_by_ties(self, by_ties: bool) -> None:
        """Arrange the people by their ties, or by tiers and groups."""
        if by_ties == self.by_ties:
            return
        self.by_ties = by_ties
        self._lay_out()

    def _lay_out(self) -> None:
        """Find everybody's place anew: a few at once, many as the first part of drawing them."""
        self._laid_out = False
        if not self.by_ties and self.people.count <= AT_ONCE:
            run(self._laying_out())
        self.redraw()

    def _laying_out(self) -> Generator[None, None, None]:
        people = self.people
        if self.by_ties:
            people = bundled(people) if people.count > MOST_PEOPLE else people
            arrangement = yield from arrange_by_ties(people)
        else:
            arrangement = yield from arranging(people)
        chart = yield from charting(people, arrangement, self.chart, self.colouring)
        self._laid_out = True
        self._rearrange(chart)

    def _rearrange(self, chart: Chart) -> None:
        """Go over to other places, to the whole of another arrangement; who is in both glides over."""
        before, same = self.chart, np.array_equal(self.chart.people.ids, chart.people.ids)
        moves = before.by_ties != chart.by_ties and self._shown is not None and same
        begin = self.camera.to_screen(before.arrangement.xy)
        self.chart = chart
        if moves or self._fitted:
            self._fit()
        if moves:
            end, most = self.camera.to_screen(chart.arrangement.xy), self._motion
            self._morph.start(begin, end, most)
        self._placed_anew()

    @property
    def _motion(self) -> int:
        """How long a motion may take, in ms: none where the system wants none."""
        return motion_ms(self._canvas)

    def _arrived(self) -> None:
        self._swap()
        self.update()

    def set_look(self, look: Look) -> None:
        """Another theme."""
        self._theme = look
        self.look = look.coloured(self.colouring.scale if self.colouring else None)
        self.redraw()

    def set_colouring(self, colouring: Colouring | None) -> None:
        """Colour the dots by something else than the group, None for the group again."""
        if colouring is not self.colouring:
            self.colouring = colouring
            self.chart = replace(self.chart, colour=colours(self.chart.people, colouring))
            self.set_look(self._theme)

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

    def _looked_from(self) -> None:
        self.marked.hovered_name = Writing()
        self.update()
        shown = self._shown
        if shown is None:
            return
        if shown.picture.camera.scale != self.camera.scale:
            self._settle.start()
        elif not self._redrawing and not shown.picture.covers(
            self.camera, self._size.width(), self._size.height(), 0.4
        ):
            self.redraw()
        elif not self._slices.busy:
            self._settle.start()

    # Drawing anew

    def redraw(self) -> None:
        """Draw a new picture for the present camera, in slices."""
        self._settle.stop()
        ratio = self._canvas.devicePixelRatioF()
        if (ratio, scale()) != (self.texts.ratio, self.texts.scale):
            self.texts = Texts(self._canvas.font(), ratio)
        self._next = None
        self._slices.run(self._draw())
        self._redrawing = True

    def rewrite(self) -> None:
        """Choose who stands out and the names anew, without drawing the picture again."""
        shown = self._shown
        if shown is not None and not self._redrawing and self._next is None:
            self._slices.run(self._rewrite(shown))

    def finish(self) -> None:
        """Complete everything that is under way, now."""
        self._end_motion()
        if self._settle.isActive():
            self.redraw()
        while self._slices.busy:
            self._slices.finish()
        self._end_motion()
        self._swap()
        while self._slices.busy:
            self._slices.finish()

    @property
    def at_rest(self) -> bool:
        """Whether the screen shows the last state, sharp and complete."""
        waits = self._settle.isActive() or self._morph.running
        return not (waits or self._slices.busy or self._next is not None)

    def _draw(self) -> Drawing:
        try:
            if not self._laid_out:
                yield from self._laying_out()
            chart, look, camera = self.chart, self.look, self.camera
            fixed = write_fixed(chart, self.texts, look, camera, self._size, self.corner)
            yield
            picture = self._new_picture(camera)
            sprites = yield from self._sprites_for(chart, look, camera)
            yield from draw(picture, chart, look, sprites)
            if not (wanted := self._wanted(chart)).nobody:
                yield from emphasise(picture, chart, look, sprites, wanted)
            names = yield from self._write(chart, fixed)
            self._next = Shown(chart, look, picture, fixed, names)
        finally:
            self._redrawing = False
        self._swap()

    def _rewrite(self, shown: Shown) -> Drawing:
        """The right people stand out, then the names are chosen anew."""
        picture = shown.picture
        wanted = self._wanted(shown.chart)
        if not picture.version_for.is_as(wanted):
            if wanted.nobody:
                self._spare, picture.version, picture.version_for = picture.version, None, wanted
            else:
                sprites = yield from self._sprites_for(shown.chart, shown.look, picture.camera)
                yield from emphasise(picture, shown.chart, shown.look, sprites, wanted, self._spare)
                self._spare = None
            self.update()
            yield True  # seen at once, the names follow
        shown.names = yield from self._write(shown.chart, shown.fixed)
        self.marked.hovered_name = self._name_of_hovered()
        self.update()

    def _write(self, chart: Chart, fixed: Writing) -> Generator[bool | None, None, Writing]:
        area, mask = self._writable, self._mask_of(chart)
        first = (chart.row(self.marked.selected), *chart.rows_of(self.marked.way))
        ringed = tuple(row for each in self.marked.several if (row := chart.row(each)) is not None)
        args = chart, self.texts, self.look, self.camera, area, fixed, first, mask
        return (yield from write_names(*args, ringed=ringed, covered=self.covering()))

    def _name_of_hovered(self) -> Writing:
        row, shown = self.chart.row(self.marked.hovered), self._shown
        if row is None or shown is None or shown.chart is not self.chart or row in shown.names.rows:
            return Writing()
        x, y = self.position(row)
        near = QRectF(x - 200, y - 40, 400, 80).intersected(self._writable)
        args = (self.chart, self.texts, self.look, self.camera, near, shown.fixed, (row,), None)
        return run(write_names(*args, only=True))

    def _mask_of(self, chart: Chart) -> NDArray[np.bool_] | None:
        """Who stands out in a chart; bundles all do."""
        return self.mask if self.mask is not None and len(self.mask) == chart.people.count else None

    def _wanted(self, chart: Chart) -> Emphasis:
        return Emphasis(self._mask_of(chart), self.marked.several)

    @property
    def _writable(self) -> QRectF:
        return self._size.adjusted(2, 2, -2, -2)

    def _new_picture(self, camera: Camera) -> Picture:
        width, height = int(self._size.width()), int(self._size.height())
        spare, self._spare = self._spare, None
        return new_picture(camera, width, height, self.texts.ratio, spare)

    def _sprites_for(self, chart: Chart, look: Look, camera: Camera) -> Generator[None, None, Sprites]:
        radii, ratio = dot_radii(chart.arrangement.radius, camera.scale), self.texts.ratio
        if self._sprites is None or not self._sprites.serve(look, radii, ratio):
            self._sprites = Sprites(look, radii, ratio)
        sprites = self._sprites
        yield from sprites.make()
        return sprites

    @property
    def _in_motion(self) -> bool:
        """Whether dots are on their way to the next picture: it waits for them."""
        return self._morph.running

    def _end_motion(self) -> None:
        """Let what is in motion be there."""
        self._morph.stop()

    def _taken_up(self) -> None:
        """Other people are there: what was done by hand is in them."""

    def _placed_anew(self) -> None:
        """People have new places: what is in motion goes there."""

    def _swapped(self) -> None:
        """The next picture has become the one that is shown."""

    def _swap(self) -> None:
        """Show the finished picture, unless dots are still gliding to their places."""
        if self._next is None or self._in_motion:
            return
        self._spare = None if self._shown is None else self._shown.picture.image
        self._shown, self._next = self._next, None
        self._swapped()
        self.marked.hovered_name = self._name_of_hovered()
        self.update()
        picture = self._shown.picture
        if picture.camera.scale != self.camera.scale:
            self._settle.start()
        elif not picture.covers(self.camera, self._size.width(), self._size.height(), 0.0):
            self.redraw()
