"""Protected plans in the window: the passphrase before they open, the lock by key and by rest, the way back."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import backups, edits, read
from desktop.plan.file import Plan
from desktop.plan.key import Key, new_key
from desktop.ui.ask import Question, write
from desktop.ui.clipboard import Clipboard
from desktop.ui.dialogs.passphrase import ChangePassphrase
from desktop.ui.dialogs.preferences import Preferences
from desktop.ui.idle import Idle
from desktop.ui.main_window import MainWindow
from desktop.ui.settings import LOCK
from desktop.ui.unlock import Unlock
from tests.made_up import sample_plan

from .conftest import LONG, OpenWindow
from .on_screen import texts

PASSPHRASE = "lantern brook tiling"


@pytest.fixture(scope="module")
def key() -> Key:
    return run(new_key(PASSPHRASE))


@pytest.fixture(scope="module")
def protected_file(key: Key, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_plan(tmp_path_factory.mktemp("protected") / "Mine.rapport", key=key)


@pytest.fixture
def protected(tmp_path: Path, protected_file: Path) -> Path:
    return Path(shutil.copy(protected_file, tmp_path / "Mine.rapport"))


def asked(window: MainWindow) -> Unlock:
    screen = window.centralWidget()
    assert isinstance(screen, Unlock)
    return screen


def say(qtbot: QtBot, window: MainWindow, passphrase: str) -> None:
    """Type it and press Enter, and wait for what comes of it."""
    screen = asked(window)
    qtbot.waitUntil(screen.field.isEnabled, timeout=LONG)
    screen.field.setFocus()
    qtbot.keyClicks(screen.field, passphrase)
    qtbot.keyClick(screen.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.centralWidget() is not screen or screen.wrong.isVisible(), timeout=LONG)


@pytest.fixture
def window(open_window: OpenWindow, protected: Path, qtbot: QtBot) -> MainWindow:
    window = open_window(None)
    window.files.open_path(protected)
    say(qtbot, window, PASSPHRASE)
    assert window.personal is not None
    window.show_screen("people")
    return window


def test_a_protected_plan_opens_with_its_passphrase_only(
    open_window: OpenWindow, protected: Path, qtbot: QtBot
) -> None:
    before = protected.read_bytes()
    window = open_window(None)
    window.files.open_path(protected)
    screen = asked(window)
    assert "“Mine” is protected" in texts(screen)
    assert window.session is None
    say(qtbot, window, "lantern brook tilinG")
    assert screen.wrong.text().startswith(
        "“Mine.rapport” does not open: the passphrase is wrong, or the file is damaged."
    )
    assert screen._rest.interval() == 500, "the next try has to wait, and each longer than the one before"
    assert screen.field.text() == ""
    qtbot.waitUntil(screen.go.isEnabled, timeout=LONG)
    assert protected.read_bytes() == before
    say(qtbot, window, PASSPHRASE)
    assert window.session is not None
    assert read.counts(window.session.plan).people == 45


def test_backups_in_plain_that_a_cut_off_change_left_are_protected_at_the_next_opening(
    open_window: OpenWindow, sample_path: Path, key: Key, qtbot: QtBot
) -> None:
    with Plan.open(sample_path) as plan:
        run(backups.back_up(sample_path, None))
        run(plan.change_key(key))  # and no further: the computer went off
    (plain,) = backups.listing(sample_path)
    assert not plain.protected
    window = open_window(None)
    window.files.open_path(sample_path)
    say(qtbot, window, PASSPHRASE)
    qtbot.waitUntil(lambda: not plain.file.exists(), timeout=LONG)
    window.close()
    found = backups.listing(sample_path)
    assert len(found) == 2
    assert all(backup.protected and backups.intact(backup) for backup in found)
    for file in plain.file.parent.iterdir():
        assert b"SQLite format 3" not in file.read_bytes()


def test_one_can_leave_it_closed(open_window: OpenWindow, protected: Path, qtbot: QtBot) -> None:
    window = open_window(None)
    window.files.open_path(protected)
    qtbot.mouseClick(asked(window).away, Qt.MouseButton.LeftButton)
    assert window.centralWidget() is window.welcome
    assert window.welcome.isVisible()
    window.files.open_path(protected)
    assert asked(window).isVisible()


def test_the_lock_hides_all_and_gives_all_back(window: MainWindow, qtbot: QtBot, protected: Path) -> None:
    session, workspace = window.session, window.personal
    assert session is not None
    assert workspace is not None
    session.do(lambda: edits.change(session.plan, r.Contact, 8, "", role="Before"))
    session.select(13)
    workspace.inspector.tabs.setCurrentIndex(2)
    workspace.inspector.conversations.begin(None)
    draft = workspace.inspector.conversations.draft
    assert draft is not None
    draft.summary.setFocus()
    qtbot.keyClicks(draft.summary, "Half a thought")
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    screen = asked(window)
    assert not workspace.isVisible()
    assert not any("Shah" in text or "Half a thought" in text for text in texts(window))
    assert window.windowTitle() == "Rapport[*]"
    assert not window.actions_.undo.isEnabled()
    assert "“Set" not in window.actions_.undo.text()
    for press in (Qt.Key.Key_Z, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_2):
        qtbot.keyClick(window, press, Qt.KeyboardModifier.ControlModifier)
    assert asked(window) is screen
    say(qtbot, window, "something else here")
    assert asked(window) is screen
    assert screen.wrong.text().startswith("That is not the passphrase"), "of damage there is no question: it is open"
    say(qtbot, window, PASSPHRASE)
    assert window.session is session
    assert workspace.isVisible()
    assert session.person == 13
    assert draft.summary.toPlainText() == "Half a thought"
    assert [talk.summary for talk in read.conversations_of(session.plan, 13)][:1] == ["Half a thought"]
    window.undo()
    window.undo()
    found = read.record(session.plan, r.Contact, 8)
    assert found is not None
    assert found.role != "Before", "what was done before the lock can be undone after it"


def test_the_key_locks_from_within_a_dialog_too_and_nothing_gets_into_that(
    window: MainWindow, qtbot: QtBot, protected: Path
) -> None:
    window.files.backups()
    (dialog,) = [each for each in window.findChildren(QDialog) if each.isVisible()]
    handle = dialog.windowHandle()
    window.covers.idle._watch(handle)
    QTest.keyClick(handle, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert asked(window).isVisible()
    assert not dialog.isVisible()
    say(qtbot, window, PASSPHRASE)
    assert dialog.isVisible()
    dialog.reject()


def test_initials_stand_for_names_again_after_the_lock(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    session.select(13)
    name = read.names(session.plan)[13][0]
    assert any(name in text for text in texts(window))
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert window.covers.names_hidden
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    say(qtbot, window, PASSPHRASE)
    assert window.covers.names_hidden
    assert window.session is not session
    assert window.session is not None
    assert window.session.person == 13
    assert not any(name in text for text in texts(window))
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert window.session is session
    assert any(name in text for text in texts(window))


def test_it_locks_after_a_rest_and_what_comes_too_late_does_not_get_in(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0]
    idle = window.covers.idle
    monkeypatch.setattr(idle, "_now", lambda: now[0])
    window.covers.follow()
    handle = window.windowHandle()
    idle._watch(handle)
    now[0] = 9 * 60_000
    QTest.keyClick(handle, Qt.Key.Key_A)
    now[0] = 18 * 60_000
    idle.check()
    assert window.session is not None, "ten minutes since the last key are not over"
    now[0] = 20 * 60_000
    before = window.personal
    QTest.keyClick(handle, Qt.Key.Key_Delete)
    assert window.session is None
    asked(window)
    say(qtbot, window, PASSPHRASE)
    assert window.personal is before


def test_the_minutes_can_be_chosen_and_never_is_never(window: MainWindow, qtbot: QtBot) -> None:
    dialog = Preferences(window, window.settings)
    dialog.changed.connect(window.covers.follow)
    dialog.changed.connect(window.entitle)
    qtbot.addWidget(dialog)
    dialog.minutes.setValue(0)
    assert window.settings.get(LOCK) == "0"
    window.covers.idle._touched -= 10**9
    assert not window.covers.idle.check()
    dialog.minutes.setValue(5)
    window.covers.idle._touched -= 5 * 60_000
    assert window.covers.idle.check()
    assert window.session is None
    say(qtbot, window, PASSPHRASE)
    dialog.titles.setFocus()
    qtbot.keyClick(dialog.titles, Qt.Key.Key_Space)
    assert window.windowTitle() == "Mine[*] – Rapport"


def test_dialogs_are_hidden_with_the_rest(window: MainWindow, qtbot: QtBot) -> None:
    from desktop.ui.dialogs.plan import Objective

    assert window.session is not None
    dialog = Objective(window, window.session)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible, timeout=LONG)
    window.covers.lock()
    assert not dialog.isVisible()
    say(qtbot, window, PASSPHRASE)
    assert dialog.isVisible()
    dialog.done(QDialog.DialogCode.Accepted)


def test_a_locked_window_closes_and_has_lost_nothing(
    window: MainWindow, qtbot: QtBot, protected: Path, key: Key
) -> None:
    session = window.session
    assert session is not None
    session.do(lambda: edits.change(session.plan, r.Contact, 8, "", role="Kept"))
    window.covers.lock()
    assert window.close()
    with Plan.open(protected, key) as plan:
        found = read.record(plan, r.Contact, 8)
        assert found is not None
        assert found.role == "Kept"


def test_a_plan_without_a_passphrase_is_offered_one(open_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> None:
    window = open_window(sample_path)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.personal is not None
    assert window.personal.banner.text == "A plan needs a passphrase to be locked."


def test_what_is_copied_out_of_a_protected_plan_goes_from_the_clipboard(open_window: OpenWindow, qtbot: QtBot) -> None:
    open_window(None)
    clipboard = QGuiApplication.clipboard()
    watch = Clipboard(QGuiApplication.instance(), stays_ms=20)  # pyright: ignore[reportArgumentType]
    clipboard.setText("from a plain plan")
    assert not watch._end.isActive()
    watch.watching = True
    clipboard.setText("a confidence")
    qtbot.waitUntil(lambda: clipboard.text() == "", timeout=LONG)
    clipboard.setText("a confidence")
    watch.watching = False
    clipboard.setText("something else, put there later")
    watch.clear()
    assert clipboard.text() == "something else, put there later"


def test_idle_without_a_limit_is_never_over(qapp: QApplication) -> None:
    idle = Idle(QGuiApplication.instance(), now=lambda: 10**12)  # pyright: ignore[reportArgumentType]
    assert not idle.check()


# --- the dialog ---


def dialog_of(window: MainWindow) -> ChangePassphrase:
    (found,) = [each for each in window.findChildren(ChangePassphrase) if each.isVisible()]
    return found


def test_a_passphrase_is_set_in_the_window(open_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> None:
    window = open_window(sample_path)
    session = window.session
    assert session is not None
    session.do(lambda: edits.change(session.plan, r.Contact, 8, "", role="Before"))
    window.actions_.passphrase.trigger()
    dialog = dialog_of(window)
    assert any("cannot be recovered" in text for text in texts(dialog))
    assert any("Papers and files you export" in text for text in texts(dialog))
    qtbot.keyClicks(dialog.new, "too short")
    assert dialog.strength.text() == "3 characters more."
    assert not dialog.does.isEnabled()
    qtbot.keyClicks(dialog.new, " not")
    qtbot.keyClicks(dialog.again, "too short nor")
    assert dialog.wrong.text() == "The two are not the same."
    assert not dialog.does.isEnabled()
    qtbot.keyClick(dialog.again, Qt.Key.Key_Backspace)
    qtbot.keyClicks(dialog.again, "t")
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.plan.key is not None and not session.jobs.busy, timeout=LONG)
    assert not sample_path.read_bytes().startswith(b"SQLite format 3")
    assert window.personal is not None
    assert window.personal.banner.text == "The plan has a passphrase now."
    window.undo()
    found = read.record(session.plan, r.Contact, 8)
    assert found is not None
    assert found.role != "Before"
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.covers.locked, timeout=LONG)
    say(qtbot, window, "too short not")
    assert window.session is session


def test_changing_and_removing_ask_for_the_present_one(
    window: MainWindow, qtbot: QtBot, protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    assert session is not None
    window.actions_.passphrase.trigger()
    dialog = dialog_of(window)
    assert not dialog.remove.isEnabled()
    qtbot.keyClicks(dialog.present, "lantern brook tilinG")
    monkeypatch.setattr("desktop.ui.dialogs.passphrase.ask", lambda *_: True)
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.wrong.isVisible, timeout=LONG)
    assert "the passphrase is wrong" in dialog.wrong.text()
    assert session.plan.key is not None
    dialog.present.clear()
    qtbot.keyClicks(dialog.present, PASSPHRASE)
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.plan.key is None and not session.jobs.busy, timeout=LONG)
    assert protected.read_bytes().startswith(b"SQLite format 3")
    window.covers.lock()
    assert window.session is session, "nothing to lock it with any more"


def test_a_dialog_that_waits_for_an_answer_still_does_after_the_lock(window: MainWindow, qtbot: QtBot) -> None:
    answers: list[str | None] = []

    def lock() -> None:
        (field,) = window.findChildren(Question)[0].findChildren(QPlainTextEdit)
        qtbot.keyClicks(field, "half a ")
        window.covers.lock()
        assert not field.isVisible()
        say(qtbot, window, PASSPHRASE)
        qtbot.waitUntil(field.isVisible, timeout=LONG)
        assert not answers, "to be hidden is no answer"
        qtbot.keyClicks(field, "sentence")
        qtbot.mouseClick(window.findChildren(Question)[0].yes, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, lock)
    answers.append(write(window, "What for?", "", "", "Keep"))
    assert answers == ["half a sentence"]
