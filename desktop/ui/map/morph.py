"""From one arrangement of the same people to another: dots glide, ties and names follow when they have arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from desktop.ui.map.chart import Chart
    from desktop.ui.map.look import Look
    from desktop.ui.map.sprites import Sprites

DURATION = 400  # ms; none where the system wants no motion


class Morph(QObject):
    """Dots on their way from `begin` to `end`, in pixels of the view."""

    moved = Signal()
    arrived = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._way: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._clock.valueChanged.connect(self.moved)
        self._clock.finished.connect(self.arrived)

    @property
    def running(self) -> bool:
        """Whether they are on their way."""
        return self._clock.state() == QVariantAnimation.State.Running

    def start(self, begin: NDArray[np.float64], end: NDArray[np.float64], most: int) -> None:
        """Set out; `most`: how long motion may take, in ms. At once when it is none."""
        self.stop()
        if most > 0 and len(begin):
            self._way = begin, end
            self._clock.setDuration(min(DURATION, 2 * most))
            self._clock.start()

    def stop(self) -> None:
        """Be there."""
        self._clock.stop()

    def paint(self, p: QPainter, exposed: QRectF, chart: Chart, look: Look, sprites: Sprites) -> None:
        """The dots where they are now."""
        p.fillRect(exposed, look.background)
        if self._way is not None:
            begin, end = self._way
            share = float(self._clock.currentValue())
            sprites.stamp(p, begin + (end - begin) * share, chart.kind, chart.colour)
