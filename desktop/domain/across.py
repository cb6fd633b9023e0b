"""Who knows whom across two organisations: counted, before the day and after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop.domain import records as r
from desktop.domain.dates import first_day
from desktop.domain.workshop import Room


class When(Enum):
    """Which ties: those that were there before the day, or all there are after it."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Across:
    """A tie between the two sides; `new`: only since the day."""

    tie: r.Tie
    new: bool


def across(room: Room) -> tuple[Across, ...]:
    """All ties between people of one organisation and the other who take part, in the order of the file."""
    sides = {each.person: each.organisation for each in room.participants}
    day = first_day(room.workshop.date) if room.workshop else None
    return tuple(
        Across(tie, is_new(tie, day))
        for tie in room.values.ties.values()
        if tie.a in sides and tie.b in sides and sides[tie.a] != sides[tie.b]
    )


def is_new(tie: r.Tie, day: date | None) -> bool:
    """Whether two know each other only since the day; a tie of which nobody said since when was there before."""
    since = first_day(tie.since)
    return since is not None and day is not None and since >= day


def at(ties: Iterable[Across], when: When) -> tuple[Across, ...]:
    """Those that count before the day, or after it."""
    return tuple(each for each in ties if when is When.AFTER or not each.new)


def without_any(room: Room, ties: Iterable[Across]) -> tuple[int, ...]:
    """Who knows nobody on the other side."""
    known = {person for each in ties for person in (each.tie.a, each.tie.b)}
    return tuple(each.person for each in room.participants if each.person not in known)
