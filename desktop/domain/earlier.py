"""The owner's network on an earlier day, as far as tiers are dated: figures compare the owner with the owner.

Ties, help and groups carry no days, so what rests on them is not compared; who left the plan since is not counted.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.coverage import Cover, coverage
from desktop.domain.network import Network
from desktop.domain.structure import diversity
from desktop.domain.support import advocates


@dataclass(frozen=True, slots=True)
class Counted:
    """What can be compared: how many ties, advocates, key groups by cover, ties by direction, and the share of them
    outside the owner's own function (None when it is not known)."""

    day: date
    ties: int
    advocates: int
    gaps: int
    thin: int
    direction: Mapping[str, int]
    outside: int | None


def counted(network: Network, day: date) -> Counted:
    """A network in these few figures."""
    covers = Counter(each.cover for each in coverage(network))
    own = network.own_group
    return Counted(
        day,
        len(network.alters),
        len(advocates(network).all),
        covers[Cover.GAP],
        covers[Cover.THIN],
        diversity(network).direction,
        None if own is None else sum(node.group != own for node in network.alters),
    )


def as_it_was(network: Network, tiers: Mapping[int, str | None], day: date) -> Network:
    """The network with everybody in the tier of that day; `tiers`: who had another one, None for not yet placed."""
    nodes = {
        key: node if key not in tiers else node._replace(tier=tier)
        for key, node in network.nodes.items()
        if (tier := tiers.get(key, node.tier)) is not None
    }
    return replace(network, on=day, nodes=nodes)
