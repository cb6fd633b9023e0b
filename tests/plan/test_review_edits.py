"""R17 to R23 in the file: what is learned, reviewed and confirmed, on their edges; undo restores the plan exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.assets import asset, catalogue
from desktop.domain import records as r
from desktop.domain.catalogue import catalogue_of
from desktop.domain.job import run
from desktop.domain.relationships import Relationship, relationships
from desktop.exchange import plan_json
from desktop.plan import document, edits, read, read_reviews, review_edits
from desktop.plan.errors import MeasureWanted, ReasonWanted
from desktop.plan.file import Plan
from desktop.plan.review_edits import Draft
from desktop.plan.step import Edit

if TYPE_CHECKING:
    from desktop.domain.plan_values import PlanValues
    from desktop.domain.reviewing import FindOut

ON = date(2026, 3, 2)
CATALOGUE = catalogue_of(catalogue())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sample") / "a.rapport"

    def fill(plan: Plan) -> None:
        values = plan_json.values_of(plan_json.parse(asset("sample-plan.json").read_bytes()), {}, None)
        run(document.replace_all(plan, values, Edit.SET_UP))

    Plan.create(path, fill)
    return path.read_bytes()


@pytest.fixture
def plan(sample: bytes, tmp_path: Path) -> Iterator[Plan]:
    path = tmp_path / "a.rapport"
    path.write_bytes(sample)
    with Plan.open(path) as plan:
        yield plan


def key(plan: Plan, table: str, uid: str) -> int:
    ((found,),) = plan.db.execute(f'SELECT id FROM "{table}" WHERE uid=?', (uid,))
    return int(found)


def about(plan: Plan, uid: str = "f1", on: date = ON) -> Relationship:
    found = read_reviews.relationship_of(plan, key(plan, "focal_relationships", uid), on)
    assert found is not None
    return found


def everything(plan: Plan) -> PlanValues:
    return run(document.read_values(plan))


def undone(plan: Plan, edit: Callable[[], object]) -> None:
    """The edit changes something in one Step, and undo brings exactly what was."""
    before = everything(plan)
    edit()
    assert everything(plan) != before
    run(plan.undo())
    assert everything(plan) == before
    run(plan.redo())


def say(step: FindOut) -> str:
    return f"{step.question}: {' / '.join(step.ask)}"


def insight(
    focal: int, question: str, confidence: int, on: date = ON, text: str = "Said so.", none_so_far: bool = False
) -> r.Insight:
    return r.Insight(
        0, edits.new_uid(), focal, question, text, confidence, "heard", on.isoformat(), None, None, none_so_far
    )


def review(plan: Plan, draft: Draft, uid: str = "f1", on: date = ON) -> r.Review:
    focal = key(plan, "focal_relationships", uid)
    found = review_edits.complete_review(plan, focal, draft, CATALOGUE, say, on=on)
    kept = read.record(plan, r.Review, found)
    assert kept is not None
    return kept


def missing(plan: Plan, uid: str = "f1") -> tuple[str, ...] | None:
    goal = about(plan, uid).goal
    assert goal is not None
    flag = goal.needs_refinement
    return flag.missing if flag and flag.flag else None


def test_a_relationship_is_read_as_the_rules_see_it(plan: Plan) -> None:
    whole = relationships(everything(plan), ON)
    for focal, expected in whole.items():
        assert read_reviews.relationship_of(plan, focal, ON) == expected
    assert next(each.focal.uid for each in read_reviews.active_relationships(plan, ON)) == "f4"
    assert read_reviews.relationship_of(plan, 999, ON) is None


# --- the worked example --------------------------------------------------------------------------------------------


def test_the_worked_example(plan: Plan) -> None:
    """f1: review r02 shows 3, 4, 2, 4, 2 and gives steps for successful and trends; the flag stays on."""
    for uid in ("s02", "s03"):
        plan_step = key(plan, "next_steps", uid)
        with plan.step(Edit.CHANGE_STEP) as step:
            step.db.execute("DELETE FROM next_steps WHERE id=?", (plan_step,))
    on = date(2026, 2, 13)
    kept = review(plan, Draft("refine", note="Much clearer."), on=on)
    assert {q: a.confidence for q, a in kept.answers.items()} == {
        "important": 3, "frustrates": 4, "successful": 2, "unsuccessful": 4, "trends": 2,
    }  # fmt: skip
    steps = [read.record(plan, r.NextStep, n) for n in kept.created_steps]
    assert [(s.kind, s.question, s.status, s.due) for s in steps if s] == [
        ("investigate", "successful", "open", "2026-03-17"),
        ("investigate", "trends", "open", "2026-03-15"),
    ]
    meeting = read.record(plan, r.Engagement, steps[0].engagement or 0) if steps[0] else None
    assert meeting is not None
    assert meeting.uid == "e05"
    assert steps[0] is not None
    assert steps[0].text == "successful: J3 / I2"
    assert "joint_problem" in steps[0].suggest
    assert missing(plan) == ("successful", "trends")
    goal = about(plan).goal
    assert goal is not None
    assert goal.needs_refinement is not None
    assert goal.needs_refinement.since == "2026-02-13"
    assert (about(plan).focal.review_interval_days, about(plan).focal.next_review) == (30, "2026-03-15")


def test_a_first_review_before_the_goal_was_replaced(plan: Plan) -> None:
    """r01 of the example: the goal is replaced, the version before stays (R9), and what is missing stays missing."""
    undone(plan, lambda: review(plan, Draft("goal_replaced", statement="Solve the call-outs together.", why_not="-")))
    goals = [g for g in about(plan).goals if g.uid != "g1a"]
    assert [(g.status, g.version) for g in goals] == [("active", 3), ("superseded", 2)]
    assert goals[0].statement == "Solve the call-outs together."
    assert missing(plan) == ("successful", "trends")


# --- R17, R18 ------------------------------------------------------------------------------------------------------


def test_r17_before_first_contact_two_questions_with_the_lower_threshold(plan: Plan) -> None:
    kept = review(plan, Draft("refine", why_not="not yet begun"), "f5")
    assert list(kept.answers) == ["important", "frustrates"]
    assert kept.answers["important"].confidence == 2
    assert missing(plan, "f5") == ("frustrates",)


def test_r18_no_second_step_while_one_is_open(plan: Plan) -> None:
    kept = review(plan, Draft("refine", why_not="the log is not out yet"))
    assert kept.created_steps == ()
    assert missing(plan) == ("successful", "trends")


def test_r18_a_step_is_due_in_thirty_days_or_on_the_day_of_the_plan_to_meet(plan: Plan) -> None:
    kept = review(plan, Draft("refine", why_not="-"), "f4")
    steps = [read.record(plan, r.NextStep, n) for n in kept.created_steps]
    assert [(s.question, s.due) for s in steps if s] == [("trends", (ON + timedelta(30)).isoformat())]


def test_r18_a_goal_that_waits_is_closed_as_achieved_only_with_a_reason(plan: Plan) -> None:
    before = everything(plan)
    with pytest.raises(ReasonWanted):
        review(plan, Draft("achieved", why_not="-", why="  "))
    assert everything(plan) == before
    undone(plan, lambda: review(plan, Draft("achieved", why_not="-", why="She signed the criteria.")))
    goal = next(g for g in about(plan).goals if g.uid == "g1")
    assert (goal.status, goal.closed, goal.reason) == ("achieved", "2026-03-02", "She signed the criteria.")


def test_r18_what_is_learned_in_the_review_itself_counts(plan: Plan) -> None:
    focal = key(plan, "focal_relationships", "f1")
    learned = (insight(focal, "successful", 3), insight(focal, "trends", 4))
    undone(plan, lambda: review(plan, Draft("on_track", learned, {"trends": "at last"}, reading=2)))
    now = about(plan)
    assert now.to_find_out == ()
    assert [step.uid for step in now.steps if step.kind == "investigate" and step.status == "open"] == []
    assert now.reviews[-1].answers["trends"] == r.ReviewAnswer(4, "at last")
    assert missing(plan) == ()  # the goal still waits, for nothing but the question whether it is right


# --- R19 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("confidence", "status"), [(2, "open"), (3, "done"), (4, "done")])
def test_r19_an_insight_at_the_threshold_closes_the_step(plan: Plan, confidence: int, status: str) -> None:
    focal = key(plan, "focal_relationships", "f1")
    undone(plan, lambda: review_edits.learn(plan, [insight(focal, "successful", confidence)], on=ON))
    step = read.record(plan, r.NextStep, key(plan, "next_steps", "s02"))
    assert step is not None
    assert (step.status, step.done) == (status, "2026-03-02" if status == "done" else None)
    assert missing(plan) == (("successful", "trends") if status == "open" else ("trends",))


def test_r19_a_changed_answer_lifts_as_a_new_one_does(plan: Plan) -> None:
    undone(plan, lambda: review_edits.change_insight(plan, key(plan, "insights", "n03"), on=ON, confidence=3))
    step = read.record(plan, r.NextStep, key(plan, "next_steps", "s02"))
    assert step is not None
    assert step.status == "done"
    assert step.closed_by == key(plan, "conversations", "v03")
    assert missing(plan) == ("trends",)


def test_r19_nothing_missing_asks_again_and_confirming_clears_the_flag(plan: Plan) -> None:
    for uid in ("n03", "n05"):
        review_edits.change_insight(plan, key(plan, "insights", uid), on=ON, confidence=3)
    assert missing(plan) == ()
    undone(plan, lambda: review_edits.confirm_goal(plan, key(plan, "goals", "g1")))
    assert missing(plan) is None


def test_r19_editing_the_goal_makes_a_version_and_clears_the_flag(plan: Plan) -> None:
    goal = key(plan, "goals", "g1")
    edits.change_goal(plan, goal, on=ON, statement="Another.")
    assert missing(plan) == ("successful", "trends")  # not while something is missing
    for uid in ("n03", "n05"):
        review_edits.change_insight(plan, key(plan, "insights", uid), on=ON, confidence=3)
    undone(plan, lambda: edits.change_goal(plan, goal, on=ON + timedelta(1), statement="Yet another."))
    assert missing(plan) is None
    assert [g.version for g in about(plan).goals if g.status == "superseded"] == [1, 2, 3]


def test_r19_an_answer_taken_away_makes_the_goal_wait_again(plan: Plan) -> None:
    undone(plan, lambda: review_edits.delete_insight(plan, key(plan, "insights", "n01"), on=ON))
    assert missing(plan) == ("important", "successful", "trends")
    review_edits.change_insight(plan, key(plan, "insights", "n02"), on=ON, confidence=2)
    assert missing(plan) == ("important", "frustrates", "successful", "trends")


# --- R20, P7, P13 --------------------------------------------------------------------------------------------------


def test_r20_repeats_are_not_asked_without_a_success_and_a_failure(plan: Plan) -> None:
    kept = review(plan, Draft("refine", why_not="-"), "f2")
    assert "trends" not in kept.answers
    assert missing(plan, "f2") == ("frustrates", "unsuccessful")


def test_p7_none_so_far_answers_and_repeats_keep_waiting(plan: Plan) -> None:
    focal = key(plan, "focal_relationships", "f2")
    review_edits.learn(plan, [insight(focal, "unsuccessful", 3, text="", none_so_far=True)], on=ON)
    kept = review(plan, Draft("refine", why_not="-"), "f2")
    assert kept.answers["unsuccessful"].confidence == 3
    assert "trends" not in kept.answers
    assert missing(plan, "f2") == ("frustrates",)


def test_p13_what_belongs_to_no_question_changes_nothing_else(plan: Plan) -> None:
    before = about(plan)
    other = r.Insight(0, edits.new_uid(), before.focal.id, None, "Thinks in drawings.", 3, "seen", "2026-03-01", None)
    review_edits.learn(plan, [other], on=ON)
    after = about(plan)
    assert (after.goal, after.steps, after.focal) == (before.goal, before.steps, before.focal)
    assert len(after.insights) == len(before.insights) + 1


# --- R21 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "waits"), [(179, False), (180, False), (181, True)])
def test_r21_ageing_is_written_with_the_next_edit(plan: Plan, days: int, waits: bool) -> None:
    """n01, what is important to her, was heard on 20 January 2026 with confidence 3."""
    on = date(2026, 1, 20) + timedelta(days)
    note = r.Insight(0, edits.new_uid(), about(plan).focal.id, None, "Asked.", 2, "seen", on.isoformat(), None)
    undone(plan, lambda: review_edits.learn(plan, [note], on=on))
    assert ("important" in (missing(plan) or ())) is waits
    assert about(plan, on=on).focal.review_interval_days == 30
    steps = [s for s in about(plan).steps if s.question == "important" and s.status == "open"]
    assert steps == []  # created at that review
    if waits:
        assert about(plan).focal.next_review == "2026-03-15"  # never put off


@pytest.mark.parametrize(("days", "waits"), [(180, False), (181, True)])
def test_r21_on_the_day_screens_show_that_the_goal_waits_and_the_file_is_left_alone(
    plan: Plan, days: int, waits: bool
) -> None:
    """f3 is clean, its interval 60 days; its oldest ageing answer is the first to lose a level."""
    clean(plan, "f3", ON)
    on = ON + timedelta(days)
    focal = about(plan, "f3").focal
    for each in about(plan, "f3").insights:
        review_edits.change_insight(plan, each.id, on=ON, confidence=min(each.confidence, 3))
    before = everything(plan)
    (shown,) = [each for each in read_reviews.active_relationships(plan, on) if each.focal.uid == "f3"]
    assert everything(plan) == before
    assert shown.goal is not None
    flag = shown.goal.needs_refinement
    assert (flag is not None and flag.flag) is waits
    assert shown.focal.review_interval_days == (30 if waits else focal.review_interval_days)


def test_r21_a_stale_answer_gets_its_step_at_the_review(plan: Plan) -> None:
    kept = review(plan, Draft("refine", why_not="-"), "f4")
    assert kept.answers["trends"].confidence == 2
    assert len(kept.created_steps) == 1


# --- R22, R23 ------------------------------------------------------------------------------------------------------


def clean(plan: Plan, uid: str, on: date) -> None:
    focal = key(plan, "focal_relationships", uid)
    questions = ("important", "frustrates", "successful", "unsuccessful", "trends")
    review(plan, Draft("on_track", tuple(insight(focal, q, 4, on) for q in questions), why_not="-"), uid, on)


def test_r22_clean_reviews_double_the_interval_to_at_most_180_and_a_low_one_starts_again(plan: Plan) -> None:
    on, seen = ON, list[int]()
    for _n in range(5):
        clean(plan, "f1", on)
        focal = about(plan, on=on).focal
        seen.append(focal.review_interval_days)
        assert focal.next_review == (on + timedelta(focal.review_interval_days)).isoformat()
        on = on + timedelta(focal.review_interval_days)
    assert seen == [60, 120, 180, 180, 180]
    for each in [i for i in about(plan, on=on).insights if i.question == "successful"]:
        review_edits.delete_insight(plan, each.id, on=on)
    review(plan, Draft("refine", why_not="-"), on=on)
    assert about(plan, on=on).focal.review_interval_days == 30


def test_r22_a_day_doubles_once(plan: Plan) -> None:
    clean(plan, "f1", ON)
    clean(plan, "f1", ON)
    assert about(plan).focal.review_interval_days == 60


def test_r23_a_review_takes_a_reading_or_a_reason(plan: Plan) -> None:
    before = everything(plan)
    with pytest.raises(MeasureWanted):
        review(plan, Draft("refine"))
    with pytest.raises(MeasureWanted):
        review(plan, Draft("refine", why_not="  "))
    assert everything(plan) == before
    undone(plan, lambda: review(plan, Draft("refine", reading=2)))
    goal = about(plan).goal
    assert goal is not None
    assert goal.measure is not None
    assert (goal.measure.current, goal.measure.measured) == (2, "2026-03-02")
    review(plan, Draft("refine", reading=1))
    goal = about(plan).goal
    assert goal is not None
    assert goal.measure is not None
    assert [x.value for x in goal.measure.readings] == [4, 3, 1]  # the second of the day replaces the first


@pytest.mark.parametrize("outcome", ["paused", "closed"])
def test_a_review_may_pause_or_close_the_relationship(plan: Plan, outcome: str) -> None:
    undone(plan, lambda: review(plan, Draft(outcome, why_not="-")))
    assert about(plan).focal.state == outcome
    assert "f1" not in [each.focal.uid for each in read_reviews.active_relationships(plan, ON)]


def test_r03_support_is_read_without_the_dormant(plan: Plan) -> None:
    found = read_reviews.support(plan, ON)
    assert len(found) == 33
    assert sum(bool(each.to_me) and bool(each.to_them) for each in found) == 25
