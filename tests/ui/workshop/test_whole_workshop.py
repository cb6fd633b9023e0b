"""A whole workshop by keyboard in the real window, from two empty organisations to the follow-up.

`until_the_day` leaves off on the eve of the day: everybody called, the themes sent; `hold_the_day` goes on from there.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.domain.asking_again import asked_to_keep
from desktop.domain.ratings import ratings
from desktop.plan.errors import PassphraseWanted
from desktop.plan.file import Plan
from desktop.ui.dialogs.workshop import NewWorkshop
from desktop.ui.workshop.again import AgainScreen
from desktop.ui.workshop.agreed import Planned
from desktop.ui.workshop.both import BothScreen
from desktop.ui.workshop.capture import Capture
from desktop.ui.workshop.day import DayScreen
from desktop.ui.workshop.listen import ListenScreen
from desktop.ui.workshop.overview import OverviewScreen
from desktop.ui.workshop.persuade import PersuadeScreen
from desktop.ui.workshop.results import ResultsScreen
from desktop.ui.workshop.themes import ThemesScreen
from tests.ui.conftest import LONG, OpenWindow
from tests.ui.workshop.hands import Hands
from tests.ui.workshop.words import words_of

PASSPHRASE = "seven lanterns over quiet water"
NORTH, SOUTH = ("Adaeze Norrby", "Bram Ostrava", "Chiara Penhale"), ("Dewi Quill", "Esra Rowntree")
CONFIDENTIAL = "Zanzibar quarrels about every culvert"
"""Said on the telephone and not to be told."""

Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def hands(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    path = tmp_path / "Culvert day.rapport"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(path), "")))
    return Hands(qtbot, open_window(None))


def make_the_file(hands: Hands) -> None:
    """The dialog of File, New workshop, filled by keyboard; the passphrase is offered at once."""

    def fill() -> None:
        asked = QApplication.activeModalWidget()
        if asked is None:
            QTimer.singleShot(10, fill)
            return
        try:
            assert isinstance(asked, NewWorkshop)
            assert asked.focusWidget() is asked.label
            for words in ("Culvert day", "Northwater", "Southland", "Fay Underhill", PASSPHRASE, PASSPHRASE):
                QTest.keyClicks(asked.focusWidget(), words)
                QTest.keyClick(asked.focusWidget(), Qt.Key.Key_Tab)
            QTest.keyClick(asked, Qt.Key.Key_Return)
        finally:
            asked.close()

    QTimer.singleShot(0, fill)
    hands.window.files.new_workshop()
    hands.window.activateWindow()
    hands.qtbot.waitUntil(lambda: QApplication.activeWindow() is hands.window, timeout=LONG)


def persuade(hands: Hands) -> None:
    """Name five people, ask each, find a host on both sides."""
    screen = hands.show(2)
    assert isinstance(screen, PersuadeScreen)
    for side, people in ((0, NORTH), (1, SOUTH)):
        hands.choose(screen.side, side)
        for name in people:
            hands.reach(screen.name)
            hands.write(name)
            hands.press(Qt.Key.Key_Return)
    assert [each.organisation for each in hands.workshop.participants] == [1, 1, 1, 2, 2]
    # The last one heads the list after three times Alt and the arrow.
    hands.reach(screen.list)
    hands.press(Qt.Key.Key_End, Ctrl)
    for _n in range(3):
        hands.press(Qt.Key.Key_Up, Alt)
    assert screen.list.person == hands.workshop.participants[-1].person
    hands.press(Qt.Key.Key_Home, Ctrl)
    for n, name in enumerate(dict.fromkeys((NORTH[0], SOUTH[1], *NORTH, *SOUTH))):
        hands.reach(screen.list)
        assert screen.person.name.text() == name
        hands.fill(screen.person.gains, f"gain {n}")
        if n < 2:
            hands.push(screen.person.host)
        if n == 2:  # at first not yet, then yes: the log has both
            hands.choose(screen.person.answer, 1)
            hands.reach(screen.person.note)
            hands.write("Will come if Adaeze comes.")
            hands.press(Qt.Key.Key_Return)
            hands.choose(screen.person.answer, -1)
        hands.reach(screen.person.note)
        hands.press(Qt.Key.Key_Return)
        hands.reach(screen.list)
        hands.press(Qt.Key.Key_Down)
    assert [entry.answer for entry in hands.workshop.convenor_log].count("yes") == 5
    assert [entry.answer for entry in hands.workshop.convenor_log].count("not yet") == 1
    assert hands.workshop.state == "convening"
    hands.fill(screen.case.why, "Every flood reopens the same quarrel.")
    hands.fill(screen.case.tensions, "Each side waits for the other to dig.")
    hands.fill(screen.case.indicator, "days from flood to repair")
    hands.fill(screen.case.baseline, "40")
    hands.push(screen.case.propose)
    case = hands.workshop.case_for_the_day
    assert case is not None
    assert case.cost_of_going_on == "Each side waits for the other to dig. days from flood to repair: 40."


def fix_the_day(hands: Hands) -> None:
    """The day, all that follows from it; then another day, and all moves along as one edit."""
    screen = hands.show(1)
    assert isinstance(screen, OverviewScreen)
    hands.fill(screen.day, "4 Jun 2026")
    first = {step.step: step.date for step in hands.workshop.timeline}
    assert first["follow-up interviews"] == "2028-06-05", "4 June 2028 is a Sunday"
    hands.push(screen.confirm)
    assert hands.workshop.state == "confirmed"
    assert "calendar" in hands.workspace.banner.text
    hands.fill(screen.day, "11 Jun 2026")
    moved = {step.step: step.date for step in hands.workshop.timeline}
    assert (moved["interviews"], moved["evaluation calls"]) == ("2026-05-21", "2026-07-09")
    assert moved["all say yes"] == first["all say yes"], "what is done stays where it was"
    QTest.keySequence(hands.at, QKeySequence(QKeySequence.StandardKey.Undo))
    assert {step.step: step.date for step in hands.workshop.timeline} == first
    QTest.keySequence(hands.at, QKeySequence(QKeySequence.StandardKey.Redo))
    assert {step.step: step.date for step in hands.workshop.timeline} == moved


def listen(hands: Hands) -> None:
    """Call everybody: notepad, answers with consent by one key, three ratings."""
    screen = hands.show(3)
    assert isinstance(screen, ListenScreen)
    for n in range(5):
        hands.push(screen.next)
        hands.press(Qt.Key.Key_Return, Ctrl)
        assert screen.call.running
        hands.write(f"hope number {n} is a shared map")
        hands.press(Qt.Key.Key_4, Alt)
        hands.press(Qt.Key.Key_Tab)
        hands.reach(screen.call.answers["A4"].text)
        hands.press(Qt.Key.Key_F3)
        hands.reach(screen.call.answers["A6"].text)
        hands.write(CONFIDENTIAL)
        for scale in screen.call.ratings.values():
            first = scale.findChildren(type(screen.call.begin))[0]
            hands.reach(first)
            hands.press(Qt.Key.Key_2)
        hands.press(Qt.Key.Key_Return, Ctrl)
        hands.press(Qt.Key.Key_Escape)
    interviews = hands.workshop.interviews
    assert [each.date for each in interviews] == ["2026-03-02"] * 5
    assert {each.answers["A4"].share for each in interviews} == {"theme"}
    assert {each.answers["A6"].share for each in interviews} == {"none"}
    assert all(each.before == dict.fromkeys(each.before, 2) and len(each.before) == 3 for each in interviews)
    assert hands.workshop.state == "interviewing"


def gather_themes(hands: Hands) -> None:
    """Mark a phrase, gather it under a hope; somebody's own words are no theme."""
    screen = hands.show(4)
    assert isinstance(screen, ThemesScreen)
    saying = screen.sayings.all()[0]
    hands.reach(saying.text)
    hands.press(Qt.Key.Key_M)
    hands.reach(screen.new["hopes"])
    hands.write("seeing the same picture")
    hands.press(Qt.Key.Key_Return)
    (phrase,) = screen.waiting.all()
    hands.choose(phrase.under, 1)
    themes = hands.workshop.themes
    assert themes is not None
    assert [each.theme for each in themes.phrases] == ["seeing the same picture"]
    hands.reach(screen.new["concerns"])
    hands.write(CONFIDENTIAL)
    hands.press(Qt.Key.Key_Return)
    assert "own words" in screen.lines["concerns"].all()[0].wrong.text()
    hands.fill(screen.lines["concerns"].all()[0].text, "old disputes over water")
    hands.push(screen.sent)
    assert hands.workshop.state == "themes sent"


