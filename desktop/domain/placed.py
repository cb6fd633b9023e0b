"""What the map shows of a plan: the placed people, how they hang together, and who is missing."""

from dataclasses import dataclass
from typing import NamedTuple

from desktop.domain.gaps import Missing
from desktop.domain.records import FocalRelationship


class PlacedPerson(NamedTuple):
    """A person with a tier, or one who had one (None). `group` is the primary one; `angle` and `depth` are a place
    chosen by hand."""

    id: int
    name: str
    tier: str | None
    influence: int | None
    group: int | None
    angle: float | None
    depth: float | None
    role: str


@dataclass(frozen=True, slots=True)
class Placed:
    """`heading`: person to target tier, for key relationships. `ties`: (person, person, strength), placed people only.
    `missing`: who is wanted and not there (R5)."""

    people: tuple[PlacedPerson, ...]
    groups: tuple[tuple[int, str, bool], ...]
    heading: dict[int, str | None]
    ties: tuple[tuple[int, int, int], ...]
    missing: tuple[Missing, ...]


def key_heading(focals: list[FocalRelationship]) -> dict[int, str | None]:
    """Person to target tier for the key relationships that count: those not closed."""
    return {focal.contact: focal.target_tier for focal in focals if focal.state != "closed"}
