"""Sessions: what is frozen, and what differs between two of them."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from desktop.domain import records as r
from desktop.domain.sessions import as_of, compared, homework, in_turn, snapshot, stood, tier_at
from tests.sample import DAY, values

SAMPLE = values()


def key(collection: str, uid: str) -> int:
    return next(k for k, each in getattr(SAMPLE, collection).items() if each.uid == uid)


def test_what_is_frozen_is_how_the_plan_stands() -> None:
    frozen = snapshot(SAMPLE, DAY)
    assert frozen.taken == "2026-03-02"
    assert frozen.tiers == {c.id: c.tier for c in SAMPLE.contacts.values() if c.tier}
    assert {each.goal for each in frozen.goals} == {g.id for g in SAMPLE.goals.values() if g.status != "superseded"}
    assert r.AnswerThen(key("focal_relationships", "f1"), "successful", 2) in frozen.answers
    assert frozen.steps[key("next_steps", "s01")] == "done"


def test_nothing_differs_from_itself() -> None:
    frozen = snapshot(SAMPLE, DAY)
    found = compared(SAMPLE, frozen, frozen)
    assert not any((found.moved, found.goals, found.answers, found.steps, found.learned))
    assert as_of(SAMPLE, DAY).tiers == frozen.tiers


def test_the_sessions_of_the_sample() -> None:
    first, second, coming = in_turn(SAMPLE.sessions.values())
    assert [[step.uid for step in homework(SAMPLE.next_steps, each)] for each in (first, second, coming)] == [
        ["s01"], ["s03", "s04"], [],
    ]  # fmt: skip
    found = compared(SAMPLE, stood(SAMPLE, first), stood(SAMPLE, second))
    assert (found.since, found.until) == (date(2025, 11, 24), date(2026, 2, 16))
    moved = {SAMPLE.contacts[each.contact].uid: (each.before, each.after) for each in found.moved}
    for person, (before, after) in moved.items():
        history = SAMPLE.contacts[key("contacts", person)].tier_history
        assert any((a.tier, b.tier) == (before, after) for a, b in pairwise(history)) or before is None
    steps = {SAMPLE.next_steps[each.step].uid: (each.before, each.after) for each in found.steps}
    assert steps["s01"] == ("open", "done")
    assert steps["s03"][0] is None
    objections = next(each for each in found.goals if each.before and each.goal == key("goals", "g1"))
    assert objections.before is not None
    assert (objections.before.current, objections.after.current) == (4, 3)


@pytest.mark.parametrize(("days", "tier"), [(-1, "acquaintance"), (0, "ally"), (1, "ally")])
def test_where_somebody_stood_on_a_day(days: int, tier: str) -> None:
    moved = date(2026, 1, 31)
    person = r.Contact(
        1, "c", "Ana", tier="ally",
        tier_history=(r.TierChange("acquaintance", "2024-02-29"), r.TierChange("ally", moved.isoformat())),
    )  # fmt: skip
    assert tier_at(person, moved + timedelta(days=days)) == tier
    assert tier_at(person, date(2024, 2, 28)) is None
    assert tier_at(replace(person, tier_history=()), date(2020, 1, 1)) == "ally"


def test_who_comes_goes_and_moves_is_told_and_a_draft_is_no_news() -> None:
    before = snapshot(SAMPLE, DAY)
    ally = next(c for c in SAMPLE.contacts.values() if c.tier == "ally")
    gone = next(c for c in SAMPLE.contacts.values() if c.tier == "aware")
    focal = next(iter(SAMPLE.focal_relationships))
    draft = r.Goal(900, "new", focal, 1, None, "Think", None, None, None, None, None, None, "draft")
    people = {k: replace(c, tier="advocate") if c is ally else c for k, c in SAMPLE.contacts.items()}
    del people[gone.id]
    later = replace(
        SAMPLE,
        contacts=people,
        goals={**SAMPLE.goals, 900: draft},
    )  # fmt: skip
    found = compared(later, before, snapshot(later, DAY + timedelta(days=30)))
    assert [(each.contact, each.before, each.after) for each in found.moved] == [(ally.id, "ally", "advocate")]
    assert all(each.goal != 900 for each in found.goals)
    active = replace(later, goals={**later.goals, 900: replace(draft, status="active")})
    news = compared(active, before, snapshot(active, DAY + timedelta(days=30))).goals
    assert [(each.goal, each.before) for each in news] == [(900, None)]
