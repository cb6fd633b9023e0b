"""Dates in words, as papers print them."""

from datetime import date

from desktop.domain.dates import first_day
from desktop.words import _, pgettext


def long_day(day: date) -> str:
    """Monday 2 March 2026."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=_weekdays()[day.weekday()], day=_day_of_month(day), month=_months()[day.month - 1], year=day.year
    )


def day_words(day: date, on: date) -> str:
    """20 January; with the year unless it is the year of `on`. The parts stay on one line."""
    words = _("{day} {month}").format(day=_day_of_month(day), month=_months()[day.month - 1])
    return _with_year(words.replace(" ", "\N{NO-BREAK SPACE}"), day, on)


def short_day(day: date, on: date) -> str:
    """20 Jan; with the year unless it is the year of `on`. The parts stay on one line."""
    words = _("{day} {month}").format(day=_day_of_month(day), month=_short_months()[day.month - 1])
    return _with_year(words.replace(" ", "\N{NO-BREAK SPACE}"), day, on)


def said_day(text: str | None, on: date) -> str:
    """The same for a date as the plan stores it; empty when it is no date."""
    day = first_day(text)
    return day_words(day, on) if day else ""


def _day_of_month(day: date) -> str:
    return pgettext("day of the month", "1") if day.day == 1 else str(day.day)


def _with_year(text: str, day: date, on: date) -> str:
    return text if day.year == on.year else f"{text}\N{NO-BREAK SPACE}{day.year}"


def _weekdays() -> tuple[str, ...]:
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )


def _months() -> tuple[str, ...]:
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def _short_months() -> tuple[str, ...]:
    return (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )
