"""The words of the day: its phases, what does not fit, times and dates."""

from collections.abc import Mapping

from desktop.domain.agenda import Clash, Found, begins, clock, ends, minutes_of
from desktop.domain.records import AgendaItem
from desktop.words import _, ngettext


def phase_words() -> Mapping[str, str]:
    """What a part of the day is for."""
    return {
        "arrive": _("Arrive"),
        "define": _("Welcome"),
        "open": _("Stories of a happy time"),
        "discovery": _("Discover"),
        "dream": _("Dream"),
        "design": _("Design"),
        "destiny": _("Plans"),
        "break": _("Break"),
        "close": _("Close"),
    }


def minutes_words(minutes: int) -> str:
    """How long something takes."""
    return _("{n} min").format(n=minutes)


def until(item: AgendaItem) -> str:
    """09:00 – 09:20; the start alone where it takes no time."""
    if minutes_of(item.start) is None:
        return item.start
    start = clock(begins(item))
    return f"{start} – {clock(ends(item))}" if item.minutes else start


def clash_words(found: Found) -> str:
    """What does not fit, in one sentence."""
    n = found.minutes
    return {
        Clash.OVERLAP: ngettext(
            "begins {n} minute before the one ahead of it is over",
            "begins {n} minutes before the one ahead of it is over",
            n,
        ).format(n=n),
        Clash.FREE: ngettext("{n} minute is free before it", "{n} minutes are free before it", n).format(n=n),
        Clash.LATE: ngettext(
            "ends {n} minute after the end of the day", "ends {n} minutes after the end of the day", n
        ).format(n=n),
        Clash.SITTING: _("{n} minutes without a break").format(n=n),
        Clash.ORDER: _("needs what comes after it"),
        Clash.NO_CARRY_ON: _("nothing settles how it goes on before the close"),
    }[found.clash]
