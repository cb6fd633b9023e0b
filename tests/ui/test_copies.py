"""A copy given away and taken back in the window: what it leaves out, side by side, one by one, one Undo."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.domain.levels import Level
from desktop.plan import document, edits, provenance, read, session_edits
from desktop.plan.file import Plan
from desktop.plan.giving import give
from desktop.plan.key import new_key
from desktop.ui.copies import give_a_copy, take_back_from
from desktop.ui.dialogs.give import Give
from desktop.ui.main_window import MainWindow
from desktop.ui.take_back.dialog import TakeBack
from desktop.ui.take_back.model import OURS, THEIRS, WHAT

from .conftest import OpenWindow

DAY = date(2026, 3, 2)
PHRASE = "nine words nobody would guess"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path)


def plan_of(window: MainWindow) -> Plan:
    assert window.session is not None
    return window.session.plan


def key_of(plan: Plan, uid: str) -> int:
    return document.uids(plan)["contacts"][uid]


def person(plan: Plan, uid: str) -> r.Contact | None:
    keys = document.uids(plan)["contacts"]
    return read.record(plan, r.Contact, keys[uid]) if uid in keys else None


@pytest.fixture
def copy(window: MainWindow, tmp_path: Path) -> Path:
    """A copy in which a role was changed, somebody added and somebody deleted; the role was changed here, too."""
    plan, path = plan_of(window), tmp_path / "back.rapport"
    run(give(plan, path, Level.WITHOUT_NOTES, to="coach", on=DAY))
    with Plan.open(path) as away:
        edits.change(away, r.Contact, key_of(away, "c03"), role="Changed there")
        edits.change(away, r.Contact, key_of(away, "c05"), role="Only there")
        edits.add_contacts(away, ["Nia Newman"], on=DAY, tier="aware")
        run(edits.delete_contacts(away, [key_of(away, "c04")]))
    edits.change(plan, r.Contact, key_of(plan, "c03"), role="Changed here")
    return path


def taking_back(window: MainWindow, qtbot: QtBot, path: Path) -> TakeBack:
    take_back_from(window, path)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), TakeBack))
    found = QApplication.activeModalWidget()
    assert isinstance(found, TakeBack)
    return found


def row_of(dialog: TakeBack, words: str) -> int:
    model = dialog.model
    return next(n for n in range(model.rowCount()) if words in model.index(n, WHAT).data())


def test_differences_are_taken_over_one_by_one_and_taken_back_at_once(
    window: MainWindow, qtbot: QtBot, copy: Path
) -> None:
    plan = plan_of(window)
    steps = plan.undoable
    dialog = taking_back(window, qtbot, copy)
    qtbot.waitUntil(lambda: dialog.table.isVisible())
    model = dialog.model
    conflict = row_of(dialog, "⚠ Person · Role")
    assert model.index(conflict, OURS).data() == "Changed here"
    assert model.index(conflict, THEIRS).data() == "Changed there"
    assert "1 is a conflict" in dialog.said.text()
    quiet = len(model.chosen)
    # The conflict is not ticked; Space ticks it, and what both sides say stands below.
    dialog.table.setCurrentIndex(model.index(conflict, WHAT))
    assert (dialog.ours.toPlainText(), dialog.theirs.toPlainText()) == ("Changed here", "Changed there")
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert len(model.chosen) == quiet + 1
    # Somebody deleted there comes with their ties; refused, the ties that are theirs alone stay a choice of their own.
    dialog.table.setCurrentIndex(model.index(row_of(dialog, "Person · deleted"), WHAT))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.does, LEFT)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    there = person(plan, "c03")
    assert there is not None
    assert there.role == "Changed there"
    assert person(plan, "c04") is not None
    assert window.actions_.undo.text() == "Undo “Take back a copy”"
    assert window.workspace is not None
    assert "were taken over" in window.workspace.banner.text
    window.undo()
    assert window.workspace.banner.text == ""  # its Undo would be about an earlier step
    qtbot.waitUntil(lambda: plan.undoable is steps)
    back = person(plan, "c03")
    assert back is not None
    assert back.role == "Changed here"


def test_a_click_on_the_box_shows_both_sides(window: MainWindow, qtbot: QtBot, copy: Path) -> None:
    dialog = taking_back(window, qtbot, copy)
    qtbot.waitUntil(lambda: dialog.table.isVisible())
    qtbot.mouseClick(dialog.none, LEFT)
    conflict = dialog.model.index(row_of(dialog, "⚠ Person · Role"), WHAT)
    dialog.table.setCurrentIndex(dialog.model.index(dialog.model.rowCount() - 1, WHAT))
    cell = dialog.table.visualRect(conflict)
    qtbot.mouseClick(dialog.table.viewport(), LEFT, pos=cell.center() - QPoint(cell.width() // 2 - 14, 0))
    assert len(dialog.model.accepted()) == 1
    assert (dialog.ours.toPlainText(), dialog.theirs.toPlainText()) == ("Changed here", "Changed there")
    qtbot.mouseClick(dialog.away, LEFT)


def test_what_the_coach_did_with_a_session_is_said_in_words(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "back.rapport"
    run(give(plan_of(window), path, Level.TOGETHER, to="coach", on=DAY))
    with Plan.open(path) as away:
        known = document.uids(away)
        session_edits.change_session(away, known["sessions"]["k3"], focals=(known["focal_relationships"]["f1"],))
        session_edits.change_agreed(away, known["next_steps"]["s02"], comment="Well", due="2026-04-01")
        session_edits.agree(away, known["sessions"]["k3"], "Ask first", None, "A smile")
    dialog = taking_back(window, qtbot, path)
    qtbot.waitUntil(lambda: dialog.table.isVisible())
    assert "as it was given on 2\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2026." in dialog.said.text()
    day = "9 Mar 2026"

    def shown(words: str) -> tuple[str, str]:
        at = row_of(dialog, words)
        return tuple(dialog.model.index(at, column).data() for column in (OURS, THEIRS))

    assert shown(f"Session: {day} · Key relationships") == ("–", "Rosalind Achterveld")
    assert shown(f"Session: {day} · Agreed steps") == ("–", "Ask first")
    assert shown(" · How it went") == ("–", "Well")
    assert shown(" · Until")[1] == "1 Apr 2026"
    assert shown("Next step: Ask first · new")[1] == (
        f"Kind: Promised; Words: Ask first; How it stands: open; Agreed in: {day}; First sign that it works: A smile"
    )
    qtbot.mouseClick(dialog.away, LEFT)


def test_nothing_is_written_before_it_is_wanted(window: MainWindow, qtbot: QtBot, copy: Path) -> None:
    plan = plan_of(window)
    steps = plan.undoable
    dialog = taking_back(window, qtbot, copy)
    qtbot.waitUntil(lambda: dialog.table.isVisible())
    qtbot.mouseClick(dialog.none, LEFT)
    assert not dialog.does.isEnabled()
    qtbot.mouseClick(dialog.all, LEFT)
    assert dialog.does.isEnabled()
    qtbot.mouseClick(dialog.only, LEFT)
    assert dialog.model.rowCount() == 1
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert plan.undoable is steps


def test_another_plan_is_refused(window: MainWindow, qtbot: QtBot, empty_path: Path) -> None:
    dialog = taking_back(window, qtbot, empty_path)
    qtbot.waitUntil(lambda: "belongs to another plan" in dialog.said.text())
    assert not dialog.does.isEnabled()
    assert not dialog.table.isVisible()
    qtbot.mouseClick(dialog.away, LEFT)


def test_a_copy_with_a_passphrase_asks_for_it(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "back.rapport"
    run(give(plan_of(window), path, Level.EVERYTHING, to="client", on=DAY, key=run(new_key(PHRASE))))
    dialog = taking_back(window, qtbot, path)
    qtbot.waitUntil(dialog.phrase.isVisible)
    qtbot.keyClicks(dialog.phrase, "something else")
    qtbot.mouseClick(dialog.does, LEFT)
    qtbot.waitUntil(lambda: "does not open" in dialog.said.text())
    qtbot.keyClicks(dialog.phrase, PHRASE)
    qtbot.keyClick(dialog.phrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.said.text().startswith("0 differences."))
    qtbot.mouseClick(dialog.away, LEFT)


def test_a_copy_for_the_coach_says_what_it_leaves_out_and_that_it_is_a_copy(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, open_window: OpenWindow
) -> None:
    give_a_copy(window, "coach")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Give))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Give)
    qtbot.waitUntil(lambda: "e-mail addresses (45)" in dialog.left_out.text())
    assert dialog.level is Level.TOGETHER
    everything = dialog.levels.buttons()[-1]
    everything.click()
    qtbot.waitUntil(lambda: dialog.left_out.text() == "Nothing is left out.")
    dialog.levels.buttons()[0].click()
    qtbot.keyClicks(dialog.new, PHRASE)
    assert not dialog.does.isEnabled()
    qtbot.keyClicks(dialog.again, PHRASE)
    assert dialog.does.isEnabled()
    qtbot.keyClicks(dialog.again, "x")
    assert not dialog.does.isEnabled()
    dialog.new.clear()
    dialog.again.clear()
    target = tmp_path / "for the coach.rapport"
    dialog.write(target)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    with Plan.open_to_read(target) as made:
        said = provenance.given(made)
        assert said is not None
        assert (said.of, said.to, said.on) == (provenance.identity(plan_of(window)), "coach", "2026-03-02")
        assert {each.email for each in read.records(made, r.Contact).values()} == {None}
    other = open_window(target)
    assert other.workspace is not None
    assert other.workspace.status.copy.text() == "A copy for a coach, 2\N{NO-BREAK SPACE}March"
    assert window.workspace is not None
    assert not window.workspace.status.copy.isVisible()
