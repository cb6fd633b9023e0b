"""A Job: long work cut into slices, driven turn by turn by whoever started it."""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

Job = Generator[tuple[int, int], None, T]
"""Yields `(done, total)` between slices of some 10 ms and returns its result. Closing it undoes what it wrote."""


def run(job: Job[T]) -> T:
    """Drive `job` to its end without a window and return its result."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value
