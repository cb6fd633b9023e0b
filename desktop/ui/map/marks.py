"""What stands out on the map for the moment: who is chosen or pointed at, what is in the hand, a way that is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.ui.map.names import Writing

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from desktop.diagram import MapGap


@dataclass(eq=False)
class Held:
    """A dot in the hand: whose, and where the hand holds it (view pixels).

    `dropped`: let go, waiting for the plan to say where it belongs; `gliding`: on its way there.
    """

    contact: int
    at: QPointF
    dropped: bool = False
    gliding: bool = False


@dataclass(frozen=True)
class Tying:
    """A tie in the hand: from whom, where its end is (view pixels), and over whom."""

    contact: int
    at: QPointF
    over: int | None = None


@dataclass
class Marked:
    """Who stands out, by id. `hovered_name`: the name under the pointer when the map had no room for it.

    `gap`: somebody missing who is chosen. `way`: people over whom a way leads from You, the last to be met.
    """

    selected: int | None = None
    hovered: int | None = None
    hovered_name: Writing = field(default_factory=Writing)
    gap: MapGap | None = None
    way: tuple[int, ...] = ()
