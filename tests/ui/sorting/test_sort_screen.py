"""Sort people by hand: a key each, going back, undo from outside, groups, the rest discarded, another sitting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.domain import records as r
from desktop.plan import document, edits, read, store
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from desktop.ui.ask import Question
from desktop.ui.sorting.screen import SortScreen

from ..conftest import TODAY

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.main_window import MainWindow
    from desktop.ui.session import Session

OpenWindow = Callable[..., "MainWindow"]
NAMES = ("Nadia Popa", "سلمى الغيمري", "<b>Ben</b> Okri", "Mere Tawhiri")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan with somebody placed, a group, and four who wait."""
    path = tmp_path / "Waiting.rapport"

    def fill(plan: Plan) -> None:
        document.start(plan, "personal", "Tamsin")
        edits.add_contacts(plan, ["Torvald"], on=TODAY, tier="ally")
        edits.add(plan, r.Group(0, edits.new_uid(), "Procurement"))
        with plan.step(Edit.IMPORT) as step:
            writer = store.Writer(step.db)
            for n, name in enumerate(NAMES):
                writer.add(r.Contact(0, f"w{n}", name, role="Buyer", known_since="2021-05-14", tags=("fair",)))
            writer.flush()

    Plan.create(path, fill)
    return path


@pytest.fixture
def window(open_window: OpenWindow, path: Path) -> MainWindow:
    window = open_window(path, "people")
    window.sort_people()
    return window


def parts(window: MainWindow) -> tuple[Session, SortScreen]:
    assert window.session is not None
    assert window.workspace is not None
    screen = window.workspace.made("sort")
    assert isinstance(screen, SortScreen)
    return window.session, screen


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def tiers(session: Session) -> dict[str, str | None]:
    return {
        person.name: person.tier for person in read.records(session.plan, r.Contact).values() if person.uid[0] == "w"
    }


def test_a_key_places_one_and_brings_the_next(window: MainWindow) -> None:
    session, screen = parts(window)
    assert screen.card.name.text() == NAMES[0]
    assert screen.card.hasFocus()
    press(Qt.Key.Key_3)
    assert tiers(session)[NAMES[0]] == "acquaintance"
    assert screen.card.accessibleName() == NAMES[1]
    assert window.actions_.undo.text() == f"Undo “Move a person: {NAMES[0]}”"
    press(Qt.Key.Key_5)
    assert screen.card.name.text() == NAMES[2], "what stands in a name is no markup"
    counted = {words.accessibleName(): words.text() for words in screen.counts.findChildren(QLabel)}
    assert (counted["Ally"], counted["Acquaintance"], counted["Not yet connected"]) == ("1", "1", "1")


def test_a_click_places_and_leaves_the_keyboard_on_the_card(window: MainWindow) -> None:
    session, screen = parts(window)
    QTest.mouseClick(screen.card.answers[1], Qt.MouseButton.LeftButton)
    assert tiers(session)[NAMES[0]] == "ally"
    assert screen.card.hasFocus()


def test_space_puts_by_wherever_the_keyboard_stands_on_the_card(window: MainWindow) -> None:
    session, screen = parts(window)
    screen.card.answers[0].setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Space)
    screen.card.key.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Space)
    assert set(tiers(session).values()) == {None}
    assert screen.card.name.text() == NAMES[2]
    screen.card.answers[0].setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Return)
    assert tiers(session)[NAMES[2]] == "advocate"


def test_back_goes_over_what_was_put_by_and_takes_answers_back(window: MainWindow) -> None:
    session, screen = parts(window)
    press(Qt.Key.Key_2, Qt.Key.Key_Space)
    press(Qt.Key.Key_Backspace)
    assert screen.card.name.text() == NAMES[1]
    press(Qt.Key.Key_Backspace)
    assert screen.card.name.text() == NAMES[0]
    assert tiers(session)[NAMES[0]] is None
    person = next(p for p in read.records(session.plan, r.Contact).values() if p.uid == "w0")
    assert person.tier_history == (), "taken back as if it had never been"
    press(Qt.Key.Key_Backspace)
    assert screen.card.name.text() == NAMES[0], "there is nobody before the first"


def test_undo_from_outside_brings_the_person_back_on_top(window: MainWindow) -> None:
    session, screen = parts(window)
    press(Qt.Key.Key_2, Qt.Key.Key_4)
    window.undo()
    assert screen.card.accessibleName() == NAMES[1]
    window.redo()
    assert screen.card.name.text() == NAMES[2]
    assert tiers(session)[NAMES[1]] == "aware"


def test_an_answer_that_is_no_longer_the_latest_step_is_taken_back_by_another_step(window: MainWindow) -> None:
    session, screen = parts(window)
    press(Qt.Key.Key_2)
    edits.add_contacts(session.plan, ["Somebody else"], on=TODAY, tier="ally")
    press(Qt.Key.Key_Backspace)
    assert screen.card.name.text() == NAMES[0]
    assert tiers(session)[NAMES[0]] is None
    assert "Somebody else" in {name for name, _latin in read.names(session.plan).values()}


