"""The two facts about other people's software that the pins in pyproject.toml rest on."""

from __future__ import annotations

import sys

import apsw
import pytest
from PySide6.QtCore import QTimer


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on: nothing to lose")
def test_a_void_qt_call_loses_no_reference_to_none(qapp: object) -> None:
    """PySide6 6.12.0 loses one with each call on Python 3.11 and ends in an abort: the reason for `<6.12`."""
    timer = QTimer()
    before = sys.getrefcount(None)
    for interval in range(2_000):
        timer.setInterval(interval)
    assert abs(sys.getrefcount(None) - before) < 200


def test_sqlite_is_past_the_write_ahead_log_bug() -> None:
    """SQLite before 3.51.3 can corrupt a file when its write-ahead log is reset."""
    assert apsw.SQLITE_VERSION_NUMBER >= 3_051_003
    assert tuple(int(part) for part in apsw.sqlite_lib_version().split(".")) >= (3, 51, 3)


def test_sqlite_records_changesets() -> None:
    """Undo is made of changesets; a SQLite built without the session extension has none."""
    with apsw.Connection(":memory:") as db:
        db.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT) STRICT")
        session = apsw.Session(db, "main")
        session.attach("person")
        db.execute("INSERT INTO person VALUES (1, 'Rosalind')")
        assert [change.new for change in apsw.Changeset.iter(session.changeset())] == [(1, "Rosalind")]
        session.close()
