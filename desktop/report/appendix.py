"""What the session paper can bring along: the other key relationships, a page each, and everybody by band."""

from collections.abc import Set as AbstractSet
from typing import Any

from desktop.domain.coverage import placed
from desktop.domain.tiers import TIERS
from desktop.report.blocks import Page, cell, eyebrow, fr, heading, note, table, title
from desktop.report.names import on_paper, one_line, page_of
from desktop.report.relationship import relationship_page
from desktop.report.sheet import Sheet
from desktop.words import _, ngettext, tier_words


def appendix_pages(sheet: Sheet, without: AbstractSet[int]) -> list[Page]:
    """The pages, but for the key relationships that the paper has already."""
    values = sheet.values
    active = [focal for focal in values.focal_relationships.values() if focal.state == "active"]
    others = [f for f in active if f.id not in without and f.contact in values.contacts]
    pages: list[Page] = [
        [
            eyebrow(_("Appendix: the other key relationships")),
            {"is": "relationship", "relationship": relationship_page(values, focal, sheet.on)},
        ]
        for focal in others
    ]
    if placed(values):
        pages.append(_everybody(sheet))
    return pages


def _everybody(sheet: Sheet) -> Page:
    values, words = sheet.values, tier_words()
    page = [eyebrow(_("Appendix")), title(_("Everybody in the plan"))]
    for tier in TIERS:
        people = [contact for contact in placed(values) if contact.tier == tier]
        if not people:
            continue
        page += [heading(words[tier]), note(ngettext("{n} person", "{n} people", len(people)).format(n=len(people)))]
        rows = [
            [
                cell((on_paper(person), "strong"), slim=True, to=page_of(person.id)),
                cell(person.role, slim=True),
                cell((_organisation(sheet, person.organisation), "soft"), slim=True),
                cell(
                    (", ".join(one_line(values.groups[g].label) for g in person.groups if g in values.groups), "soft")
                ),
            ]
            for person in people
        ]
        page.append(table([fr(1.1), fr(1), fr(1), fr(1)], [_("Name"), _("Role"), _("Organisation"), _("Groups")], rows))
    return page


def _organisation(sheet: Sheet, key: int | None) -> str:
    known: Any = sheet.values.organisations.get(key) if key is not None else None
    return known.label if known else ""
