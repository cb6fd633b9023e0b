"""The session paper: five pages for sixty minutes with a coach."""

from typing import Any

from desktop.domain import since
from desktop.report.agreements import agreements_page
from desktop.report.appendix import appendix_pages
from desktop.report.days import long_day
from desktop.report.map_page import map_page
from desktop.report.names import narrow
from desktop.report.relationship import blank_page, relationship_page
from desktop.report.sheet import Sheet, confidential, frame
from desktop.report.today import today_page
from desktop.words import _

TEMPLATE = "session.typ"
RELATIONSHIPS = 2
MINUTES_TOGETHER = 30
"""For the key relationships, together; a session may name more than two."""


def session_data(sheet: Sheet) -> dict[str, Any]:
    """Everything the template prints, words included."""
    values, on = sheet.values, sheet.on
    chosen = since.for_today(values, on, RELATIONSHIPS)
    pages = [relationship_page(values, focal, on) for focal in chosen]
    blanks = [blank_page() for _page in range(RELATIONSHIPS - len(pages))]
    names = [(page["name"], page["at"]) for page in pages] + [(page["title"], "") for page in blanks]
    each = MINUTES_TOGETHER // len(names)
    hour = [
        (10, _("Today"), ""),
        (10, _("The map"), "map"),
        *((each, narrow(name), at) for name, at in names),
        (10, _("Agreements"), "agreements"),
    ]
    return {
        **frame(
            sheet,
            _("Coaching session, {day}").format(day=long_day(on)),
            _("Coaching session"),
            for_whom=confidential(sheet, with_coach=True),
        ),
        "hour": [
            {"minutes": minutes, "time": _minutes(minutes), "title": title, "to": to} for minutes, title, to in hour
        ],
        "pages-of": ["map", "agreements"],
        "today": today_page(values, on),
        "map": map_page(values, on),
        "relationships": [
            {"eyebrow": _("Key relationship {n} of {all} for today").format(n=n, all=len(names)), **page}
            for n, page in enumerate([*pages, *blanks], start=1)
        ],
        "agreements": agreements_page(values, on),
        "pages": appendix_pages(sheet, {focal.id for focal in chosen}) if sheet.wanted.appendix else [],
    }


def _minutes(minutes: int) -> str:
    return _("{n} min").format(n=minutes)
