"""What is written and drawn on the map can be read in both themes: WCAG AA, computed from the colours in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.ui.map.look import look_of
from desktop.ui.palette import DARK, LIGHT, Palette

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from desktop.ui.map.look import Look

TEXT, SIGN = 4.5, 3.0
"""Least contrast of text, and of signs that carry a meaning (WCAG 2.2, 1.4.3 and 1.4.11)."""

THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def contrast(a: QColor, b: QColor) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    parts = [value / 255 for value in (colour.red(), colour.green(), colour.blue())]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def grounds(look: Look) -> dict[str, QColor]:
    bands = {f"band {n}": band for n, band in enumerate(look.bands)}
    return {"background": look.background, "halo": look.halo, **bands}


@THEMES
def test_names_can_be_read_on_their_halo_and_on_every_band(palette: Palette) -> None:
    look = look_of(palette)
    for name, ground in grounds(look).items():
        assert contrast(look.text, ground) >= TEXT, name
    assert contrast(look.you_text, look.you) >= TEXT


@THEMES
def test_band_names_legend_and_what_is_missing_can_be_read(palette: Palette) -> None:
    look = look_of(palette)
    for tier, band in enumerate(look.bands):
        assert contrast(look.bands_named[tier], band) >= TEXT, f"the name of band {tier} on its band"
    assert contrast(look.dim, look.background) >= TEXT, "the legend"
    assert contrast(look.red, look.halo) >= TEXT, "a missing role"


@THEMES
def test_sector_names_can_be_read_in_their_colour(palette: Palette) -> None:
    look = look_of(palette)
    for n, colour in enumerate(look.named):
        assert contrast(colour, look.background) >= TEXT, f"group {n}"


@THEMES
def test_every_colour_of_a_dot_and_the_ring_of_a_key_relationship_stand_out_on_every_band(palette: Palette) -> None:
    look = look_of(palette)
    for scale in (None, *look.scales):
        for n, colour in enumerate(look.coloured(scale).dots):
            for name, ground in grounds(look).items():
                assert contrast(colour, ground) >= SIGN, f"colour {n} of {scale or 'the groups'} on {name}"
    for name, ground in grounds(look).items():
        assert contrast(look.gold, ground) >= SIGN, f"the ring and the arrow of a key relationship on {name}"


@THEMES
def test_dots_and_arrows_stand_out_from_what_they_lie_on(palette: Palette) -> None:
    look = look_of(palette)
    for n, colour in enumerate(look.dots):
        assert contrast(colour, look.halo) >= SIGN, f"a dot of group {n} on the halo that is drawn around each"
    for name, ground in grounds(look).items():
        assert contrast(look.accent, ground) >= SIGN, f"the ring of who is chosen, the arrow of who came nearer: {name}"
        assert contrast(look.red, ground) >= SIGN, f"who is missing, on {name}"
