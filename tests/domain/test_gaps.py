"""Who is shown as missing, what was decided, and R13."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain import records as r
from desktop.domain.gaps import Missing, decided, first_to_fill, missing
from desktop.domain.introductions import asked_lately, next_states, resting, rests_until, with_state
from desktop.domain.job import run
from desktop.domain.network import network_of
from desktop.domain.states import INTRODUCTION
from desktop.domain.survey import survey
from tests import sample

ASKED = sample.DAY - timedelta(days=10)


def gap(key: int, group: int | None, decision: str = "", role: str | None = None, desired: str = "ally") -> r.Gap:
    return r.Gap(key, f"p{key}", group, desired, None, "", (), decision, role)


def test_a_group_is_missing_once_and_a_named_role_stands_for_it() -> None:
    uncovered = [(1, "ally"), (2, "ally"), (3, "acquaintance")]
    gaps = [gap(1, 1), gap(2, 2, role="Head of data"), gap(3, 3, role="Auditor", desired="aware")]
    assert missing(uncovered, gaps) == (
        Missing(1, "ally", "", 1),
        Missing(3, "acquaintance", "", None),  # an auditor who knows of me does not fill it
        Missing(2, "ally", "Head of data", 2),
        Missing(3, "aware", "Auditor", 3),
    )


def test_what_is_to_be_left_is_not_shown() -> None:
    assert missing([(1, "ally")], [gap(1, 1, "leave: no work there this year")]) == ()
    assert missing([], [gap(1, None, "leave", role="Editor")]) == ()
    assert [decided(gap(1, 1, said)) for said in ("create c38 (f5)", "not now", "", "leave", "leaves")] == [
        "create", "", "", "leave", "",
    ]  # fmt: skip


def test_r6_orders_the_gaps() -> None:
    values = sample.values()
    found = run(survey(network_of(values, sample.DAY)))
    key = {group.uid: group.id for group in values.groups.values()}
    best = {
        uid: max(c.priority for c in found.candidates if key[uid] in found.network.nodes[c.person].groups)
        for uid in ("g_proc", "g_cust")
    }
    absent = missing([(key["g_cust"], "ally"), (key["g_proc"], "ally")], [gap(1, None, role="Editor")])
    order = [each.group for each in first_to_fill(absent, found.network, found.candidates)]
    unknown = 3 * 3 * 3 / 2  # influence, interest, steps to an ally; no way
    scores = {key["g_proc"]: best["g_proc"], key["g_cust"]: best["g_cust"], None: unknown}
    assert len(set(scores.values())) == 3
    assert order == sorted(scores, key=lambda group: -scores[group])


def introduction(state: str, asked: str | None = ASKED.isoformat(), **said: object) -> r.Introduction:
    return replace(r.Introduction(1, "i1", 9, 2, (1, 2, 9), "", "", state, asked, None, None), **said)


def test_r13_a_declined_pair_rests_for_180_days() -> None:
    for state in ("broker_declined", "target_declined"):
        said = introduction(state)
        until = rests_until(said)
        assert until is not None
        assert until == ASKED + timedelta(days=180)
        assert resting([said], until - timedelta(days=1)) == {(2, 9)}
        assert resting([said], until) == frozenset()
    assert rests_until(introduction("broker_agreed")) is None
    assert resting([introduction("broker_declined", None)], sample.DAY) == frozenset()


def test_r13_over_two_people_neither_of_them_is_asked_again() -> None:
    said = introduction("broker_declined", path=(1, 2, 5, 9))
    assert resting([said], sample.DAY) == {(2, 9), (5, 9)}


def test_r13_nobody_is_introduced_before_both_said_yes() -> None:
    said = introduction("idea", None)
    for state in ("broker_asked", "broker_agreed", "target_asked", "target_agreed", "introduced"):
        said = replace(said, **with_state(said, state, sample.DAY))
    today = sample.DAY.isoformat()
    assert (said.asked, said.broker_consent, said.target_consent) == (today, today, today)
    assert next_states(said) == ("conversation_held",)
    assert next_states(introduction("target_agreed", broker_consent="2026-01-01")) == ()
    for state in INTRODUCTION:
        for then in set(INTRODUCTION) - set(next_states(introduction(state))):
            with pytest.raises(ValueError, match=state):
                with_state(introduction(state), then, sample.DAY)


def test_who_was_asked_lately() -> None:
    asked = [introduction("broker_asked"), introduction("broker_declined"), introduction("idea")]
    assert asked_lately([*asked, introduction("introduced", "2025-06-01")], sample.DAY) == {2: 2}
