"""Networks for tests: who is in which tier and group, and who knows whom, in a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from random import Random
from typing import Any

from desktop.domain import records as r
from desktop.domain.network import Bonds, Network, Node, knit
from desktop.domain.tiers import TIERS

DAY = date(2026, 3, 2)


def network(
    people: Mapping[int, str | dict[str, Any]],
    ties: Iterable[tuple[int, int] | tuple[int, int, int] | tuple[int, int, int, str]] = (),
    *,
    groups: int = 3,
    wish: str | None = "ally",
    resting: Iterable[tuple[int, int]] = (),
) -> Network:
    """`people`: id to tier, or to the fields of a node. Group 1 is the owner's own; the others are key groups."""
    nodes: dict[int, Node] = {}
    for key, said in people.items():
        fields = {"tier": said} if isinstance(said, str) else said
        nodes[key] = Node(**({"id": key, "uid": f"c{key:02}", "groups": (1,)} | fields))
    bonds: Bonds = {key: {} for key in nodes}
    knit(bonds, ((a, b, *(how or (3,)), "seen")[:4] for a, b, *how in ties))  # type: ignore[misc]
    known = {
        key: r.Group(key, f"g{key}", f"Group {key}", key=key > 1, desired_tier=wish) for key in range(1, groups + 1)
    }
    return Network(DAY, 1, 1, known, nodes, bonds, frozenset(resting), {})


def made_up(seed: int, most: int = 40) -> Network:
    """Any network at all: nobody, one person, everybody apart, everybody tied, and what lies between."""
    random = Random(seed)
    many = random.choice((0, 1, 2, 3, random.randint(0, most)))
    people = {
        key: {
            "tier": random.choice(TIERS if seed % 3 else TIERS[:3]),
            "groups": tuple(random.sample((1, 2, 3), random.randint(0, 2))),
            "dormant": random.random() < 0.1,
            "to_me": random.randint(0, 3),
            "to_them": random.randint(0, 3),
            "influence": random.choice((None, 1, 3, 5)),
            "stances": tuple(random.sample(("critic", "blocker", "supporter", "unknown"), random.choice((0, 0, 1, 2)))),
        }
        for key in range(1, many + 1)
    }
    density = random.choice((0.0, 0.1, 0.3, 1.0))
    ties = [
        (a, b, random.randint(1, 3), random.choice(("seen", "told")))
        for a in people
        for b in people
        if a < b and random.random() < density
    ]
    pairs = [(a, b) for a, b, *_ in ties if random.random() < 0.1]
    return network(people, ties, resting=pairs)
