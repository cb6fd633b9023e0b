"""Long work inside the window: a Job driven turn by turn from the event loop, so that the window never stands still."""

import gc
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from desktop.domain.errors import KnownError
from desktop.domain.job import Job

_SLICE_MS = 8
"""How long a turn may work before it hands back to the event loop."""

_QUIET_MS = 300
"""Work that is over sooner shows no progress at all."""


class JobRunner(QObject):
    """Drives one Job at a time. What takes no longer than one slice is over before `start` returns."""

    began = Signal(str)
    """The job's title, once it is clear that it will take longer than a moment."""
    progressed = Signal(int, int)
    """(done, total), after `began`."""
    ended = Signal()
    """The job is over, in whatever way; its result or its problem is told next."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job[Any] | None = None
        self._title = ""
        self._done: Callable[[Any], None] = _ignore
        self._failed: Callable[[KnownError], None] = _ignore
        self._outcome: Callable[[], None] | None = None
        self._shown = False
        self._clock = QElapsedTimer()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._work)

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    def start(
        self,
        job: Job[Any],
        title: str,
        done: Callable[[Any], None],
        failed: Callable[[KnownError], None],
    ) -> None:
        """Begin; `done` gets the result, `failed` a known problem. A cancelled job calls neither. Not while busy."""
        if self._job is not None:
            raise RuntimeError("one job at a time")
        self._job, self._title, self._done, self._failed = job, title, done, failed
        self._shown = False
        self._clock.start()
        # Looking through everything alive for garbage takes a tenth of a second once there are 30,000 people.
        gc.disable()
        self._work()

    def finish(self) -> None:
        """Drive the job to its end without going back to the event loop."""
        while self._job is not None:
            self._work()

    def cancel(self) -> None:
        """Stop the job; what it wrote is rolled back. One that is through has its outcome told."""
        if self._outcome is not None:
            self._tell_outcome()
            return
        job = self._end()
        if job is not None:
            job.close()
            self.ended.emit()

    def _end(self) -> Job[Any] | None:
        self._turn.stop()
        if self._job is not None:
            if self._shown:
                gc.freeze()  # so much lives on from a long job: later collections need not look at it
            gc.enable()
        job, self._job = self._job, None
        return job

    def _work(self) -> None:
        if self._job is None:
            return
        if self._outcome is not None:
            self._tell_outcome()
            return
        slice_ = QElapsedTimer()
        slice_.start()
        try:
            progress = next(self._job)
            while slice_.elapsed() < _SLICE_MS:
                progress = next(self._job)
        except StopIteration as end:
            self._over(partial(self._done, end.value))
        except KnownError as problem:
            self._over(partial(self._failed, problem))
        except BaseException:
            self._end()
            self.ended.emit()
            raise
        else:
            self._turn.start()
            self._tell(*progress)

    def _over(self, outcome: Callable[[], None]) -> None:
        self._outcome = outcome
        # The last slice of long work wrote it to the disk, and every view follows what became of it: a turn for each.
        if not self._turn.isActive():
            self._tell_outcome()

    def _tell_outcome(self) -> None:
        outcome, self._outcome = self._outcome, None
        self._end()
        self.ended.emit()
        if outcome is not None:
            outcome()

    def _tell(self, done: int, total: int) -> None:
        if self._clock.elapsed() < _QUIET_MS:
            return
        if not self._shown:
            self._shown = True
            self.began.emit(self._title)
        # Bytes of a big file pass what a signal's int can hold.
        scale = 1 + total // 1_000_000_000
        self.progressed.emit(done // scale, total // scale)


def _ignore(_: object) -> None:
    """For a job nobody waits for."""
