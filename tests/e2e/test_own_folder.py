"""The data folder is missing, shut, or on another drive: the program starts calmly, and plans are what counts."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.plan.file import Plan
from tests.made_up import sample_plan

ROOT = Path(__file__).parents[2]

# Opens the window, with a plan or without one, waits until there is something said, and closes.
START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import app
from desktop.ui.main_window import MainWindow

begin = MainWindow._begin

def shown(window):
    begin(window)
    print("plan", window.session is not None and window.session.editable, flush=True)
    look(window)

def look(window):
    # A backup is made in a thread of its own: looked at again until there is something to read.
    if not window._banner().text and sys.argv[1] != "quiet":
        QTimer.singleShot(50, lambda: look(window))
        return
    print("said", window._banner().text, flush=True)
    window.close()

MainWindow._begin = shown
sys.exit(app.start(Path(sys.argv[2]) if sys.argv[2:] else None, None))
"""


def run(*arguments: str | Path, data: Path | None) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"} | ({"XDG_DATA_HOME": str(data)} if data else {})
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)


def cannot_be_made(folder: Path) -> Path:
    """As where its drive is away: what should be a folder is none."""
    away = folder / "away"
    away.write_text("", "utf-8")
    return away


def cannot_be_written(folder: Path) -> Path:
    """A folder in which nobody makes files, not even root."""
    if not Path("/proc/self").is_dir():
        pytest.skip("there is no folder here that root cannot write")
    data = folder / "data"
    data.mkdir()
    (data / "Rapport").symlink_to("/proc")
    return data


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the folder is chosen by an XDG variable")
@pytest.mark.parametrize("shut", [cannot_be_made, cannot_be_written])
def test_a_shut_folder_is_said_once_and_plans_can_be_worked_on(tmp_path: Path, shut: Callable[[Path], Path]) -> None:
    plan = sample_plan(tmp_path / "Mine.rapport")
    data = shut(tmp_path)
    words = f"Rapport cannot write in its own folder, {data / 'Rapport'}, where it keeps backups and settings."
    no_backup = words if shut is cannot_be_made else "“Mine.rapport” could not be backed up; look at the disk"
    for arguments, opened, told in (([plan], "True", no_backup), ([], "False", words)):
        ended = run("-c", START, "said", *arguments, data=data)
        assert ended.returncode == 0, ended.stderr
        assert f"plan {opened}\nsaid {told}" in ended.stdout
        assert len(re.findall("cannot write|could not be backed up", ended.stdout)) == 1
        assert "Traceback" not in ended.stderr

    picture = run("-m", "desktop", "shot", plan, tmp_path / "map.png", "--screen", "map", data=data)
    assert picture.returncode == 2
    assert picture.stderr.startswith(f"rapport: {words}")
    assert run("-m", "desktop", "check", plan, data=data).returncode == 0
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(("~$", "."))]


def test_a_missing_folder_is_made_and_nothing_said(tmp_path: Path, home: Path) -> None:
    ended = run("-c", START, "quiet", sample_plan(tmp_path / "Mine.rapport"), data=None)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines() == ["plan True", "said "]
    assert list(home.rglob("recent.json"))


VISITED = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QFileDialog
from desktop import app
from desktop.ui.main_window import MainWindow

def shown(window):
    asked = QFileDialog(window, "Open", sys.argv[1])
    asked.setOption(QFileDialog.Option.DontUseNativeDialog)
    asked.show()
    asked.done(1)
    window.close()

MainWindow._begin = shown
sys.exit(app.start(None, None, safe=sys.argv[2] == "safe"))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the dialogs are the system's")
def test_folders_that_were_visited_are_kept_in_the_data_folder_alone(tmp_path: Path, home: Path) -> None:
    for mode in ("safe", "usual"):
        ended = run("-c", VISITED, tmp_path, mode, data=None)
        assert ended.returncode == 0, ended.stderr
        files = [path for path in home.rglob("*") if path.is_file()]
        told = [path for path in files if tmp_path.name in path.read_text("utf-8", "replace")]
        assert bool(told) == (mode == "usual")
        assert all(path.is_relative_to(home / ".local" / "share" / "Rapport") for path in told), told


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="there is no other drive here")
def test_the_folder_may_be_on_another_drive(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        data = Path(name)
        if data.stat().st_dev == tmp_path.stat().st_dev:
            pytest.skip("the other drive is this one")
        plan = sample_plan(tmp_path / "Mine.rapport")
        picture, copy = tmp_path / "map.png", tmp_path / "Copy.rapport"
        for arguments in (("shot", plan, picture, "--screen", "today"), ("give", plan, copy), ("check", copy)):
            done = run("-m", "desktop", *arguments, data=data)
            assert done.returncode == 0, done.stderr
        assert picture.read_bytes().startswith(b"\x89PNG")
        with Plan.open(copy):
            pass
        assert list((data / "Rapport").glob("copy-*")) == []
