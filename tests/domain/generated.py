"""Plans of any size, made up record by record from a seed: every state, missing dates, people waiting, odd texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from desktop.assets import catalogue
from desktop.domain import records as r
from desktop.domain.answers import QUESTIONS
from desktop.domain.catalogue import catalogue_of
from desktop.domain.plan_values import PlanValues
from desktop.domain.tiers import TIERS

DAY = date(2026, 3, 2)
CATALOGUE = catalogue_of(catalogue())
ENGAGEMENTS = (*CATALOGUE.engagement_types, None, "of my own")
GOALS = (*CATALOGUE.goal_types, None)

T = TypeVar("T")


class Maker:
    """Makes the records of one plan; `chance(p)` and `one(of)` decide."""

    def __init__(self, seed: int, on: date) -> None:
        self.random, self.on = Random(seed), on

    def one(self, of: Sequence[T]) -> T:
        return self.random.choice(of)

    def some(self, of: Sequence[T], most: int) -> tuple[T, ...]:
        return tuple(self.random.sample(of, self.random.randint(0, min(most, len(of)))))

    def chance(self, p: float) -> bool:
        return self.random.random() < p

    def number(self, low: int, high: int) -> int | None:
        return None if self.chance(0.2) else self.random.randint(low, high)

    def day(self, back: int = 400, ahead: int = 60) -> str:
        """A day around `on`, often one of the edges of a rule."""
        edge = self.one((0, 1, 30, 31, 90, 91, 120, 121, 180, 181, 730, 1094, 1095))
        days = -edge if self.chance(0.3) else self.random.randint(-back, ahead)
        return (self.on + timedelta(days=days)).isoformat()

    def maybe_day(self, back: int = 400, ahead: int = 60) -> str | None:
        if self.chance(0.2):
            return self.one((None, None, "", "2025", "2025-11", "soon"))
        return self.day(back, ahead)

    def text(self) -> str:
        return self.one(("", " ", "Agree the dates.", "月見里", "a\nb"))

    def contact(self, key: int) -> r.Contact:
        return r.Contact(
            key,
            f"c{key}",
            self.one(("Ann", "Łukasz", "美咲", "")) + str(key),
            organisation=self.one((None, 1, 2, 3)),
            groups=self.some((1, 2, 3), 2),
            tier=self.one((*TIERS, None)),
            support_to_me=self.number(0, 3),
            support_to_them=self.number(0, 3),
            influence=self.number(1, 5),
            stance={1: self.one(("critic", "supporter", "unknown"))} if self.chance(0.3) else {},
            known_since=self.maybe_day(3000, 0),
            last_two_way=self.maybe_day(1400, 5),
            order=self.number(1, 50) if self.chance(0.3) else None,
            keep_in_touch=self.chance(0.4),
            tier_evidence=r.Evidence(self.day(500), "Spoke up.") if self.chance(0.3) else None,
        )

    def focal(self, key: int, people: Sequence[int]) -> r.FocalRelationship:
        return r.FocalRelationship(
            key, f"f{key}", self.one(people), self.one(("create", "strengthen", "repair", "sustain")), key, "ally",
            self.one((None, 1)), self.one(("candidate", "active", "active", "paused", "closed")), self.day(),
            self.one((30, 60, 120, 180)), self.maybe_day(60, 60), "",
        )  # fmt: skip

    def goal(self, key: int, focals: Sequence[int]) -> r.Goal:
        measure = None
        if self.chance(0.7):
            baseline, target, current = (self.one((None, 0.0, 1.0, 4.0, -3.5)) for _ in range(3))
            measure = r.Measure("x", None, baseline, target, current, None, None, self.maybe_day())
        refine = r.NeedsRefinement(self.chance(0.5), self.some(QUESTIONS, 3), self.maybe_day())
        return r.Goal(
            key, f"g{key}", self.one(focals), 1, self.one(GOALS), self.text(), self.text(), self.text(), measure, None,
            self.number(-2, 2), self.maybe_day(), self.one(("draft", "ready", "active", "active", "achieved")),
            weight=self.number(0, 3), closed=self.maybe_day(), needs_refinement=refine if self.chance(0.6) else None,
        )  # fmt: skip

    def engagement(self, key: int, focals: Sequence[int], people: Sequence[int]) -> r.Engagement:
        return r.Engagement(
            key, f"e{key}", self.one(ENGAGEMENTS), "", self.text(), None,
            self.one(("planned", "scheduled", "held", "held", "debriefed", "cancelled")), self.maybe_day(200, 90),
            self.random.randint(0, 3), self.one((None, "effective", "mixed", "ineffective", "ineffective")),
            self.some(focals, 2), self.some(people, 2), recurring=self.chance(0.3),
        )  # fmt: skip

    def conversation(self, key: int, people: Sequence[int]) -> r.Conversation:
        share = self.one((None, 0.0, 0.3, 0.6, 0.61, 0.9, 1.0))
        said = (("help",), ())
        return r.Conversation(
            key, f"v{key}", self.some(people, 3), self.day(300, 10), None, "phone", None, "",
            r.Listening(share, "", None, None, "") if self.chance(0.6) else None, self.one(said), self.one(said), (),
            two_way=self.chance(0.8),
        )  # fmt: skip

    def insight(self, key: int, focals: Sequence[int]) -> r.Insight:
        return r.Insight(
            key, f"n{key}", self.one(focals), self.one((*QUESTIONS, None)), self.text(), self.random.randint(0, 4),
            "heard", self.maybe_day(), None, none_so_far=self.chance(0.1),
        )  # fmt: skip

    def review(self, key: int, focals: Sequence[int]) -> r.Review:
        answers = {question: r.ReviewAnswer(self.random.randint(0, 4), "") for question in self.some(QUESTIONS, 5)}
        return r.Review(key, f"r{key}", self.one(focals), self.day(200, 0), answers, None, (), "")

    def step(self, key: int, focals: Sequence[int]) -> r.NextStep:
        return r.NextStep(
            key, f"s{key}", self.one(("investigate", "promise", "prepare")), self.one((*focals, None)),
            self.one((*QUESTIONS, None)), "", (), self.maybe_day(60, 60), self.one(("open", "open", "done", "dropped")),
            None, "",
        )  # fmt: skip

    def introduction(self, key: int, people: Sequence[int]) -> r.Introduction:
        state = self.one(("idea", "broker_agreed", "introduced", "conversation_held"))
        consents = (self.maybe_day(), self.maybe_day())
        return r.Introduction(key, f"i{key}", self.one(people), self.one(people), (), "", "", state, None, *consents)


def made_up(seed: int, people: int, focals: int, records: int, on: date = DAY) -> PlanValues:
    """A plan with so many people and key relationships, and `records` of everything else."""
    make = Maker(seed, on)
    owner = r.Contact(1, "owner", "Tamsin", organisation=1, groups=(1,))
    contacts = {key: make.contact(key) for key in range(2, people + 2)}
    who, few = list(contacts), list(range(1, focals + 1)) if people else []
    hangs = range(1, records + 1)
    about = range(1, records + 1) if few else range(0)
    tiers = {rank: _tier(rank) for rank in range(1, 6)}
    alliance = r.Alliance(1, "a1", "", (1, 2), None, "", {}, (), None, None, ())
    day = r.Workshop(1, "w1", 1, "", make.maybe_day(800, 60), None, None, "")
    return PlanValues(
        info=r.PlanInfo("personal", 1),
        owner=owner,
        organisations={key: r.Organisation(key, f"o{key}", f"Body {key}") for key in (1, 2, 3)},
        groups={key: r.Group(key, f"g{key}", f"Group {key}", key=key > 1, desired_tier="ally") for key in (1, 2, 3)},
        topics={1: r.Topic(1, "t1", "Handover")},
        tiers=tiers,
        contacts=contacts,
        ties={key: r.Tie(key, make.one(who), make.one(who)) for key in hangs if who},
        gaps={},
        focal_relationships={key: make.focal(key, who) for key in few},
        goals={key: make.goal(key, few) for key in about},
        engagements={key: make.engagement(key, few, who) for key in hangs},
        conversations={key: make.conversation(key, who) for key in hangs},
        insights={key: make.insight(key, few) for key in about},
        reviews={key: make.review(key, few) for key in about},
        next_steps={key: make.step(key, few) for key in hangs},
        introductions={key: make.introduction(key, who) for key in hangs if who},
        sessions={},
        alliances={1: alliance},
        workshops={1: day} if make.chance(0.5) else {},
    )


def _tier(rank: int) -> r.Tier:
    said: dict[str, Any] = next(tier for tier in catalogue()["tiers"] if tier["rank"] == rank)
    return r.Tier(rank, said["id"], **{key: value for key, value in said.items() if key != "id"})


def plans(most_people: int = 40) -> st.SearchStrategy[PlanValues]:
    """Plans from nobody up to `most_people`."""
    return st.builds(
        made_up,
        seed=st.integers(0, 2**32),
        people=st.integers(0, most_people),
        focals=st.integers(0, 8),
        records=st.integers(0, 40),
    )
