"""The colours of dots are told apart by all eyes, and seen on the ground of the map, in both themes."""

from itertools import combinations

import numpy as np
import pytest

from desktop.ui.palette import DARK, LIGHT, Palette
from tests.ui.test_palette import contrast

EYES = {
    "all three cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
"""What is left of linear RGB: Machado, Oliveira and Fernandes 2009, severity 1."""

APART = 9.5
"""CIEDE2000; about 2 is the least that is seen side by side."""

SETS = [
    pytest.param(palette, name, id=f"{'dark' if palette.dark else 'light'} {name}")
    for palette in (LIGHT, DARK)
    for name in ("groups", *palette.scales)
]


def colours(palette: Palette, name: str) -> tuple[str, ...]:
    return palette.groups if name == "groups" else palette.scales[name]


def lab(colour: str, eye: str) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as an eye has it."""
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(EYES[eye]) @ linear, 0, 1)
    to_xyz = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
    )
    share = to_xyz @ seen / (0.95047, 1.0, 1.08883)
    f = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16 / 116)
    return float(116 * f[1] - 16), float(500 * (f[0] - f[1])), float(200 * (f[1] - f[2]))


def apart(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """CIEDE2000 (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    grown = 1.5 - 0.5 * np.sqrt(mean**7 / (mean**7 + 25.0**7))
    a1, a2 = a1 * grown, a2 * grown
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180
    lightness, chroma, hue = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360
    cos = lambda degrees: np.cos(np.radians(degrees))  # noqa: E731
    t = 1 - 0.17 * cos(hue - 30) + 0.24 * cos(2 * hue) + 0.32 * cos(3 * hue + 6) - 0.2 * cos(4 * hue - 63)
    rotation = np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2)))) * 2
    rotation *= np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    x = (l2 - l1) / (1 + 0.015 * (lightness - 50) ** 2 / np.sqrt(20 + (lightness - 50) ** 2))
    y = (c2 - c1) / (1 + 0.045 * chroma)
    z = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * t)
    return float(np.sqrt(x * x + y * y + z * z - rotation * y * z))


def test_the_measure_is_that_of_its_paper() -> None:
    assert apart((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert apart((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387)) == pytest.approx(1.2644, abs=1e-4)


@pytest.mark.parametrize("eye", list(EYES))
@pytest.mark.parametrize(("palette", "name"), SETS)
def test_any_two_stay_apart(palette: Palette, name: str, eye: str) -> None:
    seen = {colour: lab(colour, eye) for colour in colours(palette, name)}
    found = {(one, other): apart(seen[one], seen[other]) for one, other in combinations(seen, 2)}
    nearest = min(found, key=lambda pair: found[pair])
    assert found[nearest] >= APART, (nearest, found[nearest])


@pytest.mark.parametrize(("palette", "name"), SETS)
def test_every_dot_is_seen_on_every_band(palette: Palette, name: str) -> None:
    grounds = (palette.band_inner, palette.band_outer, palette.background)
    found = {colour: min(contrast(colour, ground) for ground in grounds) for colour in colours(palette, name)}
    assert min(found.values()) >= 3, found
