"""Records in and out of their tables, for every record type alike, following `plan.shape`."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from desktop.domain import records
from desktop.plan import shape
from desktop.plan.sql import Connection
from desktop.plan.tables import whole

R = TypeVar("R")
Row = Sequence[Any]
Kids = Sequence[Mapping[int, Any]]
_MOST = 500  # ids per IN list; SQLite's own limit is far higher, this keeps each statement short


def _texts(value: str | None) -> tuple[str, ...] | None:
    if value == "[]":
        return ()
    return None if value is None else tuple(json.loads(value))


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _same(value: Any) -> Any:
    return value


def _reader(part: shape.Part) -> Callable[[Any], Any]:
    if part.kind == "texts":
        return _texts
    return {bool: _flag, float: whole}.get(part.type, _same)


class _Maker:
    """Builds one record type from a row of its table; made once per type."""

    def __init__(self, record: type[Any], table: shape.Table, path: tuple[shape.Part, ...], first: int) -> None:
        self.record = record
        self._identity = issubclass(record, records.Record) or record is records.Tie
        self._has_uid = issubclass(record, records.Record)
        at = {column.path: first + n for n, column in enumerate(table.columns)}
        below = {child.path: n for n, child in enumerate(table.children)}
        self._steps: list[Callable[[Row, Kids], Any]] = []
        for part in shape.parts(record):
            here = (*path, part)
            if part.kind == "object":
                self._steps.append(self._object(_Maker(part.type, table, here, first), part, at, here))
            elif here in at:
                self._steps.append(self._column(at[here], _reader(part)))
            else:
                self._steps.append(self._child(below[here], part))

    @staticmethod
    def _column(at: int, read: Callable[[Any], Any]) -> Callable[..., Any]:
        def column(row: Row, _kids: Kids) -> Any:
            return row[at]

        def converted(row: Row, _kids: Kids) -> Any:
            return read(row[at])

        return column if read is _same else converted

    @staticmethod
    def _child(at: int, part: shape.Part) -> Callable[..., Any]:
        empty: Any = None if part.optional else {} if part.kind == "map" else ()

        def child(row: Row, kids: Kids) -> Any:
            return kids[at].get(row[0], empty)

        return child

    @staticmethod
    def _object(inner: "_Maker", part: shape.Part, at: Mapping[Any, int], here: tuple[shape.Part, ...]) -> Any:
        own = [n for path, n in at.items() if path[: len(here)] == here]

        def make(row: Row, kids: Kids) -> Any:
            if all(row[n] is None for n in own):
                return None
            return inner.make(row, kids)

        return make

    def make(self, row: Row, kids: Kids) -> Any:
        values = [step(row, kids) for step in self._steps]
        if self._has_uid:
            return self.record(row[0], row[1], *values)
        if self._identity:
            return self.record(row[0], *values)
        return self.record(*values)


@cache
def _plan_of(table: shape.Table) -> tuple[str, _Maker | None]:
    names = ["id"]
    if table.has_uid:
        names.append("uid")
    if table.parent:
        names.append("parent")
    first = len(names)
    names += [column.name for column in table.columns]
    columns = ", ".join(f'"{n}"' for n in names)
    return f'SELECT {columns} FROM "{table.name}"', _Maker(table.record, table, (), first) if table.record else None


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    for at in range(0, len(ids), _MOST):
        yield ids[at : at + _MOST]


def _rows(db: Connection, sql: str, column: str, ids: Sequence[int] | None) -> list[Row]:
    if ids is None:
        return list(db.execute(f"{sql} ORDER BY id"))
    found: list[Row] = []
    for chunk in _chunks(ids):
        marks = ",".join("?" * len(chunk))
        found += db.execute(f'{sql} WHERE "{column}" IN ({marks}) ORDER BY id', tuple(chunk))
    return found


def _children(db: Connection, table: shape.Table, parents: Sequence[int] | None) -> list[Mapping[int, Any]]:
    """For each child table, parent id to what its field holds."""
    result: list[Mapping[int, Any]] = []
    for child in table.children:
        below = child.table
        sql, maker = _plan_of(below)
        rows = _rows(db, sql, "parent", parents)
        ids = None if parents is None else [row[0] for row in rows]
        kids = _children(db, below, ids) if below.children else []
        parent_at = 2 if below.has_uid else 1
        first = parent_at + 1
        grouped: defaultdict[int, Any] = defaultdict(dict if child.part.kind == "map" else list)
        for row in rows:
            key_shift = first + 1 if child.part.kind == "map" else first
            if maker is None:
                value: Any = row[key_shift]
            else:
                value = maker.make(row, kids)
            if child.part.kind == "map":
                grouped[row[parent_at]][row[first]] = value
            else:
                grouped[row[parent_at]].append(value)
        if child.part.kind != "map":
            result.append({parent: tuple(values) for parent, values in grouped.items()})
        else:
            result.append(dict(grouped))
    return result


def read(db: Connection, record: type[R], ids: Sequence[int] | None = None) -> dict[int, R]:
    """Records of one type by row key, in plan order; all of them, or those among `ids`."""
    table = shape.table_of(record)
    sql, maker = _plan_of(table)
    assert maker is not None
    rows = _rows(db, sql, "id", ids)
    kids = _children(db, table, ids)
    return {row[0]: maker.make(row, kids) for row in rows}


class Writer:
    """Collects rows table by table and writes them with one statement each; row keys are given out here."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._next: dict[str, int] = {}
        self._waiting: dict[str, list[Row]] = {}

    def new_id(self, table: str) -> int:
        """The next free row key of `table`."""
        if table not in self._next:
            ((top,),) = self._db.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"')
            self._next[table] = int(top) + 1
        found = self._next[table]
        self._next[table] += 1
        return found

    def add(self, record: Any) -> int:
        """Queue a record of a collection; its `id` 0 asks for a new key. Returns the key."""
        table = shape.table_of(shape.type_of(record))
        key = getattr(record, "id", 1) or self.new_id(table.name)
        self._add(table, key, None, None, record)
        return key

    def add_children(self, table: shape.Table, key: int, child: shape.Child, value: Any) -> None:
        """Queue the rows of one list or mapping of the record `key`."""
        below = child.table
        if not value:
            return
        for item in value.items() if child.part.kind == "map" else value:
            name, held = item if child.part.kind == "map" else (None, item)
            self._add(below, self.new_id(below.name), key, name, held)

    def _add(self, table: shape.Table, key: int, parent: int | None, name: Any, held: Any) -> None:
        row: list[Any] = [key]
        if table.has_uid:
            row.append(held.uid)
        if table.parent:
            row.append(parent)
        for column in table.columns:
            is_key = name is not None and column.part.name == "key"
            row.append(name if is_key else column_value(column, held, table))
        self._waiting.setdefault(table.name, []).append(row)
        for child in table.children:
            self.add_children(table, key, child, value_at(held, child.path))

    def flush(self) -> None:
        """Write what was queued, parents first."""
        for table in shape.all_tables():
            rows = self._waiting.pop(table.name, None)
            if rows:
                sql, _ = _plan_of(table)
                columns = sql.removeprefix("SELECT ").split(" FROM ")[0]
                marks = ",".join("?" * len(rows[0]))
                self._db.executemany(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', rows)


def value_at(record: Any, path: tuple[shape.Part, ...]) -> Any:
    """The value at the end of `path`; None where a nested record on the way is missing."""
    for part in path:
        if record is None:
            return None
        record = getattr(record, part.name)
    return record


def column_value(column: shape.Column, held: Any, table: shape.Table) -> Any:
    """What stands in `column` for the record (or plain value) `held`."""
    value = value_at(held, column.path) if table.record is not None else held
    return encode(column.part, value)


def encode(part: shape.Part, value: Any) -> Any:
    """A field's value as SQLite keeps it."""
    if value is None:
        return None
    if part.kind == "texts":
        return json.dumps(list(value), ensure_ascii=False) if value else "[]"
    if part.type is bool:
        return int(value)
    return float(value) if part.type is float else value


def update(db: Connection, record: type[Any], key: int, changes: Mapping[str, Any]) -> None:
    """Set fields of one record; lists and mappings are replaced as a whole.

    Only columns that really differ are written, so that an edit that changes nothing leaves nothing to undo.
    """
    table = shape.table_of(record)
    fields = {part.name: part for part in shape.parts(record)}
    unknown = changes.keys() - fields.keys()
    if unknown:
        raise TypeError(f"{record.__name__} has no field {sorted(unknown)}")
    sets: dict[str, Any] = {}
    for column in table.columns:
        head = column.path[0]
        if head.name in changes:
            sets[column.name] = encode(column.part, value_at(changes[head.name], column.path[1:]))
    if sets:
        assigned = ", ".join(f'"{name}"=?' for name in sets)
        differs = " OR ".join(f'"{name}" IS NOT ?' for name in sets)
        values = (*sets.values(), key, *sets.values())
        db.execute(f'UPDATE "{table.name}" SET {assigned} WHERE id=? AND ({differs})', values)
    writer = Writer(db)
    present: Any = None
    for child in table.children:
        if child.path[0].name not in changes:
            continue
        value = value_at(changes[child.path[0].name], child.path[1:])
        present = present or read(db, record, [key])[key]
        if (value_at(present, child.path) or ()) == (value or ()):
            continue
        db.execute(f'DELETE FROM "{child.table.name}" WHERE parent=?', (key,))
        writer.add_children(table, key, child, value)
    writer.flush()


def delete(db: Connection, record: type[Any], keys: Sequence[int]) -> None:
    """Delete records with all that hangs on them."""
    table = shape.table_of(record)
    db.executemany(f'DELETE FROM "{table.name}" WHERE id=?', [(key,) for key in keys])
