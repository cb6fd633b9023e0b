"""What is held about one person: looked through, handed over, removed for good; and up to which day a plan is kept."""

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import backups, edits, read
from desktop.plan.file import Plan
from desktop.ui.dialogs.person import AboutPerson, ErasePerson
from desktop.ui.dialogs.retention import Retention
from desktop.ui.main_window import MainWindow
from desktop.ui.people.menu import fill_menu

from .conftest import LONG, OpenWindow
from .on_screen import texts

NAME = "Quillon Zanzibarquux"
PERSON = 13


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> MainWindow:
    with Plan.open(sample_path) as plan:
        edits.change(plan, r.Contact, PERSON, "", name=NAME, note="zanzibarquux keeps a yak <b>")
        edits.change(plan, r.Contact, 14, "", note=f"Worked with {NAME} once")
    window = open_window(sample_path)
    assert window.files.keeping is not None
    backing = window.files.keeping.backing
    assert backing is not None
    qtbot.waitUntil(lambda: backing._thread is None, timeout=LONG)
    assert window.session is not None
    window.session.select(PERSON)
    return window


def about(window: MainWindow, qtbot: QtBot) -> AboutPerson:
    window.actions_.about_person.trigger()
    (found,) = [each for each in window.findChildren(AboutPerson) if each.isVisible()]
    qtbot.waitUntil(lambda: found._found is not None, timeout=LONG)
    return found


