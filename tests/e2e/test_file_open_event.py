"""A plan that is opened by a double click on macOS reaches the running program as an event."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.made_up import sample_plan

ROOT = Path(__file__).parents[2]

OPENED = """
import sys
from pathlib import Path
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from desktop import app
from desktop.ui.main_window import MainWindow

def handed_over():
    QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(sys.argv[1]))

def tell(window):
    window._show_first()
    print("open", window.path and window.path.name, window.workspace and bool(window.workspace.current), flush=True)
    print("said", window._banner().text, flush=True)
    window.close()

begin, show = MainWindow._begin, MainWindow.show

def late(window):
    begin(window)
    handed_over()
    tell(window)

def early(window):
    # As at the start: the event comes before the first paint.
    show(window)
    handed_over()

def after(window):
    begin(window)
    tell(window)

if sys.argv[2] == "late":
    MainWindow._begin = late
else:
    MainWindow.show, MainWindow._begin = early, after
sys.exit(app.start(None, None))
"""


def handed_over(path: Path, when: str) -> list[str]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", OPENED, str(path), when]
    ended = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stdout.splitlines()


@pytest.mark.parametrize("when", ["early", "late"])
def test_the_plan_is_opened(tmp_path: Path, when: str) -> None:
    plan = sample_plan(tmp_path / "Mine é.rapport")
    assert handed_over(plan, when) == ["open Mine é.rapport True", "said "]


def test_what_is_no_plan_is_said_in_words(tmp_path: Path) -> None:
    letter = tmp_path / "Letter.rapport"
    letter.write_text("Dear all", "utf-8")
    opened, said = handed_over(letter, "late")
    assert opened.startswith("open None")
    assert said.startswith("said “Letter.rapport” ")
