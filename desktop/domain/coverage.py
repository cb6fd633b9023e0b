"""Where people are missing: who counts as a tie, and how well each key group is covered (R5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop.domain.clock import clocks, is_dormant
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import Contact
from desktop.domain.tiers import EGO_TIERS, rank


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


def ego_ties(values: PlanValues, on: date) -> tuple[Contact, ...]:
    """Those who count as a tie of the owner: the first three tiers, not dormant."""
    last = clocks(values, on)
    return tuple(c for c in placed(values) if c.tier in EGO_TIERS and not is_dormant(last.get(c.id), on))


def coverage(values: PlanValues, on: date) -> tuple[Coverage, ...]:
    """R5 for each key group, in plan order. A key group without a desired tier wants an acquaintance at least."""
    people, last = placed(values), clocks(values, on)
    result: list[Coverage] = []
    for group in values.groups.values():
        if not group.key:
            continue
        desired = group.desired_tier or "acquaintance"
        members = [contact for contact in people if group.id in contact.groups]
        near = tuple(
            c.id for c in members if c.tier and rank(c.tier) <= rank(desired) and not is_dormant(last.get(c.id), on)
        )
        result.append(Coverage(group.id, desired, near, _nearest(c.tier for c in members)))
    return tuple(result)


def without(values: PlanValues, group: int, contact: int) -> str | None:
    """The nearest tier left in `group` if `contact` moved on, None when nobody else is in it (one-person risk)."""
    return _nearest(c.tier for c in placed(values) if group in c.groups and c.id != contact)


def _nearest(tiers: Iterable[str | None]) -> str | None:
    return min((tier for tier in tiers if tier), key=rank, default=None)
