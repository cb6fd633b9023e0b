"""Which papers are offered, for whom, under which names: what a window needs before Typst is wanted."""

from datetime import date

from desktop.domain.file_stem import file_stem
from desktop.domain.sensitivity import Audience
from desktop.words import _

EVERYBODY = (Audience.ME, Audience.COACH, Audience.SPONSOR)
NOT_SPONSOR = EVERYBODY[:2]
PERSONAL, WORKSHOP = ("personal",), ("workshop",)

OFFERED: dict[str, tuple[tuple[str, ...], tuple[Audience, ...]]] = {
    "session": (PERSONAL, EVERYBODY),
    "summary": (PERSONAL, EVERYBODY),
    "brief": (PERSONAL, NOT_SPONSOR),
    "gaps": (PERSONAL, NOT_SPONSOR),
    "progress": (PERSONAL, EVERYBODY),
    "grown": (PERSONAL, EVERYBODY),
    "workshop": (WORKSHOP, NOT_SPONSOR),
    "case": (WORKSHOP, NOT_SPONSOR),
    "themes": (WORKSHOP, NOT_SPONSOR),
    "interviews": (WORKSHOP, (Audience.ME,)),
    "participants": (WORKSHOP, EVERYBODY),
    "evaluation": (WORKSHOP, NOT_SPONSOR),
    "follow-up": (WORKSHOP, NOT_SPONSOR),
    "results": (WORKSHOP, EVERYBODY),
}
"""Paper -> (the kinds of file it can be made from, its readers), in the order in which they are offered."""


def offered(kind: str) -> tuple[str, ...]:
    """The papers that can be made from a file of this kind; the first is the usual one."""
    return tuple(name for name, (kinds, _audiences) in OFFERED.items() if kind in kinds)


def audiences_of(name: str) -> tuple[Audience, ...]:
    """Who can be given a paper."""
    return OFFERED[name][1]


def audience_words(kind: str) -> dict[Audience, str]:
    """The readers in words, as they are called around a file of this kind."""
    if kind == "workshop":
        return {
            Audience.ME: _("Only me"),
            Audience.COACH: _("Those who take part"),
            Audience.SPONSOR: _("Others in both organisations"),
        }
    return {Audience.ME: _("Only me"), Audience.COACH: _("My coach and me"), Audience.SPONSOR: _("The sponsor")}


def file_name(name: str, on: date, person: str = "") -> str:
    """A name for the file of a paper. It suggests nobody unless a `person` is given."""
    words = report_words()[name]
    return " ".join(part for part in (words, file_stem(person, ""), on.isoformat()) if part)


def report_words() -> dict[str, str]:
    """The papers by their names on screens and in file names."""
    return {
        "session": _("Session paper"),
        "summary": _("Plan on one page"),
        "brief": _("Before we meet"),
        "gaps": _("Where I miss people"),
        "progress": _("What has changed"),
        "grown": _("What grew"),
        "workshop": _("For the day"),
        "case": _("Why meet for a day"),
        "themes": _("Themes of the calls"),
        "interviews": _("Calls before the day"),
        "participants": _("For those who take part"),
        "evaluation": _("Some weeks after"),
        "follow-up": _("Two years on"),
        "results": _("What came of it"),
    }
