"""R17 to R23: low answers, what closes them, growing old on the exact day, spacing, the measure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain import records as r
from desktop.domain.answers import QUESTIONS, AnswerState
from desktop.domain.relationships import Relationship, relationship, relationships
from desktop.domain.reviewing import (
    Due,
    aged,
    asked_in_review,
    closed_step,
    find_out,
    grows_old,
    lifted,
    low_answers,
    may_be_achieved,
    measured_again,
    needs_refinement,
    next_interval,
    review_due,
    reviewed,
    still_right,
)
from tests import sample
from tests.domain.generated import CATALOGUE

ON = date(2026, 3, 2)
ANN = r.Contact(2, "c2", "Ann", tier="ally")
FOCAL = r.FocalRelationship(1, "f1", 2, "strengthen", 1, None, None, "active", "2026-01-01", 30, "2026-03-15", "")
MEASURE = r.Measure("x", None, 4, 1, 3, None, None, "2026-02-13", (r.Reading("2026-02-13", 3),))
GOAL = r.Goal(1, "g1", 1, 1, "turn_around", "s", "a", "b", MEASURE, None, None, None, "active")
FLAGGED = r.NeedsRefinement(True, ("successful", "trends"), "2026-02-13")


def learned(question: str, confidence: int = 3, day: str | None = "2026-03-01", none: bool = False) -> r.Insight:
    return r.Insight(1, "n", 1, question, "x", confidence, "heard", day, None, none_so_far=none)


ALL = tuple(learned(question) for question in QUESTIONS)


def finds_out(question: str, status: str = "open", kind: str = "investigate") -> r.NextStep:
    return r.NextStep(1, "s1", kind, 1, question, "", (), "2026-03-30", status, None, "")


def planned(kind: str, day: str | None, status: str = "planned", key: int = 1) -> r.Engagement:
    return r.Engagement(key, f"e{key}", kind, "", "p", None, status, day, 0, None, (1,), (2,))


def about(
    *insights: r.Insight,
    on: date = ON,
    focal: r.FocalRelationship = FOCAL,
    refinement: r.NeedsRefinement | None = None,
    met: bool = True,
    **more: tuple[object, ...],
) -> Relationship:
    goals = (replace(GOAL, needs_refinement=refinement),)
    latest = "2026-01-05" if met else None
    return relationship(focal, ANN, latest, on, goals=goals, insights=insights, **more)  # type: ignore[arg-type]


def given(**low: int) -> dict[str, int]:
    return dict.fromkeys(QUESTIONS, 3) | low


# --- R17, R20: what is asked ---


def test_r17_five_questions_or_two_before_the_first_contact() -> None:
    create = replace(FOCAL, kind="create")
    assert asked_in_review(about(*ALL)) == QUESTIONS
    assert asked_in_review(about(*ALL, focal=create)) == QUESTIONS
    assert asked_in_review(about(*ALL, focal=create, met=False)) == QUESTIONS[:2]


@pytest.mark.parametrize(("talk", "early"), [("2026-03-01", False), ("2026-03-02", False), ("2026-03-03", True)])
def test_r17_first_contact_is_made_on_its_day(talk: str, early: bool) -> None:
    plan = sample.document()
    plan["conversations"][0] |= {"contacts": ["c38"], "date": talk}
    found = {a.focal.uid: a for a in relationships(sample.values(plan), ON).values()}
    assert found["f5"].early is early
    plan["conversations"][0]["two_way"] = False
    found = {a.focal.uid: a for a in relationships(sample.values(plan), ON).values()}
    assert found["f5"].early


def test_r17_the_threshold_is_three_and_two_before_the_first_contact() -> None:
    answers = {"important": 3, "frustrates": 2}
    assert low_answers(("important", "frustrates"), answers, early=False) == ("frustrates",)
    assert low_answers(("important", "frustrates"), answers, early=True) == ()
    assert low_answers(("important", "trends"), answers, early=False) == ("trends",)  # no answer is a low one


def test_r20_repeats_are_not_asked_without_a_success_and_a_failure() -> None:
    without = tuple(i for i in ALL if i.question != "successful")
    assert asked_in_review(about(*without)) == QUESTIONS[:4]
    assert "trends" not in asked_in_review(about(*without, learned("successful", 0)))
    assert "trends" in asked_in_review(about(*without, learned("successful", 1)))


def test_p7_none_so_far_keeps_repeats_waiting() -> None:
    of = about(*(i for i in ALL if i.question != "unsuccessful"), learned("unsuccessful", 3, None, none=True))
    assert "trends" not in asked_in_review(of)
    assert "unsuccessful" not in of.to_find_out


# --- R18: a low answer ---


def test_r18_one_step_for_a_question_and_none_while_one_is_open() -> None:
    found = find_out(about(), "frustrates", CATALOGUE)
    assert found is not None
    assert (found.due, found.engagement) == (date(2026, 4, 1), None)
    assert len(found.ask) == 2
    assert "inquiry_121" in found.meet
    assert find_out(about(steps=(finds_out("frustrates"),)), "frustrates", CATALOGUE) is None
    for other in (finds_out("important"), finds_out("frustrates", "done"), finds_out("frustrates", kind="promise")):
        assert find_out(about(steps=(other,)), "frustrates", CATALOGUE) is not None


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2026, 1, 30), date(2026, 3, 1)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2025, 12, 31), date(2026, 1, 30)),
    ],
)
def test_r18_thirty_days_out_over_the_ends_of_months(on: date, due: date) -> None:
    found = find_out(about(on=on), "frustrates", CATALOGUE)
    assert found is not None
    assert found.due == due


def test_r18_or_the_day_of_the_plan_to_meet_that_can_tell() -> None:
    meetings = (
        planned("inquiry_121", "2026-03-01", key=1),  # past
        planned("offer_support", "2026-03-20", key=2),
        planned("site_visit", "2026-03-10", "scheduled", 3),
        planned("inquiry_121", "2026-03-05", "cancelled", 4),
        planned("horizon_swap", "2026-03-04", key=5),  # cannot tell what frustrates
        planned("inquiry_121", None, key=6),
    )
    found = find_out(about(engagements=meetings), "frustrates", CATALOGUE)
    assert found is not None
    assert (found.due, found.engagement) == (date(2026, 3, 10), 3)
    today = find_out(about(engagements=(planned("inquiry_121", "2026-03-02"),)), "frustrates", CATALOGUE)
    assert today is not None
    assert today.due == ON


def test_r18_p8_the_questions_are_for_the_person_or_oneself() -> None:
    for question in QUESTIONS:
        found = find_out(about(), question, CATALOGUE)
        assert found is not None
        assert len(found.ask) == 2
        assert all(CATALOGUE.questions[i].section in ("I", "J") for i in found.ask)
        assert found.meet, question


def test_r18_only_ways_of_meeting_that_are_near_enough() -> None:
    of = relationship(FOCAL, replace(ANN, tier="unconnected"), None, ON)
    found = find_out(of, "important", CATALOGUE)
    assert found is not None
    assert set(found.meet) == {"idea_forum", "introduction"}


def test_r18_the_goal_waits_since_it_first_did() -> None:
    first = needs_refinement(None, ("trends", "important"), ON)
    assert first == r.NeedsRefinement(True, ("important", "trends"), "2026-03-02")
    second = needs_refinement(first, ("frustrates", "important"), date(2026, 4, 1))
    assert second == r.NeedsRefinement(True, ("important", "frustrates", "trends"), "2026-03-02")
    assert needs_refinement(r.NeedsRefinement(False, (), None), ("trends",), ON).since == "2026-03-02"
    assert not needs_refinement(None, (), ON).flag


@pytest.mark.parametrize(("why", "may"), [(None, False), (" ", False), ("The paper passed.", True)])
def test_r18_a_waiting_goal_is_achieved_only_with_a_reason(why: str | None, may: bool) -> None:
    assert may_be_achieved(replace(GOAL, needs_refinement=FLAGGED), why) is may
    assert may_be_achieved(GOAL, why)
    assert may_be_achieved(replace(GOAL, needs_refinement=still_right()), why)


# --- R19: knowing again ---


def test_r19_an_insight_at_the_threshold_closes_its_step_and_leaves_missing() -> None:
    steps = (finds_out("successful"), replace(finds_out("trends"), id=2), finds_out("successful", "dropped"))
    known = tuple(i for i in ALL if i.question != "trends")
    found = lifted(about(*known, learned("trends", 2)).answers, steps, FLAGGED)
    assert [step.id for step in found.close] == [1]
    assert found.refinement == r.NeedsRefinement(True, ("trends",), "2026-02-13")
    assert not found.ask_again


def test_r19_when_nothing_is_missing_the_goal_is_looked_at_again() -> None:
    found = lifted(about(*ALL).answers, (), FLAGGED)
    assert found.refinement == r.NeedsRefinement(True, (), "2026-02-13")  # the flag stays until the owner says so
    assert found.ask_again
    assert still_right() == r.NeedsRefinement(False, (), None)


def test_r19_below_the_threshold_nothing_closes() -> None:
    steps = (finds_out("important"),)
    assert lifted(about(learned("important", 2)).answers, steps, FLAGGED).close == ()
    assert lifted(about(learned("important", 3)).answers, steps, None).close == steps


def test_r19_r20_repeats_that_wait_are_not_flagged_and_keep_their_step() -> None:
    known = tuple(i for i in ALL if i.question not in ("unsuccessful", "trends"))
    found = lifted(about(*known).answers, (finds_out("trends"),), FLAGGED)
    assert found.close == ()
    assert found.refinement is not None
    assert found.refinement.missing == ()


def test_r19_a_closed_step_knows_the_conversation() -> None:
    done = closed_step(finds_out("important"), ON, 7)
    assert (done.status, done.done, done.closed_by) == ("done", "2026-03-02", 7)


# --- R21: growing old ---


@pytest.mark.parametrize(
    ("evidence", "day"),
    [
        ("2025-08-28", date(2026, 2, 25)),
        ("2025-08-31", date(2026, 2, 28)),
        ("2025-09-01", date(2026, 3, 1)),
        ("2027-09-01", date(2028, 2, 29)),
        ("2024-02-29", date(2024, 8, 28)),
    ],
)
def test_r21_the_day_before_the_day_and_the_day_after(evidence: str, day: date) -> None:
    undated = tuple(learned(question, 3, None) for question in QUESTIONS[:-1])
    known = (*undated, learned("trends", 3, evidence))
    assert grows_old(known, "trends") == day
    before, then, after = (about(*known, on=day + timedelta(days=n)) for n in (-1, 0, 1))
    assert before.to_find_out == ()
    assert aged(before) is None
    for old in (then, after):
        assert old.to_find_out == ("trends",)
        found = aged(old)
        assert found is not None
        assert found.since == day
        assert found.refinement == r.NeedsRefinement(True, ("trends",), day.isoformat())
        assert found.interval == 30


def test_r21_the_sample_s_repeats_grew_old() -> None:
    plan = sample.document()
    sample.records(plan, "goals", id="g4")[0]["needs_refinement"] = None
    sample.records(plan, "focal_relationships", id="f4")[0] |= {
        "next_review": "2026-03-31",
        "review_interval_days": 60,
    }
    for on, old in ((date(2026, 2, 24), False), (date(2026, 2, 25), True), (sample.DAY, True)):
        f4 = next(a for a in relationships(sample.values(plan), on).values() if a.focal.uid == "f4")
        found = aged(f4)
        assert (found is not None) is old
        if found:
            assert found.since == date(2026, 2, 25)
            assert (found.interval, found.next_review) == (30, date(2026, 3, 1))


def test_r21_the_goal_waits_since_the_first_of_them_grew_old() -> None:
    found = aged(about(learned("important", 3, "2025-08-20"), learned("frustrates", 3, "2025-08-01")))
    assert found is not None
    assert (found.questions, found.since) == (("important", "frustrates"), date(2026, 1, 29))


def test_r21_is_said_once() -> None:
    old = (learned("important", 3, "2025-08-01"),)
    assert aged(about(*old)) is not None
    assert aged(about(*old, refinement=r.NeedsRefinement(True, ("important",), "2026-02-01"))) is None


def test_r21_the_next_review_comes_sooner_and_not_before_the_day() -> None:
    old = learned("important", 3, "2025-08-01")  # old from 29 January
    later = replace(FOCAL, review_interval_days=120, next_review="2026-05-01")

    def next_review(*reviews: str, focal: r.FocalRelationship = later) -> date:
        held = tuple(r.Review(n, f"r{n}", 1, day, {}, None, (), "") for n, day in enumerate(reviews))
        found = aged(about(old, focal=focal, reviews=held))
        assert found is not None
        return found.next_review

    assert next_review("2026-01-20", "2025-10-01") == date(2026, 2, 19)
    assert next_review("2025-10-01") == date(2026, 1, 29)
    assert next_review() == date(2026, 1, 29)
    assert next_review("2026-01-20", focal=replace(later, next_review="2026-02-03")) == date(2026, 2, 3)
    assert next_review("2026-01-20", "2026-03-03") == date(2026, 2, 19)  # one after the day is not known on it


@pytest.mark.parametrize(
    ("insights", "day"),
    [
        ((learned("important", 4, "2020-01-01"),), None),  # one level less is still enough
        ((learned("important", 3, None),), None),
        ((learned("important", 2, "2026-01-01"),), None),  # below already
        ((learned("important", 3, "2026-01-01"), learned("important", 3, "2025-09-01")), date(2026, 7, 1)),
        ((learned("successful", 3, "2020-01-01"),), None),
        ((), None),
    ],
)
def test_r21_what_does_not_grow_old(insights: tuple[r.Insight, ...], day: date | None) -> None:
    question = insights[0].question if insights else "important"
    assert grows_old(insights, question or "") == day


def test_r21_before_the_first_contact_two_is_enough_and_ages_too() -> None:
    known = (learned("important", 2, "2025-09-01"),)
    assert grows_old(known, "important", early=True) == date(2026, 3, 1)
    assert grows_old(known, "important") is None


# --- R22: spacing ---


def test_r22_the_first_after_thirty_days_then_doubled_to_half_a_year() -> None:
    intervals = [30]
    for _ in range(4):
        intervals.append(next_interval(intervals[-1], clean=True))
    assert intervals == [30, 60, 120, 180, 180]
    assert next_interval(180, clean=False) == 30


def test_r22_two_reviews_on_one_day_double_once() -> None:
    assert next_interval(60, clean=True, reviewed_before=True) == 60
    assert next_interval(60, clean=False, reviewed_before=True) == 30
    today = (r.Review(1, "r1", 1, "2026-03-02", {}, None, (), ""),)
    yesterday = (replace(today[0], date="2026-03-01"),)
    assert reviewed(about(*ALL, reviews=today), given(), CATALOGUE).interval == 30
    assert reviewed(about(*ALL, reviews=yesterday), given(), CATALOGUE).interval == 60


@pytest.mark.parametrize(
    ("next_review", "due"),
    [
        ("2026-03-01", Due.OVERDUE),
        ("2026-03-02", Due.SOON),
        ("2026-03-16", Due.SOON),
        ("2026-03-17", Due.LATER),
        (None, None),
    ],
)
def test_r22_when_a_review_is_due(next_review: str | None, due: Due | None) -> None:
    assert review_due(replace(FOCAL, next_review=next_review), ON) is due


# --- R23: the measure ---


@pytest.mark.parametrize(
    ("on", "why", "whole"),
    [
        (date(2026, 2, 12), None, False),
        (date(2026, 2, 13), None, True),
        (date(2026, 2, 14), None, False),
        (date(2026, 2, 14), " ", False),
        (date(2026, 2, 14), "The log is not out yet.", True),
    ],
)
def test_r23_the_measure_again_or_why_not(on: date, why: str | None, whole: bool) -> None:
    assert measured_again(GOAL, on, why) is whole


def test_r23_nothing_to_measure_asks_nothing() -> None:
    assert measured_again(None, ON)
    assert measured_again(replace(GOAL, measure=None), ON)


# --- a whole review ---


def test_a_clean_review() -> None:
    found = reviewed(about(*ALL, refinement=FLAGGED, steps=(finds_out("trends"),)), given(), CATALOGUE)
    assert (found.low, found.steps, found.interval, found.next_review) == ((), (), 60, date(2026, 5, 1))
    assert found.lifted.ask_again
    assert len(found.lifted.close) == 1


def test_a_review_with_low_answers_and_an_open_step() -> None:
    focal = replace(FOCAL, review_interval_days=120)
    known = tuple(i for i in ALL if i.question != "frustrates")
    of = about(*known, focal=focal, steps=(finds_out("trends"),))
    found = reviewed(of, given(frustrates=1, trends=2), CATALOGUE)
    assert found.low == ("frustrates", "trends")
    assert [step.question for step in found.steps] == ["frustrates"]  # one for trends is open
    assert found.lifted.close == ()
    assert found.lifted.refinement == r.NeedsRefinement(True, ("frustrates", "trends"), "2026-03-02")
    assert (found.interval, found.next_review) == (30, date(2026, 4, 1))


def test_a_review_keeps_what_is_still_missing_and_lets_go_what_is_known() -> None:
    known = tuple(i for i in ALL if i.question != "successful")
    of = about(*known, learned("successful", 2), refinement=FLAGGED)
    found = reviewed(of, given(successful=2), CATALOGUE)
    assert found.lifted.refinement == r.NeedsRefinement(True, ("successful",), "2026-02-13")
    assert not found.lifted.ask_again


def test_the_reviews_of_the_sample_come_to_what_they_came_to() -> None:
    """Each review in the sample, from the answers given in it: the questions it found low (r01 replaced the goal)."""
    values = sample.values()
    low = {
        review.uid: low_answers(
            [q for q in QUESTIONS if q in review.answers and (q != "trends" or review.uid != "r03")],
            {q: answer.confidence for q, answer in review.answers.items()},
            early=len(review.answers) == 2,
        )
        for review in values.reviews.values()
    }
    steps = {key: values.next_steps[key].question for key in values.next_steps}
    for review in values.reviews.values():
        if review.uid != "r01":
            assert tuple(steps[key] for key in review.created_steps) == low[review.uid], review.uid


def test_states_of_the_answers_of_a_relationship_without_any() -> None:
    states = {answer.question: answer.state for answer in about().answers}
    assert states["trends"] is AnswerState.WAITS
    assert {state for question, state in states.items() if question != "trends"} == {AnswerState.INVESTIGATE}
