"""Pairs across two organisations: everybody once, across, nobody with their counterpart first, the same each time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.pairing import clashing, draw, redrawn, swapped, unpaired
from desktop.domain.records import Pair, Participant


def people(*sizes: int) -> list[Participant]:
    return [Participant(side, None, "", 10 * side + n) for side, size in enumerate(sizes, 1) for n in range(size)]


def test_nine_people_are_three_pairs_and_one_trio_across() -> None:
    pairs = draw(people(5, 4))
    assert sorted(len(pair.people) for pair in pairs) == [2, 2, 2, 3]
    assert all(len({person // 10 for person in pair.people}) == 2 for pair in pairs)


def test_nobody_interviews_their_counterpart_in_a_dispute_first() -> None:
    apart = {frozenset((10 + n, 20 + m)) for n in range(4) for m in range(4) if n != (m + 1) % 4}
    pairs = draw(people(4, 4), apart)
    assert sum(clashing(pair, apart) for pair in pairs) == 0
    assert {frozenset(pair.people) for pair in pairs} == {frozenset((10 + (m + 1) % 4, 20 + m)) for m in range(4)}


def test_where_no_other_way_is_left_the_fewest_clash() -> None:
    apart = {frozenset((10, 20)), frozenset((10, 21))}
    assert sum(clashing(pair, apart) for pair in draw(people(2, 2), apart)) == 1


def test_drawn_again_the_pairs_are_others_and_the_same_draw_is_the_same() -> None:
    draws = [draw(people(5, 4), turn=turn) for turn in range(6)]
    assert len({tuple(frozenset(pair.people) for pair in pairs) for pairs in draws}) > 3
    assert draws == [draw(people(5, 4), turn=turn) for turn in range(6)]


def test_on_request_others_are_drawn_each_time_and_two_people_have_no_other_way() -> None:
    shown: list[tuple[Pair, ...]] = [()]
    for _each in range(5):
        shown.append(redrawn(people(3, 3), (), shown[-1]))
    assert all(one != other for one, other in pairwise(shown))
    assert shown[1] == draw(people(3, 3))
    assert redrawn(people(1, 1), (), draw(people(1, 1))) == draw(people(1, 1))


def test_who_does_not_come_is_in_no_pair() -> None:
    away = [*people(2, 1), Participant(2, False, "", 21)]
    assert draw(away) == (Pair((10, 20, 11)),)
    assert unpaired(away, [Pair((10, 20))]) == (11,)


def test_one_alone_and_nobody() -> None:
    assert draw(people(1)) == ()
    assert draw([]) == ()


def test_two_change_places_by_hand() -> None:
    assert swapped((Pair((10, 20)), Pair((11, 21))), 10, 11) == (Pair((11, 20)), Pair((10, 21)))


@given(st.integers(0, 8), st.integers(0, 8), st.integers(0, 5))
def test_everybody_is_in_one_pair_and_as_many_across_as_can_be(one: int, other: int, turn: int) -> None:
    pairs = draw(people(one, other), turn=turn)
    everybody = [person for pair in pairs for person in pair.people]
    assert len(everybody) == len(set(everybody))
    if one + other > 1:
        assert len(everybody) == one + other
    assert sum(len({p // 10 for p in pair.people}) == 2 for pair in pairs) == min(one, other)
    assert sum(len(pair.people) == 3 for pair in pairs) == (one + other) % 2 * (one + other > 1)
