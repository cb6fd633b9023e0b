"""What a tier rests on, and in which order people stand (R1, R2, R4, P3, P5)."""

from collections.abc import Container, Iterable
from datetime import date
from enum import Enum

from desktop.domain.dates import first_day, months_after
from desktop.domain.names import fold
from desktop.domain.records import Contact
from desktop.domain.support import one_way
from desktop.domain.tiers import ASKS_EVIDENCE, rank

PROVEN_MONTHS = 12
"""R2: so long one act of unprompted support shows an advocate."""


class Doubt(Enum):
    """Why somebody may not belong in their tier: a note beside the name, never a gate."""

    UNPROVEN = "unproven"
    """R2: an advocate without a dated act in the past twelve months."""
    ONE_WAY = "one-way"
    """R3: an ally with whom help goes one way only."""
    NO_EXCHANGE = "no exchange"
    """An acquaintance without a two-way exchange on record."""
    NO_REASON = "no reason"
    """Somebody not yet connected who hangs on no gap and no goal."""


def evidence_due(contact: Contact) -> bool:
    """R1 and P5: whether one line of evidence is still to be asked for what a person's latest tier rests on."""
    if contact.tier not in ASKS_EVIDENCE:
        return False
    if not contact.tier_history:
        return contact.tier_evidence is None
    latest = max(contact.tier_history, key=lambda change: change.from_)
    given = first_day(contact.tier_evidence.date) if contact.tier_evidence else None
    since = first_day(latest.from_)
    return not latest.evidence and (given is None or (since is not None and given < since))


def is_unproven(contact: Contact, on: date) -> bool:
    """R2: whether an advocate lacks a dated act in the past twelve months; the anniversary still counts."""
    if contact.tier != "advocate":
        return False
    acted = first_day(contact.tier_evidence.date) if contact.tier_evidence else None
    return acted is None or acted > on or on > months_after(acted, PROVEN_MONTHS)


def doubt(contact: Contact, last: date | None, wanted: Container[int], on: date) -> Doubt | None:
    """What speaks against a person's tier, if anything.

    `last`: the last two-way exchange (R15). `wanted`: those who hang on a gap or a goal.
    """
    if is_unproven(contact, on):
        return Doubt.UNPROVEN
    if contact.tier == "ally" and one_way(contact):
        return Doubt.ONE_WAY
    if contact.tier == "acquaintance" and (last is None or last > on):
        return Doubt.NO_EXCHANGE
    return Doubt.NO_REASON if contact.tier == "unconnected" and contact.id not in wanted else None


def in_order(contacts: Iterable[Contact]) -> list[Contact]:
    """P3, then R4: the owner's own ranking, then by tier, by help both ways, by name. People waiting come last."""
    return sorted(contacts, key=_place)


def _place(contact: Contact) -> tuple[bool, int, int, int, str, int]:
    return (
        contact.order is None,
        contact.order or 0,
        rank(contact.tier) if contact.tier else 9,
        -((contact.support_to_me or 0) + (contact.support_to_them or 0)),
        fold(contact.name_latin or contact.name),
        contact.id,
    )
