"""Hands that use a window: real events, and the time until the window has painted what they did."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Protocol, TypedDict

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

LONGEST = 5.0  # seconds that one measurement may take
PATIENCE = 20.0  # seconds after which something is wrong

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Times(TypedDict):
    """Milliseconds of each step, and the longest time in which the window took no event."""

    ms: list[float]
    gap: float


class Painted(Protocol):
    """A window that counts its finished paints and knows whether everything asked for is on the screen."""

    @property
    def port(self) -> QWidget:
        """What takes the mouse."""
        ...

    @property
    def paints(self) -> int:
        """How often it has painted."""
        ...

    def complete(self) -> bool:
        """Whether nothing is left to draw."""
        ...


class Hands:
    """Uses one window and takes the time."""

    def __init__(self, window: Painted) -> None:
        self.window = window
        self.gap = 0.0
        self._last = perf_counter()
        self._beat = QTimer()
        self._beat.setInterval(0)
        self._beat.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = perf_counter()
        self.gap = max(self.gap, (now - self._last) * 1e3)
        self._last = now

    def frames(self, count: int, step: Callable[[int], object], complete: bool = False) -> Times:
        """Do `count` steps; each lasts until the window has painted, or until nothing is left when `complete`."""
        self.settle()
        gc.collect()
        times: list[float] = []
        began = self._last = perf_counter()
        self.gap = 0.0
        self._beat.start()
        for i in range(count):
            start, paints = perf_counter(), self.window.paints
            step(i)
            while self.window.paints == paints or (complete and not self.window.complete()):
                QApplication.processEvents()
                if perf_counter() - start > PATIENCE:
                    raise TimeoutError(f"step {i} was never painted")
            times.append((perf_counter() - start) * 1e3)
            QApplication.processEvents()
            if perf_counter() - began > LONGEST and len(times) >= 3:
                break
        self._beat.stop()
        return {"ms": times, "gap": self.gap}

    def settle(self) -> None:
        """Let the window finish what it is about."""
        until = perf_counter() + PATIENCE
        QApplication.processEvents()
        while not self.window.complete() and perf_counter() < until:
            QApplication.processEvents()

    def press(self, at: QPointF) -> None:
        """Left button down."""
        self._mouse(QEvent.Type.MouseButtonPress, at, LEFT, LEFT)

    def move(self, at: QPointF, down: bool = True) -> None:
        """The pointer goes there, the left button down or not."""
        self._mouse(QEvent.Type.MouseMove, at, NONE, LEFT if down else NONE)

    def release(self, at: QPointF) -> None:
        """Left button up."""
        self._mouse(QEvent.Type.MouseButtonRelease, at, LEFT, NONE)

    def _mouse(self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        port = self.window.port
        event = QMouseEvent(kind, at, port.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(port, event)

    def wheel(self, at: QPointF, turn: int) -> None:
        """The wheel turns: 120 is one notch."""
        port, keys, phase = self.window.port, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, port.mapToGlobal(at), QPoint(), QPoint(0, turn), NONE, keys, phase, False)
        QApplication.sendEvent(port, event)
