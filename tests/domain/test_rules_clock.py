"""R15 and P6: the contact clock, and whom to keep in touch with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.clock import (
    KeepInTouch,
    Touch,
    cadence,
    is_dormant,
    is_paused,
    keep_in_touch,
    last_two_way,
    talked,
)
from desktop.domain.records import Contact, Conversation, Tier
from tests import sample

ON = date(2026, 3, 2)
ANN = Contact(2, "c2", "Ann", tier="ally", keep_in_touch=True)
ALLY = Tier(2, "ally", 2, "Ally", True, 10, 75, 120, "", "", "")


def talk(day: str, people: tuple[int, ...] = (2,), two_way: bool = True) -> Conversation:
    return Conversation(1, "v", people, day, None, "phone", None, "", None, (), (), (), two_way)


@pytest.mark.parametrize(
    ("day", "counts"), [("2026-03-01", True), ("2026-03-02", True), ("2026-03-03", False), ("soon", False)]
)
def test_r15_a_conversation_counts_from_its_day_on(day: str, counts: bool) -> None:
    assert talked([talk(day)], ON) == ({2: day} if counts else {})


def test_r15_one_way_messages_do_not_reset_the_clock() -> None:
    assert talked([talk("2026-02-01"), talk("2026-02-20", two_way=False)], ON) == {2: "2026-02-01"}


def test_r15_two_conversations_on_one_day_are_one_exchange_for_everybody_there() -> None:
    assert talked([talk("2026-02-01", (2, 3)), talk("2026-02-01", (3,))], ON) == {2: "2026-02-01", 3: "2026-02-01"}


@pytest.mark.parametrize(
    ("stored", "logged", "last"),
    [
        ("2026-02-01", "2026-01-31", date(2026, 2, 1)),
        ("2026-01-31", "2026-02-01", date(2026, 2, 1)),
        ("2026-02", "2026-02-01", date(2026, 2, 1)),
        (None, "2024-02-29", date(2024, 2, 29)),
        ("2024-02-29", None, date(2024, 2, 29)),
        (None, None, None),
    ],
)
def test_r15_the_later_of_what_is_stored_and_what_is_logged(
    stored: str | None, logged: str | None, last: date | None
) -> None:
    assert last_two_way(replace(ANN, last_two_way=stored), logged) == last


@pytest.mark.parametrize(
    ("days", "touch"),
    [
        (75, None),
        (76, Touch.DUE),
        (120, Touch.DUE),
        (121, Touch.OVERDUE),
        (1094, Touch.OVERDUE),
        (1095, Touch.DORMANT),
        (-1, None),
    ],
)
def test_p6_due_overdue_dormant_on_the_exact_day(days: int, touch: Touch | None) -> None:
    found = keep_in_touch(ANN, ON - timedelta(days=days), ALLY, ON)
    assert found == (KeepInTouch(2, days, touch) if touch else None)


def test_p6_only_those_chosen_and_placed_near() -> None:
    long_ago = date(2024, 1, 1)
    for not_chosen in (replace(ANN, keep_in_touch=False), replace(ANN, tier="aware"), replace(ANN, tier=None)):
        assert keep_in_touch(not_chosen, long_ago, ALLY, ON) is None
    assert keep_in_touch(ANN, None, ALLY, ON) is None
    assert keep_in_touch(ANN, long_ago, replace(ALLY, ideal_days=None, max_days=None), ON) is None


def test_p6_the_plan_s_own_days_count() -> None:
    values = sample.values()
    tiers = {key: replace(tier, ideal_days=1, max_days=2) for key, tier in values.tiers.items()}
    changed = replace(values, tiers=tiers)
    assert len(cadence(changed, sample.DAY)) > len(cadence(values, sample.DAY))


@pytest.mark.parametrize(("until", "paused"), [("2026-03-01", False), ("2026-03-02", False), ("2026-03-03", True)])
def test_a_paused_person_is_back_on_the_day_named(until: str, paused: bool) -> None:
    assert is_paused(replace(ANN, paused_until=until), ON) is paused
    assert not is_paused(ANN, ON)


def test_dormant_over_leap_days() -> None:
    assert not is_dormant(date(2024, 2, 29), date(2027, 2, 27))
    assert is_dormant(date(2024, 2, 29), date(2027, 2, 28))  # 1,095 days, as 2024 had a leap day
