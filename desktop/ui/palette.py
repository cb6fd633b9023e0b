"""The colours of Rapport, light and dark. Hex strings only, so that papers and pictures can use them without Qt."""

from dataclasses import dataclass

from desktop.colours import GROUP_COLOURS


@dataclass(frozen=True)
class Palette:
    """One theme. `faint` is for decoration alone: it misses WCAG AA on text."""

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
        "#6c9bff",
        "#b78bff",
        "#a8cf55",
        "#3fd0bd",
        "#f277bd",
        "#8fb3d9",
        "#ff8f5a",
        "#e0a35a",
        "#b9ab9a",
        "#ff7f93",
        "#6fc6da",
        "#c9a283",
    ),
    dark=True,
)
