"""The map with the keys alone, and for those who hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.plan.edits import KEEP
from desktop.ui.map.view import MapView
from desktop.ui.palette import LIGHT
from tests.diagram.made_up import made_up

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.map.desk import Desk


def test_keys_walk_the_people_move_them_and_open_them(qtbot: QtBot, desk: Desk) -> None:
    canvas, opened = desk.view.canvas, []
    desk.view.activated.connect(opened.append)
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    first = desk.view.selection
    assert first is not None
    assert desk.people.tier[desk.row(first)] == 0
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    second = desk.view.selection
    assert second not in (None, first)
    QTest.keyClick(canvas, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert desk.view.selection == first
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert opened == [first]
    QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert desk.moves == [(first, "ally", KEEP, None)]
    QTest.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert desk.moves[1:] == [(first, "advocate", KEEP, None)], "nobody is nearer than an advocate"
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert desk.view.selection is None


@pytest.mark.parametrize(
    ("key", "dx", "dy"),
    [(Qt.Key.Key_Left, -1, 0), (Qt.Key.Key_Right, 1, 0), (Qt.Key.Key_Up, 0, -1), (Qt.Key.Key_Down, 0, 1)],
)
def test_arrows_go_the_way_they_point(desk: Desk, key: Qt.Key, dx: int, dy: int) -> None:
    torvald = desk.named("Torvald")
    desk.view.select(torvald)
    QTest.keyClick(desk.view.canvas, key)
    assert desk.view.selection is not None
    step = desk.spot(desk.view.selection) - desk.spot(torvald)
    assert step.x() * dx + step.y() * dy > 0


def test_tab_leaves_the_map_after_the_last_person(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    view, after = MapView(LIGHT), QLineEdit()
    layout.addWidget(view)
    layout.addWidget(after)
    view.set_people(made_up(2))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    view.setFocus()
    for _ in range(2 + len(view.canvas.stage.chart.people.gaps)):
        QTest.keyClick(view.canvas, Qt.Key.Key_Tab)
        assert view.canvas.hasFocus()
    QTest.keyClick(view.canvas, Qt.Key.Key_Tab)
    assert not view.canvas.hasFocus()
    assert after.hasFocus()
    view.finish()


def test_the_chosen_person_is_told_to_those_who_listen(desk: Desk) -> None:
    canvas = desk.view.canvas
    assert canvas.accessibleName()
    assert "Tab" in canvas.accessibleDescription()
    desk.view.select(desk.named("Rosalind"))
    assert (
        canvas.accessibleDescription() == "Rosalind Achterveld, Acquaintance, Operations & Assurance, key relationship"
    )
