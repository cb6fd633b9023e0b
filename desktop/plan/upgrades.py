"""How a plan of an older version becomes one of today: ordered steps that speak of tables by name alone.

Every plan is made by this chain, a new one too, so that there is one schema for each version and what a file may
consist of can be found out by making it in memory. A step is never changed once a version with it has been released;
`tests/plan/test_upgrades.py` says what a step lacks when the records have changed.
"""

from collections.abc import Callable

from desktop.assets import asset
from desktop.plan import shape
from desktop.plan.format import Format, schema
from desktop.plan.sql import Connection
from desktop.plan.tables import SEARCHED

__all__ = ["APPLICATION_ID", "PLAN", "SCHEMA_VERSION", "STEPS", "create", "expected", "schema"]

APPLICATION_ID = 0x52505254
"""Says "this SQLite file is a Rapport plan" in its header ("RPRT")."""


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


def _to_6(db: Connection) -> None:
    """Persuading: what each gains, what worries them, whose word counts, in which order; phrases behind the themes."""
    for column in ('"gains" TEXT', '"worries" TEXT', '"heeds" INTEGER REFERENCES "contacts" ("id") ON DELETE SET NULL'):
        db.execute(f'ALTER TABLE "workshops_participants" ADD COLUMN {column}')
    db.execute('ALTER TABLE "workshops_participants" ADD COLUMN "turn" INTEGER')
    db.execute('CREATE INDEX "workshops_participants_heeds" ON "workshops_participants" ("heeds")')
    db.execute(
        'CREATE TABLE "workshops_themes__phrases" ("id" INTEGER NOT NULL PRIMARY KEY, "parent" INTEGER NOT NULL,'
        ' "person" INTEGER NOT NULL, "question" TEXT NOT NULL, "text" TEXT NOT NULL, "theme" TEXT,'
        ' FOREIGN KEY ("parent") REFERENCES "workshops" ("id") ON DELETE CASCADE,'
        ' FOREIGN KEY ("person") REFERENCES "contacts" ("id") ON DELETE CASCADE) STRICT'
    )
    for column in ("parent", "person"):
        db.execute(f'CREATE INDEX "workshops_themes__phrases_{column}" ON "workshops_themes__phrases" ("{column}")')


def _to_7(db: Connection) -> None:
    """Who should not meet first, photographs of pictures, requests beside offers; since when two know each other."""
    db.execute(
        'CREATE TABLE "workshops_apart" ("id" INTEGER NOT NULL PRIMARY KEY, "parent" INTEGER NOT NULL,'
        ' FOREIGN KEY ("parent") REFERENCES "workshops" ("id") ON DELETE CASCADE) STRICT'
    )
    db.execute(
        'CREATE TABLE "workshops_apart_people" ("id" INTEGER NOT NULL PRIMARY KEY, "parent" INTEGER NOT NULL,'
        ' "value" INTEGER NOT NULL, FOREIGN KEY ("parent") REFERENCES "workshops_apart" ("id") ON DELETE CASCADE,'
        ' FOREIGN KEY ("value") REFERENCES "contacts" ("id") ON DELETE CASCADE) STRICT'
    )
    for table, column in (("apart", "parent"), ("apart_people", "parent"), ("apart_people", "value")):
        db.execute(f'CREATE INDEX "workshops_{table}_{column}" ON "workshops_{table}" ("{column}")')
    db.execute('ALTER TABLE "workshops_vision__pictures" ADD COLUMN "photo" TEXT')
    db.execute('ALTER TABLE "workshops_offers" ADD COLUMN "request" INTEGER')
    db.execute('ALTER TABLE "ties" ADD COLUMN "since" TEXT')


STEPS: tuple[Callable[[Connection], None], ...] = (_to_2, _to_3, _to_4, _to_5, _to_6, _to_7)
"""The step at `n` leads from version n + 1 to the next."""

PLAN = Format(
    APPLICATION_ID, lambda: asset("schema-1.sql").read_text("utf-8"), STEPS, "plan", shape.all_tables, tuple(SEARCHED)
)
SCHEMA_VERSION = PLAN.version
create, expected = PLAN.create, PLAN.expected
