"""Who was how near on any day, from the dated tier history (R1): read once, then any day is picked from columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from desktop.domain.dates import first_day
from desktop.domain.tiers import TIERS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from numpy.typing import NDArray

NOWHERE = -1
"""Not placed: not in the plan yet, or waiting."""

_SLICE = 500
_INDEX = {tier: n for n, tier in enumerate(TIERS)}


class TierTimes:
    """The tiers of people over time.

    Who has no history is taken to have been where they are for all time; before the first line of a history somebody
    was not in the plan. From `today` on everybody is where they are now.
    """

    def __init__(self, ids: NDArray[np.int64], now: NDArray[np.int8], today: date) -> None:
        """ids: int64[n], record keys, ascending; now: int8[n], their tiers as numbers of TIERS, NOWHERE without one.
        `reading` brings the history in."""
        self.ids, self._now, self.today = ids, now, today
        self._first = now
        """Before any line: what all who have none always were."""
        self._day = np.empty(0, np.int64)
        self._row = np.empty(0, np.int64)
        self._tier = np.empty(0, np.int8)
        """The lines, by day: when, whose, and what they became."""

    def reading(self, history: Iterable[tuple[int, str | None, str]]) -> Generator[None, None, None]:
        """(person, tier, since when as stored), each person's lines in their order. Yields every few milliseconds."""
        lines: list[tuple[int, int, int]] = []
        days: dict[str, int] = {}
        for n, (person, tier, since) in enumerate(history, 1):
            if since not in days:
                days[since] = (first_day(since) or date.min).toordinal()
            lines.append((days[since], person, _INDEX.get(tier or "", NOWHERE)))
            if n % _SLICE == 0:
                yield
        found = np.fromiter(lines, np.dtype((np.int64, 3)), len(lines))
        yield
        row = np.searchsorted(self.ids, found[:, 1])
        known = np.append(self.ids, -1)[row] == found[:, 1]
        found, row = found[known], row[known]
        yield
        order = np.argsort(found[:, 0], kind="stable")
        self._day, self._row, self._tier = found[order, 0], row[order], found[order, 2].astype(np.int8)
        self._first = self._now.copy()
        self._first[row] = NOWHERE

    def on(self, day: date) -> NDArray[np.int8]:
        """Each person's tier at the end of a day as a number of TIERS, NOWHERE without one."""
        if day >= self.today:
            return self._now
        until = np.searchsorted(self._day, day.toordinal(), side="right")
        tier = self._first.copy()
        tier[self._row[:until]] = self._tier[:until]  # of several lines of a person the last one stays
        return tier
