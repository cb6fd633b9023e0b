"""Bridges by counting every pair one by one, and cut vertices by networkx."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from desktop.domain.bridges import Bridge, Role, bridges, cut_people
from desktop.domain.job import run
from tests.domain.networks import made_up, network

if TYPE_CHECKING:
    from desktop.domain.network import Network


def one_by_one(of: Network) -> dict[int, dict[Role, int]]:
    """The definition, pair by pair."""
    found: dict[int, dict[Role, int]] = {}
    for b, known in of.bonds.items():
        roles: dict[Role, int] = {}
        own = of.nodes[b].group
        for x, y in combinations(known, 2):
            if y in of.bonds[x]:
                continue
            a, c = of.nodes[x].group, of.nodes[y].group
            if a == c:
                role = Role.COORDINATOR if a == own else Role.CONSULTANT
            else:
                role = Role.GATEKEEPER if own in (a, c) else Role.LIAISON
            roles[role] = roles.get(role, 0) + 1
        if set(roles) - {Role.COORDINATOR}:
            found[b] = roles
    return found


def test_a_bridge_between_two_groups() -> None:
    of = network(
        {1: {"tier": "ally", "groups": (2,)}, 2: {"tier": "aware", "groups": (2,)}, 3: "ally"}, [(1, 2), (1, 3)]
    )
    assert run(bridges(of)) == (Bridge(1, 1, (0, 1, 0, 0), (1,)),)
    closed = network({1: "ally", 2: "aware", 3: "ally"}, [(1, 2), (1, 3), (2, 3)])
    assert run(bridges(closed)) == ()


@pytest.mark.parametrize("seed", range(60))
def test_any_network_pair_by_pair(seed: int) -> None:
    of = made_up(seed)
    found = run(bridges(of))
    assert {each.person: each.roles for each in found} == one_by_one(of)
    assert [each.open_pairs for each in found] == sorted((each.open_pairs for each in found), reverse=True)
    for each in found:
        linked = {of.nodes[other].group for other in of.bonds[each.person]} - {None, of.nodes[each.person].group}
        assert set(each.touches) == linked


@pytest.mark.parametrize("seed", range(200))
def test_who_cuts_others_off_as_networkx_finds_it(seed: int) -> None:
    of = made_up(seed)
    graph = nx.Graph()
    graph.add_nodes_from(of.nodes)
    graph.add_edges_from((a, b) for a, known in of.bonds.items() for b in known)
    found = run(cut_people(of))
    assert set(found) == set(nx.articulation_points(graph))
    assert [of.nodes[key].uid for key in found] == sorted(of.nodes[key].uid for key in found)


def test_a_long_chain_needs_no_deep_stack() -> None:
    many = 5000
    of = network(dict.fromkeys(range(many), "aware"), [(n, n + 1) for n in range(many - 1)])
    assert len(run(cut_people(of))) == many - 2
