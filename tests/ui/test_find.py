"""Search by hand: people in any script first, then what was written about them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.ui.find.box import FindBox
from desktop.ui.main_window import MainWindow
from desktop.ui.session import Session

from .conftest import OpenWindow


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path)


def parts(window: MainWindow) -> tuple[Session, FindBox]:
    assert window.session is not None
    assert window.workspace is not None
    return window.session, window.workspace.search


def name_of(session: Session) -> str:
    assert session.person is not None
    return read.names(session.plan)[session.person][0]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rosal", "Rosalind Achterveld"),
        ("zurko", "Bartłomiej Żurkowiak"),
        ("الغيم", "سلمى الغيمري"),
        ("清", "澹台清遥"),
    ],
)
def test_type_a_part_of_a_name_and_press_enter(window: MainWindow, qtbot: QtBot, typed: str, found: str) -> None:
    session, box = parts(window)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is box
    box.insert(typed)
    box.textEdited.emit(box.text())
    assert box.list.isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert name_of(session) == found
    assert not box.list.isVisible()
    assert box.text() == ""


def test_what_was_written_leads_to_the_person(window: MainWindow, qtbot: QtBot) -> None:
    session, box = parts(window)
    window.find()
    qtbot.keyClicks(box, "nuisance alarms")
    assert box.results.found[0].about.endswith("· Rosalind Achterveld")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert name_of(session) == "Rosalind Achterveld"


def test_arrows_and_the_mouse_choose(window: MainWindow, qtbot: QtBot) -> None:
    session, box = parts(window)
    window.find()
    qtbot.keyClicks(box, "a")
    names = [found.text for found in box.results.found]
    assert len(names) > 3
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert name_of(session) == names[1]
    window.find()
    qtbot.keyClicks(box, "a")
    where = box.list.visualRect(box.results.index(2)).center()
    qtbot.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert name_of(session) == names[2]


def test_esc_closes_the_list_then_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    _session, box = parts(window)
    window.find()
    qtbot.keyClicks(box, "ros")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.list.isVisible()
    assert box.text() == "ros"
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert QApplication.focusWidget() is not box


def test_nothing_found_shows_nothing(window: MainWindow, qtbot: QtBot) -> None:
    session, box = parts(window)
    window.find()
    qtbot.keyClicks(box, "qqqq")
    assert not box.list.isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert session.person is None


def test_what_is_found_is_not_markup(window: MainWindow, qtbot: QtBot) -> None:
    session, box = parts(window)
    session.do(lambda: edits.change(session.plan, r.Contact, 8, name="<img src=x>Ada"))
    window.find()
    qtbot.keyClicks(box, "<img")
    assert box.results.found[0].text == "<img src=x>Ada"
    box.list.grab()


def test_a_command_of_the_menus_is_found_and_done(window: MainWindow, qtbot: QtBot) -> None:
    _session, box = parts(window)
    window.find()
    qtbot.keyClicks(box, "initials")
    found = [each for each in box.results.found if each.action is not None]
    assert [each.text for each in found] == ["Initials for names"]
    assert found[0].about == "View · F8"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.covers.names_hidden
    assert not box.list.isVisible()


def test_the_menus_help_to_find_a_command_and_people_come_first(window: MainWindow, qtbot: QtBot) -> None:
    _session, box = parts(window)
    window.find()
    qtbot.keyClicks(box, "export peo")
    assert [each.text for each in box.results.found if each.action] == ["People, network, dates…"]
    box.clear()
    qtbot.keyClicks(box, "ma")
    kinds = [each.action is not None for each in box.results.found if each.person == 0 or each.text]
    assert kinds[0] is False
    assert "Map" in [each.text for each in box.results.found if each.action]


def test_what_cannot_be_done_now_is_not_offered(open_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> None:
    window = open_window(sample_path)
    _session, box = parts(window)
    window.find()
    qtbot.keyClicks(box, "undo")
    assert not [each for each in box.results.found if each.action]
