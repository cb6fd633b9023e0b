"""The review: what a low answer leads to, when an answer grows old, when the next one is due (R17 to R23)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from desktop.domain.answers import (
    AGEING,
    AGEING_DAYS,
    BEFORE_CONTACT,
    QUESTIONS,
    Answer,
    AnswerState,
    has_case,
    threshold,
)
from desktop.domain.catalogue import Catalogue, EngagementType
from desktop.domain.dates import days_after, first_day
from desktop.domain.meetings import AHEAD
from desktop.domain.records import FocalRelationship, Goal, Insight, NeedsRefinement, NextStep
from desktop.domain.relationships import Relationship
from desktop.domain.tiers import TIERS, rank

FIRST_DAYS = 30
"""R22: the first interval, and the one after any low answer."""

LONGEST_DAYS = 180
FIND_OUT_DAYS = 30
"""R18: a step to find out is proposed for so many days ahead."""

SOON_DAYS = 14

ASK = {
    "important": ("I1", "I4"),
    "frustrates": ("I2", "I6"),
    "successful": ("J3", "I2"),
    "unsuccessful": ("J4", "I5"),
    "trends": ("J5", "I3"),
}
"""R18: two questions of the bank for each of the five, to ask the person or to look back oneself (P8)."""

NOTHING_MISSING = NeedsRefinement(False, (), None)


class Due(Enum):
    """When a review is due."""

    OVERDUE = "overdue"
    SOON = "due within 14 days"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class FindOut:
    """R18: a step to be proposed. `engagement`: the plan to meet that it goes with, whose day it takes over.

    `ask`: two question ids of the bank; `meet`: the ways of meeting that can tell.
    """

    question: str
    due: date
    engagement: int | None
    ask: tuple[str, ...]
    meet: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lifted:
    """R19: what new knowledge changes. `close`: open steps to find out that are answered.

    `ask_again`: nothing is missing any more, so the question is whether the goal is still right.
    """

    close: tuple[NextStep, ...]
    refinement: NeedsRefinement | None
    ask_again: bool


@dataclass(frozen=True, slots=True)
class Aged:
    """R21: answers have grown old on the day `since`: the goal waits, the interval is the first again."""

    questions: tuple[str, ...]
    since: date
    refinement: NeedsRefinement
    interval: int
    next_review: date


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a completed review leads to. `low`: the questions below the threshold."""

    low: tuple[str, ...]
    steps: tuple[FindOut, ...]
    lifted: Lifted
    interval: int
    next_review: date


def review_due(focal: FocalRelationship, on: date) -> Due | None:
    """Whether the next review is past, within a fortnight or later; None when no day is set."""
    day = first_day(focal.next_review)
    if day is None:
        return None
    return Due.OVERDUE if day < on else Due.SOON if (day - on).days <= SOON_DAYS else Due.LATER


def asked_in_review(about: Relationship) -> tuple[str, ...]:
    """R17 and R20: the questions that apply: two before the first contact, repeats only once there are cases."""
    if about.early:
        return BEFORE_CONTACT
    cases = all(has_case(i for i in about.insights if i.question == q) for q in ("successful", "unsuccessful"))
    return QUESTIONS if cases else QUESTIONS[:-1]


def low_answers(asked: Iterable[str], given: Mapping[str, int], early: bool) -> tuple[str, ...]:
    """R18: which of the questions `asked` have a confidence below the threshold. No answer is a low answer."""
    return tuple(question for question in asked if given.get(question, 0) < threshold(early))


def find_out(about: Relationship, question: str, catalogue: Catalogue) -> FindOut | None:
    """R18 (a): the step to be proposed for a low answer; None when one is open already."""
    if any(_finds_out(step, question) for step in about.steps):
        return None
    can_tell = [
        kind
        for kind in catalogue.engagement_types.values()
        if question in kind.informs and not kind.alliance and _near_enough(about, kind)
    ]
    meet = tuple(kind.id for kind in can_tell)
    planned = sorted(
        (day, engagement.id)
        for engagement in about.engagements
        if engagement.status in AHEAD
        and engagement.type in meet
        and (day := first_day(engagement.date))
        and day >= about.on
    )
    due, engagement = planned[0] if planned else (days_after(about.on, FIND_OUT_DAYS), None)
    ask = tuple(i for i in ASK.get(question, ()) if i in catalogue.questions)
    return FindOut(question, due, engagement, ask, meet)


def needs_refinement(before: NeedsRefinement | None, low: Iterable[str], on: date) -> NeedsRefinement:
    """R18 (b): the goal waits for a second look, for these questions too. It waits since it first did."""
    missing = {*(before.missing if before else ()), *low}
    if not missing:
        return before or NOTHING_MISSING
    since = before.since if before and before.flag and before.since else on.isoformat()
    return NeedsRefinement(True, tuple(q for q in QUESTIONS if q in missing), since)


def may_be_achieved(goal: Goal, why: str | None = None) -> bool:
    """R18 (c): a goal that waits for a second look is closed as achieved only with a reason."""
    waits = goal.needs_refinement is not None and goal.needs_refinement.flag
    return not waits or bool((why or "").strip())


