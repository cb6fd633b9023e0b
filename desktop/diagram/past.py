"""The map on another day, and who moved between two days: columns picked and arrows laid, nothing read anew."""

from __future__ import annotations

from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop.diagram.model import Arrangement, MapPeople

MOST_MOVES = 300
"""Arrows that can still be told apart."""


def on_that_day(people: MapPeople, tier: NDArray[np.int8]) -> MapPeople:
    """`people` as they stood, tier: int8[n], -1 for who was not on the map.

    Groups, ties and key relationships carry no days: they are today's. Where a key relationship is heading and who is
    missing are plans of today and left out; a place chosen by hand belongs to today's tier.
    """
    here = (tier >= 0).tolist()
    there = np.flatnonzero(tier >= 0)
    row = np.full(people.count, -1, np.int32)
    row[there] = np.arange(len(there))
    ties = row[people.ties] if len(people.ties) else people.ties
    both = (ties >= 0).all(axis=1)
    then = tier[there]
    moved = then != people.tier[there]
    pinned = people.pinned[there].copy()
    pinned[moved] = np.nan
    return replace(
        people,
        ids=people.ids[there],
        names=tuple(compress(people.names, here)),
        tier=then.astype(np.int8),
        group=people.group[there],
        key=people.key[there],
        heading=np.full(len(there), -1, np.int8),
        influence=people.influence[there],
        pinned=pinned,
        ties=ties[both],
        strength=people.strength[both],
        gaps=(),
        roles=tuple(compress(people.roles, here)),
        before=people.before[there] if len(people.before) else people.before,
    )


def moves(people: MapPeople, arrangement: Arrangement) -> NDArray[np.float64]:
    """Who moved, as float64[k, 5]: (row, x0, y0, x1, y1), from the middle of the band they were in to where they are;
    compared with a later day, from where they are to the middle of the band they will be in.

    Key people come first, then those who moved furthest; no more than MOST_MOVES.
    """
    if not len(people.before) or not arrangement.bands:
        return np.empty((0, 5))
    steps = np.abs(people.before.astype(np.int64) - people.tier)
    rows = np.flatnonzero((people.before >= 0) & (steps > 0))
    rows = rows[np.lexsort((rows, -steps[rows], ~people.key[rows]))][:MOST_MOVES]
    xy = arrangement.xy[rows]
    away = np.maximum(np.hypot(xy[:, 0], xy[:, 1]), 1e-9)[:, None]
    middle = np.array([(inner + outer) / 2 for inner, outer in arrangement.bands])
    there = xy / away * middle[people.before[rows]][:, None]
    way = (xy, there) if people.ahead else (there, xy)
    return np.column_stack([rows.astype(np.float64), *way])