def until_the_day(hands: Hands) -> None:
    """From nothing to the eve of the day."""
    make_the_file(hands)
    assert hands.workspace.current == "workshop"
    assert [each.label for each in hands.room.organisations] == ["Northwater", "Southland"]
    assert hands.room.participants == ()
    persuade(hands)
    fix_the_day(hands)
    listen(hands)
    gather_themes(hands)


def hold_the_day(hands: Hands) -> None:
    """The usual day, another order, longer; pairs; what is agreed, on the own screen and on the wall."""
    screen = hands.show(5)
    assert isinstance(screen, DayScreen)
    hands.push(screen.agenda.fill)
    hands.reach(screen.agenda.list)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Plus)
    hands.press(Qt.Key.Key_Minus)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down, Alt)
    assert [item.start for item in hands.workshop.agenda[:5]] == ["08:45", "09:00", "09:20", "10:00", "10:15"]
    assert hands.workshop.agenda[3].activity == "Break"
    hands.press(Qt.Key.Key_Up, Alt)
    hands.push(screen.pairs.draw)
    first = hands.workshop.pairs
    assert sorted(len(pair.people) for pair in first) == [2, 3]
    hands.push(screen.pairs.draw)
    assert hands.workshop.pairs != first
    agree(hands, screen.capture)
    hands.push(screen.wall)
    wall = screen.projector
    assert wall is not None
    hands.qtbot.waitUntil(wall.isActiveWindow, timeout=LONG)
    hands.qtbot.keyClick(wall, Qt.Key.Key_3, Alt)
    hands.write("When the river rises, we ring first.")
    hands.press(Qt.Key.Key_Return)
    assert CONFIDENTIAL not in words_of(wall)
    hands.press(Qt.Key.Key_Escape)
    assert screen.projector is None
    hands.window.activateWindow()
    hands.qtbot.waitUntil(hands.window.isActiveWindow, timeout=LONG)
    vision = hands.workshop.vision
    assert vision is not None
    assert vision.statements == ("When the river rises, we ring first.",)
    hands.push(screen.held)
    assert hands.workshop.state == "held"
    tick(hands, "record sent")
    tick(hands, "two-week first steps check")
    assert hands.workshop.state == "recorded"


