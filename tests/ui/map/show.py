"""Look at the map: draw it in a real window and save pictures of it.

python -m tests.ui.map.show FOLDER [--count N] [--size 840x720] [--theme light|dark]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.assets import asset
from desktop.ui.map.view import MapView
from desktop.ui.palette import DARK, LIGHT
from tests.diagram.made_up import made_up
from tests.ui.map.sample import sample


def main() -> None:
    """Draw at rest, with somebody chosen, and in the middle of a drag."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--size", default="840x740")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--groups", type=int, default=8)
    args = parser.parse_args()
    app = QApplication([])
    for font in sorted(asset("fonts").rglob("*.ttf")):
        QFontDatabase.addApplicationFont(str(font))
    people = made_up(args.count, args.groups) if args.count else sample()
    view = MapView(DARK if args.theme == "dark" else LIGHT)
    view.set_purpose("Saltfen works in supply on time")
    view.set_people(people)
    view.resize(*(int(side) for side in args.size.split("x")))
    view.show()
    QTest.qWaitForWindowExposed(view)
    name = f"{args.count or 'sample'}-{args.theme}-{args.size}"

    def save(what: str) -> None:
        view.finish()
        view.grab().save(str(args.folder / f"{name}-{what}.png"))

    save("rest")
    if people.count:
        somebody = int(people.ids[min(11, people.count - 1)])
        view.select(somebody)
        save("selected")
        view.select(None)
        spot = view.position_of(somebody)
        assert spot is not None
        port = view.canvas.viewport()
        at = spot.toPoint()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=at)
        middle = QPointF(view.canvas.width() / 2, view.canvas.height() / 2)
        for share in (0.1, 0.25, 0.4):
            QTest.mouseMove(port, (spot + (middle - spot) * share).toPoint())
            app.processEvents()
        save("drag")
        QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
        view.canvas.stage.zoom(3, spot.x(), spot.y())
        save("zoomed")
    view.close()


if __name__ == "__main__":
    main()
