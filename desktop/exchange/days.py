"""Dates as people's programs print them, in many languages, to ISO text that may be partial."""

import re
from datetime import date

from desktop.domain.names import fold

# The beginnings of the months' names, a line for each language, as far as needed to tell them apart; compared folded.
_NAMES = """
jan feb mar apr may jun jul aug sep oct nov dec
jan feb marz apr mai jun jul aug sep okt nov dez
janv fevr mars avr mai juin juil aout sept oct nov dec
ene feb mar abr may jun jul ago sep oct nov dic
gen feb mar apr mag giu lug ago set ott nov dic
jan fev mar abr mai jun jul ago set out nov dez
jan feb mrt apr mei jun jul aug sep okt nov dec
jan feb maart apr maj jun jul aug sep okt nov dec
sty lut mar kwi maj cze lip sie wrz paz lis gru
led uno bre dub kve cer cervenc srp zar rij lis pro
ian feb mar apr mai iun iul aug sep oct noi dec
oca sub mar nis may haz tem agu eyl eki kas ara
tammi helmi maalis huhti touko kesa heina elo syys loka marras joulu
jan feb marc apr maj jun jul aug szept okt nov dec
янв фев мар апр мая июн июл авг сен окт ноя дек
янв фев март апр май июнь июль авг сент окт нояб дек
січ лют бер кві тра чер лип сер вер жов лис гру
ιαν φεβ μαρ απρ μαι ιουν ιουλ αυγ σεπ οκτ νοε δεκ
jan feb mac apr mei jun jul ogos sep okt nov dis
jan peb mar apr mei jun jul agu sep okt nov des
"""
_MONTHS = {fold(name): month for line in _NAMES.split("\n") for month, name in enumerate(line.split(), start=1)}

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?")
_EAST = re.compile(r"(\d{4})\s*[年년.]\s*(\d{1,2})\s*[月월.]\s*(\d{1,2})\s*[日일.]?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th|º)?[\s-]+(?:de\s+)?([^\W\d]+)\.?,?[\s-]+(?:de\s+)?(\d{4})")
_SHORT_YEAR = re.compile(r"(\d{1,2})(?:-|\. ?)([^\W\d]+)\.?[- ](\d{2})")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[T ].*)?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def iso_date(text: str, *, month_first: bool | None = None) -> str:
    """`text` as an ISO date; only the year when day and month cannot be told, '' when there is no date in it.

    `month_first` settles `04/05/2024`; None: only the numbers themselves do (see `month_comes_first`).
    """
    text = " ".join(text[:64].split())
    if found := _ISO.fullmatch(text) or _EAST.fullmatch(text):
        return _iso(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return _iso(found[3], _month(found[2]), found[1])
    if found := _SHORT_YEAR.fullmatch(text):
        return _iso(f"20{found[3]}", _month(found[2]), found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return _iso(found[3], _month(found[1]), found[2])
    if found := _NUMBERS.fullmatch(text):
        first, second = int(found[1]), int(found[3])
        year = found[4] if len(found[4]) == 4 else f"20{found[4]}"
        if month_first is None:
            known = _order(first, second, found[2])
            if known is None:
                return year
            month_first = known
        return _iso(year, first, second) if month_first else _iso(year, second, first)
    year = _YEAR.search(text)
    return year[1] if year else ""


def month_comes_first(text: str) -> bool | None:
    """How a date in numbers is written, when it can be read in one way only; else None."""
    found = _NUMBERS.fullmatch(text.strip())
    if found is None or int(found[1]) == int(found[3]):
        return None
    return _order(int(found[1]), int(found[3]), found[2])


def _order(first: int, second: int, separator: str) -> bool | None:
    if second > 12:
        return True
    if first > 12 or first == second or separator == ".":
        return False
    return None


def _month(name: str) -> int:
    """The number of the month called `name`, 0 when unknown: the longest known beginning decides."""
    folded = fold(name)
    for length in range(len(folded), 1, -1):
        if month := _MONTHS.get(folded[:length]):
            return month
    return 0


def _iso(year: str, month: str | int, day: str | int | None) -> str:
    """The ISO text of what exists of this date: all of it, year and month, or the year."""
    try:
        if day is None:
            return date(int(year), int(month), 1).isoformat()[:7]
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return year
