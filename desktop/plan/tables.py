"""The tables that the shape of the records asks for today, as Peewee models, and the search index over them.

Plans are made by the chain of `upgrades`, which leads here; a test compares the two.
"""

import json
from functools import cache
from typing import Any

import peewee as pw

from desktop.plan import shape

SEARCHED: dict[str, tuple[str, ...]] = {
    "contacts": ("role", "note"),
    "goals": ("statement", "helps_me", "helps_them"),
    "engagements": ("label", "purpose", "note"),
    "conversations": ("summary",),
    "insights": ("text", "case"),
    "reviews": ("note",),
    "next_steps": ("text", "comment"),
    "sessions": ("question", "shared_notes"),
}
"""Main table to the text columns that full-text search looks at."""

INDEXED: tuple[tuple[str, str], ...] = (("contacts", "tier"),)
"""Columns with an index beside those of references and uids, which always have one."""


class TextsField(pw.TextField):
    """A tuple of texts as a JSON list."""

    def db_value(self, value: Any) -> Any:
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def python_value(self, value: Any) -> Any:
        return None if value is None else tuple(json.loads(value))


class _NumberField(pw.FloatField):
    """A STRICT REAL column that gives whole numbers back as int."""

    def python_value(self, value: Any) -> Any:
        return whole(value)


def whole(value: float | None) -> float | None:
    """4.0 as 4: a measure of 4 objections reads as 4, not 4.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _field(column: shape.Column, models: dict[str, type[pw.Model]]) -> pw.Field:
    null = not column.required
    options: dict[str, Any] = {"null": null, "column_name": column.name}
    if column.target:
        return pw.ForeignKeyField(
            models[column.target],
            backref="+",
            on_delete="SET NULL" if null else "CASCADE",
            object_id_name=f"{column.name}_id" if column.name != "key" else "key_ref",
            **options,
        )
    if column.part.kind == "texts":
        return TextsField(**options)
    kinds: dict[type[Any], type[pw.Field]] = {
        str: pw.TextField,
        int: pw.IntegerField,
        float: _NumberField,
        bool: pw.BooleanField,
    }
    return kinds[column.part.type](**options)


@cache
def models() -> dict[str, type[pw.Model]]:
    """One model per table, by table name; they are bound to a database when a plan is opened."""
    made: dict[str, type[pw.Model]] = {}
    shells: dict[str, type[pw.Model]] = {}
    for table in shape.all_tables():
        meta = type("Meta", (), {"table_name": table.name, "strict_tables": True, "legacy_table_names": False})
        body: dict[str, Any] = {"Meta": meta, "id": pw.AutoField()}
        if table.has_uid:
            body["uid"] = pw.TextField(unique=True)
        shells[table.name] = type(table.name, (pw.Model,), body)
    for table in shape.all_tables():
        model = shells[table.name]
        meta = _untyped(model)._meta  # noqa: SLF001 - peewee's public name for it
        if table.parent:
            parent = pw.ForeignKeyField(shells[table.parent], backref="+", on_delete="CASCADE", column_name="parent")
            meta.add_field("parent", parent)
        for column in table.columns:
            meta.add_field(column.name, _field(column, shells))
        made[table.name] = model
    for table, column in INDEXED:
        _untyped(made[table]).add_index(pw.ModelIndex(made[table], [getattr(made[table], column)]))
    return made


def _untyped(value: object) -> Any:
    """Peewee's stubs leave parts of its calls untyped; this says so once."""
    return value


def search_sql() -> list[str]:
    """FTS5 over the text columns of `SEARCHED`, kept up to date by triggers."""
    sql: list[str] = []
    for table, columns in SEARCHED.items():
        names = ", ".join(f'"{c}"' for c in columns)
        new = ", ".join(f'new."{c}"' for c in columns)
        old = ", ".join(f'old."{c}"' for c in columns)
        changed = " OR ".join(f'old."{c}" IS NOT new."{c}"' for c in columns)
        fts = f"{table}_search"
        add = f"INSERT INTO {fts}(rowid, {names}) VALUES (new.id, {new});"
        drop = f"INSERT INTO {fts}({fts}, rowid, {names}) VALUES ('delete', old.id, {old});"
        sql += [
            f"CREATE VIRTUAL TABLE {fts} USING fts5({names}, content='{table}', content_rowid='id',"
            " tokenize='unicode61 remove_diacritics 2')",
            f'CREATE TRIGGER {fts}_add AFTER INSERT ON "{table}" BEGIN {add} END',
            f'CREATE TRIGGER {fts}_drop AFTER DELETE ON "{table}" BEGIN {drop} END',
            f'CREATE TRIGGER {fts}_change AFTER UPDATE ON "{table}" WHEN {changed} BEGIN {drop} {add} END',
        ]
    return sql
