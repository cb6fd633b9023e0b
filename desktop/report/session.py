"""The session paper: five pages for sixty minutes with a coach."""

from datetime import date
from typing import Any, Literal

from desktop.domain import since
from desktop.domain.plan_values import PlanValues
from desktop.report.agreements import agreements_page
from desktop.report.compile import Paper, compile_paper
from desktop.report.days import long_day
from desktop.report.map_page import map_page
from desktop.report.names import display_name, in_sentence, narrow, one_line
from desktop.report.relationship import LONGEST_NAME, blank_page, relationship_page
from desktop.report.today import today_page
from desktop.words import _

PaperSize = Literal["a4", "letter"]
TEMPLATE = "session.typ"
RELATIONSHIPS = 2
MINUTES_TOGETHER = 30
"""For the key relationships, together; a session may name more than two."""


def session_paper(values: PlanValues, on: date, *, paper: PaperSize = "a4") -> Paper:
    """The session paper of a plan for the day `on`, as PDF/A-2a and PDF/UA-1; same input, same bytes."""
    return compile_paper(TEMPLATE, session_data(values, on, paper=paper), on)


def session_data(values: PlanValues, on: date, *, paper: PaperSize = "a4") -> dict[str, Any]:
    """Everything the template prints, words included."""
    owner = display_name(values.owner)
    chosen = since.for_today(values, on, RELATIONSHIPS)
    pages = [relationship_page(values, focal, on) for focal in chosen]
    blanks = [blank_page() for _page in range(RELATIONSHIPS - len(pages))]
    names = [page["name"] for page in pages] + [page["title"] for page in blanks]
    each = MINUTES_TOGETHER // len(names)
    hour = [(10, _("Today")), (10, _("The map")), *((each, narrow(name)) for name in names), (10, _("Agreements"))]
    return {
        "lang": "en",
        "paper": {"a4": "a4", "letter": "us-letter"}[paper],
        "date": [on.year, on.month, on.day],
        "title": _("Coaching session, {day}").format(day=long_day(on)),
        "author": one_line(owner),
        "day": long_day(on),
        "kind": _("Coaching session"),
        "hour": [{"minutes": minutes, "time": _minutes(minutes), "title": title} for minutes, title in hour],
        "footer": {
            "left": _confidential(owner),
            "middle": _("Sample plan: everyone in it is invented") if values.info.fictional else "",
            "page": _("page {page} of {pages}"),
        },
        "today": today_page(values, on),
        "map": map_page(values, on),
        "relationships": [
            {"eyebrow": _("Key relationship {n} of {all} for today").format(n=n, all=len(names)), **page}
            for n, page in enumerate([*pages, *blanks], start=1)
        ],
        "agreements": agreements_page(values, on),
    }


def _minutes(minutes: int) -> str:
    return _("{n} min").format(n=minutes)


def _confidential(owner: str) -> str:
    if not owner or len(owner) > LONGEST_NAME:
        return _("Confidential")
    return _("Confidential: {name} and coach").format(name=in_sentence(owner))
