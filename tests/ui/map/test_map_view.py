"""What the map shows: everybody in their place, who is chosen, who stands out, and odd people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from desktop.diagram import MapPeople
from desktop.plan.edits import KEEP
from desktop.ui.palette import LIGHT
from tests.diagram.made_up import made_up
from tests.ui.map.desk import Desk, close

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_every_dot_is_painted_where_the_map_says(desk: Desk) -> None:
    image = desk.picture()
    for contact in desk.people.ids.tolist():
        row = desk.row(contact)
        group = QColor(LIGHT.groups[int(desk.people.group[row]) % 12])
        hollow = desk.people.tier[row] == 4
        inside = image.pixelColor(desk.spot(contact))
        assert close(inside, QColor(LIGHT.panel) if hollow else group), desk.people.names[row]


def test_click_chooses_and_empty_ground_lets_go(desk: Desk) -> None:
    chosen: list[object] = []
    desk.view.selected.connect(chosen.append)
    rosalind = desk.named("Rosalind")
    desk.press(desk.spot(rosalind))
    desk.release(desk.spot(rosalind))
    assert desk.view.selection == rosalind
    ring = desk.spot(rosalind) + QPoint(0, -round(desk.stage.dot_radius(desk.row(rosalind)) + 7))
    desk.view.finish()
    assert close(desk.colour_at(ring), QColor(LIGHT.accent), 60)
    desk.press(QPoint(4, desk.port.height() - 4))
    desk.release(QPoint(4, desk.port.height() - 4))
    assert chosen == [rosalind, None]


def test_choosing_from_outside_says_nothing(desk: Desk) -> None:
    chosen: list[object] = []
    desk.view.selected.connect(chosen.append)
    desk.view.select(desk.named("Rosalind"))
    desk.view.select(None)
    desk.view.select(999_999)
    assert chosen == []


def test_the_chosen_person_stays_chosen_after_a_change(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    desk.view.select(rosalind)
    desk.take_up(rosalind, "ally", KEEP, None)
    desk.view.finish()
    assert desk.view.selection == rosalind


def test_the_filter_dims_the_rest(desk: Desk) -> None:
    rosalind, torvald = desk.named("Rosalind"), desk.named("Torvald")
    mask = desk.people.ids == rosalind
    desk.view.set_filter(mask)
    desk.view.finish()
    assert close(desk.colour_at(desk.spot(rosalind)), QColor(LIGHT.groups[2]))
    assert not close(desk.colour_at(desk.spot(torvald)), QColor(LIGHT.groups[7]), 60)
    desk.view.set_filter(None)
    desk.view.finish()
    assert close(desk.colour_at(desk.spot(torvald)), QColor(LIGHT.groups[7]))


def test_the_filter_outlives_a_redraw(desk: Desk) -> None:
    rosalind, torvald = desk.named("Rosalind"), desk.named("Torvald")
    desk.view.set_filter(desk.people.ids == rosalind)
    desk.stage.zoom(1.2, 450, 350)
    desk.view.finish()
    assert not close(desk.colour_at(desk.spot(torvald)), QColor(LIGHT.groups[7]), 60)


def test_choosing_somebody_while_the_filter_is_being_drawn(desk: Desk) -> None:
    rosalind, torvald = desk.named("Rosalind"), desk.named("Torvald")
    desk.view.set_filter(desk.people.ids == rosalind)
    desk.view.select(rosalind)
    desk.view.finish()
    assert not close(desk.colour_at(desk.spot(torvald)), QColor(LIGHT.groups[7]), 60)


def test_nobody_yet(qtbot: QtBot) -> None:
    desk = Desk(qtbot, MapPeople.empty())
    empty = desk.picture()
    assert desk.view.position_of(1) is None
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Plus):
        QTest.keyClick(desk.view.canvas, key)
    desk.drag(QPoint(300, 300), QPoint(320, 320))
    desk.view.fit()
    desk.view.set_people(made_up(1))
    desk.view.finish()
    assert desk.picture() != empty
    assert desk.moves == []


def test_names_are_never_markup(qtbot: QtBot) -> None:
    people = replace(made_up(1), names=["<h1>Bobby</h1> & <img src=x>"], roles=['<b>Head</b> of "R&D"'])
    desk = Desk(qtbot, people)
    tip = desk.view.canvas.tip(0)
    assert "<h1>" not in tip
    assert "&lt;h1&gt;Bobby&lt;/h1&gt; &amp; &lt;img src=x&gt;" in tip
    assert "&lt;b&gt;Head&lt;/b&gt;" in tip


def test_odd_names_are_drawn(qtbot: QtBot) -> None:
    names = ["", " ", "X" * 500, "سلمى الغيمري", "月見里 燈子", "a\nb\tc", "👩‍🚀 Ripley", "O. Henry", "Zo\u0308e\u0301"]
    people = replace(made_up(len(names)), names=names)
    desk = Desk(qtbot, people)
    desk.view.set_purpose("<b>not bold</b> " * 20)
    for contact in people.ids.tolist():
        desk.view.select(contact)
        desk.move(desk.spot(contact))
        desk.view.finish()
        assert not desk.picture().isNull()
