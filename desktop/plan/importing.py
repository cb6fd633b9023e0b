"""People brought in from elsewhere: one Step, in slices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.domain import records as r
from desktop.domain.job import Job
from desktop.plan import store
from desktop.plan.edits import new_uid
from desktop.plan.file import Plan
from desktop.plan.step import Edit, Step

_BATCH = 125


@dataclass(frozen=True)
class Arrival:
    """One row to take in: a new person when `person` is None, else what fills empty fields of that person.

    `values`: field of the contact to its value; `organisation` is its name.
    """

    person: int | None
    values: Mapping[str, Any]


def take_in(plan: Plan, arrivals: Sequence[Arrival], *, on: date, tier: str | None = None) -> Job[tuple[int, ...]]:
    """Write `arrivals`; new people wait outside the plan unless `tier` places them (P2). Returns the new row keys."""
    made: list[int] = []
    with plan.step(Edit.IMPORT) as step:
        known = {str(label): int(key) for label, key in step.db.execute("SELECT label, id FROM organisations")}
        for at in range(0, len(arrivals), _BATCH):
            batch = arrivals[at : at + _BATCH]
            writer = store.Writer(step.db)
            made += [_write(step, writer, arrival, known, on, tier) for arrival in batch if arrival.person is None]
            writer.flush()
            for arrival in batch:
                if arrival.person is not None:
                    _fill(step, arrival.person, arrival.values, known)
            step.cut()
            yield min(at + _BATCH, len(arrivals)), len(arrivals)
    return tuple(made)


def _organisation(writer: store.Writer, label: str, known: dict[str, int]) -> int | None:
    if not label:
        return None
    if label not in known:
        known[label] = writer.add(r.Organisation(0, new_uid(), label))
    return known[label]


def _write(
    step: Step, writer: store.Writer, arrival: Arrival, known: dict[str, int], on: date, tier: str | None
) -> int:
    values = dict(arrival.values)
    values["organisation"] = _organisation(writer, values.pop("organisation", ""), known)
    if tier is not None:
        values |= {"tier": tier, "tier_history": (r.TierChange(tier, on.isoformat()),)}
    return writer.add(r.Contact(0, new_uid(), **values))


def _fill(step: Step, person: int, values: Mapping[str, Any], known: dict[str, int]) -> None:
    filled = dict(values)
    if "organisation" in filled:
        writer = store.Writer(step.db)
        filled["organisation"] = _organisation(writer, filled["organisation"], known)
        writer.flush()
    store.update(step.db, r.Contact, person, filled)
