"""How much of a plan a copy of it holds."""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import Any

from desktop.domain.audience import LeftOut, seen_by
from desktop.domain.by_uid import translated
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import COLLECTIONS
from desktop.domain.sensitivity import Audience


class Level(Enum):
    """The table of sensitivity says what belongs to TOGETHER and what is private."""

    EVERYTHING = "everything"
    WITHOUT_NOTES = "without-notes"
    TOGETHER = "together"


_AUDIENCE = {Level.WITHOUT_NOTES: Audience.ME, Level.TOGETHER: Audience.COACH}


def at_level(values: PlanValues, level: Level, reader: str = "") -> tuple[PlanValues, tuple[LeftOut, ...]]:
    """The plan as a copy holds it, and what that leaves out. What concerns a person called `reader` is left out, too.

    Whatever is left out, the copy is a whole plan: nothing in it refers to what it does not have.
    """
    if level is Level.EVERYTHING:
        return values, ()
    seen = seen_by(values, _AUDIENCE[level], reader)
    return _whole(seen.values), seen.left_out


def _whole(values: PlanValues) -> PlanValues:
    """Without references to what is not there, and without what cannot be without them."""
    size = -1
    while size != (size := sum(len(getattr(values, name)) for name in COLLECTIONS)):
        there = {name: set(getattr(values, name)) for name in COLLECTIONS}
        there["contacts"].add(values.owner.id)
        left = {name: _hanging(getattr(values, name), kind, there) for name, kind in COLLECTIONS.items()}
        values = replace(values, **left)
    return values


def _hanging(records: Mapping[int, Any], kind: type[Any], there: Mapping[str, set[int]]) -> Any:
    def known(collection: str, key: int) -> int | None:
        return key if key in there[collection] else None

    found = {key: translated(record, kind, known) for key, record in records.items()}
    return {key: record for key, record in found.items() if record is not None}
