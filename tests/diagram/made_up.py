"""Made-up maps of any size for the tests and the benchmarks: always the same for the same numbers."""

from __future__ import annotations

import numpy as np

from desktop.diagram import MapGap, MapGroup, MapPeople

FIRST = "Ana Ben Chloe Dmitri Elena Farid Grace Hiro Ines Jonas Kavya Liam Mona Nils Olga Priya Quentin Rosa Sven Tariq"
LAST = "Almeida Baker Costa Dubois Eriksen Fischer Garcia Hansen Ivanov Jones Khan Larsen Nguyen Okafor Patel Quist"


def groups(count: int) -> tuple[MapGroup, ...]:
    """So many groups, every second one a key group, the last one *Other*."""
    named = [MapGroup(i + 1, f"Group {i + 1}", i % 2 == 0) for i in range(count - 1)]
    return (*named, MapGroup(None, "Other", False)) if count else ()


def made_up(count: int, group_count: int = 8, ties_each: int = 2, seed: int = 7, pinned: float = 0.0) -> MapPeople:
    """A plan of `count` people: few near, many far, groups of very different size, ties mostly within a group."""
    draw = np.random.default_rng(seed)
    tier = draw.choice(5, count, p=[0.04, 0.10, 0.18, 0.28, 0.40]).astype(np.int8)
    weight = 1 / np.arange(1, max(1, group_count) + 1)
    group = draw.choice(max(1, group_count), count, p=weight / weight.sum()).astype(np.int16)
    first, last = FIRST.split(), LAST.split()
    names = [f"{first[i % 20]} {last[(i // 20 + i) % 16]}" for i in range(count)]
    key = np.zeros(count, np.bool_)
    key[: min(count, 6)] = True
    heading = np.where(key, np.maximum(tier - 1, 0), -1).astype(np.int8)
    by_hand = draw.random(count) < pinned
    spots = np.where(by_hand[:, None], draw.random((count, 2)), np.nan).astype(np.float32)
    ties, strength = _ties(draw, group, count * ties_each if count > 1 else 0)
    gaps = (MapGap(0, 1, "Somebody"), MapGap(max(0, group_count - 1), 0, "Somebody else")) if count else ()
    return MapPeople(
        ids=np.arange(1, count + 1, dtype=np.int64) * 3,
        names=names,
        tier=tier,
        group=group,
        key=key,
        heading=heading,
        influence=draw.integers(0, 6, count).astype(np.int8),
        pinned=spots,
        groups=groups(group_count),
        ties=ties,
        strength=strength,
        gaps=gaps,
        roles=[f"Role {i % 40}" for i in range(count)],
    )


def _ties(draw: np.random.Generator, group: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    people = len(group)
    order = np.argsort(group, kind="stable")
    start = np.searchsorted(group[order], group)
    size = np.bincount(group)[group] if people else group
    a = draw.integers(0, max(people, 1), count)
    near = order[start[a] + (draw.random(count) * size[a]).astype(np.int64)]
    b = np.where(draw.random(count) < 0.8, near, draw.integers(0, max(people, 1), count))
    pairs = np.stack([np.minimum(a, b), np.maximum(a, b)], axis=1)[a != b].astype(np.int32)
    return pairs, draw.integers(1, 4, len(pairs)).astype(np.int8)
