"""People brought in from elsewhere: one Step, in slices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.domain import records as r
from desktop.domain.job import Job
from desktop.plan import store
from desktop.plan.document import owner_id
from desktop.plan.edits import new_uid
from desktop.plan.file import Plan
from desktop.plan.sql import Connection
from desktop.plan.step import Edit, Step

_BATCH = 125


@dataclass(frozen=True)
class Arrival:
    """One row to take in: a new person when `person` is None, else what fills empty fields of that person.

    `values`: field of the contact to its value; `organisation` is its name, `groups` are their names.
    """

    person: int | None
    values: Mapping[str, Any]


@dataclass(frozen=True)
class ArrivingTie:
    """Two who know each other. Each end: (whether it is new, its place among the new arrivals or its row key)."""

    a: tuple[bool, int]
    b: tuple[bool, int]
    strength: int
    label: str


class _Labels:
    """Organisations or groups by their label, made when first needed."""

    def __init__(self, db: Connection, table: str, made: type[r.Organisation] | type[r.Group]) -> None:
        self._made = made
        self._known = {str(label): int(key) for label, key in db.execute(f'SELECT label, id FROM "{table}"')}

    def key(self, writer: store.Writer, label: str) -> int:
        if label not in self._known:
            self._known[label] = writer.add(self._made(0, new_uid(), label))
        return self._known[label]


def take_in(
    plan: Plan,
    arrivals: Sequence[Arrival],
    *,
    on: date,
    tier: str | None = None,
    ties: Sequence[ArrivingTie] = (),
) -> Job[tuple[int, ...]]:
    """Write `arrivals`; new people wait outside the plan unless `tier` places them (P2). Returns the new row keys.

    Of `ties` those are written that the plan does not have yet, with the owner of the plan none.
    """
    made: list[int] = []
    with plan.step(Edit.IMPORT) as step:
        labels = _Labels(step.db, "organisations", r.Organisation), _Labels(step.db, "groups", r.Group)
        for at in range(0, len(arrivals), _BATCH):
            batch = arrivals[at : at + _BATCH]
            writer = store.Writer(step.db)
            made += [_write(writer, arrival, labels, on, tier) for arrival in batch if arrival.person is None]
            writer.flush()
            for arrival in batch:
                if arrival.person is not None:
                    _fill(step, arrival.person, arrival.values, labels)
            step.cut()
            yield min(at + _BATCH, len(arrivals)), len(arrivals)
        yield from _tie(step, made, ties, owner_id(plan))
    return tuple(made)


def _tie(step: Step, made: Sequence[int], ties: Sequence[ArrivingTie], owner: int) -> Job[None]:
    there = {frozenset((int(a), int(b))) for a, b in step.db.execute("SELECT a, b FROM ties")}
    for at in range(0, len(ties), _BATCH):
        writer = store.Writer(step.db)
        for tie in ties[at : at + _BATCH]:
            a, b = (made[end] if new else end for new, end in (tie.a, tie.b))
            if a != b and owner not in (a, b) and frozenset((a, b)) not in there:
                there.add(frozenset((a, b)))
                writer.add(r.Tie(0, a, b, tie.strength, "told", tie.label))
        writer.flush()
        step.cut()
        yield at, len(ties)


def _linked(writer: store.Writer, values: Mapping[str, Any], labels: tuple[_Labels, _Labels]) -> dict[str, Any]:
    """`values` with the keys of the organisation and the groups in place of their labels."""
    organisations, groups = labels
    found = dict(values)
    if "organisation" in found:
        label = found["organisation"]
        found["organisation"] = organisations.key(writer, label) if label else None
    if "groups" in found:
        found["groups"] = tuple(groups.key(writer, label) for label in found["groups"])
    return found


def _write(writer: store.Writer, arrival: Arrival, labels: tuple[_Labels, _Labels], on: date, tier: str | None) -> int:
    values = _linked(writer, arrival.values, labels)
    if tier is not None:
        values |= {"tier": tier, "tier_history": (r.TierChange(tier, on.isoformat()),)}
    return writer.add(r.Contact(0, new_uid(), **values))


def _fill(step: Step, person: int, values: Mapping[str, Any], labels: tuple[_Labels, _Labels]) -> None:
    writer = store.Writer(step.db)
    filled = _linked(writer, values, labels)
    writer.flush()
    store.update(step.db, r.Contact, person, filled)
