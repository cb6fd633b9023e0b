"""The figures of the network: read and worked out, in slices as the window does it.

`median_ms` is the whole work, `gap_ms` the longest slice. "read" is the network from the file, "survey" every figure of
it, "ways to one person" what the panel asks for, and "who is missing" what the map asks after each edit. One person in
500 is a hub and knows 200 others, so that pairs and paths are many. The naive version reads the whole plan first, as
the command line does. As in the window, no garbage is looked for while a job is under way.
"""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from desktop.diagram import MOST_PEOPLE, arrange_by_ties, bundled
from desktop.domain.job import Job
from desktop.domain.job import run as finish
from desktop.domain.network import network_of
from desktop.domain.survey import survey
from desktop.domain.tiers import TIERS
from desktop.domain.ways import ways_to
from desktop.plan import document, read_network
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from tests.benchmarks.table import Row, middle, write
from tests.diagram.made_up import made_up

if TYPE_CHECKING:
    import argparse

    from desktop.diagram import MapPeople

ON = date(2026, 3, 2)
TURNS = 5
T = TypeVar("T")


def add_options(parser: argparse.ArgumentParser) -> None:
    """--sizes and --json."""
    parser.add_argument("--sizes", default="500,5000,30000", help="how many people, with commas between")
    parser.add_argument("--json", type=Path, help="file for the rows")


def run(options: argparse.Namespace) -> None:
    """Measure each size and write the rows."""
    write(rows([int(size) for size in options.sizes.split(",")]), options.json)


def rows(sizes: list[int]) -> list[Row]:
    """All rows, measured now."""
    found: list[Row] = []
    with TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.rapport"
            fill(path, size)
            with Plan.open(path) as plan:
                found += _rows(plan, size)
    return found + [_laid_out(size) for size in sizes]


def _laid_out(size: int) -> Row:
    """The arrangement by ties; above 5,000 people that of the bundles."""
    people = made_up(size)
    times = [timed(_by_ties(people)) for _ in range(TURNS)]
    median, p95 = middle([each[0] for each in times])
    gap = round(max(each[1] for each in times), 1)
    return Row(
        what="laid out by ties", size=size, median_ms=median, p95_ms=p95, naive_median_ms=None, ratio=None, gap_ms=gap
    )


def _by_ties(people: MapPeople) -> Job[object]:
    shown = bundled(people) if people.count > MOST_PEOPLE else people
    yield 0, 1
    for _ in arrange_by_ties(shown):
        yield 0, 1
    return None


def fill(path: Path, people: int) -> None:
    """A plan of so many people in a dozen groups, with twice as many ties, one in five to a hub."""
    random = Random(people)

    def records(plan: Plan) -> None:
        document.start(plan, "personal", "Tamsin")
        with plan.step(Edit.SET_UP) as step:
            db = step.db
            db.executemany(
                "INSERT INTO groups(id, uid, label, kind, key, desired_tier) VALUES (?,?,?,'',?,?)",
                ((n, f"g{n}", f"Group {n}", n > 1, TIERS[n % 3]) for n in range(1, 13)),
            )
            db.executemany(
                "INSERT INTO contacts(id, uid, name, name_latin, fictional, role, tier, tags, keep_in_touch,"
                " line_manager, urls, extra, left, influence, interest)"
                " VALUES (?,?,?,'',0,'',?,'[]',0,0,'[]','[]',0,?,?)",
                (
                    (n, f"c{n}", f"First{n % 977} Last{n}", random.choice(TIERS), n % 5 + 1, n % 4 + 1)
                    for n in range(10, people + 10)
                ),
            )
            db.executemany(
                "INSERT INTO contacts_groups(id, parent, value) VALUES (?,?,?)",
                ((n, n, random.randint(1, 12)) for n in range(10, people + 10)),
            )
            hubs = people * 2 // 10
            ends = [
                (
                    random.randrange(people) // 500 * 500 if n < hubs else random.randrange(people),
                    random.randrange(people),
                )
                for n in range(people * 2)
            ]
            db.executemany(
                "INSERT INTO ties(id, a, b, strength, basis, label) VALUES (?,?,?,?,?,'')",
                (
                    (n + 1, a + 10, b + 10, n % 3 + 1, "told" if n % 4 == 0 else "seen")
                    for n, (a, b) in enumerate(ends)
                    if a != b
                ),
            )

    Plan.create(path, records)


def timed(job: Job[T]) -> tuple[float, float, T]:
    """Drive a job: the whole time and its longest slice in milliseconds, and its result."""
    gc.collect()
    gc.disable()
    began = last = perf_counter()
    longest = 0.0
    while True:
        try:
            next(job)
        except StopIteration as end:
            now = perf_counter()
            gc.enable()
            return (now - began) * 1000, max(longest, (now - last) * 1000), end.value
        now = perf_counter()
        longest, last = max(longest, (now - last) * 1000), now


def _rows(plan: Plan, size: int) -> list[Row]:
    found: list[Row] = []

    def row(what: str, times: list[float], gap: float | None = None, naive: float | None = None) -> None:
        median, p95 = middle(times)
        ratio = None if naive is None else round(naive / median, 1)
        found.append(
            Row(
                what=what, size=size, median_ms=median, p95_ms=p95,
                naive_median_ms=None if naive is None else round(naive, 1), ratio=ratio,
                gap_ms=None if gap is None else round(gap, 1),
            )
        )  # fmt: skip

    began = perf_counter()
    values = finish(document.read_values(plan))
    network_of(values, ON)
    naive = (perf_counter() - began) * 1000
    del values
    reads = [timed(read_network.network(plan, ON)) for _ in range(TURNS)]
    network = reads[-1][2]
    row("figures: read", [each[0] for each in reads], max(each[1] for each in reads), naive)
    surveys = [timed(survey(network)) for _ in range(TURNS)]
    row("figures: survey", [each[0] for each in surveys], max(each[1] for each in surveys))
    both = [a[0] + b[0] for a, b in zip(reads, surveys, strict=True)]
    row("figures: all", both, max(each[1] for each in (*reads, *surveys)))
    target = max(network.bonds, key=lambda key: len(network.bonds[key]))
    times: list[float] = []
    for _ in range(TURNS):
        began = perf_counter()
        ways_to(read_network.around(plan, target, ON), target)
        times.append((perf_counter() - began) * 1000)
    row("ways to one person", times)
    times = []
    for _ in range(TURNS):
        began = perf_counter()
        read_network.absent(plan, ON)
        times.append((perf_counter() - began) * 1000)
    row("who is missing", times)
    return found
