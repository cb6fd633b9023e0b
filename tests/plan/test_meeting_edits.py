"""Plans to meet: each edit is one Step, and undo takes all of it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import document, edits, meeting_edits, read, read_meetings, store
from desktop.plan.file import Plan
from desktop.plan.meeting_edits import After
from desktop.plan.step import Edit

ON = date(2026, 3, 2)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    path = tmp_path / "a.rapport"
    Plan.create(path, lambda plan: document.start(plan, "personal", "Tamsin"))
    with Plan.open(path) as plan:
        yield plan


@pytest.fixture
def person(plan: Plan) -> int:
    return edits.add_contacts(plan, ["Rosalind"], on=ON, tier="acquaintance")[0]


@pytest.fixture
def focal(plan: Plan, person: int) -> int:
    return edits.make_key_relationship(plan, person, "strengthen", "ally", "", on=ON)


@pytest.fixture
def meeting(plan: Plan, person: int, focal: int) -> int:
    draft = r.Engagement(
        0, edits.new_uid(), "inquiry_121", "What worries her?", "Hear what stops papers", None, "planned", None, 0,
        None, (focal,), (person,),
    )  # fmt: skip
    return meeting_edits.add_meeting(plan, draft, "Rosalind")


def now(plan: Plan, key: int) -> r.Engagement:
    found = read.record(plan, r.Engagement, key)
    assert found is not None
    return found


def state(plan: Plan, key: int) -> tuple[str, str | None, int]:
    found = now(plan, key)
    return found.status, found.date, found.moved


def talk(person: int, day: str = "2026-03-02", **values: object) -> r.Conversation:
    made = r.Conversation(
        0, edits.new_uid(), (person,), day, 45, "meeting", None, "She was called out.", None, (), (), ()
    )
    return replace(made, **values)  # type: ignore[arg-type]


def test_a_plan_to_meet_is_added_and_undone(plan: Plan, person: int, focal: int, meeting: int) -> None:
    assert [each.id for each in read_meetings.meetings_of(plan, person, focal)] == [meeting]
    assert plan.undoable is not None
    assert (plan.undoable.edit, plan.undoable.subject) == (Edit.ADD_MEETING, "Rosalind")
    run(plan.undo())
    assert read_meetings.meetings_of(plan, person, focal) == []


def test_the_first_day_agrees_and_another_one_is_a_move(plan: Plan, meeting: int) -> None:
    meeting_edits.set_day(plan, meeting, "2026-03-10")
    assert state(plan, meeting) == ("scheduled", "2026-03-10", 0)
    meeting_edits.set_day(plan, meeting, "2026-03-10")
    assert state(plan, meeting) == ("scheduled", "2026-03-10", 0)
    meeting_edits.set_day(plan, meeting, "2026-03-17")
    assert state(plan, meeting) == ("scheduled", "2026-03-17", 1)
    meeting_edits.set_day(plan, meeting, None)
    assert state(plan, meeting) == ("planned", None, 2)
    run(plan.undo())
    assert state(plan, meeting) == ("scheduled", "2026-03-17", 1)


def test_the_day_of_a_meeting_that_was_held_is_only_put_right(plan: Plan, meeting: int) -> None:
    meeting_edits.took_place(plan, meeting, on=ON)
    meeting_edits.set_day(plan, meeting, "2026-03-01")
    assert state(plan, meeting) == ("held", "2026-03-01", 0)


@pytest.mark.parametrize(
    ("day", "held"),
    [(None, "2026-03-02"), ("2026-03-01", "2026-03-01"), ("2026-03-02", "2026-03-02"), ("2026-03-03", "2026-03-02")],
)
def test_it_took_place_on_its_day_unless_that_is_ahead(plan: Plan, meeting: int, day: str | None, held: str) -> None:
    meeting_edits.set_day(plan, meeting, day)
    meeting_edits.took_place(plan, meeting, on=ON)
    assert state(plan, meeting)[:2] == ("held", held)


def test_let_go_and_deleted_come_back(plan: Plan, meeting: int) -> None:
    meeting_edits.let_go(plan, meeting)
    assert now(plan, meeting).status == "cancelled"
    run(plan.undo())
    assert now(plan, meeting).status == "planned"
    meeting_edits.delete_meeting(plan, meeting)
    assert read.record(plan, r.Engagement, meeting) is None
    run(plan.undo())
    assert now(plan, meeting).label == "What worries her?"


def test_r14_one_step_after_a_conversation_keeps_it_all(plan: Plan, person: int, focal: int, meeting: int) -> None:
    measure = r.Measure("Objections", None, 4, 1, None, "down", None, None)
    goal = edits.add(
        plan,
        r.Goal(
            0, edits.new_uid(), focal, 1, None, "She backs it.", "a", "b", measure, None, None, "2026-06-30", "active"
        ),
    )
    learned = r.Insight(0, edits.new_uid(), 0, "frustrates", "Finished papers.", 3, "heard", "2026-03-02", None)
    said = talk(
        person,
        listening=r.Listening(0.3, "Tired", True, 2, "She wrote it"),
        promises=(r.Promise("Send the log", "2026-03-09", None), r.Promise("Sent already", None, "2026-03-02")),
    )
    before = len(read.records(plan, r.NextStep))
    after = After(said, "effective", (learned,), focal, goal, r.Reading("2026-03-02", 3))
    key = meeting_edits.after_meeting(plan, meeting, after, on=ON, subject="Rosalind")
    found = now(plan, meeting)
    assert (found.status, found.outcome, found.date) == ("debriefed", "effective", "2026-03-02")
    kept = read.record(plan, r.Conversation, key)
    assert kept is not None
    assert (kept.engagement, kept.summary, kept.listening) == (meeting, "She was called out.", said.listening)
    (insight,) = read.insights_of(plan, person)
    assert (insight.focal, insight.conversation, insight.text) == (focal, key, "Finished papers.")
    (step,) = read.steps_of(plan, person)
    assert (step.kind, step.text, step.due, step.conversation) == ("promise", "Send the log", "2026-03-09", key)
    kept_goal = read.record(plan, r.Goal, goal)
    assert kept_goal is not None
    assert kept_goal.measure is not None
    assert (kept_goal.measure.current, kept_goal.measure.measured) == (3, "2026-03-02")
    assert (kept_goal.version, kept_goal.status) == (1, "active")

    run(plan.undo())
    assert now(plan, meeting).status == "planned"
    assert (read.insights_of(plan, person), read.conversations_of(plan, person)) == ([], [])
    assert len(read.records(plan, r.NextStep)) == before


def test_r15_the_clock_starts_anew(plan: Plan, person: int, meeting: int) -> None:
    meeting_edits.after_meeting(plan, meeting, After(talk(person)), on=ON)
    found = read.record(plan, r.Contact, person)
    assert found is not None
    assert found.last_two_way == "2026-03-02"


def test_r15_a_message_without_an_answer_starts_no_clock(plan: Plan, person: int, meeting: int) -> None:
    meeting_edits.after_meeting(plan, meeting, After(talk(person, two_way=False)), on=ON)
    found = read.record(plan, r.Contact, person)
    assert found is not None
    assert found.last_two_way is None


def test_a_conversation_noted_before_becomes_that_of_the_meeting(plan: Plan, person: int, meeting: int) -> None:
    noted = talk(person, promises=(r.Promise("Old", "2026-03-05", None),))
    key = edits.note_conversation(plan, noted)
    more = replace(noted, id=key, promises=(*noted.promises, r.Promise("New", "2026-03-06", None)))
    assert meeting_edits.after_meeting(plan, meeting, After(more, focal=None), on=ON) == key
    assert [each.id for each in read.conversations_of(plan, person)] == [key]
    assert [step.text for step in read.records(plan, r.NextStep).values()] == ["Old", "New"]
    run(plan.undo())
    assert read.records(plan, r.NextStep) == {}


def test_p11_what_was_promised_and_learned_goes_to_the_one_it_is_about(plan: Plan, person: int, meeting: int) -> None:
    (salma,) = edits.add_contacts(plan, ["Salma"], on=ON)
    first = read.focal_of(plan, person)
    first = first.id if first else edits.make_key_relationship(plan, person, "strengthen", "ally", "", on=ON)
    second = edits.make_key_relationship(plan, salma, "strengthen", "ally", "", on=ON)
    promises = (r.Promise("Send the list", "2026-03-09", None), r.Promise("Send the map", "2026-03-09", None))
    learned = r.Insight(0, edits.new_uid(), second, "frustrates", "Audits", 3, "heard", "2026-03-02", None)
    after = After(talk(person, promises=promises), insights=(learned,), focal=first, whose={1: second})
    meeting_edits.after_meeting(plan, meeting, after, on=ON)
    steps = {step.text: step.focal for step in read.records(plan, r.NextStep).values()}
    assert steps == {"Send the list": first, "Send the map": second}
    assert [i.focal for i in read.records(plan, r.Insight).values() if i.text == "Audits"] == [second]


@pytest.mark.parametrize(("sure", "status", "missing"), [(3, "done", ()), (2, "open", ("frustrates",))])
def test_r19_what_was_learned_closes_the_step_to_find_it_out(
    plan: Plan, person: int, focal: int, meeting: int, sure: int, status: str, missing: tuple[str, ...]
) -> None:
    waits = r.NeedsRefinement(True, ("frustrates",), "2026-02-13")
    goal = edits.add(
        plan,
        r.Goal(
            0, edits.new_uid(), focal, 1, None, "She backs it.", "a", "b", None, None, None, "2026-06-30", "active",
            needs_refinement=waits,
        ),
    )  # fmt: skip
    find_out = r.NextStep(
        0, edits.new_uid(), "investigate", focal, "frustrates", "Ask.", (), "2026-03-17", "open", None, ""
    )  # fmt: skip
    with plan.step(Edit.CHANGE_STEP) as step:
        writer = store.Writer(step.db)
        at = writer.add(find_out)
        writer.flush()
    learned = r.Insight(0, edits.new_uid(), focal, "frustrates", "Papers.", sure, "heard", "2026-03-02", None)
    key = meeting_edits.after_meeting(plan, meeting, After(talk(person), None, (learned,), focal), on=ON)
    found = read.record(plan, r.NextStep, at)
    assert found is not None
    assert found.status == status
    assert found.closed_by == (key if status == "done" else None)
    now_goal = read.record(plan, r.Goal, goal)
    assert now_goal is not None
    assert now_goal.needs_refinement is not None
    assert now_goal.needs_refinement.missing == missing
    assert now_goal.needs_refinement.flag  # until the owner has said whether the goal is still right


def test_p11_a_plan_serves_every_relationship_of_who_is_there(plan: Plan, person: int, focal: int) -> None:
    other, third = edits.add_contacts(plan, ["Lydia", "Emrys"], on=ON)
    second = edits.make_key_relationship(plan, other, "strengthen", None, "", on=ON)
    assert read_meetings.focals_of(plan, (other, person, third)) == (focal, second)
