"""What stands in front of a plan: initials for names. The plan's own screens come back as they were."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.plan import read
from desktop.plan.file import Plan
from desktop.ui.copies import give_a_copy
from desktop.ui.dialogs.give import Give
from desktop.ui.dialogs.person import AboutPerson
from desktop.ui.fields import LineEdit
from desktop.ui.main_window import MainWindow
from desktop.ui.personal import PersonalWorkspace
from desktop.ui.screens import screens
from desktop.ui.session import Session
from desktop.ui.settings import TITLES, YES

from .conftest import LONG, OpenWindow
from .on_screen import texts


def parts(window: MainWindow) -> tuple[Session, PersonalWorkspace]:
    assert window.session is not None
    assert window.personal is not None
    return window.session, window.personal


def name_words(path: Path) -> set[str]:
    with Plan.open_to_read(path) as plan:
        found = plan.db.execute("SELECT name, name_latin FROM contacts").fetchall()
    return {word for row in found for name in row for word in re.findall(r"[^\W\d_]{3,}", name)}


def test_one_key_puts_initials_for_names_on_every_screen(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    words = name_words(sample_path)
    window = open_window(sample_path, "people")
    window.settings.put(TITLES, YES)
    window.entitle()
    session, workspace = parts(window)
    session.select(13)
    before = sample_path.read_bytes()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    hidden, veiled = parts(window)
    assert veiled is not workspace
    assert veiled.current == "people"
    assert hidden.person == 13
    assert veiled.strip.isVisible()
    assert not hidden.editable
    said = texts(window)
    for screen in screens():
        window.show_screen(screen)
        veiled.finish()
        if screen != "map":
            hidden.select(14)
        for tab in range(veiled.inspector.tabs.count()):
            veiled.inspector.tabs.setCurrentIndex(tab)
            said |= texts(window)
    shown = {word for text in said for word in re.findall(r"[^\W\d_]{3,}", text)}
    assert "Shah" not in shown
    assert not words & shown
    assert any(re.search(r"\b[A-Z]\. [A-Z]\.", text) for text in said)
    assert window.windowTitle() == "Rapport[*]"
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert parts(window) == (session, workspace)
    assert window.windowTitle() == "Sample[*] – Rapport"
    assert workspace.isVisible()
    assert workspace.current == list(screens())[-1], "one is where one was"
    assert words & {word for text in texts(window) for word in re.findall(r"[^\W\d_]{3,}", text)}
    assert sample_path.read_bytes() == before


def test_what_is_typed_meanwhile_cannot_get_into_the_plan_and_what_was_typed_before_stays(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_path, "people")
    session, workspace = parts(window)
    session.select(13)
    inspector = workspace.inspector
    inspector.tabs.setCurrentIndex(2)
    inspector.conversations.begin(None)
    assert inspector.conversations.draft is not None
    qtbot.keyClicks(inspector.conversations.draft.summary, "Half a thought")
    qtbot.keyClick(window, Qt.Key.Key_F8)
    veiled_session, veiled = parts(window)
    veiled.inspector.tabs.setCurrentIndex(0)
    field = veiled.inspector.profile.findChildren(LineEdit)[0]
    field.setFocus()
    qtbot.keyClicks(field, "X")
    window.settle()
    window.undo()
    assert veiled.banner.text.startswith("“Sample.rapport” or its folder cannot be written.")
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert parts(window) == (session, workspace)
    assert veiled_session is not session
    assert inspector.conversations.draft.summary.toPlainText() == "Half a thought"
    qtbot.keyClicks(inspector.conversations.draft.summary, ", whole now")
    window.settle()
    assert next(talk.summary for talk in read.conversations_of(session.plan, 13)) == "Half a thought, whole now"
    found = read.names(session.plan, [13])
    with Plan.open_to_read(sample_path) as plan:
        assert read.names(plan, [13]) == found


def test_nothing_that_is_to_have_names_is_made_from_initials(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_path, "people")
    qtbot.keyClick(window, Qt.Key.Key_F8)
    session, workspace = parts(window)
    give_a_copy(window, "client")
    assert "Show the names again first" in workspace.banner.text
    assert not window.findChildren(Give)
    about = AboutPerson(window, session, 13)
    qtbot.waitUntil(lambda: bool(about.text.toPlainText()), timeout=LONG)
    assert not about.export.isEnabled()
    about.reject()


def test_the_window_closes_from_behind_initials(open_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> None:
    window = open_window(sample_path)
    session, _workspace = parts(window)
    qtbot.keyClick(window, Qt.Key.Key_F8)
    veiled, _other = parts(window)
    assert window.close()
    assert session.plan.closed
    assert veiled.plan.closed


@pytest.mark.parametrize("times", [4])
def test_again_and_again(open_window: OpenWindow, sample_path: Path, qtbot: QtBot, times: int) -> None:
    window = open_window(sample_path)
    session, _workspace = parts(window)
    for _turn in range(times):
        qtbot.keyClick(window, Qt.Key.Key_F8)
        assert window.covers.names_hidden
        qtbot.keyClick(window, Qt.Key.Key_F8)
    assert window.session is session
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not window.covers.names_hidden
