"""The program as a whole after a fault: it closes the plan, starts again with it, and in safe mode keeps nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.plan.file import Plan
from desktop.plan.lock import lock_path
from desktop.plan.search import Finder
from tests.made_up import sample_plan

ROOT = Path(__file__).parents[2]

SOON = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop import app
from desktop.plan.file import Plan
from desktop.ui.faults import FaultDialog, Faults

plan = Path(sys.argv[1])

def once(ready, does):
    # Looked at again until it is so: no machine is too slow for that.
    if ready():
        does()
    else:
        QTimer.singleShot(50, lambda: once(ready, does))

def window():
    found = [each for each in QApplication.topLevelWidgets() if getattr(each, "workspace", None) and each.isVisible()]
    return found[0] if found and found[0].workspace.current else None

def when_open(does):
    watch = Faults.watch
    Faults.watch = lambda self: (watch(self), once(lambda: window() is not None, does))
"""

FAULTY = """
def started(path):
    # Only now may the next window have the plan: it is closed and its lock given back.
    with Plan.open(path):
        print("again", path.name, flush=True)

def fault():
    once(lambda: isinstance(QApplication.activeModalWidget(), FaultDialog), press)
    raise ZeroDivisionError("Kanarienvogel")

def press():
    QApplication.activeModalWidget().does.click()

app.another_window = started
when_open(fault)
sys.exit(app.start(plan, None))
"""

ENDED = """
import os, signal

def typed():
    there = window()
    there.session.select(8)
    once(lambda: there.workspace.inspector.isVisible(), ask)

def ask():
    field = window().workspace.inspector.profile.note
    field.setFocus()
    QTest.keyClicks(field, "zeppelin")
    os.kill(os.getpid(), getattr(signal, sys.argv[2]))

from PySide6.QtTest import QTest
when_open(typed)
sys.exit(app.start(plan, None))
"""

SAFE = """
import os

def look():
    there = window()
    once(lambda: there.workspace.banner.text, lambda: tell(there))

def tell(there):
    print(there.workspace.banner.text, flush=True)
    if os.name == "posix":
        import resource
        print("core:", *resource.getrlimit(resource.RLIMIT_CORE), flush=True)
    there.choose_colours("dark")
    there.close()

when_open(look)
sys.exit(app.start(plan, None, safe=True))
"""


def run(script: str, plan: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", SOON + script, str(plan)], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60
    )


def test_after_a_fault_it_starts_again_with_the_plan(tmp_path: Path, home: Path) -> None:
    ended = run(FAULTY, sample_plan(tmp_path / "Mine.rapport"))
    assert ended.stdout.strip() == "again Mine.rapport", ended.stderr
    assert "Kanarienvogel" not in ended.stderr
    (report,) = home.rglob("bug-*.txt")
    assert "builtins.ZeroDivisionError" in report.read_text("utf-8")
    assert not list(home.rglob("crash-*.txt"))


def test_safe_mode_keeps_nothing(tmp_path: Path, home: Path) -> None:
    ended = run(SAFE, sample_plan(tmp_path / "Mine.rapport"))
    assert ended.stdout.startswith("Safe mode: started without"), ended.stderr
    assert not {path.name for path in home.rglob("*.json")} & {"settings.json", "recent.json"}
    # The memory of a program that crashes would hold what people wrote.
    assert os.name != "posix" or "core: 0 0" in ended.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows ends programs without a signal")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_asked_to_end_it_keeps_what_was_being_typed_and_closes_the_plan(tmp_path: Path, name: str) -> None:
    plan = sample_plan(tmp_path / "Mine.rapport")
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", SOON + ENDED, str(plan), name]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert not lock_path(plan).exists()
    with Plan.open(plan) as opened:
        assert not opened.left_behind
        assert [hit.person for hit in Finder(opened).texts("zeppelin")] == [8]
