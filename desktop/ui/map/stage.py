"""The one item of the scene: the drawn picture and the writing, painted with what moves above.

Painting copies the exposed part of a finished picture and adds the few moving things, so its cost does not depend on
how many people there are. A new picture is drawn in slices beside it and takes its place when it is through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QVariantAnimation
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem

from desktop.domain.job import run
from desktop.ui.map.easel import Easel
from desktop.ui.map.marks import Fence, Held, Tying
from desktop.ui.map.shown import Painting, Shown, handle_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from desktop.diagram import MapGap
    from desktop.ui.map.look import Look

GLIDE = 150  # ms a dropped dot takes to its place


class Stage(Easel):
    """Everything that is drawn. The canvas tells it what the hands do."""

    def __init__(self, canvas: QWidget, look: Look) -> None:
        super().__init__(canvas, look)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.held: Held | None = None
        self.tying: Tying | None = None
        self.fenced: Fence | None = None
        self.handles = True
        """Whether who is pointed at has a handle to draw a tie from."""
        self.lit: tuple[int, int | None] | None = None
        self._still: tuple[tuple[object, ...], QImage] | None = None
        self._glide = QVariantAnimation(self)
        self._glide.valueChanged.connect(self._glided)
        self._glide.finished.connect(self._swap)

    # Who stands out

    def select(self, contact: int | None) -> None:
        """Ring a person and bring out their ties."""
        if contact != self.marked.selected:
            self.marked.selected = contact
            self.update()
            self.rewrite()

    def choose_several(self, contacts: frozenset[int]) -> None:
        """Ring these together; fewer than two are nobody."""
        several = contacts if len(contacts) > 1 else frozenset[int]()
        if several != self.marked.several:
            self.marked.several = several
            self.rewrite()

    @property
    def several(self) -> frozenset[int]:
        """Who is chosen together and still on the map."""
        return frozenset(each for each in self.marked.several if each in self.chart.rows)

    def fence(self, fence: Fence | None) -> None:
        """Draw a line around people; None lets it go."""
        dirty = _fence_rect(self.fenced).united(_fence_rect(fence))
        self.fenced = fence
        self.update(dirty)

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

    # A dot in the hand

    def position(self, row: int) -> tuple[float, float]:
        """Where a person is on the view, in pixels; in the hand, where the hand is."""
        if self.held is not None and self.held.contact == int(self.chart.people.ids[row]):
            return self.held.at.x(), self.held.at.y()
        return super().position(row)

    def take(self, contact: int, at: QPointF) -> None:
        """Pick a person up, and with them all who are chosen together with them."""
        if self.chart.row(contact) is not None:
            self._glide.stop()
            several = self.several
            self.held = Held(contact, at, several if contact in several else frozenset())
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
        if held.company:
            return self._size
        points = np.array([[held.at.x(), held.at.y()]])
        if shown is not None and (row := shown.chart.row(held.contact)) is not None:
            ends = shown.chart.arrangement.xy[shown.neighbours(row)]
            points = np.concatenate([self.camera.to_screen(ends), points])
        (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        line = QRectF(QPointF(left, top), QPointF(right, bottom)).adjusted(-4, -4, 4, 4)
        return line.united(QRectF(held.at.x() - 100, held.at.y() - 30, 200, 64))

    def _start_glide(self, held: Held, to: QPointF) -> None:
        """From where the hand let go to the place the arrangement gives; at once when motion is not wanted."""
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

    def _taken_up(self) -> None:
        if self.held is not None and self.held.dropped:
            self.held.gliding = True

    def _placed_anew(self) -> None:
        held = self.held
        row = None if held is None else self.chart.row(held.contact)
        if held is not None and held.dropped and row is not None and not held.company:
            self._start_glide(held, QPointF(*super().position(row)))

    @property
    def _in_motion(self) -> bool:
        return super()._in_motion or self._glide.state() == QVariantAnimation.State.Running

    def _end_motion(self) -> None:
        self._glide.stop()
        super()._end_motion()

    def _swapped(self) -> None:
        if self.held is not None and self.held.gliding:
            self.held = None

    # Painting

    def paint(self, p: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Copy the picture, add what moves and the writing."""
        exposed = QRectF(option.exposedRect.toAlignedRect())
        shown = self._shown
        if shown is None:
            p.fillRect(exposed, self.look.background)
            return
        if self._morph.running:
            sprites = run(self._sprites_for(self.chart, self.look, self.camera))
            self._morph.paint(p, exposed, self.chart, self.look, sprites)
            return
        painting = Painting(p, shown, self.camera, self.texts, self._size)
        held = None if self.held is None else shown.chart.row(self.held.contact)
        if self.held is not None and held is not None:
            self._copy_still(p, exposed, shown, held)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            painting.held(held, self.held)
        else:
            self._still = None
            self._paint_still(painting, exposed, None)
        if self.fenced is not None:
            painting.fence(self.fenced)

    def _copy_still(self, p: QPainter, exposed: QRectF, shown: Shown, held: int) -> None:
        """What lies under a dot in the hand is painted once and copied at each step."""
        marked = self.marked
        now = (
            shown, shown.names, shown.picture.version, self.camera, self._size, self.texts, held,
            self.lit, marked.selected, marked.gap, marked.way, marked.hovered_name,
        )  # fmt: skip
        if self._still is None or self._still[0] != now:
            size, ratio = self._size.size() * self.texts.ratio, self.texts.ratio
            image = QImage(size.toSize(), QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(ratio)
            painter = QPainter(image)
            self._paint_still(Painting(painter, shown, self.camera, self.texts, self._size), self._size, held)
            painter.end()
            self._still = now, image
        image, ratio = self._still[1], self.texts.ratio
        p.drawImage(exposed, image, QRectF(exposed.topLeft() * ratio, exposed.size() * ratio))

    def _paint_still(self, painting: Painting, exposed: QRectF, held: int | None) -> None:
        """All but what is in the hand."""
        p, shown = painting.p, painting.shown
        painting.ground(exposed)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.lit is not None:
            painting.lit(*self.lit)
        selected, hovered = shown.chart.row(self.marked.selected), shown.chart.row(self.marked.hovered)
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


def _fence_rect(fence: Fence | None) -> QRectF:
    if fence is None:
        return QRectF()
    (left, top), (right, bottom) = fence.line.min(axis=0).tolist(), fence.line.max(axis=0).tolist()
    return QRectF(QPointF(left, top), QPointF(right, bottom)).adjusted(-2, -2, 2, 2)
