"""Which names have room, and where: the most important first, never over a dot, another name or a reserved place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desktop.domain.job import run

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    from desktop.diagram.model import MapPeople

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    _Area = tuple[float, float, float, float]

_FURTHER = 12
"""How many heights of a text away who must be named is named at most."""

# Where a label may stand by its dot, best first, as (x, y) directions: below, above, right, left, the corners.
_SIDES = np.array([(0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1)], np.float64)
_OUTWARDS = np.array([1.0, 1.0, -1.0, -1.0])


@dataclass(frozen=True, eq=False)
class Labels:
    """Chosen labels. rows: int64[k], whose; variant: int64[k], which of the offered texts;
    boxes: float64[k, 4], (left, top, right, bottom) of the text in the caller's units; over: bool[k], whether it lies
    over dots or away from its own, because its person must be named."""

    rows: Ints
    variant: Ints
    boxes: Floats
    over: NDArray[np.bool_]


def importance(people: MapPeople, first: tuple[int | None, ...] = ()) -> Ints:
    """All rows, the most important first: `first` (selected, hovered), key people, then by band and influence."""
    rank = people.tier.astype(np.int64) * 8 - people.influence + np.where(people.key, 0, 1000)
    order = np.lexsort((people.ids, rank))
    ahead = [row for row in dict.fromkeys(first) if row is not None]
    return np.concatenate([np.array(ahead, np.int64), order[~np.isin(order, ahead)]]) if ahead else order


def choose_labels(
    dots: Floats,
    radius: Floats,
    order: Ints,
    widths: Floats,
    height: float,
    area: _Area,
    *,
    blocked: Floats | None = None,
    gap: float = 2.0,
    limit: int = 150,
    cell: float = 2.0,
    must: NDArray[np.bool_] | None = None,
) -> Labels:
    """Choose names and their places, greedily in the given order.

    All lengths are in one unit of the caller's (pixels, points); y grows down. dots: float64[n, 2], all centres;
    radius: float64[n], with their rings. order: int64[c], the candidates, most important first. widths:
    float64[c, v], how wide each candidate's texts are, the preferred text first, nan for none. area: (left, top,
    right, bottom) that labels keep within. blocked: float64[k, 4], boxes no label may touch. limit: how many labels
    at most. cell: grain of the search; two labels are kept up to that far apart. must: bool[c], candidates who are
    named even where only others' dots have room, or some way off; still never over another label, a reserved place or
    the dot of another one who must.
    """
    return run(
        choosing_labels(
            dots, radius, order, widths, height, area, blocked=blocked, gap=gap, limit=limit, cell=cell, must=must
        )
    )


def choosing_labels(
    dots: Floats,
    radius: Floats,
    order: Ints,
    widths: Floats,
    height: float,
    area: _Area,
    *,
    blocked: Floats | None = None,
    gap: float = 2.0,
    limit: int = 150,
    cell: float = 2.0,
    must: NDArray[np.bool_] | None = None,
) -> Generator[None, None, Labels]:
    """`choose_labels` in slices of a few milliseconds, however many dots there are."""
    left, top, right, bottom = area
    columns, rows = int(np.ceil((right - left) / cell)), int(np.ceil((bottom - top) / cell))
    if columns <= 0 or rows <= 0 or not len(order):
        return Labels(np.empty(0, np.int64), np.empty(0, np.int64), np.empty((0, 4)), np.empty(0, np.bool_))
    corner, extent = np.array([left, top, left, top]), np.array([columns, rows])
    dot_boxes = np.concatenate([dots - radius[:, None], dots + radius[:, None]], axis=1)
    yield
    dot_cells = _cells(dot_boxes, corner, cell)
    solid = dot_cells
    if blocked is not None and len(blocked):
        solid = np.concatenate([solid, _cells(blocked, corner, cell)])
    yield
    covered = yield from _sums(solid, extent)
    yield
    boxes = _boxes(dots[order], radius[order] + gap, widths, height)  # [c, v * sides, 4]
    with np.errstate(invalid="ignore"):
        outside = (boxes[..., 0] < left) | (boxes[..., 1] < top) | (boxes[..., 2] > right) | (boxes[..., 3] > bottom)
    within = ~(outside | np.isnan(boxes[..., 0]))
    boxes[~within] = left, top, left, top
    label_cells = _cells(boxes, corner, cell)
    yield
    own = _overlap(label_cells, np.clip(dot_cells[order], 0, np.tile(extent, 2))[:, None])
    free = within & (_inside(covered, label_cells) == own)
    yield
    named = np.zeros(len(order), np.bool_) if must is None else must & _within(dots[order], area)
    kept = dot_boxes[order[named]] if blocked is None else np.concatenate([blocked, dot_boxes[order[named]]])
    written = np.zeros((rows, columns), np.bool_)
    found: list[tuple[int, int, bool]] = []
    placed: list[Floats] = []
    for n, candidate in enumerate(np.flatnonzero(free.any(axis=1) | named).tolist()):
        if n % 100 == 99:
            yield
        chosen: tuple[int, Floats] | None = None
        for place in np.flatnonzero(free[candidate]).tolist():
            x0, y0, x1, y1 = label_cells[candidate, place].tolist()
            if not written[y0:y1, x0:x1].any():
                chosen = place, boxes[candidate, place]
                break
        over = chosen is None and bool(named[candidate])
        if over:
            row, taken = int(order[candidate]), np.array([*kept, *placed])
            chosen = _in_a_crowd(dots[row], radius[row] + gap, widths[candidate], height, area, taken, dot_boxes)
            yield
        if chosen is not None:
            x0, y0, x1, y1 = _cells(chosen[1], corner, cell).tolist()
            written[y0:y1, x0:x1] = True
            found.append((candidate, chosen[0] // len(_SIDES), over))
            placed.append(chosen[1])
        if len(found) == limit:
            break
    picked = np.array(found, np.int64).reshape(-1, 3)
    at = np.array(placed).reshape(-1, 4)
    return Labels(order[picked[:, 0]], picked[:, 1], at, picked[:, 2].astype(np.bool_))


def _in_a_crowd(
    dot: Floats, away: float, widths: Floats, height: float, area: _Area, taken: Floats, dot_boxes: Floats
) -> tuple[int, Floats] | None:
    """Where the name of somebody stands who has no room: as near as nothing is taken, over the fewest dots."""
    for step in range(_FURTHER):
        boxes = _boxes(dot[None], np.array([away + step * height]), widths[None], height)[0]
        room = _within(boxes[:, :2], area) & _within(boxes[:, 2:], area) & ~_touching(boxes, taken).any(axis=1)
        places = np.flatnonzero(room)
        if len(places):
            place = int(places[_touching(boxes[places], dot_boxes).sum(axis=1).argmin()])
            return place, boxes[place]
    return None


def _within(points: Floats, area: _Area) -> NDArray[np.bool_]:
    """Which points lie in an area; nan lies nowhere."""
    return np.asarray((points >= area[:2]).all(axis=-1) & (points <= area[2:]).all(axis=-1))


def _touching(boxes: Floats, others: Floats) -> NDArray[np.bool_]:
    """Which share more than an edge: bool[boxes, others]."""
    (left, top, right, bottom), (x0, y0, x1, y1) = boxes.T[:, :, None], others.T
    return (np.minimum(right, x1) > np.maximum(left, x0)) & (np.minimum(bottom, y1) > np.maximum(top, y0))


def _boxes(centre: Floats, away: Floats, widths: Floats, height: float) -> Floats:
    """Every text at every side of its dot: float64[c, v * sides, 4]."""
    half = np.stack([widths / 2, np.full_like(widths, height / 2)], axis=-1)[:, :, None]  # [c, v, 1, 2]
    corner = np.abs(_SIDES).sum(axis=1) == 2
    reach = np.where(corner, 0.75, 1.0)  # at a corner the dot's roundness lets the text come nearer
    offset = _SIDES * (half + (away[:, None] * reach)[:, None, :, None])
    middle = centre[:, None, None] + offset
    boxes = np.concatenate([middle - half, middle + half], axis=-1)
    return boxes.reshape(len(centre), -1, 4)


def _cells(boxes: Floats, corner: Floats, cell: float) -> Ints:
    """Boxes in whole cells of the grid, rounded outwards: (x0, y0, x1, y1), the ends not included."""
    cells = boxes - corner
    cells *= _OUTWARDS / cell  # rounding the negative end down is rounding it up: one pass over all of it
    np.floor(cells, out=cells)
    cells *= _OUTWARDS
    return cells.astype(np.int64)


def _sums(cells: Ints, extent: Ints) -> Generator[None, None, NDArray[np.int32]]:
    """Summed-area table of how many of the boxes cover each cell; entry [y, x] is the sum above and left of it."""
    columns, rows = extent.tolist()
    seen = ((cells[:, :2] < extent) & (cells[:, 2:] > 0)).all(axis=1)
    x0, y0, x1, y1 = np.clip(cells[seen], 0, [columns, rows, columns, rows]).T
    yield
    table = np.zeros((rows + 2, columns + 2), np.int32)
    flat, one = table.reshape(-1), np.ones(len(x0), np.int32)
    for y, x, sign in ((y0, x0, one), (y0, x1, -one), (y1, x0, -one), (y1, x1, one)):
        np.add.at(flat, (y + 1) * (columns + 2) + x + 1, sign)
        yield
    for _axis in range(2):
        for _turn in range(2):  # from the corners to the count in each cell, and from there to the sums
            np.cumsum(table, axis=0, out=table)
            yield
        table = np.ascontiguousarray(table.T)  # down is several times quicker than across
    return table


def _inside(table: NDArray[np.int32], cells: Ints) -> Ints:
    x0, y0, x1, y1 = np.moveaxis(cells, -1, 0)
    return table[y1, x1] - table[y0, x1] - table[y1, x0] + table[y0, x0]


def _overlap(a: Ints, b: Ints) -> Ints:
    """How many cells two boxes share."""
    size = np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2])
    return np.clip(size, 0, None).prod(axis=-1)
