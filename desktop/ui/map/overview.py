"""The whole map, small, while a part of it is looked at: it shows which part, and a click goes elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from desktop.ui.map.camera import Camera
from desktop.ui.map.look import faded

if TYPE_CHECKING:
    from desktop.ui.map.chart import Chart
    from desktop.ui.map.look import Look
    from desktop.ui.map.sight import Sight

SIDE, _EDGE, _INSIDE = 132, 12, 6
_FROM = 1.25  # times the scale that shows everything: nearer than that it helps to know where one is
_LEAST = 420  # pixels: in a smaller view it would hide too much


class Overview:
    """Kept by the view; painted over the map, at its lower right."""

    def __init__(self) -> None:
        self._drawn: QImage | None = None
        self._drawn_of: tuple[Chart, Look, float] | None = None

    def area(self, sight: Sight) -> QRectF:
        """The part of the view it takes; empty while it is not needed."""
        size = sight.boundingRect()
        if sight.camera.scale < sight.fit_scale * _FROM or min(size.width(), size.height()) < _LEAST:
            return QRectF()
        return QRectF(size.right() - SIDE - _EDGE, size.bottom() - SIDE - _EDGE, SIDE, SIDE)

    def there(self, sight: Sight, at: QPointF) -> tuple[float, float]:
        """A point of it as a point of the disc."""
        return self._camera(self.area(sight)).to_map(at.x(), at.y())

    def paint(self, p: QPainter, sight: Sight, look: Look) -> None:
        """The people as points, and a frame around the part in sight."""
        area = self.area(sight)
        if area.isEmpty():
            return
        of = sight.chart, look, sight.texts.ratio
        if self._drawn is None or self._drawn_of != of:
            self._drawn, self._drawn_of = self._draw(*of), of
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(look.rim, 1))
        p.setBrush(faded(look.background, 0.94))
        p.drawRoundedRect(area, 8, 8)
        p.drawImage(area.topLeft(), self._drawn)
        camera, size = self._camera(area), sight.boundingRect()
        (left, top), (right, bottom) = sight.camera.to_map(0, 0), sight.camera.to_map(size.width(), size.height())
        corners = camera.to_screen(np.array([[left, top], [right, bottom]])).tolist()
        p.setPen(QPen(look.accent, 1.6))
        p.setBrush(faded(look.accent, 0.10))
        p.drawRect(QRectF(QPointF(*corners[0]), QPointF(*corners[1])).intersected(area.adjusted(1, 1, -1, -1)))

    @staticmethod
    def _camera(area: QRectF) -> Camera:
        return Camera(SIDE / 2 - _INSIDE, area.center().x(), area.center().y())

    def _draw(self, chart: Chart, look: Look, ratio: float) -> QImage:
        image = QImage(round(SIDE * ratio), round(SIDE * ratio), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        camera = self._camera(QRectF(0, 0, SIDE, SIDE))
        p = QPainter(image)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        for tier in range(len(chart.arrangement.bands) - 1, -1, -1):
            p.setBrush(look.bands[tier])
            radius = chart.arrangement.bands[tier][1] * camera.scale
            p.drawEllipse(QPointF(camera.x, camera.y), radius, radius)
        p.end()
        # One point a person, set all at once: painting thousands one by one would be felt.
        pixels = np.ndarray((image.height(), image.width()), np.uint32, image.bits(), strides=(image.bytesPerLine(), 4))
        xy = np.rint(camera.to_screen(chart.arrangement.xy) * ratio).astype(np.int64)
        x, y = np.clip(xy, 0, image.width() - 2).T
        colours = np.array([dot.rgba() for dot in look.dots], np.uint32)[chart.colour]
        for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
            pixels[y + dy, x + dx] = colours
        return image
