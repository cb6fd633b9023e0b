"""A plan lies on the screen as it lay; how it lay is kept without a word about anybody."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desktop.plan import read
from desktop.ui import notice
from desktop.ui.dialogs.preferences import Preferences
from desktop.ui.main_window import MainWindow
from desktop.ui.people.model import Column
from desktop.ui.people.screen import PeopleScreen
from desktop.ui.personal import PersonalWorkspace
from desktop.ui.settings import NO, NOTICE, REMEMBER, YES
from tests.ui.conftest import OpenWindow

LEFT = Qt.MouseButton.LeftButton


def workspace_of(window: MainWindow) -> PersonalWorkspace:
    assert window.personal is not None
    return window.personal


def people_of(window: MainWindow) -> PeopleScreen:
    screen = workspace_of(window).made("people")
    assert isinstance(screen, PeopleScreen)
    return screen


def drag_column(qtbot: QtBot, screen: PeopleScreen, column: int, by: int) -> None:
    header = screen.table.horizontalHeader()
    edge = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) - 2, header.height() // 2)
    qtbot.mousePress(header.viewport(), LEFT, pos=edge)
    qtbot.mouseMove(header.viewport(), edge + QPoint(by // 2, 0))
    qtbot.mouseMove(header.viewport(), edge + QPoint(by, 0))
    qtbot.mouseRelease(header.viewport(), LEFT, pos=edge + QPoint(by, 0))


def test_the_plan_lies_as_it_lay(open_window: OpenWindow, sample_path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window(sample_path)
    workspace = workspace_of(window)
    window.resize(800, 640)
    header = people_of(window).table.horizontalHeader()
    before = header.sectionSize(Column.ROLE)
    drag_column(qtbot, people_of(window), Column.ROLE, 60)
    wide = header.sectionSize(Column.ROLE)
    assert wide > before
    workspace.session.select(9)
    workspace.split.moveSplitter(workspace.split.width() - 340, 1)
    beside = workspace.split.sizes()[1]
    workspace.show_screen("goals")
    window.close()

    again = open_window(None)
    again.files.open_path(sample_path)
    workspace = workspace_of(again)
    qtbot.waitUntil(lambda: workspace.current == "goals")
    assert workspace.session.person == 9
    assert again.size().height() == 640
    qtbot.waitUntil(lambda: workspace.split.sizes()[1] == beside)
    workspace.show_screen("people")
    assert people_of(again).table.horizontalHeader().sectionSize(Column.ROLE) == wide
    names = [row.name for row in read.person_rows(workspace.session.plan)]
    (kept,) = (tmp_path / "plans").glob("*.json")
    for said in (kept.read_text("utf-8"), kept.name, (tmp_path / "settings.json").read_text("utf-8")):
        assert "Sample" not in said
        assert not [name for name in names if name in said]


def test_initials_show_the_screen_of_the_moment(open_window: OpenWindow, sample_path: Path) -> None:
    window = open_window(sample_path, "gaps")
    window.covers.toggle_names()
    assert window.workspace is not None
    assert window.workspace.current == "gaps"
    window.covers.toggle_names()
    assert workspace_of(window).current == "gaps"


def test_no_name_of_a_file_is_kept_where_that_is_chosen(
    open_window: OpenWindow, sample_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_path)
    assert window.files.recent.paths() == [sample_path]
    window.actions_._preferences()
    (asked,) = window.findChildren(Preferences)
    asked.remember.click()
    assert window.settings.get(REMEMBER) == NO
    assert not asked.reopen.isEnabled()
    asked.accept()
    assert window.files.recent.paths() == []
    window.close()
    again = open_window(sample_path)
    again.close()
    said = [each.read_bytes() for each in tmp_path.rglob("*.json")]
    assert said
    assert not [each for each in said if b"Sample" in each]
    assert not again.files.open_again()


def test_where_there_is_no_place_for_notices_none_is_offered(open_window: OpenWindow, sample_path: Path) -> None:
    window = open_window(sample_path, "today")
    assert not notice.possible()
    window.settings.put(NOTICE, YES)
    workspace_of(window).today.tell()
    window.actions_._preferences()
    (asked,) = window.findChildren(Preferences)
    assert not asked.notice.isEnabled()
    asked.accept()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")
def test_once_a_day_how_much_is_due(
    open_window: OpenWindow, sample_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    said: list[str] = []
    monkeypatch.setattr(notice, "possible", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _icon, _title, words, *_more: said.append(words))
    window = open_window(sample_path, "today")
    today = workspace_of(window).today
    today.tell()
    assert window.settings.get(NOTICE) == "", "only where it is wished"
    window.settings.put(NOTICE, YES)
    today.tell()
    today.tell()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["1 thing is due today."]