def agree(hands: Hands, capture: Capture) -> None:
    """A line on each page; an action with an owner from each side and a first sign."""
    pages = {
        "conditions": "Bad news early",
        "pictures": "One gate",
        "statements": "",
        "decisions": "Two may decide",
        "actions": "A shared map of culverts",
        "offers": "An hour on our pumps",
        "dates": "Walk along the river",
    }
    for n, (page, words) in enumerate(pages.items()):
        if n:
            hands.reach(capture.tabs)
            hands.press(Qt.Key.Key_Right)
        assert capture.page == page
        if words:
            hands.reach(capture.lists[page].new)
            hands.write(words)
            hands.press(Qt.Key.Key_Return)
        if page == "actions":
            line = capture.lists[page].line(0)
            assert isinstance(line, Planned)
            for side in line.owners.sides:
                hands.choose(side, 1)
            hands.fill(line.first, "18 Jun 2026")
            hands.fill(line.sign, "both use it in one meeting")
    day = hands.workshop
    (action,) = day.actions
    sides = {p.organisation for p in day.participants if p.person in action.owners}
    assert (len(action.owners), len(sides)) == (2, 2)
    assert (action.first_step, action.first_sign) == ("2026-06-18", "both use it in one meeting")
    assert (day.success_conditions, [d.text for d in day.decisions]) == (("Bad news early",), ["Two may decide"])
    assert [offer.text for offer in day.offers] == ["An hour on our pumps"]
    assert "Walk along the river" in [step.step for step in day.timeline]


def tick(hands: Hands, step: str) -> None:
    """Say on the first screen that a step is done."""
    screen = hands.show(1)
    assert isinstance(screen, OverviewScreen)
    at = [each.step for each in hands.workshop.timeline].index(step)
    line = screen.steps.of(at)
    assert line is not None
    hands.push(line.done)


