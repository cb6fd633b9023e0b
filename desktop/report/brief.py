"""One page before meeting one person: what it is about, what I know, what was promised, what to ask."""

from collections.abc import Sequence
from typing import Any

from desktop.domain import records as r
from desktop.domain.answers import AnswerState
from desktop.domain.briefing import Take, Why, last_talk, to_take_along
from desktop.domain.dates import first_day
from desktop.domain.meetings import AHEAD
from desktop.domain.promises import Promised, my_open_promises, their_open_promises
from desktop.domain.relationships import relationships
from desktop.report.blocks import (
    Block,
    Page,
    bullets,
    cell,
    columns,
    eyebrow,
    fitting,
    fr,
    gap,
    heading,
    lede,
    note,
    numbered,
    part,
    question,
    room,
    table,
    text,
)
from desktop.report.days import day_words, said_day
from desktop.report.names import display_name, in_sentence, native, one_line, wide
from desktop.report.relationship import answer_row, heading_words, more_learned, role_words, stance_words
from desktop.report.sheet import LONGEST_NAME, Sheet, frame
from desktop.report.summary import short
from desktop.report.today import without_full_stop
from desktop.words import _, question_words, tier_words

MOST_PROMISES = 3

_ROOMS = (10_000, 220, 90)
"""Letters of a text on the page: the first that leaves it one page is taken. With less room what can be left out is."""


def brief_data(sheet: Sheet) -> dict[str, Any]:
    """What `pages.typ` prints; without a person a page to fill in by hand."""
    person = sheet.person
    if person is None:
        page = _blank()
    else:
        page = [
            fitting(*(_about(sheet, person, longest) for longest in _ROOMS)),
            room(_("Afterwards: what surprised me, and what did I promise?")),
        ]
    title = _("Before we meet: {name}").format(name=one_line(display_name(person))) if person else _("Before we meet")
    return {**frame(sheet, title, _("Before we meet")), "pages": [page]}


def _blank() -> Page:
    return [
        eyebrow(_("Before we meet")),
        {"is": "title", "text": _("Whom do I meet?")},
        *part(_("What will be different between us?"), "", 2),
        *part(_("What does it give me, and what does it give them?"), "", 3),
        *part(_("What do I know, and what do I only guess?"), "", 4),
        *part(_("Three questions to take along"), "", 3),
        room(_("Afterwards: what surprised me, and what did I promise?")),
    ]


def _about(sheet: Sheet, person: r.Contact, longest: int) -> Page:
    all_of_it = longest == _ROOMS[0]
    values, on, today = sheet.values, sheet.on, sheet.on.isoformat()
    about = next((each for each in relationships(values, on).values() if each.contact.id == person.id), None)
    goal = about.goal if about else None
    name = display_name(person)
    called = in_sentence(name) if len(name) <= LONGEST_NAME else _("them")
    meeting = _next_meeting(sheet, person, about.focal.id if about else None)
    kind = sheet.catalogue.engagement_types.get(meeting.type or "") if meeting else None
    talks = [talk for talk in values.conversations.values() if person.id in talk.contacts and talk.date[:10] <= today]
    last = last_talk(talks, today)
    page = [
        eyebrow(_("Before we meet"), _when(sheet, meeting, kind.label if kind else "")),
        {
            "is": "person",
            "person": {
                "at": "",
                "name": wide(name),
                "native": native(person),
                "role": role_words(values, person),
                "tier": tier_words()[person.tier] if person.tier else "",
                "heading": heading_words(person, about.focal) if about else "",
                "stance": stance_words(values, person, about.focal) if about else "",
            },
        },
    ]
    if goal:
        page.append(lede(short(goal.statement, longest)))
    elif meeting and meeting.purpose:
        page.append(lede(short(meeting.purpose, longest), _("What we meet for")))
    else:
        page.append(lede("", _("What will be different between us?"), 2))
    if goal:
        mine, theirs = short(goal.helps_me or "", longest), short(goal.helps_them or "", longest)
        page.append(gap(3))
        page.append(
            columns(part(_("What it gives me"), mine), part(_("What it gives {name}").format(name=called), theirs))
        )
    if about:
        page += _known(sheet, about, longest)
    if last and last.summary:
        said = short(one_line(last.summary), longest)
        page += [heading(_("Last time, {day}").format(day=said_day(last.date, on))), text(said)]
        if last.received and all_of_it:
            page.append(bullets(one_line(each) for each in last.received[:MOST_PROMISES]))
    steps = list(about.steps) if about else [s for s in values.next_steps.values() if s.contact == person.id]
    page += _promises(sheet, person, steps, talks, longest)
    page.append(heading(_("Questions to take along")))
    takes = to_take_along(about, sheet.catalogue, kind.informs if kind else ())
    page.append(numbered(_question(n, take, longest) for n, take in enumerate(takes, 1)))
    return page


