"""The session paper with all its key relationships, made in a process of its own: processor time, size, pages.

`cpu_ms` is everything that process does: Python, the fonts, the map, the pages. In the plan are 45 people, and one more
for each key relationship beyond the sample's six; the appendix names them all.
"""

import argparse
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time

from desktop.domain.plan_values import PlanValues
from tests import sample
from tests.benchmarks.table import write

TURNS = 5


def add_options(parser: argparse.ArgumentParser) -> None:
    """--sizes and --json."""
    parser.add_argument("--sizes", default="12,100", help="how many key relationships, with commas between")
    parser.add_argument("--json", type=Path, help="file for the rows")


def run(options: argparse.Namespace) -> None:
    """Measure each size and write the rows."""
    write(rows([int(size) for size in options.sizes.split(",")]), options.json)


def rows(sizes: list[int]) -> list[dict[str, float]]:
    """A row for each number of key relationships: the middle of several fresh processes."""
    found: list[dict[str, float]] = []
    for size in sizes:
        code = f"from tests.benchmarks.papers import make; make({size})"
        told = [
            json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
            for _turn in range(TURNS)
        ]
        cpu = median(each["cpu_ms"] for each in told)
        found.append({"key_relationships": size, "cpu_ms": round(cpu), "kb": told[0]["kb"]})
    return found


def make(size: int) -> None:
    """In the process of its own: make the paper once and say what it took."""
    from tests.report import papers

    paper = papers.paper(plan(size), sample.DAY, appendix=True)
    print(json.dumps({"cpu_ms": 1000 * process_time(), "kb": len(paper.pdf) // 1024}))


def plan(size: int) -> PlanValues:
    """The sample with so many key relationships, each with a goal and answers like one of the sample's."""
    values = sample.values()
    like = list(values.focal_relationships.values())
    contacts, focals = dict(values.contacts), dict(values.focal_relationships)
    goals, insights = dict(values.goals), dict(values.insights)
    for n in range(len(like), size):
        old, key = like[n % len(like)], 10_000 + n
        name = f"Person Number {n}"
        contacts[key] = replace(contacts[old.contact], id=key, uid=f"c{key}", name=name, name_latin=name)
        focals[key] = replace(old, id=key, uid=f"f{key}", contact=key)
        for goal in values.goals.values():
            if goal.focal == old.id:
                goals[len(goals) + key] = replace(goal, id=len(goals) + key, uid=f"g{len(goals)}x", focal=key)
        for insight in values.insights.values():
            if insight.focal == old.id:
                at = len(insights) + key
                insights[at] = replace(insight, id=at, uid=f"n{at}", focal=key)
    return replace(values, contacts=contacts, focal_relationships=focals, goals=goals, insights=insights)