def know_each_other(hands: Hands) -> None:
    """Two of both sides know each other since the day."""
    screen = hands.show(6)
    assert isinstance(screen, BothScreen)
    hands.choose(screen.one, 1)
    hands.choose(screen.other, 1)
    hands.choose(screen.new, 1)
    hands.push(screen.add)
    (tie,) = hands.room.values.ties.values()
    assert tie.since == hands.workshop.date
    assert screen.said.text() == "1 tie across, 0 of them from before the day"


def ask_again(hands: Hands) -> None:
    """Everybody called some weeks after; the summary sent."""
    screen = hands.show(7)
    assert isinstance(screen, AgainScreen)
    for _n in range(5):
        hands.push(screen.next)
        hands.reach(screen.call.answers["G2"].text)
        hands.write("they ring before they write")
        hands.press(Qt.Key.Key_F4)
        for scale in screen.call.ratings.values():
            hands.reach(scale.findChildren(type(screen.next))[0])
            hands.press(Qt.Key.Key_4)
        hands.press(Qt.Key.Key_Return, Ctrl)
        hands.press(Qt.Key.Key_Escape)
    found = hands.workshop.evaluation
    assert found is not None
    assert (found.invited, found.answered) == (5, 5)
    assert hands.workshop.state == "evaluating"
    assert ratings(hands.workshop).all["next_change"].rose == 5
    assert ratings(hands.workshop).by_organisation == {}
    hands.fill(screen.summary.fields["signs"], "people ring first")
    hands.fill(screen.summary.fields["unchanged"], "money comes as late as ever")
    hands.push(screen.summary.sent)
    assert hands.workshop.state == "evaluated"
    tick(hands, "joint look-back at actions")
    assert hands.workshop.state == "follow-up scheduled"


def two_years_on(hands: Hands) -> None:
    """One has left and somebody has come; the interviews may be kept; the file's own end is fixed; it is closed."""
    screen = hands.show(7)
    assert isinstance(screen, AgainScreen)
    hands.reach(screen.tabs)
    hands.press(Qt.Key.Key_Right)
    for n in range(5):
        hands.push(screen.next)
        hands.reach(screen.call.answers["H1"].text)
        hands.write("the map hangs in both offices")
        if not n:
            hands.fill(screen.call.successor, "Goran Thistlewood")
        hands.choose(screen.call.keep, 1)
        hands.reach(screen.call.answers["H2"].text)
        hands.press(Qt.Key.Key_Return, Ctrl)
        hands.press(Qt.Key.Key_Escape)
    found = hands.workshop.follow_up
    assert found is not None
    assert [call.date for call in found.calls] == ["2026-03-02"] * 5
    successor = hands.room.person(found.calls[0].successor)
    assert successor is not None
    assert successor.name == "Goran Thistlewood"
    left = hands.room.person(found.calls[0].person)
    assert left is not None
    assert left.left
    assert asked_to_keep(hands.room) == (5, 0, 0)
    hands.fill(screen.until, "31 Dec 2028")
    hands.push(screen.done)
    assert hands.workshop.state == "followed up"
    hands.push(screen.close_)
    assert hands.workshop.state == "closed"
    assert hands.room.values.info.retention_until == "2028-12-31"


def tell_the_results(hands: Hands) -> None:
    """Situation, what was done, what came of it, and a quote of somebody who agreed."""
    screen = hands.show(8)
    assert isinstance(screen, ResultsScreen)
    for name in ("situation", "solution", "result"):
        hands.fill(screen.fields[name], f"The {name} in my own words.")
    hands.push(screen.quotes.all()[0].told)
    told = hands.workshop.results
    assert told is not None
    assert told.result == "The result in my own words."
    assert [quote.text for quote in told.quotes] == ["they ring before they write"]


def test_a_whole_workshop_by_keyboard(hands: Hands) -> None:
    until_the_day(hands)
    session = hands.window.session
    assert session is not None
    with pytest.raises(PassphraseWanted):
        Plan.open_to_read(session.plan.path)
    hold_the_day(hands)
    know_each_other(hands)
    ask_again(hands)
    tell_the_results(hands)
    two_years_on(hands)
