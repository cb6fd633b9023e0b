"""Sessions in the file: agreed steps carry their mark, closing freezes, and a copy by plan JSON compares the same."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.domain.plan_values import PlanValues
from desktop.domain.sessions import as_of, compared, homework, in_turn, stood
from desktop.exchange import plan_json
from desktop.plan import document, edits, read, session_edits
from desktop.plan.file import Plan
from tests.made_up import empty_plan, key_of, sample_plan

ON = date(2026, 3, 9)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with Plan.open(sample_plan(tmp_path / "a.rapport")) as plan:
        yield plan


def session_of(plan: Plan, key: int) -> r.Session:
    found = read.record(plan, r.Session, key)
    assert found is not None
    return found


def test_an_agreed_step_carries_the_session_and_goes_with_undo(plan: Plan) -> None:
    key = key_of(plan, "k3", "sessions")
    step = session_edits.agree(plan, key, "Ask before drafting", "2026-03-20", "Somebody corrects me early")
    kept = read.record(plan, r.NextStep, step)
    assert kept is not None
    assert (kept.kind, kept.due, kept.first_sign, kept.agreed_in) == (
        "promise", "2026-03-20", "Somebody corrects me early", key,
    )  # fmt: skip
    assert homework(read.records(plan, r.NextStep), session_of(plan, key)) == (kept,)
    session_edits.drop_agreed(plan, step)
    assert session_of(plan, key).agreed == ()
    run(plan.undo())
    assert session_of(plan, key).agreed == (step,)
    session_edits.delete_session(plan, key)
    kept = read.record(plan, r.NextStep, step)
    assert kept is not None
    assert kept.agreed_in is None


def test_the_check_in_is_two_answers_or_none(plan: Plan) -> None:
    key = key_of(plan, "k3", "sessions")
    session_edits.check_in(plan, key, on=ON, moved="Rosalind read it early.")
    session_edits.check_in(plan, key, on=ON, wanted="Courage")
    assert session_of(plan, key).check_in == r.CheckIn("2026-03-09", "Rosalind read it early.", "Courage")
    session_edits.check_in(plan, key, on=ON, moved=None)
    session_edits.check_in(plan, key, on=ON, wanted=None)
    assert session_of(plan, key).check_in is None


def test_closing_freezes_and_fixes_the_next(plan: Plan) -> None:
    key = key_of(plan, "k3", "sessions")
    run(session_edits.close_session(plan, key, on=ON, following=date(2026, 4, 20)))
    closed = session_of(plan, key)
    assert closed.closed
    assert closed.snapshot is not None
    assert closed.snapshot.taken == "2026-03-09"
    following = in_turn(read.records(plan, r.Session).values())[-1]
    assert (following.date, following.with_, following.closed) == ("2026-04-20", "coach", False)
    person = key_of(plan, "c12")
    edits.move_contact(plan, person, "advocate", on=date(2026, 4, 1))
    assert session_of(plan, key).snapshot == closed.snapshot
    run(plan.undo())
    run(plan.undo())
    assert not session_of(plan, key).closed
    assert len(read.records(plan, r.Session)) == 3
    run(plan.redo())
    session_edits.open_again(plan, key)
    assert session_of(plan, key).snapshot is None


def said(values: PlanValues, first: r.Session, second: r.Session) -> Any:
    """What differs, by uid."""
    found = compared(values, stood(values, first), stood(values, second))
    return (
        [(values.contacts[each.contact].uid, each.before, each.after) for each in found.moved],
        [(values.goals[each.goal].uid, each.after.status, each.after.current) for each in found.goals],
        [(values.focal_relationships[a.focal].uid, a.question, a.before, a.after) for a in found.answers],
        [(values.next_steps[each.step].uid, each.before, each.after) for each in found.steps],
        [each.uid for each in found.learned],
    )


def test_two_sessions_compare_the_same_after_export_and_import(plan: Plan, tmp_path: Path) -> None:
    first = key_of(plan, "k3", "sessions")
    run(session_edits.close_session(plan, first, on=ON, following=date(2026, 4, 20)))
    edits.move_contact(plan, key_of(plan, "c12"), "advocate", on=date(2026, 4, 1))
    edits.set_goal_status(plan, key_of(plan, "g1", "goals"), "achieved", on=date(2026, 4, 2), why="It is done.")
    second = in_turn(read.records(plan, r.Session).values())[-1].id
    session_edits.agree(plan, second, "Thank her", "2026-05-01")
    run(session_edits.close_session(plan, second, on=date(2026, 4, 20)))
    values = run(document.read_values(plan))
    before = said(values, values.sessions[first], values.sessions[second])
    assert before[0] == [("c12", "acquaintance", "advocate")]
    assert [each[1] for each in before[1]] == ["achieved"]
    assert len(before[3]) == 1
    # What was frozen stays though the past is told otherwise later.
    edits.move_contact(plan, key_of(plan, "c14"), "advocate", on=date(2026, 3, 20))
    values = run(document.read_values(plan))
    assert values.sessions[second].snapshot != as_of(values, date(2026, 4, 20))
    assert said(values, values.sessions[first], values.sessions[second]) == before
    text = plan_json.dumps(plan_json.document_of(values))
    again = plan_json.values_of(plan_json.parse(text), {}, None)
    sessions = {each.date: each for each in again.sessions.values()}
    assert said(again, sessions["2026-03-09"], sessions["2026-04-20"]) == before


def test_the_first_session_of_an_empty_plan(tmp_path: Path) -> None:
    with Plan.open(empty_plan(tmp_path / "e.rapport")) as plan:
        key = session_edits.add_session(plan, ON, "coach")
        run(session_edits.close_session(plan, key, on=ON))
        frozen = session_of(plan, key).snapshot
        assert frozen is not None
        assert (frozen.tiers, frozen.goals, frozen.steps) == ({}, (), {})
