"""What a coaching session looks at: which session it is, what happened since the last one, whom it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop.domain.dates import first_day
from desktop.domain.plan_values import PlanValues
from desktop.domain.promises import alone, by_talk
from desktop.domain.records import FocalRelationship, Goal, Insight, Measure, NextStep, Session
from desktop.domain.states import standing


class Outcome(Enum):
    """What became of a promise."""

    KEPT = "kept"
    KEPT_LATE = "kept late"
    NOT_YET = "not yet"
    OPEN = "open"
    LET_GO = "let go"


@dataclass(frozen=True, slots=True)
class Promised:
    """Something the owner said they would do. `contact`: for whom, None for nobody in particular.

    Of a step, too: the first sign that it works, and the owner's word on how it went.
    """

    text: str
    contact: int | None
    due: date | None
    done: date | None
    outcome: Outcome
    first_sign: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody's tier changed; `before` is None where it was not placed or not recorded."""

    contact: int
    before: str | None
    after: str
    on: date


@dataclass(frozen=True, slots=True)
class Measured:
    """A goal was measured again."""

    goal: Goal
    measure: Measure
    before: float | None
    now: float
    on: date


def last_session(values: PlanValues, on: date) -> Session | None:
    """The latest closed session before or on the day."""
    closed = [s for s in values.sessions.values() if s.closed and (first_day(s.date) or date.max) <= on]
    return max(closed, key=lambda s: (s.date, s.id), default=None)


def this_session(values: PlanValues, on: date) -> Session | None:
    """The session being prepared: the first open one from the day on, else the latest open one."""
    open_ = sorted((s for s in values.sessions.values() if not s.closed), key=lambda s: (s.date, s.id))
    coming = [s for s in open_ if (first_day(s.date) or date.min) >= on]
    return coming[0] if coming else (open_[-1] if open_ else None)


def for_today(values: PlanValues, on: date, count: int = 2) -> tuple[FocalRelationship, ...]:
    """The key relationships a session is about: those it names, then those whose review is due first (R22)."""
    session = this_session(values, on)
    chosen = [
        values.focal_relationships[f] for f in (session.focals if session else ()) if f in values.focal_relationships
    ]
    waiting = sorted(
        (f for f in values.focal_relationships.values() if f.state == "active" and f not in chosen),
        key=lambda f: (f.next_review is None, f.next_review or "", f.priority, f.id),
    )
    return (*chosen, *waiting)[: max(count, len(chosen))]


def promises(values: PlanValues, since: Session | None, on: date) -> tuple[Promised, ...]:
    """What was promised and what became of it: kept since the last session, due by now, or agreed in that session.

    What was agreed in a session before that and is still open stays on the table, due or not.
    A promise of a conversation that became a step counts once, as the step. Kept ones come first, in the order kept.
    """
    start = first_day(since.date) if since else None
    steps = values.next_steps.values()
    agreed = _agreed(steps, [since] if since else [])
    earlier = [s for s in values.sessions.values() if since and (s.date, s.id) < (since.date, since.id)]
    on_the_table = agreed | _agreed(steps, earlier)
    found: list[Promised] = []
    for step in steps:
        if not step.text:  # withheld from the reader
            continue
        due, done = first_day(step.due), first_day(step.done)
        focal = values.focal_relationships.get(step.focal) if step.focal is not None else None
        for_whom = focal.contact if focal else None
        said = step.first_sign or "", step.comment
        if step.status == "done" and not (done and done > on):
            if done and (start is None or done > start or step.id in agreed):
                found.append(Promised(step.text, for_whom, due, done, _kept(due, done), *said))
        elif step.status == "dropped":
            if step.id in agreed:
                found.append(Promised(step.text, for_whom, due, None, Outcome.LET_GO, *said))
        elif step.id in on_the_table or (due and due < on):
            found.append(Promised(step.text, for_whom, due, None, _still_open(due, on), *said))
    became = by_talk(steps)
    for talk in values.conversations.values():
        if (first_day(talk.date) or on) > on:
            continue
        for promise in alone(talk, became.get(talk.id, ())).values():
            due, done = first_day(promise.due), first_day(promise.done)
            for_whom = talk.contacts[0] if talk.contacts else None
            if done and done <= on:
                if start is None or done > start:
                    found.append(Promised(promise.text, for_whom, due, done, _kept(due, done)))
            elif due and due < on:
                found.append(Promised(promise.text, for_whom, due, None, Outcome.NOT_YET))
    return tuple(sorted(found, key=lambda p: (p.done is None, p.done or p.due or date.max, p.text)))


def moves(values: PlanValues, since: date | None, on: date) -> tuple[Moved, ...]:
    """R1: whose tier changed after `since`, up to the day, latest first. A first placing is no move."""
    found: list[Moved] = []
    for contact in values.contacts.values():
        history = sorted(contact.tier_history, key=lambda change: change.from_)
        later = [c for c in history if (day := first_day(c.from_)) and day <= on and (since is None or day > since)]
        before = history[: len(history) - len(later)] if len(later) < len(history) else []
        was = before[-1].tier if before else None
        if later and was and later[-1].tier and later[-1].tier != was:
            found.append(Moved(contact.id, was, later[-1].tier, first_day(later[-1].from_) or on))
    return tuple(sorted(found, key=lambda move: (-move.on.toordinal(), move.contact)))


