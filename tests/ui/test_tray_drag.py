"""A waiting person is dragged from the tray with the mouse and let go beside the map."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.job import run
from desktop.plan import edits, read
from desktop.ui.map_screen import MapScreen

from .conftest import TODAY, OpenWindow


def test_a_drag_opens_nobody_and_says_who_still_waits(open_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> None:
    window = open_window(sample_path, "map")
    session, workspace = window.session, window.workspace
    assert session is not None
    assert workspace is not None
    screen = workspace.made("map")
    assert isinstance(screen, MapScreen)
    window.setGeometry(0, 0, 800, 600)  # all of it on the screen that tests have
    session.do(lambda: edits.add_contacts(session.plan, ["Ada", "Ben"], on=TODAY))
    QApplication.processEvents()
    screen.finish()
    tray = screen.tray.list
    handle = window.windowHandle()
    begin = tray.visualRect(screen.tray.model.index(0)).center()
    chosen: list[object] = []
    session.selected.connect(chosen.append)

    start = tray.viewport().mapTo(window, begin)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    assert not chosen, "nobody is opened while the button is down"
    QTest.mouseMove(handle, start + QPoint(0, 15))
    QTest.mouseMove(handle, start + QPoint(0, 30))
    # Tests have no desktop to drag over: there a drag is over at once, and nobody took the person.
    qtbot.waitUntil(screen.tray.said.isVisible)
    assert screen.tray.said.text().startswith("Ada still waits")
    assert [name for _key, name in run(read.waiting(session.plan))] == ["Ada", "Ben"]
    assert not chosen
