"""R6 and R7: the ways to somebody, and whom to reach first."""

from __future__ import annotations

import pytest

from desktop.domain.job import run
from desktop.domain.network import Network, network_of
from desktop.domain.ways import Way, Word, all_ways, candidates, outside, priority, ways_to
from tests import sample
from tests.domain.networks import made_up, network

BASE, TIE = {"advocate": 0.9, "ally": 0.7, "acquaintance": 0.4}, {3: 0.9, 2: 0.6, 1: 0.3}


def every_way(of: Network, target: int) -> list[Way]:
    """The definition, without any short cut."""
    found: list[Way] = []

    def tie(a: int, b: int) -> float:
        bond = of.bonds[a][b]
        return TIE[bond.strength] * (0.8 if bond.told else 1)

    for broker in of.alters:
        if broker.id == target or "blocker" in broker.stances:
            continue
        base = BASE[broker.tier] * (0.5 if "critic" in broker.stances else 1)
        for other in of.bonds[broker.id]:
            if other == target and (broker.id, target) not in of.resting:
                found.append(Way((broker.id, target), round(base * tie(broker.id, target), 6)))
            elif not of.nodes[other].counts and target in of.bonds[other] and (other, target) not in of.resting:
                found.append(
                    Way((broker.id, other, target), round(base * tie(broker.id, other) * tie(other, target), 6))
                )
    return sorted(found, key=lambda way: (-way.score, len(way.people), [of.nodes[key].uid for key in way.people]))


@pytest.mark.parametrize("seed", range(120))
def test_the_best_four_of_every_way_there_is(seed: int) -> None:
    of = made_up(seed)
    found = run(all_ways(of))
    assert list(found.to) == outside(of)
    alone: dict[int, set[int]] = {}
    for target, ways in found.to.items():
        every = every_way(of, target)
        assert list(ways) == every[:4]
        asked = {way.asked for way in every}
        if len(asked) == 1:
            alone.setdefault(asked.pop(), set()).add(target)
    assert {key: set(targets) for key, targets in found.only.items()} == alone
    for node in of.alters:
        assert list(ways_to(of, node.id)) == every_way(of, node.id)[:4]


def test_words() -> None:
    assert [Way((1, 2), score).word for score in (0.81, 0.4, 0.399999, 0.2, 0.199999)] == [
        Word.STRONG, Word.STRONG, Word.FAIR, Word.FAIR, Word.WEAK,
    ]  # fmt: skip


def test_a_critic_counts_half_hearsay_less_and_one_against_me_is_not_asked() -> None:
    ally = {"tier": "ally"}
    critic, blocker = ally | {"stances": ("critic",)}, ally | {"stances": ("supporter", "blocker")}
    of = network({1: ally, 2: critic, 3: blocker, 9: "aware"}, [(1, 9, 3, "told"), (2, 9, 3), (3, 9, 3)])
    assert ways_to(of, 9) == (Way((1, 9), 0.504), Way((2, 9), 0.315))


def test_a_pair_rests_but_not_the_go_between() -> None:
    of = network({1: "ally", 8: "aware", 9: "aware"}, [(1, 9), (1, 8), (8, 9)], resting=[(1, 9)])
    assert [way.people for way in ways_to(of, 9)] == [(1, 8, 9)]
    assert [way.people for way in ways_to(of, 8)] == [(1, 8), (1, 9, 8)]  # nobody said no to meeting 8


def test_r6() -> None:
    assert priority(3, reachable=True, influence=5, interest=2) == 30
    assert priority(3, reachable=False, influence=5, interest=2) == 15
    assert priority(-1, reachable=True, influence=5, interest=2) == 10
    assert priority(2, reachable=True) == 18


def test_r6_the_strictest_of_several_wishes_counts() -> None:
    plan = sample.document()
    sample.records(plan, "contacts", id="c26")[0]["groups"] = ["g_dig", "g_exec"]  # an acquaintance, an ally
    network = network_of(sample.values(plan), sample.DAY)
    found = {network.nodes[each.person].uid: each for each in run(candidates(network, run(all_ways(network)).to))}
    assert (found["c26"].desired, found["c26"].steps) == ("ally", 2)
    assert "c25" not in found  # an acquaintance is enough there
    assert found["c26"].reachable
    lost = {network.nodes[each.person].uid: each for each in run(candidates(network, {}))}
    assert lost["c26"].priority * 2 == found["c26"].priority
    assert lost["c21"].priority == found["c21"].priority  # known already: no way is needed
