"""The day as a facilitator's mouse and keyboard meet it, and what the wall shows."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.exchange.plan_json import values_of
from desktop.plan import document, read_workshop
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from desktop.ui.main_window import MainWindow
from desktop.ui.workshop.agreed import Planned, Sentence
from desktop.ui.workshop.capture import PAGES
from desktop.ui.workshop.day import DayScreen
from desktop.ui.workshop.pictures import Drawn
from desktop.ui.workshop.projector import Projector
from tests.ui.conftest import LONG, OpenWindow
from tests.ui.workshop.words import words_of
from tests.workshop_secrets import MARK, secret_document

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "Day.rapport"
    values = values_of(json.loads(json.dumps(secret_document())), {}, None)
    Plan.create(path, lambda plan: run(document.replace_all(plan, values, Edit.SET_UP)))
    return open_window(path, "day")


@pytest.fixture
def screen(window: MainWindow) -> DayScreen:
    assert window.workspace is not None
    found = window.workspace.made("day")
    assert isinstance(found, DayScreen)
    return found


def workshop(screen: DayScreen) -> r.Workshop:
    found = read_workshop.room(screen.session.plan).workshop
    assert found is not None
    return found


def starts(screen: DayScreen) -> list[str]:
    return [item.start for item in workshop(screen).agenda]


def drag(qtbot: QtBot, widget: QWidget, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(widget, LEFT, NONE, start)
    for n in range(1, 5):
        QTest.mouseMove(widget, (QPointF(start) + (QPointF(end) - QPointF(start)) * n / 4).toPoint())
    QTest.mouseRelease(widget, LEFT, NONE, end)


def test_an_item_is_dragged_to_its_place_and_the_times_follow(screen: DayScreen, qtbot: QtBot) -> None:
    listed = screen.agenda.list
    places = [listed.visualItemRect(listed.item(n)) for n in range(listed.count())]
    drag(qtbot, listed.viewport(), places[3].center(), places[6].center() + QPoint(0, 6))
    assert [item.activity[:6] for item in workshop(screen).agenda[3:7]] == ["Break", "Each t", "Choose", "Paired"]
    assert starts(screen)[3:8] == ["10:00", "10:15", "11:10", "11:30", "12:20"]
    screen.session.undo()
    assert starts(screen)[3:8] == ["10:00", "10:50", "11:05", "12:00", "12:20"]


def test_an_item_is_pulled_longer_and_what_does_not_fit_is_said(screen: DayScreen, qtbot: QtBot) -> None:
    listed = screen.agenda.list
    edge = listed.visualItemRect(listed.item(1)).bottomLeft() + QPoint(60, 0)
    drag(qtbot, listed.viewport(), edge, edge + QPoint(0, 60))
    assert workshop(screen).agenda[1].minutes == 50
    assert starts(screen)[2] == "09:50"
    assert "ends 30 minutes after the end of the day" in screen.agenda.clashes.text()
    qtbot.keyClick(listed, Qt.Key.Key_Minus)
    assert workshop(screen).agenda[1].minutes == 45


def test_the_words_of_an_item_are_changed_beside_the_list(screen: DayScreen, qtbot: QtBot) -> None:
    card = screen.agenda
    card.list.setCurrentRow(7)
    card.start.setFocus()
    card.start.selectAll()
    qtbot.keyClicks(card.start, "12.30")
    qtbot.keyClick(card.start, Qt.Key.Key_Tab)
    assert starts(screen)[6:9] == ["12:00", "12:30", "13:20"]
    assert "10 minutes are free before it" in card.clashes.text()
    card.start.setFocus()
    card.start.selectAll()
    qtbot.keyClicks(card.start, "soon")
    qtbot.keyClick(card.start, Qt.Key.Key_Tab)
    assert card.start.property("wrong")
    assert starts(screen)[7] == "12:30"
    qtbot.mouseClick(card.add, LEFT)
    assert workshop(screen).agenda[8].activity == "Something of our own"
    qtbot.keyClick(card.list, Qt.Key.Key_Delete)
    assert workshop(screen).agenda[8].activity.startswith("Five minutes alone")


def test_pairs_are_drawn_changed_by_hand_and_keep_counterparts_apart(screen: DayScreen, qtbot: QtBot) -> None:
    card = screen.pairs
    apart = set(workshop(screen).apart[0].people)
    qtbot.mouseClick(card.draw, LEFT)
    pairs = workshop(screen).pairs
    assert sorted(len(pair.people) for pair in pairs) == [2, 2, 2, 3]
    assert not any(apart <= set(pair.people) for pair in pairs)
    one, other = pairs[0].people[0], pairs[1].people[0]
    qtbot.mouseClick(card.people[one], LEFT)
    assert card.people[one].isChecked()
    qtbot.mouseClick(card.people[other], LEFT)
    assert workshop(screen).pairs[0].people[0] == other
    # Put together by hand, they are said to clash.
    first, second = apart
    mate = next(p for pair in workshop(screen).pairs if first in pair.people for p in pair.people if p != first)
    qtbot.mouseClick(card.people[mate], LEFT)
    qtbot.mouseClick(card.people[second], LEFT)
    assert "should not meet first" in card.note.text()


def test_who_does_not_come_leaves_the_pairs_and_comes_back(screen: DayScreen, window: MainWindow, qtbot: QtBot) -> None:
    card = screen.pairs
    qtbot.mouseClick(card.draw, LEFT)
    pairs = workshop(screen).pairs
    person, mate = next(pair.people for pair in pairs if len(pair.people) == 2)
    qtbot.mouseClick(card.missing.line, LEFT)
    card.who.setFocus()
    while card.who.chosen != person:
        qtbot.keyClick(card.who, Qt.Key.Key_Down)
    qtbot.mouseClick(card.stays, LEFT)
    assert not any(person in pair.people or mate in pair.people for pair in workshop(screen).pairs)
    assert person not in card.people
    assert "In no pair" in card.note.text()
    assert card.who.chosen is None
    assert person not in card.who.values
    qtbot.mouseClick(card.draw, LEFT)
    assert sorted(n for pair in workshop(screen).pairs for n in pair.people) == sorted(
        each.person for each in workshop(screen).participants if each.person != person
    )
    window.undo()
    window.undo()
    assert workshop(screen).pairs == pairs
    assert person in card.people


def test_what_is_agreed_is_kept_line_by_line_and_taken_back(screen: DayScreen, qtbot: QtBot) -> None:
    capture = screen.capture
    before = workshop(screen).success_conditions
    capture.show_page("conditions")
    line = capture.lists["conditions"].line(1)
    assert isinstance(line, Sentence)
    line.text.setFocus()
    line.text.setPlainText("Small things are decided on site")
    qtbot.keyClick(line.text, Qt.Key.Key_Tab)
    assert workshop(screen).success_conditions == (before[0], "Small things are decided on site", *before[2:])
    qtbot.mouseClick(line.away, LEFT)
    assert workshop(screen).success_conditions == (before[0], *before[2:])
    screen.session.undo()
    screen.session.undo()
    assert workshop(screen).success_conditions == before


def test_an_action_without_an_owner_on_each_side_says_so(screen: DayScreen, qtbot: QtBot) -> None:
    capture = screen.capture
    capture.show_page("actions")
    new = capture.lists["actions"].new
    new.setFocus()
    qtbot.keyClicks(new, "Walk the site together")
    qtbot.keyClick(new, Qt.Key.Key_Return)
    line = capture.lists["actions"].line(5)
    assert isinstance(line, Planned)
    assert not line.missing.isHidden()
    for side in line.owners.sides:
        side.setFocus()
        qtbot.keyClick(side, Qt.Key.Key_Down)
    assert line.missing.isHidden()
    owners = workshop(screen).actions[5].owners
    assert len({p.organisation for p in workshop(screen).participants if p.person in owners}) == 2


def test_a_picture_is_photographed_and_the_photograph_lies_in_the_file(
    screen: DayScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    photo = QImage(2400, 1200, QImage.Format.Format_RGB32)
    photo.fill(Qt.GlobalColor.darkGreen)
    photo.setText("Comment", "taken at 51.5 N")
    assert photo.save(str(tmp_path / "wall.png"))
    screen.capture.show_page("pictures")
    line = screen.capture.lists["pictures"].line(0)
    assert isinstance(line, Drawn)
    assert line.take_photo(str(tmp_path / "wall.png"))
    assert not line.picture.isHidden()
    vision = workshop(screen).vision
    assert vision is not None
    assert vision.pictures[0].title == "One gate"
    assert 0 < len(vision.pictures[0].photo or "") < 200_000
    (tmp_path / "no picture.png").write_text("words", encoding="utf-8")
    assert not line.take_photo(str(tmp_path / "no picture.png"))
    assert not line.problem.isHidden()


# --- the wall ---


def project(screen: DayScreen, qtbot: QtBot, hour: int = 15, minute: int = 20) -> Projector:
    screen._now = lambda: datetime(2025, 11, 13, hour, minute)
    qtbot.mouseClick(screen.wall, LEFT)
    wall = screen.projector
    assert wall is not None
    qtbot.waitUntil(wall.isActiveWindow, timeout=LONG)
    return wall


def test_the_wall_says_what_is_on_now_and_follows_the_day(screen: DayScreen, qtbot: QtBot) -> None:
    wall = project(screen, qtbot)
    assert wall.clock.text() == "15:20"
    assert wall.item.text().startswith("Turn statements into actions")
    assert wall.time.text() == "15:00 – 15:45 · 25 minutes left"
    assert wall.capture.page == "actions"
    qtbot.keyClick(wall, Qt.Key.Key_PageDown)
    assert wall.item.text() == "Round of offers and requests between individuals"
    wall.go(-100)
    assert wall.item.text() == "Arrive, coffee, name cards without titles"
    wall.go(100)
    assert wall.item.text() == "End"
    wall.close()
    assert screen.projector is None


def test_nothing_confidential_is_on_any_page_of_the_wall(screen: DayScreen, qtbot: QtBot) -> None:
    wall = project(screen, qtbot)
    assert MARK in json.dumps(secret_document())
    for n in range(len(PAGES)):
        qtbot.keyClick(wall, Qt.Key(Qt.Key.Key_1 + n), Qt.KeyboardModifier.AltModifier)
        QApplication.processEvents()
        assert wall.capture.page == PAGES[n]
        assert MARK not in words_of(wall)
    assert "We keep a plain record both auditors can read" in words_of(wall)
    wall.close()


def test_what_is_typed_on_the_wall_is_kept_at_once_and_stands_on_the_own_screen(
    screen: DayScreen, qtbot: QtBot
) -> None:
    wall = project(screen, qtbot)
    qtbot.keyClick(wall, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    new = wall.capture.lists["decisions"].new
    assert new.hasFocus()
    qtbot.keyClicks(new, "The gate stays open")
    qtbot.keyClick(new, Qt.Key.Key_Return)
    assert [each.text for each in workshop(screen).decisions][-1] == "The gate stays open"
    assert "The gate stays open" in words_of(screen)
    wall._undo()
    assert len(workshop(screen).decisions) == 2
    assert len(wall.capture.lists["decisions"].lines.all()) == 2
    wall.close()


def test_the_wall_goes_with_the_file(screen: DayScreen, window: MainWindow, qtbot: QtBot) -> None:
    wall = project(screen, qtbot)
    window.close()
    assert not wall.isVisible()


def test_nobody_writes_on_the_wall_while_the_file_is_behind_something(
    screen: DayScreen, window: MainWindow, qtbot: QtBot
) -> None:
    wall = project(screen, qtbot)
    assert wall.page.isEnabled()
    window.covers.toggle_names()
    wall.tick()
    assert not wall.page.isEnabled()
    window.covers.toggle_names()
    wall.tick()
    assert wall.page.isEnabled()
    wall.close()


def test_what_is_typed_on_the_wall_is_kept_where_it_belongs_when_a_line_above_is_taken_out(
    screen: DayScreen, qtbot: QtBot
) -> None:
    before = workshop(screen).success_conditions
    wall = project(screen, qtbot)
    wall.capture.show_page("conditions")
    line = wall.capture.lists["conditions"].line(3)
    assert isinstance(line, Sentence)
    line.text.setFocus()
    qtbot.keyClicks(line.text, "At last: ")
    for place, left in ((0, (*before[1:3], f"At last: {before[3]}")), (2, before[1:3])):
        own = screen.capture.lists["conditions"].line(place)
        assert own is not None
        own.away.click()
        assert workshop(screen).success_conditions == left
    wall.close()


def test_an_offer_needs_somebody_to_make_it_to(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    from desktop.plan import workshop_edits

    path = tmp_path / "New.rapport"
    Plan.create(path, lambda plan: workshop_edits.start(plan, "", ("North", "South"), ""))
    window = open_window(path, "day")
    assert window.workspace is not None
    screen = window.workspace.made("day")
    assert isinstance(screen, DayScreen)
    screen.capture.show_page("offers")
    new = screen.capture.lists["offers"].new
    new.setFocus()
    qtbot.keyClicks(new, "A desk")
    qtbot.keyClick(new, Qt.Key.Key_Return)
    assert workshop(screen).offers == ()
    assert new.text() == "A desk"
