"""The walk (P12), stances with their history (P14), and the plan's own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import catalogue_edits, document, edits, read, read_cycle, stance_edits, walk_edits
from desktop.plan.file import Plan
from desktop.plan.step import Edit

ON = date(2026, 3, 2)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    path = tmp_path / "a.rapport"
    Plan.create(path, lambda plan: document.start(plan, "personal", "Tamsin"))
    with Plan.open(path) as plan:
        edits.add_contacts(plan, ["Ann", "Ben", "Cleo", "Dov"], on=ON, tier="ally")
        yield plan


def people(plan: Plan) -> dict[str, int]:
    return {name: key for key, (name, _latin) in read.names(plan).items()}


def person(plan: Plan, name: str) -> r.Contact:
    found = read.record(plan, r.Contact, people(plan)[name])
    assert found is not None
    return found


def next_name(plan: Plan) -> str:
    now = walk_edits.walk(plan)
    return read.names(plan)[now.people[now.done]][0]


def test_p12_before_the_first_walk(plan: Plan) -> None:
    now = walk_edits.walk(plan)
    assert (len(now.people), now.done, now.on, now.under_way, now.again) == (4, 0, None, False, None)


@pytest.mark.parametrize(
    ("answer", "tier"), [("nearer", "advocate"), ("same", "ally"), ("further", "acquaintance"), ("let_go", None)]
)
def test_p12_an_answer_is_one_step_and_the_next_person_comes(plan: Plan, answer: str, tier: str | None) -> None:
    before = run(document.read_values(plan))
    walk_edits.answer_walk(plan, people(plan)["Ann"], answer, on=ON)
    assert plan.undoable is not None
    assert plan.undoable.edit is Edit.WALK
    assert person(plan, "Ann").tier == tier
    assert next_name(plan) == "Ben"
    run(plan.undo())
    assert run(document.read_values(plan)) == before
    assert next_name(plan) == "Ann"


def test_p12_nobody_is_nearer_than_advocate_or_further_than_not_connected(plan: Plan) -> None:
    for name, tier, answer in (("Ann", "advocate", "nearer"), ("Ben", "unconnected", "further")):
        edits.move_contact(plan, people(plan)[name], tier, on=ON)
        walk_edits.answer_walk(plan, people(plan)[name], answer, on=ON)
        assert person(plan, name).tier == tier


def test_p12_the_walk_survives_a_restart(plan: Plan) -> None:
    walk_edits.answer_walk(plan, people(plan)["Ann"], "further", on=ON)
    walk_edits.answer_walk(plan, people(plan)["Ben"], "same", on=ON)
    path = plan.path
    plan.close()
    with Plan.open(path) as again:
        now = walk_edits.walk(again)
        assert (now.done, now.on, now.under_way) == (2, ON, True)
        assert next_name(again) == "Cleo"


def test_p12_whoever_was_let_go_keeps_their_place_in_the_line(plan: Plan) -> None:
    walk_edits.answer_walk(plan, people(plan)["Ann"], "same", on=ON)
    walk_edits.answer_walk(plan, people(plan)["Ben"], "let_go", on=ON)
    assert next_name(plan) == "Cleo"
    run(edits.delete_contacts(plan, [people(plan)["Ben"]]))
    assert next_name(plan) == "Ann"  # nothing says any more how far it was: from the beginning


def test_p12_after_the_last_page_a_quarter_goes_by(plan: Plan) -> None:
    for name in ("Ann", "Ben", "Cleo", "Dov"):
        walk_edits.answer_walk(plan, people(plan)[name], "same", on=ON)
    now = walk_edits.walk(plan)
    assert (now.done, now.under_way, now.again) == (4, False, date(2026, 6, 2))
    walk_edits.begin_walk(plan, on=date(2026, 6, 2))
    assert next_name(plan) == "Ann"


def test_p12_what_could_be_offered_becomes_a_step(plan: Plan) -> None:
    walk_edits.answer_walk(plan, people(plan)["Ann"], "same", on=ON, offer="Her piece on tides")
    edits.make_key_relationship(plan, people(plan)["Ben"], "sustain", None, "", on=ON)
    walk_edits.answer_walk(plan, people(plan)["Ben"], "same", on=ON, offer="The survey")
    first, second = read.records(plan, r.NextStep).values()
    ann, ben = people(plan)["Ann"], people(plan)["Ben"]
    assert (first.focal, first.contact, first.text, first.status) == (None, ann, "Her piece on tides", "open")
    assert (second.text, second.focal is not None, second.contact) == ("The survey", True, None)
    things = {thing.text: thing.who and thing.who.id for thing in read_cycle.read_day(plan, ON).things()}
    assert things == {"Her piece on tides": ann, "The survey": ben}
    assert [step.text for step in read.steps_of(plan, ann)] == ["Her piece on tides"]
    assert [step.text for step in read.steps_of(plan, ben)] == ["The survey"]


def test_p14_a_stance_is_dated_with_its_reason_and_the_earlier_ones_stay(plan: Plan) -> None:
    ann = people(plan)["Ann"]
    stance_edits.set_stance(plan, ann, "Phased handover", "critic", "It came as a finished paper.", on=ON)
    (topic,) = read.records(plan, r.Topic).values()
    assert topic.label == "Phased handover"
    stance_edits.set_stance(plan, ann, topic.id, "neutral", on=date(2026, 4, 1))
    stance_edits.set_stance(plan, ann, topic.id, "supporter", "She saw a draft.", on=date(2026, 4, 1))
    found = person(plan, "Ann")
    assert found.stance == {topic.id: "supporter"}
    assert [(h.value, h.date, h.evidence) for h in found.stance_history] == [
        ("critic", "2026-03-02", "It came as a finished paper."),
        ("supporter", "2026-04-01", "She saw a draft."),
    ]
    assert found.tier == "ally"  # never inferred, neither way
    stance_edits.set_stance(plan, people(plan)["Ben"], " Phased handover ", "champion", on=ON)
    assert len(read.records(plan, r.Topic)) == 1


def test_p14_where_they_stood_before_there_was_a_history_is_kept(plan: Plan) -> None:
    ann = people(plan)["Ann"]
    stance_edits.set_stance(plan, ann, "Tides", "critic", on=ON)
    (topic,) = read.records(plan, r.Topic)
    edits.change(plan, r.Contact, ann, stance={topic: "critic"}, stance_history=())
    stance_edits.set_stance(plan, ann, topic, "supporter", "She saw a draft.", on=ON)
    assert [(h.value, h.date) for h in person(plan, "Ann").stance_history] == [
        ("critic", ""),
        ("supporter", "2026-03-02"),
    ]


def test_words_of_the_catalogue_are_the_plans_own_until_they_go_back(plan: Plan) -> None:
    catalogue_edits.set_words(plan, "questions", "J1", "text", "What do they care about?")
    catalogue_edits.set_words(plan, "questions", "J1", "text", "What do they want?")
    assert read.info(plan).catalogue == (r.CatalogueEdit("questions", "J1", "text", "What do they want?"),)
    catalogue_edits.set_words(plan, "questions", "J1", "text", None)
    assert read.info(plan).catalogue == ()
