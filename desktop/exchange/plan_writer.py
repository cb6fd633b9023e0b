"""Values as a plan JSON document: keys in the order of the records' fields."""

import json
from collections.abc import Mapping
from typing import Any

from desktop.domain import records as r
from desktop.domain.plan_values import PlanValues
from desktop.exchange.plan_format import INFO_OWNER, INFO_TOP, SCHEMA, VERSION, unset
from desktop.plan import shape

_WORKSHOP_CONTACT = frozenset(
    ("fictional", "name", "name_latin", "role", "organisation", "groups", "tier", "phone", "tags")
)
_PERSONAL_WORKSHOP = frozenset(("my_role", "success_conditions", "statements", "actions", "follow_up_due"))
_WORKSHOP_ALONE = frozenset(
    ("my_role", "statements", "follow_up_due", "pairs", "apart")
)  # what a facilitator's file leaves out when unset


def document_of(values: PlanValues) -> dict[str, Any]:
    """The plan as a JSON document; keys in the order of the records' fields."""
    return _Writer(values).document()


def dumps(document: Mapping[str, Any]) -> bytes:
    """The document as readable UTF-8 text. A number that JSON does not have (infinity) is a ValueError."""
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


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
        document |= {key: plan[key] for key in INFO_TOP if key in plan}
        document["owner"] = {
            "id": owner.uid,
            "name": owner.name,
            "role": owner.role,
            "organisation": person["organisation"],
            "group": person["groups"][0] if person["groups"] else None,
            **{key: getattr(info, key) for key in INFO_OWNER},
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
        return rare and value == unset(part)

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
