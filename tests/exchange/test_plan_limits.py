"""Plan JSON with values that no plan can hold: refused before anything is written, with the place named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.assets import asset
from desktop.domain.job import run
from desktop.exchange import plan_json

Change = Callable[[dict[str, Any]], object]


def sample() -> dict[str, Any]:
    return plan_json.parse(asset("sample-plan.json").read_bytes())


def spoilt(change: Change) -> dict[str, Any]:
    said = sample()
    change(said)
    return said


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("contacts[0].tier", lambda d: d["contacts"][0].update(tier="friend")),
        ("contacts[0].tier", lambda d: d["contacts"][0].update(tier="")),
        (
            "contacts[0].tier_history[0].tier",
            lambda d: d["contacts"][0].update(tier_history=[{"tier": "x", "from": "2025"}]),
        ),
        ("groups[0].desired_tier", lambda d: d["groups"][0].update(desired_tier="near")),
        ("gaps[0].desired", lambda d: d["gaps"][0].update(desired="near")),
        ("gaps[0].best", lambda d: d["gaps"][0].update(best="near")),
        ("focal_relationships[0].target_tier", lambda d: d["focal_relationships"][0].update(target_tier="near")),
        (
            "sessions[0].snapshot.tiers",
            lambda d: d["sessions"][0].update(
                snapshot={"taken": "2026-01-01", "tiers": {"c01": "x"}, "goals": [], "answers": [], "steps": {}}
            ),
        ),
        ("ties[0].strength", lambda d: d["ties"][0].update(strength=4)),
        ("ties[0].strength", lambda d: d["ties"][0].update(strength=0)),
        ("ties[0]", lambda d: d["ties"][0].update(a=d["ties"][0]["b"])),
        ("ties[0].a", lambda d: d["ties"][0].pop("a")),
        ("contacts[0].influence", lambda d: d["contacts"][0].update(influence=6)),
        ("contacts[0].interest", lambda d: d["contacts"][0].update(interest=0)),
        ("contacts[0].support_to_me", lambda d: d["contacts"][0].update(support_to_me=-1)),
        ("contacts[0].support_to_them", lambda d: d["contacts"][0].update(support_to_them=4)),
        ("insights[0].confidence", lambda d: d["insights"][0].update(confidence=5)),
        ("goals[1].gas_now", lambda d: d["goals"][1].update(gas_now=3)),
        ("goals[1].focal", lambda d: d["goals"][1].update(focal=None)),
        ("contacts[0].known_since", lambda d: d["contacts"][0].update(known_since="long ago")),
        ("contacts[0].last_two_way", lambda d: d["contacts"][0].update(last_two_way="2026-02-30")),
        ("conversations[0].date", lambda d: d["conversations"][0].update(date="20260302")),
        ("goals[1].due", lambda d: d["goals"][1].update(due="2026-3-2")),
        ("next_steps[0].due", lambda d: d["next_steps"][0].update(due="soon")),
        ("focal_relationships[0].opened", lambda d: d["focal_relationships"][0].update(opened="2026-13")),
        ("focal_relationships[0].next_review", lambda d: d["focal_relationships"][0].update(next_review="x")),
        (
            "alliances[0].shared_measure.series[0]",
            lambda d: d["alliances"][0]["shared_measure"].update(series=[["x", 1]]),
        ),
        (
            "alliances[0].shared_measure.target",
            lambda d: d["alliances"][0]["shared_measure"].update(target=float("inf")),
        ),
    ],
)
def test_a_value_that_no_plan_can_hold_is_refused(where: str, change: Change) -> None:
    with pytest.raises(plan_json.NotPlanJson) as refused:
        plan_json.values_of(spoilt(change), {}, None)
    assert (refused.value.code, refused.value.where) == ("wrong_type", where)


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["contacts"][0].update(tier=None, known_since="2019", last_two_way="2026-02-28T10:30"),
        lambda d: d["contacts"][0].update(known_since="2019-05", influence=None),
        lambda d: d["goals"][1].update(due=None),
        lambda d: d["sessions"][0].update(date=""),
        lambda d: d["contacts"][0].update(name="W" * 5000, lang="anything", direction="sideways"),
    ],
)
def test_partial_dates_and_free_text_are_taken(change: Change) -> None:
    assert plan_json.values_of(spoilt(change), {}, None).contacts


def test_a_name_beyond_all_measure_is_refused() -> None:
    with pytest.raises(plan_json.NotPlanJson) as refused:
        plan_json.values_of(spoilt(lambda d: d["contacts"][0].update(name="W" * 5001)), {}, None)
    assert refused.value.code == "too_long"
    assert "contacts[0].name" in refused.value.words()


def test_what_a_plan_has_already_may_leave_out_whom_it_is_about() -> None:
    said = sample()
    focal = said["focal_relationships"][0]
    part = {
        "schema": "rapport-plan",
        "kind": "personal",
        "owner": said["owner"] | {"organisation": None, "group": None},
    }
    part["focal_relationships"] = [{"id": focal["id"], "state": "closed"}]
    assert plan_json.values_of(part, {"focal_relationships": {focal["id"]: 1}}, None).focal_relationships[1]
    with pytest.raises(plan_json.NotPlanJson):
        plan_json.values_of(part, {}, None)


def test_numbers_that_json_does_not_have_are_neither_read_nor_written() -> None:
    data = plan_json.dumps(sample()).replace(b'"target": 20', b'"target": 1e999')
    with pytest.raises(plan_json.NotPlanJson):
        plan_json.values_of(plan_json.parse(data), {}, None)
    with pytest.raises(ValueError, match="JSON"):
        plan_json.dumps({"a": float("nan")})


def test_a_large_plan_is_read_in_slices() -> None:
    said = sample()
    said["contacts"] += [{"id": f"x{n}", "name": f"Wren {n}"} for n in range(2_000)]
    steps = list(plan_json.read_values(said, {}, None))
    assert len(steps) > 10
    assert steps == sorted(steps)
    assert run(plan_json.read_values(said, {}, None)).contacts == plan_json.values_of(said, {}, None).contacts
