"""Placement: a band per tier, a sector per group, a slot per person.

Every cell (one band of one sector) holds a lattice of slots. How many is chosen from a short ladder of sizes, so the
lattice stays the same while people come and go; which slot a person takes is drawn from the person's own id. Moving
one person therefore leaves everybody else where they were, up to a neighbour who takes the freed slot, and now and
then a cell that has grown a size. The same people always give the same map.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from math import asin, log2, pi, sin, sqrt
from typing import TYPE_CHECKING

import numpy as np

from desktop.diagram.model import TIER_COUNT, Arrangement
from desktop.domain.job import run

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from numpy.typing import NDArray

    from desktop.diagram.model import MapPeople

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

YOU_RADIUS = 0.062
BAND_BLEND = 0.5  # 0: all bands equally deep, 1: all bands equal in area
SECTOR_EVENNESS = 0.5  # the share of the circle that is divided evenly, need decides about the rest
LARGEST_DOT = 0.029
DOT_PER_PITCH = 0.4  # radius of a dot by the distance of two slots: below one half, so that dots never touch
NAME_HALF_WIDTH = (0.125, 0.075, 0.175, 0.175, 0.235)
NAME_HEIGHT = 0.066
RIM = 1.04
# Sizes of a cell. All are 2^a 3^b, so that a step of 6k+1 visits every slot.
_SIZES = sorted({2**a * 3**b for a in range(21) for b in range(13) if 2**a * 3**b >= 64})
_SMALL_SIZES = (3, 6, 12, 24, 32, 48)


@dataclass(frozen=True)
class _Cell:
    """The slots of one band of one sector: centres, and the least distance between two of them."""

    xy: Floats
    pitch: float


def band_edges(blend: float = BAND_BLEND) -> tuple[tuple[float, float], ...]:
    """(inner, outer) radius of the five bands, between equal step (blend 0) and equal area (blend 1)."""
    share = np.arange(1, TIER_COUNT + 1) / TIER_COUNT
    outer = blend * np.sqrt(share) + (1 - blend) * share
    inner = [YOU_RADIUS, *outer[:-1].tolist()]
    return tuple(zip(inner, outer.tolist(), strict=True))


def polar(radius: Floats | float, angle: Floats | float) -> Floats:
    """Points of the disc for radius and angle (0 at the top, clockwise), as float64[..., 2]."""
    return np.stack([radius * np.sin(angle), -radius * np.cos(angle)], axis=-1)


def arrange(people: MapPeople) -> Arrangement:
    """Place everybody. The same input always gives the same picture, and no two dots touch."""
    return run(arranging(people))


def arranging(people: MapPeople) -> Generator[None, None, Arrangement]:
    """The same in slices of a few milliseconds, however many there are."""
    bands = band_edges()
    sector_count = max(1, len(people.groups))
    gap_cell = np.array([gap.group * TIER_COUNT + gap.tier for gap in people.gaps], np.int64)
    person_cell = people.group.astype(np.int64) * TIER_COUNT + people.tier
    cell = np.concatenate([person_cell, gap_cell])
    need = np.bincount(cell, minlength=sector_count * TIER_COUNT)
    names = _band_names(bands)
    sizes = [_size(int(n)) for n in need]
    sectors = _sectors(need.reshape(sector_count, TIER_COUNT).sum(axis=1))
    while True:
        cells: list[_Cell] = []
        for i, size in enumerate(sizes):
            cells.append(_lattice(size, bands[i % TIER_COUNT], sectors[i // TIER_COUNT]))
            yield
        radius = _dot_radius(cells)
        start = np.concatenate([[0], np.cumsum(sizes)])
        slots = np.concatenate([c.xy for c in cells])
        taken = _on_names(slots, names, radius)
        yield
        xy, by_hand = _pinned(people, person_cell, bands, sectors, radius)
        _block_around(taken, slots, xy[by_hand], radius)
        short = _short_cells(need - np.bincount(person_cell[by_hand], minlength=len(sizes)), taken, start)
        if not short:
            break
        for i in short:  # names or people placed by hand stand on too many slots here
            sizes[i] = _size(int(sizes[i] * 0.9) + 1)
    gap_xy = np.empty((len(people.gaps), 2))
    yield
    seats = yield from _seat(people, cell, by_hand, taken, start)
    loose = np.concatenate([~by_hand, np.ones(len(gap_xy), np.bool_)])
    everywhere = np.concatenate([xy, gap_xy])
    everywhere[loose] = slots[seats[loose]]
    xy, gap_xy = everywhere[: people.count], everywhere[people.count :]
    yield
    return Arrangement(
        xy=xy,
        bands=bands,
        sectors=tuple(sectors) if people.groups else (),
        radius=radius,
        arrows=_arrows(people, xy, bands, sectors, radius),
        gap_xy=gap_xy,
        band_names=names,
        sector_names=sector_names(sectors if people.groups else []),
    )


def _size(people: int) -> int:
    """The size of a cell that holds so many with room to spare: coarse steps while few, finer ones when crowded."""
    if people == 0:
        return 0
    for size in _SMALL_SIZES:
        if people <= 0.75 * size:
            return size
    return _SIZES[bisect_left(_SIZES, people / 0.86)]


def _sectors(people: Ints) -> list[tuple[float, float]]:
    """(start, end) by group: wider for more people, in coarse steps, and never too thin to read.

    Only the number of people in the group counts, whatever their band, so that moving somebody nearer or further
    turns no sector.
    """
    steps = np.ceil(np.log2(np.maximum(people, 3) / 3))
    steps = np.where(people > 48, np.ceil(2 * np.log2(np.maximum(people, 3) / 3)) / 2, steps)
    need = np.where(people > 0, 2**steps, 0.5)
    share = SECTOR_EVENNESS / len(need) + (1 - SECTOR_EVENNESS) * need / need.sum()
    edges = np.concatenate([[0.0], np.cumsum(share) * 2 * pi])
    edges[-1] = 2 * pi
    return list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))


@lru_cache(maxsize=1024)
def _lattice(size: int, band: tuple[float, float], sector: tuple[float, float]) -> _Cell:
    """`size` slots on arcs, every second arc shifted by half a step, at least half a pitch from every edge.

    Kept from one arrangement to the next: after a move nearly every cell is as it was.
    """
    if size == 0:
        return _Cell(np.empty((0, 2)), float("inf"))
    depth, width = band[1] - band[0], sector[1] - sector[0]
    wanted = int(sqrt(size * depth / (width * (band[0] + band[1]) / 2)))
    thin = width * band[0] < 0.5 * depth  # a wedge: leaving its tip empty gives more room to all
    arcs = [
        _arcs(size, rows, band[0] + skipped * depth, (1 - skipped) * depth, width)
        for skipped in ((0.0, 0.3, 0.55) if thin else (0.0,))
        for rows in sorted({min(size, max(1, wanted + d)) for d in (-1, 0, 1, 2)})
    ]
    radius, count, pitch = max(arcs, key=lambda found: found[2])
    row = np.repeat(np.arange(len(radius)), count)
    column = np.arange(size) - (np.cumsum(count) - count)[row]
    angle = sector[0] + (column + 0.5 + 0.5 * (row % 2)) * (width / (count + 0.5))[row]
    return _Cell(polar(radius[row], angle), pitch)


def _arcs(size: int, rows: int, inner: float, depth: float, width: float) -> tuple[Floats, Ints, float]:
    """So many arcs: their radii, how many slots on each, and the least distance of two slots."""
    radius = inner + (np.arange(rows, dtype=np.float64) + 0.5) * (depth / rows)
    # The slots are divided by the length of the arcs; what rounding leaves over goes outwards.
    until = np.rint(np.cumsum(radius) * (size / radius.sum())).astype(np.int64)
    count = until.copy()
    count[1:] -= until[:-1]
    chords = 2 * radius * np.sin(np.minimum(width / (count + 0.5), pi) / 2)
    return radius, count, min(depth / rows, float(chords[count > 0].min()))


def _dot_radius(cells: Sequence[_Cell]) -> float:
    """The radius that keeps every cell free of touching dots, in steps of a quarter octave so that it rarely moves."""
    pitch = min((cell.pitch for cell in cells), default=float("inf"))
    largest = DOT_PER_PITCH * pitch
    if largest >= LARGEST_DOT:
        return LARGEST_DOT
    return LARGEST_DOT * 2 ** (np.floor(4 * log2(largest / LARGEST_DOT)) / 4)


def _on_names(slots: Floats, names: Floats, radius: float) -> NDArray[np.bool_]:
    taken = np.zeros(len(slots), np.bool_)
    for left, top, right, bottom in names.tolist():
        taken |= (
            (slots[:, 0] > left - radius)
            & (slots[:, 0] < right + radius)
            & (slots[:, 1] > top - radius)
            & (slots[:, 1] < bottom + radius)
        )
    return taken


def _pinned(
    people: MapPeople,
    cell: Ints,
    bands: Sequence[tuple[float, float]],
    sectors: Sequence[tuple[float, float]],
    radius: float,
) -> tuple[Floats, NDArray[np.bool_]]:
    """Places of those put there by hand, and who they are. Who would cover an earlier one is left to the lattice."""
    xy = np.zeros((people.count, 2))
    kept = np.zeros(people.count, np.bool_)
    by_hand = np.flatnonzero(np.isfinite(people.pinned).all(axis=1)) if people.count else np.empty(0, np.int64)
    settled: dict[int, list[Floats]] = {}
    for i in by_hand[np.argsort(people.ids[by_hand], kind="stable")].tolist():
        here = int(cell[i])
        spot = _inside(people.pinned[i], bands[here % TIER_COUNT], sectors[here // TIER_COUNT], radius)
        others = settled.setdefault(here, [])
        if others and ((np.array(others) - spot) ** 2).sum(axis=1).min() < (2.05 * radius) ** 2:
            continue
        others.append(spot)
        xy[i], kept[i] = spot, True
    return xy, kept


def _inside(pin: NDArray[np.float32], band: tuple[float, float], sector: tuple[float, float], radius: float) -> Floats:
    """The pinned spot, held so far inside its cell that the whole dot stays within band and sector."""
    across, deep = (min(1.0, max(0.0, float(v))) for v in pin)
    width = sector[1] - sector[0]
    edge = 1.02 * radius
    # Towards the centre a thin sector is narrower than a dot: keep further out.
    least = edge / sin(min(width, pi) / 2)
    near = min(max(band[0] + edge, least), band[1] - edge)
    r = min(max(band[0] + deep * (band[1] - band[0]), near), band[1] - edge)
    margin = min(asin(min(1.0, edge / r)), width / 2)
    angle = min(max(sector[0] + across * width, sector[0] + margin), sector[1] - margin)
    return polar(r, angle)


def _block_around(taken: NDArray[np.bool_], slots: Floats, by_hand: Floats, radius: float) -> None:
    for spot in by_hand:
        taken |= ((slots - spot) ** 2).sum(axis=1) < (2.1 * radius) ** 2


def _short_cells(need: Ints, taken: NDArray[np.bool_], start: Ints) -> list[int]:
    free = np.concatenate([[0], np.cumsum(~taken)])
    return np.flatnonzero(free[start[1:]] - free[start[:-1]] < need).tolist()


def _seat(
    people: MapPeople, cell: Ints, by_hand: NDArray[np.bool_], taken: NDArray[np.bool_], start: Ints
) -> Generator[None, None, Ints]:
    """A slot for everyone not placed by hand, then for the gaps: each takes the first free one of their own
    sequence, and where two want the same the lower id has it.

    Worked out for all at once: everybody asks for their next choice, who is outranked asks again.
    """
    total = len(cell)
    mark = np.concatenate([people.ids.astype(np.uint64), np.arange(total - people.count, dtype=np.uint64)])
    rank = np.empty(total, np.int64)
    gaps_last = np.arange(total) >= people.count
    rank[np.lexsort((mark, gaps_last))] = np.arange(total)
    yield
    draw = _scramble(mark + gaps_last * np.uint64(1 << 40))
    first, size = start[cell], (start[1:] - start[:-1])[cell]
    seat = (draw % np.maximum(size, 1).astype(np.uint64)).astype(np.int64)
    step = 6 * ((draw >> np.uint64(33)).astype(np.int64) % np.maximum(size // 6, 1)) + 1
    nobody = total
    owner = np.where(taken, -1, nobody)  # the rank of who has the slot
    person = np.argsort(rank)
    yield
    asking = np.flatnonzero(~np.concatenate([by_hand, np.zeros(total - people.count, np.bool_)]))
    while len(asking):
        slot = first[asking] + seat[asking]
        before = owner[slot]
        np.minimum.at(owner, slot, rank[asking])
        after = owner[slot]
        yield
        refused = asking[after != rank[asking]]
        # Each once, in order; `np.unique` would bring in all of numpy.ma.
        outranked = np.flatnonzero(np.bincount(before[(before != after) & (before < nobody) & (before >= 0)]))
        asking = np.concatenate([refused, person[outranked]])
        seat[asking] = (seat[asking] + step[asking]) % size[asking]
        yield
    return first + seat


def _scramble(ids: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Neighbouring ids to far apart numbers (the finaliser of splitmix64)."""
    z = ids + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def _arrows(
    people: MapPeople,
    xy: Floats,
    bands: Sequence[tuple[float, float]],
    sectors: Sequence[tuple[float, float]],
    radius: float,
) -> Floats:
    """From each key person into the band they are heading to, in their own sector, ending where there is room."""
    going = np.flatnonzero(people.key & (people.heading >= 0) & (people.heading != people.tier))
    arrows = np.empty((len(going), 5))
    for k, i in enumerate(going.tolist()):
        target, group = int(people.heading[i]), int(people.group[i])
        inner, outer = bands[target]
        begin, end = sectors[group]
        angle = float(np.arctan2(xy[i, 0], -xy[i, 1]) % (2 * pi))
        turns = np.array([0.0, 1, -1, 2, -2, 3, -3])
        aim = np.clip(angle + turns * 0.11 * (end - begin), begin + 0.12 * (end - begin), end - 0.12 * (end - begin))
        ends = polar(inner + (0.7 if target < people.tier[i] else 0.3) * (outer - inner), aim)
        there = xy[(people.group == group) & (people.tier == target)]
        room = np.full(len(ends), 3 * radius)
        if len(there):
            apart = np.sqrt(((ends[:, None] - there[None]) ** 2).sum(axis=2)).min(axis=1)
            room = np.minimum(room, apart)
        best = int(np.argmax(room - 0.15 * radius * np.abs(turns)))
        arrows[k] = i, *xy[i], *ends[best]
    return arrows


def _band_names(bands: Sequence[tuple[float, float]]) -> Floats:
    """Room at the top of each band, just inside its outer edge."""
    return np.array(
        [
            (-half, -outer + 0.006, half, -outer + 0.006 + NAME_HEIGHT)
            for (_, outer), half in zip(bands, NAME_HALF_WIDTH, strict=True)
        ]
    )


def sector_names(sectors: Sequence[tuple[float, float]]) -> Floats:
    """Where names stand just outside the rim, in the middle of these sectors: see `Arrangement.sector_names`."""
    middle = np.array([(start + end) / 2 for start, end in sectors])
    across = 0.5 - 0.5 * np.clip(1.7 * np.sin(middle), -1, 1)
    down = 0.5 + 0.5 * np.clip(1.4 * np.cos(middle), -1, 1)
    return np.column_stack([polar(RIM, middle), across, down]) if len(middle) else np.empty((0, 4))
