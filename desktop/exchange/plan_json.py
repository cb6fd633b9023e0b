"""Plan JSON: the lossless form of a plan, read and written after the shape of the records."""

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING
from datetime import date, timedelta
from typing import Any, TypeGuard

from desktop.domain import records as r
from desktop.domain.errors import KnownError
from desktop.domain.plan_values import PlanValues
from desktop.plan import shape
from desktop.words import _

SCHEMA = "rapport-plan"
VERSION = 1
LARGEST = 200 * 2**20

_WORKSHOP_CONTACT = frozenset(
    ("fictional", "name", "name_latin", "role", "organisation", "groups", "tier", "phone", "tags")
)
_PERSONAL_WORKSHOP = frozenset(("my_role", "success_conditions", "statements", "actions", "follow_up_due"))
_WORKSHOP_ALONE = frozenset(
    ("my_role", "statements", "follow_up_due", "pairs")
)  # what a facilitator's file leaves out when unset

_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")


class NotPlanJson(KnownError):
    """The text is no plan JSON, or one that this version cannot take whole; `where` names the place by ids only."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.where = where

    def words(self) -> str:
        """One line: what happened and what to do."""
        said = {
            "not_json": _("This is not a JSON file that can be read whole. Export it again and try once more."),
            "not_plan": _("This JSON file is not a Rapport plan."),
            "newer": _("This plan was exported by a newer Rapport. Update the program, then import it."),
            "unknown_key": _("The file says something this version does not know. Nothing was imported."),
            "wrong_type": _("The file has a value of the wrong kind. Nothing was imported."),
            "unknown_id": _("The file refers to something that is not in it. Nothing was imported."),
            "double_id": _("The file uses one id twice. Nothing was imported."),
            "other_kind": _("A facilitator’s file and a personal plan do not mix. Nothing was imported."),
        }[self.code]
        return f"{said} ({self.where})" if self.where else said


def parse(data: bytes) -> dict[str, Any]:
    """The JSON document in `data`. Raises `NotPlanJson`."""
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise NotPlanJson("not_json") from None
    if not _is_object(document) or document.get("schema") != SCHEMA:
        raise NotPlanJson("not_plan")
    version = document.get("schema_version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise NotPlanJson("not_plan")
    if version > VERSION:
        raise NotPlanJson("newer")
    return document


def _is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _no_constant(name: str) -> float:
    raise ValueError(name)


def looks_like(head: bytes) -> bool:
    """Whether a file that begins with `head` could be plan JSON."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith(b"{") and b'"' in text


def shifted(document: Mapping[str, Any], to: date) -> dict[str, Any]:
    """A copy of a sample with every date moved by the nearest whole number of weeks from its `as_of` to `to`."""
    weeks = round((to - date.fromisoformat(document["as_of"])).days / 7)
    return _shift(dict(document), timedelta(weeks=weeks))


def _shift(value: Any, by: timedelta) -> Any:
    if _is_object(value):
        return {key: _shift(item, by) for key, item in value.items()}
    if _is_list(value):
        return [_shift(item, by) for item in value]
    if isinstance(value, str) and _DATE.fullmatch(value):
        whole = len(value) == 10
        try:
            moved = date.fromisoformat(value if whole else f"{value}-15") + by
        except (ValueError, OverflowError):
            return value
        return moved.isoformat() if whole else moved.isoformat()[:7]
    return value


# --- reading ---


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


def values_of(document: Mapping[str, Any], known: Mapping[str, Mapping[str, int]], owner: int | None) -> PlanValues:
    """The document as values. `known`: collection to uid to row key of what the plan has; the rest gets new keys.

    `owner` is the plan's own owner when the document joins a plan that keeps it. Raises `NotPlanJson`.
    """
    reader = _Reader(document, known, owner)
    found: dict[str, dict[int, Any]] = {name: reader.collection(name) for name in r.COLLECTIONS}
    said = reader.owner_json
    key = reader.ids["contacts"].get(said["id"])
    assert key is not None
    person = {k: v for k, v in said.items() if k in ("name", "role", "organisation")}
    group = said.get("group")
    person |= {"fictional": document.get("fictional", False), "groups": [] if group is None else [group]}
    owner_record = r.Contact(key, said["id"], **reader.fields(r.Contact, person, "owner"))
    top = {k: document[k] for k in _INFO_TOP if k in document}
    top |= {k: said.get(k) for k in _INFO_OWNER}
    info = r.PlanInfo(**reader.fields(r.PlanInfo, top | {"owner": said["id"]}, "plan"))
    unknown = document.keys() - r.COLLECTIONS.keys() - set(_INFO_TOP) - {"schema", "schema_version", "owner"}
    unknown |= {f"owner.{k}" for k in said.keys() - _OWNER_KEYS}
    if unknown:
        raise NotPlanJson("unknown_key", min(unknown)[:60])
    return PlanValues(info=info, owner=owner_record, **found)


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
    found["plan"] = {"": _said(r.PlanInfo, dict(document) | {k: v for k, v in owner.items() if k in _INFO_OWNER})}
    return found


def _said(record: type[Any], item: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(part.name for part in shape.parts(record) if part.key in item and part.key != "owner")


def same_kind(document: Mapping[str, Any], kind: str) -> None:
    """Refuse a document of the other kind: what is said to a facilitator stays in the facilitator's file (P1)."""
    if document.get("kind") != kind:
        raise NotPlanJson("other_kind")


_INFO_OWNER = ("purpose", "objective", "own_question")
_INFO_TOP = ("kind", "fictional", "notice", "as_of", "date_rule", "retention_until", "catalogue")
_OWNER_KEYS = frozenset(("id", "name", "role", "organisation", "group", *_INFO_OWNER))


class _Reader:
    def __init__(self, document: Mapping[str, Any], known: Mapping[str, Mapping[str, int]], owner: int | None) -> None:
        self._document = document
        self.ids = {name: _Ids(known.get(name, {})) for name in r.COLLECTIONS}
        said = document.get("owner")
        if not _is_object(said) or not isinstance(said.get("id"), str):
            raise NotPlanJson("wrong_type", "owner")
        if document.get("kind") not in ("personal", "workshop"):
            raise NotPlanJson("wrong_type", "kind")
        self.owner_json = said
        if owner is not None:
            self.ids["contacts"].set(said["id"], owner)
        self.ids["contacts"].give(said["id"])
        for name, record in r.COLLECTIONS.items():
            if not shape.table_of(record).has_uid:
                continue
            seen: set[str] = {said["id"]} if name == "contacts" else set()
            for n, item in enumerate(self._items(name)):
                uid = item.get("id")
                if not isinstance(uid, str) or not uid:
                    raise NotPlanJson("wrong_type", f"{name}[{n}].id")
                if uid in seen:
                    raise NotPlanJson("double_id", f"{name}[{n}].id")
                seen.add(uid)
                self.ids[name].give(uid)

    def _items(self, name: str) -> list[dict[str, Any]]:
        found = self._document.get(name, [])
        if not _is_list(found) or not all(_is_object(item) for item in found):
            raise NotPlanJson("wrong_type", name)
        return found

    def collection(self, name: str) -> dict[int, Any]:
        """The records of one top-level list by row key; without ids of their own (ties) they count from 1."""
        record = r.COLLECTIONS[name]
        found: dict[int, Any] = {}
        for n, item in enumerate(self._items(name)):
            made = self._record(record, item, f"{name}[{n}]", self.ids[name].get(item.get("id")) or n + 1)
            found[made.id] = made
        return found

    def _record(self, record: type[Any], item: Any, where: str, key: int = 0) -> Any:
        if shape.is_pair(record):
            if not _is_list(item) or len(item) != len(shape.parts(record)):
                raise NotPlanJson("wrong_type", where)
            return record(*(self._value(p, v, where) for p, v in zip(shape.parts(record), item, strict=True)))
        if not _is_object(item):
            raise NotPlanJson("wrong_type", where)
        rest = dict(item)
        if issubclass(record, r.Record):
            uid = rest.pop("id", None)
            if not isinstance(uid, str):
                raise NotPlanJson("wrong_type", f"{where}.id")
            return record(key, uid, **self.fields(record, rest, where))
        values = self.fields(record, rest, where)
        return record(key, **values) if record is r.Tie else record(**values)

    def fields(self, record: type[Any], item: Mapping[str, Any], where: str) -> dict[str, Any]:
        """The constructor's arguments for `record`; what the file leaves out has its default."""
        parts = shape.parts(record)
        unknown = item.keys() - {part.key for part in parts}
        if unknown:
            raise NotPlanJson("unknown_key", f"{where}.{min(unknown)[:40]}")
        return {part.name: self._field(part, item, f"{where}.{part.key}") for part in parts}

    def _field(self, part: shape.Part, item: Mapping[str, Any], where: str) -> Any:
        said = item.get(part.key)
        if said is None:
            return _unset(part)
        if part.kind == "value":
            return self._value(part, said, where)
        if part.kind == "object":
            return self._record(part.type, said, where)
        if part.kind == "map":
            if not _is_object(said):
                raise NotPlanJson("wrong_type", where)
            return {
                self._reference(part.key_target, k, where) if part.key_target else k: self._held(part, v, where)
                for k, v in said.items()
            }
        if not _is_list(said):
            raise NotPlanJson("wrong_type", where)
        return tuple(self._held(part, v, f"{where}[{n}]") for n, v in enumerate(said))

    def _held(self, part: shape.Part, said: Any, where: str) -> Any:
        return self._record(part.type, said, where) if shape.is_record(part.type) else self._value(part, said, where)

    def _reference(self, target: str, said: Any, where: str) -> int:
        key = self.ids[target].get(said)
        if key is None:
            raise NotPlanJson("unknown_id", where)
        return key

    def _value(self, part: shape.Part, said: Any, where: str) -> Any:
        if part.target:
            return self._reference(part.target, said, where)
        fits = isinstance(said, int | float) if part.type is float else isinstance(said, part.type)
        if not fits or (isinstance(said, bool) and part.type is not bool):
            raise NotPlanJson("wrong_type", where)
        if isinstance(said, str) and any("\ud800" <= c <= "\udfff" for c in said):
            raise NotPlanJson("wrong_type", where)
        if isinstance(said, int) and not -(2**63) <= said < 2**63:
            raise NotPlanJson("wrong_type", where)
        return said


def _unset(part: shape.Part) -> Any:
    """What a field holds when the file says nothing or null."""
    if part.default is not MISSING:
        return part.default
    if part.optional:
        return None
    if part.kind == "object":
        return None
    if part.kind != "value":
        return {} if part.kind == "map" else ()
    return {str: "", int: 0, float: 0.0, bool: False}.get(part.type) if not part.target else None


# --- writing ---


def document_of(values: PlanValues) -> dict[str, Any]:
    """The plan as a JSON document; keys in the order of the records' fields."""
    return _Writer(values).document()


def dumps(document: Mapping[str, Any]) -> bytes:
    """The document as readable UTF-8 text."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


class _Writer:
    def __init__(self, values: PlanValues) -> None:
        self._values = values
        self._uids: dict[str, dict[int, str]] = {"contacts": {values.owner.id: values.owner.uid}}
        for name, record in r.COLLECTIONS.items():
            if shape.table_of(record).has_uid:
                found = {key: item.uid for key, item in getattr(values, name).items()}
                self._uids.setdefault(name, {}).update(found)

    def document(self) -> dict[str, Any]:
        info, owner = self._values.info, self._values.owner
        plan = self._fields(info)
        person = self._fields(owner)
        document: dict[str, Any] = {"schema": SCHEMA, "schema_version": VERSION}
        document |= {key: plan[key] for key in _INFO_TOP if key in plan}
        document["owner"] = {
            "id": owner.uid,
            "name": owner.name,
            "role": owner.role,
            "organisation": person["organisation"],
            "group": person["groups"][0] if person["groups"] else None,
            **{key: getattr(info, key) for key in _INFO_OWNER},
        }
        for name in r.COLLECTIONS:
            document[name] = [self._record(item) for item in getattr(self._values, name).values()]
        return document

    def _omits(self, record: Any, part: shape.Part, value: Any) -> bool:
        """Whether plan JSON leaves the field out: it has its default, and not every file of this kind writes it."""
        if self._values.info.kind == "workshop" and isinstance(record, r.Contact):
            rare = part.key not in _WORKSHOP_CONTACT
        elif isinstance(record, r.Workshop) and part.rare:
            always = part.key not in _WORKSHOP_ALONE
            rare = not (always if self._values.info.kind == "workshop" else part.key in _PERSONAL_WORKSHOP)
        else:
            rare = part.rare
        return rare and value == _unset(part)

    def _record(self, record: Any) -> Any:
        if shape.is_pair(type(record)):
            return list(record)
        said = {"id": record.uid} if isinstance(record, r.Record) else {}
        return said | self._fields(record)

    def _fields(self, record: Any) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for part in shape.parts(shape.type_of(record)):
            value = getattr(record, part.name)
            if not self._omits(record, part, value):
                said[part.key] = None if value is None else self._field(part, value)
        return said

    def _field(self, part: shape.Part, value: Any) -> Any:
        if part.kind == "value":
            return self._uids[part.target][value] if part.target else value
        if part.kind == "object":
            return self._record(value)
        if part.kind == "map":
            return {
                self._uids[part.key_target][k] if part.key_target else k: self._held(part, v) for k, v in value.items()
            }
        return [self._held(part, v) for v in value]

    def _held(self, part: shape.Part, value: Any) -> Any:
        if shape.is_record(part.type):
            return self._record(value)
        return self._uids[part.target][value] if part.target else value
