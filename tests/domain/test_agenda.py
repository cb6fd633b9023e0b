"""The agenda by the clock: another order, longer and shorter items, and what does not fit."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.assets import catalogue
from desktop.domain.agenda import (
    DAY_MINUTES,
    Clash,
    added,
    at_time,
    begins,
    clashes,
    clock,
    ends,
    from_template,
    minutes_of,
    moved,
    resized,
    started,
    without,
)
from desktop.domain.records import AgendaItem

TEMPLATE = from_template(catalogue()["workshop_template"])


def starts(agenda: tuple[AgendaItem, ...]) -> list[str]:
    return [item.start for item in agenda]


def found(agenda: tuple[AgendaItem, ...], end: str | None = "16:30") -> list[tuple[int, Clash, int]]:
    return [(each.at, each.clash, each.minutes) for each in clashes(agenda, end)]


def test_the_template_fits_into_its_day() -> None:
    assert (TEMPLATE[0].start, TEMPLATE[-1].start) == ("08:45", "16:30")
    assert found(TEMPLATE) == []


def test_the_template_begins_when_the_day_does() -> None:
    early = from_template(catalogue()["workshop_template"], "08:00")
    assert (early[0].start, early[1].start, early[-1].start) == ("08:00", "08:15", "15:45")


def test_a_longer_item_moves_what_follows_and_is_said_when_it_is_too_long() -> None:
    longer = resized(TEMPLATE, 2, 60)
    assert starts(longer)[:5] == ["08:45", "09:00", "09:20", "10:20", "11:10"]
    assert (14, Clash.LATE, 20) in found(longer)
    assert resized(longer, 2, 40) == TEMPLATE


def test_another_order_keeps_the_first_start_and_closes_gaps() -> None:
    lunch_first = moved(TEMPLATE, 7, 4)
    assert [item.activity[:5] for item in lunch_first[3:6]] == ["Paire", "Lunch", "Break"]
    assert starts(lunch_first)[3:6] == ["10:00", "10:50", "11:40"]
    assert moved(lunch_first, 4, 7) == TEMPLATE


def test_a_start_of_ones_own_leaves_a_gap_or_an_overlap_and_both_are_said() -> None:
    later = started(TEMPLATE, 7, 12 * 60 + 30)
    assert later[6].start == "12:00"
    assert later[8].start == "13:20"
    assert (7, Clash.FREE, 10) in found(later)
    assert (7, Clash.OVERLAP, 5) in found(started(TEMPLATE, 7, 12 * 60 + 15))


def test_too_long_without_a_break_and_the_wrong_order_are_said() -> None:
    assert (4, Clash.SITTING, 180) in [f for f in found(without(TEMPLATE, 4)) if f[1] is Clash.SITTING]
    assert Clash.ORDER in [f[1] for f in found(moved(TEMPLATE, 8, 2))]
    without_plans = tuple(item for item in TEMPLATE if item.phase != "destiny")
    assert Clash.NO_CARRY_ON in [f[1] for f in found(without_plans)]


def test_an_item_more_and_one_less() -> None:
    walk = AgendaItem("", 15, "break", "A walk", "", "", "")
    more = added(TEMPLATE, 8, walk)
    assert starts(more)[8:10] == ["13:10", "13:25"]
    assert without(more, 8) == TEMPLATE
    assert added((), 0, walk, "09:00")[0].start == "09:00"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("09:05", 545), ("9.05", 545), ("9", 540), ("24:00", None), ("9:60", None), ("", None), ("soon", None)],
)
def test_a_time_of_day(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes


def test_the_item_of_a_moment() -> None:
    assert at_time(TEMPLATE, 8 * 60) is None
    assert at_time(TEMPLATE, 9 * 60 + 19) == 1
    assert at_time(TEMPLATE, 9 * 60 + 20) == 2
    assert at_time((), 600) is None


@given(st.data())
def test_times_follow_each_other_whatever_is_moved(data: st.DataObject) -> None:
    agenda = TEMPLATE
    for _each in range(data.draw(st.integers(1, 6))):
        at, to = data.draw(st.integers(0, len(agenda) - 1)), data.draw(st.integers(0, len(agenda) - 1))
        agenda = moved(resized(agenda, at, data.draw(st.integers(0, 60))), at, to)
    assert sorted(item.activity for item in agenda) == sorted(item.activity for item in TEMPLATE)
    for one, other in pairwise(agenda):
        assert begins(other) == min(ends(one), DAY_MINUTES - 1)
    assert all(minutes_of(item.start) is not None for item in agenda)
    assert clock(begins(agenda[0])) == "08:45"
