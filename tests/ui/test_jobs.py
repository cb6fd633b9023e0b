"""A Job driven by the event loop: the result, the problem, cancelling, and that the loop turns meanwhile."""

import time
from collections.abc import Generator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.domain.errors import KnownError
from desktop.ui.jobs import JobRunner

pytestmark = pytest.mark.usefixtures("turn_by_turn")


class Spy:
    """What the runner told."""

    def __init__(self, runner: JobRunner) -> None:
        self.results: list[Any] = []
        self.problems: list[KnownError] = []
        self.told: list[str] = []
        self.progress: list[tuple[int, int]] = []
        runner.began.connect(self.told.append)
        runner.progressed.connect(lambda done, total: self.progress.append((done, total)))
        runner.ended.connect(lambda: self.told.append("ended"))


def work(slices: int, log: list[str], seconds: float = 0.004) -> Generator[tuple[int, int], None, str]:
    try:
        for n in range(slices):
            until = time.perf_counter() + seconds
            while time.perf_counter() < until:
                pass
            yield n + 1, slices
    except GeneratorExit:
        log.append("rolled back")
        raise
    log.append("written")
    return "result"


def test_a_short_job_is_over_at_once(qtbot: QtBot) -> None:
    runner = JobRunner()
    spy, log = Spy(runner), []
    runner.start(work(1, log, 0), "Short", spy.results.append, spy.problems.append)
    assert (spy.results, spy.told, log) == (["result"], ["ended"], ["written"])


def test_the_loop_turns_while_a_long_job_works_and_progress_comes_late(qtbot: QtBot) -> None:
    runner = JobRunner()
    spy, log, beats = Spy(runner), [], []
    beat = QTimer(runner, interval=0)
    beat.timeout.connect(lambda: beats.append(1))
    beat.start()
    runner.start(work(120, log), "Long", spy.results.append, spy.problems.append)
    assert runner.busy
    assert not spy.results
    qtbot.waitUntil(lambda: not runner.busy, timeout=20_000)
    assert spy.results == ["result"]
    assert spy.told == ["Long", "ended"]
    assert len(beats) > 20
    assert spy.progress[0][0] > 1, "nothing is shown for the first 300 ms"
    assert spy.progress[-1][1] == 120


def test_cancelling_closes_the_job_and_tells_no_result(qtbot: QtBot) -> None:
    runner = JobRunner()
    spy, log = Spy(runner), []
    runner.start(work(1000, log), "Long", spy.results.append, spy.problems.append)
    runner.cancel()
    assert (spy.results, spy.told, log, runner.busy) == ([], ["ended"], ["rolled back"], False)


def test_a_known_problem_is_told_after_the_end(qtbot: QtBot) -> None:
    def fails() -> Generator[tuple[int, int], None, None]:
        yield 1, 2
        raise KnownError("no room")

    runner = JobRunner()
    spy = Spy(runner)
    runner.start(fails(), "Fails", spy.results.append, spy.problems.append)
    assert [str(problem) for problem in spy.problems] == ["no room"]
    assert spy.told == ["ended"]


def test_cancelling_work_that_is_through_comes_too_late(qtbot: QtBot) -> None:
    """What became of long work is told in a turn of its own; what was written by then stands, and is told."""
    runner = JobRunner()
    spy, log = Spy(runner), []

    def through() -> Generator[tuple[int, int], None, str]:
        result = yield from work(6, log)
        QTimer.singleShot(0, runner.cancel)
        return result

    runner.start(through(), "Long", spy.results.append, spy.problems.append)
    assert runner.busy
    qtbot.waitUntil(lambda: not runner.busy, timeout=20_000)
    assert (spy.results, spy.told, log) == (["result"], ["ended"], ["written"])
