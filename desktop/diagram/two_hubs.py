"""Two organisations as two hubs with their people around them, those who look across on the inner side.

Coordinates in the unit rectangle: x to the right 0 to 1, y down 0 to 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

Point = tuple[float, float]

_HUBS = ((0.3, 0.5), (0.7, 0.5))
_REACH = (0.17, 0.38)
"""How far people stand from their hub, in x and y."""

_OPEN = 0.72
"""The share of the full turn that people stand on; none behind the hub, where its name is."""


@dataclass(frozen=True, slots=True)
class TwoHubs:
    """Where the hubs stand, and the people by key; `outward`: the side on which a person's name is written."""

    hubs: tuple[Point, Point]
    people: dict[int, Point]
    outward: dict[int, int]


def place(one: Sequence[int], other: Sequence[int]) -> TwoHubs:
    """Places for the people of two sides, in their order from top to bottom."""
    people: dict[int, Point] = {}
    outward: dict[int, int] = {}
    for side, (keys, (x, y)) in enumerate(zip((one, other), _HUBS, strict=True)):
        inner = -1 if side else 1
        for n, key in enumerate(keys):
            # From above over the inner side to below; alone in the middle of it.
            turn = 0.0 if len(keys) == 1 else (n / (len(keys) - 1) - 0.5) * 2 * pi * _OPEN
            people[key] = (x + inner * _REACH[0] * cos(turn), y + _REACH[1] * sin(turn))
            outward[key] = inner if cos(turn) >= 0 else -inner
    return TwoHubs(_HUBS, people, outward)
