"""What a paper is made from: the plan as its reader may see it, and how it is wanted."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop.assets import catalogue
from desktop.domain.audience import Seen
from desktop.domain.catalogue import Catalogue, catalogue_of
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import Contact
from desktop.domain.sensitivity import Audience
from desktop.report.days import long_day
from desktop.report.language import PaperSize
from desktop.report.names import display_name, in_sentence, one_line
from desktop.report.practice import Practice
from desktop.words import _, spoken

LONGEST_NAME = 40
"""A longer name is not repeated in footers and headings."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a paper is wanted. `report`: empty for the one that a plan of its kind is about.

    `person`: whose `brief`, by name or id. `since`: the day that `progress` compares with. `reader`: the name of who
    will read it. `appendix`: the other key relationships and everybody in the plan.
    """

    report: str = ""
    person: str = ""
    since: date | None = None
    audience: Audience = Audience.ME
    reader: str = ""
    paper: PaperSize = "a4"
    language: str = "en"
    appendix: bool = False
    practice: Practice | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper in the making, for the day `on`."""

    seen: Seen
    on: date
    wanted: Wanted = field(default_factory=Wanted)
    person: Contact | None = None

    @property
    def values(self) -> PlanValues:
        """The plan as the reader may see it."""
        return self.seen.values

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue with the plan's own words, in the language of the paper where they are ours."""
        own = {(edit.section, edit.item, edit.field) for edit in self.values.info.catalogue}
        ours = catalogue()
        said = {
            **ours,
            "questions": [
                question if ("questions", question["id"], "text") in own else {**question, "text": _(question["text"])}
                for question in ours["questions"]
            ],
            "engagement_types": [
                kind if ("engagement_types", kind["id"], "label") in own else {**kind, "label": _(kind["label"])}
                for kind in ours["engagement_types"]
            ],
        }
        return catalogue_of(said, self.values.info.catalogue)


def frame(sheet: Sheet, title: str, kind: str, *, for_whom: str | None = None) -> dict[str, Any]:
    """What every template needs: language, paper, title, footer, the look of a practice."""
    values, on, wanted = sheet.values, sheet.on, sheet.wanted
    practice = wanted.practice
    shown = practice is not None and bool(practice.name or practice.logo)
    look: dict[str, Any] = {"accent": practice.colour} if practice and practice.colour else {}
    return {
        **look,
        "practice": {"name": practice.name, "logo": practice.logo, "alt": practice.name or _("Logo")}
        if practice and shown
        else None,
        "lang": spoken(),
        "paper": {"a4": "a4", "letter": "us-letter"}[wanted.paper],
        "date": [on.year, on.month, on.day],
        "title": title,
        "author": one_line(display_name(values.owner)),
        "day": long_day(on),
        "kind": kind,
        "footer": {
            "left": confidential(sheet) if for_whom is None else for_whom,
            "middle": _("Sample plan: everyone in it is invented") if values.info.fictional else "",
            "page": _("page {page} of {pages}"),
        },
    }


def confidential(sheet: Sheet, *, with_coach: bool = False) -> str:
    """Who a paper is for, in its footer."""
    audience, owner = sheet.seen.audience, display_name(sheet.values.owner)
    if sheet.values.info.kind == "workshop":
        return {
            Audience.ME: _("Confidential: for the facilitator"),
            Audience.COACH: _("For those who take part"),
            Audience.SPONSOR: _("For both organisations"),
        }[audience]
    if not owner or len(owner) > LONGEST_NAME:
        return _("Confidential")
    words = _("Confidential: for {name}")
    if audience is Audience.SPONSOR:
        words = _("For {name} and the sponsor")
    elif with_coach or audience is Audience.COACH:
        words = _("Confidential: {name} and coach")
    return words.format(name=in_sentence(owner))
