"""What other programs do to the file of an open plan, and where it lies: noticed, said, and nothing is lost."""

import shutil
from pathlib import Path

import apsw
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import edits, read
from desktop.plan.file import Plan
from desktop.plan.key import new_key
from desktop.ui.main_window import MainWindow
from desktop.ui.outside import Watch
from desktop.ui.session import Session
from desktop.ui.take_back.dialog import TakeBack
from desktop.ui.widgets import Strip
from tests.made_up import sample_plan

from .conftest import LONG, OpenWindow


def strip_of(window: MainWindow) -> Strip:
    assert window.workspace is not None
    return window.workspace.strip


def watch_of(window: MainWindow) -> Watch:
    assert window.files.keeping is not None
    return window.files.keeping.watch


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def press(qtbot: QtBot, window: MainWindow, words: str) -> None:
    (found,) = [each for each in strip_of(window).actions_ if each.text() == words]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def role(session: Session, person: int = 8) -> str:
    found = read.record(session.plan, r.Contact, person)
    assert found is not None
    return found.role


def change_in_place(path: Path) -> None:
    """As another program would: without our lock."""
    db = apsw.Connection(str(path))
    db.execute("UPDATE contacts SET role='Theirs' WHERE id=8")
    db.close()


def test_a_change_by_another_program_is_said_and_the_file_can_be_opened_anew(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_path)
    session = session_of(window)
    assert strip_of(window).text == ""
    change_in_place(sample_path)
    assert not session.do(lambda: edits.change(session.plan, r.Contact, 8, "", role="Ours"))
    assert strip_of(window).text.startswith("Another program changed “Sample.rapport”.")
    press(qtbot, window, "Open it anew")
    again = session_of(window)
    assert again is not session
    assert session.plan.closed
    assert role(again) == "Theirs"
    assert strip_of(window).text == ""
    assert again.do(lambda: edits.change(again.plan, r.Contact, 8, "", role="Ours"))


def test_another_file_in_its_place_leaves_ours_to_be_saved(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(sample_path)
    session = session_of(window)
    session.do(lambda: edits.change(session.plan, r.Contact, 8, "", role="Ours"))
    theirs = tmp_path / "theirs"
    shutil.copy(sample_path, theirs)
    change_in_place(theirs)
    theirs.replace(sample_path)
    watch_of(window).look()
    assert strip_of(window).text.startswith("Another file took the place of “Sample.rapport”")
    assert not session.do(lambda: edits.change(session.plan, r.Contact, 9, "", role="Ours"))
    window.going_out.copy_to(tmp_path / "Ours.rapport")
    assert window.workspace is not None
    qtbot.waitUntil(lambda: window.workspace.banner.text == "A copy is in “Ours.rapport”.", timeout=LONG)  # pyright: ignore[reportOptionalMemberAccess]
    with Plan.open_to_read(tmp_path / "Ours.rapport") as plan:
        found = read.record(plan, r.Contact, 8)
        assert found is not None
        assert found.role == "Ours"
    press(qtbot, window, "Open it anew")
    assert role(session_of(window)) == "Theirs"


def test_a_plan_that_is_gone_can_still_be_saved(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(sample_path)
    sample_path.unlink()
    watch_of(window).look()
    assert strip_of(window).text.startswith("“Sample.rapport” was moved or deleted.")
    window.going_out.copy_to(tmp_path / "Saved.rapport")
    qtbot.waitUntil((tmp_path / "Saved.rapport").exists, timeout=LONG)
    with Plan.open_to_read(tmp_path / "Saved.rapport") as plan:
        assert read.counts(plan).people == 45


def test_a_plan_replaced_by_one_with_another_passphrase_asks_for_it(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(sample_path)
    sample_plan(tmp_path / "theirs.rapport", key=run(new_key("some other passphrase"))).replace(sample_path)
    watch_of(window).look()
    press(qtbot, window, "Open it anew")
    assert window.session is None
    assert window.covers.screen is not None
    assert window.covers.screen.isVisible()


def test_of_a_conflicted_copy_what_is_missing_is_taken_over(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    other = sample_path.with_name("Sample (Anna's conflicted copy 2026-03-01).rapport")
    shutil.copy(sample_path, other)
    with Plan.open(other) as plan:
        edits.change(plan, r.Contact, 9, "", role="Said on the other computer")
    window = open_window(sample_path)
    assert window.session is not None
    watch_of(window).look()
    assert "“Sample (Anna's conflicted copy 2026-03-01).rapport”" in strip_of(window).text
    assert "Both are kept." in strip_of(window).text
    press(qtbot, window, "Compare…")
    (dialog,) = window.findChildren(TakeBack)
    qtbot.waitUntil(lambda: dialog.said.text().startswith("1 difference"), timeout=LONG)
    qtbot.mouseClick(dialog.all, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    session = window.session
    qtbot.waitUntil(lambda: not session.jobs.busy and dialog.isHidden(), timeout=LONG)
    assert read.person_rows(session.plan, [9])[0].role == "Said on the other computer"
    press(qtbot, window, "Later")
    assert strip_of(window).text == ""
    watch_of(window).look()
    assert strip_of(window).text == "", "once said is said"
    assert other.exists()


def test_beside_a_plan_that_can_only_be_read_a_conflicted_copy_is_looked_at(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sample_path.with_name("Sample (Anna's conflicted copy 2026-03-01).rapport")
    shutil.copy(sample_path, other)
    with Plan.open(sample_path):  # somebody else has it
        window = open_window(sample_path)
        opened: list[Path] = []
        monkeypatch.setattr(window.files, "open_path", opened.append)
        watch_of(window).look()
        press(qtbot, window, "Look at it")
        assert opened == [other]


def test_a_sync_folder_is_told_about_once(open_window: OpenWindow, sample_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    path = Path(shutil.copy(sample_file, folder / "Mine.rapport"))
    window = open_window(path)
    assert window.workspace is not None
    assert window.workspace.banner.text.startswith("This plan lies in a folder of Dropbox.")
    window.close()
    again = open_window(path)
    assert again.workspace is not None
    assert again.workspace.banner.text != "", "it was not understood yet"
    again.workspace.banner._act()
    again.close()
    last = open_window(path)
    assert last.workspace is not None
    assert last.workspace.banner.text == ""
    assert "Mine" not in (tmp_path / "settings.json").read_text("utf-8")
