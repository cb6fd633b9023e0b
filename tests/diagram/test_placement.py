"""Where people stand: the same every time, apart, in their own band and sector, and steady when one person moves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.diagram import Arrangement, MapGap, MapPeople, arrange, hit, nearest, pin, towards
from tests.diagram.made_up import groups, made_up

SIZES = [0, 1, 2, 50, 500, 5_000, 30_000]


def closest_pair(xy: np.ndarray) -> float:
    """The least distance of two points, by looking only at neighbours in a grid."""
    if len(xy) < 2:
        return float("inf")
    side = max(1, int(np.sqrt(len(xy))))
    cell = np.floor((xy + 1.0) / 2.0 * side).astype(int)
    least = float("inf")
    for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1), (1, -1)):
        here: dict[tuple[int, int], list[int]] = {}
        for i, (x, y) in enumerate(cell.tolist()):
            here.setdefault((x, y), []).append(i)
        for (x, y), members in here.items():
            others = here.get((x + dx, y + dy), [])
            apart = np.sqrt(((xy[members][:, None] - xy[others][None]) ** 2).sum(axis=2)) if others else np.empty(0)
            if (dx, dy) == (0, 0):
                apart = apart + np.where(np.eye(len(members), dtype=bool), np.inf, 0)
            least = min(least, float(apart.min())) if apart.size else least
    return least


def check(people: MapPeople, arrangement: Arrangement) -> None:
    """What holds for every arrangement whatsoever."""
    xy = arrangement.xy
    everything = np.concatenate([xy, arrangement.gap_xy])
    assert np.isfinite(everything).all()
    assert closest_pair(everything) >= 2 * arrangement.radius
    radius = np.hypot(xy[:, 0], xy[:, 1])
    bands = np.array(arrangement.bands)
    assert (radius - arrangement.radius >= bands[people.tier, 0] - 1e-9).all(), "the whole dot lies in its band"
    assert (radius + arrangement.radius <= bands[people.tier, 1] + 1e-9).all()
    for row in range(0, people.count, max(1, people.count // 500)):
        tier, group = hit(arrangement, *xy[row])
        assert tier == people.tier[row]
        assert group == (people.group[row] if people.groups else None)
    for gap, (x, y) in zip(people.gaps, arrangement.gap_xy.tolist(), strict=True):
        assert hit(arrangement, x, y) == (gap.tier, gap.group if people.groups else None)


@pytest.mark.parametrize("count", SIZES)
def test_everybody_has_a_place_of_their_own(count: int) -> None:
    people = made_up(count)
    check(people, arrange(people))


@pytest.mark.parametrize("group_count", [0, 1, 2, 12, 60])
def test_any_number_of_groups(group_count: int) -> None:
    people = made_up(400, group_count)
    arrangement = arrange(people)
    check(people, arrangement)
    assert len(arrangement.sectors) == group_count


def test_the_same_people_give_the_same_map() -> None:
    one, other = arrange(made_up(5_000)), arrange(made_up(5_000))
    for name in ("xy", "arrows", "gap_xy", "band_names", "sector_names"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    assert one.sectors == other.sectors


def test_the_order_of_the_rows_does_not_matter() -> None:
    people = made_up(300)
    order = np.random.default_rng(1).permutation(300)
    turned = replace(
        people,
        ids=people.ids[order],
        names=[people.names[i] for i in order],
        tier=people.tier[order],
        group=people.group[order],
        key=people.key[order],
        heading=people.heading[order],
        influence=people.influence[order],
        pinned=people.pinned[order],
        ties=np.empty((0, 2), np.int32),
        strength=np.empty(0, np.int8),
        roles=(),
    )
    np.testing.assert_allclose(arrange(turned).xy, arrange(people).xy[order])


@pytest.mark.parametrize("count", [50, 500, 5_000])
def test_one_move_leaves_the_others_where_they_are(count: int) -> None:
    """Who stays out of the two cells does not move at all; in them hardly anybody, until a cell changes its size."""
    people = made_up(count)
    before = arrange(people)
    moved_others = []
    for row in range(0, count, max(1, count // 25)):
        tier = people.tier.copy()
        tier[row] = (tier[row] + 1) % 5
        after = arrange(replace(people, tier=tier))
        far = np.hypot(*(after.xy - before.xy).T) > 0.03
        far[row] = False
        own = (people.group == people.group[row]) & ((people.tier == people.tier[row]) | (people.tier == tier[row]))
        np.testing.assert_array_equal(after.xy[~own], before.xy[~own])
        moved_others.append(int(far.sum()))
    assert np.median(moved_others) <= max(3, count * 0.002)


def test_a_move_to_another_sector_turns_the_others_a_little_at_most() -> None:
    people = made_up(500)
    before = arrange(people)
    still = 0
    for row in range(0, 500, 20):
        group = people.group.copy()
        group[row] = (group[row] + 1) % 8
        after = arrange(replace(people, group=group))
        apart = np.hypot(*(after.xy - before.xy).T)
        still += int(np.median(apart) == 0)
    assert still >= 20


def test_a_person_stays_when_others_come_and_go() -> None:
    """The place depends on the person's own id and cell, not on who is listed before."""
    people = made_up(500)
    keep = np.ones(500, bool)
    keep[250] = False
    fewer = replace(
        people,
        ids=people.ids[keep],
        names=[name for name, kept in zip(people.names, keep, strict=True) if kept],
        tier=people.tier[keep],
        group=people.group[keep],
        key=people.key[keep],
        heading=people.heading[keep],
        influence=people.influence[keep],
        pinned=people.pinned[keep],
        ties=np.empty((0, 2), np.int32),
        strength=np.empty(0, np.int8),
        roles=(),
    )
    apart = np.hypot(*(arrange(fewer).xy - arrange(people).xy[keep]).T)
    assert (apart < 0.03).mean() > 0.9


