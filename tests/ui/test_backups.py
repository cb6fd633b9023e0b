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
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
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
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
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