def _next_meeting(sheet: Sheet, person: r.Contact, focal: int | None) -> r.Engagement | None:
    coming = [
        (day, meeting.id, meeting)
        for meeting in sheet.values.engagements.values()
        if meeting.status in AHEAD
        and (person.id in meeting.contacts or (focal is not None and focal in meeting.focals))
        and (day := first_day(meeting.date)) is not None
        and day >= sheet.on
    ]
    return min(coming)[2] if coming else None


def _when(sheet: Sheet, meeting: r.Engagement | None, kind: str) -> str:
    if meeting is None:
        return day_words(sheet.on, sheet.on)
    return " · ".join(each for each in (said_day(meeting.date, sheet.on), meeting.label.strip() or kind) if each)


def _known(sheet: Sheet, about: Any, longest: int) -> Page:
    """What I know of the five, and what I have to find out; questions that do not apply yet are left out."""
    told = [a for a in about.answers if a.state in (AnswerState.OK, AnswerState.INVESTIGATE) or a.insight]
    rows = [answer_row(sheet.values, about.focal, answer, sheet.on) for answer in told]
    rows += more_learned(sheet.values, about.focal, sheet.on) if longest == _ROOMS[0] else []
    rows = [row | {key: short(row[key], longest) for key in ("text", "find", "source")} for row in rows]
    head = [_("What I ask myself"), _("What I can say"), _("Where it came from"), _("How sure")]
    return [heading(_("What I know so far")), {"is": "answers", "head": head, "rows": rows, "find": _("Find out")}]


def _promises(
    sheet: Sheet, person: r.Contact, steps: list[r.NextStep], talks: list[r.Conversation], longest: int
) -> Page:
    mine = _open(sheet, my_open_promises(steps, talks), longest)
    theirs = _open(sheet, their_open_promises(talks), longest)
    page: Page = []
    if mine or person.tier not in (None, "unconnected"):
        page += [heading(_("What I promised")), mine or note(_("Nothing is open."))]
    return [*page, heading(_("What they promised")), theirs] if theirs else page


def _open(sheet: Sheet, promises: Sequence[Promised], longest: int) -> Block | None:
    """Promises to tick; None without any."""
    rows = [
        [
            cell(mark="open"),
            cell(
                without_full_stop(short(one_line(each.text), longest)),
                (_("by {day}").format(day=said_day(each.due, sheet.on)) if each.due else "", "small"),
            ),
        ]
        for each in promises[:MOST_PROMISES]
    ]
    return table([{"mm": 6}, fr(1)], [], rows) if rows else None


def _question(n: int, take: Take, longest: int) -> Block:
    asked = short(take.text, max(longest, 120))
    if take.about:
        words = _("Look back yourself") if take.yourself else _("Find out")
        return question(str(n), asked, words, question_words()[take.about], find=True)
    why = {Why.OPENS: _("to begin"), Why.GOAL: _("the reason we meet"), Why.CLOSES: _("to close")}
    return question(str(n), asked, why.get(take.why, ""))
