"""Sheets for the telephone: before the day, some weeks after it, two years on; with what may be told of it all."""

from typing import Any

from desktop.domain import records as r
from desktop.domain.dates import first_day
from desktop.domain.ratings import RATED
from desktop.domain.sensitivity import Audience
from desktop.domain.workshop_dates import evaluation_window, follow_up_day
from desktop.report.blocks import (
    Block,
    Page,
    columns,
    contents,
    eyebrow,
    field,
    fitting,
    gap,
    heading,
    items,
    note,
    room,
    scale,
    sentences,
    title,
    under,
)
from desktop.report.days import day_words, said_day
from desktop.report.names import display_name, native, one_line, page_of, wide
from desktop.report.sheet import Sheet, frame
from desktop.report.workshop.parts import (
    Day,
    asked,
    counted,
    head,
    label,
    name_of,
    organisation,
    other_side,
    scale_note,
    the_day,
)
from desktop.words import _, ngettext, rated_words

LINES = ((3, 7.6), (2, 7.6), (2, 6.6), (1, 7.6))
"""(how many, millimetres apart) to write an answer on: the first that the page has room for."""


def interviews_data(sheet: Sheet) -> dict[str, Any]:
    """A sheet for each call before the day; one to copy while nobody is invited."""
    day = the_day(sheet)
    kind = _("Telephone call before the day")
    pages = [
        [
            _call(sheet, day, each, "A", kind, _appointment(sheet, day, each)),
            room(_("What I heard between the lines")),
        ]
        for each in _callers(day)
    ]
    return {**frame(sheet, _("{label}: calls before the day").format(label=label(day)), kind), "pages": pages}


def evaluation_data(sheet: Sheet) -> dict[str, Any]:
    """What may be told of the calls some weeks after the day; for the facilitator the sheets for them, too."""
    day = the_day(sheet)
    kind = _("Some weeks after the day")
    done = day.evaluation if day else None
    summary = done.summary if done else None
    found = sheet.seen.ratings.get(day.id) if day else None
    answered = found.answered if found else 0
    told = _("Nobody has been called yet.")
    if found and answered:
        told = ngettext(
            "{n} of the {all} who were there answered.", "{n} of the {all} who were there answered.", answered
        ).format(n=answered, all=found.invited)
    first: Page = [
        head(sheet, kind),
        title(_("What has changed since the day")),
        under(_window(sheet, day)),
        contents(),
        sentences([told]),
        *items(_("Signs that something has shifted"), list(summary.signs) if summary else []),
        *items(_("What is as it was, or worse"), list(summary.unchanged) if summary else []),
        *items(_("What people wish for next"), list(summary.wishes) if summary else []),
        heading(_("Before and after")),
        *counted(sheet, day),
        note(_("No names, and nobody’s own words without their consent.")),
        room(),
    ]
    pages = [first]
    if sheet.seen.audience is Audience.ME:
        pages += [[_call(sheet, day, each, "G", _("Telephone call after the day")), room()] for each in _callers(day)]
    return {**frame(sheet, _("{label}: some weeks after").format(label=label(day)), kind), "pages": pages}


def follow_up_data(sheet: Sheet) -> dict[str, Any]:
    """The calls two years on: when they are, what was agreed then, and for the facilitator a sheet for each."""
    day = the_day(sheet)
    kind = _("Two years on")
    due = _follow_up_day(sheet, day)
    first: Page = [
        head(sheet, kind),
        title(_("What has lasted?")),
        under(_("Calls from {day}").format(day=due) if due else _("Two years after the day")),
        contents(),
        *items(
            _("What we said then"), list(day.statements or (day.vision.statements if day.vision else ())) if day else []
        ),
        *items(_("What we set out to do"), [one_line(action.text) for action in day.actions] if day else []),
        *items(_("What is still in use"), [], 3),
        *items(_("What has quietly gone"), [], 3),
        *items(_("Who has joined since, and who has left"), _moves(sheet, day), 3),
        room(_("What the next two years should be about")),
    ]
    pages = [first]
    if sheet.seen.audience is Audience.ME:
        pages += [
            [
                _call(sheet, day, each, "H", _("Telephone call two years on")),
                room(_("May this be kept, and until when?")),
            ]
            for each in _callers(day)
        ]
    return {**frame(sheet, _("{label}: two years on").format(label=label(day)), kind), "pages": pages}


