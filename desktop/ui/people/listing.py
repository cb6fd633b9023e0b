"""Which people the table shows, in what order: plain values, no Qt, fast enough for tens of thousands."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from desktop.domain.names import fold
from desktop.domain.tiers import TIERS
from desktop.plan.read import PersonRow

_LAST = len(TIERS) + 1
_RANKS: Mapping[str | None, int] = {tier: n for n, tier in enumerate(TIERS)}


class Column(IntEnum):
    """The columns of the table."""

    KEY = 0
    NAME = 1
    ROLE = 2
    ORGANISATION = 3
    GROUP = 4
    TIER = 5
    LAST = 6


@dataclass(frozen=True)
class Wanted:
    """The filter. Words of `text` in name, role or organisation; `tiers` (None in it: waiting) and `groups` (None in
    it: no group) are sets to be in, None for any; `key`: key relationships only."""

    text: str = ""
    tiers: frozenset[str | None] | None = None
    groups: frozenset[int | None] | None = None
    key: bool = False


@dataclass(frozen=True)
class Entry:
    """A person and what they are found by."""

    row: PersonRow
    folded: str
    searched: str


def entry(row: PersonRow) -> Entry:
    """A row made ready to be sorted and searched."""
    folded = fold(row.name_latin or row.name)
    return Entry(row, folded, fold(f"{row.name} {row.name_latin} {row.role} {row.organisation}"))


class Listing:
    """All people, and the ids of those shown in ascending order of the chosen column (None: the default order)."""

    def __init__(self, entries: Mapping[int, Entry], groups: Mapping[int, int]) -> None:
        """`groups`: group id to its place among the groups."""
        self.entries = dict(entries)
        self.groups = groups
        self.wanted = Wanted()
        self.column: Column | None = None
        self.shown: list[int] = []
        self._passes: Callable[[Entry], bool] = _everybody
        self.refresh()

    def refresh(self) -> None:
        """Filter and sort anew."""
        self._passes = _filter(self.wanted)
        found = [key for key, each in self.entries.items() if self._passes(each)]
        found.sort(key=self.sort_key)
        self.shown = found

    def passes(self, key: int) -> bool:
        """Whether a person is there and the filter lets them through."""
        each = self.entries.get(key)
        return each is not None and self._passes(each)

    def place(self, key: int) -> int:
        """Where a person who is not in `shown` belongs in it."""
        return bisect_left(self.shown, self.sort_key(key), key=self.sort_key)

    def update(self, rows: Iterable[PersonRow]) -> None:
        """Take new or changed people in; `shown` is the caller's to bring up to date."""
        self.entries.update((row.id, entry(row)) for row in rows)

    def sort_key(self, key: int) -> Any:
        """What people are ordered by; the id makes every order total."""
        each = self.entries[key]
        row = each.row
        match self.column:
            case None:
                # My own order first (P3), then tier, support and name (R4); those who wait come last.
                rank = _RANKS.get(row.tier, _LAST)
                return row.order is None, row.order or 0, rank, -row.support, each.folded, key
            case Column.KEY:
                return not row.key, each.folded, key
            case Column.NAME:
                return each.folded, key
            case Column.ROLE:
                return not row.role, row.role.casefold(), each.folded, key
            case Column.ORGANISATION:
                return not row.organisation, row.organisation.casefold(), each.folded, key
            case Column.GROUP:
                return self.groups.get(row.group or 0, len(self.groups)), each.folded, key
            case Column.TIER:
                return _RANKS.get(row.tier, _LAST), each.folded, key
            case Column.LAST:
                return row.last_two_way is None, _reversed(row.last_two_way or ""), each.folded, key


def _reversed(day: str) -> str:
    """A text that sorts the latest day first."""
    return "".join(chr(0x7E - ord(c)) if c.isascii() else c for c in day).ljust(10, "~")


def _everybody(_: Entry) -> bool:
    return True


def _filter(wanted: Wanted) -> Callable[[Entry], bool]:
    words = fold(wanted.text).split()
    if not words and wanted.tiers is None and wanted.groups is None and not wanted.key:
        return _everybody

    def passes(each: Entry) -> bool:
        row = each.row
        return (
            (wanted.tiers is None or row.tier in wanted.tiers)
            and (wanted.groups is None or row.group in wanted.groups)
            and (row.key or not wanted.key)
            and all(word in each.searched for word in words)
        )

    return passes
