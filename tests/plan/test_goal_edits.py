"""Key relationships and the versions of their goals (R9, R22)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.domain import records as r
from desktop.domain.goals import with_readings
from desktop.domain.job import run
from desktop.plan import document, edits, read
from desktop.plan.file import Plan

ON = date(2026, 3, 2)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    path = tmp_path / "a.rapport"
    Plan.create(path, lambda plan: document.start(plan, "personal", "Tamsin"))
    with Plan.open(path) as plan:
        yield plan


@pytest.fixture
def person(plan: Plan) -> int:
    return edits.add_contacts(plan, ["Rosalind"], on=ON)[0]


@pytest.fixture
def goal(plan: Plan, person: int) -> int:
    focal = edits.make_key_relationship(plan, person, "strengthen", "ally", "The June paper.", on=ON)
    measure = r.Measure("Objections", None, 4, 1, 3, "down", None, "2026-02-13", (r.Reading("2026-02-13", 3),))
    return edits.add(
        plan,
        r.Goal(
            0, edits.new_uid(), focal, 1, None, "She backs it.", "a", "b", measure, None, None, "2026-06-30", "active"
        ),
    )


def goals(plan: Plan, person: int) -> list[r.Goal]:
    return read.goals_of(plan, person)


def test_r22_a_key_relationship_is_first_reviewed_after_thirty_days(plan: Plan, person: int) -> None:
    edits.make_key_relationship(plan, person, "repair", None, "", on=date(2026, 1, 31))
    focal = read.focal_of(plan, person)
    assert focal is not None
    assert (focal.state, focal.opened, focal.next_review) == ("active", "2026-01-31", "2026-03-02")


def test_key_relationships_are_ranked_in_the_order_in_which_they_are_made(plan: Plan) -> None:
    for person in edits.add_contacts(plan, ["A", "B", "C"], on=ON):
        edits.make_key_relationship(plan, person, "create", None, "", on=ON)
    assert [focal.priority for focal in read.records(plan, r.FocalRelationship).values()] == [1, 2, 3]


def test_r9_an_active_goal_that_becomes_another_keeps_the_version_before(plan: Plan, person: int, goal: int) -> None:
    edits.change_goal(plan, goal, on=ON, statement="She supports it.")
    now, old = goals(plan, person)
    assert (now.id, now.version, now.status, now.statement) == (goal, 2, "active", "She supports it.")
    assert (old.version, old.status, old.statement) == (1, "superseded", "She backs it.")
    assert (old.closed, old.superseded_by, old.measure) == ("2026-03-02", goal, now.measure)
    run(plan.undo())
    (only,) = goals(plan, person)
    assert (only.version, only.statement) == (1, "She backs it.")


def test_r9_changes_of_one_day_are_one_version(plan: Plan, person: int, goal: int) -> None:
    edits.change_goal(plan, goal, on=ON, statement="She supports")
    edits.change_goal(plan, goal, on=ON, statement="She supports it.")
    edits.change_goal(plan, goal, on=ON, type="turn_around")
    assert [g.version for g in goals(plan, person)] == [2, 1]
    edits.change_goal(plan, goal, on=date(2026, 3, 3), type="understand")
    assert [(g.version, g.type) for g in goals(plan, person)] == [(3, "understand"), (1, None), (2, "turn_around")]


@pytest.mark.parametrize("what", ["indicator", "unit", "target"])
def test_r9_another_measure_is_another_version(plan: Plan, person: int, goal: int, what: str) -> None:
    (before,) = goals(plan, person)
    assert before.measure is not None
    value = 2 if what == "target" else "other"
    edits.change_goal(plan, goal, on=ON, measure=replace(before.measure, **{what: value}))
    assert len(goals(plan, person)) == 2


def test_r9_readings_gains_and_the_day_are_no_other_version(plan: Plan, person: int, goal: int) -> None:
    (before,) = goals(plan, person)
    assert before.measure is not None
    edits.change_goal(plan, goal, on=ON, measure=with_readings(before.measure, (r.Reading("2026-03-01", 2),)))
    edits.change_goal(plan, goal, on=ON, helps_me="c", helps_them="d", due="2026-07-31")
    (only,) = goals(plan, person)
    assert (only.version, only.helps_me, only.measure and only.measure.current) == (1, "c", 2)


@pytest.mark.parametrize("status", ["draft", "ready", "achieved"])
def test_r9_only_active_goals_have_versions(plan: Plan, person: int, goal: int, status: str) -> None:
    edits.set_goal_status(plan, goal, status, on=ON)
    edits.change_goal(plan, goal, on=ON, statement="Another")
    (only,) = goals(plan, person)
    assert (only.version, only.statement) == (1, "Another")


def test_a_goal_taken_up_again_is_open(plan: Plan, person: int, goal: int) -> None:
    edits.set_goal_status(plan, goal, "dropped", on=ON)
    assert goals(plan, person)[0].closed == "2026-03-02"
    edits.set_goal_status(plan, goal, "draft", on=ON)
    assert goals(plan, person)[0].closed is None


@pytest.mark.parametrize(
    "values",
    [
        {"statement": "Have lunch each quarter"},
        {"statement": ""},
        {"helps_me": None},
        {"helps_them": " "},
        {"measure": None},
        {"due": None},
    ],
    ids=str,
)
def test_r8_an_active_goal_that_is_no_longer_one_waits_as_a_draft_in_the_same_step(
    plan: Plan, person: int, goal: int, values: dict[str, Any]
) -> None:
    before = goals(plan, person)
    edits.change_goal(plan, goal, on=ON, **values)
    assert goals(plan, person)[0].status == "draft"
    assert all(old.status == "superseded" for old in goals(plan, person)[1:])
    run(plan.undo())
    assert goals(plan, person) == before


def test_r8_other_edits_leave_an_active_goal_active(plan: Plan, person: int, goal: int) -> None:
    edits.change_goal(plan, goal, on=ON, statement="Have lunch each quarter so that we settle the dates.")
    edits.change_goal(plan, goal, on=ON, due="2026-07-31", helps_me="more")
    assert goals(plan, person)[0].status == "active"


def stands(plan: Plan, person: int) -> tuple[str, str]:
    focal = read.focal_of(plan, person)
    assert focal is not None
    return focal.state, focal.opened or ""


def test_a_key_relationship_rests_and_is_taken_up_again(plan: Plan, person: int, goal: int) -> None:
    focal = read.goals_of(plan, person)[0].focal
    edits.set_state(plan, focal, "paused", on=ON)
    with pytest.raises(ValueError, match="paused cannot become candidate"):
        edits.set_state(plan, focal, "candidate", on=ON)
    edits.set_state(plan, focal, "active", on=date(2026, 5, 1))
    assert stands(plan, person) == ("active", "2026-03-02")


def test_a_candidate_taken_up_has_another_fortnight(plan: Plan, person: int, goal: int) -> None:
    focal = read.goals_of(plan, person)[0].focal
    edits.set_goal_status(plan, goal, "dropped", on=ON)
    fallen = date(2026, 3, 17)
    with pytest.raises(ValueError, match="candidate cannot become paused"):
        edits.set_state(plan, focal, "paused", on=fallen)
    edits.set_state(plan, focal, "active", on=fallen)
    assert stands(plan, person) == ("active", "2026-03-17")
    run(plan.undo())
    assert stands(plan, person) == ("active", "2026-03-02")


def test_a_candidate_with_an_active_goal_is_one_of_the_few(plan: Plan, person: int, goal: int) -> None:
    focal = read.goals_of(plan, person)[0].focal
    edits.set_goal_status(plan, goal, "draft", on=ON)
    edits.change(plan, r.FocalRelationship, focal, state="candidate")
    edits.set_goal_status(plan, goal, "active", on=ON)
    assert stands(plan, person)[0] == "active"
    run(plan.undo())
    assert stands(plan, person)[0] == "candidate"
