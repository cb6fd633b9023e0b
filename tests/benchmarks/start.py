"""Cold start: from the start of the process until a window is painted, beside a bare PySide6 window with menus.

What runs is compiled before, as in the installed program. Each figure is the middle of several fresh processes:
`window` (with a plan) and `welcome` as so many times the bare window, `map_ms` in milliseconds after the window of the
same process. The aims stand in AIMS.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import monotonic

from installers.virtual_display import available, virtual_display
from tests.benchmarks.table import write

TURNS = 7
AIMS = {"window": 1.3, "welcome": 1.5, "map_ms": 700.0}
"""Times the bare window for the first two."""

_BARE = """
from time import monotonic
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Bare(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("bare", monotonic(), flush=True)
        QTimer.singleShot(0, QApplication.quit)
app = QApplication([])
window = Bare()
for menu in ("File", "Edit", "View", "Help"):
    made = window.menuBar().addMenu(menu)
    for n in range(10):
        made.addAction(f"Action {n}")
window.resize(1440, 900)
window.show()
app.exec()
"""

_RAPPORT = """
import sys
from time import monotonic
from pathlib import Path
from datetime import date
from desktop import app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
plan = Path(sys.argv[1]) if len(sys.argv) > 1 else None
class Timed(app.MainWindow):
    told = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.told:
            self.told = True
            print("window" if plan else "welcome", monotonic(), flush=True)
            QTimer.singleShot(0, self.look if plan else self.close)
    def show_plan(self, opened, screen=""):
        super().show_plan(opened, "map")
    def look(self):
        work = self.workspace
        if work is not None and work.current == "map":
            stage = work.made("map").map.canvas.stage
            if stage.chart.people.count and stage.at_rest:
                print("map", monotonic(), flush=True)
                self.close()
                return
        QTimer.singleShot(1, self.look)
app.MainWindow = Timed
app.start(plan, date(2026, 3, 2))
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """--turns and --json."""
    parser.add_argument("--turns", type=int, default=TURNS, help="how many processes each figure is the middle of")
    parser.add_argument("--json", type=Path, help="file for the rows")


def run(options: argparse.Namespace) -> None:
    """Measure and write the rows."""
    write(rows(options.turns), options.json)


def rows(turns: int) -> list[dict[str, float]]:
    """One row with all figures."""
    with tempfile.TemporaryDirectory() as folder:
        if not available():
            return _rows(turns, Path(folder), {**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        with virtual_display() as env:
            return _rows(turns, Path(folder), env)


def _rows(turns: int, folder: Path, env: dict[str, str]) -> list[dict[str, float]]:
    env = {name: value for name, value in env.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    plan = folder / "Sample.rapport"
    subprocess.run([sys.executable, "-m", "desktop", "new", str(plan), "--sample"], env=env, check=True)
    _painted(_RAPPORT, [str(plan)], env)  # compiles
    found: dict[str, list[float]] = {}
    for _turn in range(turns):  # in turn, so that a busy minute is everybody's
        for code, arguments in ((_BARE, []), (_RAPPORT, []), (_RAPPORT, [str(plan)])):
            for name, ms in _painted(code, arguments, env).items():
                found.setdefault(name, []).append(ms)
    bare = median(found["bare"])
    after = median(whole - window for whole, window in zip(found["map"], found["window"], strict=True))
    return [
        {
            "bare_ms": round(bare),
            "window": round(median(found["window"]) / bare, 2),
            "welcome": round(median(found["welcome"]) / bare, 2),
            "map_ms": round(after),
        }
    ]


def _painted(code: str, arguments: list[str], env: dict[str, str]) -> dict[str, float]:
    began = monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=env, capture_output=True, text=True, check=True, timeout=300
    )
    said = (line.split() for line in done.stdout.splitlines())
    return {name: 1000 * (float(at) - began) for name, at in said}
