"""A coach's notes opened by a click on their file: with their plan, in the window that has it, or when it is chosen."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.domain.job import run
from desktop.plan import protect
from desktop.plan.file import Plan
from desktop.plan.key import Key
from desktop.ui import neighbour, notes_alone
from desktop.ui.dialogs.own_notes import OpenNotes
from desktop.ui.main_window import MainWindow
from desktop.ui.notes_alone import handed_by_the_system
from desktop.ui.unlock import Unlock

from .conftest import LONG, OpenWindow
from .conftest import NOTES_WORDS as WORDS


@pytest.fixture(autouse=True)
def closed(qapp: QApplication) -> Iterator[None]:
    yield
    for each in qapp.topLevelWidgets():
        if isinstance(each, OpenNotes) and each.isVisible():
            each.reject()


def asked(window: MainWindow) -> OpenNotes | None:
    return next((each for each in window.findChildren(OpenNotes) if each.isVisible()), None)


def type_words(screen: Unlock, qtbot: QtBot) -> None:
    screen.field.setFocus()
    qtbot.keyClicks(screen.field, WORDS)
    qtbot.keyClick(screen.field, Qt.Key.Key_Return)


def opened(window: MainWindow, notes: Path) -> bool:
    session = window.session
    return session is not None and session.notes.open is not None and session.notes.open.path == notes


def test_they_open_the_plan_beside_them(
    open_window: OpenWindow, sample_path: Path, empty_path: Path, notes: Path, qtbot: QtBot
) -> None:
    window = open_window(None)
    window.files.open_path(notes)
    assert window.session is not None
    assert window.session.plan.path == sample_path
    assert window.workspace is not None
    assert window.workspace.current == "sessions"
    dialog = asked(window)
    assert dialog is not None
    type_words(dialog.unlock, qtbot)
    qtbot.waitUntil(lambda: opened(window, notes), timeout=LONG)


def test_a_protected_plan_is_asked_for_first(
    open_window: OpenWindow, sample_path: Path, notes: Path, notes_key: Key, qtbot: QtBot
) -> None:
    with Plan.open(sample_path) as plan:
        run(protect.change_passphrase(plan, notes_key))
    window = open_window(None)
    window.files.open_path(notes)
    assert window.session is None
    assert asked(window) is None
    assert window.covers.screen is not None
    type_words(window.covers.screen, qtbot)
    qtbot.waitUntil(lambda: asked(window) is not None, timeout=LONG)
    window.covers.lock()
    assert asked(window) is None
    window.files.open_path(notes)
    assert asked(window) is None
    assert window.covers.screen is not None
    assert "belong to first" in window.covers.screen.banner.text


def test_the_window_that_has_the_plan_opens_them(
    open_window: OpenWindow, sample_path: Path, notes: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_path)
    window.showMinimized()
    root = Path(neighbour.__file__).parents[2]
    script = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
        "from desktop.ui.notes_alone import has_a_window; sys.exit(0 if has_a_window(Path(sys.argv[1])) else 1)"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(notes)], cwd=root) as second:
        qtbot.waitUntil(lambda: asked(window) is not None, timeout=LONG)
        assert second.wait(20) == 0
    assert not window.isMinimized()


def test_where_no_plan_is_beside_them_it_is_chosen(
    open_window: OpenWindow, sample_path: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = notes.with_name("elsewhere")
    elsewhere.mkdir()
    alone = notes.rename(elsewhere / notes.name)
    window = open_window(None)
    window.files.open_path(alone)
    assert window.session is None
    assert "is not beside them" in window.welcome.banner.text
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(sample_path), ""))
    window.welcome.banner._action.click()
    assert window.session is not None
    assert window.session.plan.path == sample_path
    assert asked(window) is not None


def test_what_is_no_notes_opens_no_plan(open_window: OpenWindow, sample_path: Path, notes: Path) -> None:
    window = open_window(None)
    notes.write_bytes(b"nothing")
    window.files.open_path(notes)
    assert window.session is None
    assert "is not a Rapport plan" in window.welcome.banner.text
    notes.unlink()
    window.files.open_path(notes)
    assert window.session is None
    assert "There is no file" in window.welcome.banner.text


def test_they_do_not_open_before_onlookers(open_window: OpenWindow, sample_path: Path, notes: Path) -> None:
    window = open_window(sample_path)
    window.covers.toggle_names()
    window.files.open_path(notes)
    assert asked(window) is None
    assert window.workspace is not None
    assert "Show the names again" in window.workspace.banner.text
    window.covers.toggle_names()


def test_the_system_hands_them_to_the_window_of_another_plan(
    open_window: OpenWindow, sample_path: Path, empty_path: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Path | None] = []
    monkeypatch.setattr(notes_alone, "another_window", lambda path: started.append(path) or True)
    window = open_window(empty_path)
    handed_by_the_system(window, notes)
    assert started == [notes]
    assert asked(window) is None
    window.close()
    window = open_window(sample_path)
    handed_by_the_system(window, notes)
    assert started == [notes]
    assert asked(window) is not None
