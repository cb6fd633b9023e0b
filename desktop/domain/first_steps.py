"""The first minutes with a plan, and the weeks after them: which step comes next. All of it follows from the plan.

The steps go through the five practices: see the network (the first four), a goal for one of the few, the engagement
that fits, listening, and looking back. Whoever goes another way is not held up: a step is done when the plan says so,
or when it is put behind.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

TWELVE = 12
"""So many names from memory are enough to begin with."""


class FirstStep(StrEnum):
    """In their order."""

    PURPOSE = "purpose"
    NAMES = "names"
    PLACE = "place"
    GROUPS = "groups"
    GOAL = "goal"
    PAGE = "page"
    MEET = "meet"
    TALK = "talk"
    REVIEW = "review"


MINUTES = (
    FirstStep.PURPOSE, FirstStep.NAMES, FirstStep.PLACE, FirstStep.GROUPS, FirstStep.GOAL, FirstStep.PAGE,
)  # fmt: skip
"""What takes the first minutes; the others take days."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """How far a plan has come. `people` are named, `placed` of them on the map, `grouped` of those in a group: as many
    as there are, or no more than a step asks for.

    `key_groups`: groups that the work depends on; `key_people`: key relationships not closed; `goals`: with a sentence.
    """

    purpose: bool = False
    people: int = 0
    placed: int = 0
    grouped: int = 0
    key_groups: int = 0
    key_people: int = 0
    goals: int = 0
    meetings: int = 0
    talks: int = 0
    reviews: int = 0
    sessions: int = 0

    def done(self, step: FirstStep) -> bool:
        """Whether a step is behind."""
        return {
            FirstStep.PURPOSE: self.purpose,
            # Whoever has begun to place them has named enough.
            FirstStep.NAMES: self.people >= TWELVE or self.placed > 0,
            FirstStep.PLACE: self.placed >= min(max(self.people, 1), TWELVE),
            FirstStep.GROUPS: self.key_groups > 0 and self.grouped > 0,
            FirstStep.GOAL: self.goals > 0,
            FirstStep.PAGE: False,  # a plan does not tell whether it was looked at
            FirstStep.MEET: self.meetings > 0,
            FirstStep.TALK: self.talks > 0,
            FirstStep.REVIEW: self.reviews > 0,
        }[step]

    @property
    def over(self) -> bool:
        """Whether the plan is no longer at its beginning: somebody has looked back, or a session was held."""
        return self.reviews > 0 or self.sessions > 0

    def next(self, behind: Collection[FirstStep] = ()) -> FirstStep | None:
        """The first step that is neither done nor among those put `behind` by hand."""
        return next((step for step in FirstStep if step not in behind and not self.done(step)), None)
