"""The end of coaching in the window, as the client and as the coach."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.job import run
from desktop.domain.levels import Level
from desktop.plan import backups, companion, farewell, giving, provenance
from desktop.plan.file import Plan
from desktop.plan.key import new_key
from desktop.ui import coaching
from desktop.ui.dialogs.clients import Clients
from desktop.ui.dialogs.farewell import Farewell
from desktop.ui.main_window import MainWindow
from desktop.ui.papers.preview import Preview

from .conftest import TODAY, OpenWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def closed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(coaching, "ask", lambda *_said: True)
    yield
    for each in qapp.topLevelWidgets():
        if isinstance(each, Clients | Farewell | Preview) and each.isVisible():
            each.reject()


def shown(window: MainWindow) -> Farewell:
    actions = window.findChildren(type(window.actions_.undo))
    next(each for each in actions if each.text() == "When coaching ends…").trigger()
    return next(each for each in window.findChildren(Farewell) if each.isVisible())


def test_a_client_makes_the_copy_their_own(
    open_window: OpenWindow, sample_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    mine = tmp_path / "Mine.rapport"
    with Plan.open(sample_path) as plan:
        run(giving.give(plan, mine, Level.EVERYTHING, to="client", on=TODAY))
    window = open_window(mine, "sessions")
    assert window.workspace is not None
    assert window.workspace.status.copy.isVisible()
    dialog = shown(window)
    assert dialog.client.isChecked()
    qtbot.mouseClick(dialog.page, LEFT)
    assert next(each for each in dialog.findChildren(Preview)).options.name == "grown"
    for each in dialog.findChildren(Preview):
        each.reject()
    qtbot.mouseClick(dialog.does, LEFT)
    assert not dialog.isVisible()
    assert not window.workspace.status.copy.isVisible()
    assert window.session is not None
    assert provenance.given(window.session.plan) is None
    assert len(backups.listing(mine)) >= 1


def test_a_coach_destroys_the_file_and_the_notes_and_keeps_a_record(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    notes, key = companion.free_name(sample_path), run(new_key("nine birds over water"))
    with Plan.open(sample_path) as plan:
        companion.begin(notes, plan, key)
    window = open_window(sample_path, "sessions")
    assert window.session is not None
    window.shelf.put(window.session.plan, "Blue heron", TODAY)
    window.session.notes.show(notes, key)
    dialog = shown(window)
    assert dialog.coach.isChecked()
    assert dialog.copy.isVisible()
    qtbot.mouseClick(dialog.does, LEFT)
    assert window.session is None
    assert not sample_path.exists()
    assert not notes.exists()
    assert backups.every() == []
    assert window.shelf.clients() == []
    assert window.files.recent.paths() == []
    (record,) = farewell.let_go()
    assert (record.alias, record.plans, record.notes, record.left) == ("Blue heron", 1, 1, 0)
    assert "Destroyed" in window.welcome.banner.text
    window.show_clients()
    listed = next(each for each in window.findChildren(Clients) if each.isVisible())
    assert "Blue heron · a plan with 45 people in it · my own notes" in listed.record.text()
    assert "coaching has ended" in listed.record.text()


def test_only_the_notes_can_go(open_window: OpenWindow, sample_path: Path, qtbot: QtBot, tmp_path: Path) -> None:
    notes, key = companion.free_name(sample_path), run(new_key("nine birds over water"))
    with Plan.open(sample_path) as plan:
        companion.begin(notes, plan, key)
    window = open_window(sample_path, "sessions")
    dialog = shown(window)
    dialog.plan.click()
    qtbot.mouseClick(dialog.does, LEFT)
    assert window.session is not None
    assert sample_path.exists()
    assert not notes.exists()


def test_notes_that_may_be_another_client_s_are_not_destroyed_along(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    notes, key = companion.free_name(sample_path), run(new_key("nine birds over water"))
    with Plan.open(sample_path) as plan:
        companion.begin(notes, plan, key)
    almost = notes.with_name(f"{sample_path.stem} Berg.coachnotes")
    numbered = notes.with_name(f"{sample_path.stem} 7.coachnotes")
    for each in (almost, numbered):
        each.write_bytes(notes.read_bytes())
    window = open_window(sample_path, "sessions")
    dialog = shown(window)
    assert {path.name: box.isChecked() for box, path in dialog._notes.items()} == {
        notes.name: True,
        numbered.name: False,
    }
    qtbot.mouseClick(dialog.does, LEFT)
    assert not notes.exists()
    assert almost.exists()
    assert numbered.exists()


def test_the_coach_hands_over_a_clean_plan(open_window: OpenWindow, sample_path: Path, tmp_path: Path) -> None:
    window = open_window(sample_path, "sessions")
    target = tmp_path / "For the client.rapport"
    coaching.clean_copy_to(window, target, without_names=True)
    assert window.session is not None
    with Plan.open(target) as plan:
        assert provenance.identity(plan) != provenance.identity(window.session.plan)
