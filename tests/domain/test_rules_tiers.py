"""R1 to R4: what a tier rests on, whether help goes both ways, in which order people stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.dates import days_after, first_day, months_after
from desktop.domain.records import Contact, Evidence, TierChange
from desktop.domain.support import one_way
from desktop.domain.tier_rules import Doubt, doubt, evidence_due, in_order, is_unproven

ON = date(2026, 3, 2)


def person(tier: str | None = "advocate", key: int = 2, **fields: object) -> Contact:
    return replace(Contact(key, f"c{key}", "Ann", tier=tier), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tier", "evidence", "history", "due"),
    [
        ("advocate", None, (), True),
        ("ally", None, (TierChange("ally", "2026-03-01"),), True),
        ("ally", None, (TierChange("ally", "2026-03-01", evidence="Backed me."),), False),
        ("ally", "2026-02-28", (TierChange("ally", "2026-03-01"),), True),  # it belonged to the tier before
        ("ally", "2026-03-01", (TierChange("ally", "2026-03-01"),), False),
        ("ally", "2026-03-02", (TierChange("ally", "2026-03-01"),), False),
        ("advocate", "2025-01-01", (), False),
        ("acquaintance", None, (TierChange("acquaintance", "2026-03-01"),), False),
        (None, None, (), False),
    ],
)
def test_r1_evidence_is_asked_for_advocates_and_allies_once_for_each_change(
    tier: str | None, evidence: str | None, history: tuple[TierChange, ...], due: bool
) -> None:
    given = Evidence(evidence, "Spoke up.") if evidence else None
    assert evidence_due(person(tier, tier_evidence=given, tier_history=history)) is due


def test_r1_the_latest_change_counts_in_whatever_order_they_are_kept() -> None:
    history = (TierChange("ally", "2026-03-01"), TierChange("acquaintance", "2025-01-01", evidence="Met."))
    assert evidence_due(person("ally", tier_history=history))


@pytest.mark.parametrize(
    ("acted", "on", "unproven"),
    [
        ("2025-03-02", date(2026, 3, 1), False),
        ("2025-03-02", date(2026, 3, 2), False),
        ("2025-03-02", date(2026, 3, 3), True),
        ("2024-02-29", date(2025, 2, 28), False),
        ("2024-02-29", date(2025, 3, 1), True),
        ("2027-02-28", date(2028, 2, 28), False),
        ("2027-02-28", date(2028, 2, 29), True),
        ("2026-03-03", ON, True),  # not yet done on that day
        ("some day", ON, True),
    ],
)
def test_r2_an_act_proves_an_advocate_for_twelve_months(acted: str, on: date, unproven: bool) -> None:
    assert is_unproven(person(tier_evidence=Evidence(acted, "Spoke up.")), on) is unproven


def test_r2_only_advocates_are_unproven() -> None:
    assert is_unproven(person(), ON)
    assert not any(is_unproven(person(tier), ON) for tier in ("ally", "acquaintance", "aware", "unconnected", None))


@pytest.mark.parametrize(
    ("to_me", "to_them", "expected"),
    [(0, 0, False), (None, None, False), (1, 0, True), (0, 3, True), (None, 2, True), (1, 3, False)],
)
def test_r3_one_side_only(to_me: int | None, to_them: int | None, expected: bool) -> None:
    assert one_way(person(support_to_me=to_me, support_to_them=to_them)) is expected


def test_r1_what_speaks_against_a_tier() -> None:
    assert doubt(person("advocate"), None, (), ON) is Doubt.UNPROVEN
    assert doubt(person("ally", support_to_me=2), ON, (), ON) is Doubt.ONE_WAY
    assert doubt(person("ally", support_to_me=2, support_to_them=1), None, (), ON) is None
    assert doubt(person("acquaintance"), None, (), ON) is Doubt.NO_EXCHANGE
    assert doubt(person("acquaintance"), date(2026, 3, 3), (), ON) is Doubt.NO_EXCHANGE
    assert doubt(person("acquaintance"), ON, (), ON) is None
    assert doubt(person("aware"), None, (), ON) is None
    assert doubt(person("unconnected"), None, (), ON) is Doubt.NO_REASON
    assert doubt(person("unconnected"), None, {2}, ON) is None
    assert doubt(person(None), None, (), ON) is None


def test_r4_tier_then_help_then_name() -> None:
    people = [
        person("aware", 2, name="Ann"),
        person("advocate", 3, name="Bo", support_to_me=1),
        person("advocate", 4, name="Zoe", support_to_me=2, support_to_them=3),
        person("ally", 5, name="östen", name_latin="Osten"),
        person("ally", 6, name="Ola"),
        person(None, 7, name="Aaron"),
    ]
    assert [p.id for p in in_order(people)] == [4, 3, 6, 5, 2, 7]


def test_p3_the_own_order_comes_before_the_computed_one() -> None:
    people = [person("advocate", 2), person("aware", 3, order=2), person("ally", 4, order=1)]
    assert [p.id for p in in_order(people)] == [4, 3, 2]


def test_r4_the_order_is_the_same_from_every_start() -> None:
    people = [person(tier, key) for key, tier in enumerate(("ally", "ally", "aware", None, "advocate"), 2)]
    assert in_order(people) == in_order(reversed(people))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 11, 15), 24, date(2027, 11, 15)),
        (date.max, 12, date.max),
    ],
)
def test_months_end_where_they_end(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_days_stop_at_the_ends_of_the_calendar() -> None:
    assert days_after(date(2028, 2, 28), 1) == date(2028, 2, 29)
    assert days_after(date.min, -1) == date.min
    assert days_after(date.max, 180) == date.max


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("2023-02-29", None),
        ("2026-03-02T09:30", ON),
        ("2019-05", date(2019, 5, 1)),
        ("2019", date(2019, 1, 1)),
        ("2026-W10-1", None),
        ("20260302", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_may_be_partial_and_never_fail(text: str | None, day: date | None) -> None:
    assert first_day(text) == day
