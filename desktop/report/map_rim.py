"""The rim of the map on paper: a line per group that says how well it is covered, and the group's name along it."""

from math import cos, degrees, pi, sin
from typing import Any

from desktop.diagram import Arrangement, MapPeople
from desktop.domain.coverage import Coverage
from desktop.report.compile import clean, text_widths
from desktop.report.names import in_sentence, wide

NAME_SIZE = 7.4
AWAY = 9.4
"""Of a group's name from the disc, in points."""

CLEAR = 5.0
"""Between two names along the rim."""


def rim(people: MapPeople, drawing: Arrangement, covered: tuple[Coverage, ...], radius: float) -> dict[str, Any]:
    """A line per sector and a name where there is room for it; a letter where not, with what the letters mean."""
    status = {group.group: group.cover.value for group in covered}
    widths = text_widths([(clean(group.label), NAME_SIZE, 600) for group in people.groups])
    around = radius + AWAY
    middles = [(start + end) / 2 for start, end in drawing.sectors]
    spans = [(width + CLEAR) / around for width in widths]
    # Key groups choose first; a name that would touch another becomes a letter.
    order = sorted(range(len(widths)), key=lambda i: (not people.groups[i].key, i))
    named: list[int] = []
    for i in order:
        if spans[i] < pi / 3 and all(_apart(middles[i], middles[j]) >= (spans[i] + spans[j]) / 2 for j in named):
            named.append(i)
    letters = {i: _letter(n) for n, i in enumerate(i for i in range(len(widths)) if i not in named)}
    lines: list[dict[str, Any]] = []
    for i, (start, end) in enumerate(drawing.sectors):
        below = cos(middles[i]) < -0.02
        lines.append(
            {
                "start": start,
                "end": end,
                "status": status.get(people.groups[i].id or -1, "not-key"),
                "text": letters.get(i, people.groups[i].label),
                "x": around * sin(middles[i]),
                "y": -around * cos(middles[i]),
                "turn": degrees(middles[i]) + (180 if below else 0),
            }
        )
    return {
        "size": NAME_SIZE,
        "lines": lines,
        "letters": [
            {"letter": letter, "label": in_sentence(wide(people.groups[i].label))} for i, letter in letters.items()
        ],
    }


def _apart(a: float, b: float) -> float:
    turn = abs(a - b) % (2 * pi)
    return min(turn, 2 * pi - turn)


def _letter(n: int) -> str:
    """A to Z, then AA, AB, ..."""
    return ("" if n < 26 else _letter(n // 26 - 1)) + chr(ord("A") + n % 26)
