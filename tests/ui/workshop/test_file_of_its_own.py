"""A facilitator's file has a window of its own kind; a personal plan shows nothing of it."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import read, read_workshop, workshop_edits
from desktop.plan.file import Plan
from desktop.samples import new_plan
from desktop.ui import shot
from desktop.ui.main_window import MainWindow
from desktop.ui.screens import WORKSHOP, screens
from desktop.ui.theme import Theme
from desktop.ui.workshop.listen import ListenScreen
from desktop.ui.workshop.persuade import PersuadeScreen
from desktop.ui.workshop.themes import ThemesScreen
from tests.ui.conftest import TODAY, OpenWindow
from tests.ui.workshop.hands import Hands


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workshop") / "Workshop.rapport"
    new_plan(path, "workshop")
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "Workshop.rapport"))


@pytest.fixture
def hands(open_window: OpenWindow, path: Path, qtbot: QtBot) -> Hands:
    return Hands(qtbot, open_window(path, "workshop"))


def shown_actions(window: MainWindow) -> set[str]:
    menus = window.menuBar().findChildren(QMenu)
    return {action.text() for menu in menus for action in menu.actions() if action.isVisible()}


def navigation(window: MainWindow) -> list[str]:
    assert window.workspace is not None
    buttons = window.workspace.findChildren(QPushButton)
    return [each.text() for each in buttons if each.property("role") == "screen"]


def test_each_kind_of_file_has_its_own_short_list(hands: Hands, open_window: OpenWindow, sample_path: Path) -> None:
    assert navigation(hands.window) == list(screens(WORKSHOP).values())
    mine = open_window(sample_path)
    assert navigation(mine) == list(screens().values())
    assert not {"Persuade", "Listen by phone", "Themes", "For the participants…"} & shown_actions(mine)
    assert not {"Map", "Reviews", "Note a conversation…", "Copy for my coach…"} & shown_actions(hands.window)
    assert "New workshop…" in shown_actions(mine)


def test_what_is_out_of_sight_has_no_keys(hands: Hands) -> None:
    for action in hands.window.findChildren(QAction):
        if not action.isVisible() and action.shortcuts():
            assert not action.isEnabled(), action.text()


def test_somebody_found_is_shown_where_they_are_persuaded(hands: Hands) -> None:
    hands.window.find()
    hands.write("desmond")
    hands.press(Qt.Key.Key_Return)
    screen = hands.workspace.made("persuade")
    assert isinstance(screen, PersuadeScreen)
    assert hands.workspace.current == "persuade"
    assert screen.person.name.text() == "Desmond Quarshie-Blythe"


def test_what_was_said_is_found_where_it_was_said(hands: Hands) -> None:
    hands.window.find()
    hands.write("rescued pipe")
    hands.press(Qt.Key.Key_Return)
    screen = hands.workspace.made("listen")
    assert isinstance(screen, ListenScreen)
    assert hands.workspace.current == "listen"
    assert screen.call.title.text() == "Tamsin Adeyemi-Roe"
    assert "rescued our pipe crossing" in screen.call.answers["A2"].text.toPlainText()


def begin_a_call(hands: Hands, turn: int) -> int:
    person = hands.room.participants[turn].person
    hands.workspace.show_screen("listen")
    screen = hands.workspace.made("listen")
    assert isinstance(screen, ListenScreen)
    screen.open_call(person)
    screen.call.begin_or_end()
    assert screen.call.running
    assert person is not None
    return person


def without_minutes(hands: Hands, person: int) -> None:
    assert hands.window.session is not None
    workshop_edits.call(hands.window.session.plan, person, minutes=None)


def test_how_long_a_call_was_is_kept_when_another_one_is_opened(hands: Hands) -> None:
    without_minutes(hands, first := begin_a_call(hands, 0))
    begin_a_call(hands, 1)
    interview = hands.room.interview(first)
    assert interview is not None
    assert interview.minutes == 1


def test_how_long_a_call_was_is_kept_when_the_window_closes_from_another_screen(hands: Hands, path: Path) -> None:
    without_minutes(hands, person := begin_a_call(hands, 0))
    hands.workspace.show_screen("day")
    hands.window.close()
    plan = Plan.open(path)
    interview = read_workshop.room(plan).interview(person)
    plan.close()
    assert interview is not None
    assert interview.minutes == 1


def test_initials_stand_for_names_here_too(hands: Hands) -> None:
    hands.show(2)
    hands.window.covers.toggle_names()
    screen = hands.workspace.made("persuade")
    assert isinstance(screen, PersuadeScreen)
    names = [screen.list.item(row, 0) for row in range(screen.list.rowCount())]
    assert len(names) == 9
    assert not [item for item in names if item is not None and "Desmond" in item.text()]
    hands.window.covers.toggle_names()


def test_whose_words_they_are_is_not_shown_among_the_themes(hands: Hands) -> None:
    screen = hands.show(4)
    assert isinstance(screen, ThemesScreen)
    said = {saying.text.toPlainText() for saying in screen.sayings.all()}
    assert "Agreeing the access road in a single meeting." in said
    assert "Please stop me when I start to explain the programme." not in said, "it stays between the two"
    assert screen.untold.text() == "1 answer stays between the two of you."


def test_the_disposal_date_is_proposed_from_the_day(hands: Hands) -> None:
    from desktop.ui.workshop.overview import OverviewScreen

    screen = hands.workspace.made("workshop")
    assert isinstance(screen, OverviewScreen)
    hands.push(screen.propose)
    assert hands.window.session is not None
    info = read.record(hands.window.session.plan, r.PlanInfo, 1)
    assert info is not None
    assert info.retention_until == "2028-02-14"


def test_every_screen_can_be_drawn_narrow_and_dark(path: Path, theme: Theme) -> None:
    from desktop.plan.file import Plan

    with Plan.open_to_read(path) as plan:
        for screen in screens(WORKSHOP):
            assert shot.draw(plan, screen, (1024, 640), theme, lambda: TODAY).startswith(b"\x89PNG")
        with pytest.raises(shot.NoSuchScreen):
            shot.draw(plan, "map", (1024, 640), theme, lambda: TODAY)
