"""The map under the hand, at several sizes, beside the naive pyqtgraph version.

Every figure is the time from an event, put to a real window, until that window has painted: first paint, drag, pan,
zoom, hover, filter, relayout. `gap_ms` is the longest time in which the window could take no event. "until" rows last
until everything is drawn sharp and named again: after a zoom that includes a rest of 0.1 s, after a drop the glide of
0.15 s. Both versions show the same people and ties; the naive one draws all ties at once and, at 30,000, no names;
the program's draws up to 1,500 ties in sight, the most important first, and names where there is room. Each runs in a
process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from installers.virtual_display import virtual_display
from tests.benchmarks.table import Row, middle, write

if TYPE_CHECKING:
    import argparse

FIRST_PAINTS = 3  # processes whose first paint is taken; all else is measured in the last


def add_options(parser: argparse.ArgumentParser) -> None:
    """--sizes and --json; --version is for the child processes."""
    parser.add_argument("--sizes", default="50,500,5000,30000", help="how many people, with commas between")
    parser.add_argument("--json", type=Path, help="file for the rows")
    parser.add_argument("--version", choices=("ours", "naive"), help="measure this one only, on the present display")


def run(options: argparse.Namespace) -> None:
    """Measure both versions at each size and write the rows."""
    sizes = [int(size) for size in options.sizes.split(",")]
    if options.version:
        from tests.benchmarks.map_child import measure

        times, added = measure(options.version, sizes[0])
        print(json.dumps({"times": times, "memory": added}))
        return
    write(rows(sizes), options.json)


def rows(sizes: list[int]) -> list[Row]:
    """All rows, measured now."""
    with virtual_display("1600x1000x24") as env:
        return [row for size in sizes for row in _rows(size, env)]


def _rows(size: int, env: dict[str, str]) -> list[Row]:
    runs = {
        version: [_child(version, size, env) for _ in range(FIRST_PAINTS if version == "ours" else 1)]
        for version in ("ours", "naive")
    }
    ours, naive = runs["ours"][-1]["times"], runs["naive"][-1]["times"]
    ours["first paint"]["ms"] = [run["times"]["first paint"]["ms"][0] for run in runs["ours"]]
    found: list[Row] = []
    for what, taken in ours.items():
        median, p95 = middle(taken["ms"])
        beside = middle(naive[what]["ms"])[0] if what in naive else None
        row = Row(what=what, size=size, median_ms=median, p95_ms=p95, naive_median_ms=beside, ratio=None, gap_ms=None)
        row["ratio"] = None if beside is None else round(beside / median, 1)
        row["gap_ms"] = round(taken["gap"], 1) or None
        found.append(row)
    memory = [round(runs[version][-1]["memory"], 1) for version in ("ours", "naive")]
    print(f"{size} people: the map adds {memory[0]} MB, the naive one {memory[1]} MB", file=sys.stderr)
    return found


def _child(version: str, size: int, env: dict[str, str]) -> dict:
    command = [sys.executable, "-m", "tests.benchmarks", "map", "--version", version, "--sizes", str(size)]
    done = subprocess.run(command, env=os.environ | env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{version} at {size}: {done.stderr.strip()[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])
