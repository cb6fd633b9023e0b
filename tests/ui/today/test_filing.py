"""Notes that wait to be filed, on Today."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.plan import read
from desktop.plan.file import Plan
from desktop.ui.inspector.find_person import PersonLine
from desktop.ui.main_window import MainWindow
from desktop.ui.personal import PersonalWorkspace
from desktop.ui.today.filing import FileLine
from desktop.ui.today.screen import TodayScreen
from tests.ui.conftest import OpenWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path, "today")


def workspace_of(window: MainWindow) -> PersonalWorkspace:
    assert window.personal is not None
    return window.personal


def plan_of(window: MainWindow) -> Plan:
    assert window.session is not None
    return window.session.plan


def today(window: MainWindow) -> TodayScreen:
    screen = workspace_of(window).made("today")
    assert isinstance(screen, TodayScreen)
    return screen


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def button_of(row: QWidget, said: str) -> QPushButton:
    return next(each for each in row.findChildren(QPushButton) if each.text() == said)


def badge(window: MainWindow) -> str:
    shown = workspace_of(window).navigation.badges["today"]
    return shown.text() if shown.isVisible() else ""


def undo(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def enter(qtbot: QtBot, line: PersonLine) -> None:
    """Enter, where it goes: into the list of names, else into the line; then the line is empty."""
    qtbot.keyClick(QApplication.activePopupWidget() or line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None and not line.text())


def test_file_what_waits(window: MainWindow, qtbot: QtBot) -> None:
    workspace, screen = workspace_of(window), today(window)
    line = workspace.note_conversation()
    qtbot.keyClicks(line.text, "zzz, phone")
    qtbot.keyClick(line.text, Qt.Key.Key_Return)
    assert "zzz" in words(screen.to_file)
    qtbot.waitUntil(lambda: badge(window) == "2")
    (who,) = screen.to_file.findChildren(PersonLine)
    qtbot.keyClicks(who, "rosal")
    enter(qtbot, who)
    enter(qtbot, who)
    qtbot.waitUntil(screen.to_file.isHidden)
    found = read.conversations_of(workspace.session.plan, workspace.session.finder.people("Rosalind")[0].id)
    assert found[0].summary == "zzz"
    undo(window, qtbot)
    qtbot.waitUntil(lambda: "zzz" in words(screen.to_file))


def test_a_note_is_filed_with_several_people_and_somebody_new(window: MainWindow, qtbot: QtBot) -> None:
    workspace, screen = workspace_of(window), today(window)
    line = workspace.note_conversation()
    qtbot.keyClicks(line.text, "zzz, phone")
    qtbot.keyClick(line.text, Qt.Key.Key_Return)
    (who,) = screen.to_file.findChildren(PersonLine)
    for name in ("rosal", "Wilma Stone", "salma"):
        qtbot.keyClicks(who, name)
        enter(qtbot, who)
        assert window.focusWidget() is who, "the next name can be typed at once"
    (row,) = screen.to_file.findChildren(FileLine)
    qtbot.mouseClick(button_of(row, "Wilma Stone  ×"), LEFT)
    qtbot.keyClicks(who, "Wilma Stone")
    enter(qtbot, who)
    qtbot.mouseClick(row.file, LEFT)
    assert not screen.to_file.isVisible()
    plan = plan_of(window)
    (wilma,) = workspace.session.finder.people("Wilma Stone")
    found = read.conversations_of(plan, wilma.id)
    assert [read.names(plan)[who][0].split()[0] for who in found[0].contacts][::2] == ["Rosalind", "Wilma"]
    assert len(found[0].contacts) == 3
    undo(window, qtbot)
    assert screen.to_file.isVisible()
    assert not workspace.session.finder.people("Wilma Stone"), "it was one edit"
