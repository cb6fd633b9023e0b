"""What the plan holds about one person, and how people are removed for good.

Records are followed from the person along the references of the tables: a goal belongs to a key relationship, which
belongs to a person. A record of several people is about each of them and goes with the last.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desktop.domain import records as r
from desktop.domain.job import Job
from desktop.plan import backups, document, errors, provenance, shape, store
from desktop.plan.file import Plan
from desktop.plan.sql import Connection
from desktop.plan.step import Edit

_FOLLOWED = frozenset(
    (
        "ties",
        "focal_relationships",
        "goals",
        "engagements",
        "conversations",
        "insights",
        "reviews",
        "next_steps",
        "introductions",
    )
)
"""Records that are about people. What hangs on other ones (a workshop, a session) is not about each of its people."""

_MOST = 500

Keys = Mapping[str, frozenset[int]]
"""Collection to row keys."""


@dataclass(frozen=True)
class About:
    """What is said about some people. `records`: all that refer to them; `alone`: those among them about nobody else.

    `mentions`: records beside those in which a name of theirs stands as text.
    """

    records: Keys
    alone: Keys
    mentions: Keys


@dataclass(frozen=True)
class Erased:
    """What a removal left to look at: records that speak of others, too, and those in which a name still stands.

    `backups`: how many went; `backups_left`: how many the system did not let go, with the people still in them;
    `backed_up`: False when they went and no new one could be made.
    """

    shared: Keys
    mentions: Keys
    backups: int
    backups_left: int
    backed_up: bool


def about(plan: Plan, people: Sequence[int]) -> Job[About]:
    """All that the plan holds about `people`, for them to see, to be exported or to be removed."""
    mentioned = yield from _mentions(plan, people)
    records = _records(plan.db, frozenset(people))
    alone = _alone(plan.db, records, frozenset(people) | {document.owner_id(plan)})
    return About(
        records,
        alone,
        {n: keys - records.get(n, frozenset()) for n, keys in mentioned.items() if keys - records.get(n, frozenset())},
    )


def erase(plan: Plan, people: Sequence[int], *, on: date, why: str, with_backups: bool) -> Job[Erased]:
    """Remove people with all that is about nobody else, from the search index and the free pages of the file as well.

    Nothing can be undone afterwards, not this and nothing before it. `why` is one of `DISPOSED`; that it was done
    stands in the plan, and never of whom. `with_backups`: all backups go and one of the plan as it is then is
    made. The owner stays. Copies elsewhere and exported papers are out of reach.
    """
    going = [key for key in people if key != document.owner_id(plan)]
    found = yield from about(plan, going)
    told = _info(plan)
    done = r.Disposal(on.isoformat(), len(going), why, with_backups)
    total = sum(len(keys) for keys in found.alone.values())
    with plan.step(Edit.ERASE, final=True) as step:
        gone = 0
        for name, keys in found.alone.items():
            for chunk in _chunks(keys):
                step.db.executemany(f'DELETE FROM "{name}" WHERE id=?', [(key,) for key in chunk])
                step.cut()
                gone += len(chunk)
                yield gone, total
        store.update(step.db, r.PlanInfo, 1, {"disposals": (*told.disposals, done)})
    removed, kept, backed_up = 0, 0, True
    if with_backups:
        removed, kept = yield from backups.remove_all(plan.path, provenance.identity(plan))
        if kept:
            said = replace(done, backups=False)
            with plan.step(Edit.ERASE, final=True) as step:
                store.update(step.db, r.PlanInfo, 1, {"disposals": (*told.disposals, said)})
        try:
            yield from backups.back_up(plan.path, plan.key)
        except errors.PlanProblem:
            backed_up = False  # the people are gone all the same: no reason to say that nothing happened
    left = {name: keys - found.alone.get(name, frozenset()) for name, keys in found.records.items()}
    return Erased({name: keys for name, keys in left.items() if keys}, found.mentions, removed, kept, backed_up)


def retention_over(plan: Plan, on: date) -> bool:
    """Whether the day up to which the plan is kept (`retention_until`) has come."""
    until = _info(plan).retention_until
    return until is not None and until <= on.isoformat()


def _info(plan: Plan) -> r.PlanInfo:
    return store.read(plan.db, r.PlanInfo)[1]


# --- following references ---


def _records(db: Connection, people: frozenset[int]) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set, contacts=set(people))
    new: dict[str, Set[int]] = {"contacts": people}
    while new:
        following: defaultdict[str, set[int]] = defaultdict(set)
        for table in shape.all_tables():
            root, chain = shape.root_of(table.name)
            if root in ("contacts", "plan"):
                continue
            for column in table.columns:
                if column.target is not None and column.target in new:
                    following[root] |= _climb(db, chain, _referring(db, table.name, column.name, new[column.target]))
        new = {name: keys - found[name] for name, keys in following.items() if keys - found[name]}
        for name, keys in new.items():
            found[name] |= keys
        new = {name: keys for name, keys in new.items() if name in _FOLLOWED}
    return {name: frozenset(keys) for name, keys in found.items() if keys}


def _referring(db: Connection, table: str, column: str, keys: Iterable[int]) -> set[int]:
    """Rows of `table` whose `column` refers to one of `keys`."""
    return _select(db, f'SELECT id FROM "{table}" WHERE "{column}" IN', keys)


def _climb(db: Connection, chain: Sequence[str], keys: Iterable[int]) -> set[int]:
    """The main records of rows in a child table."""
    for table in chain[:-1]:
        keys = _select(db, f'SELECT parent FROM "{table}" WHERE id IN', keys)
    return set(keys)


def _alone(db: Connection, records: Keys, known: frozenset[int]) -> dict[str, frozenset[int]]:
    """Those of `records` that name nobody but `known`."""
    alone: dict[str, frozenset[int]] = {"contacts": records["contacts"]}
    owned = _select(db, "SELECT id FROM focal_relationships WHERE contact IN", known)
    others = {"contacts": known, "focal_relationships": frozenset(owned)}
    for name in _FOLLOWED & records.keys():
        of_others: set[int] = set()
        for table in shape.all_tables():
            root, chain = shape.root_of(table.name)
            if root != name:
                continue
            for column in table.columns:
                if column.target in others:
                    rows = db.execute(
                        f'SELECT id, "{column.name}" FROM "{table.name}" WHERE "{column.name}" IS NOT NULL'
                    )
                    named = [int(key) for key, person in rows if person not in others[column.target]]
                    of_others |= _climb(db, chain, named)
        alone[name] = records[name] - of_others
    # A tie goes with either of its people.
    return alone | {name: records[name] for name in ("ties",) if name in records}


def _mentions(plan: Plan, people: Sequence[int]) -> Job[dict[str, frozenset[int]]]:
    """Records with a name of `people` in any of their texts."""
    names = {
        name for person in store.read(plan.db, r.Contact, people).values() for name in (person.name, person.name_latin)
    }
    wanted = sorted(name for name in names if name)
    found: defaultdict[str, set[int]] = defaultdict(set)
    tables = shape.all_tables()
    for n, table in enumerate(tables):
        root, chain = shape.root_of(table.name)
        texts = [c.name for c in table.columns if c.target is None and (c.part.kind == "texts" or c.part.type is str)]
        for name in wanted if texts else ():
            where = " OR ".join(f'instr("{column}", ?1) > 0' for column in texts)
            rows = plan.db.execute(f'SELECT id FROM "{table.name}" WHERE {where}', (name,))
            found[root] |= _climb(plan.db, chain, [int(key) for (key,) in rows])
        yield n, len(tables)
    return {name: frozenset(keys) for name, keys in found.items() if keys}


def _select(db: Connection, sql: str, keys: Iterable[int]) -> set[int]:
    """The first column of `sql`, which ends with IN, over all of `keys`."""
    found: set[int] = set()
    for chunk in _chunks(keys):
        found.update(int(key) for (key,) in db.execute(f"{sql} ({','.join('?' * len(chunk))})", chunk))
    return found


def _chunks(keys: Iterable[int]) -> list[list[Any]]:
    every = sorted(keys)
    return [every[at : at + _MOST] for at in range(0, len(every), _MOST)]
