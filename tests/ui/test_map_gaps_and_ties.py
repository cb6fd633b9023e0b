"""On the map: somebody missing is named, a tie is drawn from a handle, a way and a few people are brought out."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.diagram import MapGap
from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.ui.main_window import MainWindow
from desktop.ui.map_screen import MapScreen

from .conftest import TODAY, OpenWindow

LEFT = Qt.MouseButton.LeftButton


class Desk:
    """The window on the map of the sample."""

    def __init__(self, window: MainWindow) -> None:
        assert window.session is not None
        assert window.personal is not None
        screen = window.personal.made("map")
        assert isinstance(screen, MapScreen)
        self.window, self.workspace, self.screen = window, window.personal, screen
        self.session = window.session
        self.plan = window.session.plan
        self.stage, self.port = screen.map.canvas.stage, screen.map.canvas.viewport()
        self.rest()

    def rest(self) -> None:
        QApplication.processEvents()  # the inspector may just have taken its room
        self.screen.map.finish()

    def key(self, name: str) -> int:
        return next(key for key, (said, _latin) in read.names(self.plan).items() if name in said)

    def spot(self, person: int) -> QPoint:
        at = self.screen.map.position_of(person)
        assert at is not None
        return self.screen.map.canvas.mapFrom(self.screen.map, at.toPoint())

    def gap(self) -> tuple[MapGap, QPoint]:
        gap = self.stage.chart.people.gaps[0]
        at = self.stage.gap_position(gap)
        assert at is not None
        return gap, QPointF(*at).toPoint()

    def handle(self, person: int) -> QPoint:
        """Point at a person; where their handle is."""
        for away in (1, 0):  # from beside it: the pointer may have left in between
            QTest.mouseMove(self.port, self.spot(person) + QPoint(away, 0))
        at = self.stage.handle()
        assert at is not None
        return at.toPoint()

    def draw(self, start: QPoint, end: QPoint, *, let_go: bool = True) -> None:
        QTest.mousePress(self.port, LEFT, pos=start)
        for share in (0.2, 0.5, 0.8, 1.0):
            QTest.mouseMove(self.port, start + (end - start) * share)
        if let_go:
            QTest.mouseRelease(self.port, LEFT, pos=end)

    def tie(self, a: int, b: int) -> r.Tie | None:
        return next((tie for tie in read.ties_of(self.plan, a) if b in (tie.a, tie.b)), None)


@pytest.fixture
def desk(open_window: OpenWindow, sample_path: Path) -> Desk:
    return Desk(open_window(sample_path, "map"))


def test_a_double_click_names_who_is_missing_and_undo_takes_it_back_whole(desk: Desk, qtbot: QtBot) -> None:
    gap, at = desk.gap()
    QTest.mouseDClick(desk.port, LEFT, pos=at)
    card = desk.screen.missing_card
    assert card.isVisible()
    assert card.line.hasFocus()
    assert "Procurement" in card.said.text()
    qtbot.keyClicks(card.line, "Ngaio Whetstone")
    qtbot.keyClick(card.line, Qt.Key.Key_Return)
    assert not card.isVisible()
    key = desk.session.person
    assert key is not None
    person, focal = read.record(desk.plan, r.Contact, key), read.focal_of(desk.plan, key)
    assert person is not None
    assert focal is not None
    assert (person.name, person.tier, focal.target_tier) == ("Ngaio Whetstone", "unconnected", "ally")
    desk.rest()
    assert key in desk.stage.chart.rows
    assert gap in desk.stage.chart.people.gaps, "a name alone is no ally yet"
    assert desk.workspace.banner.text == "Ngaio Whetstone is a key relationship now, heading to ally."
    desk.session.undo()
    desk.rest()
    assert key not in desk.stage.chart.rows
    assert read.record(desk.plan, r.Contact, key) is None


def test_the_keyboard_comes_to_who_is_missing_after_the_people(desk: Desk) -> None:
    canvas = desk.screen.map.canvas
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(desk.stage.chart.people.count + 1):
        QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert desk.stage.marked.gap == desk.gap()[0]
    assert "Procurement" in canvas.accessibleDescription()
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    card = desk.screen.missing_card
    assert card.line.hasFocus()
    QTest.keyClick(card.line, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert canvas.hasFocus()


def test_a_click_says_who_is_missing_and_leads_to_the_decision(desk: Desk) -> None:
    _gap, at = desk.gap()
    QTest.mouseClick(desk.port, LEFT, pos=at)
    card = desk.screen.missing_card
    assert card.isVisible()
    assert not card.line.hasFocus(), "one click looks"
    card.decide.click()
    assert desk.workspace.current == "gaps"


def test_who_was_missing_is_not_ringed_when_others_are_brought_out(desk: Desk) -> None:
    gap, at = desk.gap()
    QTest.mouseClick(desk.port, LEFT, pos=at)
    assert desk.stage.marked.gap == gap
    desk.screen.bring_out([next(iter(desk.stage.chart.rows))], "Somebody else")
    assert desk.stage.marked.gap is None


def test_a_role_stands_beside_its_placeholder(desk: Desk) -> None:
    from desktop.plan import network_edits

    group = next(key for key, group in read.records(desk.plan, r.Group).items() if "Procurement" in group.label)
    network_edits.add_role(desk.plan, "Head of contracts", group, "ally")
    desk.rest()
    (gap,) = desk.stage.chart.people.gaps
    assert gap.label == "Head of contracts"
    shown = desk.stage._shown
    assert shown is not None
    assert int(np.sum(shown.names.rows < 0)) == 1, "the role is written"


def test_a_line_from_a_handle_to_a_dot_asks_and_becomes_a_tie(desk: Desk) -> None:
    a, b = desk.key("Rosalind"), desk.key("Caradoc")
    assert desk.tie(a, b) is None
    desk.draw(desk.handle(a), desk.spot(b))
    card = desk.screen.tie_card
    assert card.isVisible()
    assert desk.tie(a, b) is None, "nothing is noted before it is said how"
    QTest.keyClick(card.how[1], Qt.Key.Key_2)
    tie = desk.tie(a, b)
    assert tie is not None
    assert (tie.strength, tie.basis) == (2, "seen")
    assert not card.isVisible()
    desk.rest()
    desk.draw(desk.handle(a), desk.spot(b))
    card.told.click()
    card.how[1].click()
    tie = desk.tie(a, b)
    assert tie is not None
    assert (tie.strength, tie.basis) == (1, "told")
    desk.session.undo()
    desk.session.undo()
    assert desk.tie(a, b) is None


def test_a_line_that_ends_nowhere_or_is_given_up_is_none(desk: Desk) -> None:
    a, b = desk.key("Rosalind"), desk.key("Caradoc")
    before = desk.plan.undoable
    desk.draw(desk.handle(a), QPoint(4, desk.port.height() - 4))
    assert desk.screen.tie_card.isHidden()
    desk.draw(desk.handle(a), desk.spot(b), let_go=False)
    assert desk.stage.tying is not None
    assert desk.stage.tying.over == b
    QTest.keyClick(desk.screen.map.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(desk.port, LEFT, pos=desk.spot(b))
    assert desk.stage.tying is None
    assert desk.screen.tie_card.isHidden()
    assert desk.plan.undoable is before


def test_with_the_keyboard_the_other_name_is_typed(desk: Desk, qtbot: QtBot) -> None:
    a, b = desk.key("Rosalind"), desk.key("Caradoc")
    desk.session.select(a)
    desk.screen.map.canvas.setFocus()
    QTest.keyClick(desk.screen.map.canvas, Qt.Key.Key_K)
    card = desk.screen.tie_card
    assert card.other.hasFocus()
    qtbot.keyClicks(card.other, "Caradoc")
    qtbot.keyClick(card.other, Qt.Key.Key_Return)
    assert card.how[1].hasFocus()
    qtbot.keyClick(card.how[1], Qt.Key.Key_3)
    tie = desk.tie(a, b)
    assert tie is not None
    assert tie.strength == 3


def test_a_way_is_drawn_and_everybody_else_steps_back(desk: Desk) -> None:
    between, target = desk.key("Fionnuala"), desk.key("Hyacinth")
    desk.workspace.show_screen("people")
    desk.workspace.show_on_map([], "A strong way to Hyacinth", way=[between, target])
    desk.rest()
    assert desk.workspace.current == "map"
    rows = desk.stage.chart.rows_of((between, target))
    assert desk.stage.mask is not None
    assert set(np.flatnonzero(desk.stage.mask).tolist()) == set(rows)
    middle = (QPointF(desk.spot(between)) + QPointF(desk.spot(target))) / 2
    image, accent = desk.port.grab().toImage(), desk.stage.look.accent
    near = [image.pixelColor(middle.toPoint() + QPoint(x, y)) for x in range(-2, 3) for y in range(-2, 3)]
    assert accent.name() in {each.name() for each in near}, "the line is there"
    desk.screen._over.everybody.click()
    assert desk.stage.mask is None
    assert desk.stage.marked.way == ()


def test_the_other_arrangement_and_back(desk: Desk) -> None:
    person = desk.key("Rosalind")
    before = desk.spot(person)
    desk.screen.by_ties.click()
    desk.rest()
    assert desk.spot(person) != before
    assert desk.stage.gap_position(desk.stage.chart.people.gaps[0]) is None
    b = desk.key("Caradoc")
    desk.draw(desk.handle(person), desk.spot(b))
    desk.screen.tie_card.how[3].click()
    assert desk.tie(person, b) is not None
    desk.rest()
    desk.screen.by_ties.click()
    desk.rest()
    assert desk.spot(person) == before


def test_nothing_can_be_drawn_in_a_plan_that_is_only_looked_at(desk: Desk) -> None:
    edits.add_contacts(desk.plan, ["Fiamma"], on=TODAY)
    desk.screen.map.set_editable(False)
    QTest.mouseMove(desk.port, desk.spot(desk.key("Rosalind")))
    assert desk.stage.handle() is None
