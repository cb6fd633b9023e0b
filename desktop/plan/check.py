"""Is a plan sound? Looks at everything, changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import apsw

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import document, errors, upgrades
from desktop.plan.copying import Health, health
from desktop.plan.file import Plan
from desktop.plan.key import Key
from desktop.plan.opening import known_problems, raw


def fit_to_write(plan: Plan) -> bool:
    """Before much is written into an open plan: False when its search index had to be made anew. Raises `Damaged`."""
    found = quick_health(plan.path, plan.key)
    if found is Health.BROKEN:
        raise errors.Damaged(plan.path)
    if found is Health.INDEX and not plan.read_only:
        run(plan.rebuild_search())
        return False
    return True


@dataclass(frozen=True)
class Finding:
    """`ok` and, for a sound plan, how many records of each collection there are (the owner is no contact).

    `indexed`: whether its search index, which is derived, is sound as well.
    """

    ok: bool
    schema_version: int
    counts: Mapping[str, int]
    indexed: bool = True


def check(path: Path, key: Key | None = None) -> Finding:
    """Check the plan at `path`.

    Raises `NotAPlan`, `NotThere`, `NewerPlan`, `CannotRead`, `PassphraseWanted` or `WrongPassphrase` where it cannot.
    """
    broken = Finding(ok=False, schema_version=upgrades.SCHEMA_VERSION, counts={})
    try:
        with Plan.open_to_read(path, key) as plan, known_problems(path):
            plan.db.cursor_factory = apsw.Cursor  # what is found is judged here
            found = health(plan.db, "integrity_check")
            if found is Health.BROKEN:
                return broken
            try:
                values = run(document.read_values(plan))
            except (ValueError, TypeError, KeyError):
                return broken
    except errors.Damaged:
        return broken
    counts = {n: len(getattr(values, n)) for n in r.COLLECTIONS}
    return Finding(True, upgrades.SCHEMA_VERSION, counts, indexed=found is Health.SOUND)


def quick_health(path: Path, key: Key | None = None) -> Health:
    """Whether the database behind an open plan hangs together; safe beside its connection, in a thread of its own.

    0.4 s for 28 MB. What cannot be looked at now counts as sound: the plan itself says so at the next edit.
    """
    try:
        with raw(path, key) as db:
            return health(db)
    except (apsw.CorruptError, apsw.NotADBError, apsw.SQLError):
        return Health.BROKEN
    except apsw.Error:
        return Health.SOUND
