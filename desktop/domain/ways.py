"""R7: ways to somebody through people I know, with at most two go-betweens; and R6, whom to reach first.

A way is told in words (strong, fair, weak), never as a number: the score only orders.
"""

from collections.abc import Collection, Iterable, Mapping
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


@dataclass(frozen=True, slots=True)
class Candidate:
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
        self._uid = {key: node.uid for key, node in network.nodes.items()}
        self._base = {node.id: base for node in network.alters if (base := _base(node)) is not None}
        self._alters = {node.id for node in network.alters}
        self._first: dict[int, tuple[tuple[float, int], ...]] = {}

    def ways(self, target: int) -> tuple[tuple[Way, ...], Collection[int]]:
        """The best ways, and among whom one could ask: told apart only as far as none, one, several."""
        resting, found = self._network.resting, list[Way]()
        askable: set[int] = set()
        for other, bond in self._network.bonds[target].items():
            if (other, target) in resting:
                continue
            base = self._base.get(other)
            if base is not None:
                found.append(Way((other, target), round(base * _value(bond), 6)))
                askable.add(other)
            elif other not in self._alters:
                step = _value(bond)
                for score, broker in self._to(other):
                    if broker != target:
                        found.append(Way((broker, other, target), round(score * step, 6)))
                        askable.add(broker)
        found.sort(key=self._order)
        return tuple(found[:SHOWN]), askable

    def _to(self, between: int) -> tuple[tuple[float, int], ...]:
        """The best first steps to a second go-between; one more than are shown, for a target among them."""
        if between not in self._first:
            steps = (
                (base * _value(bond), other)
                for other, bond in self._network.bonds[between].items()
                if (base := self._base.get(other)) is not None
            )
            best = sorted(steps, key=lambda step: (-round(step[0], 9), self._uid[step[1]]))
            self._first[between] = tuple(best[: SHOWN + 1])
        return self._first[between]

    def _order(self, way: Way) -> tuple[float, int, list[str]]:
        return -way.score, len(way.people), [self._uid[key] for key in way.people]


def _base(node: Node) -> float | None:
    """What somebody's tier is worth as a go-between; None for one who is against me on some topic."""
    if "blocker" in node.stances:
        return None
    return TIER_VALUE[node.tier] * (CRITIC if "critic" in node.stances else 1)


def _value(bond: Bond) -> float:
    return TIE_VALUE[bond.strength] * (TOLD if bond.told else 1)


def priority(
    tier: str, desired: str, *, reachable: bool, influence: int | None = None, interest: int | None = None
) -> float:
    """R6: influence x interest x steps still needed (at least 1), halved without a way. It only orders."""
    steps = max(1, rank(tier) - rank(desired))
    return (influence or UNKNOWN) * (interest or UNKNOWN) * steps * (1 if reachable else 0.5)


def candidates(network: Network, ways: Mapping[int, Collection[Way]]) -> tuple[Candidate, ...]:
    """R6 for everybody of a key group who is below its wish, the first to reach first.

    In several key groups the strictest wish counts. `ways`: those known (`Ways.to`); who counts as a tie needs none.
    """
    wishes = {group.id: wish(group) for group in network.key_groups}
    found: list[Candidate] = []
    for node in network.nodes.values():
        desired = strictest(wishes[group] for group in node.groups if group in wishes)
        if desired is None or rank(node.tier) <= rank(desired):
            continue
        reachable = node.tier in EGO_TIERS or bool(ways.get(node.id))
        order = priority(node.tier, desired, reachable=reachable, influence=node.influence, interest=node.interest)
        found.append(Candidate(node.id, desired, rank(node.tier) - rank(desired), reachable, order))
    return tuple(sorted(found, key=lambda each: -each.priority))


def strictest(wishes: Iterable[str]) -> str | None:
    """R6: of several wishes the nearest tier; None where nothing is wished."""
    return min(wishes, key=TIERS.index, default=None)
