"""The Sessions screen as coach and client use it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import read
from desktop.plan.file import Plan
from desktop.ui.main_window import MainWindow
from desktop.ui.sessions.screen import SessionsScreen
from tests.made_up import key_of
from tests.ui.conftest import OpenWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path, "sessions")


def screen_of(window: MainWindow) -> SessionsScreen:
    assert window.workspace is not None
    screen = window.workspace.made("sessions")
    assert isinstance(screen, SessionsScreen)
    return screen


def plan_of(window: MainWindow) -> Plan:
    assert window.session is not None
    return window.session.plan


def kept(window: MainWindow, uid: str = "k3") -> r.Session:
    found = read.record(plan_of(window), r.Session, key_of(plan_of(window), uid, "sessions"))
    assert found is not None
    return found


def typed(qtbot: QtBot, field: QWidget, words: str, leave: Qt.Key = Qt.Key.Key_Tab) -> None:
    field.setFocus()
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, leave)


def rows(window: MainWindow) -> list[str]:
    listed = screen_of(window).list
    return [listed.item(n).text() for n in range(listed.count())]


def words(part: QWidget) -> str:
    return "\n".join(each.text() for each in part.findChildren(QLabel) if not each.isHidden())


def test_the_sample_has_its_sessions_with_their_agreed_steps(window: MainWindow, qtbot: QtBot) -> None:
    screen = screen_of(window)
    assert rows(window) == [
        "Monday 9 March 2026\nAhead", "Monday 16 February 2026\nClosed", "Monday 24 November 2025\nClosed",
    ]  # fmt: skip
    assert screen.page.question.toPlainText() == "How do I stop presenting finished papers?"
    assert not screen.page.agreed.isVisible()
    qtbot.mouseClick(
        screen.list.viewport(), LEFT, pos=screen.list.visualItemRect(screen.list.item(1)).center() - QPoint(20, 0)
    )
    assert [step.text.toPlainText()[:20] for step in screen.page.agreed.all()] == [
        "Look back with Rosal", "Ask what would make ",
    ]  # fmt: skip
    assert screen.page.notes.toPlainText() == "Three people to ask before anything is drafted."
    assert screen.page.promised.isVisible()


def test_the_hour_from_the_check_in_to_the_close(window: MainWindow, qtbot: QtBot) -> None:
    screen, page = screen_of(window), screen_of(window).page
    typed(qtbot, page.moved, "Rosalind read it early.")
    typed(qtbot, page.wanted, "Courage.")
    assert kept(window).check_in == r.CheckIn("2026-03-02", "Rosalind read it early.", "Courage.")
    typed(qtbot, page.notes, "Ask, then draft.")
    focal = next(iter(page._about))
    qtbot.mouseClick(page._about[focal], LEFT)
    assert kept(window).focals == (focal,)
    page.new.text.setFocus()
    qtbot.keyClicks(page.new.text, "Ask three people")
    qtbot.keyClicks(page.new.due, "20 mar")
    qtbot.keyClicks(page.new.sign, "I am corrected early")
    qtbot.keyClick(page.new.sign, Qt.Key.Key_Return)
    step = read.records(plan_of(window), r.NextStep)[kept(window).agreed[-1]]
    assert (step.text, step.due, step.first_sign) == ("Ask three people", "2026-03-20", "I am corrected early")
    assert page.new.text.text() == ""
    assert page.new.text.hasFocus()
    line = page.agreed.of(step.id)
    assert line is not None
    typed(qtbot, line.comment, "Two were glad to be asked.")
    step = read.records(plan_of(window), r.NextStep)[step.id]
    assert step.comment == "Two were glad to be asked."
    typed(qtbot, page.next, "20 april")
    qtbot.mouseClick(page.close_, LEFT)
    assert kept(window).closed
    assert kept(window).snapshot is not None
    assert rows(window)[:2] == ["Monday 20 April 2026\nAhead", "Monday 9 March 2026\nClosed"]
    assert page.state.text().startswith("Closed. The plan is kept as it stood on 2")
    assert not page.close_.isVisible()
    assert page.again.hasFocus()
    assert "Ask three people" not in words(page.promised)
    qtbot.mouseClick(page.again, LEFT)
    assert not kept(window).closed
    window.undo()
    window.undo()
    assert not kept(window).closed
    assert len(rows(window)) == 3
    assert screen.page.close_.isVisible()


def test_what_was_promised_says_its_first_sign_and_how_it_went(window: MainWindow, qtbot: QtBot) -> None:
    screen = screen_of(window)
    screen.list.setCurrentRow(1)
    line = screen.page.agreed.all()[0]
    typed(qtbot, line.sign, "She says which one.")
    typed(qtbot, line.comment, "She <b>laughed</b>.")
    screen.list.setCurrentRow(0)
    assert "first sign: She says which one. · “She <b>laughed</b>.”" in words(screen.page.promised)
    screen.fix()
    assert screen.page.question.placeholderText() == "How do I stop presenting finished papers?"


def test_a_day_that_cannot_be_read_closes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    page = screen_of(window).page
    typed(qtbot, page.next, "soonish")
    qtbot.mouseClick(page.close_, LEFT)
    assert not kept(window).closed
    assert page.next.hasFocus()


def test_two_sessions_are_compared_in_words(window: MainWindow, qtbot: QtBot) -> None:
    compare = screen_of(window).compare
    assert (compare.since.currentText(), compare.until.currentText()) == ("Monday 16 February 2026", "today")
    qtbot.mouseClick(compare.show_, LEFT)
    said = words(compare)
    assert "From 16\N{NO-BREAK SPACE}February to 2\N{NO-BREAK SPACE}March" in said
    assert "47 → 31" in said
    assert "Done: Look at the last ten requests" in said


def test_those_chosen_are_compared_however_long_it_takes(window: MainWindow, qtbot: QtBot, turn_by_turn: None) -> None:
    compare = screen_of(window).compare
    session = window.session
    assert session is not None
    qtbot.keyClick(compare.until, Qt.Key.Key_Home)
    qtbot.mouseClick(compare.show_, LEFT)
    qtbot.waitUntil(lambda: not session.jobs.busy)
    # Whichever is chosen first, what came later is told as what came later.
    assert (compare.since.currentText(), compare.until.currentText()) == (
        "Monday 16 February 2026", "Monday 24 November 2025",
    )  # fmt: skip
    assert "From 24\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2025 to 16\N{NO-BREAK SPACE}February" in words(compare)


def test_a_step_is_taken_back_and_the_text_stays_until_it_says_something(window: MainWindow, qtbot: QtBot) -> None:
    screen = screen_of(window)
    screen.list.setCurrentRow(1)
    line = screen.page.agreed.all()[0]
    before = line.text.toPlainText()
    line.text.selectAll()
    qtbot.keyClick(line.text, Qt.Key.Key_Delete)
    qtbot.keyClick(line.text, Qt.Key.Key_Tab)
    assert read.records(plan_of(window), r.NextStep)[kept(window, "k2").agreed[0]].text == before
    line.away.setFocus()
    qtbot.keyClick(line.away, Qt.Key.Key_Space)
    assert len(screen.page.agreed.all()) == 1
    assert screen.page.new.text.hasFocus()
    window.undo()
    assert len(screen.page.agreed.all()) == 2


def test_an_empty_plan_leads_to_the_first_session(open_window: OpenWindow, empty_path: Path, qtbot: QtBot) -> None:
    window = open_window(empty_path, "sessions")
    screen = screen_of(window)
    assert not screen.page.isVisible()
    qtbot.mouseClick(screen.begin, LEFT)
    assert screen.page.day.hasFocus()
    typed(qtbot, screen.page.day, "9 march 2026")
    assert rows(window) == ["Monday 9 March 2026\nAhead"]
    assert not screen.compare.isVisible()
    qtbot.mouseClick(screen.page.delete, LEFT)
    assert not screen.page.isVisible()
    assert screen.begin.isVisible()
