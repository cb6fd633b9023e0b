"""Somebody new: from the welcome to the plan on one page, in a real window, by the keyboard and the mouse alone.

Run as a process of its own: `python -m tests.e2e.first_minutes FOLDER`. Whatever is waited for is looked at again until
it is so: no machine is too slow for that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop import app
from desktop.domain.tiers import TIERS
from desktop.ui.dialogs.groups import Groups
from desktop.ui.dialogs.plan import NewPlan
from desktop.ui.faults import Faults
from desktop.ui.first_steps.strip import FirstStepsLine
from desktop.ui.main_window import MainWindow
from desktop.ui.map_screen import MapScreen
from desktop.ui.papers.preview import Preview
from desktop.ui.people.screen import PeopleScreen

if TYPE_CHECKING:
    from desktop.ui.personal import PersonalWorkspace

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
KEY = Qt.Key
TYPED = ["Dagny Brekke", "Orla Quinn", "Ama Boateng"]
PASTED = "1. Li Wei\n2. Tomasz Rój\n- Sadiq\n• Petra\nIlse Marchetti\nBram Kuiper\nNoa Levi\nHana Sato\nJoão Reis"
PLACED = "222333445541"
GOAL = "Ama brings the move to the board as her own."

hit_letter: Any = QTest.keyClick
"""Takes a letter as well, which the stubs leave out."""

Wait = Generator[Callable[[], Any], Any, None]


def soon(does: Callable[[], object]) -> None:
    """A hand does not wait for what a dialog answers."""
    QTimer.singleShot(0, lambda: does())


def press(widget: QWidget) -> None:
    top = widget.window().windowHandle()
    at = widget.mapTo(widget.window(), widget.rect().center())
    soon(lambda: QTest.mouseClick(top, LEFT, NONE, at))


def here() -> QWidget:
    """What has the keyboard."""
    top = QApplication.activeModalWidget() or the_window()
    found = top.focusWidget()
    return top if found is None else found


def write(words: str, *keys: Qt.Key) -> None:
    def hit() -> None:
        if words:
            QTest.keyClicks(here(), words)
        for key in keys:
            QTest.keyClick(here(), key)

    soon(hit)


def type_path(path: Path, title: str) -> Wait:
    """Into a file dialog. It is Qt's own, made and taken apart outside of Python: it is reached by its window alone."""

    def front() -> QWindow | None:
        window = QGuiApplication.modalWindow()
        return window if window is not None and window.title() == title else None

    window: Any = yield front

    def hit() -> None:
        for letter in str(path):
            hit_letter(window, letter)
        QTest.keyClick(window, KEY.Key_Return)

    soon(hit)


def the_window() -> MainWindow:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))


def asked(kind: type[Any]) -> Callable[[], Any]:
    """Whether such a dialog is in front, which is the answer."""

    def in_front() -> Any:
        found: Any = QApplication.activeModalWidget()
        return found if isinstance(found, kind) and found.isVisible() else None

    return in_front


def go(folder: Path) -> Wait:
    window = the_window()
    yield lambda: window.welcome.isVisible() and window._painted
    press(window.welcome.new)
    new = yield asked(NewPlan)
    write("Noor Adeyemi", KEY.Key_Tab)
    yield new.purpose.hasFocus
    write("Move the clinic to the new site", KEY.Key_Return)
    yield from type_path(folder / "Noor", "Where the new plan goes")
    yield lambda: window.personal is not None and window.personal.current == "map"
    assert window.personal is not None
    yield from steps(window.personal, folder)
    window.close()


