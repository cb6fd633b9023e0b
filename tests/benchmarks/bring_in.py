"""Many people in, undone, redone, cancelled half-way; backed up, given a passphrase, hidden, closed: the real window.

`median_ms` is how long the whole took, `gap_ms` the longest time in which the window could take no event, `gap_cpu_ms`
the longest work without one, with the People table and the map in sight of the change. Each screen is measured in a
process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time

from installers.virtual_display import virtual_display
from tests.benchmarks.table import Row, write

TODAY = date(2026, 3, 2)
SCREENS = ("people", "map")


def add_options(parser: argparse.ArgumentParser) -> None:
    """--sizes and --json; --screen is for the child processes."""
    parser.add_argument("--sizes", default="30000", help="how many rows, with commas between")
    parser.add_argument("--json", type=Path, help="file for the rows")
    parser.add_argument("--screen", choices=SCREENS, help="measure with this screen only, on the present display")


def run(options: argparse.Namespace) -> None:
    """Measure with each screen and write the rows."""
    sizes = [int(size) for size in options.sizes.split(",")]
    if options.screen:
        with TemporaryDirectory() as folder:
            print(json.dumps(measure(Path(folder), sizes[0], options.screen)))
        return
    write(rows(sizes), options.json)


def rows(sizes: list[int]) -> list[Row]:
    """All rows, measured now."""
    found: list[Row] = []
    with virtual_display("1600x1000x24") as env:
        for size in sizes:
            for screen in SCREENS:
                command = [sys.executable, "-m", "tests.benchmarks", "import", "--screen", screen, "--sizes", str(size)]
                done = subprocess.run(command, env=os.environ | env, capture_output=True, text=True, check=False)
                if done.returncode:
                    raise SystemExit(done.stderr.strip()[-2000:])
                for what, (took, gap, cpu) in json.loads(done.stdout.splitlines()[-1]).items():
                    name = f"{what} ({screen})"
                    found.append(
                        Row(
                            what=name,
                            size=size,
                            median_ms=took,
                            p95_ms=took,
                            naive_median_ms=None,
                            ratio=None,
                            gap_ms=gap,
                            gap_cpu_ms=cpu,
                        )
                    )
    return found


def measure(folder: Path, size: int, screen: str) -> dict[str, tuple[float, float, float]]:
    """What was done -> (milliseconds in all, longest gap in milliseconds, longest work between two events)."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from desktop.domain.job import run as finish
    from desktop.exchange.csv_text import written
    from desktop.plan import backups, read
    from desktop.plan.file import Plan
    from desktop.plan.key import new_key
    from desktop.plan.protect import change_passphrase
    from desktop.ui.dialogs.bring_in import BringIn
    from desktop.ui.main_window import MainWindow
    from desktop.ui.theme import Theme
    from tests.exchange.factory import linkedin_csv, linkedin_rows
    from tests.made_up import sample_plan

    csv = folder / "Connections.csv"
    csv.write_bytes(linkedin_csv(size))
    app = QApplication([])
    window = MainWindow(Theme(app, "light"), lambda: TODAY, lambda _kind: folder, lambda: folder)
    window.show_plan(Plan.open(sample_plan(folder / "p.rapport")))
    window.resize(1440, 900)
    window.show()
    session = window.session
    assert session is not None
    found: dict[str, tuple[float, float, float]] = {}
    last, worked = perf_counter(), thread_time()
    gap = busy = 0.0

    def tick() -> None:
        nonlocal last, gap, worked, busy
        now, cpu = perf_counter(), thread_time()
        gap, busy = max(gap, (now - last) * 1e3), max(busy, (cpu - worked) * 1e3)
        last, worked = now, cpu

    beat = QTimer()
    beat.setInterval(0)
    beat.timeout.connect(tick)

    def turn(until: Callable[[], bool], more: int = 30) -> None:
        """Let the window live until something is so, and a little longer: views follow after the commit."""
        end = perf_counter() + 120
        while not until():
            app.processEvents()
            if perf_counter() > end:
                raise TimeoutError
        for _ in range(more):
            app.processEvents()

    def timed(what: str, work: Callable[[], object], until: Callable[[], bool]) -> None:
        nonlocal last, gap, worked, busy
        start = last = perf_counter()
        worked, gap, busy = thread_time(), 0.0, 0.0
        beat.start()
        work()
        turn(until)
        beat.stop()
        tick()
        found[what] = round((perf_counter() - start) * 1e3, 1), round(gap, 1), round(busy, 1)

    turn(lambda: window.workspace is not None and window.workspace.current != "")
    window.show_screen(screen)
    turn(lambda: True)
    dialog = BringIn(window, session, [csv])
    dialog.open()
    timed("read and match", lambda: None, lambda: not session.jobs.busy)
    came: list[str] = []
    dialog.finished_with.connect(came.append)
    timed("take in", dialog.does.click, lambda: bool(came))
    assert read.counts(session.plan).waiting == size
    timed("undo", window.undo, lambda: not session.jobs.busy)
    timed("redo", window.redo, lambda: not session.jobs.busy)
    assert read.counts(session.plan).waiting == size

    def half(count: int) -> bool:
        nonlocal turns
        turns += 1
        return turns > count

    turns = 0
    window.undo()
    turn(lambda: half(60), 0)
    timed("cancel an undo half-way", session.jobs.cancel, lambda: not session.jobs.busy)
    assert read.counts(session.plan).waiting == size
    window.undo()
    turn(lambda: not session.jobs.busy)
    table = folder / "people.csv"
    people = [(f"{row[0]} {row[1]} {n}", row[4], row[5]) for n, row in enumerate(linkedin_rows(size))]
    table.write_bytes(written(("Name", "Company", "Role"), people))
    other = BringIn(window, session, [table])
    other.open()
    timed("any table: read and match", lambda: None, lambda: not session.jobs.busy)
    other.does.click()  # the columns are as guessed
    turn(lambda: not session.jobs.busy)
    other.finished_with.connect(came.append)
    timed("any table: take in", other.does.click, lambda: len(came) == 2)
    assert read.counts(session.plan).waiting == size
    plan = session.plan
    key = finish(new_key("a warm lamp, two chairs"))
    session.run(backups.back_up(plan.path, None), "")
    timed("back up", lambda: None, lambda: not session.jobs.busy)
    session.run(change_passphrase(plan, key), "")
    timed("set a passphrase", lambda: None, lambda: not session.jobs.busy)
    session.run(change_passphrase(plan, None), "")
    timed("remove it", lambda: None, lambda: not session.jobs.busy)
    assert backups.listing(plan.path)
    timed("hide the names", window.covers.toggle_names, lambda: True)
    timed("show them again", window.covers.toggle_names, lambda: True)
    timed("close", window.close, lambda: True)
    return found
