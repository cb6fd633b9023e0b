"""Where people are missing: how well each key group is covered (R5), and what hangs on one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from desktop.domain.network import Network
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import Contact, Group
from desktop.domain.tiers import TIERS, rank


class Cover(Enum):
    """R5: nobody, exactly one person, or more at the desired tier."""

    GAP = "gap"
    THIN = "thin"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One key group. `at_or_above`: ids of those at the desired tier, in plan order. `best`: the nearest tier in it."""

    group: int
    desired: str
    at_or_above: tuple[int, ...]
    best: str | None

    @property
    def cover(self) -> Cover:
        return (Cover.GAP, Cover.THIN, Cover.COVERED)[min(len(self.at_or_above), 2)]


def placed(values: PlanValues) -> tuple[Contact, ...]:
    """Everybody who is in the plan, in plan order: people waiting are not (P2)."""
    return tuple(contact for contact in values.contacts.values() if contact.tier is not None)


def wish(group: Group) -> str:
    """The tier wanted in a key group: an acquaintance at least, where nothing is said."""
    return group.desired_tier or "acquaintance"


def good_enough(desired: str) -> tuple[str, ...]:
    """The tiers that fulfil a wish."""
    return TIERS[: rank(desired)]


def coverage(network: Network) -> tuple[Coverage, ...]:
    """R5 for each key group, in plan order: all who have it among their groups, without the dormant."""
    enough = {group.id: frozenset(good_enough(wish(group))) for group in network.key_groups}
    near: dict[int, list[int]] = {key: [] for key in enough}
    tiers: dict[int, set[str]] = {key: set() for key in enough}
    for node in network.nodes.values():
        for group in node.groups:
            if group in enough:
                tiers[group].add(node.tier)
                if not node.dormant and node.tier in enough[group] and near[group][-1:] != [node.id]:
                    near[group].append(node.id)
    return tuple(
        Coverage(group.id, wish(group), tuple(near[group.id]), _nearest(tiers[group.id]))
        for group in network.key_groups
    )


def without(network: Network, group: int, contact: int) -> str | None:
    """The nearest tier left in `group` if `contact` moved on, None when nobody else is in it (one-person risk)."""
    return _nearest(c.tier for c in network.nodes.values() if group in c.groups and c.id != contact)


def hanging(network: Network, covered: Iterable[Coverage]) -> dict[int, tuple[int, ...]]:
    """One of the owner's ties to the key groups that would be missing without that person."""
    found: dict[int, tuple[int, ...]] = {}
    for each in covered:
        if each.cover is Cover.THIN and network.nodes[each.at_or_above[0]].counts:
            found[each.at_or_above[0]] = (*found.get(each.at_or_above[0], ()), each.group)
    return found


def _nearest(tiers: Iterable[str]) -> str | None:
    return min(tiers, key=rank, default=None)
