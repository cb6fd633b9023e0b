"""The five tiers: how close a relationship is in general, nearest first (R1)."""

TIERS = ("advocate", "ally", "acquaintance", "aware", "unconnected")
"""Tier ids, nearest first. A person without a tier is waiting: outside the plan until placed (P2)."""

EGO_TIERS = TIERS[:3]
"""Tiers that count as a tie of the owner."""

ASKS_EVIDENCE = frozenset(TIERS[:2])
"""Tiers for which one line of evidence is asked (P5)."""


def rank(tier: str) -> int:
    """The tier's rank: 1 advocate to 5 not yet connected. KeyError-free: an unknown tier is a ValueError."""
    return TIERS.index(tier) + 1


def next_tier(tier: str | None, answer: str) -> str | None:
    """The tier of a person in `tier` after an answer of the walk; None waits."""
    if answer == "let_go":
        return None
    if tier not in TIERS:
        return tier
    by = {"nearer": -1, "further": 1}.get(answer, 0)
    return TIERS[min(max(TIERS.index(tier) + by, 0), len(TIERS) - 1)]
