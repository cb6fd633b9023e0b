"""The tray of waiting people, with real keys."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest

from desktop.ui.map.tray import Tray, dot_and_name, dragged_person

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PEOPLE = {11: "Łukasz Żak", 12: "田中美咲", 13: "Zoë O'Hara", 14: "<b>Bold</b>"}


@pytest.fixture
def tray(qtbot: QtBot) -> Tray:
    tray = Tray()
    qtbot.addWidget(tray)
    tray.set_people(list(PEOPLE), list(PEOPLE.values()))
    with qtbot.waitExposed(tray):
        tray.show()
    return tray


def names(tray: Tray) -> list[str]:
    return [tray.model.data(tray.model.index(row)) for row in range(tray.model.rowCount())]


def test_everybody_who_waits_is_listed(tray: Tray) -> None:
    assert names(tray) == list(PEOPLE.values())
    assert tray.title.text() == "4 people waiting"
    tray.set_people([11], ["Łukasz Żak"])
    assert tray.title.text() == "1 person waiting"


def test_the_filter_finds_any_spelling(tray: Tray) -> None:
    QTest.keyClicks(tray.filter, "luk")
    assert names(tray) == ["Łukasz Żak"]
    tray.filter.setText("美咲")
    assert names(tray) == ["田中美咲"]
    tray.filter.setText("nobody at all")
    assert names(tray) == []
    tray.filter.clear()
    assert len(names(tray)) == 4


def test_the_filter_stays_when_the_people_change(tray: Tray) -> None:
    tray.filter.setText("zo")
    tray.set_people([13, 15, 16], ["Zoë O'Hara", "Zoran", "Ana"])
    assert names(tray) == ["Zoë O'Hara", "Zoran"]
    assert tray.model.person(tray.model.index(1)) == 15


def test_a_drag_carries_the_person(tray: Tray) -> None:
    tray.filter.setText("zo")
    index = tray.model.index(0)
    assert tray.model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    assert dragged_person(tray.model.mimeData([index])) == 13
    assert not tray.model.flags(QModelIndex()) & Qt.ItemFlag.ItemIsDropEnabled


def test_keys_place_and_open(tray: Tray) -> None:
    placed: list[tuple[int, str]] = []
    opened: list[int] = []
    chosen: list[object] = []
    tray.placed.connect(lambda *args: placed.append(args))
    tray.activated.connect(opened.append)
    tray.selected.connect(chosen.append)
    tray.list.setFocus()
    tray.list.setCurrentIndex(tray.model.index(0))
    QTest.keyClick(tray.list, Qt.Key.Key_Down)
    QTest.keyClick(tray.list, Qt.Key.Key_2)
    QTest.keyClick(tray.list, Qt.Key.Key_Return)
    assert placed == [(12, "ally")]
    assert opened == [12]
    assert not chosen, "going through the list opens nobody"


def at(tray: Tray, row: int) -> QPoint:
    return tray.list.visualRect(tray.model.index(row)).center()


def test_a_person_is_chosen_when_the_button_is_let_go(tray: Tray) -> None:
    chosen: list[object] = []
    tray.selected.connect(chosen.append)
    QTest.mousePress(tray.list.viewport(), Qt.MouseButton.LeftButton, pos=at(tray, 1))
    assert not chosen, "it may become a drag"
    QTest.mouseRelease(tray.list.viewport(), Qt.MouseButton.LeftButton, pos=at(tray, 1))
    assert chosen == [12]


def test_other_people_choose_nobody_and_the_keys_stay_on_the_same_person(tray: Tray) -> None:
    QTest.mouseClick(tray.list.viewport(), Qt.MouseButton.LeftButton, pos=at(tray, 2))
    chosen: list[object] = []
    tray.selected.connect(chosen.append)
    tray.set_people([13, 14], [PEOPLE[i] for i in (13, 14)])
    assert tray.model.person(tray.list.currentIndex()) == 13
    tray.set_people([9, 11, 13, 14], ["New", *(PEOPLE[i] for i in (11, 13, 14))])
    assert tray.model.person(tray.list.currentIndex()) == 13
    assert not chosen


def test_a_dragged_person_is_a_dot_with_the_name(tray: Tray) -> None:
    picture = dot_and_name("A very long name " * 20, tray.list)
    width, height = picture.deviceIndependentSize().toTuple()
    assert width < 240
    assert height < 30
    assert picture.toImage().pixelColor(8, int(height / 2)) == tray.list.palette().highlight().color()


def test_a_drop_outside_is_said_in_one_quiet_line(tray: Tray) -> None:
    tray.list.missed.emit(13)
    assert tray.said.text() == "Zoë O'Hara still waits: let go over the map to place them."
    assert tray.said.isVisible()
    QTest.mousePress(tray.list.viewport(), Qt.MouseButton.LeftButton, pos=at(tray, 0))
    assert not tray.said.isVisible()


def test_thousands_wait(tray: Tray) -> None:
    tray.set_people(range(30_000), [f"Person {i}" for i in range(30_000)])
    tray.filter.setText("person 2999")
    assert len(names(tray)) == 11


def test_the_place_in_the_list_is_kept_when_one_goes(tray: Tray) -> None:
    tray.list.setCurrentIndex(tray.model.index(1))
    tray.set_people([11, 13, 14], [PEOPLE[i] for i in (11, 13, 14)])
    assert tray.model.person(tray.list.currentIndex()) == 13


def test_the_tray_comes_without_the_map() -> None:
    """pyqtgraph takes half a second to import: it may only come when the map is first shown."""
    code = "import sys, desktop.ui.map.tray; sys.exit('pyqtgraph' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
