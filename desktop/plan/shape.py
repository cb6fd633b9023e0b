"""How a record lies in tables: read once from the types in `domain.records`.

Each record type has a main table named like its collection. Nested records become columns with the field's name and
two underscores in front; tuples of records or references, and mappings, become child tables named `<table>_<field>`
whose `parent` column points back. Texts in a tuple are one JSON column. Plan JSON follows the same shape, so nothing is
described twice.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop.domain import records
from desktop.domain.parts import Kind, Part, is_pair, is_record, parts, type_of

__all__ = [
    "Child", "Column", "Kind", "Part", "Table", "all_tables", "is_pair", "is_record", "parts", "root_of", "table_of",
    "type_of",
]  # fmt: skip


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
def root_of(table: str, among: tuple[Table, ...] | None = None) -> tuple[str, tuple[str, ...]]:
    """(main table, chain of tables from `table` up to it); `among` the tables of a plan unless others are meant."""
    by_name = {t.name: t for t in among or all_tables()}
    chain = [table]
    while (parent := by_name[chain[-1]].parent) is not None:
        chain.append(parent)
    return chain[-1], tuple(chain)
