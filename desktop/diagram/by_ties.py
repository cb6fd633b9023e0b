"""The same people by their ties: those who know each other come together, so that clusters and bridges show.

Ties pull and everybody pushes everybody away (LinLog forces: they set clusters apart), from where the tiers and groups
put people, until it has cooled down; then dots are moved apart. People without a tie stand in a ring around. Nothing is
drawn by chance: the same people always give the same picture.
"""

from __future__ import annotations

from dataclasses import replace
from math import pi, sqrt
from typing import TYPE_CHECKING

import numpy as np

from desktop.diagram.model import Arrangement
from desktop.diagram.place import LARGEST_DOT, arrange, polar, sector_names

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    from desktop.diagram.model import MapPeople

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

MOST_PEOPLE = 5000
"""With more people, groups are shown as bundles."""

_EXACT = 400
"""Up to so many people every pair pushes by itself, beyond that a field on a grid does."""

_ROUNDS = 140
_PUSH, _PULL, _WIDTH = 0.35, 5.0, 3.0
_RING = 0.035
"""From the people with ties to the ring of those without, and between its arcs."""


def arrange_by_ties(people: MapPeople) -> Generator[None, None, Arrangement]:
    """Lay out in slices of a few milliseconds; returns the arrangement, which has no bands, sectors, arrows or gaps."""
    count = people.count
    start = arrange(replace(people, gaps=(), pinned=np.full((count, 2), np.nan, np.float32)))
    yield
    pairs, pull = _pulls(people)
    yield
    tied = np.unique(pairs)
    alone = np.setdiff1d(np.arange(count), tied)
    radius = min(LARGEST_DOT, 0.42 / sqrt(max(count, 1)))
    rim = 1.0 if not len(alone) else max(0.35, sqrt(len(tied) / count) * 0.9)
    xy = np.zeros((count, 2))
    if len(tied):
        row = np.full(count, -1)
        row[tied] = np.arange(len(tied))
        laid = yield from _settled(start.xy[tied], row[pairs], pull)
        laid -= laid.mean(axis=0)
        reach = float(np.quantile(np.hypot(*laid.T), 0.97)) or 1.0
        laid *= (rim - 2 * radius) * 0.94 / reach
        far = np.hypot(*laid.T) / (rim - 2 * radius)
        laid /= np.maximum(far, 1.0)[:, None]
        xy[tied] = yield from _apart(laid, radius)
    if len(alone):
        order = np.lexsort((people.ids[alone], people.tier[alone], people.group[alone]))
        xy[alone[order]] = _ring(len(alone), rim + _RING if len(tied) else 0.0, 2.3 * radius)
    reach = max(1.0, float(np.hypot(*xy.T).max(initial=0.0)) + radius)
    xy, radius = xy / reach, radius / reach
    return Arrangement(
        xy=xy,
        bands=(),
        sectors=(),
        radius=radius,
        arrows=np.empty((0, 5)),
        gap_xy=np.empty((0, 2)),
        band_names=np.empty((0, 4)),
        sector_names=_names_around(people, xy),
    )


def bundled(people: MapPeople) -> MapPeople:
    """Groups in place of their people, for when there are too many: a row for each group that has somebody.

    ids are negative: they are nobody's. `tier` is a class of size, 0 the largest; ties between two groups are one,
    the stronger the more there are.
    """
    sizes = np.bincount(people.group.astype(np.int64), minlength=len(people.groups))
    there = np.flatnonzero(sizes)
    row = np.full(len(sizes), -1)
    row[there] = np.arange(len(there))
    ends = np.sort(row[people.group.astype(np.int64)[people.ties]], axis=1).reshape(-1, 2)
    between, many = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0, return_counts=True)
    thirds = np.quantile(many, (0.34, 0.67)) if len(many) else np.zeros(2)
    quarters = np.quantile(sizes[there], (0.25, 0.5, 0.75)) if len(there) else np.zeros(3)
    empty = np.zeros(len(there), np.int8)
    return replace(
        people,
        ids=-1 - there.astype(np.int64),
        names=[f"{people.groups[i].label} · {sizes[i]}" for i in there.tolist()],
        tier=(3 - np.searchsorted(quarters, sizes[there], side="left")).astype(np.int8),
        group=there.astype(np.int16),
        key=empty.astype(np.bool_),
        heading=empty - 1,
        influence=empty,
        pinned=np.full((len(there), 2), np.nan, np.float32),
        ties=between.astype(np.int32).reshape(-1, 2),
        strength=(1 + np.searchsorted(thirds, many, side="left")).astype(np.int8),
        gaps=(),
        roles=(),
    )