def measured(values: PlanValues, since: date | None, on: date) -> tuple[Measured, ...]:
    """R23: active goals with a new reading after `since`, up to the day, whose value differs; latest first."""
    found: list[Measured] = []
    for goal in values.goals.values():
        if goal.status != "active" or goal.measure is None:
            continue
        readings = sorted(
            (r for r in goal.measure.readings if (first_day(r.date) or date.max) <= on), key=lambda r: r.date
        )
        new = [r for r in readings if since is None or (first_day(r.date) or date.min) > since]
        if not new:
            continue
        old = readings[: len(readings) - len(new)]
        before = old[-1].value if old else goal.measure.baseline
        if before != new[-1].value:
            found.append(Measured(goal, goal.measure, before, new[-1].value, first_day(new[-1].date) or on))
    return tuple(sorted(found, key=lambda m: (-m.on.toordinal(), m.goal.id)))


def learned(values: PlanValues, since: date | None, on: date) -> tuple[Insight, ...]:
    """What was learned after `since`, best founded first, then the newest; guesses of my own are left out."""
    found = [
        insight
        for insight in values.insights.values()
        if insight.text
        and insight.confidence >= 2
        and not insight.none_so_far
        and (day := first_day(insight.evidence_date)) is not None
        and day <= on
        and (since is None or day > since)
    ]
    return tuple(sorted(found, key=lambda i: (-i.confidence, -(first_day(i.evidence_date) or on).toordinal(), i.id)))


def waiting_goals(values: PlanValues, since: date | None, on: date) -> tuple[Goal, ...]:
    """R18: active goals that came to wait for a second look after `since`, newest first."""
    found: list[tuple[date, Goal]] = []
    for goal in values.goals.values():
        flag = goal.needs_refinement
        day = first_day(flag.since) if flag and flag.flag else None
        if goal.status == "active" and day and day <= on and (since is None or day > since):
            found.append((day, goal))
    return tuple(goal for _, goal in sorted(found, key=lambda pair: (-pair[0].toordinal(), pair[1].id)))


def _agreed(steps: Iterable[NextStep], sessions: Sequence[Session]) -> set[int]:
    """The steps agreed in sessions: those that they name, and those that carry their mark."""
    marks = {session.id for session in sessions}
    return {key for session in sessions for key in session.agreed} | {s.id for s in steps if s.agreed_in in marks}


def _kept(due: date | None, done: date) -> Outcome:
    return Outcome.KEPT_LATE if due and done > due else Outcome.KEPT


def _still_open(due: date | None, on: date) -> Outcome:
    return Outcome.NOT_YET if due and due < on else Outcome.OPEN


@dataclass(frozen=True, slots=True)
class Open:
    """Something still to be done. `kind`: of a step (investigate, promise, introduce, prepare)."""

    kind: str
    text: str
    contact: int | None
    due: date | None
    late: bool


def open_steps(values: PlanValues, on: date) -> tuple[Open, ...]:
    """What is open on the day, soonest first, undated last: steps not put off, and promises that became no step."""
    found: list[Open] = []
    for step in values.next_steps.values():
        put_off = first_day(step.snoozed_until)
        if step.text and step.status == "open" and (put_off is None or put_off <= on):
            focal = values.focal_relationships.get(step.focal) if step.focal is not None else None
            found.append(_open(step.kind, step.text, focal.contact if focal else None, first_day(step.due), on))
    steps = by_talk(values.next_steps.values())
    for talk in values.conversations.values():
        for promise in alone(talk, steps.get(talk.id, ())).values():
            if promise.done is None and (first_day(talk.date) or on) <= on:
                contact = talk.contacts[0] if talk.contacts else None
                found.append(_open("promise", promise.text, contact, first_day(promise.due), on))
    return tuple(sorted(found, key=lambda o: (o.due is None, o.due or date.max, o.text)))


def reviews_due(values: PlanValues, on: date, within: int = 14) -> tuple[FocalRelationship, ...]:
    """Active key relationships whose review was due or falls within so many days, soonest first."""
    due = [
        (day, focal)
        for focal in values.focal_relationships.values()
        if standing(focal, values.goals.values(), on) == "active"
        and (day := first_day(focal.next_review))
        and (day - on).days <= within
    ]
    return tuple(focal for _, focal in sorted(due, key=lambda pair: (pair[0], pair[1].priority, pair[1].id)))


def next_session(values: PlanValues, on: date) -> Session | None:
    """The open session after the one being prepared."""
    this = this_session(values, on)
    later = [s for s in values.sessions.values() if not s.closed and this and (s.date, s.id) > (this.date, this.id)]
    return min(later, key=lambda s: (s.date, s.id), default=None)


def _open(kind: str, text: str, contact: int | None, due: date | None, on: date) -> Open:
    return Open(kind, text, contact, due, due is not None and due < on)
