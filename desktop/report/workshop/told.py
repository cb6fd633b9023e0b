"""What everybody gets: the agenda before the day, the record after it, and the results told."""

from typing import Any

from desktop.domain import records as r
from desktop.domain.dates import first_day
from desktop.domain.sensitivity import Audience
from desktop.domain.workshop_dates import step_key
from desktop.report.blocks import (
    Page,
    bullets,
    cell,
    fr,
    heading,
    items,
    lede,
    mm,
    note,
    part,
    room,
    table,
    text,
    title,
    under,
)
from desktop.report.chart import series_chart
from desktop.report.days import long_day, said_day
from desktop.report.names import in_sentence, one_line
from desktop.report.sheet import Sheet, frame
from desktop.report.workshop.parts import Day, actions, agenda, head, label, name_of, names, sides, the_day, until
from desktop.words import _, timeline_words


def participants_data(sheet: Sheet) -> dict[str, Any]:
    """Before the day its agenda for those who take part; from the day on what all agreed, and nothing else."""
    day = the_day(sheet)
    when = first_day(day.date) if day else None
    after = when is not None and when <= sheet.on
    kind = _("The record of the day") if after else _("The day")
    page = _record(sheet, day) if after else _before(sheet, day)
    pages = [[head(sheet, kind), title(label(day)), *page]]
    return {**frame(sheet, f"{label(day)}: {kind}", kind, for_whom=_for_all(sheet)), "pages": pages}


def _for_all(sheet: Sheet) -> str:
    return _("For both organisations") if sheet.seen.audience is Audience.SPONSOR else _("For those who take part")


def _before(sheet: Sheet, day: Day) -> Page:
    when = first_day(day.date) if day else None
    hours = " – ".join(each for each in (day.start or "", day.end or "") if each) if day else ""
    where = ", ".join(
        each for each in (long_day(when) if when else "", hours, one_line(day.venue) if day else "") if each
    )
    case = day.case_for_the_day if day else None
    rows = [[cell((until(item), "strong"), slim=True), cell(item.activity)] for item in agenda(day)]
    coming = [
        [cell((side, "strong"), slim=True), cell(names(sheet, tuple(each.person for each in people)))]
        for side, people in sides(sheet, day)
    ]
    return [
        under(where),
        *([text(case.why_now)] if case and case.why_now else []),
        heading(_("The day by the clock")),
        table([mm(27), fr(1)], [_("Time"), _("What")], rows),
        heading(_("Who comes")),
        table([fr(1), fr(2)], [], coming) if coming else note(_("It is being agreed.")),
        heading(_("What to expect")),
        bullets(
            (
                _("A circle of chairs, no slides, plenty of time to talk in twos and threes."),
                _("We begin with what already works between us, and end with a few things to do."),
                _("You may pass at any time. What you tell of yourself is not written down."),
            )
        ),
        room(_("What I would not like to leave out")),
    ]


def _record(sheet: Sheet, day: Day) -> Page:
    statements = list(day.statements or (day.vision.statements if day.vision else ())) if day else []
    decisions = day.decisions if day else ()
    page = [
        *items(_("What makes it work between us"), list(day.success_conditions) if day else []),
        *items(_("How we work"), statements),
        heading(_("What we do")),
        actions(sheet, day, None if day and day.actions else (4, 12)),
    ]
    if decisions:
        page.append(heading(_("What was decided")))
        page.append(bullets(_decision(sheet, each) for each in decisions))
    page.append(heading(_("Dates")))
    dates = _dates(sheet, day)
    page.append(table([mm(44), fr(1)], [], dates) if dates else note(_("No dates are agreed yet.")))
    page.append(room(""))
    return page


def _decision(sheet: Sheet, decision: r.Decision) -> str:
    who = names(sheet, decision.by)
    words = one_line(decision.text)
    return f"{words} ({in_sentence(who)})" if who else words


def _dates(sheet: Sheet, day: Day) -> list[list[dict[str, Any]]]:
    """What is still to come for everybody."""
    coming = [step for step in (day.timeline if day else ()) if (when := first_day(step.date)) and when >= sheet.on]
    return [
        [
            cell((said_day(step.date, sheet.on), "strong"), slim=True),
            cell(timeline_words().get(step_key(step.step)) or one_line(step.step)),
        ]
        for step in coming
    ]


def results_data(sheet: Sheet) -> dict[str, Any]:
    """The results told: situation, what was done, what came of it; quotes only with consent."""
    day = the_day(sheet)
    kind = _("What came of it")
    told = day.results if day else None
    alliance = sheet.values.alliances.get(day.alliance) if day and day.alliance is not None else None
    page = [
        head(sheet, kind),
        title(label(day)),
        lede(told.result if told else "", "" if told and told.result else kind, 2),
        *part(_("The situation"), told.situation if told else "", 3),
        *part(_("What was done"), told.solution if told else "", 3),
    ]
    if alliance and alliance.shared_measure and (chart := series_chart(alliance.shared_measure, sheet.on)):
        page += [heading(_("What both measure")), {"is": "chart", "chart": chart}]
    statements = list(day.statements or (day.vision.statements if day.vision else ())) if day else []
    page += items(_("How we work"), statements)
    quotes = [each for each in (told.quotes if told else ()) if each.consent and each.text.strip()]
    if quotes:
        page.append(heading(_("In their own words")))
        page += [
            block for each in quotes for block in (text(f"“{one_line(each.text)}”"), note(name_of(sheet, each.person)))
        ]
    page.append(room(_("What comes next")))
    return {**frame(sheet, f"{label(day)}: {kind}", kind, for_whom=_for_all(sheet)), "pages": [page]}
