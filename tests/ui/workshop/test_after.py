"""After the day: calls again, the summary, two years on, both on one map, the results told."""

import json
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.domain.asking_again import Round
from desktop.domain.job import run
from desktop.exchange.plan_json import values_of
from desktop.plan import document, read_workshop, workshop_after, workshop_edits
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from desktop.ui.main_window import MainWindow
from desktop.ui.workshop.again import AgainScreen
from desktop.ui.workshop.both import BothScreen
from desktop.ui.workshop.results import ResultsScreen
from tests.made_up import key_of
from tests.ui.conftest import OpenWindow
from tests.workshop_secrets import secret_document

LEFT = Qt.MouseButton.LeftButton
Screen = TypeVar("Screen", bound=QWidget)


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "Day.rapport"
    values = values_of(json.loads(json.dumps(secret_document())), {}, None)
    Plan.create(path, lambda plan: run(document.replace_all(plan, values, Edit.SET_UP)))
    return open_window(path, "again")


def shown(window: MainWindow, name: str, kind: type[Screen]) -> Screen:
    assert window.workspace is not None
    window.workspace.show_screen(name)
    window.workspace.finish()
    found = window.workspace.made(name)
    assert isinstance(found, kind)
    return found


def workshop(window: MainWindow) -> r.Workshop:
    assert window.session is not None
    found = read_workshop.room(window.session.plan).workshop
    assert found is not None
    return found


def person(window: MainWindow, uid: str) -> int:
    assert window.session is not None
    return key_of(window.session.plan, uid)


def typed(qtbot: QtBot, field: QWidget, words: str) -> None:
    field.setFocus()
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Tab)


def test_who_was_not_reached_is_called_next_with_their_own_earlier_words_beside(
    window: MainWindow, qtbot: QtBot
) -> None:
    screen = shown(window, "again", AgainScreen)
    assert screen.about.text().startswith("8 of 9 called")
    qtbot.mouseClick(screen.next, LEFT)
    call = screen.call
    assert call.title.text() == "Ibrahim Castellane-Dupré"
    assert any("The quay wall opening" in each.text() for each in call.findChildren(type(call.about)))
    assert not any("pipe crossing" in each.text() for each in call.findChildren(type(call.about)))
    typed(qtbot, call.answers["G2"].text, "He rings first")
    qtbot.keyClick(call.ratings["raise_difficult"], Qt.Key.Key_5)
    qtbot.mouseClick(call.called, LEFT)
    evaluation = workshop(window).evaluation
    assert evaluation is not None
    made = next(each for each in evaluation.calls if each.person == person(window, "c32"))
    assert (made.date, made.answers["G2"].text, made.after) == ("2026-03-02", "He rings first", {"raise_difficult": 5})
    assert (evaluation.answered, evaluation.not_reached) == (9, ())
    qtbot.keyClick(call, Qt.Key.Key_Escape)
    assert screen.about.text().startswith("9 of 9 called")
    assert not screen.next.isVisible()


def test_a_summary_in_somebodys_own_words_is_said_to_stay_here(window: MainWindow, qtbot: QtBot) -> None:
    screen = shown(window, "again", AgainScreen)
    assert "own words" in screen.summary.wrong.text()
    signs = screen.summary.fields["signs"]
    signs.setFocus()
    signs.setPlainText("Late news now comes by voice\n\nPeople ask first\n")
    qtbot.keyClick(signs, Qt.Key.Key_Tab)
    evaluation = workshop(window).evaluation
    assert evaluation is not None
    assert evaluation.summary is not None
    assert evaluation.summary.signs == ("Late news now comes by voice", "People ask first")
    assert screen.summary.wrong.text() == ""


def test_who_does_not_let_it_be_kept_has_their_words_removed_and_the_ratings_stay(
    window: MainWindow, qtbot: QtBot
) -> None:
    screen = shown(window, "again", AgainScreen)
    screen.tabs.setCurrentIndex(1)
    assert screen.round is Round.YEARS
    screen.open_call(person(window, "c00"))
    call = screen.call
    assert not call.forget.isVisible()
    answer = next(iter(call.answers.values())).text
    for field, words in ((answer, "It lasted"), (call.notepad, "Rang from the car")):
        field.setFocus()
        field.setPlainText(words)
        qtbot.keyClick(field, Qt.Key.Key_Tab)
    call.keep.setFocus()
    qtbot.keyClick(call.keep, Qt.Key.Key_Down)
    qtbot.keyClick(call.keep, Qt.Key.Key_Down)
    assert call.keep.chosen == "no"
    qtbot.mouseClick(call.forget, LEFT)
    day = workshop(window)
    interview = next(each for each in day.interviews if each.person == person(window, "c00"))
    assert (dict(interview.answers), interview.notepad) == ({}, None)
    assert interview.before["raise_difficult"] == 2
    assert day.follow_up is not None
    later = next(each for each in day.follow_up.calls if each.person == person(window, "c00"))
    assert (dict(later.answers), later.notepad) == ({}, None)
    assert (answer.toPlainText(), call.notepad.toPlainText()) == ("", "")
    assert "It lasted" not in str(day)
    assert "Rang from the car" not in str(day)
    assert window.session is not None
    window.session.undo()
    assert answer.toPlainText() == "It lasted"
    interview = next(each for each in workshop(window).interviews if each.person == person(window, "c00"))
    assert interview.answers


