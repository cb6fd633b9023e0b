"""Dates as the plan stores them: ISO text, which may be partial (`2019`, `2019-05`)."""

from datetime import date


def first_day(text: str | None) -> date | None:
    """The first day that `text` can mean; None when it is missing or no date."""
    if not text:
        return None
    parts = text[:10].split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        return date(year, month, day)
    except ValueError:
        return None
