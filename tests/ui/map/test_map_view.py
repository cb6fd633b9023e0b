"""The map in a real window, used with real mouse, wheel and key events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from desktop.diagram import MapGroup, MapPeople, hit
from desktop.domain.tiers import TIERS
from desktop.plan.edits import KEEP, Keep
from desktop.ui.map.tray import MIME_TYPE
from desktop.ui.map.view import MapView
from desktop.ui.palette import DARK, LIGHT
from tests.diagram.made_up import made_up
from tests.ui.map.sample import sample

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.map.shown import Shown

LEFT = Qt.MouseButton.LeftButton


class Desk:
    """A shown map, and a plan behind it that takes up what is done by hand."""

    def __init__(self, qtbot: QtBot, people: MapPeople) -> None:
        self.people = people
        self.moves: list[tuple[int, str, int | Keep | None, tuple[float, float] | None]] = []
        self.view = MapView(LIGHT)
        self.view.set_people(people)
        self.view.moved.connect(self.take_up)
        self.view.resize(900, 760)
        qtbot.addWidget(self.view)
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.view.canvas.setFocus()
        self.view.finish()
        self.port = self.view.canvas.viewport()
        self.stage = self.view.canvas.stage

    def take_up(self, contact: int, tier: str, group: int | Keep | None, position: tuple[float, float] | None) -> None:
        """What the program does with a move."""
        self.moves.append((contact, tier, group, position))
        row = self.row(contact)
        tiers, groups, pinned = self.people.tier.copy(), self.people.group.copy(), self.people.pinned.copy()
        tiers[row] = TIERS.index(tier)
        if not isinstance(group, Keep):
            groups[row] = [known.id for known in self.people.groups].index(group)
        pinned[row] = np.nan if position is None else position
        self.people = replace(self.people, tier=tiers, group=groups, pinned=pinned)
        self.view.set_people(self.people)

    def row(self, contact: int) -> int:
        return int(np.flatnonzero(self.people.ids == contact)[0])

    def named(self, part: str) -> int:
        return next(int(self.people.ids[i]) for i, name in enumerate(self.people.names) if part in name)

    def spot(self, contact: int) -> QPoint:
        place = self.view.position_of(contact)
        assert place is not None
        return place.toPoint()

    def into(self, contact: int, tier: int, group: int | None = None) -> QPoint:
        """A pixel in the middle of a cell of the map: in a person's own sector, or in another."""
        arrangement = self.stage.chart.arrangement
        start, end = arrangement.sectors[int(self.people.group[self.row(contact)]) if group is None else group]
        radius, angle = sum(arrangement.bands[tier]) / 2, (start + end) / 2
        at = self.stage.camera.to_screen(np.array([radius * np.sin(angle), -radius * np.cos(angle)]))
        x, y = at.tolist()
        return QPointF(x, y).toPoint()

    def press(self, at: QPoint) -> None:
        QTest.mousePress(self.port, LEFT, pos=at)

    def move(self, at: QPoint) -> None:
        QTest.mouseMove(self.port, at)

    def release(self, at: QPoint) -> None:
        QTest.mouseRelease(self.port, LEFT, pos=at)

    def drag(self, start: QPoint, end: QPoint, drop: bool = True) -> None:
        self.press(start)
        for share in (0.2, 0.5, 0.8, 1.0):
            self.move(start + (end - start) * share)
        if drop:
            self.release(end)

    def picture(self) -> QImage:
        return self.port.grab().toImage()

    def inside(self) -> QImage:
        """The picture without the frame that shows the keys' focus."""
        return self.picture().copy(self.port.rect().adjusted(4, 4, -4, -4))

    def colour_at(self, at: QPoint) -> QColor:
        return self.picture().pixelColor(at)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, sample())


def close(a: QColor, b: QColor, by: int = 30) -> bool:
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return all(abs(x - y) <= by for x, y in pairs)


def test_every_dot_is_painted_where_the_map_says(desk: Desk) -> None:
    image = desk.picture()
    for contact in desk.people.ids.tolist():
        row = desk.row(contact)
        group = QColor(LIGHT.groups[int(desk.people.group[row]) % 12])
        hollow = desk.people.tier[row] == 4
        inside = image.pixelColor(desk.spot(contact))
        assert close(inside, QColor(LIGHT.panel) if hollow else group), desk.people.names[row]


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


def test_dragging_the_ground_pans_and_double_click_fits(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    start = desk.spot(rosalind)
    ground = QPoint(4, desk.port.height() - 6)
    desk.drag(ground, ground + QPoint(60, -40))
    assert desk.spot(rosalind) - start == QPoint(60, -40)
    desk.view.finish()
    assert close(desk.colour_at(desk.spot(rosalind)), QColor(LIGHT.groups[2]))
    QTest.mouseDClick(desk.port, LEFT, pos=QPoint(4, 4))
    assert desk.spot(rosalind) == start


def test_panning_far_draws_what_comes_into_sight(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    for _ in range(10):
        desk.stage.zoom(1.25, *desk.spot(rosalind).toTuple())
    desk.view.finish()
    emrys = desk.named("Emrys")
    x, y = desk.spot(emrys).toTuple()
    desk.stage.pan(desk.port.width() / 2 - x, desk.port.height() / 2 - y)
    desk.view.finish()
    assert close(desk.colour_at(desk.spot(emrys)), QColor(LIGHT.groups[2]))


def test_the_wheel_zooms_about_the_pointer(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    at = QPointF(desk.spot(rosalind))
    scale = desk.stage.camera.scale
    none, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    where = desk.port.mapToGlobal(at)
    event = QWheelEvent(at, where, QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, none, phase, False)
    QApplication.sendEvent(desk.port, event)
    assert desk.stage.camera.scale > scale * 1.3
    assert (QPointF(desk.spot(rosalind)) - at).manhattanLength() <= 2
    assert not desk.stage.at_rest
    desk.view.finish()
    assert desk.stage.at_rest
    assert close(desk.colour_at(desk.spot(rosalind)), QColor(LIGHT.groups[2]))


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


def test_keys_zoom(desk: Desk) -> None:
    scale = desk.stage.camera.scale
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_Plus)
    assert desk.stage.camera.scale > scale
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_Minus)
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_Minus)
    assert desk.stage.camera.scale < scale
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_0)
    assert desk.stage.camera.scale == scale
    desk.view.finish()


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


