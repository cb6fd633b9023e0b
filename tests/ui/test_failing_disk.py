"""A disk that fails while a screen reads is a known problem, never a fault of the program; so is a broken index."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import apsw
import pytest
from PySide6.QtCore import Qt

from desktop.domain import records as r
from desktop.plan import edits, errors, read
from desktop.plan.file import Plan
from desktop.plan.lock import PlanLock
from desktop.ui.faults import Faults
from desktop.ui.screens import screens
from tests.torture.disks import Fault, failing

from .conftest import LONG, OpenWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SPOILT = (
    # Of these bytes the second claim to be larger than any memory.
    f"UPDATE contacts_search_data SET block=x'{Random(0).randbytes(50).hex()}'",
    f"UPDATE contacts_search_data SET block=x'{Random(33).randbytes(50).hex()}'",
    "INSERT INTO contacts_search(contacts_search) VALUES ('delete-all')",
    "DELETE FROM contacts_search_config",
)


@pytest.fixture
def fault() -> Iterator[Fault]:
    """Below every plan that is opened meanwhile."""
    made = Fault()
    with failing(made):
        yield made


@pytest.mark.skipif(sys.platform == "win32", reason="the file system of SQLite under test is that of Unix")
@pytest.mark.parametrize("code", [apsw.SQLITE_IOERR, apsw.SQLITE_CORRUPT])
def test_a_disk_that_fails_under_a_screen_is_told_with_a_way_out(
    fault: Fault,
    code: int,
    open_window: OpenWindow,
    sample_path: Path,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(sample_path, "map")
    session, workspace = window.session, window.workspace
    assert session is not None
    assert workspace is not None
    assert window.files.keeping is not None
    window.files.keeping.stop()  # what goes on in threads is no part of this
    faults = Faults(lambda: tmp_path, lambda: datetime(2026, 3, 2), lambda: None)
    faults.problem.connect(window.tell)
    monkeypatch.setattr(sys, "excepthook", lambda _kind, raised, _trace: faults.tell(raised))
    for name in screens():
        workspace.banner.hide()
        session.plan.db.execute("PRAGMA shrink_memory")  # what was read before would hide the fault
        fault.at, fault.code, fault.lasting = fault.calls + 1, code, True
        for button in (workspace.navigation.buttons[name], workspace.search):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        session.select(read_anyway(session.plan, fault))
        fault.at = 0
        session.select(None)
    assert not list(tmp_path.glob("bug-*.txt")), "a disk that fails is no fault of the program"
    fault.at = fault.calls + 1
    session.plan.db.execute("PRAGMA shrink_memory")
    with pytest.raises(errors.PlanProblem):
        read.records(session.plan, r.Goal)
    fault.at = 0
    window.tell(errors.CannotRead(sample_path))
    assert "could not be read or written. Nothing was half changed" in workspace.banner.text
    assert workspace.banner._action.text() == "Save a copy…"
    assert session.do(lambda: edits.change(session.plan, r.Contact, 9, "", role="And on it goes"))
    window.close()


def read_anyway(plan: Plan, fault: Fault) -> int | None:
    """Somebody, whatever the disk does."""
    at, fault.at = fault.at, 0
    (*_, person) = read.person_ids(plan)
    plan.db.execute("PRAGMA shrink_memory")
    fault.at = at and fault.calls + 1
    return person


@pytest.mark.parametrize("sql", SPOILT)
def test_a_broken_search_index_is_made_anew_and_said_to_be_no_loss(
    sql: str, open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    with Plan.open(sample_path) as plan:
        edits.change(plan, r.Contact, 9, "", note="zeppelin")
    db = apsw.Connection(str(sample_path))
    db.execute(sql)
    db.close()
    window = open_window(sample_path)
    session, workspace = window.session, window.workspace
    assert session is not None
    assert workspace is not None
    qtbot.waitUntil(lambda: "search index" in workspace.banner.text, timeout=LONG)
    assert "made anew from what you wrote, all of which is there" in workspace.banner.text
    assert [hit.person for hit in session.finder.texts("zeppelin")] == [9]
    assert session.do(lambda: edits.change(session.plan, r.Contact, 9, "", note="dirigible"))
    assert session.undo()
    assert [hit.person for hit in session.finder.texts("zeppelin")] == [9]


def test_where_the_disk_is_full_a_plan_can_be_looked_at(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(PlanLock, "_write", staticmethod(full))
        window = open_window(sample_path)
    assert window.session is not None
    assert window.workspace is not None
    assert window.session.plan.read_only
    assert window.workspace.strip.text.startswith("There is no room left where “Sample.rapport” lies.")
    with Plan.open(sample_path):  # and with room it opens as ever
        pass
    window.close()
