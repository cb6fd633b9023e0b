"""Coaching sessions: what is frozen when one is closed, and how two of them differ.

A session closed without a snapshot (in an older plan, or one brought in) is worked out from the histories that the plan
keeps: tiers from their changes, measures from their readings, answers from the days of their evidence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.answers import answers, five_answers
from desktop.domain.dates import first_day
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import (
    AnswerThen,
    Contact,
    Goal,
    GoalThen,
    Insight,
    NextStep,
    Session,
    Snapshot,
)
from desktop.domain.since import learned


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody stands in another tier; None: not placed."""

    contact: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class GoalShift:
    """How a goal stood then and stands now; `before` None: it is new."""

    goal: int
    before: GoalThen | None
    after: GoalThen


@dataclass(frozen=True, slots=True)
class AnswerShift:
    """How well founded the answer to one of the five questions was, and is."""

    focal: int
    question: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class StepShift:
    """A next step's state then and now; `before` None: it was agreed since."""

    step: int
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs between two sessions, in plan order; `learned` best founded first.

    `since` and `until`: their days.
    """

    since: date
    until: date
    moved: tuple[Shift, ...]
    goals: tuple[GoalShift, ...]
    answers: tuple[AnswerShift, ...]
    steps: tuple[StepShift, ...]
    learned: tuple[Insight, ...]


def snapshot(values: PlanValues, on: date) -> Snapshot:
    """How the plan stands on the day: who is where, goals that count, the five answers, every step's state."""
    return Snapshot(
        on.isoformat(),
        {contact.id: contact.tier for contact in values.contacts.values() if contact.tier},
        tuple(_goal_now(goal) for goal in values.goals.values() if goal.status != "superseded"),
        tuple(
            AnswerThen(focal.id, answer.question, answer.effective)
            for focal in values.focal_relationships.values()
            for answer in five_answers(values, focal, on)
            if answer.effective is not None
        ),
        {step.id: step.status for step in values.next_steps.values()},
    )


def stood(values: PlanValues, session: Session) -> Snapshot:
    """How the plan stood at a session: as it was frozen, else as far as the histories tell."""
    return session.snapshot or as_of(values, first_day(session.date) or date.min)


def as_of(values: PlanValues, day: date) -> Snapshot:
    """How the plan stood on a day that has gone by, worked out from the histories."""
    began = {g.superseded_by: first_day(g.closed) for g in values.goals.values() if g.superseded_by is not None}
    focals = values.focal_relationships
    there = {key: focal for key, focal in focals.items() if (first_day(focal.opened) or date.min) <= day}
    goals: list[GoalThen] = []
    for goal in values.goals.values():
        start = began.get(goal.id)
        over = first_day(goal.closed)
        if goal.focal not in there or (start and start > day) or (over and over <= day and goal.status == "superseded"):
            continue
        closed = over is not None and over <= day
        status = goal.status if closed or over is None else "active"
        goals.append(GoalThen(goal.id, status, _value_at(goal, day), goal.gas_now if closed else None))
    found = tuple(
        AnswerThen(focal.id, answer.question, answer.effective)
        for focal in there.values()
        for answer in answers(_known_by(values.insights.values(), focal.id, day), False, day)
        if answer.effective is not None
    )
    sessions = {key: first_day(session.date) for key, session in values.sessions.items()}
    steps = {
        step.id: _state_at(step, day)
        for step in values.next_steps.values()
        if step.agreed_in is None or (sessions.get(step.agreed_in) or day) <= day
    }
    tiers = {c.id: tier for c in values.contacts.values() if (tier := tier_at(c, day))}
    return Snapshot(day.isoformat(), tiers, tuple(goals), found, steps)


def tier_at(contact: Contact, day: date) -> str | None:
    """R1: the tier somebody stood in on a day; without a history the one they stand in, from when they were known."""
    history = sorted(contact.tier_history, key=lambda change: change.from_)
    if not history:
        known = first_day(contact.known_since)
        return contact.tier if known is None or known <= day else None
    before = [change.tier for change in history if (first_day(change.from_) or date.min) <= day]
    return before[-1] if before else None


def compared(values: PlanValues, before: Snapshot, after: Snapshot) -> Compared:
    """What differs between two snapshots. What is gone from the plan since is passed over."""
    since, until = first_day(before.taken) or date.min, first_day(after.taken) or date.max
    moved = tuple(
        Shift(person, before.tiers.get(person), after.tiers.get(person))
        for person in values.contacts
        if before.tiers.get(person) != after.tiers.get(person)
    )
    then = {goal.goal: goal for goal in before.goals}
    goals = tuple(
        GoalShift(goal.goal, then.get(goal.goal), goal)
        for goal in after.goals
        if goal.goal in values.goals and _differs(then.get(goal.goal), goal)
    )
    knew = {(each.focal, each.question): each.confidence for each in before.answers}
    found = tuple(
        AnswerShift(each.focal, each.question, knew.get((each.focal, each.question), 0), each.confidence)
        for each in after.answers
        if each.focal in values.focal_relationships and knew.get((each.focal, each.question), 0) != each.confidence
    )
    steps = tuple(
        StepShift(step, before.steps.get(step), state)
        for step, state in after.steps.items()
        if step in values.next_steps and before.steps.get(step) != state
    )
    return Compared(since, until, moved, goals, found, steps, learned(values, since, until))


def homework(steps: Mapping[int, NextStep], session: Session) -> tuple[NextStep, ...]:
    """The steps agreed in a session, in the order in which they were agreed."""
    own = [steps[key] for key in session.agreed if key in steps]
    return (*own, *(step for step in steps.values() if step.agreed_in == session.id and step not in own))


def in_turn(sessions: Iterable[Session]) -> list[Session]:
    """Sessions, the earliest first."""
    return sorted(sessions, key=lambda each: (each.date, each.id))


def _goal_now(goal: Goal) -> GoalThen:
    return GoalThen(goal.id, goal.status, goal.measure.current if goal.measure else None, goal.gas_now)


def _differs(before: GoalThen | None, after: GoalThen) -> bool:
    """Whether a goal stands differently; one that is new counts only once it is more than a draft."""
    if before is None:
        return after.status != "draft"
    return (before.status, before.current) != (after.status, after.current) or (
        after.gas_now is not None and before.gas_now not in (None, after.gas_now)
    )


def _value_at(goal: Goal, day: date) -> float | None:
    measure = goal.measure
    if measure is None:
        return None
    read = [each for each in measure.readings if (first_day(each.date) or date.max) <= day]
    if read:
        return max(read, key=lambda each: each.date).value
    measured = first_day(measure.measured)
    return measure.current if measured and measured <= day else measure.baseline


def _known_by(insights: Iterable[Insight], focal: int, day: date) -> list[Insight]:
    return [i for i in insights if i.focal == focal and (first_day(i.evidence_date) or date.min) <= day]


def _state_at(step: NextStep, day: date) -> str:
    done = first_day(step.done)
    if step.status == "done" and done is not None and done > day:
        return "open"
    return step.status
