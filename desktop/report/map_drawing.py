"""Marks, arrows and names of the map on paper, in points: who is named, where the name stands, who is a number."""

from dataclasses import dataclass
from math import hypot, pi
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.diagram import YOU_RADIUS, Arrangement, MapPeople, choose_labels, importance
from desktop.report.compile import clean, text_widths

RADIUS = 167.2
"""Of the disc, in points: 59 mm."""

SIZE, LINE = 7.0, 7.4
"""Of a name on the map, in points: type size and height of a line."""

NUMBER_SIZE = 6.6
KEY, NUMBERED, NAMED, GAP = 5.4, 4.7, 2.8, 4.6
"""Radii of the marks in points, where there is room for all of them."""

NEAR, FAR = (1.4, 2.8, 4.6), (7.0, 9.5, 12.0)
"""How far a name may stand from its mark, in points; key people's further than others' rather than not at all."""

MOST_NAMES, ROUNDS = 20, 6

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Text:
    """A label with its place: (left, top) of the box in points from the centre of the disc."""

    left: float
    top: float
    width: float
    lines: tuple[str, ...]
    align: str
    ground: bool


class Drawing:
    """The marks, arrows and labels of one map in points, y down, from the centre of the disc.

    `numbers`: row of a person to their number in the index.
    """

    def __init__(self, people: MapPeople, drawing: Arrangement) -> None:
        self._people = people
        self._xy = np.concatenate([drawing.xy, drawing.gap_xy]).reshape(-1, 2) * RADIUS
        # Dots are at least 2.5 radii apart; the marks of the paper want more unless there are few people.
        self._shrink = min(1.0, drawing.radius * RADIUS * 2.5 / (KEY + NUMBERED))
        self._roomy = self._shrink > 0.97
        self.arrows = [_shortened(row, KEY * self._shrink) for row in (drawing.arrows * [1, *[RADIUS] * 4]).tolist()]
        self._fixed = np.concatenate([drawing.band_names * RADIUS, _you(), _beyond_the_rim()])
        self._paths = np.concatenate([np.empty((0, 4)), *map(_along, self.arrows)])
        self._texts: dict[int, _Text] = {}
        self._measured: dict[tuple[str, float, int], float] = {}
        self._radius = self._radii(frozenset())
        self._name_people()
        self.numbers = self._number(drawing)
        self.labels = [_label(text, self._kind(row)) for row, text in self._texts.items()]
        self.labels += self._number_labels()
        self.marks = [self._mark(row) for row in range(len(self._xy))]

    def _radii(self, named: frozenset[int]) -> Floats:
        """How large each mark is drawn: a ring for a key person, a circle for a number to stand in, else a dot."""
        n = self._people.count
        plain = [NUMBERED if self._roomy and row not in named else NAMED for row in range(n)]
        sizes = np.where(self._people.key, KEY, plain) if n else np.empty(0)
        return np.concatenate([sizes, np.full(len(self._people.gaps), GAP)]) * self._shrink

    def _name_people(self) -> None:
        """Name the most important. Who finds no room asks first in another round; the best round counts."""
        people = self._people
        wanted: list[int] = importance(people)[:MOST_NAMES].tolist()
        # Measured in one go: each question to the compiler costs a fiftieth of a second.
        names = [(row, people.names[row]) for row in wanted]
        halves = [(row, half) for row, name in names if " " in name for half in _in_two(name)]
        self._widths([(row, text, SIZE) for row, text in (*names, *halves)])
        order, best, best_worth = wanted, {}, -1
        for _round in range(ROUNDS):
            named, asked = self._name(order)
            worth = sum(100 if people.key[row] else 1 for row in named if row < people.count)
            if worth > best_worth:
                best, best_worth = named, worth
            without = [row for row in asked if row not in named]
            if not without:
                break
            order = [*without, *(row for row in order if row not in without)]
        self._texts = best
        self._radius = self._radii(frozenset(best))

    def _name(self, order: list[int]) -> tuple[dict[int, _Text], list[int]]:
        """Labels for those who find room in this order. The others become numbers, whose larger marks need room too."""
        people, n = self._people, self._people.count
        gaps = {n + k: (gap.label,) for k, gap in enumerate(people.gaps)}
        asking = order
        while True:
            self._texts = {}
            self._radius = self._radii(frozenset(asking))
            self._place(gaps)
            for away in (*NEAR, *FAR):
                rows = [row for row in asking if away in NEAR or people.key[row]]
                self._place({row: _in_two(people.names[row]) for row in rows if " " in people.names[row]}, away)
                self._place({row: (people.names[row],) for row in rows}, away)
            keys = [row for row in asking if people.key[row]]
            self._place({row: (people.names[row],) for row in keys}, over_arrows=True)
            found = [row for row in asking if row in self._texts]
            if len(found) == len(asking):
                return self._texts, order
            asking = found

    def _place(
        self,
        texts: dict[int, tuple[str, ...]],
        away: float = NEAR[0],
        size: float = SIZE,
        *,
        over_arrows: bool = False,
    ) -> None:
        """Labels of the same number of lines, for as many of these as have none yet and find room, in the order given.

        `over_arrows`: an arrow may pass behind the text, which then has a ground of its own.
        """
        texts = {row: lines for row, lines in texts.items() if row not in self._texts}
        if not texts:
            return
        count = len(next(iter(texts.values())))
        widths = self._widths([(row, line, size) for row, lines in texts.items() for line in lines])
        taken = [(t.left, t.top, t.left + t.width, t.top + LINE * len(t.lines)) for t in self._texts.values()]
        blocked = [self._fixed, np.array(taken).reshape(-1, 4)]
        if not over_arrows:
            blocked.append(self._paths)
        found = choose_labels(
            self._xy,
            self._radius,
            np.array(list(texts), np.int64),
            np.array(widths).reshape(-1, count).max(axis=1)[:, None],
            LINE * count,
            (-RADIUS, -RADIUS, RADIUS, RADIUS),
            blocked=np.concatenate(blocked),
            gap=away,
            limit=len(texts),
            cell=1.2,
        )
        for row, (left, top, right, _bottom) in zip(found.rows.tolist(), found.boxes.tolist(), strict=True):
            x = float(self._xy[row, 0])
            align = "start" if left > x else "end" if right < x else "center"
            self._texts[row] = _Text(left, top, right - left, texts[row], align, over_arrows)

    def _widths(self, lines: list[tuple[int, str, float]]) -> list[float]:
        """How wide lines of labels are: (row, text, type size). Each is measured once."""
        n, keys = self._people.count, self._people.key
        asked = [(clean(text), size, 600 if row < n and keys[row] else 400) for row, text, size in lines]
        new = [text for text in dict.fromkeys(asked) if text not in self._measured]
        self._measured.update(zip(new, text_widths(new), strict=True))
        return [self._measured[text] + 0.8 for text in asked]

    def _number(self, drawing: Arrangement) -> dict[int, int]:
        """Numbers for everybody without a name on the map, clockwise from the top, from the inner band outwards."""
        angle = np.arctan2(drawing.xy[:, 0], -drawing.xy[:, 1]) % (2 * pi)
        rows = np.lexsort((angle, self._people.tier)).tolist()
        return {row: n for n, row in enumerate((row for row in rows if row not in self._texts), start=1)}

    def _number_labels(self) -> list[dict[str, Any]]:
        """Where dots are too small to hold a number it stands beside, if there is room; the index has them all."""
        if self._roomy:
            return []
        named = set(self._texts)
        key_first = sorted(self.numbers, key=lambda row: not self._people.key[row])
        for away in NEAR:
            self._place({row: (str(self.numbers[row]),) for row in key_first}, away, NUMBER_SIZE)
        return [_label(text, "number") for row, text in self._texts.items() if row not in named]

    def _kind(self, row: int) -> str:
        if row >= self._people.count:
            return "gap"
        return "key" if self._people.key[row] else "name"

    def _mark(self, row: int) -> dict[str, Any]:
        people = self._people
        x, y = self._xy[row].tolist()
        mark: dict[str, Any] = {"x": x, "y": y, "r": float(self._radius[row]), "n": None, "known": True}
        if row >= people.count:
            return mark | {"kind": "gap"}
        mark["known"] = bool(people.tier[row] <= 2)
        if self._roomy and row in self.numbers:
            mark["n"] = self.numbers[row]
        if people.key[row]:
            return mark | {"kind": "key"}
        if mark["n"] is not None:
            return mark | {"kind": "number"}
        return mark | {"kind": "dot"}


