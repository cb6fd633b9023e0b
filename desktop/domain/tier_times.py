"""Who was how near on any day, from the dated tier history (R1): read once, then any day is a few steps away."""

from array import array
from bisect import bisect_right
from collections.abc import Generator, Iterable, Mapping
from datetime import date

from desktop.domain.dates import first_day
from desktop.domain.tiers import TIERS

NOWHERE = -1
"""Not placed: not in the plan yet, or waiting."""

_SLICE = 500
_INDEX = {tier: n for n, tier in enumerate(TIERS)}


class TierTimes:
    """The tiers of people over time. Going from one day to another costs as much as has changed in between.

    Who has no history is taken to have been where they are for all time; before the first line of a history somebody
    was not in the plan. From `today` on everybody is where they are now.
    """

    def __init__(self, now: Mapping[int, str | None], today: date) -> None:
        """`now`: record key to tier, in the order in which `on` tells; `reading` brings the history in."""
        self.today = today
        self.ids = array("q", now)
        self._now = array("b", (_INDEX.get(tier or "", NOWHERE) for tier in now.values()))
        self._row = {key: n for n, key in enumerate(self.ids)}
        self._tier = array("b", self._now)
        self._events: list[tuple[int, int, int, int]] = []
        """(day, row, tier before, tier after), in order; the tiers of `_tier` are those after the first `_at`."""
        self._at = 0

    def reading(self, history: Iterable[tuple[int, str | None, str]]) -> Generator[None, None, None]:
        """(person, tier, since when as stored), each person's lines in their order. Yields every few milliseconds."""
        lines: dict[int, list[tuple[int, int]]] = {}
        for n, (person, tier, since) in enumerate(history, 1):
            row = self._row.get(person)
            if row is not None:
                day = first_day(since) or date.min
                lines.setdefault(row, []).append((day.toordinal(), _INDEX.get(tier or "", NOWHERE)))
            if n % _SLICE == 0:
                yield
        for n, (row, changes) in enumerate(lines.items(), 1):
            before = NOWHERE
            for day, after in sorted(changes, key=lambda change: change[0]):
                self._events.append((day, row, before, after))
                before = after
            self._tier[row] = NOWHERE
            if n % _SLICE == 0:
                yield
        self._events.sort(key=lambda event: event[0])

    def on(self, day: date) -> "array[int]":
        """Each person's tier at the end of a day as a number of TIERS, NOWHERE without one; to be read, not kept."""
        if day >= self.today:
            return self._now
        events, tier = self._events, self._tier
        until = bisect_right(events, day.toordinal(), key=lambda event: event[0])
        for _day, row, _before, after in events[self._at : until]:
            tier[row] = after
        for _day, row, before, _after in reversed(events[until : self._at]):
            tier[row] = before
        self._at = until
        return tier