def lifted(answers: Iterable[Answer], steps: Iterable[NextStep], before: NeedsRefinement | None) -> Lifted:
    """R19: which open steps to find out are answered now, and what the goal still waits for.

    Repeats that wait for cases (R20) are not flagged, but their step stays: it was not answered.
    """
    states = {answer.question: answer.state for answer in answers}
    close = tuple(s for s in steps if states.get(s.question or "") is AnswerState.OK and _finds_out(s, s.question))
    if before is None or not before.flag:
        return Lifted(close, before, False)
    missing = tuple(q for q in before.missing if states.get(q, AnswerState.OK) is AnswerState.INVESTIGATE)
    return Lifted(close, replace(before, missing=missing), not missing)


def closed_step(step: NextStep, on: date, conversation: int | None = None) -> NextStep:
    """R19: the step as done, with the conversation in which the answer came."""
    return replace(step, status="done", done=on.isoformat(), closed_by=conversation)


def asks_whether_right(goal: Goal | None, answers: Iterable[Answer]) -> bool:
    """R19: whether the goal waits for nothing but the question if it is still right."""
    waits = goal.needs_refinement if goal is not None and goal.status == "active" else None
    if waits is None or not waits.flag or waits.missing:
        return False
    return not any(answer.state is AnswerState.INVESTIGATE for answer in answers)


def still_right() -> NeedsRefinement:
    """R19: the owner confirms that the goal is still right: the flag goes. Editing it makes a new version (R9)."""
    return NOTHING_MISSING


def grows_old(insights: Iterable[Insight], question: str, early: bool = False) -> date | None:
    """R21: the day on which the answer to a question falls below the threshold if nothing new is learned.

    None when it never does: it is below already, it does not age, or something is founded well enough to lose a level.
    """
    needed = threshold(early)
    own = [insight for insight in insights if insight.question == question and insight.confidence >= needed]
    if question not in AGEING or any(insight.confidence > needed for insight in own):
        return None
    days = [first_day(insight.evidence_date) for insight in own]
    latest = max((day for day in days if day), default=None)
    return days_after(latest, AGEING_DAYS + 1) if latest and all(days) else None


def aged(about: Relationship) -> Aged | None:
    """R21: what ageing changes on the day, None when nothing has grown old that the goal does not wait for already.

    The next review is the first interval after the last one, but not before the answer grew old, and never put off.
    The steps are created at that review.
    """
    known = about.goal.needs_refinement if about.goal else None
    waiting = known.missing if known and known.flag else ()
    old: dict[str, date] = {}
    for question in about.to_find_out:
        day = grows_old(about.insights, question, about.early)
        if day and day <= about.on and question not in waiting:
            old[question] = day
    if not old:
        return None
    since = min(old.values())
    reviews = [day for review in about.reviews if (day := first_day(review.date)) and day <= about.on]
    soonest = max(since, days_after(max(reviews), FIRST_DAYS)) if reviews else since
    planned = first_day(about.focal.next_review)
    return Aged(
        tuple(old),
        since,
        needs_refinement(known, old, since),
        FIRST_DAYS,
        min(soonest, planned) if planned else soonest,
    )


def next_interval(current: int, clean: bool, reviewed_before: bool = False) -> int:
    """R22: days to the next review. A clean one (all at threshold) doubles them, a low answer starts again at 30.

    `reviewed_before`: there was a review on the same day; a day doubles once, and not after a low answer.
    """
    if not clean:
        return FIRST_DAYS
    return current if reviewed_before else min(LONGEST_DAYS, max(FIRST_DAYS, current) * 2)


def measured_again(goal: Goal | None, on: date, why_not: str | None = None) -> bool:
    """R23: whether a review of the day may be completed: the measure has a reading of that day, or a reason why not."""
    if goal is None or goal.measure is None or bool((why_not or "").strip()):
        return True
    days = (goal.measure.measured, *(reading.date for reading in goal.measure.readings))
    return any(first_day(day) == on for day in days)


def reviewed(about: Relationship, given: Mapping[str, int], catalogue: Catalogue) -> Reviewed:
    """R17 to R22: what the review of the day leads to, from the confidence `given` to each question asked.

    Nothing is changed: the screen shows it and the owner decides (R24).
    """
    low = low_answers(asked_in_review(about), given, about.early)
    steps = tuple(step for question in low if (step := find_out(about, question, catalogue)))
    before = about.goal.needs_refinement if about.goal else None
    known = lifted((answer for answer in about.answers if answer.question not in low), about.steps, before)
    if low:
        known = Lifted(known.close, needs_refinement(known.refinement, low, about.on), False)
    today = any(first_day(review.date) == about.on for review in about.reviews)
    interval = next_interval(about.focal.review_interval_days, not low, today)
    return Reviewed(low, steps, known, interval, days_after(about.on, interval))


def _finds_out(step: NextStep, question: str | None) -> bool:
    return step.kind == "investigate" and step.status == "open" and step.question == question


def _near_enough(about: Relationship, kind: EngagementType) -> bool:
    tier = about.contact.tier
    return tier is None or kind.min_tier not in TIERS or rank(tier) <= rank(kind.min_tier)
