"""The map as it is on the screen, painted on something else: a picture, a page, a drawing. Legend and rings included.

Letters and lines stay letters and lines there, so that a drawing can be enlarged and a page printed sharp. What says
more than the map does (whose plan it is, where it lies) is nowhere in what is made.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtSvg import QSvgGenerator

from desktop.domain.job import in_thread
from desktop.ui.map.corner import Corner
from desktop.ui.map.look import mix
from desktop.ui.map.names import Writing, write_fixed, write_names
from desktop.ui.map.picture import DIMMED, over_the_dots, under_the_dots
from desktop.ui.map.sprites import HOLLOW, dot_radii, halo_width, paint_dot, ring_width
from desktop.ui.map.texts import Style, Texts, paint_plate

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QFont, QPaintDevice

    from desktop.domain.job import Job
    from desktop.ui.map.look import Look
    from desktop.ui.map.slices import Drawing
    from desktop.ui.map.view import MapView

_FINE = 2
"""Pixels of a picture for each one of the screen."""
_POINT = 0.75
"""Points for each pixel of the screen."""
_TEXT_LINE, _TEXT_EDGE = 18.0, 14.0
_HALO = 2.8
_BATCH, _STEPS = 250, 300


def on_paper(look: Look) -> Look:
    """The look for paper: dark on white, legible without any colour. Group names stand at their sectors, tiers in
    their bands, and every sign has a shape of its own."""
    black, white = QColor("#000000"), QColor("#ffffff")
    bands = tuple(mix(QColor("#e4e4e4"), white, n / (len(look.bands) - 1)) for n in range(len(look.bands)))
    return replace(
        look,
        background=white, text=black, dim=QColor("#333333"), halo=white, line=QColor("#8a8a8a"), rim=QColor("#555555"),
        accent=black, gold=QColor("#7a5600"), red=QColor("#a01822"), you=black, you_text=white, bands=bands,
        ties=(QColor("#bdbdbd"), QColor("#a2a2a2"), QColor("#7d7d7d")),
        bands_named=(QColor("#333333"),) * len(bands),
    )  # fmt: skip


class _Spelled(Texts):
    """Texts that remember what each of their pictures says, and draw none of them."""

    def __init__(self, family: QFont) -> None:
        super().__init__(family, 1.0)
        self.said: dict[int, tuple[str, Style]] = {}

    def picture(self, text: str, style: Style) -> QPixmap:
        found = super().picture(text, style)
        self.said[found.cacheKey()] = text, style
        return found

    def _draw(self, text: str, style: Style) -> QPixmap:
        lines = text.count("\n") + 1
        width, height = self.width(text, style.size, style.bold), self.height(style.size, style.bold, lines)
        return QPixmap(max(1, int(width + 1)), max(1, int(height + 1)))


class Outside:
    """One map view as it is now, to be painted elsewhere in `look`. `words`: lines of text under the legend.

    Everything is made by Jobs, a few milliseconds at a time; the map may be used meanwhile.
    """

    def __init__(self, view: MapView, look: Look, words: tuple[str, ...] = ()) -> None:
        stage = view.canvas.stage
        self._look = look.coloured(stage.colouring.scale if stage.colouring else None)
        self._chart, self._camera = stage.chart, stage.camera
        self._mask = stage.mask if stage.mask is not None and len(stage.mask) == stage.chart.people.count else None
        self._first = (stage.chart.row(stage.marked.selected), *stage.chart.rows_of(stage.marked.way))
        self._texts, self._words = _Spelled(view.canvas.font()), words
        self._map = view.canvas.viewport().size()
        self._corner = Corner(view.canvas.purpose, view.canvas.objective, self._texts, self._map.width())
        height = view.legend.heightForWidth(self._map.width())
        self._legend = view.legend
        text = round(len(words) * _TEXT_LINE + (_TEXT_LINE / 2 if words else 0))
        self.size = QSize(self._map.width(), self._map.height() + height + text)
        """In pixels of the screen."""

    # --- what is made ---

    def image(self) -> Job[QImage]:
        """A picture, finer than the screen."""
        made = QImage(self.size * _FINE, QImage.Format.Format_RGB32)
        made.setDevicePixelRatio(_FINE)
        made.fill(self._look.background)
        yield from self.paint_on(made)
        return made

    def png(self) -> Job[bytes]:
        """The picture as a file."""
        made, held = (yield from self.image()), _buffer()
        yield from in_thread(lambda: QImageWriter(held, b"png").write(made), lambda: None)
        return bytes(held.data().data())

    def svg(self) -> Job[bytes]:
        """A drawing."""
        held, made = _buffer(), QSvgGenerator()
        made.setOutputDevice(held)
        made.setSize(self.size)
        made.setViewBox(QRect(QPoint(), self.size))
        made.setTitle("Rapport")
        yield from self.paint_on(made)
        return bytes(held.data().data())

    def pdf(self) -> Job[bytes]:
        """A page of the size of the screen's part."""
        held = _buffer()
        made = QPdfWriter(held)
        made.setTitle("Rapport")
        made.setCreator("Rapport")
        points = QSizeF(self.size.width() * _POINT, self.size.height() * _POINT)
        page = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
        made.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
        yield from self.paint_on(made)
        made.deleteLater()
        return bytes(held.data().data())

    def paint_on(self, device: QPaintDevice) -> Job[bool]:
        """As large as it fits on a picture or the page of a printer, in its middle. False when it cannot be used."""
        p = QPainter()
        if not p.begin(device):
            return False
        try:
            ratio = device.devicePixelRatio()
            width, height = device.width() / ratio, device.height() / ratio
            grown = min(width / self.size.width(), height / self.size.height())
            p.translate((width - self.size.width() * grown) / 2, (height - self.size.height() * grown) / 2)
            p.scale(grown, grown)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.fillRect(QRect(QPoint(), self.size), self._look.background)
            steps = _STEPS + 3 * self._chart.people.count // _BATCH
            for n, _ in enumerate(self._paint(p)):
                yield min(n, steps), steps
        finally:
            p.end()
        return True

    # --- painting ---

    def _paint(self, p: QPainter) -> Drawing:
        chart, camera, look, texts, mask = self._chart, self._camera, self._look, self._texts, self._mask
        view = QRectF(0, 0, self._map.width(), self._map.height())
        # What may change first: the legend is of the present moment, all else was taken along.
        p.save()
        p.translate(0, self._map.height())
        self._legend.paint(p, look, self._map.width())
        p.setPen(look.dim)
        p.setFont(texts.font(12, False)[0])
        height = self._legend.heightForWidth(self._map.width())
        for n, line in enumerate(self._words):
            p.drawText(QPointF(_TEXT_EDGE, height + (n + 0.7) * _TEXT_LINE), line)
        p.restore()
        p.setClipRect(view)
        p.setOpacity(1.0 if mask is None else DIMMED)
        yield from under_the_dots(p, chart, look, camera, view)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        yield from self._dots(p, view, None if mask is None else ~mask)
        yield from over_the_dots(p, chart, look, camera)
        p.setOpacity(1.0)
        if mask is not None:
            yield from self._dots(p, view, mask)
        fixed = write_fixed(chart, texts, look, camera, view, self._corner.area())
        area = view.adjusted(2, 2, -2, -2)
        names = yield from write_names(chart, texts, look, camera, area, fixed, self._first, mask)
        p.setPen(QPen(look.text, 1.2))
        p.drawLines(names.leading(camera))
        for writing in (fixed, names):
            yield from self._write(p, writing)
        self._corner.paint(p, look)

    def _dots(self, p: QPainter, view: QRectF, mask: NDArray[np.bool_] | None) -> Drawing:
        chart, people, look = self._chart, self._chart.people, self._look
        xy = np.rint(self._camera.to_screen(chart.arrangement.xy) * 4) / 4
        radii = dot_radii(chart.arrangement.radius, self._camera.scale).tolist()
        seen = ((xy > -24) & (xy < (view.width() + 24, view.height() + 24))).all(axis=1)
        if mask is not None:
            seen &= mask
        yield
        alike = np.array([shape is None for shape in look.shapes])[chart.colour] & ~people.key
        if p.opacity() < 1:
            alike &= people.tier != HOLLOW  # discs upon discs would shine through
        for kind in np.unique(chart.kind[seen & alike]).tolist():
            # Thick points are round, and many of one kind cost a tenth of as many circles. The halo of the smallest
            # could not be seen.
            of_kind, dot = seen & alike & (chart.kind == kind), radii[kind // 2]
            if dot >= 2:
                yield from _points(p, xy[of_kind], dot + halo_width(dot), look.halo)
            for number in np.unique(chart.colour[of_kind]).tolist():
                yield from _points(p, xy[of_kind & (chart.colour == number)], dot, look.dots[number])
            if kind // 2 == HOLLOW:
                yield from _points(p, xy[of_kind], dot - ring_width(dot), look.halo)
        others = np.flatnonzero(seen & ~alike)
        others = others[np.argsort(people.key[others], kind="stable")]
        for n, (row, (x, y)) in enumerate(zip(others.tolist(), xy[others].tolist(), strict=True), 1):
            tier = int(people.tier[row])
            number, hollow, key = int(chart.colour[row]), tier == HOLLOW, bool(people.key[row])
            paint_dot(p, QPointF(x, y), radii[tier], look, number, hollow=hollow, key=key)
            if n % _BATCH == 0:
                yield

    def _write(self, p: QPainter, writing: Writing) -> Drawing:
        texts, corners = self._texts, np.rint(self._camera.to_screen(writing.anchor) + writing.offset).tolist()
        p.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        for (left, top), picture in zip(corners, writing.pictures, strict=True):
            text, style = texts.said[picture.cacheKey()]
            font, measure = texts.font(style.size, style.bold)
            width, lines = texts.width(text, style.size, style.bold), text.split("\n")
            if style.plate:
                paint_plate(p, QRectF(left, top, width, measure.height() * len(lines)), style)
            for n, line in enumerate(lines):
                x = left + (width - measure.horizontalAdvance(line)) / 2
                at = QPointF(x, top + measure.ascent() + n * measure.height())
                outline, around = QPainterPath(), QPen(QColor.fromRgba(style.halo), _HALO)
                outline.addText(at, font, line)
                around.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                p.strokePath(outline, around)
                p.setFont(font)
                p.setPen(QColor.fromRgba(style.colour))
                p.drawText(at, line)
            yield


def _points(p: QPainter, xy: NDArray[np.float64], radius: float, colour: QColor) -> Drawing:
    """Discs of one size and colour."""
    p.setPen(QPen(colour, 2 * radius, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for first in range(0, len(xy), _BATCH):
        p.drawPoints(QPolygonF([QPointF(x, y) for x, y in xy[first : first + _BATCH].tolist()]))
        yield


def _buffer() -> QBuffer:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    return held