def test_k_makes_a_key_relationship_of_the_answer_in_the_same_step(window: MainWindow) -> None:
    session, screen = parts(window)
    press(Qt.Key.Key_K)
    assert screen.card.key.isChecked()
    press(Qt.Key.Key_3)
    assert not screen.card.key.isChecked(), "the next person is asked about afresh"
    person = next(p for p in read.records(session.plan, r.Contact).values() if p.uid == "w0")
    focal = read.focal_of(session.plan, person.id)
    assert focal is not None
    assert (focal.kind, focal.target_tier) == ("strengthen", "ally")
    window.undo()
    assert read.focal_of(session.plan, person.id) is None
    assert tiers(session)[NAMES[0]] is None


def test_g_leads_to_the_groups_and_back(window: MainWindow) -> None:
    session, screen = parts(window)
    press(Qt.Key.Key_G)
    box = screen.card.groups.box
    assert box.view().isVisible()
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    assert screen.card.hasFocus()
    person = next(p for p in read.records(session.plan, r.Contact).values() if p.uid == "w0")
    assert [read.records(session.plan, r.Group)[key].label for key in person.groups] == ["Procurement"]
    assert screen.card.name.text() == NAMES[0], "they still wait"
    press(Qt.Key.Key_4)
    assert read.records(session.plan, r.Contact)[person.id].groups == person.groups


def test_a_list_of_groups_that_is_closed_again_leaves_the_keys_to_the_card(window: MainWindow) -> None:
    session, screen = parts(window)
    press(Qt.Key.Key_G)
    QTest.keyClick(screen.card.groups.box.view(), Qt.Key.Key_Escape)
    press(Qt.Key.Key_2)
    assert tiers(session)[NAMES[0]] == "ally"


def test_the_end_of_a_round_and_another_one(window: MainWindow) -> None:
    _session, screen = parts(window)
    press(*[Qt.Key.Key_Space] * 4)
    assert screen.round.isVisible()
    assert screen.again.hasFocus()
    press(Qt.Key.Key_Return)
    assert screen.card.hasFocus()
    press(*[Qt.Key.Key_1] * 4)
    assert screen.nobody.isVisible()
    assert not screen.counts.discard.isVisible()


def test_another_sitting_goes_on_behind_the_last_one_placed(window: MainWindow) -> None:
    session, screen = parts(window)
    press(Qt.Key.Key_Space, Qt.Key.Key_2)
    QTest.mouseClick(screen.counts.done, Qt.MouseButton.LeftButton)
    assert window.workspace is not None
    assert window.workspace.current == "people"
    window.sort_people()
    assert screen.card.name.text() == NAMES[2]
    assert list(tiers(session).values()).count(None) == 3


@pytest.mark.parametrize("yes", [True, False])
def test_the_rest_is_discarded_in_one_step_after_it_was_said(window: MainWindow, qtbot: QtBot, yes: bool) -> None:
    session, screen = parts(window)
    press(Qt.Key.Key_2)
    said: list[str] = []

    def answer() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        said.append(question.windowTitle())
        QTest.mouseClick(question.yes if yes else question.no, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, answer)
    QTest.mouseClick(screen.counts.discard, Qt.MouseButton.LeftButton)
    assert said == ["Discard the 3 people who wait?"]
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert read.counts(session.plan).waiting == (0 if yes else 3)
    assert tiers(session)[NAMES[0]] == "ally"
    if yes:
        assert screen.nobody.isVisible()
        window.undo()
        qtbot.waitUntil(lambda: screen.card.isVisible())
        assert read.counts(session.plan).waiting == 3


def test_with_initials_nobody_can_be_placed_and_no_name_is_shown(window: MainWindow) -> None:
    window.covers.toggle_names()
    session, screen = parts(window)
    assert session.plan.read_only
    assert screen.card.name.text() == "N. P."
    assert "only be looked at" in screen.said.text()
    press(Qt.Key.Key_2)
    assert screen.card.name.text() == "N. P."
    window.covers.toggle_names()
    assert parts(window)[1].card.name.text() == NAMES[0]


def test_it_is_reached_from_the_tray_people_and_the_menu(open_window: OpenWindow, path: Path) -> None:
    window = open_window(path, "map")
    assert window.workspace is not None
    tray = window.workspace.made("map").tray  # pyright: ignore[reportAttributeAccessIssue]
    QTest.mouseClick(tray.sort, Qt.MouseButton.LeftButton)
    assert window.workspace.current == "sort"
    QTest.mouseClick(parts(window)[1].counts.done, Qt.MouseButton.LeftButton)
    assert window.workspace.current == "map"
    window.workspace.show_screen("people")
    people = window.workspace.made("people")
    QTest.mouseClick(people.sort, Qt.MouseButton.LeftButton)  # pyright: ignore[reportAttributeAccessIssue]
    assert window.workspace.current == "sort"
    action = next(a for a in window.findChildren(type(window.actions_.undo)) if a.text() == "Sort people…")
    window.workspace.show_screen("today")
    action.trigger()
    assert window.workspace.current == "sort"
