"""A plan JSON document as values: every id a row key, every field of the kind and in the range that the plan knows."""

import math
from collections.abc import Mapping
from dataclasses import MISSING
from typing import Any, TypeGuard

from desktop.domain import records as r
from desktop.domain.job import Job, run
from desktop.domain.plan_values import PlanValues
from desktop.exchange.plan_format import INFO_OWNER, INFO_TOP, NotPlanJson, unset
from desktop.exchange.plan_limits import LONGEST_NAME, NAMES, fits
from desktop.plan import shape

_OWNER_KEYS = frozenset(("id", "name", "role", "organisation", "group", *INFO_OWNER))
_AT_A_TIME = 100
"""Records in a slice: some 8 ms."""


def values_of(document: Mapping[str, Any], known: Mapping[str, Mapping[str, int]], owner: int | None) -> PlanValues:
    """The document as values. `known`: collection to uid to row key of what the plan has; the rest gets new keys.

    `owner` is the plan's own owner when the document joins a plan that keeps it. Raises `NotPlanJson`.
    """
    return run(read_values(document, known, owner))


def read_values(
    document: Mapping[str, Any], known: Mapping[str, Mapping[str, int]], owner: int | None
) -> Job[PlanValues]:
    """What `values_of` does, in slices. Yields (records done, records in all)."""
    reader = _Reader(document, known, owner)
    yield from reader.give_ids()
    found: dict[str, dict[int, Any]] = {}
    for name in r.COLLECTIONS:
        found[name] = yield from reader.collection(name)
    info, person = reader.plan_and_owner()
    return PlanValues(info=info, owner=person, **found)


def mentioned(document: Mapping[str, Any]) -> dict[str, dict[str | int, frozenset[str]]]:
    """Which fields each record of the document speaks of: collection to uid (of a tie: its index) to field names.

    The owner is under contacts; what the document says of the plan itself is under "plan", by the uid "". What is not
    named here has its default in `values_of`, which nobody said. For a document that `values_of` takes.
    """
    found: dict[str, dict[str | int, frozenset[str]]] = {
        name: {item.get("id", n): _said(record, item) for n, item in enumerate(document.get(name, []))}
        for name, record in r.COLLECTIONS.items()
    }
    owner = document["owner"]
    person = {k: v for k, v in owner.items() if k in ("name", "role", "organisation")}
    person |= {"groups": owner["group"]} if "group" in owner else {}
    found["contacts"][owner["id"]] = _said(r.Contact, person)
    found["plan"] = {"": _said(r.PlanInfo, dict(document) | {k: v for k, v in owner.items() if k in INFO_OWNER})}
    return found


