"""The network that the figures of section 6 are about: who is placed, who knows whom, as the owner believes.

Read by `plan.read_network` or taken from a whole plan (`network_of`); every figure is a function of this one value.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from desktop.domain import records as r
from desktop.domain.clock import clocks, is_dormant
from desktop.domain.introductions import asked_lately, resting
from desktop.domain.plan_values import PlanValues
from desktop.domain.tiers import EGO_TIERS


class Bond(NamedTuple):
    """What the owner believes of two people: `strength` 1 know, 2 work together, 3 close; `told`, or seen."""

    strength: int
    told: bool


class Node(NamedTuple):
    """A placed person, as far as figures ask. `stances`: where they stand, on whatever topic; unknown support is 0."""

    id: int
    uid: str
    tier: str
    groups: tuple[int, ...] = ()
    organisation: int | None = None
    direction: str | None = None
    to_me: int = 0
    to_them: int = 0
    influence: int | None = None
    interest: int | None = None
    line_manager: bool = False
    stances: tuple[str, ...] = ()
    dormant: bool = False

    @property
    def group(self) -> int | None:
        """The primary group: the first, and the sector on the map."""
        return self.groups[0] if self.groups else None

    @property
    def counts(self) -> bool:
        """Whether this is a tie of the owner: one of the first three tiers, and not dormant."""
        return self.tier in EGO_TIERS and not self.dormant


Bonds = dict[int, dict[int, Bond]]
"""Person to those they know, noted on both sides; everybody placed is a key."""


@dataclass(frozen=True)
class Network:
    """Everybody placed, by row key and in plan order (P2: who waits is nowhere), and who knows whom, without the owner.

    `resting`: (go-between, target) that somebody declined lately (R13). `asked`: go-between to how often they were
    asked lately.
    """

    on: date
    own_group: int | None
    own_organisation: int | None
    groups: Mapping[int, r.Group]
    nodes: Mapping[int, Node]
    bonds: Mapping[int, Mapping[int, Bond]]
    resting: Collection[tuple[int, int]]
    asked: Mapping[int, int]

    @cached_property
    def alters(self) -> tuple[Node, ...]:
        """Those who count as a tie of the owner, in plan order (the N of the figures)."""
        return tuple(node for node in self.nodes.values() if node.counts)

    @cached_property
    def key_groups(self) -> tuple[r.Group, ...]:
        """The groups that the work depends on, in plan order."""
        return tuple(group for group in self.groups.values() if group.key)


def knit(bonds: Bonds, ties: Iterable[tuple[int, int, int, str]]) -> None:
    """Take `ties` (person, person, strength, basis) into `bonds`, whose keys are the people placed.

    Of several ties between two people the strongest counts, seen before told. Nobody is tied to themselves.
    """
    for a, b, strength, basis in ties:
        if a == b or a not in bonds or b not in bonds:
            continue
        bond, known = Bond(min(max(strength, 1), 3), basis == "told"), bonds[a].get(b)
        if known is None or (bond.strength, known.told) > (known.strength, bond.told):
            bonds[a][b] = bonds[b][a] = bond


def network_of(values: PlanValues, on: date) -> Network:
    """The network of a whole plan on a day."""
    last = clocks(values, on)
    nodes = {
        c.id: Node(
            c.id, c.uid, c.tier, c.groups, c.organisation, c.direction, c.support_to_me or 0, c.support_to_them or 0,
            c.influence, c.interest, c.line_manager, tuple(c.stance.values()), is_dormant(last.get(c.id), on),
        )
        for c in values.contacts.values()
        if c.tier is not None
    }  # fmt: skip
    bonds: Bonds = {key: {} for key in nodes}
    knit(bonds, ((tie.a, tie.b, tie.strength, tie.basis) for tie in values.ties.values()))
    owner, introductions = values.owner, values.introductions.values()
    return Network(
        on,
        owner.groups[0] if owner.groups else None,
        owner.organisation,
        values.groups,
        nodes,
        bonds,
        resting(introductions, on),
        asked_lately(introductions, on),
    )
