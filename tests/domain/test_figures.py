"""The figures of the sample, and of any plan at all: they follow from the rules, and nothing makes them fail."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import records as r
from desktop.domain.answers import QUESTIONS
from desktop.domain.attainment import progress, t_score
from desktop.domain.dates import first_day
from desktop.domain.figures import figures
from desktop.domain.patterns import all_cases
from desktop.domain.recommend import suggestions
from desktop.domain.relationships import relationships
from desktop.domain.reviewing import aged, reviewed
from desktop.domain.tiers import EGO_TIERS, TIERS
from tests import sample
from tests.domain.generated import CATALOGUE, DAY, made_up, plans

if TYPE_CHECKING:
    from desktop.domain.plan_values import PlanValues

DAYS = st.integers(-500, 500).map(lambda days: DAY + timedelta(days=days))


def of(values: PlanValues, on: date = DAY) -> dict[str, Any]:
    return figures(values, on, CATALOGUE)


def test_the_sample() -> None:
    found, expected = of(sample.values(), sample.DAY), sample.expected()
    for key, value in found.items():
        assert value == expected[key], key
    assert list(found) == [
        "tiers", "cadence", "reviews_due", "five_questions", "investigate", "insight_coverage", "goal_attainment",
        "recommended_engagements", "last_90_days", "open_promises", "steps_overdue", "anti_patterns",
        "workshop", "network", "diversity", "advocates", "coverage", "brokers", "articulation_points_without_owner",
        "introduction_paths", "single_points_of_failure", "reciprocity",
    ]  # fmt: skip


def test_an_empty_plan_has_nothing_undefined_but_none() -> None:
    found = of(made_up(1, 0, 0, 0))
    assert found["goal_attainment"] == {"levels": {}, "weights": {}, "T": None, "progress": {}}
    assert found["reciprocity"]["share"] is None
    assert found["last_90_days"] == {"conversations": 0, "contacts_by_tier": {}, "mean_talk_share": None}
    assert found["tiers"] == {"counts": {}, "capacity": {}}
    assert found["anti_patterns"] == []


@given(plans(), DAYS)
def test_any_plan_on_any_day_has_figures_that_json_can_hold(values: PlanValues, on: date) -> None:
    found = of(values, on)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert of(values, on) == found


@pytest.mark.parametrize("on", [date.min, date(2024, 2, 29), date(2025, 12, 31), date.max])
def test_no_day_is_too_early_or_too_late(on: date) -> None:
    values = made_up(3, 30, 6, 40)
    of(values, on)
    all_cases(values, on)
    for about in relationships(values, on).values():
        aged(about)
        reviewed(about, {}, CATALOGUE)


@given(plans())
def test_counts_add_up(values: PlanValues) -> None:
    found = of(values)
    people = [contact for contact in values.contacts.values() if contact.tier]
    assert sum(found["tiers"]["counts"].values()) == len(people)
    assert {tier: n for tier, (n, _capacity) in found["tiers"]["capacity"].items()} == found["tiers"]["counts"]
    assert 0 not in found["tiers"]["counts"].values()
    sides = found["reciprocity"]
    one_way = len(sides["they_give_only"]) + len(sides["i_give_only"]) + len(sides["neither"])
    assert sides["mutual"] + one_way == sides["of"] <= sum(contact.tier in EGO_TIERS for contact in people)
    assert sides["share"] is None if not sides["of"] else 0 <= sides["share"] <= 1


@given(plans(), DAYS)
def test_what_is_to_be_found_out_is_what_the_five_questions_say(values: PlanValues, on: date) -> None:
    found = of(values, on)
    states = [answer["state"] for five in found["five_questions"].values() for answer in five.values()]
    assert len(states) == 5 * len(found["five_questions"])
    for focal, five in found["five_questions"].items():
        assert found["investigate"][focal] == [q for q, answer in five.items() if answer["state"] == "investigate"]
        early = five["trends"]["state"] == "not yet applicable"
        for question, answer in five.items():
            if answer["state"] == "not yet applicable":
                assert early
                assert question not in ("important", "frustrates")
                continue
            assert answer["raw"] - 1 <= answer["effective"] <= answer["raw"]
            if answer["state"] != "waits for a success and a failure":
                assert (answer["effective"] >= (2 if early else 3)) is (answer["state"] == "ok")
    confident, asked = found["insight_coverage"]["confident"], found["insight_coverage"]["of"]
    assert confident == states.count("ok")
    assert asked - confident == sum(map(len, found["investigate"].values()))


@given(plans())
def test_p2_nobody_who_waits_is_counted(values: PlanValues) -> None:
    """Discarding everybody who waits, with their key relationships, changes no figure about people."""
    waiting = {key for key, contact in values.contacts.items() if contact.tier is None}
    gone = {key for key, focal in values.focal_relationships.items() if focal.contact in waiting}
    kept = replace(
        values,
        contacts={key: contact for key, contact in values.contacts.items() if key not in waiting},
        focal_relationships={key: focal for key, focal in values.focal_relationships.items() if key not in gone},
        conversations={
            key: replace(talk, contacts=tuple(person for person in talk.contacts if person not in waiting))
            for key, talk in values.conversations.items()
        },
        goals={key: goal for key, goal in values.goals.items() if goal.focal not in gone},
        insights={key: insight for key, insight in values.insights.items() if insight.focal not in gone},
        next_steps={key: step for key, step in values.next_steps.items() if step.focal not in gone},
    )
    assert of(kept) == of(values)


def in_any_order(figure: Any) -> Any:
    """Lists of ids sorted, all else as it is."""
    if isinstance(figure, dict):
        return {key: in_any_order(value) for key, value in figure.items()}
    if isinstance(figure, list) and all(isinstance(each, str) for each in figure):
        return sorted(figure)
    return [in_any_order(each) for each in figure] if isinstance(figure, list) else figure


@given(plans(), st.randoms(use_true_random=False))
def test_the_order_in_which_people_are_read_decides_nothing_but_the_order_of_lists(
    values: PlanValues, random: Any
) -> None:
    shuffled = list(values.contacts.items())
    random.shuffle(shuffled)
    found, other = of(values), of(replace(values, contacts=dict(shuffled)))
    assert in_any_order(found) == in_any_order(other)


@given(plans())
def test_conversations_after_the_day_change_nothing(values: PlanValues) -> None:
    people = tuple(values.contacts)
    later = {
        10_000 + n: r.Conversation(
            10_000 + n, f"later{n}", people, (DAY + timedelta(days=n)).isoformat(), None, "phone", None, "",
            r.Listening(1.0, "", None, None, ""), ("x",), ("y",), (),
        )
        for n in (1, 2, 400)
    }  # fmt: skip
    assert of(replace(values, conversations={**values.conversations, **later})) == of(values)


@given(plans())
def test_suggestions_obey_their_table(values: PlanValues) -> None:
    found = of(values)["recommended_engagements"]
    for about in relationships(values, DAY).values():
        shown = found.get(about.focal.uid)
        assert (shown is None) is (about.goal is None)
        if about.goal is None or shown is None:
            continue
        assert len(shown) <= 3
        everything = suggestions(about, CATALOGUE, frozenset({2, 3}))
        assert [s.score for s in everything] == sorted((s.score for s in everything), reverse=True)
        for each in shown:
            kind = CATALOGUE.engagement_types[each["type"]]
            assert each["fit"] == CATALOGUE.fits(about.goal.type, kind.id) > 0
            assert TIERS.index(about.contact.tier or "") <= TIERS.index(kind.min_tier)
            assert set(each["answers"]) == set(kind.informs) & set(about.to_find_out)
            best = 10 * each["fit"] + 4 * min(2, len(each["answers"])) - 2 * (kind.effort - 1)
            assert each["score"] in {best - 3 * recent - 8 * n for recent in (0, 1) for n in range(40)}


@given(plans(), DAYS)
def test_cadence_names_those_chosen_for_whom_it_is_time(values: PlanValues, on: date) -> None:
    found = of(values, on)["cadence"]
    days = {tier.uid: (tier.ideal_days, tier.max_days) for tier in values.tiers.values()}
    for contact in values.contacts.values():
        known = [first_day(contact.last_two_way)]
        known += [
            first_day(talk.date)
            for talk in values.conversations.values()
            if talk.two_way and contact.id in talk.contacts and talk.date <= on.isoformat()
        ]
        last = max((day for day in known if day), default=None)
        expected = None
        if contact.keep_in_touch and contact.tier in EGO_TIERS and last:
            since = (on - last).days
            ideal, most = days[contact.tier]
            assert ideal
            assert most
            status = "dormant" if since >= 1095 else "overdue" if since > most else "due" if since > ideal else None
            expected = {"days": since, "status": status} if status else None
        assert found.get(contact.uid) == expected


@given(plans())
def test_last_90_days_counts_each_person_each_time(values: PlanValues) -> None:
    found = of(values)["last_90_days"]
    recent = [t for t in values.conversations.values() if 0 <= (DAY - date.fromisoformat(t.date)).days <= 90]
    assert found["conversations"] == len(recent)
    placed = [p for talk in recent for p in talk.contacts if values.contacts[p].tier]
    assert sum(found["contacts_by_tier"].values()) == len(placed)
    shares = [t.listening.talk_share for t in recent if t.listening and t.listening.talk_share is not None]
    assert found["mean_talk_share"] == (pytest.approx(fmean(shares), abs=0.0006) if shares else None)


@given(plans())
def test_steps_are_open_and_overdue_ones_were_due_before(values: PlanValues) -> None:
    found = of(values)
    steps = {step.uid: step for step in values.next_steps.values()}
    assert all(steps[uid].status == "open" for uid in found["open_promises"] + found["steps_overdue"])
    assert all(steps[uid].kind == "promise" for uid in found["open_promises"])
    assert all((first_day(steps[uid].due) or DAY) < DAY for uid in found["steps_overdue"])
    for key in ("open_promises", "steps_overdue"):
        assert found[key] == sorted(found[key], key=lambda uid: steps[uid].id)


@given(plans())
def test_a_review_of_any_relationship_leads_to_one_step_a_question(values: PlanValues) -> None:
    for about in relationships(values, DAY).values():
        for confidence in (0, 2, 3, 4):
            found = reviewed(about, dict.fromkeys(QUESTIONS, confidence), CATALOGUE)
            assert found.interval in (30, 60, 120, 180)
            assert found.next_review == DAY + timedelta(days=found.interval)
            assert {step.question for step in found.steps} <= set(found.low)
            assert len({step.question for step in found.steps}) == len(found.steps)
            assert all(step.due >= DAY for step in found.steps)
            refinement = found.lifted.refinement
            if found.low:
                assert found.interval == 30
                assert refinement is not None
                assert set(found.low) <= set(refinement.missing)
                assert not {step.question for step in found.lifted.close} & set(found.low)
        old = aged(about)
        assert old is None or (old.since <= DAY and set(old.questions) <= set(about.to_find_out))


@pytest.mark.parametrize(
    ("baseline", "target", "current", "expected"),
    [(4, 1, 3, 1 / 3), (0, 3, 0, 0.0), (47, 20, 31, 16 / 27), (5, 5, 5, None), (None, 1, 1, None), (0, 1, None, None)],
)
def test_progress_of_a_measure(
    baseline: float | None, target: float | None, current: float | None, expected: float | None
) -> None:
    measure = r.Measure("x", None, baseline, target, current, None, None, None)
    assert progress(measure) == (None if expected is None else pytest.approx(expected))
    assert progress(None) is None


def test_t_is_fifty_as_expected_and_none_without_levels() -> None:
    goal = r.Goal(1, "g", 1, 1, None, "s", None, None, None, None, 0, None, "active")
    assert t_score([goal, replace(goal, weight=3)]) == 50
    assert t_score([replace(goal, gas_now=1)]) == 60
    assert t_score([replace(goal, gas_now=-1), replace(goal, gas_now=None, weight=9)]) == 40
    assert t_score([replace(goal, gas_now=None)]) is None
    assert t_score([replace(goal, weight=0)]) is None
    assert t_score([]) is None
