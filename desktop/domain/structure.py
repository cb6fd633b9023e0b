"""How open the owner's network is and of whom it is made (section 6): size, constraint, diversity, reach.

All of it over the induced ego network: the owner, those who count as a tie (N), and the ties among them. What is
undefined is None. The figures compare the owner with the owner, over time; they say nothing about anybody else.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.job import Job
from desktop.domain.network import Network

OWNER_WEIGHT = {"advocate": 3, "ally": 2, "acquaintance": 1}
"""Of the owner's own ties, where constraint is weighted; other ties weigh their strength, 1 to 3."""

DIRECTIONS = ("up", "lateral", "down", "external")

OPEN_BELOW = 1 / 3
"""With fewer of all pairs than this knowing each other, a network is called open."""

SHUT_IN_FROM = 0.25
"""From this constraint on, that of four people without ties among them, most roads lead through the same few."""

_SLICE = 1000


@dataclass(frozen=True, slots=True)
class Structure:
    """Size `n`, `ties` among the n; density 2t/(n(n-1)); effective size n - 2t/n (Borgatti) and that over n;
    constraint (Burt): 1/n (`floor`) when nobody knows anybody else, and above 1 in small closed networks.

    `local`: (person, term of the unweighted constraint), the largest first: through whom most roads lead.
    """

    n: int
    ties: int
    density: float | None
    effective_size: float | None
    efficiency: float | None
    constraint: float | None
    constraint_weighted: float | None
    floor: float | None
    local: tuple[tuple[int, float], ...]

    @property
    def is_open(self) -> bool:
        """Whether few of those the owner knows know each other, as a person would say."""
        return self.density is not None and self.density < OPEN_BELOW

    @property
    def shut_in(self) -> bool:
        """Whether most roads lead through the same few people."""
        return (self.constraint or 0.0) >= SHUT_IN_FROM


@dataclass(frozen=True, slots=True)
class Diversity:
    """`by_group`: primary group to how many of N, in plan order; who has no group is left out.

    `blau`: 1 - sum of squared shares, and normalised by the number of groups in the plan (`kinds`). `outside_function`:
    (E-I)/(E+I), from -1 (all in the owner's own function) to 1; None when the owner's is not known. `inside`, `outside`
    and `unknown`: the owner's organisation, another, not noted. `direction`: up, lateral, down, external.
    """

    by_group: Mapping[int, int]
    kinds: int
    blau: float | None
    blau_normalised: float | None
    outside_function: float | None
    inside: int
    outside: int
    unknown: int
    direction: Mapping[str, int]


def structure(network: Network) -> Job[Structure]:
    """Size, density and constraint of the owner's network."""
    alters = {node.id: node for node in network.alters}
    n = len(alters)
    total = sum(OWNER_WEIGHT[node.tier] for node in alters.values())
    among: dict[int, dict[int, int]] = {}
    degree: dict[int, int] = {}
    for at, (key, node) in enumerate(alters.items()):
        known = {other: bond.strength for other, bond in network.bonds[key].items() if other in alters}
        among[key], degree[key] = known, OWNER_WEIGHT[node.tier] + sum(known.values())
        if at % _SLICE == 0:
            yield at, 2 * n
    ties = sum(map(len, among.values())) // 2
    # Burt: the share of the owner's attention that goes to j directly and through every q who knows j.
    shares = {key: OWNER_WEIGHT[node.tier] / total / degree[key] for key, node in alters.items()}
    plain = {key: 1 / n / (1 + len(known)) for key, known in among.items()}
    # Terms that are the same but for the last bits stand in the order of their ids.
    local: list[tuple[float, str, int, float]] = []
    weighted = 0.0
    for at, (key, known) in enumerate(among.items()):
        term, direct = 1 / n, OWNER_WEIGHT[alters[key].tier] / total
        for q, strength in known.items():
            term += plain[q]
            direct += shares[q] * strength
        local.append((-round(term * term, 12), alters[key].uid, key, term * term))
        weighted += direct * direct
        if at % _SLICE == 0:
            yield n + at, 2 * n
    local.sort()
    yield 2 * n, 2 * n
    return Structure(
        n,
        ties,
        2 * ties / (n * (n - 1)) if n > 1 else None,
        n - 2 * ties / n if n else None,
        (n - 2 * ties / n) / n if n else None,
        sum(each[3] for each in local) if n else None,
        weighted if n else None,
        1 / n if n else None,
        tuple((key, term) for _order, _uid, key, term in local),
    )


def diversity(network: Network) -> Diversity:
    """Of whom the owner's ties are made."""
    alters, own = network.alters, network.own_group
    counts = Counter(node.group for node in alters if node.group is not None)
    counted, kinds = sum(counts.values()), len(network.groups)
    blau = 1 - sum((many / counted) ** 2 for many in counts.values()) if counted else None
    outside = sum(node.group != own for node in alters)
    known = [node.organisation == network.own_organisation for node in alters if node.organisation is not None]
    told = known if network.own_organisation is not None else []
    directions = Counter(node.direction for node in alters)
    return Diversity(
        {key: counts[key] for key in network.groups if counts[key]},
        kinds,
        blau,
        blau * kinds / (kinds - 1) if blau is not None and kinds > 1 else None,
        (2 * outside - len(alters)) / len(alters) if alters and own is not None else None,
        sum(told),
        len(told) - sum(told),
        len(alters) - len(told),
        {each: directions[each] for each in DIRECTIONS if directions[each]},
    )
