"""The next start opens what was open; not in safe mode, and a passphrase is asked for."""

import os
import subprocess
import sys
from pathlib import Path

from desktop.domain.job import run
from desktop.places import data_folder
from desktop.plan.key import new_key
from desktop.ui.opened import Opened
from tests.made_up import empty_plan, sample_plan

ROOT = Path(__file__).parents[2]

SHOWN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop import app
from desktop.ui.faults import Faults

def look():
    # Looked at again until the window stands: no machine is too slow for that.
    found = [each for each in QApplication.topLevelWidgets() if hasattr(each, "covers") and each.isVisible()]
    ready = found and found[0]._painted and found[0]._soon is None
    if not ready:
        QTimer.singleShot(50, look)
        return
    window = found[0]
    if window.workspace is not None and window.workspace.current:
        print("plan", window.path.name, window.workspace.current, flush=True)
        window.workspace.show_screen("goals")
    else:
        print("asks" if window.covers.screen is not None else "welcome", flush=True)
    window.close()

watch = Faults.watch
Faults.watch = lambda self: (watch(self), QTimer.singleShot(0, look))
path = Path(sys.argv[1]) if sys.argv[1] else None
sys.exit(app.start(path, None, safe=sys.argv[2:] == ["safe"]))
"""


def start(path: Path | None, *more: str) -> str:
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", SHOWN, "" if path is None else str(path), *more]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True, timeout=300).stdout


def test_what_was_open_is_open_again_where_it_was(tmp_path: Path) -> None:
    path = empty_plan(tmp_path / "Mine.rapport")
    assert start(path) == "plan Mine.rapport map\n"
    assert start(None, "safe") == "welcome\n"
    assert start(None) == "plan Mine.rapport goals\n"
    path.unlink()
    assert start(None) == "welcome\n"


def test_a_protected_plan_is_asked_for(tmp_path: Path) -> None:
    path = sample_plan(tmp_path / "Mine.rapport", key=run(new_key("a long enough passphrase")))
    window = Opened(data_folder)
    window.note(path)
    window.let_go()
    assert start(None) == "asks\n"
    assert start(None) == "welcome\n", "whoever did not unlock it is not asked at every start"