def steps(workspace: PersonalWorkspace, folder: Path) -> Wait:
    (line,) = workspace.findChildren(FirstStepsLine)

    def at(step: int) -> Callable[[], bool]:
        return lambda: line.isVisible() and line.title.text().startswith(f"{step} of 6")

    yield at(2)
    press(line.go)
    yield lambda: workspace.current == "people"
    people = workspace.made("people")
    assert isinstance(people, PeopleScreen)
    yield people.naming.name.isVisible
    for n, name in enumerate(TYPED, 1):
        write(name, KEY.Key_Return)
        yield lambda n=n: people.model.people == n
    QApplication.clipboard().setText(PASTED)
    soon(lambda: QTest.keyClick(here(), KEY.Key_V, Qt.KeyboardModifier.ControlModifier))
    yield at(3)
    press(line.go)
    screen = workspace.made("map")
    assert isinstance(screen, MapScreen)
    yield lambda: screen.tray.list.isVisible() and screen.tray.model.total == 12
    soon(screen.tray.list.setFocus)
    first = screen.tray.list.visualRect(screen.tray.model.index(0)).center()
    soon(lambda: QTest.mouseClick(screen.tray.list.viewport(), LEFT, NONE, first))
    yield lambda: screen.tray.list.currentIndex().isValid()
    for n, key in enumerate(PLACED, 1):
        soon(screen.tray.list.setFocus)
        write(key)
        yield lambda n=n: screen.tray.model.total == 12 - n
    yield at(4)
    press(line.go)
    groups = yield asked(Groups)
    for n, name in enumerate(("The board", "City planning"), 1):
        write(name, KEY.Key_Return)
        yield lambda n=n: len(groups.lines) == n
    write("", KEY.Key_Escape)
    yield lambda: QApplication.activeModalWidget() is None and workspace.navigation.badges["gaps"].text() == "2"
    yield lambda: screen.map.canvas.stage.at_rest
    drag_into(screen, "Ama Boateng", "ally", "The board")
    yield at(5)
    press(line.go)
    yield lambda: workspace.inspector.goals.relationship.make.isVisible()
    press(workspace.inspector.goals.relationship.make)
    yield lambda: line.said.text() == "What will be different, for both of you?"
    press(line.go)
    yield lambda: workspace.inspector.goals.draft is not None
    write(GOAL, KEY.Key_Tab)
    yield at(6)
    press(line.go)
    page = yield asked(Preview)
    yield page.save.isEnabled
    press(page.save)
    yield from type_path(folder / "page.pdf", "Save the paper")
    yield (folder / "page.pdf").exists
    yield lambda: QApplication.activeModalWidget() is None and not line.isVisible()


def drag_into(screen: MapScreen, name: str, tier: str, group: str) -> None:
    """Take a person by their dot and let go in the sector of a group, in a band."""
    people = screen._feed.people
    person = int(people.ids[people.names.index(name)])
    start = screen.map.position_of(person)
    assert start is not None
    arrangement = screen.map.canvas.stage.chart.arrangement
    sector = arrangement.sectors[[each.label for each in people.groups].index(group)]
    # Off the middle of the band, where the mark of whoever is missing stands.
    radius, angle = sum(arrangement.bands[TIERS.index(tier)]) / 2, sector[0] + (sector[1] - sector[0]) / 4
    spot = screen.map.canvas.stage.camera.to_screen(np.array([radius * np.sin(angle), -radius * np.cos(angle)]))
    x, y = spot.tolist()
    port, begin, end = screen.map.canvas.viewport(), start.toPoint(), QPointF(x, y).toPoint()
    QTest.mousePress(port, LEFT, NONE, begin)
    for share in (0.2, 0.5, 0.8, 1.0):
        QTest.mouseMove(port, begin + QPoint((end - begin) * share))
    QTest.mouseRelease(port, LEFT, NONE, end)


def drive(way: Wait) -> None:
    """Go on whenever what is waited for is so."""
    ready: list[Callable[[], Any]] = [next(way)]

    def look() -> None:
        if found := ready[0]():
            try:
                ready[0] = way.send(found)
            except StopIteration:
                return
        QTimer.singleShot(20, look)

    look()


if __name__ == "__main__":
    watch = Faults.watch

    def begin(self: Faults) -> None:
        watch(self)
        QTimer.singleShot(0, lambda: drive(go(Path(sys.argv[1]))))

    Faults.watch = begin
    sys.exit(app.start(None, None))