def _moves(sheet: Sheet, day: Day) -> list[str]:
    """Who has left, and who came after them, as far as the reader may know it."""
    came = {call.person: call.successor for call in (day.follow_up.calls if day and day.follow_up else ())}
    said: list[str] = []
    for each in day.participants if day else ():
        known = sheet.values.contacts.get(each.person)
        after = name_of(sheet, came.get(each.person))
        if after:
            said.append(_("{name}; after them {other}").format(name=name_of(sheet, each.person), other=after))
        elif known is not None and known.left:
            said.append(_("{name} has left").format(name=name_of(sheet, each.person)))
    return said


def _callers(day: Day) -> list[r.Participant | None]:
    return list(day.participants) if day and day.participants else [None]


def _call(sheet: Sheet, day: Day, each: r.Participant | None, section: str, kind: str, appointment: str = "") -> Block:
    """A call on one page: as many lines for each answer as it has room for."""
    rated = section != "H"
    may_be_told = note(_("For each answer: may it be told? no / as a theme, without a name / with the name"))
    return fitting(
        *(
            [
                *_call_head(sheet, day, each, kind, appointment),
                *([may_be_told] if rated else []),
                asked(sheet, section, other_side(sheet, day, each), *lines),
                *(_ratings() if rated else []),
            ]
            for lines in LINES
        )
    )


def _call_head(sheet: Sheet, day: Day, each: r.Participant | None, kind: str, appointment: str) -> Page:
    known = sheet.values.contacts.get(each.person) if each else None
    role = ", ".join(
        one_line(part)
        for part in (known.role if known else "", organisation(sheet, each.organisation) if each else "")
        if part
    )
    who = {"name": wide(display_name(known)), "native": native(known), "role": role} if known else None
    return [
        eyebrow(kind, label(day)),
        {
            "is": "person",
            "person": {**who, "at": page_of(known.id) if known else "", "tier": "", "heading": "", "stance": ""},
        }
        if who
        else title(name_of(sheet, each.person) if each else _("Name:")),
        gap(2),
        columns(
            [field(_("Telephone"), known.phone or "" if known else "")],
            [field(_("Appointment"), appointment)],
            [field(_("Called on, and for how long"))],
        ),
        gap(3),
    ]


def _appointment(sheet: Sheet, day: Day, each: r.Participant | None) -> str:
    for interview in day.interviews if day and each else ():
        if each and interview.person == each.person and interview.appointment:
            when = said_day(interview.appointment, sheet.on)
            return f"{when}, {interview.appointment[11:16]}" if len(interview.appointment) > 11 else when
    return ""


def _ratings() -> Page:
    words = rated_words()
    return [heading(_("Three things to rate")), scale_note(), scale(words[rated] for rated in RATED)]


def _window(sheet: Sheet, day: Day) -> str:
    """When the calls are: as the plan says, else four to six weeks after the day."""
    when = first_day(day.date) if day else None
    said = [found for text in (day.evaluation.window if day and day.evaluation else ()) if (found := first_day(text))]
    if len(said) < 2 and when:
        said = list(evaluation_window(when))
    if len(said) < 2:
        return _("Four to six weeks after the day")
    begin, end = (day_words(each, sheet.on) for each in said[:2])
    return _("Calls from {begin} to {end}").format(begin=begin, end=end)


def _follow_up_day(sheet: Sheet, day: Day) -> str:
    if day is None:
        return ""
    said = first_day((day.follow_up.due if day.follow_up else None) or day.follow_up_due)
    when = first_day(day.date)
    if said is None and when is not None:
        said = follow_up_day(when)
    return day_words(said, sheet.on) if said else ""
