"""What a map is drawn from, and where everything on it stands. Plain values: numpy arrays, no Qt, no file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

TIER_COUNT = 5

# How large a dot is drawn, by tier, as a share of `Arrangement.radius`: nearer people are a little larger.
DOT_SCALE = (1.0, 0.94, 0.82, 0.7, 0.74)


@dataclass(frozen=True)
class MapGroup:
    """One sector. `id` None is *Other*, the people without a group: always last, and there only if needed."""

    id: int | None
    label: str
    key: bool


@dataclass(frozen=True)
class MapGap:
    """Someone missing: wanted in `group` (index into `MapPeople.groups`) at `tier` (0 advocate .. 4).

    `label`: the role, if one was named. `record`: the key of the gap's own record, None while there is none.
    """

    group: int
    tier: int
    label: str
    record: int | None = None


def _no_ties() -> NDArray[np.int32]:
    return np.empty((0, 2), np.int32)


def _no_strength() -> NDArray[np.int8]:
    return np.empty(0, np.int8)


@dataclass(frozen=True, eq=False)
class MapPeople:
    """The placed people of a plan as columns, one row a person.

    ids: record keys. tier: 0 advocate .. 4 not yet connected. group: index into `groups` (all 0 when there are none).
    key: a key relationship. heading: the tier that person is heading to, -1 for none. influence: 1..5, 0 unknown.
    pinned: where the user put somebody by hand, as (fraction of the sector's angle, fraction of the band's depth
    from the inside), nan where nobody did. ties: pairs of row numbers, strength: 1..3. roles: a line about each
    person for the pointer to show, or empty. before: the tier on a day that this one is compared with, -1 for somebody
    who was not on the map; empty where nothing is compared. ahead: that day is the later one of the two.
    """

    ids: NDArray[np.int64]
    names: Sequence[str]
    tier: NDArray[np.int8]
    group: NDArray[np.int16]
    key: NDArray[np.bool_]
    heading: NDArray[np.int8]
    influence: NDArray[np.int8]
    pinned: NDArray[np.float32]
    groups: tuple[MapGroup, ...]
    ties: NDArray[np.int32] = field(default_factory=_no_ties)
    strength: NDArray[np.int8] = field(default_factory=_no_strength)
    gaps: tuple[MapGap, ...] = ()
    roles: Sequence[str] = ()
    before: NDArray[np.int8] = field(default_factory=_no_strength)
    ahead: bool = False

    @property
    def count(self) -> int:
        """How many people are on the map."""
        return len(self.ids)

    @staticmethod
    def empty(groups: tuple[MapGroup, ...] = ()) -> MapPeople:
        """A map with nobody on it but You."""
        return MapPeople(
            ids=np.empty(0, np.int64),
            names=(),
            tier=np.empty(0, np.int8),
            group=np.empty(0, np.int16),
            key=np.empty(0, np.bool_),
            heading=np.empty(0, np.int8),
            influence=np.empty(0, np.int8),
            pinned=np.empty((0, 2), np.float32),
            groups=groups,
        )


@dataclass(frozen=True, eq=False)
class Arrangement:
    """Where everything stands, in the unit disc: You at (0, 0), the outermost band ends at radius 1, y grows *down*.
    Arranged by ties there are no You, bands, sectors, arrows and gaps.

    Angles are radians, 0 at the top, clockwise. Multiply by the radius of the drawn disc (pixels, points) to draw.

    xy: float64[n, 2], the people in the order of `MapPeople`. bands: (inner, outer) radius by tier.
    sectors: (start, end) angle by group; empty when there are no groups. radius: of the largest dot; a person's own
    is `radius * DOT_SCALE[tier]`, and no two dots of full `radius` touch.
    arrows: float64[k, 5], (row, x0, y0, x1, y1) from a key person's centre to where they are heading.
    gap_xy: float64[len(gaps), 2]. band_names: float64[5, 4], (left, top, right, bottom) kept free of dots for the
    band's name. sector_names: float64[len(sectors), 4], (x, y, ax, ay): a point just outside the rim, and which
    point of the label's box belongs there (ax 0 left .. 1 right, ay 0 top .. 1 bottom); nan for none.
    """

    xy: NDArray[np.float64]
    bands: tuple[tuple[float, float], ...]
    sectors: tuple[tuple[float, float], ...]
    radius: float
    arrows: NDArray[np.float64]
    gap_xy: NDArray[np.float64]
    band_names: NDArray[np.float64]
    sector_names: NDArray[np.float64]
