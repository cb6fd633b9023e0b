"""The map is many times as fast as the naive version, however many people there are."""

from __future__ import annotations

import sys

import pytest

from tests.benchmarks.map_view import rows
from tests.benchmarks.table import write

pytestmark = pytest.mark.benchmark


AIMS = {("drag", 500): 12, ("drag", 5_000): 60, ("drag", 30_000): 100}
"""How many times as fast as the naive version the design reached when it was chosen. Both draw the same here, and the
naive one is quicker on a machine with faster memory: what is reached is written beside what was aimed at."""


def test_the_map_under_the_hand() -> None:
    found = rows([50, 500, 5_000, 30_000])
    write(found, None)
    ratio = {(row["what"], row["size"]): row["ratio"] or 0.0 for row in found}
    median = {(row["what"], row["size"]): row["median_ms"] for row in found}
    for (what, size), aim in AIMS.items():
        sys.stdout.write(f"{what} at {size}: {ratio[what, size]} times as fast, the aim is {aim}\n")
    # Ratios between versions of one run hold on any machine; milliseconds are for reading.
    assert ratio["drag", 50] >= 2
    assert ratio["drag", 500] >= 6
    assert ratio["drag", 5_000] >= 40
    assert ratio["drag", 30_000] >= 30
    assert ratio["pan", 5_000] >= 30
    assert ratio["zoom", 5_000] >= 30
    assert ratio["hover", 30_000] >= 15
    assert ratio["filter", 5_000] >= 15
    assert median["drag", 30_000] <= 2.5 * max(median["drag", 500], 3.0)
