"""Who is missing: key groups without anybody near enough (R5), named roles without a person; what was decided."""

from collections.abc import Iterable
from typing import NamedTuple

from desktop.domain.network import Network
from desktop.domain.records import Gap
from desktop.domain.tiers import TIERS, rank
from desktop.domain.ways import Candidate, priority

DECISIONS = ("create", "strengthen", "leave")
"""What may be decided about a gap; a decision is a text that begins with one of them."""


class Missing(NamedTuple):
    """Somebody wanted in `group` (None: in none) at `tier`. `role`: what they do, "" while only the group is known.
    `gap`: row key of the record that says more, None while there is none."""

    group: int | None
    tier: str
    role: str
    gap: int | None


def decided(gap: Gap) -> str:
    """Which of `DECISIONS` was taken; "" for none, or for one in other words."""
    first = gap.decision.split(maxsplit=1)[0].rstrip(":,;.") if gap.decision.strip() else ""
    return first if first in DECISIONS else ""


def of_groups(gaps: Iterable[Gap]) -> dict[int, Gap]:
    """The record of each group itself, not of a role in it; the first where a file has several."""
    found: dict[int, Gap] = {}
    for gap in gaps:
        if not gap.role and gap.group is not None:
            found.setdefault(gap.group, gap)
    return found


def missing(uncovered: Iterable[tuple[int, str]], gaps: Iterable[Gap]) -> tuple[Missing, ...]:
    """Who is shown as missing, on the map and on papers. `uncovered`: the groups of R5's gaps, with the tier wanted.

    A named role that would fill the gap of its group stands for it. What was decided to be left is not shown.
    """
    known = list(gaps)
    of_group = of_groups(known)
    roles = [
        Missing(gap.group, gap.desired or "ally", gap.role, gap.id)
        for gap in known
        if gap.role and decided(gap) != "leave"
    ]
    found: list[Missing] = []
    for group, tier in uncovered:
        gap = of_group.get(group)
        named = any(each.group == group and rank(each.tier) <= rank(tier) for each in roles)
        if not named and (gap is None or decided(gap) != "leave"):
            found.append(Missing(group, tier, "", gap.id if gap else None))
    return (*found, *roles)


def first_to_fill(absent: Iterable[Missing], network: Network, candidates: Iterable[Candidate]) -> tuple[Missing, ...]:
    """R6 for those missing, the first to reach first: a group counts as much as its best candidate.

    Where nobody is known yet, as for a named role, influence and interest are unknown and there is no way.
    """
    best: dict[int, float] = {}
    for each in candidates:
        for group in network.nodes[each.person].groups:
            best[group] = max(best.get(group, 0.0), each.priority)

    def order(each: Missing) -> float:
        known = None if each.role else best.get(each.group or 0)
        return priority(len(TIERS) - rank(each.tier), reachable=False) if known is None else known

    return tuple(sorted(absent, key=lambda each: -order(each)))
