"""The facilitator's pack: who comes, the agenda, the pairs, the themes, and the sheets for the day."""

from typing import Any

from desktop.domain import records as r
from desktop.report.blocks import (
    Page,
    bullets,
    cell,
    columns,
    contents,
    eyebrow,
    field,
    fr,
    gap,
    heading,
    items,
    lede,
    mm,
    note,
    part,
    room,
    space,
    table,
    title,
    under,
)
from desktop.report.days import said_day
from desktop.report.names import one_line
from desktop.report.sheet import Sheet, frame
from desktop.report.workshop.parts import (
    Day,
    agenda,
    asked,
    head,
    label,
    name_of,
    sides,
    the_day,
    until,
)
from desktop.words import _


def workshop_data(sheet: Sheet) -> dict[str, Any]:
    """What `pages.typ` prints."""
    day = the_day(sheet)
    pages = [
        _overview(sheet, day),
        _agenda(sheet, day),
        _pairs(sheet, day),
        _interview(sheet),
        _dream(sheet, day),
        _statements(sheet, day),
        _actions(sheet),
        _offers(sheet),
    ]
    kind = _("For the day")
    return {**frame(sheet, _("{label}: for the day").format(label=label(day)), kind), "pages": pages}


def _overview(sheet: Sheet, day: Day) -> Page:
    alliance = sheet.values.alliances.get(day.alliance) if day and day.alliance is not None else None
    case = day.case_for_the_day if day else None
    page = [
        head(sheet, _("For the day")),
        title(label(day)),
        contents(),
        columns(
            [field(_("When"), _time(sheet, day))],
            [field(_("Where"), one_line(day.venue) if day else "")],
            [field(_("Who brings both together"), name_of(sheet, day.convenor) if day else "")],
        ),
        gap(4),
        lede(alliance.purpose if alliance else "", _("What the two need each other for"), 2),
    ]
    if case and case.why_now:
        page += part(_("Why now"), case.why_now)
    page.append(heading(_("Who comes")))
    found = sides(sheet, day)
    rows = [
        [
            cell((name_of(sheet, each.person), "strong"), slim=True),
            cell(_role(sheet, each), slim=True),
            cell((side, "soft"), slim=True),
            cell((_("host"), "small") if "sponsor" in each.role else ""),
        ]
        for side, people in found
        for each in people
    ]
    page.append(
        table(
            [fr(1.1), fr(1.2), fr(1), mm(16)],
            [_("Name"), _("Role"), _("Organisation"), ""],
            rows,
            None if rows else (9, 8),
        )
    )
    page += [
        heading(_("What this day is not for")),
        note(
            _(
                "Misconduct, safety, legal matters, a dispute before a formal process, a decision already made: "
                "those have ways of their own."
            )
        ),
        room(_("What I take care with")),
    ]
    return page


def _time(sheet: Sheet, day: Day) -> str:
    if day is None:
        return ""
    hours = " – ".join(each for each in (day.start, day.end) if each)
    return ", ".join(each for each in (said_day(day.date, sheet.on), hours) if each)


def _role(sheet: Sheet, each: r.Participant) -> str:
    known = sheet.values.contacts.get(each.person)
    return one_line(known.role) if known else ""


def _agenda(sheet: Sheet, day: Day) -> Page:
    rows = [
        [
            cell((until(item), "strong"), slim=True),
            cell(item.activity),
            cell((item.who.strip("-"), "soft"), slim=True),
            cell((item.materials.strip("-"), "soft"), (item.output.strip("-"), ""), slim=True),
        ]
        for item in agenda(day)
    ]
    return [
        eyebrow(_("Agenda")),
        title(_("The day by the clock")),
        table([mm(25), fr(1), mm(36), mm(46)], [_("Time"), _("What"), _("Who"), _("Needs, and gives")], rows),
        note(_("Passing is always allowed. Nothing from the opening stories is written down.")),
        room(),
    ]


def _pairs(sheet: Sheet, day: Day) -> Page:
    themes = day.themes if day else None
    rows = [
        [cell(str(n)), *(cell(name_of(sheet, person), slim=True) for person in pair.people)]
        for n, pair in enumerate(day.pairs if day else (), 1)
    ]
    rows = [[*row, *(cell("") for _each in range(4 - len(row)))] for row in rows]
    heads = ["", _("One side"), _("Other side"), _("Third")]
    return [
        eyebrow(_("Pairs and themes")),
        title(_("Who interviews whom")),
        table([mm(10), fr(1), fr(1), fr(1)], heads, rows, None if rows else (5, 9)),
        note(_("Nobody interviews their closest counterpart in a dispute first.")),
        heading(_("What was hoped for, and what worries")),
        note(_("Gathered from the telephone calls, in other words and without names.")),
        gap(3),
        columns(
            items(_("Hopes"), list(themes.hopes) if themes else [], 4),
            items(_("Concerns"), list(themes.concerns) if themes else [], 4),
        ),
        room(_("What stands out to us?")),
    ]


def _interview(sheet: Sheet) -> Page:
    """The sheet of the paired interviews, once, for copying."""
    return [
        eyebrow(_("Interview in pairs"), _("25 minutes each way")),
        title(_("Stories of what worked")),
        columns([field(_("I listen to"))], [field(_("My name"))]),
        gap(3),
        asked(sheet, "C", _("the other organisation"), 3),
        room(),
    ]


def _dream(sheet: Sheet, day: Day) -> Page:
    pictures = day.vision.pictures if day and day.vision else ()
    page = [
        eyebrow(_("The picture")),
        title(_("Three years from now")),
        asked(sheet, "D", _("the other organisation"), 0),
    ]
    if pictures:
        page.append(heading(_("What was drawn")))
        page.append(bullets(f"{one_line(each.title)}: {one_line(each.description)}" for each in pictures))
    page.append(space(_("Our picture")))
    return page


def _statements(sheet: Sheet, day: Day) -> Page:
    known = list(day.success_conditions) if day else []
    return [
        eyebrow(_("Statements")),
        title(_("How we work, as if it were already so")),
        *items(_("What made it work: our conditions of success"), known, 5),
        gap(3),
        asked(sheet, "E", _("the other organisation"), 0),
        note(_("Test each: wanted, grounded in our stories, a stretch, clear.")),
        room(_("Our statements")),
    ]


def _actions(sheet: Sheet) -> Page:
    heads = [
        _("What we do"),
        _("Owners, one from each side"),
        _("First step within two weeks"),
        _("How we will know, and when we look back"),
    ]
    return [
        eyebrow(_("Plans")),
        title(_("What we will do together")),
        table([fr(1.2), fr(0.9), fr(0.8), fr(1)], heads, [], (6, 26)),
        gap(3),
        asked(sheet, "F", _("the other organisation"), 0),
        room(),
    ]


def _offers(sheet: Sheet) -> Page:
    return [
        eyebrow(_("Offers and requests")),
        title(_("One offer, one request")),
        under(_("To somebody who is here, before we go")),
        table([fr(1), fr(1), fr(2)], [_("From"), _("To"), _("I offer, or I ask for")], [], (11, 18)),
        room(),
    ]
