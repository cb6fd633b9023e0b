"""One version of the map at one size, measured in this process."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.hands import Hands, Times
from tests.benchmarks.map_versions import Naive, Ours
from tests.diagram.made_up import made_up

WIDTH, HEIGHT = 1440, 900
NAMED = 30_000  # from so many people on the naive version goes without names: it would not end


def measure(version: str, size: int) -> tuple[dict[str, Times], float]:
    """Times by what was done, and the megabytes that the map added."""
    pg.setConfigOptions(mouseRateLimit=0)  # by default every second step of a fast drag is dropped
    app = QApplication([])
    _warm_up()
    people = made_up(size)
    gc.collect()
    before = _megabytes()
    start = perf_counter()
    map_ = Ours(people) if version == "ours" else Naive(people, names=size < NAMED)
    hands = Hands(map_)
    map_.window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    map_.window.resize(WIDTH, HEIGHT)
    map_.window.show()
    while not map_.paints or not map_.complete():
        app.processEvents()
    times: dict[str, Times] = {"first paint": {"ms": [(perf_counter() - start) * 1e3], "gap": 0.0}}
    added = _megabytes() - before
    _drag(map_, hands, times)
    map_.start_pan(hands)
    times["pan"] = hands.frames(40, lambda i: map_.pan(hands, i))
    map_.end_pan(hands)
    times["zoom"] = hands.frames(20, lambda _: map_.zoom(hands, 1.1))
    times["zoom until sharp"] = hands.frames(6, lambda _: map_.zoom(hands, 1 / 1.1), complete=True)
    map_.end_pan(hands)
    rows = np.linspace(0, size - 1, min(size, 40)).astype(int).tolist()
    times["hover"] = hands.frames(len(rows), lambda i: map_.hover(hands, rows[i]))
    mask = np.random.default_rng(3).random(size) < 0.1
    times["filter"] = hands.frames(10, lambda i: map_.filter(mask if i % 2 == 0 else None))
    map_.filter(None)
    changes = [replace(people, tier=np.roll(people.tier, i + 1)) for i in range(6)]
    times["relayout"] = hands.frames(6, lambda i: map_.change(changes[i]), complete=True)
    return times, added


def _drag(map_: Ours | Naive, hands: Hands, times: dict[str, Times]) -> None:
    """Somebody with many ties, from the middle bands towards the centre; then the drop, until all is drawn anew."""
    people, port = map_.people, map_.port
    centre = QPointF(port.width() / 2, port.height() / 2)
    ties = np.bincount(people.ties.ravel(), minlength=people.count)
    middle = np.flatnonzero((people.tier >= 1) & (people.tier <= 3))
    row = int(middle[np.argsort(ties[middle], kind="stable")[int(len(middle) * 0.9)]])
    start = map_.place(row)
    way = centre - start
    way = way / float(np.hypot(way.x(), way.y()))
    hands.press(start)
    hands.move(start + way * 12)
    times["drag"] = hands.frames(100, lambda i: hands.move(start + way * (12 + 1.7 * i)))
    end = centre + way * 30
    if isinstance(map_, Ours):
        times["drop until drawn"] = hands.frames(1, lambda _: hands.release(end), complete=True)
    else:
        hands.release(end)


def _warm_up() -> None:
    """Qt's own start is not the map's."""
    window = QWidget()
    window.resize(WIDTH, HEIGHT)
    window.show()
    QApplication.processEvents()
    window.close()


def _megabytes() -> float:
    """Resident memory of this process."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096 / 2**20
