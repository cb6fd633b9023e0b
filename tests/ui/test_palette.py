"""Text can be read on its ground: WCAG AA asks for 4.5 to 1."""

import pytest

from desktop.ui.palette import DARK, LIGHT, Palette
from desktop.ui.theme import on_accent

AA = 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["text", "dim", "accent", "amber", "good", "red"])
def test_every_text_colour_on_every_ground(palette: Palette, ink: str) -> None:
    grounds = ["panel", "background"] + (["accent_ground"] if ink in ("text", "dim", "accent") else [])
    grounds += ["amber_ground"] if ink in ("text", "amber") else []
    found = {ground: contrast(getattr(palette, ink), getattr(palette, ground)) for ground in grounds}
    assert min(found.values()) >= AA, found


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_on_the_accent(palette: Palette) -> None:
    assert contrast(on_accent(palette), palette.accent) >= AA
