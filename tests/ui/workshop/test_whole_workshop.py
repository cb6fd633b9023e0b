"""A whole workshop by keyboard in the real window, from two empty organisations to the follow-up.

`until_the_day` leaves off on the eve of the day: everybody called, the themes sent.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.plan.errors import PassphraseWanted
from desktop.plan.file import Plan
from desktop.ui.dialogs.workshop import NewWorkshop
from desktop.ui.workshop.listen import ListenScreen
from desktop.ui.workshop.overview import OverviewScreen
from desktop.ui.workshop.persuade import PersuadeScreen
from desktop.ui.workshop.themes import ThemesScreen
from tests.ui.conftest import LONG, OpenWindow
from tests.ui.workshop.hands import Hands

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


def test_a_workshop_is_led_to_the_eve_of_the_day_by_keyboard(hands: Hands) -> None:
    until_the_day(hands)
    session = hands.window.session
    assert session is not None
    with pytest.raises(PassphraseWanted):
        Plan.open_to_read(session.plan.path)
