"""States of the things in a plan; R9 and R10: versions of a goal, one active goal."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain import states
from desktop.domain.goals import another_active, changes_meaning
from desktop.domain.records import FocalRelationship, Goal, Introduction, Measure, Reading
from desktop.domain.states import falls_back, goal_wanted_by, may_become, may_introduce

MEASURE = Measure("Objections", "per quarter", 4, 1, 3, "down", "log", "2026-02-13")
GOAL = Goal(
    1, "g1", 1, 1, "turn_around", "She backs it.", "me", "her", MEASURE, None, None, "2026-06-30", "active", weight=2
)
FOCAL = FocalRelationship(
    1, "f1", 2, "strengthen", 1, "ally", None, "active", "2026-02-14", 30, "2026-03-16", ""
)  # fmt: skip


@pytest.mark.parametrize(
    ("table", "path"),
    [
        (states.FOCAL, "candidate active paused active sustained closed"),
        (states.FOCAL, "active candidate active"),
        (states.GOAL, "draft ready active achieved"),
        (states.GOAL, "ready active superseded"),
        (states.ENGAGEMENT, "planned scheduled held debriefed"),
        (states.ENGAGEMENT, "planned held"),
        (states.ENGAGEMENT, "scheduled cancelled"),
        (
            states.INTRODUCTION,
            "idea broker_asked broker_agreed target_asked target_agreed introduced conversation_held",
        ),
        (states.REVIEW, "due open completed"),
        (states.STEP, "open done"),
    ],
)
def test_states_in_their_order(table: states.States, path: str) -> None:
    way = path.split()
    assert all(may_become(table, now, then) for now, then in itertools.pairwise(way))


@pytest.mark.parametrize(
    ("table", "now", "then"),
    [
        (states.FOCAL, "closed", "active"),
        (states.FOCAL, "candidate", "sustained"),
        (states.GOAL, "draft", "active"),
        (states.GOAL, "achieved", "active"),
        (states.ENGAGEMENT, "held", "planned"),
        (states.ENGAGEMENT, "cancelled", "held"),
        (states.INTRODUCTION, "broker_agreed", "introduced"),
        (states.INTRODUCTION, "broker_declined", "introduced"),
        (states.STEP, "done", "open"),
        (states.STEP, "nowhere", "open"),
    ],
)
def test_what_may_not_follow(table: states.States, now: str, then: str) -> None:
    assert not may_become(table, now, then)


@pytest.mark.parametrize("table", [states.FOCAL, states.GOAL, states.ENGAGEMENT, states.INTRODUCTION, states.STEP])
def test_every_state_that_can_be_reached_is_known(table: states.States) -> None:
    assert {then for after in table.values() for then in after} <= set(table)


@pytest.mark.parametrize(("days", "back"), [(13, False), (14, False), (15, True)])
def test_an_active_relationship_without_a_goal_is_a_candidate_after_a_fortnight(days: int, back: bool) -> None:
    on = date(2026, 2, 14) + timedelta(days=days)  # 28 February is the last day
    assert falls_back(FOCAL, (), on) is back
    assert not falls_back(FOCAL, (GOAL,), on)
    assert not falls_back(replace(FOCAL, state="paused"), (), on)


def test_the_fortnight_starts_again_when_the_goal_is_closed() -> None:
    achieved = replace(GOAL, status="achieved", closed="2026-02-20")
    assert goal_wanted_by(FOCAL, (achieved, replace(GOAL, focal=9))) == date(2026, 3, 6)
    assert goal_wanted_by(replace(FOCAL, opened=""), ()) is None


@pytest.mark.parametrize(
    ("change", "another"),
    [
        ({"statement": "She co-signs it."}, True),
        ({"type": "repair"}, True),
        ({"measure": None}, True),
        ({"measure": replace(MEASURE, indicator="Co-signatures")}, True),
        ({"measure": replace(MEASURE, unit="a year")}, True),
        ({"measure": replace(MEASURE, target=0)}, True),
        ({"measure": replace(MEASURE, current=2, readings=(Reading("2026-03-02", 2),))}, False),
        ({"due": "2026-09-30"}, False),
        ({"helps_me": "more"}, False),
        ({"weight": 3, "gas_now": 1}, False),
    ],
)
def test_r9_which_edits_make_a_new_version(change: dict[str, object], another: bool) -> None:
    assert changes_meaning(GOAL, replace(GOAL, **change)) is another  # type: ignore[arg-type]


def test_r10_a_second_active_goal_is_noticed() -> None:
    second = replace(GOAL, id=2, uid="g2", status="draft")
    assert another_active(second, (GOAL, second)) == GOAL
    assert another_active(GOAL, (GOAL, second)) is None
    assert another_active(second, (replace(GOAL, focal=9), replace(GOAL, status="achieved"))) is None


@pytest.mark.parametrize(
    ("broker", "target", "may"),
    [("2026-02-17", "2026-02-20", True), ("2026-02-17", None, False), (None, "2026-02-20", False), (None, None, False)],
)
def test_an_introduction_needs_both_consents(broker: str | None, target: str | None, may: bool) -> None:
    said = Introduction(1, "i1", 2, 3, (), "", "", "target_agreed", None, broker, target)
    assert may_introduce(said) is may
