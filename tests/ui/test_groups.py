"""The groups of a plan, line by line."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import read
from desktop.ui.dialogs.groups import Groups
from desktop.ui.main_window import MainWindow
from desktop.ui.personal import PersonalWorkspace
from desktop.ui.session import Session

from .conftest import OpenWindow


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path)


def parts(window: MainWindow) -> tuple[Session, PersonalWorkspace]:
    assert window.session is not None
    assert window.personal is not None
    return window.session, window.personal


def test_the_groups_are_edited_line_by_line(window: MainWindow, qtbot: QtBot) -> None:
    session, _workspace = parts(window)
    dialog = Groups(window, session)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.keyClicks(dialog.new, "R&D <b>")
    qtbot.keyClick(dialog.new, Qt.Key.Key_Return)
    groups = read.records(session.plan, r.Group)
    key, group = list(groups.items())[-1]
    assert (group.label, group.key) == ("R&D <b>", False)
    line = dialog.lines[key]
    qtbot.waitUntil(line.isVisible)
    qtbot.mouseClick(line.key, Qt.MouseButton.LeftButton, pos=QPoint(8, line.key.height() // 2))
    line.wish.setCurrentIndex(2)
    line.wish.activated.emit(2)
    line.label.setFocus()
    line.label.selectAll()
    qtbot.keyClicks(line.label, "Research")
    line.label.settle()
    found = read.records(session.plan, r.Group)[key]
    assert (found.label, found.key, found.desired_tier) == ("Research", True, "ally")
    qtbot.mouseClick(line.away, Qt.MouseButton.LeftButton)
    assert key not in read.records(session.plan, r.Group)
    session.undo()
    qtbot.waitUntil(lambda: key in dialog.lines)
    assert read.records(session.plan, r.Group)[key].label == "Research"
    assert dialog.lines[key].label.text() == "Research"


def test_no_two_groups_have_one_name(window: MainWindow, qtbot: QtBot) -> None:
    session, _workspace = parts(window)
    dialog = Groups(window, session)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    groups = read.records(session.plan, r.Group)
    label, line = next(iter(groups.values())).label, dialog.lines[list(groups)[1]]
    qtbot.keyClicks(dialog.new, f" {label.upper()} ")
    qtbot.keyClick(dialog.new, Qt.Key.Key_Return)
    assert dialog.said.text() == f"There is a group “{label.upper()}” already."
    assert dialog.said.isVisible()
    qtbot.keyClick(dialog.new, Qt.Key.Key_A)
    assert not dialog.said.isVisible()
    line.label.setFocus()
    line.label.selectAll()
    qtbot.keyClicks(line.label, label)
    line.label.settle()
    assert dialog.said.isVisible()
    assert line.label.text() == list(groups.values())[1].label
    assert read.records(session.plan, r.Group) == groups
