"""Several people at once: a box or a line drawn around them, clicks and keys; moved together, looked at, left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.diagram import within
from desktop.plan.edits import KEEP
from desktop.ui.palette import LIGHT
from tests.diagram.made_up import made_up
from tests.ui.map.desk import LEFT, Desk, close

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def around(desk: Desk, people: set[int]) -> tuple[QPoint, QPoint]:
    """The corners of a box with these people in it."""
    spots = [desk.spot(each) for each in people]
    left, top = min(at.x() for at in spots) - 12, min(at.y() for at in spots) - 12
    return QPoint(left, top), QPoint(max(at.x() for at in spots) + 12, max(at.y() for at in spots) + 12)


def inside(desk: Desk, start: QPoint, end: QPoint) -> set[int]:
    return {
        each
        for each in desk.people.ids.tolist()
        if start.x() <= desk.spot(each).x() <= end.x() and start.y() <= desk.spot(each).y() <= end.y()
    }


def drag(desk: Desk, way: list[QPoint], keys: Qt.KeyboardModifier) -> None:
    QTest.mousePress(desk.port, LEFT, keys, way[0])
    for at in way[1:]:
        desk.move(at)
    QTest.mouseRelease(desk.port, LEFT, keys, way[-1])


def two(desk: Desk) -> set[int]:
    return {desk.named("Rosalind"), desk.named("Emrys")}


def test_a_box_chooses_who_is_inside(desk: Desk) -> None:
    told: list[object] = []
    desk.view.several_chosen.connect(told.append)
    start, end = around(desk, two(desk))
    wanted = inside(desk, start, end)
    drag(desk, [start, start + (end - start) / 2, end], SHIFT)
    assert set(desk.view.picked) == wanted
    assert len(wanted) >= 2
    assert told == [frozenset(wanted)]
    assert desk.moves == []
    desk.view.finish()
    rosalind = desk.named("Rosalind")
    rim = round(desk.stage.dot_radius(desk.row(rosalind)) + 7)
    assert close(desk.colour_at(desk.spot(rosalind) - QPoint(0, rim)), QColor(LIGHT.accent), 60)
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_Escape)
    assert desk.view.picked == ()
    assert told[-1] == frozenset()


def test_a_line_goes_around_them_and_both_keys_add(desk: Desk) -> None:
    rosalind, torvald, owain = desk.named("Rosalind"), desk.named("Torvald"), desk.named("Owain")
    QTest.mouseClick(desk.port, LEFT, pos=desk.spot(torvald))
    QTest.mouseClick(desk.port, LEFT, CTRL, desk.spot(owain))
    assert set(desk.view.picked) == {torvald, owain}
    at = desk.spot(rosalind)
    turn = np.linspace(0, 2 * np.pi, 24)
    ring = [at + QPointF(26 * float(np.cos(t)), 26 * float(np.sin(t))).toPoint() for t in turn]
    drag(desk, ring, CTRL)
    alone = desk.view.picked
    assert rosalind in alone
    assert torvald not in alone
    QTest.mouseClick(desk.port, LEFT, pos=desk.spot(torvald))
    start, end = around(desk, {rosalind})
    drag(desk, [start, end], SHIFT | CTRL)
    assert {rosalind, torvald} <= set(desk.view.picked)


def test_a_click_with_a_key_adds_and_takes_away(desk: Desk) -> None:
    rosalind, torvald = desk.named("Rosalind"), desk.named("Torvald")
    QTest.mouseClick(desk.port, LEFT, pos=desk.spot(rosalind))
    QTest.mouseClick(desk.port, LEFT, SHIFT, desk.spot(torvald))
    assert set(desk.view.picked) == {rosalind, torvald}
    assert "2" in desk.view.canvas.accessibleDescription()
    QTest.mouseClick(desk.port, LEFT, SHIFT, desk.spot(torvald))
    assert desk.view.picked == (rosalind,)
    assert desk.view.selection == rosalind


def test_who_is_dimmed_is_not_chosen(desk: Desk) -> None:
    few = desk.people.group == desk.people.group[desk.row(desk.named("Rosalind"))]
    desk.view.set_filter(few)
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_A, CTRL)
    assert set(desk.view.picked) == set(desk.people.ids[few].tolist())


def test_all_who_are_chosen_go_with_the_one_in_the_hand(desk: Desk) -> None:
    moved: list[tuple[object, ...]] = []
    desk.view.several_moved.connect(lambda *args: moved.append(args))
    pair = two(desk)
    rosalind = desk.named("Rosalind")
    for n, each in enumerate(sorted(pair)):
        QTest.mouseClick(desk.port, LEFT, CTRL if n else Qt.KeyboardModifier.NoModifier, desk.spot(each))
    end = desk.into(rosalind, 0)
    desk.drag(desk.spot(rosalind), end, drop=False)
    assert desk.view.lit_cell() == ("advocate", 2)
    desk.picture()
    desk.release(end)
    assert moved == [(frozenset(pair), "advocate", KEEP)]
    assert desk.moves == []
    assert desk.stage.held is None, "nobody took it up: back where they were"
    desk.drag(desk.spot(rosalind), desk.into(rosalind, 3, group=6))
    assert moved[-1] == (frozenset(pair), "aware", desk.people.groups[6].id)
    desk.drag(desk.spot(rosalind), QPoint(4, 4))
    assert len(moved) == 2, "outside nothing changes"


def test_the_keys_choose_several_and_move_them(desk: Desk) -> None:
    moved: list[tuple[object, ...]] = []
    desk.view.several_moved.connect(lambda *args: moved.append(args))
    canvas, rosalind = desk.view.canvas, desk.named("Rosalind")
    desk.view.select(rosalind)
    QTest.keyClick(canvas, Qt.Key.Key_Left, SHIFT)
    pair = frozenset(desk.view.picked)
    assert len(pair) == 2
    assert rosalind in pair
    QTest.keyClick(canvas, Qt.Key.Key_2)
    assert moved == [(pair, "ally", KEEP)]
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert desk.view.picked == (rosalind,), "the one the keys are on is left out again"
    QTest.keyClick(canvas, Qt.Key.Key_1)
    assert desk.moves == [(rosalind, "advocate", KEEP, None)]


def test_the_keys_move_one_to_another_sector_and_aside(desk: Desk) -> None:
    canvas, rosalind = desk.view.canvas, desk.named("Rosalind")
    group = int(desk.people.group[desk.row(rosalind)])
    desk.view.select(rosalind)
    QTest.keyClick(canvas, Qt.Key.Key_Right, ALT)
    assert desk.moves == [(rosalind, "acquaintance", desk.people.groups[group + 1].id, None)]
    before = desk.spot(rosalind)
    QTest.keyClick(canvas, Qt.Key.Key_Left, CTRL | SHIFT)
    assert len(desk.moves) == 2
    assert isinstance(desk.moves[1][3], tuple)
    desk.view.finish()
    step = desk.spot(rosalind) - before
    assert -12 <= step.x() <= -4
    QTest.keyClick(canvas, Qt.Key.Key_Right, CTRL)
    assert desk.spot(rosalind).x() < before.x() - 40, "with Ctrl alone the map moves"


def test_escape_lets_go_of_a_line(desk: Desk) -> None:
    QTest.mousePress(desk.port, LEFT, SHIFT, QPoint(60, 60))
    desk.move(QPoint(600, 600))
    assert desk.stage.fenced is not None
    desk.picture()
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_Escape)
    assert desk.stage.fenced is None
    QTest.mouseRelease(desk.port, LEFT, SHIFT, QPoint(600, 600))
    assert desk.view.picked == ()


def test_those_who_are_chosen_fill_the_view(desk: Desk) -> None:
    for each in two(desk):
        QTest.mouseClick(desk.port, LEFT, CTRL, desk.spot(each))
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_Z)
    assert desk.stage.camera.scale > desk.stage.fit_scale
    room = desk.port.rect().adjusted(40, 40, -40, -40)
    assert all(room.contains(desk.spot(each)) for each in two(desk))
    desk.view.finish()
    middle = [desk.spot(each) for each in two(desk)]
    assert abs((middle[0].x() + middle[1].x()) / 2 - desk.port.width() / 2) <= 2


def test_the_menu_is_for_who_is_under_the_pointer_for_all_or_for_the_map(desk: Desk) -> None:
    asked: list[tuple[int, ...]] = []
    desk.view.menu_wanted.connect(lambda people, _at: asked.append(people))
    rosalind, torvald = desk.named("Rosalind"), desk.named("Torvald")

    def menu(at: QPoint, reason: QContextMenuEvent.Reason = QContextMenuEvent.Reason.Mouse) -> tuple[int, ...]:
        QApplication.sendEvent(desk.port, QContextMenuEvent(reason, at, desk.port.mapToGlobal(at)))
        return asked[-1]

    assert menu(desk.spot(rosalind)) == (rosalind,)
    assert desk.view.selection == rosalind
    QTest.mouseClick(desk.port, LEFT, CTRL, desk.spot(torvald))
    assert menu(desk.spot(rosalind)) == tuple(sorted((rosalind, torvald)))
    assert menu(QPoint(5, 5), QContextMenuEvent.Reason.Keyboard) == tuple(sorted((rosalind, torvald)))
    assert menu(QPoint(4, desk.port.height() - 4)) == ()
    assert desk.view.picked == ()


def test_the_small_map_shows_where_one_is_and_goes_elsewhere(desk: Desk) -> None:
    assert desk.view.canvas.overview.area(desk.stage).isEmpty(), "the whole map needs none"
    desk.stage.zoom(4, 100, 100)
    desk.view.finish()
    area = desk.view.canvas.overview.area(desk.stage)
    assert not area.isEmpty()
    still = desk.picture().copy(area.toRect())
    far = QPointF(area.right() - 20, area.center().y()).toPoint()
    QTest.mouseClick(desk.port, LEFT, pos=far)
    x, y = desk.stage.camera.to_map(desk.port.width() / 2, desk.port.height() / 2)
    assert x > 0.5
    assert abs(y) < 0.05
    desk.view.finish()
    assert desk.picture().copy(area.toRect()) != still, "the frame has moved along"
    assert desk.view.picked == ()


def test_thousands_are_chosen_and_ringed(qtbot: QtBot) -> None:
    desk = Desk(qtbot, made_up(5_000))
    plain = desk.picture()
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_A, CTRL)
    assert len(desk.view.picked) == 5_000
    desk.view.finish()
    assert desk.picture() != plain


def test_who_has_gone_is_chosen_no_longer(desk: Desk) -> None:
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_A, CTRL)
    desk.view.set_people(made_up(3))
    desk.view.finish()
    assert set(desk.view.picked) <= {3, 6, 9}


def test_within_a_line() -> None:
    xy = np.array([[1.0, 1.0], [3.0, 1.0], [1.5, 2.5], [9.0, 9.0]])
    notched = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [2.0, 0.5], [0.0, 4.0]])
    assert within(xy, notched).tolist() == [0, 1]
    assert within(xy, np.array([[0.0, 0.0], [4.0, 0.0]])).tolist() == []
    assert within(np.empty((0, 2)), notched).tolist() == []
