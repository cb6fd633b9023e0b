"""A Job: long work cut into slices, driven turn by turn by whoever started it."""

from collections.abc import Callable, Generator
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")

Job = Generator[tuple[int, int], None, T]
"""Yields `(done, total)` between slices of some 10 ms and returns its result. Closing it undoes what it wrote."""

_TURN = 0.004
"""Seconds that a turn waits for a thread."""


def run(job: Generator[Any, None, T]) -> T:
    """Drive `job`, or other work in slices, to its end without a window and return its result."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


def in_thread(
    work: Callable[[], T], stop: Callable[[], None], progress: Callable[[], tuple[int, int]] = lambda: (0, 1)
) -> Job[T]:
    """Wait in slices for `work`, which cannot be cut itself and touches nothing that others use.

    Closing the Job calls `stop`, which makes `work` give up soon, until it has.
    """
    done: list[T] = []
    failed: list[BaseException] = []

    def go() -> None:
        try:
            done.append(work())
        except BaseException as raised:  # handed to whoever waits
            failed.append(raised)

    thread = Thread(target=go, name="job", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_TURN)
            yield progress()
    finally:
        while thread.is_alive():
            stop()
            thread.join(_TURN)
    if failed:
        raise failed[0]
    return done[0]
