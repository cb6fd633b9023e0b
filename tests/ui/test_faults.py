"""A bug under the window: a report is kept, the person is told once and can start again."""

import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import edits, errors
from desktop.plan.file import Plan
from desktop.plan.lock import lock_path
from desktop.ui.faults import FaultDialog, Faults

from .conftest import LONG, OpenWindow

CANARY = "Kanarienvogel <b>"
NOW = datetime(2026, 3, 2, 9, 30)


def answer(qtbot: QtBot, button: str, seen: list[str]) -> None:
    """Press a button of the dialog that is about to come up, and note what it said."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FaultDialog)
        seen.append("\n".join([*(each.text() for each in dialog.findChildren(QLabel)), dialog.report.toPlainText()]))
        (found,) = [each for each in dialog.findChildren(QPushButton) if each.text() == button]
        qtbot.mouseClick(found, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)


def bug(text: str) -> Exception:
    try:
        raise KeyError(text)
    except KeyError as raised:
        return raised


def test_it_tells_once_keeps_a_report_and_can_start_again(qtbot: QtBot, tmp_path: Path) -> None:
    faults = Faults(lambda: tmp_path, lambda: NOW, lambda: None)
    seen: list[str] = []
    answer(qtbot, "Go on", seen)
    raised = bug(CANARY)
    faults.tell(raised)
    faults.tell(raised)
    (report,) = tmp_path.glob("bug-*.txt")
    assert len(seen) == 1, "the same fault again is not told again"
    assert CANARY not in seen[0]
    assert report.name in seen[0]
    assert report.read_text("utf-8").strip() in seen[0]
    answer(qtbot, "Start again", seen)
    with qtbot.waitSignal(faults.restart_wanted):
        faults.tell(ZeroDivisionError(CANARY))


def test_a_known_problem_that_nobody_caught_is_told_as_one_and_is_no_fault(qtbot: QtBot, tmp_path: Path) -> None:
    faults = Faults(lambda: tmp_path, lambda: NOW, lambda: None)
    with qtbot.waitSignal(faults.problem) as told:
        faults.tell(errors.DiskFull(tmp_path / "Mine.rapport"))
    assert isinstance(told.args[0], errors.DiskFull)  # pyright: ignore[reportOptionalSubscript]
    assert not list(tmp_path.glob("bug-*.txt"))


def test_without_a_folder_it_still_tells(qtbot: QtBot) -> None:
    def nowhere() -> Path:
        raise OSError

    seen: list[str] = []
    answer(qtbot, "Go on", seen)
    Faults(nowhere, lambda: NOW, lambda: None).tell(bug(CANARY))
    assert "A report could not be kept." in seen[0]


def test_a_thread_that_fails_prints_nothing_and_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for hook in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, hook, getattr(sys, hook))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults = Faults(lambda: tmp_path, lambda: NOW, lambda: None)
    faults.watch()
    seen: list[str] = []

    def fail() -> None:
        raise KeyError(CANARY)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    answer(qtbot, "Go on", seen)
    qtbot.waitUntil(lambda: bool(seen), timeout=LONG)
    assert CANARY not in "".join(capfd.readouterr())
    assert len(list(tmp_path.glob("bug-*.txt"))) == 1


def test_the_start_after_a_kill_has_everything_and_says_so(open_window: OpenWindow, sample_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from desktop.plan.file import Plan;"
        "from desktop.plan import edits; from desktop.domain import records as r; plan = Plan.open(Path(sys.argv[1]));"
        "edits.change(plan, r.Contact, 8, '', role='Acknowledged'); print('kept', flush=True); time.sleep(60)"
    )
    root = Path(edits.__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", script, str(sample_path)], cwd=root, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.readline().strip() == b"kept"
        run.kill()
    assert lock_path(sample_path).exists()
    window = open_window(sample_path)
    assert window.session is not None
    assert window.workspace is not None
    assert window.workspace.banner.text.startswith("Rapport did not end properly while “Sample.rapport” was open.")
    window.close()
    with Plan.open(sample_path) as plan:
        assert not plan.left_behind
        from desktop.plan import read

        found = read.record(plan, r.Contact, 8)
        assert found is not None
        assert found.role == "Acknowledged"
