"""Which people the table shows, in what order: plain values, no Qt, fast enough for tens of thousands."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

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
    """All people with their sort keys, in order, and those of them who are shown.

    Keys are plain texts, made once for each person: tens of thousands are then sorted in a moment.
    """

    def __init__(self, entries: dict[int, Entry], groups: Mapping[int, int], column: Column | None = None) -> None:
        """`groups`: group id to its place among the groups. Use `sort` and `filter` before anything else."""
        self.entries = entries
        self.groups = groups
        self.column = column
        self.wanted = Wanted()
        self.keys: dict[int, str] = {}
        self.ordered: list[int] = []
        self.shown: list[int] = []
        self._passes: Callable[[Entry], bool] | None = None

    def make_keys(self, people: Iterable[int]) -> None:
        """Make the sort keys of some people; for all in slices, before `sort` needs them."""
        key_of, entries = _KEYS[self.column], self.entries
        self.keys.update((each, f"{key_of(entries[each], self.groups)}\0{each:010}") for each in people)

    def sort(self, column: Column | None) -> None:
        """Order by a column, None for the default order: my own (P3), then tier, support and name (R4)."""
        if column != self.column or len(self.keys) != len(self.entries):
            self.column, self.keys = column, {}
            self.make_keys(self.entries)
        self.ordered = sorted(self.entries, key=self.keys.__getitem__)
        self.filter(self.wanted)

    def filter(self, wanted: Wanted) -> None:
        """Show only these people."""
        self.wanted = wanted
        self._passes = passes = _filter(wanted)
        entries = self.entries
        self.shown = self.ordered[:] if passes is None else [key for key in self.ordered if passes(entries[key])]

    def passes(self, key: int) -> bool:
        """Whether a person is there and the filter lets them through."""
        each = self.entries.get(key)
        return each is not None and (self._passes is None or self._passes(each))

    def change(self, key: int, row: PersonRow | None) -> tuple[int | None, int | None]:
        """Take in what a person is now, None for gone; the place in `shown` before and after, None for not in it.

        `shown` itself is left to the caller, who has views to tell; the second place is for it without the person.
        """
        shown = self._at(self.shown, key) if self.passes(key) else None
        if key in self.entries:
            del self.ordered[self._at(self.ordered, key)]
            del self.entries[key]
        without = self.shown if shown is None else self.shown[:shown] + self.shown[shown + 1 :]
        self.keys.pop(key, None)
        if row is None:
            return shown, None
        self.entries[key] = entry(row)
        self.make_keys([key])
        self.ordered.insert(self._at(self.ordered, key), key)
        return shown, self._at(without, key) if self.passes(key) else None

    def place(self, key: int) -> int | None:
        """Where a person stands in `shown`."""
        return self._at(self.shown, key) if self.passes(key) else None

    def _at(self, people: list[int], key: int) -> int:
        return bisect_left(people, self.keys[key], key=self.keys.__getitem__)


def _mine(each: Entry, _groups: Mapping[int, int]) -> str:
    row = each.row
    order = 10**9 if row.order is None else row.order
    return f"{order:010}{_RANKS.get(row.tier, _LAST)}{9 - row.support}{each.folded}"


def _silence(each: Entry, _groups: Mapping[int, int]) -> str:
    """The latest talk first, nobody talked to last."""
    day = (each.row.last_two_way or "").replace("-", "").ljust(8, "0")
    return f"{10**8 - int(day) if day.isdigit() else 10**8:09}{each.folded}"


_KEYS: Mapping[Column | None, Callable[[Entry, Mapping[int, int]], str]] = {
    None: _mine,
    Column.KEY: lambda each, _groups: f"{not each.row.key:d}{each.folded}",
    Column.NAME: lambda each, _groups: each.folded,
    Column.ROLE: lambda each, _groups: f"{not each.row.role:d}{each.row.role.casefold()}\0{each.folded}",
    Column.ORGANISATION: lambda each, _groups: (
        f"{not each.row.organisation:d}{each.row.organisation.casefold()}\0{each.folded}"
    ),
    Column.GROUP: lambda each, groups: f"{groups.get(each.row.group or 0, len(groups)):06}{each.folded}",
    Column.TIER: lambda each, _groups: f"{_RANKS.get(each.row.tier, _LAST)}{each.folded}",
    Column.LAST: _silence,
}
"""What people are sorted by; the name comes last in each, and the id after it makes the order total."""


def _filter(wanted: Wanted) -> Callable[[Entry], bool] | None:
    words = fold(wanted.text).split()
    if not words and wanted.tiers is None and wanted.groups is None and not wanted.key:
        return None
    if len(words) == 1 and wanted == Wanted(text=wanted.text):
        word = words[0]
        return lambda each: word in each.searched

    def passes(each: Entry) -> bool:
        row = each.row
        return (
            (wanted.tiers is None or row.tier in wanted.tiers)
            and (wanted.groups is None or row.group in wanted.groups)
            and (row.key or not wanted.key)
            and all(word in each.searched for word in words)
        )

    return passes
