"""Who links people who otherwise do not meet (Gould and Fernandez), and whose leaving would cut others off.

Over everybody placed and all ties, without the owner. Says nothing about influence; a bridge deserves thanks, and a
second bridge beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from desktop.domain.job import Job
from desktop.domain.network import Network

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


@dataclass(frozen=True, slots=True)
class Bridge:
    """`open_pairs`: how many pairs of theirs across groups do not know each other. `roles`: pairs by role, without
    zeros. `touches`: the other groups that they link to."""

    person: int
    open_pairs: int
    roles: Mapping[Role, int]
    touches: tuple[int, ...]


def bridges(network: Network) -> Job[tuple[Bridge, ...]]:
    """Everybody with an open pair across groups, the most open pairs first."""
    nodes, bonds = network.nodes, network.bonds
    group = {key: node.group for key, node in nodes.items()}
    closed: dict[int, list[tuple[int | None, int | None]]] = {}
    for at, (a, known) in enumerate(bonds.items()):
        for b in known:
            if b > a:
                for between in known.keys() & bonds[b].keys():
                    closed.setdefault(between, []).append((group[a], group[b]))
        if at % _SLICE == 0:
            yield at, 2 * len(nodes)
    found: list[Bridge] = []
    for at, (key, known) in enumerate(bonds.items()):
        if len(known) > 1:
            roles = _roles(group[key], [group[other] for other in known], closed.get(key, ()))
            across = sum(many for role, many in roles.items() if role is not Role.COORDINATOR)
            if across:
                touched = {each for other in known if (each := group[other]) is not None and each != group[key]}
                found.append(Bridge(key, across, roles, tuple(each for each in network.groups if each in touched)))
        if at % _SLICE == 0:
            yield len(nodes) + at, 2 * len(nodes)
    return tuple(sorted(found, key=lambda each: (-each.open_pairs, nodes[each.person].uid)))


def _roles(
    own: int | None, groups: list[int | None], closed: "list[tuple[int | None, int | None]] | tuple[()]"
) -> dict[Role, int]:
    """Pairs of those known that do not know each other, by role: all pairs by group, less those that do."""
    sizes: dict[int | None, int] = {}
    for each in groups:
        sizes[each] = sizes.get(each, 0) + 1
    mine, everybody = sizes.pop(own, 0), len(groups)
    consultant = sum(many * (many - 1) // 2 for many in sizes.values())
    roles = {
        Role.COORDINATOR: mine * (mine - 1) // 2,
        Role.GATEKEEPER: mine * (everybody - mine),
        Role.CONSULTANT: consultant,
        Role.LIAISON: (everybody - mine) * (everybody - mine - 1) // 2 - consultant,
    }
    for a, b in closed:
        roles[_role(own, a, b)] -= 1
    return {role: many for role, many in roles.items() if many}


def _role(own: int | None, a: int | None, b: int | None) -> Role:
    if a == b:
        return Role.COORDINATOR if a == own else Role.CONSULTANT
    return Role.GATEKEEPER if own in (a, b) else Role.LIAISON


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