def test_the_theme_can_change(desk: Desk) -> None:
    desk.view.set_palette(DARK)
    desk.view.finish()
    assert close(desk.colour_at(QPoint(3, desk.port.height() - 3)), QColor(DARK.background), 4)
    assert close(desk.colour_at(desk.spot(desk.named("Rosalind"))), QColor(DARK.groups[2]))


def test_resizing_keeps_the_whole_map_in_sight(desk: Desk) -> None:
    desk.view.resize(560, 500)
    desk.view.finish()
    for contact in desk.people.ids.tolist():
        assert desk.port.rect().contains(desk.spot(contact))
        inside = desk.colour_at(desk.spot(contact))
        assert not close(inside, QColor(LIGHT.background), 2)


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


def test_the_chosen_person_is_told_to_those_who_listen(desk: Desk) -> None:
    canvas = desk.view.canvas
    assert canvas.accessibleName()
    assert "Tab" in canvas.accessibleDescription()
    desk.view.select(desk.named("Rosalind"))
    assert (
        canvas.accessibleDescription() == "Rosalind Achterveld, Acquaintance, Operations & Assurance, key relationship"
    )


def shown(desk: Desk) -> Shown:
    assert desk.stage._shown is not None
    return desk.stage._shown


def test_fine_screens_get_fine_pictures(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """At two device pixels a pixel the still picture has twice the resolution."""
    desk = Desk(qtbot, sample())
    coarse = shown(desk).picture.image
    monkeypatch.setattr(type(desk.view.canvas), "devicePixelRatioF", lambda self: 2.0)
    desk.stage.redraw()
    desk.view.finish()
    fine = shown(desk).picture.image
    assert fine.devicePixelRatio() == 2.0
    assert fine.width() > coarse.width()
    at = QPointF(desk.spot(desk.named("Rosalind")))
    margin = QPointF(shown(desk).picture.margin_x, shown(desk).picture.margin_y)
    assert close(fine.pixelColor(((at + margin) * 2).toPoint()), QColor(LIGHT.groups[2]))


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


def test_the_same_people_by_their_ties_and_back(desk: Desk) -> None:
    somebody = desk.named("Rosalind")
    before = desk.spot(somebody)
    desk.view.select(somebody)
    desk.view.set_by_ties(True)
    desk.view.finish()
    assert desk.stage.chart.by_ties
    there = desk.spot(somebody)
    assert there != before
    assert close(desk.colour_at(there), QColor(LIGHT.groups[2]))
    assert desk.view.selection == somebody
    desk.drag(there, there + QPoint(80, 40))
    assert desk.moves == [], "no tier is under the hand here"
    desk.view.set_by_ties(False)
    desk.view.finish()
    assert desk.spot(somebody) == before


def test_a_change_by_ties_is_laid_out_anew(desk: Desk) -> None:
    desk.view.set_by_ties(True)
    desk.view.finish()
    ties, strength = desk.people.ties[:-20], desk.people.strength[:-20]
    before = desk.stage.chart.arrangement.xy
    desk.view.set_people(replace(desk.people, ties=ties, strength=strength))
    desk.view.finish()
    assert desk.stage.chart.by_ties
    assert len(desk.stage.chart.ties) == len(ties)
    assert not np.array_equal(desk.stage.chart.arrangement.xy, before)


def test_dots_glide_between_the_arrangements_and_not_without_motion(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = desk.stage
    monkeypatch.setattr(type(stage), "_motion", property(lambda _self: 150))
    desk.view.set_by_ties(True)
    qtbot.waitUntil(lambda: stage._morph.running, timeout=10_000)
    assert not desk.view.canvas.stage.at_rest
    desk.picture()
    qtbot.waitUntil(lambda: stage.at_rest, timeout=10_000)
    monkeypatch.setattr(type(stage), "_motion", property(lambda _self: 0))
    desk.view.set_by_ties(False)
    assert not stage._morph.running


def test_above_five_thousand_people_groups_stand_for_them(qtbot: QtBot) -> None:
    desk = Desk(qtbot, made_up(5001, 6))
    chosen: list[object] = []
    desk.view.selected.connect(chosen.append)
    desk.view.set_by_ties(True)
    desk.view.set_filter(np.arange(5001) % 2 == 0)
    desk.view.finish()
    assert desk.stage.chart.people.count == 6
    bundle = desk.stage.chart.people.ids.tolist()[0]
    QTest.mouseClick(desk.port, LEFT, pos=desk.spot(bundle))
    assert desk.view.selection == bundle
    assert desk.stage.chart.people.names[0] in desk.view.canvas.accessibleDescription()
    assert chosen == [], "a bundle is nobody"
    desk.view.finish()
    desk.view.set_by_ties(False)
    desk.view.finish()
    assert desk.stage.chart.people.count == 5001
