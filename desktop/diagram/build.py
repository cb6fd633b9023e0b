"""The placed people of a plan as the arrays that a map is drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desktop.diagram.model import MapGap, MapGroup, MapPeople
from desktop.domain.tiers import TIERS

if TYPE_CHECKING:
    from desktop.domain.placed import Placed

_TIER_INDEX = {tier: n for n, tier in enumerate(TIERS)}


def map_people(placed: Placed, other: str) -> MapPeople:
    """`other` names the sector of the people without a group; it is there only when somebody needs it."""
    groups = [MapGroup(key, label, is_key) for key, label, is_key in placed.groups]
    at = {group.id: n for n, group in enumerate(groups)}
    if any(person.group not in at for person in placed.people) or any(gap.group not in at for gap in placed.missing):
        groups.append(MapGroup(None, other, key=False))
    last = len(groups) - 1
    row = {person.id: n for n, person in enumerate(placed.people)}
    heading = [_TIER_INDEX.get(placed.heading.get(person.id) or "", -1) for person in placed.people]
    pinned = [
        (np.nan, np.nan) if person.angle is None or person.depth is None else (person.angle, person.depth)
        for person in placed.people
    ]
    return MapPeople(
        ids=np.array([person.id for person in placed.people], np.int64),
        names=tuple(person.name for person in placed.people),
        tier=np.array([_TIER_INDEX.get(person.tier or "", -1) for person in placed.people], np.int8),
        group=np.array([at.get(person.group, last) for person in placed.people], np.int16),
        key=np.array([person.id in placed.heading for person in placed.people], np.bool_),
        heading=np.array(heading, np.int8),
        influence=np.array([person.influence or 0 for person in placed.people], np.int8),
        pinned=np.array(pinned, np.float32).reshape(-1, 2),
        groups=tuple(groups),
        ties=np.array([(row[a], row[b]) for a, b, _ in placed.ties], np.int32).reshape(-1, 2),
        strength=np.array([strength for _, _, strength in placed.ties], np.int8),
        gaps=tuple(MapGap(at.get(gap.group, last), _TIER_INDEX[gap.tier], gap.role, gap.gap) for gap in placed.missing),
        roles=tuple(person.role for person in placed.people),
    )
