"""People on the clipboard and dragged, in and out; words in fields are left to the fields."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.ui.dialogs.bring_in import BringIn
from desktop.ui.main_window import MainWindow
from desktop.ui.people.carried import CARDS
from desktop.ui.people.menu import fill_menu
from desktop.ui.people.screen import PeopleScreen
from desktop.ui.session import Session

from .conftest import OpenWindow


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path)


def parts(window: MainWindow) -> tuple[Session, PeopleScreen]:
    assert window.session is not None
    assert window.workspace is not None
    screen = window.workspace.made("people")
    assert isinstance(screen, PeopleScreen)
    return window.session, screen


def action(window: MainWindow, words: str) -> QAction:
    menus = window.menuBar().findChildren(QMenu)
    return next(each for menu in menus for each in menu.actions() if each.text() == words)


def held() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def choose(screen: PeopleScreen, *rows: int) -> list[str]:
    screen.table.clearSelection()
    for row in rows:
        index = screen.model.index(row, 1)
        screen.table.selectionModel().select(
            index,
            screen.table.selectionModel().SelectionFlag.Select | screen.table.selectionModel().SelectionFlag.Rows,
        )
    screen.table.setFocus()
    return [str(screen.model.index(row, 1).data()) for row in rows]


def test_chosen_people_are_copied_as_a_table_and_as_cards_without_what_was_thought_of_them(
    window: MainWindow, qtbot: QtBot
) -> None:
    session, screen = parts(window)
    names = choose(screen, 0, 2)
    noted = {"note": "Never on time", "tags": ("difficult",), "email": "a@b.example"}
    edits.change(session.plan, r.Contact, screen.table.people()[0], "", **noted)
    qtbot.keyClick(screen.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    table, cards = held().text(), bytes(held().data(CARDS).data()).decode()
    lines = [line.split("\t") for line in table.splitlines()]
    assert lines[0] == ["Name", "Role", "Organisation", "E-mail", "Telephone", "Web page"]
    assert [line[0] for line in lines[1:]] == names
    assert lines[1][3] == "a@b.example"
    assert all(f"FN:{name}" in cards for name in names)
    for secret in ("Never on time", "difficult", "Advocate", "Ally", "CATEGORIES", "NOTE"):
        assert secret not in table + cards
    assert window.workspace is not None
    assert window.workspace.banner.text.startswith("2 people were copied")


def test_one_who_is_right_clicked_is_copied_too(window: MainWindow) -> None:
    session, screen = parts(window)
    (name,) = choose(screen, 1)
    menu = QMenu(window)
    fill_menu(menu, screen.table.people(), session, window)
    next(each for each in menu.actions() if each.text() == "Copy").trigger()
    assert held().text().splitlines()[1].startswith(name)


def test_what_was_copied_is_offered_to_another_plan_as_people(
    open_window: OpenWindow, window: MainWindow, empty_path: Path, qtbot: QtBot
) -> None:
    _session, screen = parts(window)
    names = choose(screen, 0, 1, 2)
    action(window, "Copy").trigger()
    window.close()
    other = open_window(empty_path)
    session, into = parts(other)
    into.name_people()
    qtbot.keyClick(into.naming.name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (asked,) = other_dialogs(other)
    qtbot.waitUntil(asked.does.isEnabled)
    asked.does.click()
    qtbot.waitUntil(lambda: read.counts(session.plan).waiting == 3)
    assert {name for name, _latin in read.names(session.plan).values()} >= set(names)


def test_in_a_field_words_are_copied_and_pasted(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    choose(screen, 0)
    before = read.counts(session.plan)
    screen.naming.name.setFocus()
    screen.naming.name.setText("Ottoline")
    screen.naming.name.selectAll()
    qtbot.keyClick(screen.naming.name, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert (held().text(), held().hasFormat(CARDS)) == ("Ottoline", False)
    action(window, "Cut").trigger()
    assert screen.naming.name.text() == ""
    action(window, "Paste").trigger()
    assert screen.naming.name.text() == "Ottoline"
    assert other_dialogs(window) == []
    assert read.counts(session.plan) == before


def other_dialogs(window: MainWindow) -> list[BringIn]:
    return window.findChildren(BringIn)


def test_nobody_chosen_is_said(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("mine")
    _session, screen = parts(window)
    screen.table.clearSelection()
    screen.table.setFocus()
    action(window, "Copy").trigger()
    assert window.workspace is not None
    assert window.workspace.banner.text == "Choose the people to copy first."
    assert held().text() == "mine"


def test_people_dragged_out_are_the_same_as_copied(window: MainWindow) -> None:
    _session, screen = parts(window)
    names = choose(screen, 3, 1)
    assert screen.table.dragEnabled()
    data = screen.model.mimeData(screen.table.selectionModel().selectedIndexes())
    assert [line.split("\t")[0] for line in data.text().splitlines()[1:]] == sorted(names, key=names[::-1].index)
    assert screen.model.supportedDragActions() == Qt.DropAction.CopyAction


def test_select_all_takes_everybody_in_the_table_and_on_the_map(window: MainWindow, qtbot: QtBot) -> None:
    _session, screen = parts(window)
    screen.table.setFocus()
    action(window, "Select all").trigger()
    assert len(screen.table.people()) == screen.model.rowCount()
    assert window.workspace is not None
    window.workspace.show_screen("map")
    window.workspace.finish()
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(window.workspace.selected_people()) > 1
