"""R12: which ways of meeting to suggest for a goal, and why (section 3, Recommending)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop.domain.catalogue import Catalogue, EngagementType
from desktop.domain.dates import first_day
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import Engagement
from desktop.domain.relationships import Relationship
from desktop.domain.tiers import TIERS, rank


@dataclass(frozen=True, slots=True)
class Scores:
    """Every number of the suggestions, in one place so that they can be tuned (they are our own judgement)."""

    fit: int = 10
    """For each level of fit, 1 to 3."""
    answer: int = 4
    """For each open question that it can answer, up to `answers`."""
    answers: int = 2
    effort: int = 2
    """Taken off for each level of effort above the least."""
    recent: int = 3
    """Taken off when it is among the last `recent_of` held."""
    recent_of: int = 3
    ineffective: int = 8
    """Taken off for each time it did not work here, after the first."""
    shown: int = 3
    """So many are suggested."""
    workshop_days: int = 730
    """R12: no second workshop of two organisations within so many days."""


SCORES = Scores()

HELD = frozenset({"held", "debriefed"})
"""States of an engagement that took place."""


class Why(Enum):
    """A reason for a suggestion; the words are made above."""

    FITS = "fits"
    """`Suggestion.fit`: 3 best for this type of goal, 2 good for it, 1 possible."""
    ANSWERS = "answers"
    """It can answer `Suggestion.answers`."""
    NOT_TRIED = "not tried"
    WORKED = "worked"
    """It was effective here before."""
    RECENT = "recent"
    """It is among the last three held."""
    INEFFECTIVE = "ineffective"
    """`Suggestion.ineffective` times without effect here."""
    LITTLE_EFFORT = "little effort"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way of meeting for one relationship's goal. `answers`: the open questions that it can answer."""

    type: EngagementType
    score: int
    fit: int
    answers: tuple[str, ...]
    held: int
    ineffective: int
    recent: bool
    reasons: tuple[Why, ...]


def workshop_organisations(values: PlanValues, on: date) -> frozenset[int]:
    """The organisations whose people a workshop of two organisations can be suggested for.

    Those allied with the owner's own, without a workshop of the alliance in the past two years or already dated.
    """
    found: set[int] = set()
    for alliance in values.alliances.values():
        days = [first_day(w.date) for w in values.workshops.values() if w.alliance == alliance.id]
        if not any(day and (on - day).days < SCORES.workshop_days for day in days):
            found |= set(alliance.organisations)
    return frozenset(found - {values.owner.organisation})


def suggestions(
    about: Relationship, catalogue: Catalogue, workshops: frozenset[int] = frozenset(), scores: Scores = SCORES
) -> tuple[Suggestion, ...]:
    """All ways of meeting that come into question for the active goal, best first: by score, less effort, catalogue.

    Empty without an active goal. `workshops`: `workshop_organisations` of the plan.
    """
    if about.goal is None or about.contact.tier is None:
        return ()
    held = sorted((e for e in about.engagements if e.status in HELD), key=lambda e: e.date or "")
    found: list[Suggestion] = []
    for kind in catalogue.engagement_types.values():
        fit = catalogue.fits(about.goal.type, kind.id)
        near = kind.min_tier not in TIERS or rank(about.contact.tier) <= rank(kind.min_tier)
        if fit <= 0 or not near or (kind.alliance and about.contact.organisation not in workshops):
            continue
        found.append(_suggestion(kind, fit, about, held, scores))
    return tuple(sorted(found, key=lambda s: (-s.score, s.type.effort)))


def recommended(
    about: Relationship, catalogue: Catalogue, workshops: frozenset[int] = frozenset(), scores: Scores = SCORES
) -> tuple[Suggestion, ...]:
    """R12: the three best."""
    return suggestions(about, catalogue, workshops, scores)[: scores.shown]


def _suggestion(
    kind: EngagementType, fit: int, about: Relationship, held: list[Engagement], scores: Scores
) -> Suggestion:
    answers = tuple(question for question in kind.informs if question in about.to_find_out)
    ineffective = sum(e.type == kind.id and e.outcome == "ineffective" for e in about.engagements)
    before = [e for e in held if e.type == kind.id]
    recent = any(e.type == kind.id for e in held[-scores.recent_of :])
    score = (
        scores.fit * fit
        + scores.answer * min(scores.answers, len(answers))
        - scores.effort * (kind.effort - 1)
        - scores.recent * recent
        - scores.ineffective * max(0, ineffective - 1)
    )
    reasons = (
        (Why.FITS, True),
        (Why.ANSWERS, bool(answers)),
        (Why.WORKED, any(e.outcome == "effective" for e in before)),
        (Why.INEFFECTIVE, ineffective > 0),
        (Why.RECENT, recent),
        (Why.NOT_TRIED, not before),
        (Why.LITTLE_EFFORT, kind.effort <= 1),
    )
    return Suggestion(
        kind, score, fit, answers, len(before), ineffective, recent, tuple(why for why, holds in reasons if holds)
    )
