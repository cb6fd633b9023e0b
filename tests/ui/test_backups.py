"""Backups in the window: made by themselves, told in the status line, looked at and brought back beside the plan."""

import os
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import backups, edits, read
from desktop.plan.file import Plan
from desktop.plan.key import new_key
from desktop.plan.protect import change_passphrase
from desktop.ui.dialogs.backups import Backups
from desktop.ui.main_window import MainWindow

from .conftest import LONG, TODAY, OpenWindow


def waits(qtbot: QtBot, window: MainWindow) -> None:
    assert window.files.keeping is not None
    backing = window.files.keeping.backing
    assert backing is not None
    qtbot.waitUntil(lambda: backing._thread is None, timeout=LONG)


def dialog_of(window: MainWindow) -> Backups:
    (found,) = [each for each in window.findChildren(Backups) if each.isVisible()]
    return found


def written_at(path: Path, at: datetime) -> None:
    os.utime(path, (at.timestamp(), at.timestamp()))


def test_opening_backs_up_what_has_changed_and_the_status_line_says_when(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    written_at(sample_path, datetime(2026, 3, 1, 18, 30))
    window = open_window(sample_path)
    waits(qtbot, window)
    assert window.workspace is not None
    assert window.workspace.status.backup.text() == "Backup: yesterday, 18:30"
    (only,) = backups.listing(sample_path)
    assert backups.intact(only)
    window.close()
    again = open_window(sample_path)
    waits(qtbot, again)
    assert len(backups.listing(sample_path)) == 1, "the same state is backed up once"


def test_a_backup_comes_back_beside_the_plan(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_at(sample_path, datetime(2026, 2, 27, 9, 5))
    window = open_window(sample_path)
    session = window.session
    assert session is not None
    waits(qtbot, window)
    gone = read.names(session.plan, [8])[8][0]
    assert session.run(edits.delete_contacts(session.plan, [8]), "")
    session.do(lambda: edits.change(session.plan, r.Contact, 9, "", name="Newcomer <b>"))
    before = sample_path.read_bytes()
    window.files.backups()
    dialog = dialog_of(window)
    assert dialog.list.item(0).text().startswith("27\N{NO-BREAK SPACE}February, 09:05 · 45 people · ")
    told = dialog.preview.text()
    assert "45 people, 6 key relationships" in told
    assert f"In it and not in the plan now: {gone}" in told
    assert "In the plan now and not in it: Newcomer <b>." in told
    opened: list[Path] = []
    monkeypatch.setattr(window.files, "open_path", opened.append)
    qtbot.mouseClick(dialog.beside, Qt.MouseButton.LeftButton)
    assert window.workspace is not None
    qtbot.waitUntil(lambda: "The backup is in" in window.workspace.banner.text, timeout=LONG)  # pyright: ignore[reportOptionalMemberAccess]
    there = sample_path.with_name("Sample (as of 2026-02-27 09.05).rapport")
    with Plan.open_to_read(there) as plan:
        assert read.names(plan, [8])[8][0] == gone
    assert sample_path.read_bytes() == before, "the plan as it is now stays as it is"
    assert len(backups.listing(sample_path)) == 2, "and was backed up first"
    window.workspace.banner._act()
    assert opened == [there]


def test_backups_are_looked_at_with_initials_where_the_plan_is(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_path)
    session = window.session
    assert session is not None
    waits(qtbot, window)
    assert session.run(edits.delete_contacts(session.plan, [8]), "")
    window.covers.toggle_names()
    assert window.covers.names_hidden
    window.files.backups()
    told = dialog_of(window).preview.text()
    assert re.search(r"In it and not in the plan now: (\w\. ?)+\.?", told)
    assert "In the plan now and not in it" not in told
    dialog_of(window).reject()


def test_a_lost_plan_is_found_among_the_backups(open_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> None:
    run(backups.back_up(sample_path, None))
    sample_path.unlink()
    window = open_window(None)
    window.files.backups()
    dialog = dialog_of(window)
    assert dialog.list.item(0).text().startswith("Sample · ")
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session is not None, timeout=LONG)
    assert window.session is not None
    assert read.counts(window.session.plan).people == 45


def back_to_the_oldest(qtbot: QtBot, window: MainWindow, of: Path | None = None) -> None:
    window.files.backups(of)
    dialog = dialog_of(window)
    dialog.list.setCurrentRow(dialog.list.count() - 1)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)


def said(window: MainWindow) -> str:
    return window._banner().text


def test_going_back_puts_a_backup_in_the_place_of_the_plan_and_can_itself_be_taken_back(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    written_at(sample_path, datetime(2026, 2, 27, 9, 5))
    window = open_window(sample_path)
    session = window.session
    assert session is not None
    waits(qtbot, window)
    name = read.names(session.plan, [8])[8][0]
    assert session.run(edits.delete_contacts(session.plan, [8]), "")
    back_to_the_oldest(qtbot, window)
    qtbot.waitUntil(lambda: "is again as it was" in said(window), timeout=LONG)
    assert "“Sample.rapport” is again as it was (27\N{NO-BREAK SPACE}February, 09:05)." in said(window)
    assert "How it was until now is kept as a backup" in said(window)
    assert window.session is not None
    assert window.session is not session
    assert window.session.plan.undoable is None
    assert read.names(window.session.plan, [8])[8][0] == name
    waits(qtbot, window)
    # And the other way round, from the message.
    window._banner()._act()
    dialog = dialog_of(window)
    (at,) = [n for n in range(dialog.list.count()) if "44 people" in dialog.list.item(n).text()]
    dialog.list.setCurrentRow(at)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session is not None and read.counts(window.session.plan).people == 44, timeout=LONG)
    waits(qtbot, window)


def test_a_protected_plan_goes_back_without_asking_for_its_passphrase_again(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    key = run(new_key("a warm lamp, two chairs"))
    with Plan.open(sample_path) as plan:
        run(change_passphrase(plan, key))
    window = open_window(None)
    window.files._open_here(sample_path, key)
    waits(qtbot, window)
    assert window.session is not None
    assert window.session.run(edits.delete_contacts(window.session.plan, [8]), "")
    back_to_the_oldest(qtbot, window)
    qtbot.waitUntil(lambda: "is again as it was" in said(window), timeout=LONG)
    assert window.session is not None
    assert window.session.plan.key is not None
    assert read.counts(window.session.plan).people == 45
    waits(qtbot, window)


def test_a_plan_that_another_window_has_is_not_replaced(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    run(backups.back_up(sample_path, None))
    window = open_window(None)
    with Plan.open(sample_path) as other:
        edits.add_contacts(other, ["Elsewhere"], on=TODAY)
        before = sample_path.read_bytes()
        back_to_the_oldest(qtbot, window)
        qtbot.waitUntil(lambda: "is open in another window" in said(window), timeout=LONG)
        assert sample_path.read_bytes() == before
    assert window.session is not None
    assert window.session.plan.read_only, "it is shown as it is"
    window.files.backups()
    assert dialog_of(window).does.isHidden()
    dialog_of(window).reject()


def test_a_damaged_plan_is_set_aside(open_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> None:
    run(backups.back_up(sample_path, None))
    with sample_path.open("r+b") as file:
        file.write(bytes(5000))
    damaged = sample_path.read_bytes()
    window = open_window(None)
    window.files.open_path(sample_path)
    back_to_the_oldest(qtbot, window)
    qtbot.waitUntil(lambda: "The file that was there is beside it" in said(window), timeout=LONG)
    assert window.session is not None
    assert read.counts(window.session.plan).people == 45
    (aside,) = sample_path.parent.glob("Sample (set aside *).rapport")
    assert aside.read_bytes() == damaged
    assert aside.name in said(window)
    waits(qtbot, window)


def test_the_notes_of_a_coach_go_back_while_their_plan_stays_open(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_path, "sessions")
    session = window.session
    assert session is not None
    waits(qtbot, window)
    notes = sample_path.with_suffix(".coachnotes")
    key = run(new_key("a warm lamp, two chairs"))
    session.notes.begin(notes, key)
    session.notes.put("", "2026-03-02", "as it was")
    assert session.notes.open is not None
    run(backups.back_up(notes, key))
    session.notes.put("", "2026-03-02", "as it is")
    window.files.backups(notes)
    dialog = dialog_of(window)
    dialog.list.setCurrentRow(0)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "is again as it was" in said(window), timeout=LONG)
    assert window.session is session
    assert [note.text for note in session.notes.texts().values()] == ["as it was"]
    assert session.notes._backing is not None
    qtbot.waitUntil(lambda: session.notes._backing._thread is None, timeout=LONG)  # pyright: ignore[reportOptionalMemberAccess]


def test_a_damaged_backup_says_so_and_nothing_comes_of_it(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    run(backups.back_up(sample_path, None))
    (only,) = backups.listing(sample_path)
    with only.file.open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff" * 100)
    window = open_window(None)
    window.files.backups()
    dialog = dialog_of(window)
    qtbot.mouseClick(dialog.beside, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.wrong.isVisible, timeout=LONG)
    assert "is damaged" in dialog.wrong.text()
    assert [each.name for each in sample_path.parent.glob("*.rapport")] == ["Sample.rapport"]
    dialog.reject()


def test_without_backups_it_says_so(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(None)
    window.files.backups()
    dialog = dialog_of(window)
    assert not dialog.does.isEnabled()
    dialog.reject()


def test_a_folder_that_cannot_be_written_is_told_once(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot, home: Path
) -> None:
    folder = backups.folder_of(sample_path)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be", "utf-8")
    window = open_window(sample_path)
    waits(qtbot, window)
    assert window.workspace is not None
    assert "could not be backed up" in window.workspace.banner.text
    assert window.workspace.status.backup.text() == "No backup yet"


def test_days_are_told_as_people_do() -> None:
    from desktop.ui.backing import when_words

    now = datetime(TODAY.year, TODAY.month, TODAY.day, 8, 30).astimezone()
    assert when_words(now, TODAY) == "today, 08:30"
    assert when_words(now - timedelta(days=40), TODAY) == "21\N{NO-BREAK SPACE}January, 08:30"
