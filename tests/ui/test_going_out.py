"""What goes out of a plan: by a process of its own, or as a copy."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.plan import edits, read
from desktop.plan.file import Plan
from desktop.ui.main_window import MainWindow
from desktop.ui.personal import PersonalWorkspace
from desktop.ui.session import Session

from .conftest import TODAY, OpenWindow


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path)


def parts(window: MainWindow) -> tuple[Session, PersonalWorkspace]:
    assert window.session is not None
    assert window.personal is not None
    return window.session, window.personal


def test_the_plan_goes_out_as_json_by_a_process_of_its_own(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    session, workspace = parts(window)
    session.do(lambda: edits.add_contacts(session.plan, ["Ada <b>"], on=TODAY))
    out = tmp_path / "out.json"
    window.going_out.export_to(out)
    assert workspace.banner.text == "Making “out.json”…"
    qtbot.waitUntil(lambda: workspace.banner.text == "“out.json” is ready.", timeout=60_000)
    assert "Ada <b>" in [person["name"] for person in json.loads(out.read_bytes())["contacts"]]
    window.going_out.export_to(tmp_path / "missing" / "out.json")
    qtbot.waitUntil(lambda: "cannot be written there" in workspace.banner.text, timeout=60_000)


def test_a_copy_is_a_plan_of_its_own(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    session, workspace = parts(window)
    session.do(lambda: edits.add_contacts(session.plan, ["Ada"], on=TODAY))
    window.going_out.copy_to(tmp_path / "Copy.rapport")
    qtbot.waitUntil(lambda: workspace.banner.text == "A copy is in “Copy.rapport”.")
    window.going_out.copy_to(session.plan.path)
    assert workspace.banner.text.startswith("That is the plan itself")
    with Plan.open_to_read(tmp_path / "Copy.rapport") as copy:
        assert read.counts(copy).waiting == 1