def test_a_place_by_hand_is_kept_when_somebody_else_moves() -> None:
    people = made_up(200, pinned=0.2)
    before = arrange(people)
    check(people, before)
    tier = people.tier.copy()
    loose = int(np.flatnonzero(np.isnan(people.pinned[:, 0]))[0])
    tier[loose] = (tier[loose] + 1) % 5
    after = arrange(replace(people, tier=tier))
    by_hand = np.isfinite(people.pinned[:, 0])
    before_spot = [pin(before, *before.xy[row]) for row in np.flatnonzero(by_hand)]
    after_spot = [pin(after, *after.xy[row]) for row in np.flatnonzero(by_hand)]
    apart = np.abs(np.array(before_spot) - np.array(after_spot)).max(axis=1)
    assert (apart < 0.02).mean() > 0.95


def test_pin_and_arrange_are_inverse() -> None:
    people = made_up(1)
    arrangement = arrange(people)
    spot = pin(arrangement, *arrangement.xy[0])
    assert spot is not None
    across, deep = 0.7, 0.4
    again = arrange(replace(people, pinned=np.array([[across, deep]], np.float32)))
    assert pin(again, *again.xy[0]) == pytest.approx((across, deep), abs=1e-6)


def test_many_people_put_on_one_spot_still_stand_apart() -> None:
    people = replace(made_up(60), pinned=np.full((60, 2), 0.5, np.float32))
    check(people, arrange(people))


def test_arrows_lead_from_the_person_into_the_band_they_are_heading_to() -> None:
    people = made_up(400)
    arrangement = arrange(people)
    going = np.flatnonzero(people.key & (people.heading >= 0) & (people.heading != people.tier))
    np.testing.assert_array_equal(arrangement.arrows[:, 0], going)
    for row, x0, y0, x1, y1 in arrangement.arrows.tolist():
        assert (x0, y0) == tuple(arrangement.xy[int(row)])
        assert hit(arrangement, x1, y1) == (people.heading[int(row)], people.group[int(row)])


def test_band_names_keep_their_place_free() -> None:
    arrangement = arrange(made_up(5_000))
    for left, top, right, bottom in arrangement.band_names.tolist():
        beside = np.clip(arrangement.xy, (left, top), (right, bottom))
        assert (np.hypot(*(arrangement.xy - beside).T) >= arrangement.radius * 0.99).all()


def test_nothing_outside_the_disc_and_you_in_the_innermost_band() -> None:
    arrangement = arrange(made_up(50))
    assert hit(arrangement, 1.01, 0.0) == (None, None)
    assert pin(arrangement, 1.01, 0.0) is None
    assert hit(arrangement, 0.0, 0.0)[0] == 0


def test_nearest_and_towards() -> None:
    xy = np.array([[0.0, 0.0], [0.5, 0.0], [0.9, 0.1], [0.0, -0.4]])
    assert nearest(xy, 0.49, 0.02, 0.1) == 1
    assert nearest(xy, -0.5, -0.5, 0.1) is None
    assert towards(xy, 0, 1.0, 0.0) == 1
    assert towards(xy, 1, 1.0, 0.0) == 2
    assert towards(xy, 0, 0.0, -1.0) == 3
    assert towards(xy, 0, -1.0, 0.0) == 0
    assert nearest(np.empty((0, 2)), 0.0, 0.0, 1.0) is None


@st.composite
def odd_maps(draw: st.DrawFn) -> MapPeople:
    """Maps nobody thought of: no groups, all in one cell, huge ids, pins outside their cell, gaps in empty cells."""
    count = draw(st.integers(0, 40))
    group_count = draw(st.integers(0, 7))
    of = max(1, group_count)
    one_cell = draw(st.booleans())
    cells = st.tuples(st.integers(0, 4), st.integers(0, of - 1))
    cell = [draw(cells)] * count if one_cell else draw(st.lists(cells, min_size=count, max_size=count))
    ids = draw(st.lists(st.integers(1, 2**62), min_size=count, max_size=count, unique=True))
    fraction = st.one_of(st.just(float("nan")), st.floats(-0.5, 1.5, width=32))
    pins = draw(st.lists(st.tuples(fraction, fraction), min_size=count, max_size=count))
    heading = draw(st.lists(st.integers(-1, 4), min_size=count, max_size=count))
    gaps = draw(st.lists(st.tuples(st.integers(0, of - 1), st.integers(0, 4)), max_size=4))
    return MapPeople(
        ids=np.array(ids, np.int64),
        names=[f"P{i}" for i in ids],
        tier=np.array([tier for tier, _ in cell], np.int8),
        group=np.array([group for _, group in cell], np.int16),
        key=np.array(heading, np.int8) >= 0,
        heading=np.array(heading, np.int8),
        influence=np.zeros(count, np.int8),
        pinned=np.array(pins, np.float32).reshape(-1, 2),
        groups=groups(group_count),
        gaps=tuple(MapGap(group, tier, "") for group, tier in gaps),
    )


@given(odd_maps())
@settings(max_examples=150, deadline=None)
def test_odd_maps(people: MapPeople) -> None:
    check(people, arrange(people))
