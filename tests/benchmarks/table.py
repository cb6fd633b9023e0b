"""Rows of measurements: on the screen as a table, in a file as JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, NotRequired, TypedDict

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Row(TypedDict):
    """One thing measured at one size. `ratio`: how many times as long the naive version takes; None: not measured.
    `gap_ms`: the longest time in which the window took no event; `gap_cpu_ms`: the longest time for which its thread
    worked without taking one, which other work on the machine does not lengthen."""

    what: str
    size: int
    median_ms: float
    p95_ms: float
    naive_median_ms: float | None
    ratio: float | None
    gap_ms: float | None
    gap_cpu_ms: NotRequired[float]


def middle(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile of milliseconds."""
    return round(float(np.median(times)), 2), round(float(np.percentile(times, 95)), 2)


def write(rows: Sequence[Row] | Sequence[dict[str, float]], path: Path | None) -> None:
    """Print the rows under their names, and keep them as JSON in `path`."""
    if path is not None:
        path.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    if not rows:
        return
    cells = [list(rows[0]), *(["-" if value is None else str(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(cells[0]))]
    for line in cells:
        sys.stdout.write("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) + "\n")
