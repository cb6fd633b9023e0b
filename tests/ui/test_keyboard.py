"""The whole window with the keys alone: Tab goes round, Enter presses."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.ui.ask import Question, ask
from desktop.ui.main_window import MainWindow
from desktop.ui.recent import Recent
from desktop.ui.today.note import NoteLine

from .conftest import OpenWindow


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def walk(qtbot: QtBot, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Press a key until the keyboard is where it began."""
    seen = [focus()]
    while len(seen) < 120:
        qtbot.keyClick(focus(), key)
        if focus() is seen[0]:
            return seen
        assert focus() not in seen, "it goes in a circle that does not come back"
        seen.append(focus())
    raise AssertionError("it never comes back")


def area(window: MainWindow, widget: QWidget) -> str:
    assert window.personal is not None
    workspace = window.personal
    for name, part in (
        ("navigation", workspace.navigation),
        ("toolbar", workspace.toolbar),
        ("screen", workspace.made("people")),
        ("person", workspace._beside),
    ):
        if part is widget or part.isAncestorOf(widget):
            return name
    return "elsewhere"


def test_tab_goes_round_the_window_whoever_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    session, workspace = window.session, window.personal
    assert session is not None
    assert workspace is not None
    with_group = next(row.id for row in read.person_rows(session.plan) if row.group is not None)
    session.select(with_group)
    QApplication.processEvents()
    # Some chips are made anew by an edit, and so come last for Qt.
    groups = list(read.records(session.plan, r.Group))[:3]
    session.do(lambda: edits.change(session.plan, r.Contact, with_group, "x", groups=tuple(groups)))
    QApplication.processEvents()
    workspace.search.setFocus()
    seen = walk(qtbot)
    areas = [area(window, widget) for widget in seen]
    order = [name for at, name in enumerate(areas) if at == 0 or name != areas[at - 1]]
    assert order in (
        ["toolbar", "screen", "person", "navigation"],
        ["toolbar", "screen", "person", "navigation", "toolbar"],
    )
    wanted = [workspace.loud, workspace.toolbar.paper, workspace.inspector.tabs, workspace.inspector.profile.name]
    assert all(widget in seen for widget in wanted)
    back = walk(qtbot, Qt.Key.Key_Backtab)
    assert set(back) == set(seen)


def test_enter_presses_the_focused_button_of_a_question(window: MainWindow, qtbot: QtBot) -> None:
    answers: list[bool] = []

    def press(steps: int) -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        try:
            qtbot.waitUntil(question.no.hasFocus)
            for _ in range(steps):
                qtbot.keyClick(focus(), Qt.Key.Key_Tab)
            qtbot.keyClick(focus(), Qt.Key.Key_Return)
        finally:
            question.close()

    for steps in (1, 0):
        QTimer.singleShot(0, lambda steps=steps: press(steps))
        answers.append(ask(window, "Delete?", "All of it", "Delete"))
    assert answers == [True, False]


def test_enter_opens_a_plan_of_the_welcome(
    open_window: OpenWindow, sample_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    Recent(lambda: tmp_path).add(sample_path)
    window = open_window(None)
    each = next(button for button in window.welcome.findChildren(QPushButton) if button.text() == "Sample")
    each.setFocus()
    qtbot.keyClick(each, Qt.Key.Key_Enter)
    assert window.session is not None


def test_enter_presses_the_banner_and_the_toolbar(window: MainWindow, qtbot: QtBot) -> None:
    session, workspace = window.session, window.personal
    assert session is not None
    assert workspace is not None
    pressed: list[str] = []
    window.say("Done", "Open it", lambda: pressed.append("banner"))
    qtbot.keyClick(workspace.banner._action, Qt.Key.Key_Return)
    assert pressed == ["banner"]
    qtbot.keyClick(workspace.loud, Qt.Key.Key_Return)
    assert workspace.findChild(NoteLine) is not None


def test_a_deleted_person_is_named_and_undo_is_at_hand(window: MainWindow, qtbot: QtBot) -> None:
    session, workspace = window.session, window.personal
    assert session is not None
    assert workspace is not None
    table = workspace.made("people").table  # pyright: ignore[reportAttributeAccessIssue]
    session.select(8)
    table.setFocus()
    name = read.names(session.plan)[8][0]
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: workspace.banner.text == f"“{name}” was deleted.")
    qtbot.keyClick(workspace.banner._action, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not session.jobs.busy and 8 in read.names(session.plan))
    assert workspace.banner.text == ""

    window.select(8)
    window.delete_selected()
    qtbot.waitUntil(lambda: "was deleted" in workspace.banner.text)
    session.do(lambda: edits.change(session.plan, r.Contact, 9, "x", role="Other"))
    assert workspace.banner.text == "", "undo would take back something else now"
