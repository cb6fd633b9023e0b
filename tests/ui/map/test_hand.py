"""A dot in the hand: dragged, dropped, let go, and what becomes of it when the plan changes meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.diagram import MapGroup, MapPeople, hit
from desktop.plan.edits import KEEP
from desktop.ui.map.tray import MIME_TYPE
from desktop.ui.palette import LIGHT
from tests.diagram.made_up import made_up
from tests.ui.map.desk import LEFT, Desk, close

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_dragged_dot_follows_the_pointer_and_ends_in_the_band(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    start, end = desk.spot(rosalind), desk.into(rosalind, 1)
    desk.drag(start, end, drop=False)
    assert desk.view.position_of(rosalind) == QPointF(end)
    assert close(desk.colour_at(end), QColor(LIGHT.groups[2])), "painted under the pointer"
    assert desk.view.lit_cell() == ("ally", 2)
    desk.release(end)
    assert desk.moves == [(rosalind, "ally", KEEP, None)]
    desk.view.finish()
    assert desk.view.lit_cell() is None
    arrangement = desk.stage.chart.arrangement
    where = desk.spot(rosalind)
    assert hit(arrangement, *desk.stage.camera.to_map(where.x(), where.y())) == (1, 2)
    assert close(desk.colour_at(desk.spot(rosalind)), QColor(LIGHT.groups[2]))


def test_the_band_under_the_pointer_lights_up(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    inside = desk.into(rosalind, 0)
    probe = inside + QPoint(0, 24)
    before = desk.colour_at(probe)
    desk.drag(desk.spot(rosalind), inside, drop=False)
    lit = desk.colour_at(probe)
    assert not close(before, lit, 4)
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_Escape)
    assert close(desk.colour_at(probe), before, 2)


def test_escape_puts_the_person_back(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    start, end = desk.spot(rosalind), desk.into(rosalind, 0)
    still = desk.inside()
    desk.drag(start, end, drop=False)
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_Escape)
    assert desk.spot(rosalind) == start
    desk.release(end)
    assert desk.moves == []
    desk.move(QPoint(2, 2))
    desk.view.finish()
    assert desk.inside() == still


def test_dropping_in_another_sector_changes_the_group(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    desk.drag(desk.spot(rosalind), desk.into(rosalind, 2, group=6))
    assert desk.moves == [(rosalind, "acquaintance", desk.people.groups[6].id, None)]


def test_dropping_within_the_same_cell_places_by_hand(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    end = desk.spot(rosalind) + QPoint(-16, 12)
    desk.drag(desk.spot(rosalind), end)
    (move,) = desk.moves
    assert move[:3] == (rosalind, "acquaintance", KEEP)
    assert isinstance(move[3], tuple)
    desk.view.finish()
    assert (desk.spot(rosalind) - end).manhattanLength() <= 2, "stays where it was put"


def test_dropping_outside_changes_nothing(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    start = desk.spot(rosalind)
    desk.drag(start, QPoint(4, 4))
    assert desk.moves == []
    assert desk.spot(rosalind) == start


def test_a_move_that_is_not_taken_up_goes_back(desk: Desk) -> None:
    desk.view.moved.disconnect(desk.take_up)
    rosalind = desk.named("Rosalind")
    start = desk.spot(rosalind)
    desk.drag(start, desk.into(rosalind, 0))
    assert desk.spot(rosalind) == start


def test_nothing_moves_while_editing_is_off(desk: Desk) -> None:
    desk.view.set_editable(False)
    rosalind = desk.named("Rosalind")
    desk.drag(desk.spot(rosalind), desk.into(rosalind, 0))
    desk.view.select(rosalind)
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert desk.moves == []


def drag_data(text: str) -> QMimeData:
    data = QMimeData()
    data.setData(MIME_TYPE, text.encode("ascii"))
    return data


def test_a_waiting_person_dropped_on_the_map_is_placed(desk: Desk) -> None:
    placed: list[tuple[int, str, object]] = []
    desk.view.placed.connect(lambda *args: placed.append(args))
    at, data = desk.into(desk.named("Rosalind"), 1, group=3), drag_data("4711")
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, action, data, LEFT, none)
    QApplication.sendEvent(desk.port, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(desk.port, QDragMoveEvent(at, action, data, LEFT, none))
    assert desk.view.lit_cell() == ("ally", 3)
    drop = QDropEvent(QPointF(at), action, data, LEFT, none)
    QApplication.sendEvent(desk.port, drop)
    assert drop.isAccepted()
    assert placed == [(4711, "ally", desk.people.groups[3].id)]
    assert desk.view.lit_cell() is None


def test_what_is_no_person_is_not_let_in(desk: Desk) -> None:
    placed: list[object] = []
    desk.view.placed.connect(lambda *args: placed.append(args))
    text = QMimeData()
    text.setText("hello")
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    for data in (text, drag_data("not a number"), drag_data("-3"), drag_data("")):
        enter = QDragEnterEvent(QPoint(300, 300), action, data, LEFT, none)
        QApplication.sendEvent(desk.port, enter)
        assert not enter.isAccepted()
    person = drag_data("5")  # the events only point at it
    QApplication.sendEvent(desk.port, QDragEnterEvent(QPoint(3, 3), action, person, LEFT, none))
    QApplication.sendEvent(desk.port, QDropEvent(QPointF(3, 3), action, person, LEFT, none))
    QApplication.sendEvent(desk.port, QDragEnterEvent(QPoint(300, 300), action, person, LEFT, none))
    QApplication.sendEvent(desk.port, QDragLeaveEvent())
    assert desk.view.lit_cell() is None
    assert placed == []


def test_the_person_in_the_hand_goes_away(desk: Desk) -> None:
    """Another edit takes the dragged person and others off the map, as undoing an import may."""
    rosalind = desk.named("Rosalind")
    desk.drag(desk.spot(rosalind), desk.into(rosalind, 0), drop=False)
    desk.view.set_people(made_up(3))
    desk.picture()
    desk.release(QPoint(400, 300))
    desk.view.finish()
    assert desk.moves == []
    assert desk.view.position_of(rosalind) is None
    assert not desk.picture().isNull()


def test_others_come_and_go_while_somebody_is_in_the_hand(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    end = desk.into(rosalind, 1)
    desk.drag(desk.spot(rosalind), end, drop=False)
    keep = np.arange(desk.people.count) >= desk.row(rosalind)
    people = desk.people
    desk.people = replace(
        people,
        ids=people.ids[keep],
        names=[name for name, kept in zip(people.names, keep, strict=True) if kept],
        tier=people.tier[keep],
        group=people.group[keep],
        key=people.key[keep],
        heading=people.heading[keep],
        influence=people.influence[keep],
        pinned=people.pinned[keep],
        ties=np.empty((0, 2), np.int32),
        strength=np.empty(0, np.int8),
        roles=(),
    )
    desk.view.set_people(desk.people)
    desk.view.finish()
    assert desk.view.position_of(rosalind) == QPointF(end), "still in the hand"
    desk.release(end)
    assert [move[:2] for move in desk.moves] == [(rosalind, "ally")]
    desk.view.finish()
    assert not desk.picture().isNull()


def test_a_group_without_people_and_people_without_groups(qtbot: QtBot) -> None:
    desk = Desk(qtbot, made_up(3, group_count=0))
    contact = int(desk.people.ids[0])
    spot = desk.spot(contact)
    centre = desk.stage.camera
    towards_you = QPoint(round(centre.x), round(centre.y)) + QPoint(6, 6)
    desk.drag(spot, towards_you)
    assert [move[:3] for move in desk.moves] == [(contact, "advocate", KEEP)]
    lonely = Desk(qtbot, MapPeople.empty((MapGroup(1, "Only <b>one</b>", True),)))
    assert not lonely.picture().isNull()


def test_thousands_are_drawn_in_slices_while_the_hand_works(qtbot: QtBot) -> None:
    desk = Desk(qtbot, made_up(5_000))
    desk.stage.redraw()
    assert not desk.stage.at_rest
    contact = int(desk.people.ids[np.argmin(desk.people.tier)])
    desk.drag(desk.spot(contact), desk.into(contact, 3), drop=False)
    assert desk.view.position_of(contact) == QPointF(desk.into(contact, 3))
    desk.release(desk.into(contact, 3))
    qtbot.waitUntil(lambda: desk.stage.at_rest and desk.stage.held is None)
    assert desk.moves == [(contact, "aware", KEEP, None)]
