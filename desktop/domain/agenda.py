"""The agenda of the day by the clock: put in another order, made longer or shorter, and the times follow.

Times are minutes since midnight; a text that is no time of day counts as none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from desktop.domain.records import AgendaItem

Agenda = tuple[AgendaItem, ...]

DAY_MINUTES = 24 * 60
LONGEST = 8 * 60
STEP = 5
"""Minutes by which an item is made longer or shorter."""

SITTING = 130
"""Minutes that people sit together at most before a break."""

ORDER = ("arrive", "define", "open", "discovery", "dream", "design", "destiny", "close")
"""The phases as they follow from each other; breaks stand anywhere."""


class Clash(Enum):
    """What does not fit in an agenda."""

    OVERLAP = "overlap"
    """It begins before the one ahead of it is over."""
    FREE = "free"
    """Nothing stands in the time before it."""
    LATE = "late"
    """It ends after the end of the day."""
    SITTING = "sitting"
    """No break for so long."""
    ORDER = "order"
    """It needs what comes after it."""
    NO_CARRY_ON = "no carry-on"
    """Nothing settles how it goes on before the close."""


@dataclass(frozen=True, slots=True)
class Found:
    """A clash at an item; `minutes`: by how much, where that can be said."""

    at: int
    clash: Clash
    minutes: int = 0


def minutes_of(text: str | None) -> int | None:
    """A time of day ("09:05", "9.05", "9") as minutes since midnight; None when it is none."""
    hours, _colon, minutes = (text or "").strip().replace(".", ":").partition(":")
    if not (hours.isdecimal() and (minutes or "0").isdecimal()) or len(hours) > 2 or len(minutes) > 2:
        return None
    found = int(hours) * 60 + int(minutes or "0")
    return found if int(minutes or "0") < 60 and found < DAY_MINUTES else None


def clock(minutes: int) -> str:
    """Minutes since midnight as a time of day."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def begins(item: AgendaItem) -> int:
    """When an item begins; at midnight when its text says no time."""
    return minutes_of(item.start) or 0


def ends(item: AgendaItem) -> int:
    """When an item is over."""
    return begins(item) + max(item.minutes, 0)


def from_template(items: Iterable[Mapping[str, Any]], start: str | None = None) -> Agenda:
    """The agenda of the catalogue, moved as a whole to begin at `start`."""
    made = tuple(
        AgendaItem(str(i["start"]), int(i["minutes"]), *(str(i[f]) for f in ("phase", "activity", "who", "materials",
        "output")))
        for i in items
    )  # fmt: skip
    first = minutes_of(start)
    return made if first is None or not made else started(made, 0, first)


def moved(agenda: Agenda, at: int, to: int) -> Agenda:
    """The item `at` stands at `to` then; all follow each other without a gap from the first start on."""
    order = list(agenda)
    order.insert(to, order.pop(at))
    return _in_turn(order, begins(agenda[0]))


def resized(agenda: Agenda, at: int, minutes: int) -> Agenda:
    """The item `at` takes so many minutes; those after it begin so much later or sooner."""
    minutes = min(max(minutes, 0), LONGEST)
    by = minutes - agenda[at].minutes
    return _later((*agenda[:at], replace(agenda[at], minutes=minutes), *agenda[at + 1 :]), at + 1, by)


def started(agenda: Agenda, at: int, start: int) -> Agenda:
    """The item `at` begins then, and all after it by as much later or sooner; those before it stay."""
    return _later(agenda, at, start - begins(agenda[at]))


def added(agenda: Agenda, at: int, item: AgendaItem, start: str | None = None) -> Agenda:
    """With another item at `at`; all follow each other from the first start on."""
    first = begins(agenda[0]) if agenda else minutes_of(start) or begins(item)
    return _in_turn((*agenda[:at], item, *agenda[at:]), first)


def without(agenda: Agenda, at: int) -> Agenda:
    """Without an item; those after it begin sooner."""
    return _later(agenda[:at] + agenda[at + 1 :], at, -agenda[at].minutes)


def clashes(agenda: Sequence[AgendaItem], end: str | None = None) -> tuple[Found, ...]:
    """What does not fit, in the order of the agenda; `end`: when the day is to be over."""
    return tuple(sorted(_clashes(agenda, minutes_of(end)), key=lambda found: found.at))


def at_time(agenda: Sequence[AgendaItem], minutes: int) -> int | None:
    """The item of a moment: the latest that has begun; None before the first."""
    begun = [n for n, item in enumerate(agenda) if begins(item) <= minutes]
    return begun[-1] if begun else None


def _clashes(agenda: Sequence[AgendaItem], end: int | None) -> Iterator[Found]:
    over = sitting = 0
    furthest = -1
    for at, item in enumerate(agenda):
        begin = begins(item)
        if at and begin < over:
            yield Found(at, Clash.OVERLAP, over - begin)
        elif at and begin > over:
            yield Found(at, Clash.FREE, begin - over)
            sitting = 0
        before = sitting
        sitting = 0 if item.phase == "break" else sitting + item.minutes
        if before <= SITTING < sitting:
            yield Found(at, Clash.SITTING, sitting)
        if item.phase in ORDER:
            place = ORDER.index(item.phase)
            if place < furthest:
                yield Found(at, Clash.ORDER)
            furthest = max(furthest, place)
        over = max(over, ends(item))
        if end is not None and ends(item) > end:
            yield Found(at, Clash.LATE, ends(item) - end)
    if agenda and not any(item.phase == "destiny" for item in agenda):
        yield Found(len(agenda) - 1, Clash.NO_CARRY_ON)


def _later(agenda: Agenda, first: int, by: int) -> Agenda:
    """From `first` on everything so many minutes later, as far as the day goes."""
    if not agenda[first:] or not by:
        return agenda
    by = max(by, -begins(agenda[first]))
    return (
        *agenda[:first],
        *(replace(item, start=clock(min(begins(item) + by, DAY_MINUTES - 1))) for item in agenda[first:]),
    )


def _in_turn(items: Iterable[AgendaItem], start: int) -> Agenda:
    found: list[AgendaItem] = []
    for item in items:
        found.append(replace(item, start=clock(min(start, DAY_MINUTES - 1))))
        start += max(item.minutes, 0)
    return tuple(found)
