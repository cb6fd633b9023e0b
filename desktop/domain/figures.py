"""The figures of a plan on a day, as `rapport figures` prints them: every id is a uid, what is undefined is None."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from math import isfinite
from typing import Any

from desktop.domain.answers import Answer, AnswerState
from desktop.domain.attainment import progress, t_score, weight
from desktop.domain.catalogue import Catalogue
from desktop.domain.clock import cadence
from desktop.domain.coverage import placed
from desktop.domain.dates import days_after, first_day
from desktop.domain.job import run
from desktop.domain.meetings import lacks_purpose
from desktop.domain.network import network_of
from desktop.domain.plan_values import PlanValues
from desktop.domain.recommend import recommended, workshop_organisations
from desktop.domain.records import NextStep
from desktop.domain.relationships import Relationship, relationships
from desktop.domain.reviewing import review_due
from desktop.domain.survey import network_figures, survey
from desktop.domain.tiers import TIERS
from desktop.domain.workshop import latest
from desktop.domain.workshop_figures import workshop_figures

RECENT_DAYS = 90

Figure = dict[str, Any]


def figures(values: PlanValues, on: date, catalogue: Catalogue) -> Figure:
    """Everything that can be counted in a plan on a day. People waiting count nowhere (P2)."""
    about = relationships(values, on)
    steps = _open_steps(values, about)
    workshop = latest(values.workshops.values()) if values.info.kind == "workshop" else None
    return {
        "tiers": tier_figures(values),
        "cadence": cadence_figures(values, on),
        "reviews_due": {a.focal.uid: due.value if (due := review_due(a.focal, on)) else None for a in about.values()},
        "five_questions": {a.focal.uid: {x.question: _answer(x) for x in a.answers} for a in about.values()},
        "investigate": {a.focal.uid: list(a.to_find_out) for a in about.values()},
        "insight_coverage": insight_coverage(about.values()),
        "goal_attainment": goal_attainment(values, about),
        "recommended_engagements": recommended_figures(values, about, catalogue, on),
        "last_90_days": recent_figures(values, on),
        "open_promises": [step.uid for step in steps if step.kind == "promise"],
        "steps_overdue": [step.uid for step in steps if (due := first_day(step.due)) and due < on],
        "anti_patterns": anti_patterns(values),
        "workshop": workshop_figures(workshop) if workshop else None,
        **network_figures(run(survey(network_of(values, on)))),
    }


def tier_figures(values: PlanValues) -> Figure:
    """How many people are in each tier, and beside it the soft capacity; tiers with nobody are left out."""
    counts = Counter(contact.tier for contact in placed(values))
    capacity = {tier.uid: tier.capacity for tier in values.tiers.values()}
    present = [tier for tier in TIERS if counts[tier]]
    return {
        "counts": {tier: counts[tier] for tier in present},
        "capacity": {tier: [counts[tier], capacity.get(tier)] for tier in present},
    }


def cadence_figures(values: PlanValues, on: date) -> Figure:
    """P6: days since the last two-way exchange with those chosen for whom it is time."""
    return {
        values.contacts[each.contact].uid: {"days": each.days, "status": each.touch.value}
        for each in cadence(values, on)
    }


def insight_coverage(about: Iterable[Relationship]) -> Figure:
    """How many of the questions that apply are answered well enough."""
    states = Counter(answer.state for each in about for answer in each.answers)
    confident = states[AnswerState.OK]
    return {"confident": confident, "of": confident + states[AnswerState.INVESTIGATE]}


def goal_attainment(values: PlanValues, about: Mapping[int, Relationship]) -> Figure:
    """Levels, weights and progress of the active goals, and T over all of them."""
    active = [goal for goal in values.goals.values() if goal.status == "active" and goal.focal in about]
    return {
        "levels": {goal.uid: goal.gas_now for goal in active},
        "weights": {goal.uid: weight(goal) for goal in active},
        "T": _rounded(t_score(active), 2),
        "progress": {goal.uid: _rounded(progress(goal.measure), 3) for goal in active},
    }


def recommended_figures(
    values: PlanValues, about: Mapping[int, Relationship], catalogue: Catalogue, on: date
) -> Figure:
    """R12 for each key relationship with an active goal."""
    workshops = workshop_organisations(values, on)
    return {
        each.focal.uid: [
            {"type": s.type.id, "score": s.score, "fit": s.fit, "answers": list(s.answers)}
            for s in recommended(each, catalogue, workshops)
        ]
        for each in about.values()
        if each.goal is not None
    }


def recent_figures(values: PlanValues, on: date) -> Figure:
    """The conversations of the last 90 days: how many, with people of which tiers, and how much I talked."""
    start, today = days_after(on, -RECENT_DAYS).isoformat(), on.isoformat()
    recent = [talk for talk in values.conversations.values() if start <= talk.date[:10] <= today]
    people = [values.contacts[person] for talk in recent for person in talk.contacts if person in values.contacts]
    counts = Counter(contact.tier for contact in people)
    shares = [t.listening.talk_share for t in recent if t.listening and t.listening.talk_share is not None]
    return {
        "conversations": len(recent),
        "contacts_by_tier": {tier: counts[tier] for tier in TIERS if counts[tier]},
        "mean_talk_share": _rounded(sum(shares) / len(shares), 3) if shares else None,
    }


def anti_patterns(values: PlanValues) -> list[Figure]:
    """R11: plans to meet with an empty purpose. The other patterns (`patterns.all_cases`) are notes, not figures."""
    found = [engagement.uid for engagement in values.engagements.values() if lacks_purpose(engagement)]
    return [{"id": "purposeless_lunch", "engagements": found}] if found else []


def _answer(answer: Answer) -> Figure:
    if answer.state is AnswerState.NOT_YET:
        return {"effective": None, "state": answer.state.value}
    return {"effective": answer.effective, "raw": answer.raw, "state": answer.state.value}


def _open_steps(values: PlanValues, about: Mapping[int, Relationship]) -> list[NextStep]:
    """Open steps in plan order, but for those of a relationship with somebody who waits."""
    return [s for s in values.next_steps.values() if s.status == "open" and (s.focal is None or s.focal in about)]


def _rounded(figure: float | None, places: int) -> float | None:
    return None if figure is None or not isfinite(figure) else round(figure, places)
