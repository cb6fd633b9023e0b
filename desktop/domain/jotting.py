"""A conversation noted in one line: "Rosalind, phone, engineer by Fri". What was understood, and what is unclear.

The line is read in parts between commas. A part is a day, a channel, a promise ("... by Fri"), people, or else what was
said. People stand first; a day or a channel may also end the part that names them ("Rosalind phone yesterday").
Nothing that was typed is lost: what is not understood stays in the summary.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from desktop.domain.dates import days_after
from desktop.domain.names import fold


class Known(NamedTuple):
    """A person whom the plan has: the row key and the name as they write it."""

    id: int
    name: str


LookUp = Callable[[str], Sequence[Known]]
"""Part of a name, in any script, to the people it may mean, the likeliest first; none for nobody."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language, in lower case. `weekdays` and `months` begin with Monday and January.

    `by`: before the day of a promise. `promised`: begins a promise without a day. `joins`: between two people.
    `small`: words that may stand before a day or a channel ("on Monday", "by phone"). `endings`: after a day's number.
    `month_first`: 3/13 is 13 March.
    """

    today: tuple[str, ...]
    yesterday: tuple[str, ...]
    tomorrow: tuple[str, ...]
    weekdays: tuple[tuple[str, ...], ...]
    months: tuple[tuple[str, ...], ...]
    channels: Mapping[str, tuple[str, ...]]
    by: tuple[str, ...]
    promised: tuple[str, ...]
    joins: tuple[str, ...]
    small: tuple[str, ...]
    endings: tuple[str, ...] = ()
    month_first: bool = False


class Doubt(Enum):
    """Why something is unclear."""

    NOBODY = "nobody is named"
    UNKNOWN = "nobody of this name"
    SEVERAL = "several of this name"
    DAY = "no such day"
    AHEAD = "the day is still to come"


@dataclass(frozen=True, slots=True)
class Unclear:
    """What could not be understood. `text`: as typed; `candidates`: the people it may mean."""

    doubt: Doubt
    text: str = ""
    candidates: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """Something promised; `due` None without a day."""

    text: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Jotting:
    """What a line says. `channel` is None where none was named."""

    people: tuple[Known, ...]
    day: date
    channel: str | None
    promises: tuple[Due, ...]
    summary: str
    unclear: tuple[Unclear, ...]


_PARTS = re.compile(r"[,;\n،؛、，；]")
_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})(?:\2(\d{1,4}))?\.?")
_BETWEEN = re.compile(r"[\s.-]+")


def read_line(text: str, today: date, look_up: LookUp, words: Vocabulary) -> Jotting:
    """What `text` says about a conversation that took place by `today`."""
    reader = _Reader(today, look_up, words)
    for part in _PARTS.split(text):
        if part := " ".join(part.split()):
            reader.take(part)
    return reader.done()


def read_day(text: str, today: date, words: Vocabulary, *, ahead: bool = False) -> date | None:
    """The day that `text` names, None when it names none.

    Without a year it is the latest such day up to `today`. `ahead`: the next from `today` on; a weekday the next after
    it, for what is promised on a Friday "by Fri" is meant for the week to come.
    """
    said = [word for word in fold(unicodedata.normalize("NFKC", text)).split() if word not in words.small]
    if len(said) == 1:
        word = said[0].rstrip(".")
        for days, names in ((0, words.today), (-1, words.yesterday), (1, words.tomorrow)):
            if word in names:
                return days_after(today, days)
        for weekday, names in enumerate(words.weekdays):
            if word in names:
                back = (today.weekday() - weekday) % 7
                return days_after(today, 7 - back if ahead else -back)
        if numbers := _NUMBERS.fullmatch(said[0]):
            return _numeric(numbers, today, words, ahead)
    return _with_month(said, today, words, ahead)


def _numeric(found: re.Match[str], today: date, words: Vocabulary, ahead: bool) -> date | None:
    first, _mark, second, third = found.groups()
    if len(first) == 4:
        return _day(int(first), int(second), int(third)) if third else None
    if len(first) > 2:
        return None
    day, month = (int(second), int(first)) if words.month_first else (int(first), int(second))
    return _nearest(day, month, None if third is None else _year(third), today, ahead)


def _with_month(said: Sequence[str], today: date, words: Vocabulary, ahead: bool) -> date | None:
    """9 March, March 9th, 2 Feb 2026."""
    day = month = year = None
    for word in said:
        bare = word.rstrip(".")
        named = next((n for n, names in enumerate(words.months, 1) if bare in names), None)
        ending = next((end for end in words.endings if bare.endswith(end)), "")
        number = bare.removesuffix(ending)
        if named and month is None:
            month = named
        elif number.isdecimal() and len(number) <= 2 and day is None:
            day = int(number)
        elif bare.isdecimal() and len(bare) == 4 and year is None:
            year = int(bare)
        else:
            return None
    return _nearest(day, month, year, today, ahead) if day and month else None


def _nearest(day: int, month: int, year: int | None, today: date, ahead: bool) -> date | None:
    if year is not None:
        return _day(year, month, day)
    for years in range(9):  # as far as it can be from one 29 February to another
        found = _day(today.year + (years if ahead else -years), month, day)
        if found and (found >= today if ahead else found <= today):
            return found
    return None


def _year(text: str) -> int | None:
    return int(text) if len(text) == 4 else 2000 + int(text) if len(text) == 2 else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


class _Reader:
    """Takes a line part by part."""

    def __init__(self, today: date, look_up: LookUp, words: Vocabulary) -> None:
        self._today, self._look_up, self._words = today, look_up, words
        self._people: list[Known] = []
        self._day: date | None = None
        self._channel: str | None = None
        self._promises: list[Due] = []
        self._said: list[str] = []
        self._unclear: list[Unclear] = []
        self._naming = True
        """Whether people may still be named: nothing was said or promised yet."""
        self._first = True

    def take(self, part: str) -> None:
        """Take the next part."""
        first, self._first = self._first, False
        if self._mark(part) or self._promise(part):
            return
        if self._naming:
            bare = self._peel(part)
            if self._name(bare, first=first) or not bare:
                return
            part = bare
        self._naming = False
        if self._date_like(part) and not part.isalpha():
            self._unclear.append(Unclear(Doubt.DAY, part))
        self._said.append(part)

    def done(self) -> Jotting:
        """Everything together."""
        named = self._people or any(each.doubt in (Doubt.UNKNOWN, Doubt.SEVERAL) for each in self._unclear)
        unclear = self._unclear if named else [Unclear(Doubt.NOBODY), *self._unclear]
        return Jotting(
            tuple(dict.fromkeys(self._people)),
            self._day or self._today,
            self._channel,
            tuple(self._promises),
            ", ".join(self._said),
            tuple(unclear),
        )

    # --- days and channels ---

    def _mark(self, part: str) -> bool:
        """Whether the whole part is a day or a channel; it is kept if so."""
        return self._take_channel(part) or self._take_day(part)

    def _take_day(self, part: str) -> bool:
        day = read_day(part, self._today, self._words)
        if day is None or self._day is not None:
            return False
        if day > self._today:
            self._unclear.append(Unclear(Doubt.AHEAD, part))
            return False
        self._day = day
        return True

    def _take_channel(self, part: str) -> bool:
        said = fold(part)
        bare = " ".join(word for word in said.split() if word not in (*self._words.small, *self._words.by))
        found = next((key for key, names in self._words.channels.items() if said in names or bare in names), None)
        if found is None or self._channel is not None:
            return False
        self._channel = found
        return True

    def _peel(self, part: str) -> str:
        """The part without days and channels at its end, which are kept: "Rosalind by phone yesterday"."""
        found = self._look_up(part)
        if found and _whole(part, found):
            return part
        words = part.split()
        at = 1
        while 0 < at < len(words):
            tail = " ".join(words[at:])
            if self._mark(tail):
                words, at = words[:at], 0
            at += 1
        return " ".join(words)

    # --- promises ---

    def _promise(self, part: str) -> bool:
        folded = [fold(word) for word in part.split()]
        words = part.split()
        for at in range(len(words) - 1, -1, -1):
            if folded[at] not in self._words.by or at == len(words) - 1:
                continue
            tail = " ".join(words[at + 1 :])
            due = read_day(tail, self._today, self._words, ahead=True)
            if due is not None:
                return self._keep_promise(" ".join(words[:at]), due)
            if self._date_like(tail):
                self._unclear.append(Unclear(Doubt.DAY, tail))
                return self._keep_promise(" ".join(words[:at]), None) if at else False
        starts = next((start for start in self._words.promised if fold(part).startswith(f"{start} ")), "")
        return bool(starts) and self._keep_promise(part, None)

    def _keep_promise(self, text: str, due: date | None) -> bool:
        for start in self._words.promised:
            size = len(start.split())
            if fold(" ".join(text.split()[:size])) == start:
                text = " ".join(text.split()[size:])
                break
        if not text and self._said:
            text = self._said.pop()  # "the engineer, by Friday"
        if not text:
            return False
        self._naming = False
        self._promises.append(Due(text, due))
        return True

    def _date_like(self, text: str) -> bool:
        """Whether a day was meant: short, with a number or the name of a day or a month in it."""
        words = [word.rstrip(".") for word in fold(text).split()]
        if not 0 < len(words) <= 3:
            return False
        days = {name for names in (*self._words.weekdays, *self._words.months) for name in names}
        return any(word in days for word in words) or (_NUMBERS.fullmatch(words[0]) is not None and len(words) == 1)

    # --- people ---

    def _name(self, part: str, *, first: bool) -> bool:
        """Whether the part names people; the rest of a sentence after a name is what was said."""
        if not part:
            return False
        words = part.split()
        while len(words) > 1 and fold(words[0]) in self._words.joins:
            words = words[1:]
        part = " ".join(words)
        if self._one(part, loose=first) or self._joined(words, first=first):
            return True
        if not first:
            return False
        for size in range(len(words) - 1, 0, -1):
            found = self._look_up(" ".join(words[:size]))
            whole = _whole(" ".join(words[:size]), found)
            if whole:
                self._choose(" ".join(words[:size]), whole)
                rest = " ".join(words[size:])
                self._naming = False
                self._said.append(rest)
                return True
        if len(words) <= 4 and len(words[0]) > 1:
            self._unclear.append(Unclear(Doubt.UNKNOWN, part))
        return False

    def _joined(self, words: Sequence[str], *, first: bool) -> bool:
        """ "Rosalind and Emrys": every piece has to be somebody."""
        pieces: list[list[str]] = [[]]
        for word in words:
            if fold(word) in self._words.joins:
                pieces.append([])
            else:
                pieces[-1].append(word)
        texts = [" ".join(piece) for piece in pieces if piece]
        if len(texts) < 2 or not all(self._somebody(text, loose=first) for text in texts):
            return False
        for text in texts:
            self._one(text, loose=first)
        return True

    def _one(self, part: str, *, loose: bool) -> bool:
        found = self._somebody(part, loose=loose)
        if found:
            self._choose(part, found)
        return bool(found)

    def _somebody(self, part: str, *, loose: bool) -> Sequence[Known]:
        """The people of this name. After the first part only whole words count, lest `call` be Callum."""
        found = self._look_up(part)
        whole = _whole(part, found)
        return whole or (found if loose or _unspaced(part) else ())

    def _choose(self, text: str, found: Sequence[Known]) -> None:
        if len(found) == 1:
            self._people.append(found[0])
        else:
            self._unclear.append(Unclear(Doubt.SEVERAL, text, tuple(found)))
            self._said.append(text)


def _whole(text: str, found: Sequence[Known]) -> Sequence[Known]:
    """Those in whose name every word of `text` is a whole word; those who are called exactly so before all others."""
    said = fold(text)
    exact = [person for person in found if fold(person.name) == said]
    return exact or [person for person in found if set(said.split()) <= set(_BETWEEN.split(fold(person.name)))]


def _unspaced(text: str) -> bool:
    """Whether a script without spaces between words is used."""
    return any(0x0E00 <= ord(char) < 0x10A0 or ord(char) >= 0x1780 for char in text if char.isalpha())
