"""A plan as a whole: read into values, or written from values, in slices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from desktop.assets import catalogue
from desktop.domain import records as r
from desktop.domain.job import Job
from desktop.domain.plan_values import PlanValues
from desktop.plan import shape, store
from desktop.plan.errors import Damaged
from desktop.plan.file import Plan
from desktop.plan.opening import known_problems
from desktop.plan.step import Edit, Step

_BATCH = 125
"""Records in a slice and in a changeset: some 6 ms to write or to undo."""

_READ_BATCH = 500


@dataclass(frozen=True)
class Difference:
    """How a document differs from the plan it joins: records to add, fields to overwrite, the people among them."""

    new: tuple[Any, ...]
    changed: tuple[tuple[Any, dict[str, Any]], ...]
    created: frozenset[int]
    merged: frozenset[int]
    skipped: frozenset[int]


def uids(plan: Plan) -> dict[str, dict[str, int]]:
    """Collection to uid to row key, for every record of the plan."""
    found: dict[str, dict[str, int]] = {}
    for name, record in r.COLLECTIONS.items():
        if shape.table_of(record).has_uid:
            found[name] = dict(plan.db.execute(f'SELECT uid, id FROM "{name}"'))
    return found


def owner_id(plan: Plan) -> int:
    """The row key of the owner among the contacts."""
    ((key,),) = plan.db.execute("SELECT owner FROM plan WHERE id=1")
    return int(key)


def has_people(plan: Plan) -> bool:
    """Whether anybody but the owner is in the plan."""
    ((several,),) = plan.db.execute("SELECT EXISTS (SELECT 1 FROM contacts WHERE id <> ?)", (owner_id(plan),))
    return bool(several)


def read_values(plan: Plan) -> Job[PlanValues]:
    """The whole plan. Raises `Damaged` when rows make no sense."""
    try:
        with known_problems(plan.path):
            return (yield from _read_values(plan))
    except (ValueError, TypeError, KeyError) as problem:
        raise Damaged(plan.path) from problem


def _read_values(plan: Plan) -> Job[PlanValues]:
    info = store.read(plan.db, r.PlanInfo)[1]
    ids = {name: [key for (key,) in plan.db.execute(f'SELECT id FROM "{name}" ORDER BY id')] for name in r.COLLECTIONS}
    total = sum(len(keys) for keys in ids.values())
    done = 0
    found: dict[str, dict[int, Any]] = {}
    for name, record in r.COLLECTIONS.items():
        found[name] = {}
        for at in range(0, len(ids[name]), _READ_BATCH):
            chunk = ids[name][at : at + _READ_BATCH]
            found[name].update(store.read(plan.db, record, chunk))
            done += len(chunk)
            yield done, total
    owner = found["contacts"].pop(info.owner)
    return PlanValues(info=info, owner=owner, **found)


def every_record(values: PlanValues) -> list[Any]:
    """All records of `values`, what is referred to before what refers to it, as far as there is such an order."""
    found: list[Any] = [values.owner]
    for name in r.COLLECTIONS:
        found += getattr(values, name).values()
    return found


def replace_all(plan: Plan, values: PlanValues, edit: Edit) -> Job[None]:
    """Put `values` in the place of everything in the plan, its kind and owner included."""
    everything = every_record(values)
    with plan.step(edit) as step:
        step.db.execute("PRAGMA defer_foreign_keys=1")
        for table in reversed(shape.all_tables()):
            step.db.execute(f'DELETE FROM "{table.name}"')
        step.cut()
        store_info = store.Writer(step.db)
        store_info.add(values.info)
        store_info.flush()
        yield from _insert(step, everything)


def _insert(step: Step, everything: Sequence[Any]) -> Job[None]:
    for at in range(0, len(everything), _BATCH):
        writer = store.Writer(step.db)
        for record in everything[at : at + _BATCH]:
            writer.add(record)
        writer.flush()
        step.cut()
        yield min(at + _BATCH, len(everything)), len(everything)


Mentioned = Mapping[str, Mapping[str | int, frozenset[str]]]
"""Collection to uid (ties: position) to the fields that a document speaks of; the rest is left alone."""


def compare(plan: Plan, values: PlanValues, mentioned: Mentioned) -> Job[Difference]:
    """What `merge` would do: records are the same by uid, ties by their two people."""
    held = yield from read_values(plan)
    present: dict[str, Mapping[int, Any]] = {n: getattr(held, n) for n in r.COLLECTIONS}
    present["contacts"] = {**present["contacts"], held.owner.id: held.owner}
    known_ties = {frozenset((tie.a, tie.b)): tie.id for tie in present["ties"].values()}
    new: list[Any] = []
    changed: list[tuple[Any, dict[str, Any]]] = []
    people: dict[str, list[int]] = {"created": [], "merged": [], "skipped": []}
    everything = every_record(values)
    for n, record in enumerate(everything):
        if n % _READ_BATCH == 0:
            yield n, len(everything)
        name = shape.table_of(shape.type_of(record)).name
        fields_said = mentioned[name][record.id - 1 if isinstance(record, r.Tie) else record.uid]
        if isinstance(record, r.Tie):
            record = replace(record, id=known_ties.get(frozenset((record.a, record.b)), 0))
        before = present[name].get(record.id)
        fields_new = {} if before is None else _differing(before, record, fields_said)
        if before is None:
            new.append(record)
        elif fields_new:
            changed.append((record, fields_new))
        if name == "contacts" and record.id != values.owner.id:
            people["created" if before is None else "merged" if fields_new else "skipped"].append(record.id)
    return Difference(tuple(new), tuple(changed), **{k: frozenset(v) for k, v in people.items()})


def merge(plan: Plan, values: PlanValues, mentioned: Mentioned, found: Difference, edit: Edit) -> Job[None]:
    """Add the records of `values` that the plan lacks and overwrite those that differ, as `compare` found."""
    with plan.step(edit) as step:
        step.db.execute("PRAGMA defer_foreign_keys=1")
        yield from _insert(step, found.new)
        for n, (record, fields_new) in enumerate(found.changed, 1):
            store.update(step.db, shape.type_of(record), record.id, fields_new)
            if n % _BATCH == 0:
                step.cut()
                yield n, len(found.changed)
        info = {k: getattr(values.info, k) for k in mentioned["plan"][""] if k not in ("kind", "owner")}
        store.update(step.db, r.PlanInfo, 1, info)


def _differing(before: Any, record: Any, mentioned: frozenset[str]) -> dict[str, Any]:
    """The fields of `record` that were mentioned and say something else than `before`."""
    names = [f.name for f in fields(record) if f.name in mentioned and f.name not in ("id", "uid")]
    return {name: getattr(record, name) for name in names if getattr(record, name) != getattr(before, name)}


def start(plan: Plan, kind: str, name: str = "", purpose: str | None = None) -> None:
    """Write the first records of a new plan: its owner and the tiers of the catalogue."""
    with plan.step(Edit.SET_UP) as step:
        step.db.execute("PRAGMA defer_foreign_keys=1")
        writer = store.Writer(step.db)
        key = writer.add(r.Contact(0, OWNER_UID, name))
        writer.add(r.PlanInfo(kind, key, purpose=purpose))
        for n, tier in enumerate(catalogue()["tiers"], 1):
            said = {k: v for k, v in tier.items() if k != "id"}
            writer.add(r.Tier(n, tier["id"], **said))
        writer.flush()


OWNER_UID = "owner"
"""The uid of the owner in every plan, as plan JSON has it."""
