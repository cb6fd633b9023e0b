"""A copy that came back: what it says otherwise, and what of that the plan takes over, as one Step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from desktop.domain import records as r
from desktop.domain.by_uid import KINDS, PLAN, Held, Name, by_uid, pair_of, translated, translated_value
from desktop.domain.differences import Difference, Differences, Kind, find
from desktop.domain.job import Job
from desktop.domain.levels import Level
from desktop.domain.parts import parts
from desktop.domain.prints import Fingers, Prints
from desktop.plan import document, errors, provenance, store
from desktop.plan.file import Plan
from desktop.plan.key import Key
from desktop.plan.provenance import Given
from desktop.plan.step import Edit, Step

_BATCH = 125


class Relation(Enum):
    """How the other file belongs to the plan.

    RETURN: it was given as a copy of it. MASTER: this plan is a copy of the other one. TWIN: the same plan, a backup or
    a saved copy; unless both are one copy that was given, nobody knows how it stood when the two parted.
    """

    RETURN = "return"
    MASTER = "master"
    TWIN = "twin"


@dataclass(frozen=True)
class Compared:
    """What came of comparing. `given`: of whichever file is the copy. `known`: whether it is known which side changed
    what. `ours`, `theirs`: both plans in words of uids, to say who is who."""

    relation: Relation
    given: Given | None
    known: bool
    ours: Held
    theirs: Held
    found: Differences


def compare(plan: Plan, path: Path, key: Key | None = None) -> Job[Compared]:
    """Read the file at `path` and find what the plan can take from it. Neither is changed.

    Raises `OtherPlan`, `SamePlan`, `HoldsLess`, and what opening a file raises.
    """
    if path.exists() and path.samefile(plan.path):
        raise errors.SamePlan(path)
    with Plan.open_to_read(path, key) as other:
        return (yield from _compare(plan, other))


def _compare(plan: Plan, other: Plan) -> Job[Compared]:
    relation, copy = related(plan, other)
    given = provenance.given(copy)
    if relation is Relation.MASTER and given is not None and given.level is not Level.EVERYTHING:
        raise errors.HoldsLess(other.path)
    base: Prints | None = yield from provenance.prints(copy)
    fingers = Fingers(provenance.identity(copy))
    mine = yield from document.read_values(plan)
    values = yield from document.read_values(other)
    ours = yield from by_uid(mine, mine.owner.uid)
    theirs = yield from by_uid(values, mine.owner.uid)
    found = yield from find(fingers, base, ours, theirs)
    return Compared(relation, given, base is not None, ours, theirs, found)


def related(plan: Plan, other: Plan) -> tuple[Relation, Plan]:
    """How the two belong together, and which of them is the copy. Raises `OtherPlan`."""
    here, there = provenance.identity(plan), provenance.identity(other)
    if here == there:
        return Relation.TWIN, other
    for relation, copy, of in ((Relation.RETURN, other, here), (Relation.MASTER, plan, there)):
        said = provenance.given(copy)
        if said is not None and said.of == of:
            return relation, copy
    raise errors.OtherPlan(other.path)


def take(plan: Plan, accepted: Sequence[Difference]) -> Job[None]:
    """Make the plan say what was accepted, with what comes along (`differences.closure`), as one Step.

    For a plan that was not edited since it was compared. Yields (done, total).
    """
    with plan.step(Edit.TAKE_BACK) as step:
        step.db.execute("PRAGMA defer_foreign_keys=1")
        keys = _Keys(plan, step)
        coming = [each for each in accepted if each.ours is None]
        for each in coming:
            keys.give(each.name)
        changed = _changed(accepted)
        going = [each for each in accepted if each.kind is Kind.DELETED]
        total = len(coming) + len(changed) + len(going)
        yield from _add(step, keys, coming, total)
        for done, (name, values) in enumerate(changed.items(), 1):
            store.update(step.db, KINDS[name[0]], keys.of(*name) or 0, keys.translated(name[0], values))
            if done % _BATCH == 0:
                step.cut()
                yield len(coming) + done, total
        for at in range(0, len(going), _BATCH):
            for each in going[at : at + _BATCH]:
                store.delete(step.db, KINDS[each.collection], keys.every(*each.name))
            step.cut()
            yield total - len(going) + at, total


def _add(step: Step, keys: "_Keys", coming: Sequence[Difference], total: int) -> Job[None]:
    for at in range(0, len(coming), _BATCH):
        writer = store.Writer(step.db)
        for each in coming[at : at + _BATCH]:
            record = translated(each.theirs, KINDS[each.collection], keys.of)
            writer.add(replace(record, id=keys.of(*each.name)))
        writer.flush()
        step.cut()
        yield min(at + _BATCH, len(coming)), total


def _changed(accepted: Sequence[Difference]) -> dict[Name, dict[str, Any]]:
    """Record to the fields that change in it."""
    found: dict[Name, dict[str, Any]] = {}
    for each in accepted:
        if each.ours is not None and each.theirs is not None:
            found.setdefault(each.name, {}).update(each.values)
    return found


class _Keys:
    """The row keys of records by their uid; of ties by who they tie."""

    def __init__(self, plan: Plan, step: Step) -> None:
        self._keys: dict[str, dict[str, int]] = document.uids(plan)
        people = {key: uid for uid, key in self._keys["contacts"].items()}
        self._ties: dict[str, list[int]] = {}
        for key, a, b in step.db.execute("SELECT id, a, b FROM ties ORDER BY id"):
            pair = pair_of(r.Tie(0, people[a], people[b]))  # pyright: ignore[reportArgumentType] - in words of uids
            self._ties.setdefault(pair, []).append(key)
        self._keys["ties"] = {pair: keys[0] for pair, keys in self._ties.items()}
        self._keys[PLAN] = {"": 1}
        self._writer = store.Writer(step.db)

    def give(self, name: Name) -> None:
        """Give a record that comes in a key of its own."""
        collection, uid = name
        self._keys[collection][uid] = self._writer.new_id(collection)

    def of(self, collection: str, uid: str) -> int | None:
        """The key of a record; None when the plan does not have it."""
        return self._keys[collection].get(uid)

    def every(self, collection: str, uid: str) -> list[int]:
        """All rows that are one record; two people may be tied by more than one row, of which the first counts."""
        key = self.of(collection, uid)
        return self._ties.get(uid, []) if collection == "ties" else [] if key is None else [key]

    def translated(self, collection: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Fields with row keys for uids."""
        known = {part.name: part for part in parts(KINDS[collection])}
        return {name: translated_value(known[name], value, self.of) for name, value in values.items()}
