"""The map on paper: where `diagram` puts everybody, as drawing instructions in points for `map.typ`.

The most important people are named on the map, the others numbered clockwise, band by band, with an index.
"""

from datetime import date
from math import nan
from typing import Any

import numpy as np

from desktop.diagram import YOU_RADIUS, Arrangement, MapGap, MapGroup, MapPeople, arrange
from desktop.domain.coverage import Cover, Coverage, coverage, placed
from desktop.domain.gaps import missing
from desktop.domain.network import network_of
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import Contact
from desktop.domain.tiers import TIERS, rank
from desktop.report.compile import clean, text_widths
from desktop.report.map_drawing import LINE, NUMBER_SIZE, RADIUS, SIZE, Drawing
from desktop.report.map_rim import rim
from desktop.report.map_says import in_words, sentences
from desktop.report.names import display_name, narrow, native, native_name, one_line, page_of
from desktop.words import _, tier_words

INDEX_LINE = 8.2
"""Height of a line of the index, in points; and how much of it stands beside the map."""

INDEX_ROOM, INDEX_WIDTH = 390.0, 85.0

MOST_KEYS = 40
"""Numbered key people who are named below the map; more would push what the map says off its page."""


def map_page(values: PlanValues, on: date) -> dict[str, Any]:
    """What the template `map.typ` prints: the drawing, the index and what the map says."""
    covered = coverage(network_of(values, on))
    people = map_people(values, covered)
    drawing = arrange(people)
    drawn = Drawing(people, drawing)
    index = _index(values, people, drawn.numbers)
    lines = sum(_index_lines(band) for band in index)
    return {
        "eyebrow": _("The map"),
        "title": _("Who stands where"),
        "alt": in_words(values),
        "you": _("You"),
        "radius": RADIUS,
        "centre": YOU_RADIUS * RADIUS,
        "size": SIZE,
        "line": LINE,
        "number-size": NUMBER_SIZE,
        "bands": _bands(drawing),
        "rim": rim(people, drawing, covered, RADIUS),
        "arrows": drawn.arrows,
        "marks": drawn.marks,
        "labels": drawn.labels,
        "index": {
            "title": _("Who is who on the map"),
            "beside": lines * INDEX_LINE <= INDEX_ROOM,
            "bands": index,
            "keys": {"title": _("Key relationships:"), "people": _numbered_keys(values, people, drawn.numbers)},
            "written": {"title": _("As they write it:"), "people": _written(values, people, drawn.numbers)},
            "elsewhere": _("Who the numbers are stands at the end."),
        },
        "legend": {
            "key": _("key relationship, heading to"),
            "covered": _("two or more people"),
            "thin": _("hangs on one person"),
            "gap": _("nobody yet"),
            "not-key": _("not a key group"),
        },
        "says": sentences(values, on),
        "room": _("What do we notice?"),
    }


def map_people(values: PlanValues, covered: tuple[Coverage, ...]) -> MapPeople:
    """The placed people of a plan as the map wants them, and who is missing."""
    contacts = placed(values)
    focals = {f.contact: f for f in values.focal_relationships.values() if f.state == "active"}
    groups = [MapGroup(group.id, one_line(group.label), group.key) for group in values.groups.values()]
    at = {group.id: n for n, group in enumerate(groups)}
    uncovered = [(each.group, each.desired) for each in covered if each.cover is Cover.GAP]
    absent = missing(uncovered, values.gaps.values())
    if groups and not (all(contact.groups for contact in contacts) and all(each.group for each in absent)):
        groups.append(MapGroup(None, _("Other"), key=False))
    other = max(len(groups) - 1, 0)
    headings = [focals[c.id].target_tier if c.id in focals else None for c in contacts]
    rows = {contact.id: n for n, contact in enumerate(contacts)}
    ties = [(rows[tie.a], rows[tie.b], tie.strength) for tie in values.ties.values() if tie.a in rows and tie.b in rows]
    pins = [(c.position.angle, c.position.depth) if c.position else (nan, nan) for c in contacts]
    return MapPeople(
        ids=np.array([c.id for c in contacts], np.int64),
        names=[display_name(c) for c in contacts],
        tier=np.array([rank(c.tier) - 1 for c in contacts if c.tier], np.int8),
        group=np.array([at[c.groups[0]] if c.groups else other for c in contacts], np.int16),
        key=np.array([c.id in focals for c in contacts], np.bool_),
        heading=np.array([rank(tier) - 1 if tier else -1 for tier in headings], np.int8),
        influence=np.array([c.influence or 0 for c in contacts], np.int8),
        pinned=np.array(pins, np.float32).reshape(-1, 2),
        groups=tuple(groups),
        ties=np.array([tie[:2] for tie in ties], np.int32).reshape(-1, 2),
        strength=np.array([tie[2] for tie in ties], np.int8),
        gaps=tuple(
            MapGap(at.get(each.group or 0, other), rank(each.tier) - 1, one_line(each.role) or _("nobody yet"))
            for each in absent
        ),
    )


def _bands(drawing: Arrangement) -> list[dict[str, Any]]:
    words = tier_words()
    return [
        {"outer": outer * RADIUS, "name": words[tier], "box": (drawing.band_names[n] * RADIUS).tolist()}
        for n, (tier, (_inner, outer)) in enumerate(zip(TIERS, drawing.bands, strict=True))
    ]


def _index(values: PlanValues, people: MapPeople, numbers: dict[int, int]) -> list[dict[str, Any]]:
    """By band: the numbered people in the order of their numbers."""
    words = tier_words()
    ids = people.ids.tolist()
    bands: list[dict[str, Any]] = []
    for n, tier in enumerate(TIERS):
        rows = [row for row in numbers if people.tier[row] == n]
        entries = [_entry(str(numbers[row]), values.contacts[ids[row]], key=bool(people.key[row])) for row in rows]
        if entries:
            bands.append({"title": words[tier], "people": entries})
    return bands


def _written(values: PlanValues, people: MapPeople, numbers: dict[int, int]) -> list[dict[str, Any]]:
    """How those named on the map in Latin letters write themselves."""
    named = [values.contacts[i] for row, i in enumerate(people.ids.tolist()) if row not in numbers]
    return [_entry("", contact, key=False) for contact in named if native_name(contact)]


def _numbered_keys(values: PlanValues, people: MapPeople, numbers: dict[int, int]) -> list[dict[str, Any]]:
    """Key people for whose names the map had no room; none if they are many: all stand in the index."""
    ids, rows = people.ids.tolist(), [row for row in numbers if people.key[row]]
    if len(rows) > MOST_KEYS:
        return []
    return [_entry(str(numbers[row]), values.contacts[ids[row]], key=True) for row in rows]


def _entry(number: str, contact: Contact, *, key: bool) -> dict[str, Any]:
    return {"n": number, "key": key, "name": narrow(display_name(contact)), "native": native(contact)} | {
        "to": page_of(contact.id)
    }


def _index_lines(band: dict[str, Any]) -> float:
    """About how many lines a band takes in the narrow column beside the map."""
    texts = [p["name"] + (" " + p["native"]["name"] if p["native"] else "") for p in band["people"]]
    widths = text_widths([(clean(text), SIZE, 400) for text in texts])
    return 2.3 + sum(1 + int(width // INDEX_WIDTH) for width in widths)
