"""The map on other days: read from the tier history when it is first asked for, then any day within a frame."""

from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import date

import numpy as np
from PySide6.QtCore import QObject, Signal

from desktop.diagram import MapPeople, on_that_day
from desktop.diagram.build import map_people
from desktop.diagram.tier_times import NOWHERE, TierTimes
from desktop.domain.dates import first_day
from desktop.plan import read
from desktop.ui.map.slices import Slices
from desktop.ui.session import Session
from desktop.words import _


class MapTimes(QObject):
    """Which day the map shows, and with which it is compared. It holds no more than the history says."""

    changed = Signal()
    """Other people are to be shown: see `people`."""

    def __init__(self, session: Session, present: Callable[[], MapPeople], parent: QObject) -> None:
        """`present` gives the people of today."""
        super().__init__(parent)
        self._session, self._present = session, present
        self.day: date | None = None
        """The day in the past that is shown, None for today."""
        self.since: date | None = None
        """The day it is compared with, None for none."""
        self._days: list[date] | None = None
        self._times: TierTimes | None = None
        self._stale = False
        self._dressed: tuple[MapPeople, MapPeople] | None = None
        """The people of today, and what was made of them."""
        self._everybody = MapPeople.empty()
        self._slices = Slices(self)
        self._closed = False
        session.closing.connect(self._close)

    @property
    def days(self) -> list[date]:
        """The days up to today on which somebody's tier is dated, the first ones first."""
        if self._days is None:
            found = {first_day(day) for day in read.tier_days(self._session.plan)}
            self._days = sorted(day for day in found if day is not None and day <= self._session.today())
        return self._days

    def show(self, day: date | None, since: date | None) -> None:
        """Show a day (None: today) compared with another one (None: with none)."""
        if self._closed or (day, since) == (self.day, self.since):
            return
        self.day, self.since, self._dressed = day, since, None
        wanted = day is not None or since is not None
        if wanted and (self._times is None or self._stale):
            self._slices.run(self._read())
        else:
            self._slices.stop()
            self.changed.emit()

    def _close(self) -> None:
        self._slices.stop()
        self._closed = True

    def forget(self) -> None:
        """The plan has changed: today is shown, and the history is read again before another day is."""
        self._slices.stop()
        self._stale, self.day, self._days, self._dressed = True, None, None, None

    def finish(self) -> None:
        """Read all that is being read, now."""
        self._slices.finish()

    @property
    def known(self) -> bool:
        """Whether the history has been read."""
        return self._times is not None

    @property
    def busy(self) -> bool:
        """Whether the history is still being read."""
        return self._slices.busy

    def _read(self) -> Generator[bool | None, None, None]:
        plan, today = self._session.plan, self._session.today()
        everybody = self._present()
        if read.some_wait_again(plan):
            everybody = map_people(read.placed(plan, today, ever=True), _("Other"))
        yield
        times = TierTimes(everybody.ids, everybody.tier, today)
        yield from times.reading(read.tier_history(plan, everybody.ids.tolist()))
        yield
        self._times, self._everybody = times, everybody
        self._stale, self._dressed = False, None
        self.changed.emit()

    def people(self) -> MapPeople:
        """Who is on the map on the day that is shown, and where they were on the one it is compared with."""
        present = self._present()
        if self._dressed is None or self._dressed[0] is not present:
            self._dressed = present, self._dress(present)
        return self._dressed[1]

    def _dress(self, present: MapPeople) -> MapPeople:
        times = self._times
        if times is None or (self.day is None and self.since is None):
            return present
        everybody = self._everybody
        if self.since is not None:
            everybody = replace(everybody, before=times.on(self.since), ahead=self.ahead)
        if self.day is not None:
            return on_that_day(everybody, times.on(self.day))
        # Today as it is now, with what has been moved since the history was read.
        return replace(present, before=_picked(everybody, present))

    @property
    def ahead(self) -> bool:
        """Whether the day that is compared with is the later one of the two."""
        return self.day is not None and self.since is not None and self.since > self.day

    def moved(self) -> tuple[int, int, int]:
        """How many came nearer, went further away, and came anew, on the way from the earlier day to the later one.
        Who is to come after the day that is shown is not on the map and is not counted."""
        people = self.people()
        if not len(people.before):
            return 0, 0, 0
        before, tier = people.before, people.tier
        there = before >= 0
        nearer, further = int((there & (tier < before)).sum()), int((there & (tier > before)).sum())
        return (further, nearer, 0) if people.ahead else (nearer, further, int((~there).sum()))


def _picked(everybody: MapPeople, people: MapPeople) -> np.ndarray[tuple[int, ...], np.dtype[np.int8]]:
    """`everybody.before` for those of `people`, in their order; NOWHERE for who is not among everybody."""
    order = np.argsort(everybody.ids, kind="stable")
    at = np.searchsorted(everybody.ids, people.ids, sorter=order).clip(0, max(0, everybody.count - 1))
    if not everybody.count:
        return np.full(people.count, NOWHERE, np.int8)
    row = order[at]
    return np.where(everybody.ids[row] == people.ids, everybody.before[row], NOWHERE).astype(np.int8)
