"""The plan on one page: what it is for, the key relationships and how far they are, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain import since
from desktop.domain.answers import AnswerState, five_answers
from desktop.domain.dates import first_day
from desktop.domain.records import FocalRelationship
from desktop.report.agreements import step_words
from desktop.report.blocks import (
    Block,
    Page,
    cell,
    eyebrow,
    fitting,
    fr,
    heading,
    lede,
    lines,
    mm,
    note,
    room,
    sentences,
    table,
    text,
    title,
)
from desktop.report.days import day_words
from desktop.report.map_says import sentences as map_sentences
from desktop.report.names import and_more, display_name, person
from desktop.report.relationship import active_goal, heading_words
from desktop.report.sheet import Sheet, frame
from desktop.words import _, tier_words


@dataclass(frozen=True, slots=True)
class _Room:
    """How much a page has room for: relationships, steps, sentences; characters of a text, of a name."""

    relationships: int
    steps: int
    sentences: int
    text: int
    name: int


ROOMS = (_Room(8, 6, 6, 300, 60), _Room(8, 5, 4, 200, 40), _Room(6, 4, 3, 120, 30), _Room(4, 3, 2, 60, 24))
"""The first that fits on the page is taken."""


def summary_data(sheet: Sheet) -> dict[str, Any]:
    """What `pages.typ` prints."""
    active = sorted(
        (
            f
            for f in sheet.values.focal_relationships.values()
            if f.state == "active" and f.contact in sheet.values.contacts
        ),
        key=lambda f: (f.priority, f.id),
    )
    steps = since.open_steps(sheet.values, sheet.on)
    said = map_sentences(sheet.values, sheet.on)
    page = [fitting(*(_page(sheet, active, steps, said, place) for place in ROOMS)), room("")]
    return {**frame(sheet, _("Plan on one page, {day}").format(day=sheet_day(sheet)), _("Summary")), "pages": [page]}


def _page(
    sheet: Sheet, active: list[FocalRelationship], steps: tuple[since.Open, ...], said: Sequence[str], place: _Room
) -> Page:
    values = sheet.values
    owner = display_name(values.owner)
    page = [
        eyebrow(_("The plan on one page"), sheet_day(sheet)),
        title(short(owner, 2 * place.name) or _("My plan")),
        lede(short(values.info.purpose or "", place.text), _("What I am working towards"), 2),
    ]
    if values.info.objective:
        page += [note(_("What these sessions are for")), text(short(values.info.objective, place.text))]
    page.append(heading(_("Key relationships")))
    page.append(_relationships(sheet, active, place) if active else lines(4))
    if more := and_more(len(active) - place.relationships):
        page.append(note(more))
    page += [heading(_("Where I stand")), sentences(short(each, place.text) for each in said[: place.sentences])]
    page.append(heading(_("What comes next")))
    page.append(_steps(sheet, steps, place) if steps else lines(3))
    if more := and_more(len(steps) - place.steps):
        page.append(note(more))
    return page


def sheet_day(sheet: Sheet) -> str:
    """The day of a paper for its head."""
    return day_words(sheet.on, sheet.on) + "\N{NO-BREAK SPACE}" + str(sheet.on.year)


def short(words: str, longest: int) -> str:
    """`words`, cut at a word with an ellipsis where a one-page paper has no room for more."""
    words = words.strip()
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0].rstrip(",;:.–- ") + "…"


def _relationships(sheet: Sheet, active: list[FocalRelationship], place: _Room) -> Block:
    values, rows = sheet.values, []
    for focal in active[: place.relationships]:
        contact, goal = values.contacts[focal.contact], active_goal(values, focal)
        answers = [
            a for a in five_answers(values, focal, sheet.on) if a.state in (AnswerState.OK, AnswerState.INVESTIGATE)
        ]
        known = sum(answer.state is AnswerState.OK for answer in answers)
        where = tier_words()[contact.tier] if contact.tier else ""
        review = first_day(focal.next_review)
        late = review is not None and review < sheet.on
        rows.append(
            [
                cell(
                    (short(display_name(contact), place.name), "strong"),
                    (where, "small"),
                    (heading_words(contact, focal), "small"),
                    slim=True,
                ),
                cell(short(goal.statement, place.text // 2) if goal else (_("no goal yet"), "soft")),
                cell(_("{n} of {all}").format(n=known, all=len(answers)) if answers else ""),
                cell((day_words(review, sheet.on), "amber" if late else "") if review else "", slim=True),
            ]
        )
    return table([mm(42), fr(1), mm(23), mm(25)], [_("Who"), _("Goal"), _("Answered"), _("Next review")], rows)


def _steps(sheet: Sheet, steps: tuple[since.Open, ...], place: _Room) -> Block:
    rows = [
        [
            cell((step_words(step.kind), "amber" if step.kind == "investigate" else "soft"), slim=True),
            cell(short(step.text, place.text // 2)),
            cell((short(person(sheet.values, step.contact), place.name), "soft"), slim=True),
            cell((day_words(step.due, sheet.on), "amber" if step.late else "") if step.due else "", slim=True),
        ]
        for step in steps[: place.steps]
    ]
    return table([mm(24), fr(1), mm(36), mm(25)], ["", _("Next step"), _("With"), _("By")], rows)
