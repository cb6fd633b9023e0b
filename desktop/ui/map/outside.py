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
    QPainterPathStroker,
    QPdfWriter,
    QPixmap,
)
from PySide6.QtSvg import QSvgGenerator

from desktop.domain.job import run
from desktop.ui.map.corner import Corner
from desktop.ui.map.look import mix
from desktop.ui.map.names import Writing, write_fixed, write_names
from desktop.ui.map.picture import DIMMED, over_the_dots, under_the_dots
from desktop.ui.map.sprites import HOLLOW, dot_radii, paint_dot
from desktop.ui.map.texts import Style, Texts

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPaintDevice

    from desktop.ui.map.look import Look
    from desktop.ui.map.view import MapView

_FINE = 2
"""Pixels of a picture for each one of the screen."""
_POINT = 0.75
"""Points for each pixel of the screen."""
_TEXT_LINE, _TEXT_EDGE = 18.0, 14.0
_HALO = 2.8


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
    """Texts that remember what each of their pictures says."""

    def __init__(self, family: QFont) -> None:
        super().__init__(family, 1.0)
        self.said: dict[int, tuple[str, Style]] = {}

    def picture(self, text: str, style: Style) -> QPixmap:
        found = super().picture(text, style)
        self.said[found.cacheKey()] = text, style
        return found


class Outside:
    """One map view, to be painted elsewhere in `look`. `words`: lines of text under the legend."""

    def __init__(self, view: MapView, look: Look, words: tuple[str, ...] = ()) -> None:
        colouring = view.canvas.stage.colouring
        self._view, self._words = view, words
        self._look = look.coloured(colouring.scale if colouring else None)
        self._map = view.canvas.viewport().size()
        legend = view.legend.heightForWidth(self._map.width())
        self._legend = QRect(0, self._map.height(), self._map.width(), legend)
        text = round(len(words) * _TEXT_LINE + (_TEXT_LINE / 2 if words else 0))
        self.size = QSize(self._map.width(), self._map.height() + legend + text)
        """In pixels of the screen."""

    # --- what is made ---

    def image(self) -> QImage:
        """A picture, finer than the screen."""
        made = QImage(self.size * _FINE, QImage.Format.Format_RGB32)
        made.setDevicePixelRatio(_FINE)
        made.fill(self._look.background)
        self._paint_on(made)
        return made

    def png(self) -> bytes:
        """The picture as a file."""
        held = _buffer()
        QImageWriter(held, b"png").write(self.image())
        return bytes(held.data().data())

    def svg(self) -> bytes:
        """A drawing."""
        held, made = _buffer(), QSvgGenerator()
        made.setOutputDevice(held)
        made.setSize(self.size)
        made.setViewBox(QRect(QPoint(), self.size))
        made.setTitle("Rapport")
        self._paint_on(made)
        return bytes(held.data().data())

    def pdf(self) -> bytes:
        """A page of the size of the screen's part."""
        held = _buffer()
        made = QPdfWriter(held)
        made.setTitle("Rapport")
        made.setCreator("Rapport")
        points = QSizeF(self.size.width() * _POINT, self.size.height() * _POINT)
        page = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
        made.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
        self._paint_on(made)
        made.deleteLater()
        return bytes(held.data().data())

    def print_on(self, device: QPaintDevice) -> bool:
        """As large as it fits on the page of a printer, in its middle. False when it cannot be used."""
        return self._paint_on(device)

    # --- painting ---

    def _paint_on(self, device: QPaintDevice) -> bool:
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
            self._paint(p)
        finally:
            p.end()
        return True

    def _paint(self, p: QPainter) -> None:
        stage, look = self._view.canvas.stage, self._look
        view = QRectF(0, 0, self._map.width(), self._map.height())
        chart, camera, texts = stage.chart, stage.camera, _Spelled(self._view.canvas.font())
        corner = Corner(self._view.canvas.purpose, self._view.canvas.objective, texts, self._map.width())
        mask = stage.mask if stage.mask is not None and len(stage.mask) == chart.people.count else None
        p.save()
        p.setClipRect(view)
        p.setOpacity(1.0 if mask is None else DIMMED)
        run(under_the_dots(p, chart, look, camera, view))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._dots(p, view, None if mask is None else ~mask)
        over_the_dots(p, chart, look, camera)
        p.setOpacity(1.0)
        if mask is not None:
            self._dots(p, view, mask)
        fixed = write_fixed(chart, texts, look, camera, view, corner.area())
        first = (chart.row(stage.marked.selected), *chart.rows_of(stage.marked.way))
        area = view.adjusted(2, 2, -2, -2)
        names = run(write_names(chart, texts, look, camera, area, fixed, first, mask))
        for writing in (fixed, names):
            self._write(p, writing, texts)
        corner.paint(p, look)
        p.restore()
        p.save()
        p.translate(self._legend.x(), self._legend.y())
        self._view.legend.paint(p, look, self._legend.width())
        p.setPen(look.dim)
        p.setFont(texts.font(12, False)[0])
        for n, line in enumerate(self._words):
            p.drawText(QPointF(_TEXT_EDGE, self._legend.height() + (n + 0.7) * _TEXT_LINE), line)
        p.restore()

    def _dots(self, p: QPainter, view: QRectF, mask: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] | None) -> None:
        stage, look = self._view.canvas.stage, self._look
        chart, people = stage.chart, stage.chart.people
        xy = stage.camera.to_screen(chart.arrangement.xy)
        radii = dot_radii(chart.arrangement.radius, stage.camera.scale)
        seen = ((xy > -24) & (xy < (view.width() + 24, view.height() + 24))).all(axis=1)
        rows = np.flatnonzero(seen if mask is None else seen & mask)
        rows = rows[np.argsort(people.key[rows], kind="stable")]
        for row, (x, y) in zip(rows.tolist(), xy[rows].tolist(), strict=True):
            tier = int(people.tier[row])
            colour, key = look.dots[int(chart.colour[row])], bool(people.key[row])
            paint_dot(p, QPointF(x, y), float(radii[tier]), colour, look, tier == HOLLOW, key)

    def _write(self, p: QPainter, writing: Writing, texts: _Spelled) -> None:
        if not writing.pictures:
            return
        corners = np.rint(self._view.canvas.stage.camera.to_screen(writing.anchor) + writing.offset).tolist()
        p.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        for (left, top), picture in zip(corners, writing.pictures, strict=True):
            text, style = texts.said[picture.cacheKey()]
            font, measure = texts.font(style.size, style.bold)
            width = texts.width(text, style.size, style.bold)
            for n, line in enumerate(text.split("\n")):
                x = left + (width - measure.horizontalAdvance(line)) / 2
                at = QPointF(x, top + measure.ascent() + n * measure.height())
                outline, around = QPainterPath(), QPainterPathStroker()
                outline.addText(at, font, line)
                around.setWidth(_HALO)
                around.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                p.fillPath(around.createStroke(outline), QColor.fromRgba(style.halo))
                p.setFont(font)
                p.setPen(QColor.fromRgba(style.colour))
                p.drawText(at, line)


def _buffer() -> QBuffer:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    return held
