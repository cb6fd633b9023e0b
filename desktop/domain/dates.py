"""Dates as the plan stores them: ISO text, which may be partial (`2019`, `2019-05`)."""

from calendar import monthrange
from datetime import MAXYEAR, date


def first_day(text: str | None) -> date | None:
    """The first day that `text` can mean; None when it is missing or no date."""
    if not text:
        return None
    try:
        if len(text) >= 10 and text[4] == text[7] == "-":
            return date.fromisoformat(text[:10])  # nearly every date: three times as fast
        parts = text[:10].split("-")
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        return date(year, month, day)
    except ValueError:
        return None


def days_after(day: date, days: int) -> date:
    """The day so many days later, earlier when negative; the calendar's own ends stop it."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day (one month after 31 January is 28 February)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = min(day.year + years, MAXYEAR), month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
