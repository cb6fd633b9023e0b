"""What may follow what: the states of things in a plan, and what each change of state needs."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from desktop.domain.dates import days_after, first_day
from desktop.domain.records import FocalRelationship, Goal, Introduction

States = Mapping[str, frozenset[str]]


def _states(**follow: str) -> States:
    return MappingProxyType({state: frozenset(after.split()) for state, after in follow.items()})


FOCAL = _states(
    candidate="active closed",
    active="candidate paused sustained closed",
    paused="active sustained closed",
    sustained="active closed",
    closed="",
)
"""A key relationship. Back to candidate: an active one that has had no active goal for too long (`goal_wanted_by`)."""

GOAL = _states(
    draft="ready dropped",
    ready="draft active dropped",
    active="achieved superseded dropped",
    achieved="",
    superseded="",
    dropped="",
)
"""A goal. Ready when it passes R8; back to draft when an edit takes something away."""

ENGAGEMENT = _states(
    planned="scheduled held cancelled",
    scheduled="planned held cancelled",
    held="debriefed",
    debriefed="",
    cancelled="",
)
"""A plan to meet. Moving one keeps its state and adds to its counter."""

INTRODUCTION = _states(
    idea="broker_asked",
    broker_asked="broker_agreed broker_declined",
    broker_agreed="target_asked",
    target_asked="target_agreed target_declined",
    target_agreed="introduced",
    introduced="conversation_held",
    broker_declined="",
    target_declined="",
    conversation_held="",
)
"""An introduction: nobody is introduced who has not been asked."""

REVIEW = _states(due="open", open="completed", completed="")
STEP = _states(open="done dropped", done="", dropped="")

GOAL_WITHIN_DAYS = 14
"""So long an active key relationship may be without an active goal."""

MANY_KEY_RELATIONSHIPS = 8
"""About six at once; from here on a note says that these are many."""


def too_many(focals: Iterable[FocalRelationship]) -> int:
    """How many key relationships are in hand where these are more than leave time for each, else 0."""
    n = sum(each.state in ("active", "candidate") for each in focals)
    return n if n >= MANY_KEY_RELATIONSHIPS else 0


def may_become(states: States, now: str, then: str) -> bool:
    """Whether a thing in the state `now` may come into the state `then` next. An unknown state leads nowhere."""
    return then in states.get(now, ())


def goal_wanted_by(focal: FocalRelationship, goals: Iterable[Goal]) -> date | None:
    """The last day on which an active key relationship may still be without an active goal.

    Counted from when it was opened or its latest goal was closed; None when it has one, or is not active.
    """
    own = [goal for goal in goals if goal.focal == focal.id]
    if focal.state != "active" or any(goal.status == "active" for goal in own):
        return None
    since = max((day for text in (focal.opened, *(g.closed for g in own)) if (day := first_day(text))), default=None)
    return days_after(since, GOAL_WITHIN_DAYS) if since else None


def only_drafted(focal: FocalRelationship, goals: Iterable[Goal]) -> bool:
    """Whether a goal of a key relationship is written down, and none is active yet."""
    found = {goal.status for goal in goals if goal.focal == focal.id}
    return "active" not in found and not found.isdisjoint(("draft", "ready"))


def falls_back(focal: FocalRelationship, goals: Iterable[Goal], on: date) -> bool:
    """Whether an active key relationship is a candidate again: fourteen days have gone by without an active goal."""
    by = goal_wanted_by(focal, goals)
    return by is not None and on > by


def standing(focal: FocalRelationship, goals: Iterable[Goal], on: date) -> str:
    """The state of a key relationship on a day: an active one without a goal for too long is a candidate again.

    Computed where it is shown, as ageing is (R21): the file follows when the owner says what is to become of it.
    """
    return "candidate" if falls_back(focal, goals, on) else focal.state


def may_introduce(introduction: Introduction) -> bool:
    """R13: both have said yes, the one who introduces and the one to be met."""
    return bool(introduction.broker_consent and introduction.target_consent)
