"""Size, density, constraint, diversity: graphs that can be checked by hand, and networkx on any network."""

from __future__ import annotations

import networkx as nx
import pytest

from desktop.domain.job import run
from desktop.domain.network import Bond, Bonds, Network, knit
from desktop.domain.structure import OWNER_WEIGHT, diversity, structure
from tests.domain.networks import made_up, network

OWNER = 0


def ego_graph(of: Network) -> nx.Graph:
    """The owner, those who count, and the ties among them: the induced ego network."""
    graph = nx.Graph()
    graph.add_node(OWNER)
    among = {node.id: node for node in of.alters}
    for key, node in among.items():
        graph.add_edge(OWNER, key, weight=OWNER_WEIGHT[node.tier])
    for a in among:
        for b, bond in of.bonds[a].items():
            if b in among:
                graph.add_edge(a, b, weight=bond.strength)
    return graph


def test_a_single_tie() -> None:
    found = run(structure(network({1: "ally"})))
    assert (found.n, found.ties, found.density) == (1, 0, None)
    assert (found.constraint, found.constraint_weighted, found.floor) == (1.0, 1.0, 1.0)
    assert (found.effective_size, found.efficiency) == (1.0, 1.0)


def test_the_centre_of_a_star_of_four() -> None:
    found = run(structure(network(dict.fromkeys(range(1, 5), "ally"))))
    assert (found.constraint, found.effective_size, found.density) == (0.25, 4.0, 0.0)
    assert found.floor == 0.25


def test_a_closed_triad_is_above_one() -> None:
    found = run(structure(network({1: "ally", 2: "ally"}, [(1, 2)])))
    assert found.constraint == pytest.approx(1.125)
    assert (found.effective_size, found.density) == (1.0, 1.0)
    assert [key for key, _term in found.local] == [1, 2]


def test_few_people_who_know_each_other_are_never_called_open() -> None:
    triad = run(structure(network({1: "ally", 2: "ally"}, [(1, 2)])))
    assert (triad.is_open, triad.shut_in) == (False, True)
    assert run(structure(network({1: "ally"}))).shut_in
    star = run(structure(network(dict.fromkeys(range(1, 21), "ally"))))
    assert (star.is_open, star.shut_in) == (True, False)


def test_nobody_at_all_is_undefined_and_no_error() -> None:
    for of in (network({}), network({1: "aware", 2: "unconnected"}, [(1, 2)])):
        found = run(structure(of))
        assert (found.n, found.ties) == (0, 0)
        assert {found.density, found.effective_size, found.efficiency, found.constraint, found.floor} == {None}
        assert found.constraint_weighted is None
        assert diversity(of).blau is None
        assert diversity(of).outside_function is None


@pytest.mark.parametrize("seed", range(200))
def test_any_network_has_the_figures_of_networkx(seed: int) -> None:
    of = made_up(seed)
    found, graph = run(structure(of)), ego_graph(of)
    assert found.n == len(graph) - 1
    if not found.n:
        assert found.constraint is None
        return
    assert found.constraint == pytest.approx(nx.constraint(graph, [OWNER])[OWNER])
    assert found.constraint_weighted == pytest.approx(nx.constraint(graph, [OWNER], weight="weight")[OWNER])
    assert found.effective_size == pytest.approx(nx.effective_size(graph, [OWNER])[OWNER])
    assert dict(found.local) == pytest.approx({key: nx.local_constraint(graph, OWNER, key) for key in graph[OWNER]})
    if found.n > 1:
        assert found.density == pytest.approx(nx.density(graph.subgraph(set(graph) - {OWNER})))


def test_several_ties_between_two_people_count_once_the_strongest_of_them() -> None:
    bonds: Bonds = {1: {}, 2: {}}
    knit(bonds, [(1, 2, 1, "seen"), (2, 1, 3, "told"), (1, 2, 3, "seen"), (1, 1, 3, "seen"), (1, 9, 3, "seen")])
    assert bonds == {1: {2: Bond(3, False)}, 2: {1: Bond(3, False)}}


def test_diversity_by_hand() -> None:
    two = {1: "ally", 2: {"tier": "ally", "groups": (2, 1)}, 3: {"tier": "advocate", "groups": (2,)}}
    found = diversity(network(two | {4: {"tier": "acquaintance", "groups": ()}}))
    assert dict(found.by_group) == {1: 1, 2: 2}
    assert found.blau == pytest.approx(1 - 1 / 9 - 4 / 9)
    assert found.blau_normalised == pytest.approx((1 - 1 / 9 - 4 / 9) * 3 / 2)
    assert found.outside_function == pytest.approx((3 - 1) / 4)
    assert diversity(network(two, groups=1)).blau_normalised is None


def test_reach_is_told_apart_from_what_nobody_noted() -> None:
    where = {1: {"tier": "ally", "organisation": 1}, 2: {"tier": "ally", "organisation": 2}, 3: "ally"}
    found = diversity(network(where))
    assert (found.inside, found.outside, found.unknown) == (1, 1, 1)
