"""What a plan holds as one digest, the work it is given, and what of it must be there after a disaster."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.job import run
from desktop.plan import errors, shape
from desktop.plan.file import Plan
from desktop.plan.importing import Arrival, take_in
from desktop.plan.step import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.plan.key import Key

TODAY = date(2026, 3, 2)


def digest(db: Any) -> str:
    """Every row of every table."""
    found = hashlib.sha256()
    for table in shape.all_tables():
        if table.name != "plan_disposals":  # a plan of version 1 has none
            found.update(repr(db.execute(f'SELECT * FROM "{table.name}" ORDER BY id').fetchall()).encode())
    return found.hexdigest()[:16]


@dataclass
class Acknowledged:
    """What was said to be in the file (`now`), and what an edit under way would make of it (`next`)."""

    now: str = ""
    next: str = ""
    revisions: int = 0

    def begin(self, digest: str) -> None:
        self.next = digest

    def done(self, digest: str) -> None:
        self.now, self.next = digest, ""
        self.revisions += 1

    def allows(self, digest: str, people: int) -> bool:
        return digest in (self.now, self.next) or self.next == f"people {people}"


@dataclass
class Worker:
    """Edits a plan at random, telling `begin` before each commit and `done` after it."""

    plan: Plan
    begin: Callable[[str], None]
    done: Callable[[str], None]
    chance: random.Random
    count: int = field(default=0)

    def edit(self, size: int = 400) -> None:
        self.count += 1
        with self.plan.step(Edit.CHANGE_PERSON) as step:
            db: Any = step.db
            kind = self.chance.randrange(4)
            keys = [key for (key,) in db.execute("SELECT id FROM contacts").fetchall()]
            some = self.chance.sample(keys, min(5, len(keys)))
            text = f"{self.chance.random()} " + "wort " * self.chance.randrange(size)
            if kind == 0:
                db.execute("UPDATE next_steps SET text=? WHERE id % 3 = ?", (text, self.count % 3))
            elif kind == 1 and len(keys) > 60:
                db.executemany("DELETE FROM contacts WHERE id=? AND id NOT IN (SELECT owner FROM plan)", [(some[0],)])
            db.executemany("UPDATE contacts SET note=? WHERE id=?", [(text, key) for key in some])
            self.begin(digest(db))
        self.done(digest(self.plan.db))

    def bring_in(self, people: int) -> None:
        arrivals = [Arrival(None, {"name": f"P {self.chance.random()} {n}", "note": "n" * 80}) for n in range(people)]
        ((there,),) = self.plan.db.execute("SELECT count(*) FROM contacts")
        self.begin(f"people {there + people}")
        run(take_in(self.plan, arrivals, on=TODAY))
        self.done(digest(self.plan.db))

    def back_and_forth(self, before: str) -> None:
        """Undo the latest edit, which led here from `before`, and do it again."""
        after = digest(self.plan.db)
        self.begin(before)
        run(self.plan.undo())
        assert digest(self.plan.db) == before
        self.done(before)
        self.begin(after)
        run(self.plan.redo())
        assert digest(self.plan.db) == after
        self.done(after)


def what_is_there(path: Path, key: Key | None = None) -> tuple[str, int]:
    """The digest and the number of people of a plan that is sound; opens it as the window does."""
    with Plan.open(path, key) as plan:
        assert [row[0] for row in plan.db.execute("PRAGMA integrity_check")] == ["ok"]
        assert not plan.db.execute("PRAGMA foreign_key_check").fetchall()
        for table in ("contacts", "next_steps"):
            plan.db.execute(f"SELECT count(*) FROM {table}_search WHERE {table}_search MATCH 'wort'").fetchall()
        ((people,),) = plan.db.execute("SELECT count(*) FROM contacts")
        return digest(plan.db), int(people)


def opened(path: Path, keys: Sequence[Key | None]) -> tuple[str, int]:
    """`what_is_there` with whichever of `keys` opens the plan."""
    for key in keys:
        try:
            return what_is_there(path, key)
        except (errors.WrongPassphrase, errors.PassphraseWanted):
            continue
    raise errors.WrongPassphrase(path)
