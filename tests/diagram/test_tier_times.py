"""Who was how near on any day: forward, backward, and what has no date."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from desktop.diagram.tier_times import NOWHERE, TierTimes
from desktop.domain.job import run
from desktop.domain.tiers import TIERS

TODAY = date(2026, 3, 2)
NOW = {3: "aware", 5: "advocate", 7: "ally", 9: None}
HISTORY = [
    (7, "aware", "2025-01-10"),
    (7, "acquaintance", "2025-06-01"),
    (7, "ally", "2026-01-05"),
    (9, "aware", "2025-02"),
    (9, None, "2025-11-20"),
    (5, "advocate", ""),
    (100, "ally", "2025-01-01"),
]


def times() -> TierTimes:
    return read(NOW, HISTORY)


def read(now: dict[int, str | None], history: list[tuple[int, str | None, str]]) -> TierTimes:
    tiers = [TIERS.index(tier) if tier else NOWHERE for tier in now.values()]
    made = TierTimes(np.array(list(now), np.int64), np.array(tiers, np.int8), TODAY)
    run(made.reading(history))
    return made


def tiers(of: TierTimes, day: date) -> dict[int, str | None]:
    return {
        key: None if tier == NOWHERE else TIERS[tier]
        for key, tier in zip(of.ids.tolist(), of.on(day).tolist(), strict=True)
    }


def test_each_day_has_the_tiers_that_had_begun_by_then() -> None:
    found = times()
    assert tiers(found, date(2025, 1, 9)) == {7: None, 3: "aware", 9: None, 5: "advocate"}
    assert tiers(found, date(2025, 1, 10)) == {7: "aware", 3: "aware", 9: None, 5: "advocate"}
    assert tiers(found, date(2025, 2, 1)) == {7: "aware", 3: "aware", 9: "aware", 5: "advocate"}
    assert tiers(found, date(2025, 12, 1)) == {7: "acquaintance", 3: "aware", 9: None, 5: "advocate"}
    assert tiers(found, TODAY) == NOW


def test_the_way_to_a_day_does_not_matter() -> None:
    """Whichever days were asked for before, the same day gives the same tiers."""
    days = [date(2025, 1, 1) + timedelta(days=n * 7) for n in range(60)]
    straight = {day: tiers(times(), day) for day in days}
    jumping = times()
    for n in range(200):
        day = days[n * 37 % len(days)]
        assert tiers(jumping, day) == straight[day]


def test_two_lines_of_one_day_count_in_their_order() -> None:
    found = read({1: "ally"}, [(1, "ally", "2025-05-05"), (1, "aware", "2025-05-05"), (1, "ally", "2025-04-01")])
    assert tiers(found, date(2025, 4, 2)) == {1: "ally"}
    assert tiers(found, date(2025, 5, 5)) == {1: "aware"}
