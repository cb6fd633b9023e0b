"""How long a passphrase would hold: cautious, and never more than its new characters are worth."""

import pytest

from desktop.domain.strength import Strength, strength

KNOWN = ("Tamsin Achterberg", "", "Tamsin’s plan")


@pytest.mark.parametrize(
    ("passphrase", "found"),
    [
        ("", Strength.TOO_SHORT),
        ("elevenchars", Strength.TOO_SHORT),
        ("aaaaaaaaaaaaaaaa", Strength.WEAK),
        ("abcdefghijklmnop", Strength.WEAK),
        ("123456789012345", Strength.WEAK),
        ("passwordpassword", Strength.WEAK),
        ("qwertyuiopqwerty", Strength.WEAK),
        ("TamsinAchterberg1", Strength.WEAK),
        ("achterberg tamsin", Strength.WEAK),
        ("xyxyxyxyxyxyxyxyxyxy", Strength.WEAK),
        ("lantern brook ti", Strength.FAIR),
        ("lantern brook tiling oven", Strength.GOOD),
        ("月光花園湖水森林鳥声雨音風鈴灯台", Strength.FAIR),
    ],
)
def test_strength(passphrase: str, found: Strength) -> None:
    assert strength(passphrase, KNOWN) is found
