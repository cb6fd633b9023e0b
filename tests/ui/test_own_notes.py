"""A coach's own notes beside a session: begun, written, locked away, opened again, refused where they do not fit."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.bugs import write_report
from desktop.domain.job import run
from desktop.plan import backups, companion
from desktop.plan.file import Plan
from desktop.plan.key import Key
from desktop.ui.dialogs.backups import Backups
from desktop.ui.dialogs.farewell import Farewell
from desktop.ui.dialogs.own_notes import NotesPassphrase, OpenNotes
from desktop.ui.main_window import MainWindow
from desktop.ui.sessions.own_notes import OwnNotesPanel
from desktop.ui.sessions.screen import SessionsScreen
from tests.report.reading import paper_text

from .conftest import LONG, OpenWindow
from .conftest import NOTES_WORDS as WORDS

LEFT = Qt.MouseButton.LeftButton
CANARY = "Zanzibarquux"


@pytest.fixture(autouse=True)
def closed(qapp: QApplication) -> Iterator[None]:
    yield
    for each in qapp.topLevelWidgets():
        if isinstance(each, OpenNotes | NotesPassphrase | Backups | Farewell) and each.isVisible():
            each.reject()


def panel(window: MainWindow) -> OwnNotesPanel:
    assert window.workspace is not None
    screen = window.workspace.made("sessions")
    assert isinstance(screen, SessionsScreen)
    return screen.notes


def asked(window: MainWindow, kind: type) -> object:
    return next(each for each in window.findChildren(kind) if each.isVisible())


def act(window: MainWindow, words: str) -> None:
    next(each for each in window.findChildren(type(window.actions_.undo)) if each.text() == words).trigger()


def unlock(window: MainWindow, qtbot: QtBot, words: str = WORDS) -> OpenNotes:
    dialog = asked(window, OpenNotes)
    assert isinstance(dialog, OpenNotes)
    dialog.unlock.field.setFocus()
    qtbot.keyClicks(dialog.unlock.field, words)
    qtbot.keyClick(dialog.unlock.field, Qt.Key.Key_Return)
    return dialog


def held(path: Path, plan: Path, key: Key) -> dict[str, str]:
    with Plan.open_to_read(plan) as opened, companion.open_beside(path, opened, key, to_read=True) as found:
        return {uid: note.text for uid, note in companion.notes(found).items()}


def test_notes_are_begun_written_closed_and_opened_again(
    open_window: OpenWindow,
    sample_path: Path,
    qtbot: QtBot,
    tmp_path: Path,
    home: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    window = open_window(sample_path, "sessions")
    own = panel(window)
    assert not own.isVisible()
    act(window, "My own notes")
    begin = asked(window, NotesPassphrase)
    assert isinstance(begin, NotesPassphrase)
    qtbot.keyClicks(begin.new, WORDS)
    assert not begin.does.isEnabled()
    qtbot.keyClicks(begin.again, WORDS)
    qtbot.mouseClick(begin.does, LEFT)
    qtbot.waitUntil(own.note.isVisible, timeout=LONG)
    window.activateWindow()  # without a window manager nobody gives the keyboard back to it
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG)
    path = tmp_path / "Sample.coachnotes"
    own.note.setFocus()
    qtbot.keyClicks(own.note, CANARY)
    qtbot.keyClick(own.note, Qt.Key.Key_Tab)
    assert window.session is not None
    opened = window.session.notes.open
    assert opened is not None
    assert opened.key is not None
    assert held(path, sample_path, opened.key) == {"k3": CANARY}
    assert window.session.plan.undoable is None  # not a step of the plan
    qtbot.mouseClick(own.undo, LEFT)
    assert own.note.toPlainText() == ""
    own.note.setFocus()
    qtbot.keyClicks(own.note, CANARY)
    qtbot.mouseClick(own.shut, LEFT)
    assert window.session.notes.open is None
    assert not own.note.isVisible()
    assert own.note.toPlainText() == ""
    assert not path.with_name("~$Sample.coachnotes.lock").exists()
    qtbot.mouseClick(own.open, LEFT)
    dialog = unlock(window, qtbot, "ten birds over water")
    qtbot.waitUntil(lambda: "passphrase is wrong" in dialog.unlock.wrong.text(), timeout=LONG)
    qtbot.waitUntil(dialog.unlock.field.isEnabled, timeout=LONG)
    unlock(window, qtbot)
    qtbot.waitUntil(own.note.isVisible, timeout=LONG)
    window.activateWindow()  # without a window manager nobody gives the keyboard back to it
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG)
    assert own.note.toPlainText() == CANARY
    window.going_out.export_to(tmp_path / "paper.pdf")
    qtbot.waitUntil((tmp_path / "paper.pdf").exists, timeout=LONG)
    with pytest.raises(TypeError) as bug:
        companion.put(opened, CANARY)  # pyright: ignore[reportCallIssue]
    assert write_report(tmp_path, bug.value, datetime(2026, 3, 2)) is not None
    window.close()
    kept = [each for folder in (tmp_path, home) for each in folder.rglob("*") if each.is_file()]
    assert {"recent.json", "Sample.coachnotes", "paper.pdf"} <= {each.name for each in kept}
    assert not [each.name for each in kept if CANARY.encode() in each.read_bytes()]
    assert CANARY not in paper_text((tmp_path / "paper.pdf").read_bytes())
    assert CANARY not in "".join(capfd.readouterr())


def test_each_session_has_its_note_and_what_belongs_to_none_here_is_listed(
    open_window: OpenWindow, sample_path: Path, notes: Path, notes_key: Key, qtbot: QtBot
) -> None:
    window = open_window(sample_path, "sessions")
    own = panel(window)
    assert window.session is not None
    window.session.notes.show(notes, notes_key)
    window.session.notes.put("gone", "2025-01-07", "Before the plan was made anew.")
    own.note.setFocus()
    qtbot.keyClicks(own.note, "For March.")
    screen = own.parentWidget()
    assert window.workspace is not None
    screen = window.workspace.made("sessions")
    assert isinstance(screen, SessionsScreen)
    screen.list.setCurrentRow(1)
    assert own.note.toPlainText() == ""
    qtbot.keyClicks(own.note, "For February.")
    screen.list.setCurrentRow(0)
    assert own.note.toPlainText() == "For March."
    # Tab goes on from field to field, out of the session into the notes beside it.
    screen.page.moved.setFocus()
    qtbot.keyClick(screen.page.moved, Qt.Key.Key_Tab)
    assert screen.page.wanted.hasFocus()
    screen.compare.show_.setFocus()
    qtbot.keyClick(screen.compare.show_, Qt.Key.Key_Tab)
    assert own.note.hasFocus()
    own.whole.setFocus()
    qtbot.keyClicks(own.whole, "Until June.")
    qtbot.keyClick(own.whole, Qt.Key.Key_Tab)
    assert "Before the plan was made anew." in own.others.text()
    window.close()
    assert held(notes, sample_path, notes_key) == {
        "k3": "For March.", "k2": "For February.", "": "Until June.", "gone": "Before the plan was made anew.",
    }  # fmt: skip


def test_they_are_closed_by_the_lock_and_after_rest_even_of_a_plan_without_a_passphrase(
    open_window: OpenWindow, sample_path: Path, notes: Path, notes_key: Key, qtbot: QtBot
) -> None:
    window = open_window(sample_path, "sessions")
    own = panel(window)
    assert window.session is not None
    window.session.notes.show(notes, notes_key)
    own.note.setFocus()
    qtbot.keyClicks(own.note, "Half a word")
    window.covers.idle.over.emit()
    assert window.session.notes.open is None
    assert own.note.toPlainText() == ""
    assert not window.covers.locked
    assert held(notes, sample_path, notes_key) == {"k3": "Half a word"}
    run(window.session.plan.change_key(notes_key))
    window.session.notes.show(notes, notes_key)
    behind = window.session
    window.covers.lock()
    assert window.covers.locked
    assert behind.notes.open is None
    assert window.close()


def test_while_initials_stand_for_names_no_note_is_shown(
    open_window: OpenWindow, sample_path: Path, notes: Path, notes_key: Key, qtbot: QtBot
) -> None:
    window = open_window(sample_path, "sessions")
    assert window.session is not None
    window.session.notes.show(notes, notes_key)
    window.session.notes.put("k3", "2026-03-09", CANARY)
    window.covers.toggle_names()
    assert panel(window).note.toPlainText() == ""
    act(window, "My own notes")
    assert not [each for each in window.findChildren(OpenNotes) if each.isVisible()]
    window.covers.idle.over.emit()
    window.covers.toggle_names()
    assert window.session.notes.open is None


def test_notes_of_another_client_damaged_ones_and_a_second_window(
    open_window: OpenWindow, sample_path: Path, empty_path: Path, notes: Path, notes_key: Key, qtbot: QtBot
) -> None:
    window = open_window(empty_path, "sessions")
    assert window.workspace is not None
    window.files.open_path(notes)
    dialog = unlock(window, qtbot)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    assert "belongs to another plan" in window.workspace.banner.text
    assert window.session is not None
    assert window.session.notes.open is None
    window.close()
    window = open_window(sample_path, "sessions")
    with Plan.open_to_read(sample_path) as plan, companion.open_beside(notes, plan, notes_key):
        assert window.session is not None
        window.session.notes.show(notes, notes_key)
        assert panel(window).note.isReadOnly()
        assert "open in another window" in panel(window).why.text()
        window.session.notes.close()
    notes.write_bytes(b"nothing")
    window.files.open_path(notes)
    assert window.workspace is not None
    assert "is not a Rapport plan" in window.workspace.banner.text or "damaged" in window.workspace.banner.text


def test_they_are_written_before_the_first_session(
    open_window: OpenWindow, empty_path: Path, notes_key: Key, qtbot: QtBot
) -> None:
    path = companion.free_name(empty_path)
    with Plan.open(empty_path) as plan:
        companion.begin(path, plan, notes_key)
    window = open_window(empty_path, "sessions")
    own = panel(window)
    assert own.open.isVisible()
    assert window.session is not None
    window.session.notes.show(path, notes_key)
    assert own.whole.isVisible()
    assert not own.note.isVisible()
    own.whole.setFocus()
    qtbot.keyClicks(own.whole, "Contract until June")
    qtbot.keyClick(own.whole, Qt.Key.Key_Tab)
    window.close()
    assert held(path, empty_path, notes_key) == {companion.WHOLE: "Contract until June"}


def test_words_that_cannot_be_kept_stay_behind_the_lock(
    open_window: OpenWindow, sample_path: Path, notes: Path, notes_key: Key, qtbot: QtBot
) -> None:
    window = open_window(sample_path, "sessions")
    own = panel(window)
    assert window.session is not None
    window.session.notes.show(notes, notes_key)
    notes.rename(notes.with_name("elsewhere.coachnotes"))
    own.note.setFocus()
    qtbot.keyClicks(own.note, "Not lost")
    qtbot.keyClick(own.note, Qt.Key.Key_Tab)
    assert window.workspace is not None
    assert "changed, moved or replaced" in window.workspace.banner.text
    window.covers.idle.over.emit()
    assert own.note.toPlainText() == "Not lost"
    notes.with_name("elsewhere.coachnotes").rename(notes)
    window.covers.idle.over.emit()
    assert window.session.notes.open is None
    window.close()
    assert held(notes, sample_path, notes_key) == {"k3": "Not lost"}


def test_notes_as_they_were_are_had_back_found_beside_the_plan_and_gone_with_the_others(
    open_window: OpenWindow, sample_path: Path, notes: Path, notes_key: Key, qtbot: QtBot
) -> None:
    with Plan.open(sample_path) as plan, companion.open_beside(notes, plan, notes_key) as opened:
        companion.put(opened, companion.WHOLE, "", "As it was")
    run(backups.back_up(notes, notes_key))
    notes.write_bytes(b"nothing")
    window = open_window(sample_path, "sessions")
    act(window, "Backups of my notes…")
    dialog = asked(window, Backups)
    assert isinstance(dialog, Backups)
    assert "1 note of my own" in dialog.list.item(0).text()
    qtbot.mouseClick(dialog.beside, LEFT)
    assert window.workspace is not None
    banner = window.workspace.banner
    qtbot.waitUntil(lambda: banner.text.startswith("The backup is in"), timeout=LONG)
    back = companion.beside(sample_path)[0]
    assert back.name.startswith("Sample (as of 2")
    qtbot.mouseClick(next(each for each in banner.findChildren(QPushButton) if each.text() == "Open it"), LEFT)
    unlock(window, qtbot)
    qtbot.waitUntil(panel(window).whole.isVisible, timeout=LONG)
    assert panel(window).whole.toPlainText() == "As it was"
    assert banner.text == ""
    act(window, "When coaching ends…")
    farewell = asked(window, Farewell)
    assert isinstance(farewell, Farewell)
    assert {path.name: box.isChecked() for box, path in farewell._notes.items()} == {notes.name: True, back.name: True}
    farewell.reject()
