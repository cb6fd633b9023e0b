"""Every field of every record survives the tables, in whatever order it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import document, shape, store, tables
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from tests.made_up import empty_plan, full_values, sample_plan


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with Plan.open(empty_plan(tmp_path / "a.rapport")) as plan:
        yield plan


def test_a_plan_in_which_every_field_says_something_is_read_back_as_written(plan: Plan) -> None:
    values = full_values()
    run(document.replace_all(plan, values, Edit.IMPORT))
    assert run(document.read_values(plan)) == values


@pytest.mark.parametrize("record", [*r.COLLECTIONS.values()], ids=lambda record: record.__name__)
def test_every_field_of_the_full_plan_differs_from_its_default(record: type[Any]) -> None:
    full = getattr(full_values(), next(n for n, t in r.COLLECTIONS.items() if t is record))[1]
    same = [p.name for p in shape.parts(record) if p.rare and getattr(full, p.name) == p.default]
    assert not same


@pytest.mark.parametrize("name", list(r.COLLECTIONS))
def test_each_field_can_be_set_alone_and_taken_back(plan: Plan, name: str) -> None:
    values = full_values()
    run(document.replace_all(plan, values, Edit.IMPORT))
    record = r.COLLECTIONS[name]
    full = getattr(values, name)[1]
    for part in shape.parts(record):
        if part.target or not (part.optional or part.rare or part.kind in ("texts", "links", "children", "map")):
            continue
        unset = part.default if part.rare else None if part.optional else {} if part.kind == "map" else ()
        with plan.step(Edit.CHANGE_PLAN) as step:
            store.update(step.db, record, 1, {part.name: unset})
        assert store.read(plan.db, record)[1] == replace(full, **{part.name: unset}), part.name
        run(plan.undo())
        assert store.read(plan.db, record)[1] == full


def test_an_unknown_field_is_refused(plan: Plan) -> None:
    with pytest.raises(TypeError), plan.step(Edit.CHANGE_PERSON) as step:
        store.update(step.db, r.Contact, 1, {"nick": "x"})


def test_no_two_columns_or_tables_share_a_name() -> None:
    every = shape.all_tables()
    assert len({t.name for t in every}) == len(every)
    for table in every:
        names = [c.name for c in table.columns]
        assert len(set(names)) == len(names), table.name


def test_every_searched_column_is_one_of_the_table() -> None:
    by_name = {t.name: t for t in shape.all_tables()}
    for table, columns in tables.SEARCHED.items():
        assert set(columns) <= {c.name for c in by_name[table].columns}


def test_every_record_field_has_a_place(tmp_path: Path) -> None:
    with Plan.open(sample_plan(tmp_path / "s.rapport")) as plan:
        columns = {
            (table.name, row[1])
            for table in shape.all_tables()
            for row in plan.db.execute(f'PRAGMA table_info("{table.name}")')
        }
    for name, record in r.COLLECTIONS.items():
        for f in fields(record):
            key = f.name.rstrip("_")
            own = {
                c for t, c in columns if t == name and (c == key or c.startswith(f"{key}__") or key in ("id", "uid"))
            }
            child = {t for t, _ in columns if t == f"{name}_{key}" or t.startswith(f"{name}_{key}__")}
            assert own or child, f"{name}.{key}"
