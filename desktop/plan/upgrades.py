"""How a plan of an older version becomes one of today: ordered steps that speak of tables by name alone.

Every plan is made by this chain, a new one too, so that there is one schema for each version and what a file may
consist of can be found out by making it in memory. A step is never changed once a version with it has been released;
`tests/plan/test_upgrades.py` says what a step lacks when the records have changed.
"""

from collections.abc import Callable
from functools import cache

import apsw

from desktop.assets import asset
from desktop.plan.sql import Connection

APPLICATION_ID = 0x52505254
"""Says "this SQLite file is a Rapport plan" in its header ("RPRT")."""

Schema = frozenset[tuple[str, str, str]]
"""(type, name, sql) of everything that a database consists of."""


def _to_2(db: Connection) -> None:
    """A record of disposals: on what day how many people were removed for good, and why; never who."""
    db.execute(
        'CREATE TABLE "plan_disposals" ("id" INTEGER NOT NULL PRIMARY KEY, "parent" INTEGER NOT NULL,'
        ' "on" TEXT NOT NULL, "people" INTEGER NOT NULL, "why" TEXT NOT NULL, "backups" INTEGER NOT NULL,'
        ' FOREIGN KEY ("parent") REFERENCES "plan" ("id") ON DELETE CASCADE) STRICT'
    )
    db.execute('CREATE INDEX "plan_disposals_parent" ON "plan_disposals" ("parent")')


def _to_3(db: Connection) -> None:
    """Whose plan a file is (`plan.provenance`): apart from the records, no edit touches it."""
    db.execute(
        'CREATE TABLE "provenance" ("id" INTEGER NOT NULL PRIMARY KEY, "identity" TEXT NOT NULL, "of" TEXT, "on" TEXT,'
        ' "level" TEXT, "to" TEXT) STRICT'
    )
    db.execute(
        'CREATE TABLE "provenance_prints" ("id" INTEGER NOT NULL PRIMARY KEY, "collection" TEXT NOT NULL,'
        ' "prints" BLOB NOT NULL) STRICT'
    )
    db.execute("INSERT INTO provenance (identity) VALUES (lower(hex(randomblob(16))))")


def _to_4(db: Connection) -> None:
    """Promises go both ways: who promised is kept with each."""
    db.execute('ALTER TABLE "conversations_promises" ADD COLUMN "theirs" INTEGER NOT NULL DEFAULT 0')


def _to_5(db: Connection) -> None:
    """What the sponsor of the coaching agreed to do for it."""
    db.execute('ALTER TABLE "plan" ADD COLUMN "agreed_support" TEXT')


STEPS: tuple[Callable[[Connection], None], ...] = (_to_2, _to_3, _to_4, _to_5)
"""The step at `n` leads from version n + 1 to the next."""

SCHEMA_VERSION = 1 + len(STEPS)


def create(db: Connection, version: int = SCHEMA_VERSION) -> None:
    """Write the schema of `version` into an empty database, in one transaction."""
    db.execute("BEGIN IMMEDIATE")
    db.execute(asset("schema-1.sql").read_text("utf-8"))
    for step in STEPS[: version - 1]:
        step(db)
    db.pragma("application_id", APPLICATION_ID)
    db.pragma("user_version", version)
    db.execute("COMMIT")


def upgrade(db: Connection, version: int) -> None:
    """Bring the plan behind a writable connection from `version` to today's, in one transaction or not at all."""
    db.pragma("foreign_keys", 0)  # a table that is rebuilt must not take what refers to it along
    db.execute("BEGIN IMMEDIATE")
    try:
        for step in STEPS[version - 1 :]:
            step(db)
        if db.execute("PRAGMA foreign_key_check").fetchone() or schema(db) != expected(SCHEMA_VERSION):
            raise RuntimeError("an upgrade would not lead to a plan")
        db.pragma("user_version", SCHEMA_VERSION)
        db.execute("COMMIT")
    except BaseException:
        if not db.getautocommit():
            db.execute("ROLLBACK")
        raise
    finally:
        db.pragma("foreign_keys", 1)


def schema(db: Connection) -> Schema:
    """What a database consists of."""
    return frozenset((t, n, s or "") for t, n, s in db.execute("SELECT type, name, sql FROM sqlite_schema"))


@cache
def expected(version: int) -> Schema:
    """What a plan of `version` consists of, found out by making one in memory."""
    db: Connection = apsw.Connection(":memory:")  # pyright: ignore[reportAssignmentType]
    try:
        create(db, version)
        return schema(db)
    finally:
        db.close()
