"""Today: on the sample as it must be, on the edges of its days, and after any edits the same as read anew."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from desktop.domain import records as r
from desktop.domain import since
from desktop.domain.clock import cadence
from desktop.domain.job import run
from desktop.plan import cycle_edits, document, edits, meeting_edits, read, read_cycle
from desktop.plan.file import Plan
from desktop.plan.read_reviews import active_relationships
from tests.made_up import empty_plan, key_of, sample_plan

if TYPE_CHECKING:
    from desktop.plan.step import Changes

ON = date(2026, 3, 2)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with Plan.open(sample_plan(tmp_path / "a.rapport")) as plan:
        yield plan


def test_the_sample(plan: Plan) -> None:
    day = read_cycle.read_day(plan, ON)
    assert (day.since, day.session, day.question) == (
        date(2026, 2, 16), date(2026, 3, 9), "How do I stop presenting finished papers?",
    )  # fmt: skip
    # What was agreed with the coach stands first.
    assert [(each.due, each.agreed) for each in day.things()][:3] == [
        (date(2026, 3, 13), date(2026, 2, 16)), (date(2026, 3, 24), date(2026, 2, 16)), (date(2026, 2, 28), None),
    ]  # fmt: skip
    assert [(each.who.latin, each.grown_old) for each in day.reviews_in_order()] == [("Tantai Qingyao", 1)]
    assert day.offers_in_order()[0].who.name == "Mihály Sárközi-Bán"
    assert {each.who.id for each in day.working.values()} == {
        focal.contact for focal in read.records(plan, r.FocalRelationship).values()
    }
    assert (len(day.talks), day.moves_in_order(), day.due_now()) == (4, [], 1)


@pytest.mark.parametrize("days", [-400, -90, -1, 0, 1, 30, 400])
def test_it_says_what_the_rules_say_on_any_day(plan: Plan, days: int) -> None:
    on = ON + timedelta(days=days)
    values, day = run(document.read_values(plan)), read_cycle.read_day(plan, on)
    things = sorted(day.things(), key=lambda each: (each.due is None, each.due or date.max, each.text))
    assert [(each.kind, each.text, each.due) for each in things] == [
        (each.kind, each.text, each.due) for each in since.open_steps(values, on)
    ]
    assert set(day.reviews) == {focal.id for focal in since.reviews_due(values, on, within=0)}
    assert {key: each.days for key, each in day.offers.items()} == {
        each.contact: each.days for each in cadence(values, on)
    }
    last = since.last_session(values, on)
    if last is not None:
        start = date.fromisoformat(last.date)
        assert day.since == start
        assert set(day.news) == {each.id for each in since.learned(values, start, on)}
        assert [(each.who.id, each.before, each.after) for each in day.moves_in_order()] == [
            (each.contact, each.before, each.after) for each in since.moves(values, start, on)
        ]


@pytest.mark.parametrize(("days", "there"), [(-1, False), (0, True), (1, True)])
def test_a_snooze_ends_on_its_day(plan: Plan, days: int, there: bool) -> None:
    key = key_of(plan, "s05", "next_steps")
    cycle_edits.put_off(plan, key, ON)
    found = read_cycle.read_day(plan, ON + timedelta(days=days)).things()
    assert any(each.id == key for each in found) == there


@pytest.mark.parametrize(("days", "there"), [(-1, False), (0, True), (1, True)])
def test_a_review_is_due_on_its_day(plan: Plan, days: int, there: bool) -> None:
    day = read_cycle.read_day(plan, date(2026, 3, 8) + timedelta(days=days))
    assert (key_of(plan, "f6", "focal_relationships") in day.reviews) == there


@pytest.mark.parametrize(("days", "asked"), [(-1, False), (0, False), (1, True)])
def test_a_meeting_is_asked_about_when_its_day_has_gone_by(plan: Plan, days: int, asked: bool) -> None:
    key = key_of(plan, "e14", "engagements")
    on = date(2026, 3, 11) + timedelta(days=days)
    found = read_cycle.read_day(plan, on).look_back
    assert (key in found) == asked
    meeting_edits.took_place(plan, key, on=date(2026, 3, 11))
    held = read_cycle.read_day(plan, on).look_back
    assert (key in held) == (days >= 0)
    if key in held:
        assert (held[key].held, held[key].by) == (True, date(2026, 3, 13))
    meeting_edits.change_meeting(plan, key, outcome="mixed")
    assert key not in read_cycle.read_day(plan, on).look_back


@pytest.mark.parametrize(("days", "active"), [(13, True), (14, True), (15, False)])
def test_without_an_active_goal_for_a_fortnight_there_is_no_review_but_the_question(
    plan: Plan, days: int, active: bool
) -> None:
    focal = key_of(plan, "f4", "focal_relationships")
    goal = next(g for g in read.records(plan, r.Goal).values() if g.focal == focal and g.status == "active")
    edits.set_goal_status(plan, goal.id, "dropped", on=ON)
    day = read_cycle.read_day(plan, ON + timedelta(days=days))
    assert day.goals_wanted[focal].by == ON + timedelta(days=14)
    assert (focal in day.reviews) == active
    assert (focal in {about.focal.id for about in active_relationships(plan, day.on)}) == active


@pytest.mark.parametrize(("days", "rests"), [(-1, True), (0, False), (1, False)])
def test_who_is_put_aside_comes_back_on_the_day(plan: Plan, days: int, rests: bool) -> None:
    friend, reviewed = key_of(plan, "c43"), read_cycle.read_day(plan, ON).reviews_in_order()[0].who.id
    for person in (friend, reviewed):
        cycle_edits.pause(plan, person, ON)
    day = read_cycle.read_day(plan, ON + timedelta(days=days))
    assert (set(day.resting) == {friend, reviewed}) == rests
    assert (reviewed in {each.who.id for each in day.reviews.values()}) != rests


def test_with_somebody_put_aside_promises_stay(plan: Plan) -> None:
    cycle_edits.pause(plan, key_of(plan, "c12"), date(2026, 9, 1))
    about = [
        each.kind for each in read_cycle.read_day(plan, ON).things() if each.who and each.who.id == key_of(plan, "c12")
    ]
    assert about == ["promise"]


def test_without_a_session_it_looks_back_four_weeks(tmp_path: Path) -> None:
    with Plan.open(empty_plan(tmp_path / "e.rapport")) as plan:
        day = read_cycle.read_day(plan, ON)
        assert (day.since, day.session_before, day.people, day.things()) == (date(2026, 2, 2), False, 0, [])


# --- what has changed, and nothing else ---


def talk(people: tuple[int, ...], *promises: r.Promise) -> r.Conversation:
    return r.Conversation(
        0, edits.new_uid(), people, "2026-03-01", None, "phone", None, "Said.", None, (), (), promises
    )


class Random_(Random):
    """Chooses records of a plan."""

    def key(self, plan: Plan, table: str) -> int | None:
        keys = [int(key) for (key,) in plan.db.execute(f'SELECT id FROM "{table}"')]
        return self.choice(keys) if keys else None

    def person(self, plan: Plan) -> int:
        return self.choice(read.person_ids(plan))


def some_edit(plan: Plan, at: Random_) -> None:
    """Something a person might do."""
    who, step = at.person(plan), at.key(plan, "next_steps")
    goal, focal, insight = (at.key(plan, table) for table in ("goals", "focal_relationships", "insights"))
    conversation, meeting = at.key(plan, "conversations"), at.key(plan, "engagements")
    day = (ON + timedelta(days=at.randint(-20, 20))).isoformat()
    promises = [r.Promise("data", at.choice([None, day]), None) for _ in range(at.randint(0, 2))]
    does: list[Callable[[], object]] = [
        lambda: cycle_edits.note_conversation(plan, talk(tuple({who, at.person(plan)}), *promises)),
        lambda: cycle_edits.note_conversation(plan, talk((), *promises)),
        lambda: cycle_edits.pause(plan, who, at.choice([None, date(2026, 5, 1)])),
        lambda: edits.change(plan, r.Contact, who, name=f"Somebody {at.random()}"),
        lambda: edits.change(plan, r.Contact, who, keep_in_touch=at.random() < 0.5, last_two_way="2024-05-01"),
        lambda: edits.move_contact(plan, who, at.choice(["ally", "aware", None]), on=ON),
        lambda: run(edits.delete_contacts(plan, [who])),
        lambda: edits.make_key_relationship(plan, who, "sustain", None, "", on=date(2026, 1, 1)),
    ]
    if step:
        does += [
            lambda: cycle_edits.step_done(plan, step, on=ON),
            lambda: cycle_edits.put_off(plan, step, ON + timedelta(days=at.randint(-1, 1))),
        ]
    if goal:
        does += [
            lambda: edits.set_goal_status(plan, goal, at.choice(["active", "dropped"]), on=ON),
            lambda: edits.remove(plan, r.Goal, goal),
        ]
    if focal:
        does += [
            lambda: edits.change(plan, r.FocalRelationship, focal, next_review=day),
            lambda: edits.change(plan, r.FocalRelationship, focal, state=at.choice(["active", "paused"]), opened=day),
            lambda: edits.remove(plan, r.FocalRelationship, focal),
            lambda: edits.add(plan, r.Insight(0, edits.new_uid(), focal, "important", "New.", 3, "heard", day, None)),
        ]
    if insight:
        does += [
            lambda: edits.change(plan, r.Insight, insight, evidence_date="2025-01-01"),
            lambda: edits.remove(plan, r.Insight, insight),
        ]
    if meeting:
        state = at.choice(["planned", "scheduled", "held", "cancelled"])
        does += [
            lambda: meeting_edits.change_meeting(plan, meeting, status=state, outcome=None, date=day),
            lambda: meeting_edits.change_meeting(plan, meeting, contacts=(who,), focals=()),
            lambda: meeting_edits.delete_meeting(plan, meeting),
        ]
    if conversation:
        does += [
            lambda: edits.change_conversation(plan, conversation, contacts=(who,)),
            lambda: edits.change_conversation(plan, conversation, date=day),
            lambda: edits.delete_conversation(plan, conversation),
            lambda: cycle_edits.file_conversation(plan, conversation, [who], on=ON),
        ]
        found = read.record(plan, r.Conversation, conversation)
        if found and found.promises:
            does.append(lambda: cycle_edits.put_off_promise(plan, conversation, 0, ON + timedelta(days=3)))
            does.append(lambda: cycle_edits.promise_kept(plan, conversation, 0, on=ON))
    if plan.undoable:
        does += [lambda: run(plan.undo())] * 4
    if plan.redoable:
        does += [lambda: run(plan.redo())] * 3
    at.choice(does)()


@pytest.mark.parametrize("seed", range(12))
def test_following_edits_comes_to_the_same_as_reading_anew(plan: Plan, seed: int) -> None:
    day = read_cycle.read_day(plan, ON)
    notices: list[Changes] = []
    plan.subscribe(notices.append)
    at = Random_(seed)
    for _turn in range(40):
        some_edit(plan, at)
        for changes in notices:
            day = read_cycle.follow(plan, day, changes)
        what = notices[-1] if notices else None
        notices.clear()
        assert day == read_cycle.read_day(plan, ON), what


def test_an_edit_of_one_relationship_asks_for_no_other(plan: Plan) -> None:
    day = read_cycle.read_day(plan, ON)
    notices: list[Changes] = []
    plan.subscribe(notices.append)
    cycle_edits.step_done(plan, key_of(plan, "s05", "next_steps"), on=ON)
    after = read_cycle.follow(plan, day, notices[0])
    for part in ("to_file", "reviews", "offers", "resting", "working", "news", "moves"):
        assert getattr(after, part) is getattr(day, part)
    assert len(after.steps) == len(day.steps) - 1
