"""Reports of bugs name places in the program and nothing that anybody wrote."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import apsw
import pytest

from desktop import bugs

CANARY = "Kanarienvogel"


def failing(text: str) -> Exception:
    """What a bug raises that has met `text` on its way: in the message, in what led to it, in a note, in SQL."""
    try:
        try:
            apsw.Connection(":memory:").execute(f"SELECT * FROM {text}")
        except apsw.Error as first:
            raise KeyError(text, Path("/home") / text) from first
    except KeyError as bug:
        bug.add_note(text)
        return bug
    raise AssertionError


def test_a_report_says_where_and_nothing_else() -> None:
    said = bugs.report_text(failing(CANARY))
    assert CANARY not in said
    assert "/home" not in said
    assert "builtins.KeyError" in said
    assert "apsw.SQLError (1)" in said, "the number of SQLite's own error helps and tells nothing"
    assert "(test_bugs.py:" in said


def test_a_users_folder_called_like_the_program_is_not_told(tmp_path: Path) -> None:
    theirs = tmp_path / CANARY / "desktop" / CANARY / "lib.py"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("def fail():\n    raise ZeroDivisionError\n", "utf-8")
    scope: dict[str, object] = {}
    exec(compile(theirs.read_text("utf-8"), str(theirs), "exec"), scope)
    with pytest.raises(ZeroDivisionError) as caught:
        scope["fail"]()  # pyright: ignore[reportCallIssue]
    said = bugs.report_text(caught.value)
    assert "(lib.py:2)" in said
    assert CANARY not in said


def test_only_the_latest_reports_are_kept(tmp_path: Path) -> None:
    for n in range(15):
        assert bugs.write_report(tmp_path, failing("x"), datetime(2026, 3, 2, 9, n)) is not None
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert len(kept) == 10
    assert kept[-1].startswith("bug-20260302-0914")
    assert bugs.write_report(tmp_path / "missing", failing("x"), datetime(2026, 3, 2)) is None


def test_a_crash_of_the_interpreter_is_told_by_the_next_start(tmp_path: Path) -> None:
    """The raw trace names files by whole paths; the report made of it does not, and the trace is gone."""
    folder = tmp_path / CANARY
    folder.mkdir()
    script = folder / "script.py"
    script.write_text(
        "import ctypes, sys\nfrom pathlib import Path\nfrom desktop import bugs\n"
        "bugs.watch_for_crashes(Path(sys.argv[1]))\nctypes.string_at(0)\n",
        "utf-8",
    )
    root = Path(bugs.__file__).parents[1]
    ended = subprocess.run([sys.executable, str(script), str(folder)], cwd=root, env={"PYTHONPATH": str(root)})
    assert ended.returncode != 0
    (raw,) = folder.glob("crash-*.txt")
    assert CANARY in raw.read_text("utf-8")
    assert bugs.crashes_told(folder, lambda _pid: True, datetime(2026, 3, 2)) is None, "it might still run"
    told = bugs.crashes_told(folder, lambda _pid: False, datetime(2026, 3, 2))
    assert told is not None
    said = told.read_text("utf-8")
    assert "Segmentation fault" in said or "access violation" in said
    assert "(script.py:5)" in said
    assert CANARY not in said
    assert not raw.exists()


def test_a_proper_end_leaves_nothing(tmp_path: Path) -> None:
    crash = bugs.watch_for_crashes(tmp_path)
    assert crash is not None
    bugs.no_crash(crash)
    assert not list(tmp_path.iterdir())
