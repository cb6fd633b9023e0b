"""Plans for tests: the bundled samples, and records in which every field says something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.assets import asset
from desktop.domain import records as r
from desktop.domain.job import run
from desktop.domain.plan_values import PlanValues
from desktop.exchange import plan_json
from desktop.exchange.plan_limits import fits
from desktop.plan import document, shape
from desktop.plan.file import Plan
from desktop.plan.step import Edit

if TYPE_CHECKING:
    from desktop.plan.key import Key


def empty_plan(path: Path, name: str = "Tamsin") -> Path:
    """A new plan without people."""
    Plan.create(path, lambda plan: document.start(plan, "personal", name))
    return path


def sample_plan(path: Path, kind: str = "personal", key: Key | None = None) -> Path:
    """A bundled sample as a plan file."""
    name = "sample-plan.json" if kind == "personal" else "sample-workshop.json"
    values = plan_json.values_of(plan_json.parse(asset(name).read_bytes()), {}, None)
    Plan.create(path, lambda plan: run(document.replace_all(plan, values, Edit.SET_UP)), key)
    return path


def key_of(plan: Plan, uid: str, collection: str = "contacts") -> int:
    """The row key of the record that plan JSON calls `uid`."""
    return document.uids(plan)[collection][uid]


def full_record(record: type[Any], key: int) -> Any:
    """A record in which no field has its default; every reference goes to the record 1 of its collection."""
    made = _full(record, key)
    return replace(made, id=key, uid=f"{record.__name__.lower()}-{key}") if issubclass(record, r.Record) else made


def _full(record: type[Any], key: int) -> Any:
    values: dict[str, Any] = {}
    for n, part in enumerate(shape.parts(record)):
        held: Callable[[], Any] = lambda part=part, n=n: _value(part, n, key)  # noqa: E731 - bound to this turn
        if part.kind in ("value", "object"):
            values[part.name] = held()
        elif part.kind == "map":
            names = [1] if part.key_target else ["important", "-2"]
            values[part.name] = {name: held() for name in names}
        else:
            values[part.name] = (held(),) if part.kind == "links" else (held(), held())
    if shape.is_pair(record):
        return record(**values)
    identity: dict[str, Any] = {"id": key} if "id" in record.__dataclass_fields__ else {}
    if issubclass(record, r.Record):
        identity["uid"] = f"{record.__name__.lower()}-{key}-{id(values)}"
    return record(**identity, **values)


def _value(part: shape.Part, n: int, key: int) -> Any:
    if part.target:
        return 1
    if shape.is_record(part.type):
        return _full(part.type, key)
    if part.type is bool:
        return part.default is not True
    if part.type is int:
        return next(number for number in (n + 1, 2) if fits(part.key, number))
    if part.type is float:
        return n + 0.5
    texts = (f"{part.key} „Ünï“ 田 {n}", f"2026-03-{n % 28 + 1:02}", "ally")
    return next(text for text in texts if fits(part.key, text))


def full_values(kind: str = "personal") -> PlanValues:
    """A plan in which every collection has a record with every field set."""
    owner = r.Contact(2, "owner", "Owner")
    found = {name: {1: full_record(record, 1)} for name, record in r.COLLECTIONS.items()}
    found["ties"][1] = replace(found["ties"][1], b=owner.id)
    info = replace(_full(r.PlanInfo, 1), kind=kind, owner=2)
    return PlanValues(info=info, owner=owner, **found)
