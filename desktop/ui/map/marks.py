"""What stands out on the map for the moment: who is chosen or pointed at, what is in the hand, a way that is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.ui.map.names import Writing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtCore import QPointF

    from desktop.diagram import MapGap


@dataclass(eq=False)
class Held:
    """A dot in the hand: whose, and where the hand holds it (view pixels).

    `company`: the ids of all who are chosen with them and go where they go, themselves included; empty for one alone.
    `dropped`: let go, waiting for the plan to say where it belongs; `gliding`: on its way there.
    """

    contact: int
    at: QPointF
    company: frozenset[int] = frozenset()
    dropped: bool = False
    gliding: bool = False


@dataclass(frozen=True)
class Tying:
    """A tie in the hand: from whom, where its end is (view pixels), and over whom."""

    contact: int
    at: QPointF
    over: int | None = None


@dataclass(eq=False)
class Fence:
    """A line drawn around people who are to be chosen: float64[k, 2] in view pixels."""

    line: NDArray[np.float64]


@dataclass
class Marked:
    """Who stands out, by id. `several`: those chosen together, two or more; then `selected` is the one the keys are
    on, or nobody. `hovered_name`: the name under the pointer when the map had no room for it.

    `gap`: somebody missing who is chosen. `way`: people over whom a way leads from You, the last to be met.
    """

    selected: int | None = None
    several: frozenset[int] = frozenset()
    hovered: int | None = None
    hovered_name: Writing = field(default_factory=Writing)
    gap: MapGap | None = None
    way: tuple[int, ...] = ()
