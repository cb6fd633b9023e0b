"""The map on another day, and the arrows of who moved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desktop.diagram import MapGroup, MapPeople, arrange, moves, on_that_day
from desktop.diagram.past import MOST_MOVES


def people(n: int) -> MapPeople:
    return MapPeople(
        ids=np.arange(10, 10 + n),
        names=tuple(f"Person {k}" for k in range(n)),
        tier=(np.arange(n) % 5).astype(np.int8),
        group=(np.arange(n) % 2).astype(np.int16),
        key=np.arange(n) == 3,
        heading=np.where(np.arange(n) == 3, 1, -1).astype(np.int8),
        influence=np.zeros(n, np.int8),
        pinned=np.full((n, 2), 0.5, np.float32),
        groups=(MapGroup(1, "A", True), MapGroup(2, "B", False)),
        ties=np.array([(0, 1), (1, 2), (2, 3)], np.int32),
        strength=np.array([1, 2, 3], np.int8),
        roles=tuple(f"Role {k}" for k in range(n)),
    )


def test_who_was_not_there_is_left_out_with_their_ties() -> None:
    then = on_that_day(people(6), np.array([0, -1, 2, 4, 4, 0], np.int8))
    assert then.ids.tolist() == [10, 12, 13, 14, 15]
    assert then.tier.tolist() == [0, 2, 4, 4, 0]
    assert then.ties.tolist() == [[1, 2]]
    assert then.strength.tolist() == [3]
    assert then.names[2] == "Person 3"
    assert then.roles[2] == "Role 3"
    assert (then.heading == -1).all()
    assert np.isnan(then.pinned[:, 0]).tolist() == [False, False, True, False, False], "a place belongs to its tier"
    assert on_that_day(people(5), np.full(5, -1, np.int8)).count == 0


def test_an_arrow_leads_from_the_band_of_before_to_where_somebody_is() -> None:
    now = replace(people(5), before=np.array([0, 0, 4, -1, 4], np.int8))
    arrangement = arrange(now)
    found = moves(now, arrangement)
    assert found[:, 0].tolist() == [2.0, 1.0], "who did not move, and who is new, has no arrow; the furthest first"
    for row, x0, y0, x1, y1 in found.tolist():
        inner, outer = arrangement.bands[int(now.before[int(row)])]
        assert inner < float(np.hypot(x0, y0)) < outer
        assert [x1, y1] == arrangement.xy[int(row)].tolist()
        assert abs(x0 * y1 - y0 * x1) < 1e-9, "on the same ray"
    assert len(moves(people(5), arrangement)) == 0
    ahead = moves(replace(now, ahead=True), arrangement)
    np.testing.assert_array_equal(ahead, found[:, [0, 3, 4, 1, 2]], "to where they will be, compared with a later day")


def test_of_thousands_who_moved_the_key_people_and_the_furthest_are_shown() -> None:
    many = people(4000)
    many = replace(many, before=((many.tier + 1) % 5).astype(np.int8))
    found = moves(many, arrange(many))
    assert len(found) == MOST_MOVES
    assert int(found[0, 0]) == 3, "the key relationship"
