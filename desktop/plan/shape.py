"""How a record lies in tables: read once from the types in `domain.records`.

Each record type has a main table named like its collection. Nested records become columns with the field's name and
two underscores in front; tuples of records or references, and mappings, become child tables named `<table>_<field>`
whose `parent` column points back. Texts in a tuple are one JSON column. Plan JSON follows the same shape, so nothing is
described twice.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from desktop.domain import records

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


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a table; `path` leads to its value inside the record, one part per level."""

    name: str
    path: tuple[Part, ...]
    target: str | None = None
    required: bool = False

    @property
    def part(self) -> Part:
        return self.path[-1]


@dataclass(frozen=True, eq=False)
class Table:
    """A table: `record` is what a row holds (None for links and maps of plain values)."""

    name: str
    record: type[Any] | None
    columns: tuple[Column, ...]
    children: tuple["Child", ...]
    parent: str | None
    has_uid: bool


@dataclass(frozen=True, eq=False)
class Child:
    """A child table and the path from the record to the field it holds."""

    path: tuple[Part, ...]
    table: Table

    @property
    def part(self) -> Part:
        return self.path[-1]


def _lay_out(record: type[Any], table: str, path: tuple[Part, ...], optional: bool) -> tuple[list[Column], list[Child]]:
    columns: list[Column] = []
    children: list[Child] = []
    for part in parts(record):
        here = (*path, part)
        name = "__".join(p.key for p in here)
        if part.kind == "object":
            inner, below = _lay_out(part.type, table, here, optional or part.optional)
            columns += inner
            children += below
        elif part.kind in ("value", "texts"):
            columns.append(Column(name, here, part.target, not (optional or part.optional)))
        else:
            children.append(Child(here, _child_table(part, f"{table}_{name}", table)))
    return columns, children


def _child_table(part: Part, name: str, parent: str) -> Table:
    columns: list[Column] = []
    below: list[Child] = []
    if part.kind == "map":
        key = Part("key", "value", int if part.key_target else str, optional=False, rare=False, default=None)
        columns.append(Column("key", (key,), part.key_target, required=True))
    if is_record(part.type):
        more, below = _lay_out(part.type, name, (), optional=False)
        columns += more
        record = part.type
    else:
        value = Part("value", "value", part.type, optional=False, rare=False, default=None)
        columns.append(Column("value", (value,), part.target, required=True))
        record = None
    has_uid = record is not None and issubclass(record, records.Record)
    return Table(name, record, tuple(columns), tuple(below), parent, has_uid)


@cache
def table_of(record: type[Any]) -> Table:
    """The main table of a record type of `COLLECTIONS`, or of `PlanInfo` (table `plan`)."""
    name = next((n for n, r in records.COLLECTIONS.items() if r is record), "plan")
    columns, children = _lay_out(record, name, (), optional=False)
    return Table(name, record, tuple(columns), tuple(children), None, issubclass(record, records.Record))


@cache
def all_tables() -> tuple[Table, ...]:
    """Every table, parents before children; main tables in the order of the plan JSON, `plan` last."""
    found: list[Table] = []

    def add(table: Table) -> None:
        found.append(table)
        for child in table.children:
            add(child.table)

    for record in (*records.COLLECTIONS.values(), records.PlanInfo):
        add(table_of(record))
    return tuple(found)


@cache
def root_of(table: str) -> tuple[str, tuple[str, ...]]:
    """(main table, chain of tables from `table` up to it)."""
    by_name = {t.name: t for t in all_tables()}
    chain = [table]
    while (parent := by_name[chain[-1]].parent) is not None:
        chain.append(parent)
    return chain[-1], tuple(chain)
