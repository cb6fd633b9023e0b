"""What the map shows of a plan: the placed people, how they hang together, and who is missing."""

from dataclasses import dataclass
from typing import NamedTuple

from desktop.domain import records as r
from desktop.domain.tiers import TIERS


class PlacedPerson(NamedTuple):
    """A person with a tier. `group` is the primary one; `angle` and `depth` are a place chosen by hand."""

    id: int
    name: str
    tier: str
    influence: int | None
    group: int | None
    angle: float | None
    depth: float | None
    role: str


@dataclass(frozen=True, slots=True)
class Placed:
    """`heading`: person to target tier, for key relationships. `ties`: (person, person, strength), placed people only.
    `missing`: (group, tier wanted, role or '')."""

    people: tuple[PlacedPerson, ...]
    groups: tuple[tuple[int, str, bool], ...]
    heading: dict[int, str | None]
    ties: tuple[tuple[int, int, int], ...]
    missing: tuple[tuple[int | None, str, str], ...]


def key_heading(focals: "list[r.FocalRelationship]") -> dict[int, str | None]:
    """Person to target tier for the key relationships that count: those not closed."""
    return {focal.contact: focal.target_tier for focal in focals if focal.state != "closed"}


def missing(
    groups: list[r.Group], people: list[tuple[str, int | None]], gaps: list[r.Gap]
) -> tuple[tuple[int | None, str, str], ...]:
    """Key groups with nobody at the wanted tier (R5, by primary group), and named roles still without a person."""
    best: dict[int | None, int] = {}
    order = {tier: n for n, tier in enumerate(TIERS)}
    for tier, group in people:
        best[group] = min(best.get(group, 9), order[tier])
    found: list[tuple[int | None, str, str]] = [
        (g.id, g.desired_tier, "")
        for g in groups
        if g.key and g.desired_tier and best.get(g.id, 9) > order[g.desired_tier]
    ]
    found += [(gap.group, gap.desired or "ally", gap.role) for gap in gaps if gap.role]
    return tuple(found)