def test_everything_is_shown_and_can_be_handed_over(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = about(window, qtbot)
    text = dialog.text.toPlainText()
    assert text.startswith("The person (1)")
    for part in (
        NAME,
        "zanzibarquux keeps a yak <b>",
        "Conversations (",
        "Goals (",
        "What I learned (",
        "Elsewhere, by name",
    ):
        assert part in text
    assert "Worked with" in text.split("Elsewhere, by name")[1]
    assert "Day: 20" in text, "what a day is of is said"
    out = tmp_path / "About.json"
    dialog.export_to(out)
    said = json.loads(out.read_text("utf-8"))
    assert said["contacts"][0]["name"] == NAME
    assert said["conversations"]
    dialog.export_to(tmp_path / "About.txt")
    assert (tmp_path / "About.txt").read_text("utf-8") == text
    dialog.reject()


def test_removing_for_good_leaves_no_word_of_it(window: MainWindow, qtbot: QtBot, sample_path: Path) -> None:
    session = window.session
    assert session is not None
    session.do(lambda: edits.change(session.plan, r.Contact, 9, "", role="Something before"))
    assert session.plan.undoable is not None
    dialog = about(window, qtbot)
    qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    (asked,) = dialog.findChildren(ErasePerson)
    said = " ".join(each.text() for each in asked.findChildren(QLabel))
    assert "nothing you did before in this plan can be undone any more" in said
    assert "In 1 text elsewhere their name stands" in said
    assert asked.focusWidget() is asked.away, "the safe answer is the one under the hand"
    assert asked.backups.isChecked()
    held = backups.listing(sample_path)
    assert held
    qtbot.mouseClick(asked.does, Qt.MouseButton.LeftButton)
    assert window.workspace is not None
    banner = window.workspace.banner
    qtbot.waitUntil(lambda: "was removed for good" in banner.text, timeout=LONG)
    assert "In 1 text the name still stands" in banner.text
    assert session.person is None
    assert session.plan.undoable is None
    assert not window.actions_.undo.isEnabled()
    shown = {each for each in texts(window.workspace, hidden=False) if "zanzibarquux" in each.casefold()}
    assert shown <= {banner.text, banner.accessibleName()}
    session.do(lambda: edits.change(session.plan, r.Contact, 14, "", note=""))
    window.close()
    for path in (sample_path, *(each.file for each in backups.listing(sample_path))):
        assert b"zanzibarquux keeps" not in path.read_bytes()
    assert not any(each.file.exists() for each in held)
    with Plan.open_to_read(sample_path) as plan:
        (done,) = read.info(plan).disposals
        assert (done.on, done.people, done.why, done.backups) == ("2026-03-02", 1, "asked", True)


def test_who_is_removed_is_gone_and_told_so_where_no_backup_can_be_made(
    window: MainWindow, qtbot: QtBot, sample_path: Path
) -> None:
    dialog = about(window, qtbot)
    qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    (asked,) = dialog.findChildren(ErasePerson)
    folder = backups.folder_of(sample_path)
    shutil.rmtree(folder)
    folder.write_text("a file where the folder should be", "utf-8")
    qtbot.mouseClick(asked.does, Qt.MouseButton.LeftButton)
    assert window.workspace is not None
    banner = window.workspace.banner
    qtbot.waitUntil(lambda: "was removed for good" in banner.text, timeout=LONG)
    assert "No new backup could be made" in banner.text
    assert not dialog.isVisible(), "it cannot be done a second time"


def test_backups_can_stay(window: MainWindow, qtbot: QtBot, sample_path: Path) -> None:
    dialog = about(window, qtbot)
    qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    (asked,) = dialog.findChildren(ErasePerson)
    asked.backups.setFocus()
    qtbot.keyClick(asked.backups, Qt.Key.Key_Space)
    held = backups.listing(sample_path)
    qtbot.mouseClick(asked.does, Qt.MouseButton.LeftButton)
    assert window.workspace is not None
    banner = window.workspace.banner
    qtbot.waitUntil(lambda: "was removed for good" in banner.text, timeout=LONG)
    assert backups.listing(sample_path) == held


def test_the_menu_of_a_person_leads_there_too(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    menu = QMenu(window)
    fill_menu(menu, [PERSON], window.session, window)
    menu.actions()[-1].trigger()
    (found,) = [each for each in window.findChildren(AboutPerson) if each.isVisible()]
    qtbot.waitUntil(lambda: found._found is not None, timeout=LONG)
    found.reject()


def test_nobody_chosen_is_said(window: MainWindow, qtbot: QtBot) -> None:
    window.show_screen("goals")
    window.select(None)
    window.actions_.about_person.trigger()
    assert window.workspace is not None
    assert window.workspace.banner.text == "Choose one person first."


def test_the_day_up_to_which_it_is_kept(open_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> None:
    window = open_window(sample_path)
    assert window.session is not None
    window.actions_.retention()
    (dialog,) = [each for each in window.findChildren(Retention) if each.isVisible()]
    assert dialog.record.text() == "Nobody so far."
    dialog.day.setFocus()
    dialog.day.selectAll()
    qtbot.keyClicks(dialog.day, "some day")
    dialog.day.settle()
    assert dialog.wrong.isVisible()
    dialog.day.selectAll()
    qtbot.keyClicks(dialog.day, "28 Feb 2026")
    dialog.accept()
    assert read.info(window.session.plan).retention_until == "2026-02-28"
    window.close()
    again = open_window(sample_path)
    assert again.workspace is not None
    assert again.workspace.banner.text.startswith("The day up to which you wanted to keep this plan has come.")
    again.workspace.banner._act()
    assert [each for each in again.findChildren(Retention) if each.isVisible()]
    for each in again.findChildren(Retention):
        each.reject()


def test_several_people_are_removed_at_once(window: MainWindow, qtbot: QtBot, sample_path: Path) -> None:
    session = window.session
    assert session is not None
    assert window.workspace is not None
    menu = QMenu(window)
    fill_menu(menu, [PERSON, 14], session, window)
    (remove,) = [each for each in menu.actions() if each.text() == "Remove 2 people for good…"]
    remove.trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(ErasePerson)), timeout=LONG)
    (asked,) = window.findChildren(ErasePerson)
    qtbot.mouseClick(asked.does, Qt.MouseButton.LeftButton)
    banner = window.workspace.banner
    qtbot.waitUntil(lambda: "2 people were removed for good." in banner.text, timeout=LONG)
    window.close()
    with Plan.open_to_read(sample_path) as plan:
        assert not read.names(plan, [PERSON, 14])
        assert read.info(plan).disposals[-1].people == 2
