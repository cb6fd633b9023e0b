"""What is done on a day, each in one Step that undo takes back whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.domain.since import open_steps
from desktop.plan import cycle_edits, document, edits, read, read_cycle
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from tests.made_up import empty_plan

ON = date(2026, 3, 2)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with Plan.open(empty_plan(tmp_path / "a.rapport")) as plan:
        yield plan


@pytest.fixture
def people(plan: Plan) -> list[int]:
    """Rosalind, a key relationship, and Emrys."""
    found = edits.add_contacts(plan, ["Rosalind", "Emrys"], on=ON, tier="ally")
    edits.make_key_relationship(plan, found[0], "strengthen", "ally", "", on=ON)
    return found


def talk(people: list[int], *promises: r.Promise) -> r.Conversation:
    return r.Conversation(
        0, edits.new_uid(), tuple(people), "2026-03-02", None, "phone", None, "Said.", None, (), (), promises
    )


ENGINEER = r.Promise("engineer", "2026-03-06", None)


def steps(plan: Plan) -> list[r.NextStep]:
    return list(read.records(plan, r.NextStep).values())


def person(plan: Plan, key: int) -> r.Contact:
    found = read.record(plan, r.Contact, key)
    assert found is not None
    return found


def test_a_promise_to_a_key_relationship_becomes_a_dated_step(plan: Plan, people: list[int]) -> None:
    key = cycle_edits.note_conversation(plan, talk([people[1], people[0]], ENGINEER), "Rosalind")
    (step,) = steps(plan)
    focal = read.focal_of(plan, people[0])
    assert focal is not None
    assert (step.kind, step.focal, step.text, step.due, step.conversation, step.status) == (
        "promise", focal.id, "engineer", "2026-03-06", key, "open",
    )  # fmt: skip
    assert [each.text for each in open_steps(run(document.read_values(plan)), ON)] == ["engineer"]
    assert person(plan, people[1]).last_two_way == "2026-03-02"


def test_noting_is_one_step(plan: Plan, people: list[int]) -> None:
    cycle_edits.note_conversation(plan, talk(people[:1], ENGINEER))
    run(plan.undo())
    assert (steps(plan), read.records(plan, r.Conversation)) == ([], {})
    assert person(plan, people[0]).last_two_way is None


def test_a_promise_to_somebody_else_stays_with_the_conversation(plan: Plan, people: list[int]) -> None:
    cycle_edits.note_conversation(plan, talk(people[1:], ENGINEER))
    assert steps(plan) == []


def test_a_conversation_without_a_name_is_filed_later(plan: Plan, people: list[int]) -> None:
    key = cycle_edits.note_conversation(plan, talk([], ENGINEER))
    assert steps(plan) == []
    cycle_edits.file_conversation(plan, key, people[:1], "Rosalind", on=date(2026, 3, 2))
    assert [step.conversation for step in steps(plan)] == [key]
    assert person(plan, people[0]).last_two_way == "2026-03-02"
    assert [each.id for each in read.conversations_of(plan, people[0])] == [key]
    run(plan.undo())
    assert (steps(plan), read.conversations_of(plan, people[0])) == ([], [])


def test_ticking_a_step_keeps_the_promise_it_came_from(plan: Plan, people: list[int]) -> None:
    key = cycle_edits.note_conversation(plan, talk(people[:1], r.Promise("other", "2026-03-09", None), ENGINEER))
    step = next(each for each in steps(plan) if each.text == "engineer")
    cycle_edits.step_done(plan, step.id, on=ON)
    done = read.record(plan, r.NextStep, step.id)
    assert done == replace(step, status="done", done="2026-03-02")
    kept = read.record(plan, r.Conversation, key)
    assert kept is not None
    assert [promise.done for promise in kept.promises] == [None, "2026-03-02"]
    run(plan.undo())
    assert read.record(plan, r.NextStep, step.id) == step


def test_a_promise_without_a_step_is_ticked_or_put_off(plan: Plan, people: list[int]) -> None:
    key = cycle_edits.note_conversation(plan, talk(people[1:], ENGINEER, r.Promise("data", None, None)))
    cycle_edits.promise_kept(plan, key, 1, on=ON)
    kept = read.record(plan, r.Conversation, key)
    assert kept is not None
    assert [promise.done for promise in kept.promises] == [None, "2026-03-02"]
    cycle_edits.put_off_promise(plan, key, 0, date(2026, 3, 9))
    assert open_steps(run(document.read_values(plan)), ON) == ()
    assert [each.text for each in open_steps(run(document.read_values(plan)), date(2026, 3, 9))] == ["engineer"]
    run(plan.undo())
    assert [each.text for each in open_steps(run(document.read_values(plan)), ON)] == ["engineer"]


def test_a_step_rests_until_a_day(plan: Plan, people: list[int]) -> None:
    cycle_edits.note_conversation(plan, talk(people[:1], ENGINEER))
    cycle_edits.put_off(plan, steps(plan)[0].id, date(2026, 3, 9))
    (step,) = steps(plan)
    assert (step.due, step.snoozed_until, step.status) == ("2026-03-06", "2026-03-09", "open")


def test_a_person_is_put_aside_and_brought_back(plan: Plan, people: list[int]) -> None:
    cycle_edits.pause(plan, people[0], date(2026, 4, 1), "Rosalind")
    assert person(plan, people[0]).paused_until == "2026-04-01"
    assert plan.undoable is not None
    assert plan.undoable.edit is Edit.PAUSE_PERSON
    cycle_edits.pause(plan, people[0], None, "Rosalind")
    assert person(plan, people[0]).paused_until is None


def test_two_promises_for_one_day_are_two(plan: Plan, people: list[int]) -> None:
    two = (r.Promise("Alpha", "2026-03-05", None), r.Promise("Beta", "2026-03-05", None))
    key = cycle_edits.note_conversation(plan, talk(people[:1], *two))
    steps = {step.text: step.id for step in read.records(plan, r.NextStep).values()}
    assert set(steps) == {"Alpha", "Beta"}
    cycle_edits.step_done(plan, steps["Beta"], on=ON)
    kept = read.record(plan, r.Conversation, key)
    assert kept is not None
    assert [promise.done for promise in kept.promises] == [None, "2026-03-02"]


def test_putting_one_promise_off_leaves_the_other_of_the_same_day(plan: Plan, people: list[int]) -> None:
    two = (r.Promise("Atlas", None, None), r.Promise("Book", None, None))
    key = cycle_edits.note_conversation(plan, talk(people[1:], *two))
    assert read.records(plan, r.NextStep) == {}
    cycle_edits.put_off_promise(plan, key, 0, date(2026, 3, 9))
    assert [thing.text for thing in read_cycle.read_day(plan, ON).things()] == ["Book"]
    later = read_cycle.read_day(plan, date(2026, 3, 9)).things()
    assert sorted(thing.text for thing in later) == ["Atlas", "Book"]
    values = run(document.read_values(plan))
    assert sorted(each.text for each in open_steps(values, date(2026, 3, 9))) == ["Atlas", "Book"]


def test_a_promise_said_in_other_words_stays_the_step_that_it_became(plan: Plan, people: list[int]) -> None:
    key = cycle_edits.note_conversation(plan, talk(people[:1], r.Promise("Send the log", "2026-03-05", None)))
    edits.change_conversation(plan, key, promises=(r.Promise("Send the alarm log", "2026-03-05", None),))
    cycle_edits.make_steps(plan, key)
    assert len(read.records(plan, r.NextStep)) == 1
