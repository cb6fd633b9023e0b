"""Today with many people: opened, brought up to date after an edit, and a conversation noted in one line.

`median_ms` lasts until the window has painted; of a reading, until it is there. The naive version reads the whole of
Today after an edit. Every tenth of those people somebody has kept in touch with has talked; one in a hundred was chosen
to keep in touch with; 60 of them are key relationships.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from desktop.domain import records as r
from desktop.plan.edits import new_uid
from installers.virtual_display import virtual_display
from tests.benchmarks.table import Row, middle, write

if TYPE_CHECKING:
    from desktop.plan.step import Changes
    from desktop.ui.today.note import NoteLine

ON = date(2026, 3, 2)
TURNS = 20
KEY_PEOPLE = 60


def add_options(parser: argparse.ArgumentParser) -> None:
    """--sizes and --json; --here is for the child process."""
    parser.add_argument("--sizes", default="30000", help="how many people, with commas between")
    parser.add_argument("--json", type=Path, help="file for the rows")
    parser.add_argument("--here", action="store_true", help="measure on the present display")


def run(options: argparse.Namespace) -> None:
    """Measure each size and write the rows."""
    if options.here:
        found: list[Row] = []
        for size in map(int, options.sizes.split(",")):
            with TemporaryDirectory() as folder:
                found += measure(Path(folder), size)
        write(found, options.json)
        return
    with virtual_display("1600x1000x24") as env:
        command = [sys.executable, "-m", "tests.benchmarks", "today", "--here", "--sizes", options.sizes]
        command += ["--json", str(options.json)] if options.json else []
        raise SystemExit(subprocess.run(command, env=os.environ | env, check=False).returncode)


def fill(path: Path, people: int) -> None:
    """A plan of so many people with conversations, steps, goals and answers."""
    from desktop.plan import document
    from desktop.plan.file import Plan
    from desktop.plan.step import Edit

    def rows(plan: Plan) -> None:
        document.start(plan, "personal", "Tamsin")
        with plan.step(Edit.SET_UP) as step:
            db, tiers = step.db, ("advocate", "ally", "acquaintance", "acquaintance", "aware")
            db.executemany(
                "INSERT INTO contacts(id, uid, name, name_latin, fictional, role, tier, tags, keep_in_touch,"
                " line_manager, urls, extra, left, last_two_way) VALUES (?,?,?,'',0,'',?,'[]',?,0,'[]','[]',0,?)",
                (
                    (n + 10, f"c{n}", f"First{n % 977} Last{n}", tiers[n % 5], n % 100 == 0, "2025-06-01")
                    for n in range(people)
                ),
            )
            db.executemany(
                'INSERT INTO contacts_tier_history(id, parent, tier, "from") VALUES (?,?,?,?)',
                ((n + 1, n + 10, tiers[n % 5], "2025-01-01") for n in range(people)),
            )
            db.executemany(
                "INSERT INTO conversations(id, uid, date, channel, summary, gave, received, two_way)"
                " VALUES (?,?,?,'phone','Said.','[]','[]',1)",
                ((n + 1, f"v{n}", (ON - timedelta(days=n % 900)).isoformat()) for n in range(people * 2)),
            )
            db.executemany(
                "INSERT INTO conversations_contacts(id, parent, value) VALUES (?,?,?)",
                ((n + 1, n + 1, n % people // 10 * 10 + 10) for n in range(people * 2)),
            )
            db.executemany(
                "INSERT INTO conversations_promises(id, parent, text, due, done) VALUES (?,?,'data',?,?)",
                ((n + 1, n * 3 + 1, "2026-03-09", "2026-03-01" if n % 500 else None) for n in range(people * 2 // 3)),
            )
            db.executemany(
                "INSERT INTO focal_relationships(id, uid, contact, kind, priority, state, opened, review_interval_days,"
                " next_review, why_now) VALUES (?,?,?,'sustain',1,'active','2025-01-01',30,?,'')",
                ((n + 1, f"f{n}", n * 7 + 10, "2026-03-01" if n % 10 else "2026-05-01") for n in range(KEY_PEOPLE)),
            )
            db.executemany(
                "INSERT INTO goals(id, uid, focal, version, statement, measure__indicator, measure__current,"
                " measure__measured, status) VALUES (?,?,?,1,'Fewer',?,3,'2026-02-01','active')",
                ((n + 1, f"g{n}", n + 1, "Objections a quarter") for n in range(KEY_PEOPLE)),
            )
            db.executemany(
                "INSERT INTO insights(id, uid, focal, question, text, confidence, kind, evidence_date, none_so_far)"
                " VALUES (?,?,?,'important','Time.',3,'heard',?,0)",
                ((n + 1, f"i{n}", n % KEY_PEOPLE + 1, f"2026-02-{n % 28 + 1:02}") for n in range(KEY_PEOPLE * 20)),
            )
            db.executemany(
                "INSERT INTO next_steps(id, uid, kind, focal, text, suggest, due, status, comment)"
                " VALUES (?,?,'investigate',?,'Ask.','[]','2026-03-04',?,'')",
                (
                    (n + 1, f"s{n}", n % KEY_PEOPLE + 1, "open" if n % 20 == 0 else "done")
                    for n in range(KEY_PEOPLE * 40)
                ),
            )

    Plan.create(path, rows)


def measure(folder: Path, size: int) -> list[Row]:
    """All rows of one size."""
    from PySide6.QtWidgets import QApplication

    from desktop.plan import cycle_edits, edits, read_cycle
    from desktop.plan.file import Plan
    from desktop.ui.main_window import MainWindow
    from desktop.ui.theme import Theme

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme, path = Theme(application), folder / "p.rapport"
    fill(path, size)
    rows: list[Row] = []

    def note(what: str, times: list[float], naive: list[float] | None = None) -> None:
        median, p95 = middle(times)
        slow = middle(naive)[0] if naive else None
        rows.append(
            Row(what=what, size=size, median_ms=median, p95_ms=p95, naive_median_ms=slow,
                ratio=round(slow / median, 1) if slow else None, gap_ms=None)
        )  # fmt: skip

    opened: list[float] = []
    plain: list[float] = []
    for _turn in range(5):
        window = MainWindow(theme, lambda: ON, sample=lambda _kind: path, folder=lambda: folder)
        window.show()
        application.processEvents()
        plan = Plan.open(path)
        began = perf_counter()
        window.show_plan(plan, "people")
        assert window.personal is not None
        frame = perf_counter()
        window.personal.show_screen("today")
        application.processEvents()
        window.repaint()
        opened.append((perf_counter() - frame) * 1e3)
        plain.append((perf_counter() - began) * 1e3)
        window.close()
        window.deleteLater()
        application.processEvents()
    note("open Today", opened)
    note("open the plan on Today", plain)

    with Plan.open(path) as plan:
        whole = [_timed(lambda: read_cycle.read_day(plan, ON)) for _turn in range(TURNS)]
        note("read Today", whole)
        day = read_cycle.read_day(plan, ON)
        notices: list[Changes] = []
        plan.subscribe(notices.append)
        open_steps = list(day.steps)
        does: dict[str, Callable[[int], object]] = {
            "follow a tick": lambda n: cycle_edits.step_done(plan, open_steps[n], on=ON),
            "follow a person": lambda n: edits.change(plan, r.Contact, n * 7 + 10, role=f"Role {n}"),
            "follow a pause": lambda n: cycle_edits.pause(plan, n * 7 + 10, date(2026, 5, 1)),
            "follow a conversation": lambda n: cycle_edits.note_conversation(plan, _talk(n * 7 + 10)),
        }
        for what, do in does.items():
            times: list[float] = []
            for n in range(TURNS):
                notices.clear()
                do(n)
                began = perf_counter()
                day = read_cycle.follow(plan, day, notices[0])
                times.append((perf_counter() - began) * 1e3)
            note(what, times, whole)

    window = MainWindow(theme, lambda: ON, sample=lambda _kind: path, folder=lambda: folder)
    window.show()
    window.show_plan(Plan.open(path), "today")
    application.processEvents()
    assert window.personal is not None
    line: NoteLine = window.personal.note_conversation()
    application.processEvents()
    typed: list[float] = []
    line.text.setText("F")  # the names are folded at the first letter
    for n in range(1, len(said := "First7 Last984, phone, engineer by Fri") + 1):
        began = perf_counter()
        line.text.setText(said[:n])
        application.processEvents()
        typed.append((perf_counter() - began) * 1e3)
    note("note: a letter typed", typed)
    line.reject()
    window.close()
    return rows


def _timed(does: Callable[[], object]) -> float:
    began = perf_counter()
    does()
    return (perf_counter() - began) * 1e3


def _talk(person: int) -> r.Conversation:
    promise = r.Promise("data", "2026-03-06", None)
    return r.Conversation(0, new_uid(), (person,), "2026-03-02", None, "phone", None, "Said.", None, (), (), (promise,))