def _pulls(people: MapPeople) -> tuple[Ints, Floats]:
    """Each pair that knows each other once, and how strongly."""
    pairs = np.sort(people.ties.astype(np.int64).reshape(-1, 2), axis=1)
    loops = pairs[:, 0] == pairs[:, 1]
    pairs, strength = pairs[~loops], np.clip(people.strength[~loops], 1, 3)
    count = max(people.count, 1)
    known, first = np.unique(pairs[:, 0] * count + pairs[:, 1], return_inverse=True)
    pull = np.zeros(len(known))
    np.maximum.at(pull, first, strength / 2)
    return np.column_stack([known // count, known % count]), pull


def _settled(xy: Floats, pairs: Ints, pull: Floats) -> Generator[None, None, Floats]:
    """Places after pushing and pulling, in no particular scale."""
    count = len(xy)
    a, b = pairs.T
    mass = (1 + np.bincount(a, minlength=count) + np.bincount(b, minlength=count)).astype(np.float64)
    spread = sqrt(count)
    # Masses that push as 1/distance and are held in proportion to it fill a disc evenly: this is how wide.
    hold = _PUSH * mass.sum() / (_WIDTH * spread) ** 2
    # A start on a line or a point would stay there: everybody leans their own way by a hair.
    turn = np.arange(count) * 2.399963
    xy = xy * spread + 0.01 * np.column_stack([np.cos(turn), np.sin(turn)])
    field = None if count <= _EXACT else _Field(128 if count > 1500 else 64)
    for n in range(_ROUNDS):
        force = _pushes(xy, mass) if field is None else field.pushes(xy, mass)
        yield
        along = xy[b] - xy[a]
        away = np.maximum(np.hypot(*along.T), 1e-9)
        drawn = along * (pull * np.log1p(away) * _PULL / away)[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(a, drawn[:, axis], count) - np.bincount(b, drawn[:, axis], count)
        force -= xy * (hold * mass)[:, None]
        heat = 0.12 * spread * (1 - n / _ROUNDS) ** 1.5 + 0.002 * spread
        size = np.maximum(np.hypot(*force.T), 1e-12)
        xy = xy + force * (np.minimum(size / mass, heat) / size)[:, None]
        yield
    return xy


def _pushes(xy: Floats, mass: Floats) -> Floats:
    """Everybody pushes everybody away, the more the nearer."""
    apart = xy[:, None] - xy[None]
    square = (apart**2).sum(axis=2) + 1e-4
    return (apart * (mass[:, None] * mass[None] / square * _PUSH)[:, :, None]).sum(axis=1)


class _Field:
    """The same push, read from a grid on which the masses were spread: its cost does not grow with the pairs."""

    def __init__(self, side: int) -> None:
        self._side = side
        axis = np.fft.fftfreq(2 * side, 1 / (2 * side))
        x, y = axis[:, None], axis[None, :]
        square = np.maximum(x**2 + y**2, 1.0)
        self._kernels = [np.fft.rfft2(part / square) for part in (x + 0 * y, y + 0 * x)]

    def pushes(self, xy: Floats, mass: Floats) -> Floats:
        """The push on everybody."""
        side = self._side
        low, high = xy.min(axis=0), xy.max(axis=0)
        cell = float((high - low).max()) / (side - 2) or 1.0
        at = (xy - low) / cell
        corner = np.minimum(at.astype(np.int64), side - 2)
        part = at - corner
        shares = [
            ((dx, dy), (part[:, 0] if dx else 1 - part[:, 0]) * (part[:, 1] if dy else 1 - part[:, 1]))
            for dx in (0, 1)
            for dy in (0, 1)
        ]
        grid = np.zeros((2 * side) ** 2)
        places = [(corner[:, 0] + dx) * 2 * side + corner[:, 1] + dy for (dx, dy), _share in shares]
        for place, (_corner, share) in zip(places, shares, strict=True):
            grid += np.bincount(place, mass * share, len(grid))
        spread = np.fft.rfft2(grid.reshape(2 * side, 2 * side))
        force = np.empty_like(xy)
        for axis, kernel in enumerate(self._kernels):
            found = np.fft.irfft2(spread * kernel, s=(2 * side, 2 * side)).reshape(-1)
            pull = sum(found[place] * share for place, (_corner, share) in zip(places, shares, strict=True))
            force[:, axis] = pull * mass * _PUSH / cell
        return force


def _apart(xy: Floats, radius: float) -> Generator[None, None, Floats]:
    """Move dots apart that would touch: a few are pushed, many take the nearest free place of a lattice."""
    least = 2.3 * radius
    if len(xy) <= _EXACT:
        for _ in range(60):
            apart = xy[:, None] - xy[None]
            away = np.sqrt((apart**2).sum(axis=2))
            np.fill_diagonal(away, np.inf)
            short = np.clip(least - away, 0.0, None)
            if not short.any():
                break
            twin = away < 1e-9
            turn = np.arange(len(xy)) * 2.399963
            apart = np.where(twin[:, :, None], np.column_stack([np.cos(turn), np.sin(turn)])[:, None], apart)
            xy = xy + (apart * (0.5 * short / np.where(twin, 1.0, away))[:, :, None]).sum(axis=1)
            yield
        return xy
    taken: set[tuple[int, int]] = set()
    placed = np.empty_like(xy)
    rings = _rings(60)
    for n, i in enumerate(np.argsort(np.hypot(*xy.T), kind="stable").tolist()):
        x, y = round(xy[i, 0] / least), round(xy[i, 1] / least)
        here = next(((x + dx, y + dy) for dx, dy in rings if (x + dx, y + dy) not in taken), (x, y))
        taken.add(here)
        placed[i] = here[0] * least, here[1] * least
        if n % 200 == 199:
            yield
    return placed


def _rings(reach: int) -> list[tuple[int, int]]:
    """Steps on a lattice, the shortest first."""
    steps = [(dx, dy) for dx in range(-reach, reach + 1) for dy in range(-reach, reach + 1)]
    return sorted(steps, key=lambda step: (step[0] ** 2 + step[1] ** 2, step))


def _ring(count: int, inner: float, pitch: float) -> Floats:
    """So many places on arcs around, from the inside."""
    found: list[Floats] = []
    radius, left = max(inner, pitch), count
    while left:
        here = min(left, max(1, int(2 * pi * radius / pitch)))
        found.append(polar(radius, np.linspace(0, 2 * pi, here, endpoint=False)))
        radius, left = radius + pitch, left - here
    return np.concatenate(found)


def _names_around(people: MapPeople, xy: Floats) -> Floats:
    """Groups' names around, each where its people are; nan for groups with nobody."""
    groups = len(people.groups)
    if not groups:
        return np.empty((0, 4))
    group = people.group.astype(np.int64)
    many = np.bincount(group, minlength=groups)
    middle = np.column_stack([np.bincount(group, xy[:, axis], groups) for axis in (0, 1)])
    there = np.flatnonzero(many)
    angle = np.arctan2(middle[there, 0], -middle[there, 1]) % (2 * pi)
    order = np.argsort(angle, kind="stable")
    least = min(0.36, 2 * pi / max(len(there), 1))
    spread = angle[order]
    for _ in range(200):  # neighbours that are too near step aside, round and round
        room = np.diff(spread, append=spread[:1] + 2 * pi)
        short = np.clip(least - room, 0.0, None) / 2
        if len(spread) < 2 or short.max() < 1e-3:
            break
        spread = spread - short + np.roll(short, 1)
    names = np.full((groups, 4), np.nan)
    names[there[order]] = sector_names([(a, a) for a in spread.tolist()])
    return names
