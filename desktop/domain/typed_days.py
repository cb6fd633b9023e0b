"""Days as a person types them: "Fri", "9 March", "3/9", "next week", "in two weeks", "last Fri"."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.dates import days_after, months_after
from desktop.domain.names import fold

_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})(?:\2(\d{1,4}))?\.?")
_SOME_DAY = date(2024, 1, 1)
"""In a leap year; which day it is does not matter."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language, in lower case. `weekdays` and `months` begin with Monday and January.

    `by`: before the day of a promise. `promised`: begins a promise without a day. `joins`: between two people.
    `they` begins what others promise, `they_do` too ("sends ..."), `they_will` only after a
    name ("Rosalind promised ..."; "promised ..." alone is one's own).
    `said`: after `they` it ends what others promise ("costs by Friday they said").
    `ahead`, `ago`, `coming`, `past`: "in two weeks", "two weeks ago", "next week", "last Friday". `numbers` begins with
    one. `months_long`, `years`: the units, after a number. `overmorrow`, `ereyesterday`: two days from today.
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
    they: tuple[str, ...]
    they_do: tuple[str, ...]
    they_will: tuple[str, ...]
    said: tuple[str, ...]
    joins: tuple[str, ...]
    small: tuple[str, ...]
    ahead: tuple[str, ...]
    ago: tuple[str, ...]
    coming: tuple[str, ...]
    days: tuple[str, ...]
    weeks: tuple[str, ...]
    numbers: tuple[tuple[str, ...], ...]
    past: tuple[str, ...] = ()
    months_long: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    overmorrow: tuple[str, ...] = ()
    ereyesterday: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    month_first: bool = False


def read_day(text: str, today: date, words: Vocabulary, *, ahead: bool = False) -> date | None:
    """The day that `text` names, None when it names none.

    Without a year it is the latest such day up to `today`. `ahead`: the next from `today` on; a weekday the next after
    it, for what is promised on a Friday "by Fri" is meant for the week to come. "next week" is its Monday.
    """
    if (near := _near(fold(text).split(), today, words)) is not None:
        return near
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


def date_like(text: str, words: Vocabulary) -> bool:
    """Whether a day was meant: short, with a number or the name of a day or a month in it."""
    said = [word.rstrip(".") for word in fold(text).split()]
    if _near(said, _SOME_DAY, words) is not None:
        return True
    if not 0 < len(said) <= 3:
        return False
    if read_day(text, _SOME_DAY, words) is not None:
        return True
    names = {name for each in (*words.weekdays, *words.months) for name in each}
    return any(word in names for word in said) or (_NUMBERS.fullmatch(said[0]) is not None and len(said) == 1)


def _near(said: Sequence[str], today: date, words: Vocabulary) -> date | None:
    """next week, next Fri, last Fri, in 3 days, in two months, a week ago; in other languages “ago” comes first."""
    for days, names in ((2, words.overmorrow), (-2, words.ereyesterday)):
        if " ".join(said) in names:
            return days_after(today, days)
    return _next_or_last(said, today, words) or _counted(said, today, words)


def _next_or_last(said: Sequence[str], today: date, words: Vocabulary) -> date | None:
    """The word for it may stand before or after what it is said of: “next Friday”, “vendredi prochain”."""
    bare = [word.rstrip(".") for word in said if word in words.past or word not in words.small]
    if len(bare) != 2:
        return None
    weekday = next((n for n, names in enumerate(words.weekdays) if names and not {*bare}.isdisjoint(names)), None)
    if not {*bare}.isdisjoint(words.past):
        return None if weekday is None else days_after(today, -((today.weekday() - weekday - 1) % 7 + 1))
    if {*bare}.isdisjoint(words.coming):
        return None
    monday = days_after(today, 7 - today.weekday())
    if weekday is not None:
        return days_after(monday, weekday)
    for unit, day in ((words.weeks, monday), (words.months_long, months_after(today.replace(day=1), 1))):
        if not {*bare}.isdisjoint(unit):
            return day
    return None


def _counted(said: Sequence[str], today: date, words: Vocabulary) -> date | None:
    first = next((len(each.split()) for each in words.ago if list(said[: len(each.split())]) == each.split()), 0)
    if first and len(said) == first + 2:
        sign, count, unit = (-1, *said[first:])
    elif len(said) == 3 and (said[0] in words.ahead or said[2] in words.ago):
        sign, count, unit = (1, *said[1:]) if said[0] in words.ahead else (-1, *said[:2])
    else:
        return None
    number = next((n for n, names in enumerate(words.numbers, 1) if count in names), None)
    if number is None and count.isdecimal() and len(count) <= 3:
        number = int(count)
    if number is None:
        return None
    for units, size in ((words.days, 1), (words.weeks, 7)):
        if unit in units:
            return days_after(today, sign * size * number)
    for units, size in ((words.months_long, 1), (words.years, 12)):
        if unit in units:
            return _months_from(today, sign * size * number)
    return None


def _months_from(day: date, months: int) -> date | None:
    try:
        return months_after(day, months)
    except ValueError:  # before the year 1
        return None


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