def _said(record: type[Any], item: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(part.name for part in shape.parts(record) if part.key in item and part.key != "owner")


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


class _Ids:
    """Row keys of one collection by uid; unknown uids get the next free key when they are given out."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self._keys = dict(known)
        self._top = max(self._keys.values(), default=0)

    def give(self, uid: str) -> None:
        if uid not in self._keys:
            self._top += 1
            self._keys[uid] = self._top

    def set(self, uid: str, key: int) -> None:
        self._keys[uid] = key

    def get(self, uid: object) -> int | None:
        return self._keys.get(uid) if isinstance(uid, str) else None


class _Reader:
    def __init__(self, document: Mapping[str, Any], known: Mapping[str, Mapping[str, int]], owner: int | None) -> None:
        self._document = document
        self._known = known
        self._ids = {name: _Ids(known.get(name, {})) for name in r.COLLECTIONS}
        said = document.get("owner")
        if not is_object(said) or not isinstance(said.get("id"), str):
            raise NotPlanJson("wrong_type", "owner")
        if document.get("kind") not in ("personal", "workshop"):
            raise NotPlanJson("wrong_type", "kind")
        unknown = document.keys() - r.COLLECTIONS.keys() - set(INFO_TOP) - {"schema", "schema_version", "owner"}
        unknown |= {f"owner.{k}" for k in said.keys() - _OWNER_KEYS}
        if unknown:
            raise NotPlanJson("unknown_key", min(unknown)[:60])
        self._owner = said
        if owner is not None:
            self._ids["contacts"].set(said["id"], owner)
        self._ids["contacts"].give(said["id"])
        self._total = 2 * sum(len(self._items(name)) for name in r.COLLECTIONS)
        self._done = 0

    def give_ids(self) -> Job[None]:
        """Give every record its row key; only then references can be read."""
        for name, record in r.COLLECTIONS.items():
            if not shape.table_of(record).has_uid:
                continue
            seen: set[str] = {self._owner["id"]} if name == "contacts" else set()
            for n, item in enumerate(self._items(name)):
                uid = item.get("id")
                if not isinstance(uid, str) or not uid:
                    raise NotPlanJson("wrong_type", f"{name}[{n}].id")
                if uid in seen:
                    raise NotPlanJson("double_id", f"{name}[{n}].id")
                seen.add(uid)
                self._ids[name].give(uid)
                yield from self._one_more()

    def _one_more(self) -> Job[None]:
        self._done += 1
        if self._done % _AT_A_TIME == 0:
            yield self._done, self._total

    def _items(self, name: str) -> list[dict[str, Any]]:
        found = self._document.get(name, [])
        if not is_list(found) or not all(is_object(item) for item in found):
            raise NotPlanJson("wrong_type", name)
        return found

    def collection(self, name: str) -> Job[dict[int, Any]]:
        """The records of one top-level list by row key; without ids of their own (ties) they count from 1.

        Only of a record that the plan has already may a required reference be left out: it stays as it is.
        """
        record = r.COLLECTIONS[name]
        known = self._known.get(name, {})
        found: dict[int, Any] = {}
        for n, item in enumerate(self._items(name)):
            key = self._ids[name].get(item.get("id")) or n + 1
            found[key] = self._record(record, item, f"{name}[{n}]", key, whole=item.get("id") not in known)
            yield from self._one_more()
        return found

    def plan_and_owner(self) -> tuple[r.PlanInfo, r.Contact]:
        """What is said of the plan itself, and its owner as a person."""
        said = self._owner
        key = self._ids["contacts"].get(said["id"])
        assert key is not None
        person = {k: v for k, v in said.items() if k in ("name", "role", "organisation")}
        group = said.get("group")
        person |= {"fictional": self._document.get("fictional", False), "groups": [] if group is None else [group]}
        top = {k: self._document[k] for k in INFO_TOP if k in self._document}
        top |= {k: said.get(k) for k in INFO_OWNER}
        info = r.PlanInfo(**self._fields(r.PlanInfo, top | {"owner": said["id"]}, "plan"))
        return info, r.Contact(key, said["id"], **self._fields(r.Contact, person, "owner"))

    def _record(self, record: type[Any], item: Any, where: str, key: int = 0, *, whole: bool = True) -> Any:
        if shape.is_pair(record):
            if not is_list(item) or len(item) != len(shape.parts(record)):
                raise NotPlanJson("wrong_type", where)
            return record(*(self._value(p, v, where) for p, v in zip(shape.parts(record), item, strict=True)))
        if not is_object(item):
            raise NotPlanJson("wrong_type", where)
        rest = dict(item)
        if issubclass(record, r.Record):
            uid = rest.pop("id", None)
            if not isinstance(uid, str):
                raise NotPlanJson("wrong_type", f"{where}.id")
            return record(key, uid, **self._fields(record, rest, where, whole=whole))
        values = self._fields(record, rest, where)
        if record is r.Tie and values["a"] == values["b"]:
            raise NotPlanJson("wrong_type", where)
        return record(key, **values) if record is r.Tie else record(**values)

    def _fields(self, record: type[Any], item: Mapping[str, Any], where: str, *, whole: bool = True) -> dict[str, Any]:
        """The constructor's arguments for `record`; what the file leaves out has its default.

        `whole`: it may leave out no required reference.
        """
        parts = shape.parts(record)
        unknown = item.keys() - {part.key for part in parts}
        if unknown:
            raise NotPlanJson("unknown_key", f"{where}.{min(unknown)[:40]}")
        for part in parts:
            must = part.kind == "value" and part.target and not part.optional and part.default is MISSING
            if must and item.get(part.key) is None and (whole or part.key in item):
                raise NotPlanJson("wrong_type", f"{where}.{part.key}")
        return {part.name: self._field(part, item, f"{where}.{part.key}") for part in parts}

    def _field(self, part: shape.Part, item: Mapping[str, Any], where: str) -> Any:
        said = item.get(part.key)
        if said is None:
            return unset(part)
        if part.kind == "value":
            return self._value(part, said, where)
        if part.kind == "object":
            return self._record(part.type, said, where)
        if part.kind == "map":
            if not is_object(said):
                raise NotPlanJson("wrong_type", where)
            return {
                self._reference(part.key_target, k, where) if part.key_target else k: self._held(part, v, where)
                for k, v in said.items()
            }
        if not is_list(said):
            raise NotPlanJson("wrong_type", where)
        return tuple(self._held(part, v, f"{where}[{n}]") for n, v in enumerate(said))

    def _held(self, part: shape.Part, said: Any, where: str) -> Any:
        return self._record(part.type, said, where) if shape.is_record(part.type) else self._value(part, said, where)

    def _reference(self, target: str, said: Any, where: str) -> int:
        key = self._ids[target].get(said)
        if key is None:
            raise NotPlanJson("unknown_id", where)
        return key

    def _value(self, part: shape.Part, said: Any, where: str) -> Any:
        if part.target:
            return self._reference(part.target, said, where)
        kind = int | float if part.type is float else part.type
        if not isinstance(said, kind) or (isinstance(said, bool) and part.type is not bool):
            raise NotPlanJson("wrong_type", where)
        if isinstance(said, str) and any("\ud800" <= c <= "\udfff" for c in said):
            raise NotPlanJson("wrong_type", where)
        if isinstance(said, int) and not -(2**63) <= said < 2**63:
            raise NotPlanJson("wrong_type", where)
        if isinstance(said, float) and not math.isfinite(said):
            raise NotPlanJson("wrong_type", where)
        if part.key in NAMES and isinstance(said, str) and len(said) > LONGEST_NAME:
            raise NotPlanJson("too_long", where)
        if not fits(part.key, said):
            raise NotPlanJson("wrong_type", where)
        return said
