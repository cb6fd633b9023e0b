"""Days as a person types and reads them, and as the plan keeps them: ISO text, perhaps partial."""

import re
from datetime import date

from PySide6.QtCore import QLocale

from desktop.domain import typed_days
from desktop.domain.dates import first_day
from desktop.domain.names import fold
from desktop.exchange.days import iso_date
from desktop.report.days import day_words, short_day
from desktop.typed_words import vocabulary

_NO_YEAR = re.compile(r"(\d{1,2})[. ]+([^\W\d]+)\.?|([^\W\d]+)\.? +(\d{1,2})|(\d{1,2})([./-])(\d{1,2})\6?")


def in_words(iso: str | None, on: date) -> str:
    """20 January; with the year unless it is that of `on`; March 2021 and 2021 for partial dates."""
    return _words(iso, on, short=False)


def in_short(iso: str | None, on: date) -> str:
    """20 Jan; otherwise as `in_words`."""
    return _words(iso, on, short=True)


def to_edit(iso: str | None) -> str:
    """The day as it stands in a field: 20 Jan 2026, which `read_day` reads back."""
    return _words(iso, date.min, short=True).replace("\N{NO-BREAK SPACE}", " ")


def _words(iso: str | None, on: date, *, short: bool) -> str:
    day = first_day(iso)
    if iso is None or day is None:
        return ""
    if len(iso) < 7:
        return str(day.year)
    said = short_day(day, on) if short else day_words(day, on)
    if len(iso) >= 10:
        return said
    month = said.split("\N{NO-BREAK SPACE}")[1]
    return f"{month}\N{NO-BREAK SPACE}{day.year}"


def read_day(text: str, today: date, *, ahead: bool = False, partial: bool = False) -> str | None:
    """`text` as ISO text; '' for nothing typed, None when no day can be read from it.

    Without a year it is the latest such day up to today, with `ahead` the next one from today on. A month or a year
    alone counts only where `partial` says so. Whatever the one-line note reads is read here too: "Fri", "next week".
    """
    text = " ".join(text.split())
    if not text:
        return ""
    month_first = QLocale().dateFormat(QLocale.FormatType.ShortFormat)[:1] == "M"
    words = vocabulary(month_first=month_first)
    near = typed_days.read_day(text, today, words, ahead=ahead)
    by = next((each for each in sorted(words.by, key=len, reverse=True) if fold(text).startswith(f"{each} ")), "")
    if near is None and by:  # "by Fri", in a field that asks by when
        text = " ".join(text.split()[len(by.split()) :])
        near = typed_days.read_day(text, today, words, ahead=ahead)
    if near is not None:
        return near.isoformat()
    if _NO_YEAR.fullmatch(text):
        return _nearest(text.rstrip("./-"), today, ahead=ahead, month_first=month_first)
    found = _month_and_year(text) or iso_date(text, month_first=month_first)
    whole = len(found) == 10 or (partial and (len(found) == 7 or found == text))
    return found if whole else None


def _month_and_year(text: str) -> str:
    """March 2021, 03/2021 as a partial date; '' when it is neither."""
    parts = re.fullmatch(r"(\d{1,2})[./-](\d{4})|([^\W\d]+)\.? (\d{4})", text)
    if parts is None:
        return ""
    day = f"1.{parts[1]}.{parts[2]}" if parts[1] else f"1 {parts[3]} {parts[4]}"
    found = iso_date(day, month_first=False)
    return found[:7] if len(found) == 10 else ""


def _nearest(text: str, today: date, *, ahead: bool, month_first: bool) -> str | None:
    """A day without a year, in the year that brings it nearest on the side asked for."""
    separator = next((mark for mark in "./-" if mark in text), " ")
    years = range(today.year, today.year + 5) if ahead else range(today.year, today.year - 5, -1)
    for year in years:  # further than one year on for 29 February alone
        joined = f"{text}{separator}{year}" if text[-1].isdigit() or separator == " " else f"{text} {year}"
        found = iso_date(joined, month_first=month_first)
        if len(found) == 10 and (found >= today.isoformat() if ahead else found <= today.isoformat()):
            return found
    return None
