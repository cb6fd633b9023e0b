"""Long drawing in short slices between the events of the window, so that the hand never waits."""

from __future__ import annotations

from collections.abc import Generator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

BUDGET = 0.006  # seconds of one turn

Drawing = Generator[bool | None, None, None]
"""Yields every few milliseconds, and True where the window should show what there is before the work goes on."""


class Slices(QObject):
    """Drives one generator at a time. A new one replaces the one under way."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Drawing | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    @property
    def busy(self) -> bool:
        """Whether there is work left."""
        return self._job is not None

    def run(self, job: Drawing) -> None:
        """Start `job`; all of it is done turn by turn."""
        self.stop()
        self._job = job
        self._timer.start()

    def finish(self) -> None:
        """Do all that is left now."""
        job = self._job
        if job is not None:
            for _ in job:
                if self._job is not job:
                    return
            self._done()

    def stop(self) -> None:
        """Drop the work under way."""
        job, self._job = self._job, None
        self._timer.stop()
        if job is not None:
            job.close()

    def _turn(self) -> None:
        until = perf_counter() + BUDGET
        job = self._job
        while job is not None and job is self._job:
            try:
                show = next(job)
            except StopIteration:
                if self._job is job:
                    self._done()
                return
            if show or perf_counter() > until:
                return

    def _done(self) -> None:
        self._job = None
        self._timer.stop()
