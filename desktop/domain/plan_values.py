"""A whole plan, read once: what rules and papers look at."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain import records as r


@dataclass(frozen=True, slots=True)
class PlanValues:
    """Every record of a plan by its row key, in plan order. `contacts` leaves out the owner; `owner` is that person."""

    info: r.PlanInfo
    owner: r.Contact
    organisations: Mapping[int, r.Organisation]
    groups: Mapping[int, r.Group]
    topics: Mapping[int, r.Topic]
    tiers: Mapping[int, r.Tier]
    contacts: Mapping[int, r.Contact]
    ties: Mapping[int, r.Tie]
    gaps: Mapping[int, r.Gap]
    focal_relationships: Mapping[int, r.FocalRelationship]
    goals: Mapping[int, r.Goal]
    engagements: Mapping[int, r.Engagement]
    conversations: Mapping[int, r.Conversation]
    insights: Mapping[int, r.Insight]
    reviews: Mapping[int, r.Review]
    next_steps: Mapping[int, r.NextStep]
    introductions: Mapping[int, r.Introduction]
    sessions: Mapping[int, r.Session]
    alliances: Mapping[int, r.Alliance]
    workshops: Mapping[int, r.Workshop]
