"""What part of the map the window shows: the people laid out, and the camera that looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Signal

from desktop.diagram import MapPeople, arrange
from desktop.ui.map.camera import Camera
from desktop.ui.map.chart import chart_of
from desktop.ui.map.names import fit_camera
from desktop.ui.map.sprites import dot_radii
from desktop.ui.map.texts import Texts

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QWidget

    from desktop.diagram import MapGap


_AROUND = 90.0  # pixels beside those who are looked at
_NEAREST = 6.0  # times the scale that shows the whole map


class Sight(pg.GraphicsObject):
    """People, where they stand, and where the camera is. Who draws it is a floor above: see `_looked_from`."""

    looked = Signal()
    """The map is looked at from elsewhere: see `fitted`."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__()
        self._canvas = canvas
        self._size = QRectF(0, 0, 1, 1)
        self.people = MapPeople.empty()
        self.chart = chart_of(self.people, arrange(self.people))
        self.camera = Camera(1.0, 0.0, 0.0)
        self.fit_scale = 1.0
        self._fitted = True
        self.texts = Texts(canvas.font(), 1.0)

    def boundingRect(self) -> QRectF:
        """The whole view."""
        return self._size

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

    def pan(self, dx: float, dy: float) -> None:
        """Move the map by so many pixels."""
        ratio = self.texts.ratio
        self._look_from(self.camera.panned(round(dx * ratio) / ratio, round(dy * ratio) / ratio))

    def zoom(self, factor: float, x: float, y: float) -> None:
        """Closer by `factor` about a pixel of the view."""
        self._look_from(self.camera.zoomed(factor, x, y, self.fit_scale))

    def centre(self, x: float, y: float) -> None:
        """Go to a point of the disc."""
        here = self.camera.to_screen(np.array([x, y])).tolist()
        self.pan(self._size.width() / 2 - here[0], self._size.height() / 2 - here[1])

    def look_at(self, rows: NDArray[np.int64]) -> None:
        """Go so near that these people fill the view."""
        if not len(rows):
            return
        xy = self.chart.arrangement.xy[rows]
        low, high = xy.min(axis=0), xy.max(axis=0)
        room = np.array([self._size.width(), self._size.height()]) - 2 * _AROUND
        spread = np.maximum(high - low, 1e-9)
        scale = min(float((np.maximum(room, 60) / spread).min()), self.fit_scale * _NEAREST)
        x, y = ((low + high) / 2 * scale).tolist()
        self._look_from(Camera(scale, self._size.width() / 2 - x, self._size.height() / 2 - y))

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
        self._looked_from()

    def _looked_from(self) -> None:
        """The camera moved: show it."""
        raise NotImplementedError

    # Where somebody is

    def position(self, row: int) -> tuple[float, float]:
        """Where a person is on the view, in pixels."""
        x, y = self.camera.to_screen(self.chart.arrangement.xy[row]).tolist()
        return x, y

    def gap_position(self, gap: MapGap) -> tuple[float, float] | None:
        """Where somebody missing is wanted on the view, in pixels."""
        row = self.chart.gap_row(gap)
        if row is None:
            return None
        x, y = self.camera.to_screen(self.chart.arrangement.gap_xy[row]).tolist()
        return x, y

    def dot_radius(self, row: int) -> float:
        """Radius in pixels of a person's dot."""
        tier = int(self.chart.people.tier[row])
        return float(dot_radii(self.chart.arrangement.radius, self.camera.scale)[tier])
