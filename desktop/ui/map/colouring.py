"""What the dots are coloured by: the group, or something that is known of each person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STANCES = ("champion", "supporter", "neutral", "critic", "blocker", "unknown")
SUPPORT = ("both", "theirs", "mine", "neither", "unknown")
ANSWERS = ("all", "most", "some", "none", "no key relationship")
"""What the colours of each scale of `Palette.scales` mean, in their order."""


@dataclass(frozen=True, eq=False)
class Colouring:
    """`scale`: one of `Palette.scales`. `codes`: int64[n], each person's colour in it; `words`: what each colour
    means."""

    scale: str
    codes: NDArray[np.int64]
    words: tuple[str, ...]
