"""A key relationship with everything that hangs on it: what most rules look at, one relationship at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from desktop.domain import records as r
from desktop.domain.answers import Answer, AnswerState, answers, before_contact
from desktop.domain.clock import last_two_way, talked
from desktop.domain.plan_values import PlanValues

RecordT = TypeVar("RecordT", r.Goal, r.Insight, r.Review, r.NextStep)


@dataclass(frozen=True)
class Relationship:
    """One key relationship as it stands on the day `on`; every list in plan order.

    `last`: the last two-way exchange (R15). `early`: before the first contact (R17). `engagements`: those that name it.
    """

    on: date
    focal: r.FocalRelationship
    contact: r.Contact
    last: date | None
    early: bool
    goals: tuple[r.Goal, ...] = ()
    insights: tuple[r.Insight, ...] = ()
    engagements: tuple[r.Engagement, ...] = ()
    reviews: tuple[r.Review, ...] = ()
    steps: tuple[r.NextStep, ...] = ()

    @property
    def goal(self) -> r.Goal | None:
        """The active goal; the first, should there be a second (R10)."""
        return next((goal for goal in self.goals if goal.status == "active"), None)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The five answers, as founded as they are on the day (R17, R20, R21)."""
        return answers(self.insights, self.early, self.on)

    @property
    def to_find_out(self) -> tuple[str, ...]:
        """The questions whose answer is not founded well enough, in the order in which they are asked."""
        return tuple(answer.question for answer in self.answers if answer.state is AnswerState.INVESTIGATE)


def relationship(
    focal: r.FocalRelationship,
    contact: r.Contact,
    latest: str | None,
    on: date,
    *,
    goals: Iterable[r.Goal] = (),
    insights: Iterable[r.Insight] = (),
    engagements: Iterable[r.Engagement] = (),
    reviews: Iterable[r.Review] = (),
    steps: Iterable[r.NextStep] = (),
) -> Relationship:
    """One relationship from its own records alone: what a screen reads again after an edit.

    `latest`: the day of the latest two-way conversation with the person (`clock.talked`).
    """
    return Relationship(
        on,
        focal,
        contact,
        last_two_way(contact, latest),
        before_contact(focal, contact, latest, on),
        tuple(goals),
        tuple(insights),
        tuple(engagements),
        tuple(reviews),
        tuple(steps),
    )


def relationships(values: PlanValues, on: date) -> dict[int, Relationship]:
    """Every key relationship of the plan, in plan order; those with people who wait are left out (P2)."""
    latest = talked(values.conversations.values(), on)
    goals, insights = _by_focal(values.goals), _by_focal(values.insights)
    reviews, steps = _by_focal(values.reviews), _by_focal(values.next_steps)
    engagements: dict[int, list[r.Engagement]] = {}
    for engagement in values.engagements.values():
        for focal in engagement.focals:
            engagements.setdefault(focal, []).append(engagement)
    found: dict[int, Relationship] = {}
    for key, focal in values.focal_relationships.items():
        contact = values.contacts.get(focal.contact)
        if contact is None or contact.tier is None:
            continue
        found[key] = relationship(
            focal,
            contact,
            latest.get(contact.id),
            on,
            goals=goals.get(key, ()),
            insights=insights.get(key, ()),
            engagements=engagements.get(key, ()),
            reviews=reviews.get(key, ()),
            steps=steps.get(key, ()),
        )
    return found


def _by_focal(records: Mapping[int, RecordT]) -> dict[int, list[RecordT]]:
    found: dict[int, list[RecordT]] = {}
    for record in records.values():
        if record.focal is not None:
            found.setdefault(record.focal, []).append(record)
    return found
