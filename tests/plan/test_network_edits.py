"""Ties, gaps and introductions: each in one Step that undo takes back whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.domain import records as r
from desktop.domain.gaps import Missing, decided
from desktop.domain.job import run
from desktop.domain.ways import ways_to
from desktop.plan import document, edits, network_edits, read, read_network
from desktop.plan.errors import GapReasonWanted, NotBothAsked, PairRests
from desktop.plan.file import Plan
from tests.made_up import key_of, sample_plan
from tests.sample import DAY


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    """The sample; whatever a test did is undone whole at its end, Step by Step."""
    with Plan.open(sample_plan(tmp_path / "a.rapport")) as opened:
        before = run(document.read_values(opened))
        yield opened
        while opened.undoable:
            run(opened.undo())
        assert run(document.read_values(opened)) == before


def the(plan: Plan, kind: type[Any], key: int) -> Any:
    found = read.record(plan, kind, key)
    assert found is not None
    return found


def steps(plan: Plan) -> int:
    """How many Steps can be undone; they stay undone."""
    many = 0
    while plan.undoable:
        run(plan.undo())
        many += 1
    return many


def test_a_tie_is_noted_once_whichever_way_round(plan: Plan) -> None:
    a, b = key_of(plan, "c01"), key_of(plan, "c40")
    key = network_edits.note_tie(plan, a, b, 2, "told", "Somebody")
    assert network_edits.note_tie(plan, b, a, 3) == key
    tie = the(plan, r.Tie, key)
    assert (tie.a, tie.b, tie.strength, tie.basis) == (a, b, 3, "seen")
    for other in (a, document.owner_id(plan)):
        with pytest.raises(ValueError, match="two others"):
            network_edits.note_tie(plan, a, other)


def test_the_words_of_a_tie_go_when_they_no_longer_fit(plan: Plan) -> None:
    a, b = key_of(plan, "c01"), key_of(plan, "c02")
    key = network_edits.note_tie(plan, a, b, 3, "told")
    assert the(plan, r.Tie, key).label == "close"
    network_edits.note_tie(plan, a, b, 1)
    assert the(plan, r.Tie, key).label == ""


def missing_in(plan: Plan, group: int | None) -> list[Missing]:
    return [each for each in read_network.absent(plan, DAY) if each.group == group]


def test_a_role_is_missing_before_it_has_a_name(plan: Plan) -> None:
    group = key_of(plan, "g_proc", "groups")
    gap = network_edits.add_role(plan, "Head of contracts", group, "ally", "Contract change is slow")
    assert missing_in(plan, group) == [Missing(group, "ally", "Head of contracts", gap)]
    assert the(plan, r.Gap, gap).best == "acquaintance"
    elsewhere = network_edits.add_role(plan, "Editor", None, "acquaintance")
    assert missing_in(plan, None) == [Missing(None, "acquaintance", "Editor", elsewhere)]


def test_a_role_becomes_a_person_and_a_key_relationship_in_one_step(plan: Plan) -> None:
    group = key_of(plan, "g_proc", "groups")
    gap = network_edits.add_role(plan, "Head of contracts", group, "ally", "Contract change is slow")
    (missing,) = missing_in(plan, group)
    key = network_edits.fill_gap(plan, missing, " Ngaio Whetstone ", on=DAY)
    person, focal, kept = the(plan, r.Contact, key), read.focal_of(plan, key), read.records(plan, r.Gap)
    assert (person.name, person.role, person.tier) == ("Ngaio Whetstone", "Head of contracts", "unconnected")
    assert person.groups == (group,)
    assert person.tier_history == (r.TierChange("unconnected", DAY.isoformat()),)
    assert focal is not None
    assert (focal.kind, focal.target_tier, focal.state) == ("create", "ally", "active")
    assert focal.why_now == "Contract change is slow"
    assert gap not in kept, "the group has a record already"
    (own,) = (each for each in kept.values() if each.group == group)
    assert (own.role, own.candidates[-1], len(own.candidates)) == (None, key, 3)
    assert own.reason == "Contract change is the slowest step; Contract change is slow"
    assert steps(plan) == 2


def test_a_role_of_a_group_without_a_record_becomes_the_record_of_the_group(plan: Plan) -> None:
    group = key_of(plan, "g_cap", "groups")
    gap = network_edits.add_role(plan, "Editor", group, "ally")
    (missing,) = missing_in(plan, group)
    key = network_edits.fill_gap(plan, missing, "Ngaio Whetstone", on=DAY)
    kept = the(plan, r.Gap, gap)
    assert (kept.role, kept.candidates, decided(kept)) == (None, (key,), "create")


def test_who_has_a_name_is_not_left(plan: Plan) -> None:
    group = key_of(plan, "g_proc", "groups")
    (missing,) = missing_in(plan, group)
    left = network_edits.decide_gap(plan, missing.gap, "leave", "not this year")
    network_edits.add_role(plan, "Head of contracts", group, "ally")
    (role,) = missing_in(plan, group)
    network_edits.fill_gap(plan, role, "Ngaio Whetstone", on=DAY)
    assert decided(the(plan, r.Gap, left)) == "create"
    assert missing_in(plan, group) == [Missing(group, "ally", "", left)], "it stands once, and among the missing"


def test_a_group_without_a_record_gets_one_when_somebody_is_named(plan: Plan) -> None:
    group = key_of(plan, "g_ops", "groups")
    edits.change(plan, r.Group, group, desired_tier="advocate")
    (missing,) = missing_in(plan, group)
    assert missing.gap is None
    waits = edits.add_contacts(plan, ["Fiamma"], on=DAY)[0]
    assert network_edits.fill_gap(plan, missing, waits, on=DAY, tier="aware") == waits
    person = the(plan, r.Contact, waits)
    assert (person.tier, person.groups) == ("aware", (group,))
    (missing,) = missing_in(plan, group)
    assert missing.gap is not None
    assert the(plan, r.Gap, missing.gap).candidates == (waits,)


def test_somebody_known_stays_where_they_are_and_heads_nearer(plan: Plan) -> None:
    salma, group = key_of(plan, "c21"), key_of(plan, "g_exec", "groups")
    before, focal = the(plan, r.Contact, salma), read.focal_of(plan, salma)
    assert focal is not None
    missing = Missing(group, "advocate", "", None)
    network_edits.fill_gap(plan, missing, salma, on=DAY)
    after = the(plan, r.Contact, salma)
    assert after == replace(before, groups=(*before.groups, group))
    assert the(plan, r.FocalRelationship, focal.id).target_tier == "advocate"
    assert len(read.records(plan, r.FocalRelationship)) == 6


def test_a_gap_is_left_only_with_a_reason(plan: Plan) -> None:
    group = key_of(plan, "g_proc", "groups")
    (missing,) = missing_in(plan, group)
    with pytest.raises(GapReasonWanted):
        network_edits.decide_gap(plan, missing.gap, "leave", " ")
    key = network_edits.decide_gap(plan, missing.gap, "leave", "No tender\nthis year")
    gap = the(plan, r.Gap, key)
    assert (gap.decision, gap.reason) == ("leave: No tender this year", "Contract change is the slowest step")
    assert missing_in(plan, group) == []
    network_edits.decide_gap(plan, key, "create", candidates=[key_of(plan, "c23")])
    assert len(missing_in(plan, group)) == 1


def test_a_decision_makes_the_record_of_a_group_that_has_none(plan: Plan) -> None:
    group = key_of(plan, "g_ops", "groups")
    key = network_edits.decide_gap(plan, None, "strengthen", group=group)
    assert network_edits.decide_gap(plan, None, "", group=group) == key
    gap = the(plan, r.Gap, key)
    assert (gap.group, gap.desired, gap.best, gap.decision) == (group, "ally", "ally", "")


def test_r13_an_introduction_from_the_idea_to_the_conversation(plan: Plan) -> None:
    target = key_of(plan, "c40")
    (way, *_) = ways_to(read_network.around(plan, target, DAY), target)
    key = network_edits.propose_introduction(plan, way.people, on=DAY, reason="Their report")
    with pytest.raises(NotBothAsked):
        network_edits.set_introduction(plan, key, "introduced", on=DAY)
    for state in ("broker_asked", "broker_agreed", "target_asked"):
        network_edits.set_introduction(plan, key, state, on=DAY)
    with pytest.raises(NotBothAsked):
        network_edits.set_introduction(plan, key, "introduced", on=DAY)
    for state in ("target_agreed", "introduced", "conversation_held"):
        network_edits.set_introduction(plan, key, state, on=DAY)
    said = the(plan, r.Introduction, key)
    assert (said.state, said.broker_consent, said.target_consent) == ("conversation_held", *(2 * [DAY.isoformat()]))
    assert said.path == (document.owner_id(plan), *way.people)


def test_r13_a_declined_pair_rests(plan: Plan) -> None:
    between, target = key_of(plan, "c34"), key_of(plan, "c37")
    with pytest.raises(PairRests):
        network_edits.propose_introduction(plan, [between, target], on=DAY)
    with pytest.raises(PairRests):
        network_edits.propose_introduction(plan, [key_of(plan, "c35"), between, target], on=DAY)
    network_edits.propose_introduction(plan, [between, target], on=DAY + timedelta(days=180))
