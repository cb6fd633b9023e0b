"""Two papers of one page each, before the day: the case for it, and the themes of the calls."""

from typing import Any

from desktop.report.blocks import (
    Page,
    bullets,
    columns,
    gap,
    heading,
    items,
    lede,
    lines,
    note,
    part,
    room,
    text,
    title,
    under,
)
from desktop.report.chart import series_chart
from desktop.report.names import one_line
from desktop.report.sheet import Sheet, frame
from desktop.report.workshop.parts import head, label, organisation, the_day
from desktop.words import _


def case_data(sheet: Sheet) -> dict[str, Any]:
    """Why to meet for a day: what differs, what rubs, what it costs to go on as now, what is asked."""
    day = the_day(sheet)
    alliance = sheet.values.alliances.get(day.alliance) if day and day.alliance is not None else None
    case = day.case_for_the_day if day else None
    kind = _("Why meet for a day")
    said = alliance.differences if alliance else {}
    differs: list[Page] = [
        [heading(organisation(sheet, key), 3), text(said[key]) if said.get(key, "").strip() else lines(2)]
        for key in (alliance.organisations if alliance else ())
    ]
    measure = alliance.shared_measure if alliance else None
    page: Page = [
        head(sheet, kind),
        title(label(day)),
        lede(alliance.purpose if alliance else "", _("What the two need each other for"), 2),
        *part(_("Why now"), case.why_now if case else "", 2),
        heading(_("What is different on each side")),
        columns(*differs) if len(differs) == 2 else note(_("Each side is measured by something else.")),
        *items(_("What rubs"), list(alliance.tensions) if alliance else [], 3),
        *part(_("What it costs to go on as now"), case.cost_of_going_on if case else "", 3),
    ]
    if measure is not None and measure.indicator:
        page.append(heading(_("What both measure")))
        chart = series_chart(measure, sheet.on)
        page.append({"is": "chart", "chart": chart} if chart else bullets([_measure(measure)]))
    page += [
        *part(_("What we ask"), case.what_we_ask if case else "", 2),
        note(
            _(
                "The day is for working well together. It is not for misconduct, safety or legal matters, and not for "
                "decisions that are made already."
            )
        ),
        room(_("What would change your mind?")),
    ]
    for_whom = _("For those who are asked to come")
    return {**frame(sheet, f"{label(day)}: {kind}", kind, for_whom=for_whom), "pages": [page]}


def _measure(measure: Any) -> str:
    words = one_line(measure.indicator)
    numbers = [f"{value:g}" for value in (measure.baseline, measure.target) if value is not None]
    return f"{words}: {' → '.join(numbers)}" if numbers else words


def themes_data(sheet: Sheet) -> dict[str, Any]:
    """What people hope for and what worries them, in other words, without names; sent a week before the day."""
    day = the_day(sheet)
    themes = day.themes if day else None
    kind = _("Themes of the calls")
    page: Page = [
        head(sheet, kind),
        title(label(day)),
        under(_("Gathered from the telephone calls, in other words and without names.")),
        gap(3),
        columns(
            items(_("Hopes"), list(themes.hopes) if themes else [], 5),
            items(_("Concerns"), list(themes.concerns) if themes else [], 5),
        ),
        heading(_("How we will be together")),
        bullets(
            (
                _("You may pass at any time. What you tell of yourself is not written down."),
                _("We begin with what already works between us, and end with a few things to do."),
            )
        ),
        room(_("What stands out to me?")),
    ]
    return {**frame(sheet, f"{label(day)}: {kind}", kind, for_whom=_("For those who take part")), "pages": [page]}
