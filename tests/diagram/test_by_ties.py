"""The arrangement by ties: nobody lies on anybody, clusters come together, the same people give the same picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from desktop.diagram import MapGroup, MapPeople, arrange_by_ties, bundled, hit
from tests.diagram.made_up import made_up

if TYPE_CHECKING:
    from desktop.diagram import Arrangement


def laid(people: MapPeople) -> Arrangement:
    job = arrange_by_ties(people)
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


def people(count: int, pairs: list[tuple[int, int]]) -> MapPeople:
    """So many people in one group, all far out, with these ties."""
    ties = np.array(pairs, np.int32).reshape(-1, 2)
    return replace(
        made_up(count, 1),
        tier=np.full(count, 3, np.int8),
        ties=ties,
        strength=np.full(len(ties), 2, np.int8),
    )


@pytest.mark.parametrize("count", [0, 1, 2, 3, 45, 399, 700])
def test_no_two_dots_touch_and_all_are_in_the_disc(count: int) -> None:
    found = laid(made_up(count))
    assert found.xy.shape == (count, 2)
    assert np.isfinite(found.xy).all()
    assert (np.hypot(*found.xy.T) <= 1.0).all()
    if count > 1:
        apart = np.sqrt(((found.xy[:, None] - found.xy[None]) ** 2).sum(axis=2))
        np.fill_diagonal(apart, np.inf)
        assert apart.min() >= 2 * found.radius
    assert (found.bands, found.sectors, len(found.arrows), len(found.gap_xy)) == ((), (), 0, 0)
    assert hit(found, 0.1, 0.1) == (None, None)


def test_the_same_people_give_the_same_picture() -> None:
    assert np.array_equal(laid(made_up(120)).xy, laid(made_up(120)).xy)


def test_two_circles_with_a_bridge_are_seen_as_such() -> None:
    first = [(a, b) for a in range(6) for b in range(a)]
    second = [(a + 6, b + 6) for a, b in first]
    xy = laid(people(13, [*first, *second, (0, 12), (12, 6)])).xy
    one, two, bridge = xy[:6].mean(axis=0), xy[6:12].mean(axis=0), xy[12]
    between = float(np.hypot(*(one - two)))
    for circle, middle in ((xy[:6], one), (xy[6:12], two)):
        assert np.hypot(*(circle - middle).T).max() < between / 2
    along = float((bridge - one) @ (two - one)) / between**2
    assert 0.2 < along < 0.8, "the bridge stands between them"


def test_everybody_on_one_spot_and_nobody_tied() -> None:
    found = laid(people(40, []))
    assert len(np.unique(np.round(found.xy, 6), axis=0)) == 40


def test_groups_have_their_names_around_where_they_have_people() -> None:
    some = replace(made_up(60, 4), groups=(*made_up(60, 4).groups, MapGroup(99, "Nobody", True)))
    names = laid(some).sector_names
    assert np.isnan(names[4]).all()
    assert np.isfinite(names[:4]).all()


def test_bundles_are_the_groups_and_their_ties() -> None:
    crowd = made_up(3000, 5)
    found = bundled(crowd)
    sizes = np.bincount(crowd.group, minlength=5)
    assert [name.rsplit(" ", 1)[1] for name in found.names] == [str(n) for n in sizes]
    assert (found.ids < 0).all()
    assert len(found.ties) == 10, "every two of five groups know each other here"
    assert (found.strength >= 1).all()
    assert found.tier[int(sizes.argmax())] == 0
    assert laid(found).xy.shape == (5, 2)
    nobody = bundled(made_up(0, 3))
    assert nobody.count == 0
    assert laid(nobody).xy.shape == (0, 2)
