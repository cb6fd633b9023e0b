"""What the program keeps for itself, prints and reports holds nothing of what people wrote."""

import sys
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.bugs import write_report
from desktop.domain import records as r
from desktop.plan import edits
from desktop.plan.file import Plan

from .conftest import OpenWindow

CANARIES = ("Kanarienvogel", "Zeisig", "Stieglitz", "Dompfaff", "Girlitz")


def test_settings_lists_reports_and_output_hold_no_word_of_a_plan(
    open_window: OpenWindow,
    sample_path: Path,
    home: Path,
    tmp_path: Path,
    qtbot: QtBot,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with Plan.open(sample_path) as plan:
        edits.change(plan, r.Contact, 13, "", name=CANARIES[0], note=CANARIES[1], role=CANARIES[2])
        edits.change(plan, r.PlanInfo, 1, "", purpose=CANARIES[3])
    window = open_window(sample_path, "today")
    assert window.session is not None
    assert window.workspace is not None
    window.session.select(13)
    window.workspace.search.begin()
    qtbot.keyClicks(window.workspace.search, CANARIES[0])
    window.session.do(lambda: edits.change(window.session.plan, r.Contact, 13, CANARIES[0], role=CANARIES[4]))  # pyright: ignore[reportOptionalMemberAccess]
    window.choose_colours("dark")
    qtbot.keyClick(window, Qt.Key.Key_F8)
    qtbot.keyClick(window, Qt.Key.Key_F8)
    with pytest.raises(TypeError) as bug:
        edits.change(window.session.plan, r.Contact, 13, CANARIES[0], **{CANARIES[1]: 1})
    assert write_report(tmp_path, bug.value, datetime(2026, 3, 2)) is not None
    window.close()
    kept = [
        path
        for folder in (home, tmp_path)
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".rapport" and "backups" not in path.parts
    ]
    assert {path.name for path in kept} >= {"settings.json", "recent.json"}
    for path in kept:
        said = path.read_bytes()
        assert not [each for each in CANARIES if each.encode() in said], path.name
    printed = "".join(capfd.readouterr())
    assert not [each for each in CANARIES if each in printed]
    assert "Traceback" not in printed, sys.version
