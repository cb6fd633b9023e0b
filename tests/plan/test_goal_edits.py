"""Key relationships and the versions of their goals (R9, R22)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.domain import records as r
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


def test_r9_a_draft_of_the_next_version_leaves_the_active_one_alone(plan: Plan, person: int, goal: int) -> None:
    new = edits.new_version(plan, goal, "Too vague", "Rosalind")
    old, draft = goals(plan, person)
    assert (old.id, old.status, old.superseded_by, old.reason) == (goal, "active", new, "Too vague")
    assert (draft.version, draft.status, draft.statement, draft.measure) == (2, "draft", old.statement, old.measure)


def test_r9_an_active_version_takes_the_place_of_the_one_before(plan: Plan, person: int, goal: int) -> None:
    new = edits.new_version(plan, goal, "Too vague")
    edits.set_goal_status(plan, new, "active", on=ON)
    old, active = goals(plan, person)
    assert (old.status, old.closed, old.reason) == ("superseded", "2026-03-02", "Too vague")
    assert (active.status, active.closed) == ("active", None)
    run(plan.undo())
    assert [g.status for g in goals(plan, person)] == ["active", "draft"]


def test_r9_a_version_already_achieved_stays_so(plan: Plan, person: int, goal: int) -> None:
    new = edits.new_version(plan, goal, "")
    edits.set_goal_status(plan, goal, "achieved", on=date(2026, 2, 1))
    edits.set_goal_status(plan, new, "active", on=ON)
    assert [(g.status, g.closed) for g in goals(plan, person)] == [("achieved", "2026-02-01"), ("active", None)]


def test_a_draft_let_go_frees_the_version_before(plan: Plan, person: int, goal: int) -> None:
    new = edits.new_version(plan, goal, "")
    edits.remove(plan, r.Goal, new)
    (only,) = goals(plan, person)
    assert (only.status, only.superseded_by) == ("active", None)


def test_a_goal_taken_up_again_is_open(plan: Plan, person: int, goal: int) -> None:
    edits.set_goal_status(plan, goal, "dropped", on=ON)
    assert goals(plan, person)[0].closed == "2026-03-02"
    edits.set_goal_status(plan, goal, "draft", on=ON)
    assert goals(plan, person)[0].closed is None
