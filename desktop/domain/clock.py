"""The contact clock: when there was last a two-way exchange with somebody, and whom to keep in touch with (R15, P6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop.domain.dates import first_day
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import Contact, Conversation, Tier
from desktop.domain.tiers import EGO_TIERS

DORMANT_DAYS = 3 * 365
"""Without a two-way exchange for so many days a tie is dormant and counts in no figure."""


class Touch(Enum):
    """How long it is since the last exchange, by the days of the tier."""

    DUE = "due"
    OVERDUE = "overdue"
    DORMANT = "dormant"


@dataclass(frozen=True, slots=True)
class KeepInTouch:
    """P6: an offer, never a late task. `days` since the last two-way exchange with the person `contact`."""

    contact: int
    days: int
    touch: Touch


def talked(conversations: Iterable[Conversation], on: date) -> dict[int, str]:
    """R15: person to the day of the latest two-way conversation up to `on`; one-way messages do not count."""
    latest: dict[int, str] = {}
    today = on.isoformat()
    for talk in conversations:
        day = talk.date[:10]
        if talk.two_way and day <= today:  # ISO text sorts as its days do
            for person in talk.contacts:
                if day > latest.get(person, ""):
                    latest[person] = day
    return latest


def last_two_way(contact: Contact, latest: str | None) -> date | None:
    """R15: the later of what is stored with a person and the `latest` two-way conversation with them."""
    return later(contact.last_two_way, latest)


def later(stored: str | None, logged: str | None) -> date | None:
    """R15: the later of two days, as far as they are known."""
    one, other = first_day(stored), first_day(logged)
    return max(one, other) if one and other else one or other


def clocks(values: PlanValues, on: date) -> dict[int, date]:
    """R15: person to the last two-way exchange, for everybody with whom there was one."""
    latest = talked(values.conversations.values(), on)
    found = ((contact.id, last_two_way(contact, latest.get(contact.id))) for contact in values.contacts.values())
    return {person: last for person, last in found if last is not None}


def is_dormant(last: date | None, on: date) -> bool:
    """Whether the last two-way exchange is three years or more before `on`."""
    return last is not None and (on - last).days >= DORMANT_DAYS


def is_paused(contact: Contact, on: date) -> bool:
    """Whether the owner put a person aside for a while; on the day named they are back."""
    until = first_day(contact.paused_until)
    return until is not None and on < until


def keep_in_touch(contact: Contact, last: date | None, tier: Tier | None, on: date) -> KeepInTouch | None:
    """P6: whether it is time to be in touch again with a chosen person, by the days of their `tier`."""
    if not contact.keep_in_touch or contact.tier not in EGO_TIERS or last is None:
        return None
    days = (on - last).days
    if is_dormant(last, on):
        return KeepInTouch(contact.id, days, Touch.DORMANT)
    if tier is None:
        return None
    if tier.max_days is not None and days > tier.max_days:
        return KeepInTouch(contact.id, days, Touch.OVERDUE)
    if tier.ideal_days is not None and days > tier.ideal_days:
        return KeepInTouch(contact.id, days, Touch.DUE)
    return None


def cadence(values: PlanValues, on: date, last: Mapping[int, date] | None = None) -> tuple[KeepInTouch, ...]:
    """P6 for everybody chosen, in plan order. `last`: the clocks of the day, when the caller has them."""
    last = clocks(values, on) if last is None else last
    tiers = {tier.uid: tier for tier in values.tiers.values()}
    found = (
        keep_in_touch(contact, last.get(contact.id), tiers.get(contact.tier or ""), on)
        for contact in values.contacts.values()
        if contact.keep_in_touch
    )
    return tuple(each for each in found if each is not None)
