"""R7: ways to somebody through people I know, with at most two go-betweens; and R6, whom to reach first.

A way is told in words (strong, fair, weak), never as a number: the score only orders.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from desktop.domain.coverage import wish
from desktop.domain.job import Job
from desktop.domain.network import Bond, Network, Node
from desktop.domain.tiers import EGO_TIERS, TIERS, rank

TIER_VALUE = {"advocate": 0.9, "ally": 0.7, "acquaintance": 0.4}
TIE_VALUE = {3: 0.9, 2: 0.6, 1: 0.3}
TOLD, CRITIC = 0.8, 0.5
"""A tie that I was only told of, and a go-between who is a critic on some topic, count that much of it."""

SHOWN = 4
"""So many ways are kept to each person."""

UNKNOWN = 3
"""R6: influence or interest that nobody noted counts as the middle of 1 to 5."""

_SLICE = 200


class Word(Enum):
    """How good a way looks."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


class Way(NamedTuple):
    """Over whom: one or two go-betweens, then the person. `score` only orders ways; say `word`."""

    people: tuple[int, ...]
    score: float

    @property
    def word(self) -> Word:
        return Word.STRONG if self.score >= 0.4 else Word.FAIR if self.score >= 0.2 else Word.WEAK

    @property
    def asked(self) -> int:
        """The go-between whom the owner asks."""
        return self.people[0]

    @property
    def target(self) -> int:
        """The person to be met."""
        return self.people[-1]


@dataclass(frozen=True, slots=True)
class Ways:
    """`to`: everybody outside the owner's ties to the best ways there, the best first; empty where there is none.

    `only`: one of the owner's ties to those who could be reached through that person alone.
    """

    to: Mapping[int, tuple[Way, ...]]
    only: Mapping[int, tuple[int, ...]]


class Candidate(NamedTuple):
    """R6: somebody of a key group, below what is wished there. `desired`: the strictest wish of their key groups;
    `steps` still needed. `reachable`: known already, or with a way. `priority` only orders."""

    person: int
    desired: str
    steps: int
    reachable: bool
    priority: float


def outside(network: Network) -> list[int]:
    """Those to whom introductions lead: everybody outside the three tiers of the owner's ties, in plan order."""
    return [node.id for node in network.nodes.values() if node.tier not in EGO_TIERS]


def all_ways(network: Network) -> Job[Ways]:
    """The best ways to everybody outside the owner's ties, and who hangs on one go-between."""
    finder, targets = _Finder(network), outside(network)
    to: dict[int, tuple[Way, ...]] = {}
    only: dict[int, list[int]] = {}
    for at, target in enumerate(targets):
        found, askable = finder.ways(target)
        to[target] = found
        if len(askable) == 1:
            only.setdefault(next(iter(askable)), []).append(target)
        if at % _SLICE == 0:
            yield at, len(targets)
    return Ways(to, {key: tuple(only[key]) for key in network.nodes if key in only})


def ways_to(network: Network, target: int) -> tuple[Way, ...]:
    """The best ways to one person, who may be anybody placed; two rings of people around them are enough to know."""
    return _Finder(network).ways(target)[0]


class _Finder:
    """Finds ways; what leads to a second go-between is worked out once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._base = {node.id: _base(node) for node in network.alters}
        self._first: dict[int, tuple[tuple[float, int], ...]] = {}

    def ways(self, target: int) -> tuple[tuple[Way, ...], Collection[int]]:
        """The best ways, and among whom one could ask: told apart only as far as none, one, several."""
        resting, nodes, base_of = self._network.resting, self._network.nodes, self._base
        found: list[tuple[float, int, str, str, tuple[int, ...]]] = []
        askable: set[int] = set()
        for other, bond in self._network.bonds[target].items():
            if resting and (other, target) in resting:
                continue
            base = base_of.get(other)
            if base is None:
                between, step = nodes[other].uid, _VALUE[bond]
                for score, broker in self._first.get(other) or self._to(other):
                    if broker != target:
                        way = (broker, other, target)
                        found.append((-round(score * step, 6), 3, nodes[broker].uid, between, way))
                        askable.add(broker)
            elif base:
                found.append((-round(base * _VALUE[bond], 6), 2, nodes[other].uid, "", (other, target)))
                askable.add(other)
        found.sort()
        return tuple(Way(way, -score) for score, _length, _uid, _between, way in found[:SHOWN]), askable

    def _to(self, between: int) -> tuple[tuple[float, int], ...]:
        """The best first steps to a second go-between; one more than are shown, for a target among them."""
        nodes = self._network.nodes
        steps = [
            (-round(base * _VALUE[bond], 9), nodes[other].uid, other)
            for other, bond in self._network.bonds[between].items()
            if (base := self._base.get(other))
        ]
        steps.sort()
        self._first[between] = tuple((-score, other) for score, _uid, other in steps[: SHOWN + 1])
        return self._first[between]


def _base(node: Node) -> float:
    """What somebody's tier is worth as a go-between; nothing when they are against me on some topic."""
    if "blocker" in node.stances:
        return 0.0
    return TIER_VALUE[node.tier] * (CRITIC if "critic" in node.stances else 1)


_VALUE = {
    Bond(strength, told): value * (TOLD if told else 1)
    for strength, value in TIE_VALUE.items()
    for told in (True, False)
}


def priority(steps: int, *, reachable: bool, influence: int | None = None, interest: int | None = None) -> float:
    """R6: influence x interest x steps still needed (at least 1), halved without a way. It only orders."""
    return (influence or UNKNOWN) * (interest or UNKNOWN) * max(1, steps) * (1 if reachable else 0.5)


def candidates(network: Network, ways: Mapping[int, Collection[Way]]) -> Job[tuple[Candidate, ...]]:
    """R6 for everybody of a key group who is below its wish, the first to reach first.

    In several key groups the strictest wish counts. `ways`: those known (`Ways.to`); who counts as a tie needs none.
    """
    wishes, ranks = {group.id: rank(wish(group)) for group in network.key_groups}, {tier: rank(tier) for tier in TIERS}
    found: list[Candidate] = []
    for at, (key, node) in enumerate(network.nodes.items()):
        wanted = [wishes[group] for group in node.groups if group in wishes]
        steps = ranks[node.tier] - min(wanted, default=len(TIERS))
        if steps > 0:
            reachable = node.tier in EGO_TIERS or bool(ways.get(key))
            order = priority(steps, reachable=reachable, influence=node.influence, interest=node.interest)
            found.append(Candidate(key, TIERS[min(wanted) - 1], steps, reachable, order))
        if at % (10 * _SLICE) == 0:
            yield at, len(network.nodes)
    yield len(network.nodes), len(network.nodes)
    found.sort(key=lambda each: -each.priority)
    return tuple(found)