def test_who_left_and_who_came_after_them(window: MainWindow, qtbot: QtBot) -> None:
    screen = shown(window, "again", AgainScreen)
    screen.tabs.setCurrentIndex(1)
    screen.open_call(person(window, "c35"))
    typed(qtbot, screen.call.successor, "Liv Brandvold")
    assert screen.call.gone.isChecked()
    screen.close_call()
    names = [item.text() for n in range(screen.list.rowCount()) if (item := screen.list.item(n, 0)) is not None]
    assert "Gwendal Le Bihan-Ross (has left)" in names
    later = workshop(window).follow_up
    assert later is not None
    assert window.session is not None
    successor = read_workshop.room(window.session.plan).person(later.calls[0].successor)
    assert successor is not None
    assert (successor.name, successor.organisation) == (
        "Liv Brandvold",
        read_workshop.room(window.session.plan).values.contacts[person(window, "c35")].organisation,
    )


def test_ties_across_are_counted_before_and_after_the_day(window: MainWindow, qtbot: QtBot) -> None:
    screen = shown(window, "both", BothScreen)
    assert screen.said.text() == "0 ties across"
    for n, (one, other) in enumerate((("c00", "c32"), ("c11", "c33"))):
        screen.one.show_value(person(window, one))
        screen.other.show_value(person(window, other))
        screen.new.show_value(bool(n))
        qtbot.mouseClick(screen.add, LEFT)
    assert screen.said.text() == "2 ties across, 1 of them from before the day"
    qtbot.mouseClick(next(iter(screen.when.values())), LEFT)
    assert screen.said.text() == "1 tie across"
    assert len(screen.hubs.ties) == 1
    assert "1 tie across" in screen.hubs.accessibleName()
    line = screen.ties.all()[0]
    qtbot.mouseClick(line.away, LEFT)
    assert screen.said.text() == "0 ties across"
    assert window.session is not None
    window.session.undo()
    assert screen.said.text() == "1 tie across"


def test_only_consented_words_are_offered_as_quotes(window: MainWindow, qtbot: QtBot) -> None:
    screen = shown(window, "results", ResultsScreen)
    lines = screen.quotes.all()
    assert [line.words.text() for line in lines] == ["“We ring first now.”"]
    assert lines[0].told.isChecked()
    assert "own words" in screen.wrong.text()
    qtbot.mouseClick(lines[0].told, LEFT)
    told = workshop(window).results
    assert told is not None
    assert [quote.consent for quote in told.quotes] == [False]


@pytest.mark.parametrize("words", ["We ring first now.", "We ring each other."])
def test_words_that_may_no_longer_be_quoted_leave_the_page(window: MainWindow, words: str) -> None:
    assert window.session is not None
    plan, key = window.session.plan, person(window, "c00")
    may = r.Answer("We ring first now.", "quote")
    workshop_edits.call(plan, key, answers={"A1": may})
    quote = r.Quote(key, may.text, consent=True)
    workshop_after.tell(plan, quotes=(quote,))
    assert (told := workshop(window).results)
    assert quote in told.quotes
    workshop_edits.call(plan, key, answers={"A1": r.Answer(words, "theme")})
    assert (told := workshop(window).results)
    assert quote not in told.quotes
    window.session.undo()
    assert (told := workshop(window).results)
    assert quote in told.quotes
    workshop_after.forget_words(plan, key)
    assert (told := workshop(window).results)
    assert quote not in told.quotes


def test_an_empty_file_shows_every_screen(open_window: OpenWindow, tmp_path: Path) -> None:
    from desktop.plan import workshop_edits

    path = tmp_path / "New.rapport"
    Plan.create(path, lambda plan: workshop_edits.start(plan, "", ("", ""), ""))
    window = open_window(path, "day")
    for name in ("both", "again", "results", "day"):
        shown(window, name, QWidget)
