"""What opens as a plan and what does not; nothing that is looked at is changed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import apsw
import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import backups, edits, errors, read, upgrades
from desktop.plan.check import check, quick_health
from desktop.plan.copying import Health
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from tests.made_up import empty_plan, sample_plan

TODAY = date(2026, 3, 2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sample_plan(tmp_path / "plan.rapport")


def listing(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


def other_database(path: Path, sql: str) -> Path:
    db = apsw.Connection(str(path))
    db.execute(sql)
    db.close()
    return path


def test_what_is_no_plan_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "text").write_text("Dear diary", encoding="utf-8")
    (tmp_path / "noise").write_bytes(os.urandom(5000))
    (tmp_path / "header").write_bytes(b"SQLite format 3\x00" + bytes(84))
    other_database(tmp_path / "other", "CREATE TABLE t(x); INSERT INTO t VALUES (1)")
    before = listing(tmp_path)
    for name in before:
        for opening in (Plan.open, Plan.open_to_read, check):
            with pytest.raises(errors.NotAPlan):
                opening(tmp_path / name)
    assert listing(tmp_path) == before
    for opening in (Plan.open, Plan.open_to_read, check):
        with pytest.raises(errors.NotThere):
            opening(tmp_path / "nothing")
        with pytest.raises(errors.NotThere):
            opening(tmp_path)


def test_a_newer_plan_is_refused_and_left_as_it_is(path: Path) -> None:
    other_database(path, f"PRAGMA user_version={upgrades.SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    for opening in (Plan.open, Plan.open_to_read, check):
        with pytest.raises(errors.NewerPlan):
            opening(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER UPDATE ON contacts BEGIN DELETE FROM goals; END",
        "CREATE VIEW v AS SELECT 1",
        "DROP TABLE ties",
        "ALTER TABLE contacts ADD COLUMN x TEXT",
        "CREATE TABLE more(x)",
    ],
)
def test_a_schema_that_is_not_ours_is_refused(path: Path, sql: str) -> None:
    other_database(path, sql)
    with pytest.raises(errors.Damaged):
        Plan.open(path)
    assert not check(path).ok


def test_truncation_anywhere_is_found_without_a_crash(path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    broken = tmp_path / "broken.rapport"
    for size in range(100, len(whole) - 1, len(whole) // 25):
        broken.write_bytes(whole[:size])
        with contextlib.suppress(errors.NotAPlan):
            assert not check(broken).ok
        assert broken.read_bytes() == whole[:size]


def test_a_header_that_nobody_can_have_written_is_damage(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[47] = 9  # the format of the schema; there are four
    path.write_bytes(whole)
    with pytest.raises(errors.Damaged):
        Plan.open(path)
    assert not check(path).ok
    assert quick_health(path) is Health.BROKEN


def test_text_that_is_none_is_damage_and_quotes_nothing(path: Path) -> None:
    other_database(path, "UPDATE contacts SET note = CAST(x'5365637265742050657273ff80fffe' AS TEXT) WHERE id=5")
    assert not check(path).ok
    with Plan.open(path) as plan:
        for reading in (
            lambda: read.records(plan, r.Contact),
            lambda: plan.db.execute("SELECT note FROM contacts").fetchall(),
            lambda: list(plan.db.execute("SELECT note FROM contacts")),
        ):
            with pytest.raises(errors.Damaged) as told:
                reading()
            assert "Secret" not in f"{told.value} {told.value.__cause__}"


@pytest.mark.parametrize("opening_it", [Plan.open, Plan.open_to_read])
def test_settings_are_those_that_lost_nothing_under_power_loss(path: Path, opening_it: Any) -> None:
    wanted = {
        "journal_mode": "delete",
        "synchronous": 3,
        "locking_mode": "normal",
        "foreign_keys": 1,
        "cell_size_check": 1,
        "temp_store": 2,
        "secure_delete": 1,
        "fullfsync": 1,
        "query_only": 1,
    }
    with opening_it(path) as plan:
        assert {name: plan.db.execute(f"PRAGMA {name}").fetchall()[0][0] for name in wanted} == wanted
        assert plan.db.execute("PRAGMA mmap_size").fetchall() in ([], [(0,)])
        db: Any = plan.db
        assert db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, -1) == 1
        assert db.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1) == 0
        most = {
            apsw.SQLITE_LIMIT_LENGTH: 20_000_000,
            apsw.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
            apsw.SQLITE_LIMIT_ATTACHED: 1,
        }
        assert {each: db.limit(each) for each in most} == most


def test_a_library_that_can_corrupt_files_is_not_used(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.51.2")
    before = listing(path.parent)
    with pytest.raises(RuntimeError, match="too old"):
        Plan.open(path)
    assert listing(path.parent) == before


def test_a_journal_beside_the_plan_is_read_on_a_copy(path: Path, tmp_path: Path) -> None:
    # A process that dies in the middle of a transaction leaves a hot journal.
    script = """
