"""The fields of a record type, read once from its types: what is text, what refers to another record, what nests."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

Kind = Literal["value", "texts", "object", "children", "links", "map"]


@dataclass(frozen=True, eq=False)
class Part:
    """One field of a record type.

    `kind`: value (a column), texts (JSON column), object (nested record), children (list of records or pairs),
    links (list of references), map (mapping; the key column is `key`).
    `type`: the Python type of a value, the nested type of an object, child or map value. `target`: the collection a
    reference points to (`key_target`: a map's key).
    """

    name: str
    kind: Kind
    type: type[Any]
    optional: bool
    rare: bool
    default: Any
    target: str | None = None
    key_target: str | None = None

    @property
    def key(self) -> str:
        """The name in tables and JSON: a trailing underscore only keeps a Python keyword apart."""
        return self.name.rstrip("_")


@cache
def is_record(kind: Any) -> bool:
    """Whether `kind` is a dataclass or a pair type, as opposed to a plain value."""
    return isinstance(kind, type) and (is_dataclass(kind) or is_pair(kind))


def type_of(record: object) -> type[Any]:
    """The type of a record whose type nobody knows any more."""
    return type(record)


def is_pair(kind: Any) -> bool:
    """Whether `kind` is a named tuple, which JSON writes as a list."""
    return isinstance(kind, type) and tuple in kind.__mro__ and hasattr(kind, "_fields")


def _strip(hint: Any) -> tuple[Any, str | None, bool]:
    """(plain type, collection it refers to, optional?) of a type hint."""
    optional = False
    if get_origin(hint) in (types.UnionType, Union):
        optional = True
        hint = next(a for a in get_args(hint) if a is not type(None))
    if get_origin(hint) is Annotated:
        plain, target = get_args(hint)
        return plain, target, optional
    return hint, None, optional


@cache
def parts(record: type[Any]) -> tuple[Part, ...]:
    """The fields of a record type, without `id` and `uid`."""
    hints = get_type_hints(record, include_extras=True)
    if is_pair(record):
        return tuple(
            Part(name, "value", _strip(hints[name])[0], optional=False, rare=False, default=None)
            for name in record._fields
        )
    found: list[Part] = []
    for f in fields(record):
        if f.name in ("id", "uid"):
            continue
        hint, target, optional = _strip(hints[f.name])
        kind: Kind = "value"
        key_target: str | None = None
        inner: Any = hint
        if get_origin(hint) is tuple:
            inner, target, _ = _strip(get_args(hint)[0])
            kind = "links" if target else "children" if is_record(inner) else "texts"
        elif get_origin(hint) is Mapping:
            kind = "map"
            _, key_target, _ = _strip(get_args(hint)[0])
            inner, target, _ = _strip(get_args(hint)[1])
        elif is_record(hint):
            kind = "object"
        default = f.default_factory() if f.default_factory is not MISSING else f.default
        found.append(Part(f.name, kind, inner, optional, bool(f.metadata.get("rare")), default, target, key_target))
    return tuple(found)
