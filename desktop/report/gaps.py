"""Where people are missing: groups against bands, what was decided, what the network says and what it does not."""

from typing import Any

from desktop.domain.coverage import Cover, Coverage, placed
from desktop.domain.job import run as finish
from desktop.domain.network import network_of
from desktop.domain.records import Gap, Group
from desktop.domain.survey import Survey, survey
from desktop.domain.tiers import TIERS
from desktop.report.blocks import (
    Block,
    Page,
    bullets,
    cell,
    contents,
    eyebrow,
    fr,
    heading,
    mm,
    note,
    room,
    sentences,
    table,
    title,
)
from desktop.report.map_says import sentences as map_sentences
from desktop.report.names import narrow, one_line, person, tier_in_sentence
from desktop.report.network_says import network_sentences, way_words
from desktop.report.relationship import role_words
from desktop.report.sheet import Sheet, frame
from desktop.report.summary import sheet_day
from desktop.words import _, tier_words

MOST_TO_REACH = 6


def gaps_data(sheet: Sheet) -> dict[str, Any]:
    """What `pages.typ` prints."""
    groups = list(sheet.values.groups.values())
    found = finish(survey(network_of(sheet.values, sheet.on)))
    page = [
        eyebrow(_("Where I miss people"), sheet_day(sheet)),
        title(_("Groups and bands")),
        contents(),
        _matrix(sheet, groups, found.coverage)
        if groups
        else note(_("No groups are named yet. Which ones does the work depend on?")),
        heading(_("What it says")),
        sentences(map_sentences(sheet.values, sheet.on)),
        room(),
    ]
    second = [
        eyebrow(_("Where I miss people"), sheet_day(sheet)),
        title(_("Who could help")),
        sentences(network_sentences(sheet.values, found)),
        *_to_reach(sheet, found),
        *_decided(sheet),
        *limits(),
        room(_("What do we do about it?")),
    ]
    return {
        **frame(sheet, _("Where I miss people, {day}").format(day=sheet_day(sheet)), _("Gaps")),
        "pages": [page, second],
    }


def _matrix(sheet: Sheet, groups: list[Group], coverage: tuple[Coverage, ...]) -> Block:
    covered = {each.group: each for each in coverage}
    people = placed(sheet.values)
    rows = []
    for group in sorted(groups, key=lambda group: not group.key):
        inside = [contact for contact in people if group.id in contact.groups]
        counts = [sum(contact.tier == tier for contact in inside) for tier in TIERS]
        rows.append(
            [
                cell((group.label, "strong" if group.key else ""), (_wish(covered.get(group.id)), "small"), slim=True),
                *(cell((str(n), "") if n else ("·", "soft")) for n in counts),
                cell(*_standing(sheet, covered.get(group.id)), slim=True),
            ]
        )
    words = tier_words()
    head = [_("Group"), *(words[tier] for tier in TIERS), _("Standing")]
    return table([fr(1), mm(19), mm(19), mm(22), mm(20), mm(20), mm(30)], head, rows)


def _wish(group: Coverage | None) -> str:
    if group is None:
        return ""
    if group.desired == "advocate":
        return _("wanted: an advocate")
    return _("wanted: {tier} or nearer").format(tier=tier_in_sentence(group.desired))


def _standing(sheet: Sheet, group: Coverage | None) -> list[tuple[str, str]]:
    if group is None:
        return [(_("not a key group"), "soft")]
    if group.cover is Cover.GAP:
        return [(_("nobody yet"), "amber")]
    if group.cover is Cover.THIN:
        return [(_("one person only"), ""), (person(sheet.values, group.at_or_above[0]), "small")]
    return [(_("covered"), "")]


def _to_reach(sheet: Sheet, found: Survey) -> Page:
    """R6: whom to reach first, and through whom (R7)."""
    values = sheet.values
    first = [each for each in found.candidates if each.person in values.contacts][:MOST_TO_REACH]
    rows = [
        [
            cell((person(values, each.person), "strong"), (role_words(values, values.contacts[each.person]), "small")),
            cell(tier_words()[values.contacts[each.person].tier or "unconnected"]),
            cell(_("wanted: {tier}").format(tier=tier_in_sentence(each.desired))),
            cell(
                way_words(values, found.ways.to[each.person])
                if each.person in found.ways.to
                else _("we know each other")
            ),
        ]
        for each in first
    ]
    if not rows:
        return []
    head = [_("Who"), _("Is now"), "", _("The way there")]
    return [heading(_("Whom to reach first")), table([fr(1.2), mm(30), mm(40), fr(1)], head, rows)]


def _decided(sheet: Sheet) -> Page:
    """What was decided about each gap; "leave" with its reason is a decision, too."""
    values = sheet.values
    rows = [
        [
            cell((_missing(sheet, gap), "strong"), slim=True),
            cell(one_line(gap.reason)),
            cell(*(person(values, c) for c in gap.candidates if c in values.contacts), slim=True),
            cell((_decision(sheet, gap.decision), "") if gap.decision else (_("to be decided"), "amber")),
        ]
        for gap in values.gaps.values()
    ]
    if not rows:
        return []
    head = [_("Missing"), _("Why it matters"), _("Who it could be"), _("Decision")]
    return [heading(_("What was decided")), table([mm(36), fr(1), mm(38), fr(0.9)], head, rows)]


def _missing(sheet: Sheet, gap: Gap) -> str:
    group = sheet.values.groups.get(gap.group) if gap.group is not None else None
    return one_line(", ".join(each for each in (gap.role or "", group.label if group else "") if each))


def _decision(sheet: Sheet, decision: str) -> str:
    """The decision; ids of the plan in it are said as names, so that the paper can be read by itself."""
    names = {contact.uid: narrow(person(sheet.values, contact.id)) for contact in sheet.values.contacts.values()}
    known = {focal.uid for focal in sheet.values.focal_relationships.values()}
    words = [names.get(word.strip("(),."), "" if word.strip("(),.") in known else word) for word in decision.split()]
    return " ".join(word for word in words if word)


def limits() -> Page:
    """What such figures cannot say (domain notes, section 6)."""
    return [
        heading(_("What this does not say")),
        bullets(
            (
                _("Who knows whom is what I believe. Such beliefs are often wrong, and hard to correct by thinking."),
                _("I named those I thought of, so this looks more open and more friendly than it is."),
                _("The numbers are small: one person more or less changes much."),
                _("Nobody is graded. Compare this with myself over time, with nobody else."),
            )
        ),
    ]
