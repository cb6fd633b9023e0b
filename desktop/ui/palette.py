"""The colours of Rapport, light and dark. Hex strings only, so that papers and pictures can use them without Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.colours import GROUP_COLOURS


@dataclass(frozen=True)
class Palette:
    """One theme. `faint` is for decoration alone: it misses WCAG AA on text.

    `groups` and each of `scales`, what else dots may be coloured by, hold colours that stay apart for all eyes; the
    last of a scale is for people of whom it is not known.
    """

    background: str
    panel: str
    line: str
    text: str
    dim: str
    faint: str
    accent: str
    accent_ground: str
    amber: str
    amber_ground: str
    good: str
    red: str
    gold: str
    band_inner: str
    band_outer: str
    tie: str
    groups: tuple[str, ...]
    scales: Mapping[str, tuple[str, ...]]
    dark: bool


LIGHT = Palette(
    background="#f6f7f9",
    panel="#ffffff",
    line="#e3e6eb",
    text="#1b2430",
    dim="#5f6b7a",
    faint="#97a1af",
    accent="#2862e8",
    accent_ground="#e9f0ff",
    amber="#b4540a",
    amber_ground="#fff3e6",
    good="#18794e",
    red="#c6303e",
    gold="#e0a100",
    band_inner="#d7dcec",
    band_outer="#f0f2f8",
    tie="#c3c9d6",
    groups=GROUP_COLOURS,
    scales={
        "stance": ("#1426a8", "#1d76f6", "#847a5f", "#cd4c05", "#6b201e", "#616074"),
        "support": ("#108c60", "#1758ff", "#b64c08", "#6a045a", "#7c7789"),
        "answers": ("#352a70", "#0075f8", "#207b5e", "#ad4c01", "#7b738a"),
    },
    dark=False,
)

DARK = Palette(
    background="#14181e",
    panel="#1b2027",
    line="#2a313b",
    text="#e8ecf2",
    dim="#98a3b3",
    faint="#6d7887",
    accent="#6c9bff",
    accent_ground="#1f2d4a",
    amber="#ffb067",
    amber_ground="#3a2a18",
    good="#5fd39b",
    red="#ff7a85",
    gold="#ffc83d",
    band_inner="#2b3345",
    band_outer="#181d25",
    tie="#3d4655",
    groups=(
        "#86a6fe",
        "#9e60da",
        "#9bb636",
        "#2fc990",
        "#ff69bd",
        "#d8cfff",
        "#c26504",
        "#fff371",
        "#92875c",
        "#ffbaca",
        "#ccffbf",
        "#a26e85",
    ),
    scales={
        "stance": ("#5a71ff", "#60d5ff", "#dcebb8", "#ffad07", "#d95529", "#a09ba0"),
        "support": ("#67f6c3", "#2181ff", "#ff8f2b", "#edaff0", "#888789"),
        "answers": ("#fff6f8", "#6fccff", "#4c996e", "#fea315", "#8b8799"),
    },
    dark=True,
)
