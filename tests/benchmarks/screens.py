"""The whole window with many people: one answer in Sort people, the slider of time, the map going out.

`median_ms` of an answer lasts from the key until the next person is painted, of a day of the slider until the map has
drawn it sharp and named, of what goes out until its bytes are there. `gap_ms` is the longest time in which the window
could take no event. 700 people wait; everybody has had one to three tiers in three years. An answer is on the disk
before the next person is shown: "written" is that part of it, a plain commit of the same, and is the disk's own pace.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from shutil import copyfile
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, cast

from installers.virtual_display import virtual_display
from tests.benchmarks.table import Row, middle, write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.ui.main_window import MainWindow
    from desktop.ui.map_screen import MapScreen
    from desktop.ui.sorting.screen import SortScreen
    from tests.benchmarks.hands import Times

ON = date(2026, 3, 2)
WAITING = 700
ANSWERS, DAYS = 30, 20


def add_options(parser: argparse.ArgumentParser) -> None:
    """--sizes and --json; --here is for the child process."""
    parser.add_argument("--sizes", default="50,500,5000,30000", help="how many people, with commas between")
    parser.add_argument("--json", type=Path, help="file for the rows")
    parser.add_argument("--here", action="store_true", help="measure on the present display")


def run(options: argparse.Namespace) -> None:
    """Measure each size and write the rows."""
    sizes = [int(size) for size in options.sizes.split(",")]
    if options.here:
        for size in sizes:
            with TemporaryDirectory() as folder:
                print(json.dumps(measure(Path(folder), size)))
        return
    write(rows(sizes), options.json)


def rows(sizes: list[int]) -> list[Row]:
    """All rows, measured now in a process of their own."""
    command = [sys.executable, "-m", "tests.benchmarks", "screens", "--here", "--sizes", ",".join(map(str, sizes))]
    with virtual_display("1600x1000x24") as env:
        done = subprocess.run(command, env=os.environ | env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.strip()[-2000:])
    return [row for line in done.stdout.splitlines() for row in json.loads(line)]


def fill(path: Path, people: int) -> None:
    """A plan with a past, and with people who wait."""
    from desktop.domain.tiers import TIERS
    from desktop.plan.file import Plan
    from desktop.plan.step import Edit
    from tests.benchmarks import figures

    figures.fill(path, people)
    random, found = Random(people), Plan.open(path)
    tiers = dict(found.db.execute("SELECT id, tier FROM contacts WHERE tier IS NOT NULL"))
    lines = [
        (person, TIERS[min(TIERS.index(tier) + back, 4)], f"{2025 - back}-{random.randint(1, 12):02}-01")
        for person, tier in tiers.items()
        for back in range(random.randint(0, 2), -1, -1)
    ]
    with found.step(Edit.SET_UP) as step:
        step.db.executemany('INSERT INTO contacts_tier_history(parent, tier, "from") VALUES (?,?,?)', lines)
        step.db.executemany(
            "INSERT INTO contacts(id, uid, name, name_latin, fictional, role, tags, keep_in_touch, line_manager, urls,"
            " extra, left) VALUES (?,?,?,'',0,'Engineer','[]',0,0,'[]','[]',0)",
            ((n + people + 100, f"w{n}", f"Wilma{n} Waiting{n}") for n in range(WAITING)),
        )
        step.db.executemany(
            "INSERT INTO contacts_groups(parent, value) VALUES (?,?)",
            ((n + people + 100, n % 12 + 1) for n in range(WAITING)),
        )
    found.close()


class _Counted:
    """A part of the window that counts its paints."""

    def __init__(self, part: QWidget) -> None:
        from PySide6.QtCore import QEvent, QObject

        counted = self

        class Watch(QObject):
            def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
                counted.paints += event.type() == QEvent.Type.Paint
                return False

        self.port, self.paints = part, 0
        self.rest: Callable[[], bool] = lambda: True
        self._watch = Watch(part)
        part.installEventFilter(self._watch)

    def complete(self) -> bool:
        """Whether nothing is left to do."""
        return self.rest()


def measure(folder: Path, size: int) -> list[Row]:
    """All rows of one size."""
    from PySide6.QtWidgets import QApplication

    from desktop.plan.file import Plan
    from desktop.ui.main_window import MainWindow
    from desktop.ui.theme import Theme

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme, path = Theme(application), folder / "p.rapport"
    fill(path, size)
    window = MainWindow(theme, lambda: ON, sample=lambda _kind: path, folder=lambda: folder)
    window.resize(1440, 900)
    window.show()
    window.show_plan(Plan.open(path), "map")
    until = perf_counter() + 2  # what is done once, soon after a plan was opened, is measured elsewhere
    while perf_counter() < until:
        application.processEvents()
    rows: list[Row] = []

    def note(what: str, times: Times) -> None:
        median, p95 = middle(times["ms"])
        rows.append(
            Row(what=what, size=size, median_ms=median, p95_ms=p95, naive_median_ms=None, ratio=None,
                gap_ms=round(times["gap"], 1))
        )  # fmt: skip

    for what, times in (*_time(window), *_out(window), *_sort(window)):
        note(what, times)
    window.close()
    return rows


def _time(window: MainWindow) -> list[tuple[str, Times]]:
    from tests.benchmarks.hands import Hands

    assert window.workspace is not None
    screen = cast("MapScreen", window.workspace.made("map"))
    counted = _Counted(screen.map.canvas.viewport())
    counted.rest = lambda: screen.map.canvas.stage.at_rest and not screen.times.busy
    hands, slider = Hands(counted), screen.time_bar.slider
    step = (slider.maximum() - slider.minimum()) // (2 * DAYS)
    first = hands.frames(1, lambda _: slider.setValue(slider.maximum() - step), complete=True)
    drawn = hands.frames(DAYS, lambda n: slider.setValue(slider.maximum() - step * (n + 2)), complete=True)
    screen.time_bar.moved.setChecked(True)
    moved = hands.frames(DAYS, lambda n: slider.setValue(slider.minimum() + step * (n + 2)), complete=True)
    screen.time_bar.moved.setChecked(False)
    screen.time_bar.leave()
    hands.settle()
    return [
        ("time: the first day until drawn", first), ("time: a day until drawn", drawn),
        ("time: a day with arrows until drawn", moved),
    ]  # fmt: skip


def _out(window: MainWindow) -> list[tuple[str, Times]]:
    from desktop.ui.map_out import SUFFIXES, map_bytes
    from tests.benchmarks.hands import Hands

    assert window.workspace is not None
    assert window.session is not None
    session, screen = window.session, cast("MapScreen", window.workspace.made("map"))
    counted = _Counted(screen.map.canvas.viewport())
    counted.rest = lambda: not session.jobs.busy
    hands, found = Hands(counted), []
    for suffix in SUFFIXES:

        def begin(_n: int, suffix: str = suffix) -> None:
            session.run(map_bytes(screen, suffix), "")
            counted.port.update()

        found.append((f"out: {suffix[1:]}", hands.frames(3, begin, complete=True)))
    return found


def _sort(window: MainWindow) -> list[tuple[str, Times]]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from tests.benchmarks.hands import Hands

    window.show_screen("sort")
    assert window.workspace is not None
    screen = cast("SortScreen", window.workspace.made("sort"))
    counted = _Counted(screen.card)
    hands = Hands(counted)
    keys = (Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_3, Qt.Key.Key_5, Qt.Key.Key_2)
    screen.card.setFocus()
    answers = hands.frames(ANSWERS, lambda n: QTest.keyClick(screen.card, keys[n % 5]))
    back = hands.frames(10, lambda _: QTest.keyClick(screen.card, Qt.Key.Key_Backspace))
    return [("sort: an answer", answers), ("sort: of that, written", _written(window)), ("sort: back", back)]


def _written(window: MainWindow) -> Times:
    """The same change committed by SQLite alone, as durably."""
    assert window.session is not None
    plan, times = window.session.plan, []
    copy = plan.path.with_name("copy.rapport")
    copyfile(plan.path, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=EXTRA")
        for (person,) in db.execute("SELECT id FROM contacts WHERE tier IS NULL LIMIT 10").fetchall():
            began = perf_counter()
            db.execute("BEGIN IMMEDIATE")
            db.execute("UPDATE contacts SET tier = 'ally' WHERE id = ?", (person,))
            db.execute(
                "INSERT INTO contacts_tier_history(parent, tier, \"from\") VALUES (?, 'ally', '2026')", (person,)
            )
            db.execute("COMMIT")
            times.append((perf_counter() - began) * 1e3)
    return {"ms": times, "gap": max(times)}
