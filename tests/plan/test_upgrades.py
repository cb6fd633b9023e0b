"""Plans of every version that was ever released still open, with all that is in them."""

from __future__ import annotations

import lzma
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import apsw
import pytest
from playhouse.apsw_ext import APSWDatabase

from desktop.domain.job import run
from desktop.plan import backups, document, errors, tables, upgrades
from desktop.plan.check import check
from desktop.plan.file import Plan
from desktop.plan.key import Key, new_key
from desktop.plan.search import Finder
from tests.made_up import sample_plan

if TYPE_CHECKING:
    from desktop.domain.plan_values import PlanValues
    from desktop.domain.records.workshops import AgendaItem

STORED = Path(__file__).parents[1] / "data" / "plans"


def stored(target: Path, kind: str = "personal", version: int = 1) -> Path:
    target.write_bytes(lzma.decompress((STORED / f"version-{version}-{kind}.rapport.xz").read_bytes()))
    return target


def everything(path: Path, key: Key | None = None) -> Any:
    with Plan.open_to_read(path, key) as plan:
        return run(document.read_values(plan))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    return stored(folder / "old.rapport")


def test_an_old_plan_is_backed_up_and_brought_up_to_date(old: Path) -> None:
    before = old.read_bytes()
    with Plan.open(old) as plan:
        assert plan.upgraded
        assert plan.db.pragma("user_version") == upgrades.SCHEMA_VERSION
        assert Finder(plan).texts("handover")
    (backup,) = backups.listing(old)
    assert backup.counts["contacts"] == 45
    assert backups.intact(backup)
    with Plan.open(old) as plan:
        assert not plan.upgraded, "once is enough"
    # The backup is the old version, and opens as well.
    assert apsw.Connection(str(backup.file)).pragma("user_version") == 1
    assert len(backup.file.read_bytes()) == len(before)
    assert everything(backup.file) == everything(old)


SAID_ANEW = {
    "Paired interviews across the two organisations: 3 pairs and 1 trio; 25 minutes each way (trio about 16 each)": (
        "Paired interviews across the two organisations; 25 minutes each way (a trio about 16 each)"
    ),
    "Three mixed trios": "Mixed trios",
}
"""What the sample's agenda says in other words since the old plans were stored."""


def in_new_words(plan: PlanValues) -> PlanValues:
    def anew(item: AgendaItem) -> AgendaItem:
        return replace(
            item, activity=SAID_ANEW.get(item.activity, item.activity), who=SAID_ANEW.get(item.who, item.who)
        )

    days = {key: replace(each, agenda=tuple(map(anew, each.agenda))) for key, each in plan.workshops.items()}
    return replace(plan, workshops=days)


@pytest.mark.parametrize("kind", ["personal", "workshop"])
@pytest.mark.parametrize("version", range(1, upgrades.SCHEMA_VERSION))
def test_nothing_that_was_in_an_old_plan_is_lost(tmp_path: Path, kind: str, version: int) -> None:
    old = stored(tmp_path / "old.rapport", kind, version)
    Plan.open(old).close()
    assert check(old).ok
    new = everything(sample_plan(tmp_path / "new.rapport", kind))
    # What the sample says only since version 5.
    support = new.info.agreed_support if version >= 5 else None
    assert in_new_words(everything(old)) == replace(new, info=replace(new.info, agreed_support=support))


def test_reading_an_old_plan_leaves_it_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    assert len(everything(old).contacts) == 45
    assert check(old).ok
    assert old.read_bytes() == before
    assert [p.name for p in old.parent.iterdir()] == ["old.rapport"]


def test_without_room_for_a_backup_an_old_plan_is_left_as_it_is(old: Path, home: Path) -> None:
    before = old.read_bytes()
    backups.folder_of(old).parent.write_text("in the way", encoding="utf-8")
    with pytest.raises(errors.NoBackup):
        Plan.open(old)
    assert old.read_bytes() == before
    assert [p.name for p in old.parent.iterdir()] == ["old.rapport"]


def test_an_upgrade_that_fails_leaves_the_old_plan(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(old)

    def fails(db: Any) -> None:
        db.execute("DELETE FROM goals")
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(Plan, "format", replace(upgrades.PLAN, steps=(fails,)))
        with pytest.raises(ZeroDivisionError):
            Plan.open(old)
    assert apsw.Connection(str(old)).pragma("user_version") == 1
    assert everything(old) == before


def test_a_protected_old_plan_is_upgraded_and_its_backup_protected(old: Path) -> None:
    values = everything(old)
    key = run(new_key("twelve characters"))
    db = apsw.Connection(str(old), flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    new = old.with_name("protected.rapport")
    db.execute("VACUUM INTO ?", (f"file:{new}?cipher=sqlcipher&legacy=4&key={key.spell()}",))
    db.close()
    Plan.open(new, key).close()
    assert everything(new, key) == values
    (backup,) = backups.listing(new)
    assert backup.protected
    assert b"Rosalind" not in backup.file.read_bytes()


# --- the chain leads to what the records ask for today ---


def structure(db: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, kind in db.execute("SELECT name, type FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall():
        if kind == "table":
            columns = db.execute('SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?) ORDER BY name', (name,))
            keys = db.execute('SELECT "from", "table", "to", on_delete FROM pragma_foreign_key_list(?)', (name,))
            found[name] = (columns.fetchall(), sorted(keys.fetchall()))
        else:
            found[name] = db.execute("SELECT tbl_name, sql FROM sqlite_schema WHERE name=?", (name,)).fetchall()
    return found


def test_the_chain_leads_to_the_tables_that_the_records_ask_for() -> None:
    made: Any = apsw.Connection(":memory:")
    upgrades.create(made)
    wanted = APSWDatabase(":memory:", autoconnect=False)
    wanted.connect()
    every: list[Any] = list(tables.models().values())
    with wanted.bind_ctx(every, bind_refs=False, bind_backrefs=False):
        wanted.create_tables(every, safe=False)
    for statement in tables.search_sql():
        wanted.execute_sql(statement)
    is_, should = structure(made), structure(wanted.connection())
    for apart in ("provenance", "provenance_prints"):
        del is_[apart]  # not of the records: what a file is, not what is planned
    differing = {name: (is_.get(name), should.get(name)) for name in is_ | should if is_.get(name) != should.get(name)}
    sql = [s for n, s in wanted.connection().execute("SELECT name, sql FROM sqlite_schema") if n in differing]
    wanted.close()
    assert not differing, f"the last step in desktop/plan/upgrades.py must also make: {sql}"


def test_today_s_version_has_not_been_changed_behind_its_number(tmp_path: Path) -> None:
    """A stored plan of each version but today's: store one (see `stored`) when the number goes up."""
    for version in range(1, upgrades.SCHEMA_VERSION):
        assert (STORED / f"version-{version}-personal.rapport.xz").exists()
        db = apsw.Connection(str(stored(tmp_path / f"{version}.rapport", version=version)))
        assert upgrades.schema(db) == upgrades.expected(version)  # pyright: ignore[reportArgumentType]
