"""From a point of the map back to what it means: band, sector, person."""

from __future__ import annotations

from math import atan2, hypot, pi
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop.diagram.model import Arrangement


def hit(arrangement: Arrangement, x: float, y: float) -> tuple[int | None, int | None]:
    """(tier index, group index) under a point of the unit disc. (None, None) outside and where there are no bands; the
    group is None without groups.

    The disc of You counts as the innermost band: nobody can be nearer.
    """
    radius = hypot(x, y)
    if not arrangement.bands or radius > arrangement.bands[-1][1]:
        return None, None
    tier = next(i for i, (_, outer) in enumerate(arrangement.bands) if radius <= outer)
    angle = atan2(x, -y) % (2 * pi)
    group = next((i for i, (_, end) in enumerate(arrangement.sectors) if angle < end), len(arrangement.sectors) - 1)
    return tier, group if arrangement.sectors else None


def pin(arrangement: Arrangement, x: float, y: float) -> tuple[float, float] | None:
    """A point as a place by hand: fractions of its sector's angle and its band's depth. None outside the disc."""
    tier, group = hit(arrangement, x, y)
    if tier is None:
        return None
    inner, outer = arrangement.bands[tier]
    start, end = arrangement.sectors[group] if group is not None else (0.0, 2 * pi)
    deep = min(1.0, max(0.0, (hypot(x, y) - inner) / (outer - inner)))
    return (atan2(x, -y) % (2 * pi) - start) / (end - start), deep


def nearest(xy: NDArray[np.float64], x: float, y: float, within: float) -> int | None:
    """The row of the closest point no further than `within` from (x, y), None if there is none."""
    if not len(xy):
        return None
    square = (xy[:, 0] - x) ** 2 + (xy[:, 1] - y) ** 2
    row = int(square.argmin())
    return row if square[row] <= within * within else None


def within(xy: NDArray[np.float64], line: NDArray[np.float64]) -> NDArray[np.int64]:
    """The rows of the points inside a closed line, float64[k, 2]; where it crosses itself, by the even-odd rule."""
    low, high = line.min(axis=0), line.max(axis=0)
    rows = np.flatnonzero(((xy >= low) & (xy <= high)).all(axis=1))
    x, y = xy[rows].T
    inside = np.zeros(len(rows), np.bool_)
    for (x0, y0), (x1, y1) in zip(line.tolist(), np.roll(line, -1, axis=0).tolist(), strict=True):
        if y0 != y1:
            crossed = (y0 > y) != (y1 > y)
            inside ^= crossed & (x < x0 + (y - y0) * ((x1 - x0) / (y1 - y0)))
    return rows[inside]


def towards(xy: NDArray[np.float64], row: int, dx: float, dy: float) -> int:
    """Who stands next to `row` in the direction (dx, dy), a unit vector; `row` itself when nobody does.

    Near beats straight: distance counts, and double so what lies off the direction. Only a quarter turn
    to either side of it counts at all.
    """
    away = xy - xy[row]
    along = away[:, 0] * dx + away[:, 1] * dy
    aside = np.abs(away[:, 0] * dy - away[:, 1] * dx)
    cost = np.where((along > 0) & (aside <= along * 1.001), along + 2 * aside, np.inf)
    best = int(cost.argmin())
    return best if np.isfinite(cost[best]) else row