def _label(text: _Text, kind: str) -> dict[str, Any]:
    place = {"x": text.left, "y": text.top, "w": text.width}
    return {**place, "lines": list(text.lines), "align": text.align, "kind": kind, "ground": text.ground}


def _in_two(name: str) -> tuple[str, str]:
    """A name in two lines, broken at the space nearest the middle."""
    spaces = [at for at, char in enumerate(name) if char == " "]
    at = min(spaces, key=lambda at: abs(at - len(name) / 2))
    return name[:at], name[at + 1 :]


def _shortened(row: list[float], away: float) -> list[float]:
    """An arrow that begins outside the ring of its person."""
    _row, x0, y0, x1, y1 = row
    length = hypot(x1 - x0, y1 - y0) or 1.0
    cut = min((away + 1.2) / length, 0.8)
    return [x0 + (x1 - x0) * cut, y0 + (y1 - y0) * cut, x1, y1]


def _along(arrow: list[float]) -> Floats:
    """Small boxes along an arrow, for labels to keep off."""
    x0, y0, x1, y1 = arrow
    steps = np.linspace(0, 1, max(2, int(hypot(x1 - x0, y1 - y0) / 2)))[:, None]
    points = np.array([[x0, y0]]) + steps * np.array([[x1 - x0, y1 - y0]])
    return np.concatenate([points - 1.1, points + 1.1], axis=1)


def _you() -> Floats:
    r = YOU_RADIUS * RADIUS
    return np.array([[-r, -r, r, r]])


def _beyond_the_rim() -> Floats:
    angle = np.linspace(0, 2 * pi, 300, endpoint=False)
    points = (RADIUS + 2.5) * np.stack([np.sin(angle), -np.cos(angle)], axis=1)
    return np.concatenate([points - 2, points + 2], axis=1)
