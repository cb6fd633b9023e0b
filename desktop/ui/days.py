"""How long ago, in words."""

from datetime import date

from desktop.domain.dates import first_day
from desktop.words import _, ngettext


def ago(text: str | None, today: date) -> str:
    """A past day as stored (it may be partial) in plain words; '' when there is none."""
    day = first_day(text)
    if text is None or day is None:
        return ""
    if len(text) <= 4:
        return text
    days = (today - day).days
    if days < 0:
        return _("planned")
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 14:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    if days < 63:
        return ngettext("{n} week ago", "{n} weeks ago", days // 7).format(n=days // 7)
    months = days * 12 // 365
    if months < 24:
        return ngettext("{n} month ago", "{n} months ago", months).format(n=months)
    years = (months + 1) // 12
    return ngettext("{n} year ago", "{n} years ago", years).format(n=years)
