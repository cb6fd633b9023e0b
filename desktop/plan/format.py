"""What a kind of file consists of: the mark in its header, and the steps by which each version becomes the next.

Two kinds are kept with the same care: plans (`plan.upgrades`) and what a coach notes for themselves (`plan.companion`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import apsw

from desktop.plan import shape
from desktop.plan.sql import Connection

Schema = frozenset[tuple[str, str, str]]
"""(type, name, sql) of everything that a database consists of."""


@dataclass(frozen=True, eq=False)
class Format:
    """`first` is the SQL of version 1, `steps` lead on from there; `holder` is the table whose row 1 every file has.

    `recorded` are the tables that edits are undone in, `searched` those with an index of words.
    """

    application_id: int
    first: Callable[[], str]
    steps: tuple[Callable[[Connection], None], ...]
    holder: str
    recorded: Callable[[], tuple[shape.Table, ...]]
    searched: tuple[str, ...] = ()

    @property
    def version(self) -> int:
        """Today's."""
        return 1 + len(self.steps)

    def create(self, db: Connection, version: int | None = None) -> None:
        """Write the schema of `version` (today's without one) into an empty database, in one transaction."""
        version = version or self.version
        db.execute("BEGIN IMMEDIATE")
        db.execute(self.first())
        for step in self.steps[: version - 1]:
            step(db)
        db.pragma("application_id", self.application_id)
        db.pragma("user_version", version)
        db.execute("COMMIT")

    def upgrade(self, db: Connection, version: int) -> None:
        """Bring the file behind a writable connection from `version` to today's, in one transaction or not at all."""
        db.pragma("foreign_keys", 0)  # a table that is rebuilt must not take what refers to it along
        db.execute("BEGIN IMMEDIATE")
        try:
            for step in self.steps[version - 1 :]:
                step(db)
            if db.execute("PRAGMA foreign_key_check").fetchone() or schema(db) != self.expected(self.version):
                raise RuntimeError("an upgrade would not lead to what a new file is")
            db.pragma("user_version", self.version)
            db.execute("COMMIT")
        except BaseException:
            if not db.getautocommit():
                db.execute("ROLLBACK")
            raise
        finally:
            db.pragma("foreign_keys", 1)

    def expected(self, version: int) -> Schema:
        """What a file of `version` consists of, found out by making one in memory."""
        return _expected(self, version)


def schema(db: Connection) -> Schema:
    """What a database consists of."""
    return frozenset((t, n, s or "") for t, n, s in db.execute("SELECT type, name, sql FROM sqlite_schema"))


@cache
def _expected(of: Format, version: int) -> Schema:
    db: Connection = apsw.Connection(":memory:")  # pyright: ignore[reportAssignmentType]
    try:
        of.create(db, version)
        return schema(db)
    finally:
        db.close()
