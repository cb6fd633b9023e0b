"""Who links people who otherwise do not meet (Gould and Fernandez), and whose leaving would cut others off.

Over everybody placed and all ties, without the owner. Says nothing about influence; a bridge deserves thanks, and a
second bridge beside it.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from heapq import nsmallest
from typing import NamedTuple

from desktop.domain.job import Job
from desktop.domain.network import Network

MOST = 500
_SLICE = 500


class Role(Enum):
    """By primary groups of the one in between and of the two who do not know each other. Undirected ties make
    gatekeeper and representative one."""

    COORDINATOR = "coordinator"
    """All three in one group."""
    GATEKEEPER = "gatekeeper_or_representative"
    """The one in between shares a group with one of them."""
    CONSULTANT = "consultant"
    """The two in one group, the one in between in another."""
    LIAISON = "liaison"
    """Three groups."""


class Bridge(NamedTuple):
    """`open_pairs`: how many pairs of theirs across groups do not know each other. `pairs`: open pairs by role, in the
    order of `Role`. `touches`: the other groups that they link to, in plan order."""

    person: int
    open_pairs: int
    pairs: tuple[int, int, int, int]
    touches: tuple[int, ...]

    @property
    def roles(self) -> Mapping[Role, int]:
        """Open pairs by role, without zeros."""
        return {role: many for role, many in zip(Role, self.pairs, strict=True) if many}


def bridges(network: Network) -> Job[tuple[Bridge, ...]]:
    """Those with open pairs across groups, the most open pairs first, at most `MOST`."""
    nodes, bonds = network.nodes, network.bonds
    group = {key: node.group for key, node in nodes.items()}
    known_to = {key: set(known) for key, known in bonds.items()}
    yield 0, 2 * len(nodes)
    closed: dict[int, list[tuple[int | None, int | None]]] = {}
    for at, (a, known) in enumerate(known_to.items()):
        for b in known:
            if b > a and not known.isdisjoint(known_to[b]):
                for between in known & known_to[b]:
                    closed.setdefault(between, []).append((group[a], group[b]))
        if at % _SLICE == 0:
            yield at, 2 * len(nodes)
    found: list[tuple[int, str, Bridge]] = []
    for at, (key, known) in enumerate(known_to.items()):
        if len(known) > 1:
            own, sizes = group[key], dict[int | None, int]()
            for other in known:
                its = group[other]
                sizes[its] = sizes.get(its, 0) + 1
            pairs = _pairs(own, sizes, len(known), closed.get(key, ()))
            across = pairs[1] + pairs[2] + pairs[3]
            if across:
                touches = tuple(sorted(its for its in sizes if its is not None and its != own))
                found.append((-across, nodes[key].uid, Bridge(key, across, pairs, touches)))
        if at % _SLICE == 0:
            yield len(nodes) + at, 2 * len(nodes)
    yield 2 * len(nodes), 2 * len(nodes)
    return tuple(bridge for _order, _uid, bridge in nsmallest(MOST, found))


def _pairs(
    own: int | None, sizes: Mapping[int | None, int], known: int, closed: Iterable[tuple[int | None, int | None]]
) -> tuple[int, int, int, int]:
    """Open pairs among `known` people by role: all pairs by group, less those who know each other."""
    mine = sizes.get(own, 0)
    others = known - mine
    within = sum(many * (many - 1) for many in sizes.values()) // 2
    coordinator = mine * (mine - 1) // 2
    gatekeeper, consultant = mine * others, within - coordinator
    liaison = others * (others - 1) // 2 - consultant
    for a, b in closed:
        if a == b:
            coordinator, consultant = (coordinator - 1, consultant) if a == own else (coordinator, consultant - 1)
        elif own in (a, b):
            gatekeeper -= 1
        else:
            liaison -= 1
    return coordinator, gatekeeper, consultant, liaison


def cut_people(network: Network) -> Job[tuple[int, ...]]:
    """Those whose leaving would cut others off from one another (articulation points), in the order of their uids."""
    bonds = network.bonds
    seen: dict[int, int] = {}
    low: dict[int, int] = {}
    cut: set[int] = set()
    for start in bonds:
        if start in seen:
            continue
        seen[start] = low[start] = len(seen)
        path = [(start, start, iter(bonds[start]))]
        below_start = 0
        while path:
            person, parent, others = path[-1]
            for other in others:
                if other == parent:
                    continue
                if other in seen:
                    low[person] = min(low[person], seen[other])
                    continue
                seen[other] = low[other] = len(seen)
                path.append((other, person, iter(bonds[other])))
                if len(seen) % (2 * _SLICE) == 0:
                    yield len(seen), len(bonds)
                break
            else:
                path.pop()
                if parent == start and person != start:
                    below_start += 1
                elif person != start:
                    low[parent] = min(low[parent], low[person])
                    if low[person] >= seen[parent]:
                        cut.add(parent)
        if below_start > 1:
            cut.add(start)
        if len(seen) % _SLICE == 0:
            yield len(seen), len(bonds)
    return tuple(sorted(cut, key=lambda key: network.nodes[key].uid))
