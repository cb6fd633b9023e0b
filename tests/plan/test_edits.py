"""R1: one tier per contact; a change keeps the date, and evidence where it is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import edits, read
from desktop.plan.file import Plan
from tests.made_up import key_of, sample_plan

TODAY = date(2026, 3, 2)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with Plan.open(sample_plan(tmp_path / "a.rapport")) as plan:
        yield plan


def person(plan: Plan, uid: str) -> r.Contact:
    found = read.record(plan, r.Contact, key_of(plan, uid))
    assert found is not None
    return found


def test_r1_a_move_is_dated_and_keeps_where_the_person_came_from(plan: Plan) -> None:
    who = person(plan, "c12")
    edits.move_contact(plan, who.id, "ally", on=TODAY)
    assert [(c.tier, c.from_) for c in person(plan, "c12").tier_history] == [
        ("acquaintance", "2021-03"),
        ("ally", "2026-03-02"),
    ]


def test_r1_moves_on_one_day_leave_the_last_one(plan: Plan) -> None:
    who = person(plan, "c32")
    for tier in ("ally", "advocate"):
        edits.move_contact(plan, who.id, tier, on=TODAY)
    assert [c.tier for c in person(plan, "c32").tier_history] == ["aware", "acquaintance", "advocate"]
    edits.move_contact(plan, who.id, "acquaintance", on=TODAY)
    assert person(plan, "c32").tier_history == who.tier_history


def test_a_drop_in_another_sector_replaces_the_primary_group_alone(plan: Plan) -> None:
    who = key_of(plan, "c12")
    first, second, third = (key_of(plan, uid, "groups") for uid in ("g_cap", "g_exec", "g_proc"))
    edits.change(plan, r.Contact, who, groups=(first, second))
    edits.move_contact(plan, who, "ally", on=TODAY, group=third)
    assert person(plan, "c12").groups == (third, second)
    edits.move_contact(plan, who, "ally", on=TODAY, group=second)
    assert person(plan, "c12").groups == (second,)
    edits.move_contact(plan, who, "ally", on=TODAY, group=None)
    assert person(plan, "c12").groups == ()


def test_p5_what_they_did_stands_in_the_record_and_in_the_history(plan: Plan) -> None:
    who = key_of(plan, "c12")
    edits.move_contact(plan, who, "ally", on=TODAY)
    edits.set_evidence(plan, who, "Backed the paper in the board.", on=TODAY)
    found = person(plan, "c12")
    assert found.tier_evidence == r.Evidence("2026-03-02", "Backed the paper in the board.")
    assert found.tier_history[-1].evidence == "Backed the paper in the board."
    edits.set_evidence(plan, who, "", on=TODAY)
    assert person(plan, "c12").tier_evidence is None


def test_p3_names_are_kept_in_the_order_typed(plan: Plan) -> None:
    keys = edits.add_contacts(plan, ["Ada", "Bea"], on=TODAY)
    first, second = read.person_rows(plan, keys)
    top = max(row.order or 0 for row in read.person_rows(plan) if row.id not in keys)
    assert (first.name, first.order, second.name, second.order) == ("Ada", top + 1, "Bea", top + 2)
    assert first.tier is None


def test_an_organisation_is_made_once(plan: Plan) -> None:
    before = len(read.organisation_labels(plan))
    edits.set_organisation(plan, key_of(plan, "c12"), "Newfirm")
    edits.set_organisation(plan, key_of(plan, "c13"), " Newfirm ")
    assert len(read.organisation_labels(plan)) == before + 1
    assert person(plan, "c12").organisation == person(plan, "c13").organisation
    run(plan.undo())
    run(plan.undo())
    assert len(read.organisation_labels(plan)) == before


def test_many_people_are_changed_in_one_step(plan: Plan) -> None:
    keys = [row.id for row in read.person_rows(plan)]
    run(edits.change_contacts(plan, keys, tags=("met 2026",)))
    assert all(person.tags == ("met 2026",) for key, person in read.records(plan, r.Contact).items() if key in keys)
    run(plan.undo())
    assert person(plan, "c11").tags == ("sponsor",)
