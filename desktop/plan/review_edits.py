"""What is learned, reviewed and confirmed in a key relationship (R17 to R23): each function is one Step.

Ageing (R21) is computed wherever answers are shown; what it changes in the file (the flag, the interval, the next
review) is written with the next edit of that relationship.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from desktop.domain import records as r
from desktop.domain.answers import AnswerState
from desktop.domain.catalogue import Catalogue
from desktop.domain.goals import read_again
from desktop.domain.relationships import Relationship
from desktop.domain.reviewing import (
    FindOut,
    aged,
    asked_in_review,
    closed_step,
    lifted,
    may_be_achieved,
    measured_again,
    needs_refinement,
    reviewed,
    still_right,
)
from desktop.plan import store
from desktop.plan.edits import new_uid, write_goal
from desktop.plan.errors import MeasureWanted, ReasonWanted
from desktop.plan.file import Plan
from desktop.plan.read_reviews import relationship_of
from desktop.plan.step import Edit


@dataclass(frozen=True)
class Draft:
    """A review as the owner has filled it in.

    `learned`: answers to add (`id` 0) or as they are to read now. `notes`: question to a word beside the answer.
    `reading`: the measure today; `why_not`: the reason when there is none (R23). `statement`: the goal in new words,
    with the outcome goal_replaced. `why`: the reason for closing as achieved a goal that waits (R18 c). `own`: what was
    noted to questions of the plan's own, which no rule weighs.
    """

    outcome: str
    learned: tuple[r.Insight, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict[str, str])
    note: str = ""
    reading: float | None = None
    why_not: str = ""
    statement: str = ""
    why: str = ""
    own: Mapping[str, str] = field(default_factory=dict[str, str])


def learn(plan: Plan, insights: Sequence[r.Insight], *, on: date, subject: str = "") -> None:
    """Keep what was learned, new (`id` 0) or as it reads now, and close what it answers (R19). Nothing is no Step."""
    if not insights:
        return
    before = [relationship_of(plan, focal, on) for focal in dict.fromkeys(i.focal for i in insights)]
    new = any(not insight.id for insight in insights)
    with plan.step(Edit.ADD_INSIGHT if new else Edit.CHANGE_INSIGHT, subject) as step:
        _write(step.db, insights)
        for about in before:
            follow(plan, about, on, insights[-1].conversation)


def change_insight(plan: Plan, key: int, *, on: date, subject: str = "", **values: Any) -> None:
    """Set fields of something learned; steps to find out and what the goal waits for follow (R18, R19)."""
    insight = store.read(plan.db, r.Insight, [key])[key]
    before = relationship_of(plan, insight.focal, on)
    with plan.step(Edit.CHANGE_INSIGHT, subject) as step:
        store.update(step.db, r.Insight, key, values)
        follow(plan, before, on, insight.conversation)


def delete_insight(plan: Plan, key: int, *, on: date, subject: str = "") -> None:
    """Delete something learned; the goal waits for a second look when a question is open again by that."""
    insight = store.read(plan.db, r.Insight, [key])[key]
    before = relationship_of(plan, insight.focal, on)
    with plan.step(Edit.DELETE_INSIGHT, subject) as step:
        store.delete(step.db, r.Insight, [key])
        follow(plan, before, on, None)


def confirm_goal(plan: Plan, goal: int, subject: str = "") -> None:
    """R19: nothing is missing any more, and the goal is still right: it waits no longer."""
    with plan.step(Edit.CONFIRM_GOAL, subject) as step:
        store.update(step.db, r.Goal, goal, {"needs_refinement": still_right()})


def complete_review(
    plan: Plan,
    focal: int,
    draft: Draft,
    catalogue: Catalogue,
    say: Callable[[FindOut], str],
    *,
    on: date,
    subject: str = "",
) -> int:
    """Keep a review of the day with everything that follows from it; returns its row key. `say`: a step in words.

    Raises MeasureWanted (R23) or ReasonWanted (R18 c); nothing is written then.
    """
    with plan.step(Edit.REVIEW, subject) as step:
        _write(step.db, draft.learned)
        about = _there(plan, focal, on)
        if about.goal is not None and draft.reading is not None:
            measure = about.goal.measure
            if measure is not None:
                today = r.Reading(on.isoformat(), draft.reading)
                store.update(step.db, r.Goal, about.goal.id, {"measure": read_again(measure, today)})
                about = _there(plan, focal, on)
        if not measured_again(about.goal, on, draft.why_not):
            raise MeasureWanted(plan.path)
        asked = asked_in_review(about)
        given = {a.question: a.effective or 0 for a in about.answers if a.question in asked}
        found = reviewed(about, given, catalogue)
        writer = store.Writer(step.db)
        steps = [
            writer.add(
                r.NextStep(
                    0, new_uid(), "investigate", focal, each.question, say(each), each.meet, each.due.isoformat(),
                    "open", None, "", engagement=each.engagement,
                )
            )
            for each in found.steps
        ]  # fmt: skip
        writer.flush()
        answers = {q: r.ReviewAnswer(given[q], draft.notes.get(q, "")) for q in asked}
        answers |= {q: r.ReviewAnswer(0, note) for q, note in draft.own.items()}
        key = writer.add(
            r.Review(0, new_uid(), focal, on.isoformat(), answers, draft.outcome, tuple(steps), draft.note)
        )
        writer.flush()
        for closed in found.lifted.close:
            _close(step.db, closed, on, None)
        if about.goal is not None:
            refined = replace(about.goal, needs_refinement=found.lifted.refinement)
            if draft.outcome == "achieved" and not may_be_achieved(refined, draft.why):
                raise ReasonWanted(plan.path)
            _end_goal(step.db, refined, draft, on)
        focal_now: dict[str, Any] = {
            "review_interval_days": found.interval,
            "next_review": found.next_review.isoformat(),
        }
        if draft.outcome in ("paused", "closed"):
            focal_now["state"] = draft.outcome
        store.update(step.db, r.FocalRelationship, focal, focal_now)
    return key


def _end_goal(db: Any, goal: r.Goal, draft: Draft, on: date) -> None:
    """What the outcome makes of the goal."""
    store.update(db, r.Goal, goal.id, {"needs_refinement": goal.needs_refinement})
    if draft.outcome == "achieved":
        values = {"status": "achieved", "closed": on.isoformat(), "reason": draft.why.strip() or goal.reason}
        store.update(db, r.Goal, goal.id, values)
    elif draft.outcome == "goal_replaced" and draft.statement.strip():
        write_goal(db, goal, {"statement": draft.statement.strip()}, on=on)


def follow(plan: Plan, before: Relationship | None, on: date, conversation: int | None) -> None:
    """Inside a Step, after something was learned, changed or deleted: close steps, set what is missing (R18, R19, R21).

    `before`: the relationship as it was. `conversation`: where the answer came from. An answer that falls below the
    threshold makes the goal wait again; its step is created at the next review, as for one that has grown old.
    """
    if before is None:
        return
    db, about = plan.db, _there(plan, before.focal.id, on)
    goal = about.goal
    known = lifted(about.answers, about.steps, goal.needs_refinement if goal else None)
    for step in known.close:
        _close(db, step, on, conversation)
    if goal is None:
        return
    well = {answer.question for answer in before.answers if answer.state is AnswerState.OK}
    fell = [question for question in about.to_find_out if question in well]
    refinement = needs_refinement(known.refinement, fell, on) if fell else known.refinement
    waiting = replace(goal, needs_refinement=refinement)
    old = aged(replace(about, goals=(waiting,)))
    if old is not None:
        refinement = old.refinement
        values = {"review_interval_days": old.interval, "next_review": old.next_review.isoformat()}
        store.update(db, r.FocalRelationship, about.focal.id, values)
    if refinement != goal.needs_refinement:
        store.update(db, r.Goal, goal.id, {"needs_refinement": refinement})


def _there(plan: Plan, focal: int, on: date) -> Relationship:
    about = relationship_of(plan, focal, on)
    if about is None:
        raise KeyError(focal)
    return about


def _close(db: Any, step: r.NextStep, on: date, conversation: int | None) -> None:
    done = closed_step(step, on, conversation)
    store.update(db, r.NextStep, step.id, {"status": done.status, "done": done.done, "closed_by": done.closed_by})


def _write(db: Any, insights: Sequence[r.Insight]) -> None:
    writer = store.Writer(db)
    for insight in insights:
        if insight.id:
            store.update(db, r.Insight, insight.id, _fields(insight))
        else:
            writer.add(insight)
    writer.flush()


def _fields(record: r.Insight) -> dict[str, Any]:
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name not in ("id", "uid")}
