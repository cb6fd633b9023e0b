"""The figures of 30,000 people in slices, and of 500 so quickly that they follow each edit."""

from __future__ import annotations

import pytest

from tests.benchmarks.figures import rows
from tests.benchmarks.table import write

pytestmark = pytest.mark.benchmark


def test_figures_of_the_network() -> None:
    found = rows([500, 30_000])
    write(found, None)
    median = {(row["what"], row["size"]): row["median_ms"] for row in found}
    # Sixty times the people are not much more than sixty times the work, whoever knows how many.
    assert median["figures: all", 30_000] <= 150 * median["figures: all", 500]
    assert median["ways to one person", 30_000] <= 50 * max(median["ways to one person", 500], 1.0)