import os, sys
from pathlib import Path
from desktop.plan.file import Outside, Plan
from desktop.plan.step import Edit
plan = Plan.open(Path(sys.argv[1]))
with plan.step(Edit.CHANGE_PERSON) as step:
    step.db.execute("PRAGMA cache_size=1")
    step.db.execute("PRAGMA cache_spill=1")
    step.db.execute("UPDATE contacts SET role = 'never committed' || hex(zeroblob(9000))")
    os._exit(9)
"""
    folder = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", script, str(path)], cwd=folder, check=False, timeout=60)
    assert path.with_name(path.name + "-journal").exists()
    before = listing(tmp_path)
    assert check(path).ok
    with Plan.open_to_read(path) as plan:
        assert not any(person.role.startswith("never") for person in read.person_rows(plan))
    assert listing(tmp_path) == before
    # Opening for writing takes over the dead process's lock and rolls back.
    with Plan.open(path) as plan:
        assert not any(person.role.startswith("never") for person in read.person_rows(plan))
    assert check(path).counts["contacts"] == 45


def test_readers_change_nothing(path: Path, tmp_path: Path) -> None:
    before = listing(tmp_path)
    with Plan.open_to_read(path) as plan:
        assert plan.read_only
        with pytest.raises(errors.ReadOnly), plan.step(Edit.CHANGE_PERSON):
            pass
    check(path)
    assert listing(tmp_path) == before


def test_a_quick_check_beside_the_open_plan_finds_broken_pages(path: Path) -> None:
    with Plan.open(path) as plan:
        assert quick_health(path) is Health.SOUND
        edits.add_contacts(plan, ["After"], on=TODAY)
    whole = bytearray(path.read_bytes())
    for page in range(5, 60):
        whole[page * 4096 : page * 4096 + 64] = os.urandom(64)
    path.write_bytes(whole)
    assert quick_health(path) is Health.BROKEN


def test_a_plan_in_another_journal_mode_is_left_alone(path: Path, tmp_path: Path) -> None:
    db = apsw.Connection(str(path))
    db.execute("PRAGMA journal_mode=wal").fetchall()
    db.close()
    before = listing(tmp_path)
    assert not check(path).ok
    assert listing(tmp_path) == before


@pytest.mark.parametrize("name", ["x" * 300 + ".rapport", "a/b.rapport"])
def test_a_name_that_cannot_be_is_a_known_problem(path: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(errors.PlanProblem):
        empty_plan(tmp_path / name)
    with Plan.open(path) as plan, pytest.raises(errors.PlanProblem):
        run(plan.save_copy(tmp_path / name))
    (tmp_path / "folder").mkdir()
    with Plan.open(path) as plan, pytest.raises(errors.PlanProblem):
        run(plan.save_copy(tmp_path / "folder"))


@pytest.mark.parametrize("seed", [0, 33])
def test_a_damaged_search_index_is_no_damage_to_what_was_written(path: Path, seed: int) -> None:
    """Of these bytes the second claim to be larger than any memory."""
    other_database(path, f"UPDATE contacts_search_data SET block=x'{Random(seed).randbytes(50).hex()}'")
    assert quick_health(path) is Health.INDEX
    found = check(path)
    assert found.ok
    assert not found.indexed
    with Plan.open(path) as plan:
        with pytest.raises((errors.SearchDamaged, errors.CannotRead)):
            edits.change(plan, r.Contact, 3, "", note="elsewhere")
        run(backups.back_up(path, None))
        run(plan.rebuild_search())
        edits.change(plan, r.Contact, 3, "", note="elsewhere")
        assert quick_health(path) is Health.SOUND
        run(plan.undo())
    assert check(path).indexed
    assert len(backups.listing(path)) == 1, "it held all that was written"
