"""What grew: one page at the end of coaching, for client and coach, over all the time of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain import since
from desktop.domain.dates import first_day
from desktop.domain.records import Goal
from desktop.domain.tiers import rank
from desktop.report.blocks import (
    Page,
    bullets,
    cell,
    eyebrow,
    fitting,
    fr,
    heading,
    mm,
    note,
    room,
    sentences,
    table,
    title,
    under,
)
from desktop.report.chart import number
from desktop.report.days import day_words, long_day
from desktop.report.names import and_more, one_line, person
from desktop.report.sheet import Sheet, frame
from desktop.report.summary import short
from desktop.report.today import without_full_stop
from desktop.words import _, ngettext, tier_words


@dataclass(frozen=True, slots=True)
class _Room:
    """How much a page has room for: people who came nearer, goals, things learned; characters of a text."""

    people: int
    goals: int
    learned: int
    text: int


_ROOMS = (_Room(8, 6, 6, 160), _Room(6, 4, 4, 120), _Room(4, 3, 3, 80), _Room(3, 2, 2, 50))
"""The first that fits on the page is taken."""


def grown_data(sheet: Sheet) -> dict[str, Any]:
    """What `pages.typ` prints."""
    day = long_day(sheet.on)
    page = [fitting(*(_page(sheet, place) for place in _ROOMS)), room(_("What do I take along?"))]
    return {**frame(sheet, _("What grew, {day}").format(day=day), _("What grew")), "pages": [page]}


def _page(sheet: Sheet, place: _Room) -> Page:
    parts = [*_nearer(sheet, place), *_goals(sheet, place), *_learned(sheet, place)]
    return [
        eyebrow(_("Looking back"), long_day(sheet.on)),
        title(_("What grew")),
        under(_over(sheet)),
        sentences(_counted(sheet)),
        *(parts or [note(_("Nothing is recorded that shows it."))]),
    ]


def _over(sheet: Sheet) -> str:
    days = [day for each in sheet.values.sessions.values() if each.closed and (day := first_day(each.date))]
    if not days:
        return _("Up to {end}").format(end=long_day(sheet.on))
    words = ngettext("One session, on {begin}", "{n} sessions, from {begin} to {end}", len(days))
    return words.format(n=len(days), begin=long_day(min(days)), end=long_day(max(days)))


def _counted(sheet: Sheet) -> list[str]:
    agreed = [
        step for step in sheet.values.next_steps.values() if step.agreed_in is not None and step.status != "dropped"
    ]
    done = sum(step.status == "done" for step in agreed)
    return [_("Agreed and done: {n} of {all} steps.").format(n=done, all=len(agreed))] if agreed else []


def _nearer(sheet: Sheet, place: _Room) -> Page:
    values, words = sheet.values, tier_words()
    moves = [m for m in since.moves(values, None, sheet.on) if m.before and rank(m.after) < rank(m.before)]
    if not moves:
        return []
    rows = [
        [
            cell((person(values, move.contact), "strong"), slim=True),
            cell(words[move.before or ""]),
            cell((words[move.after], "strong")),
            cell((day_words(move.on, sheet.on), "soft"), slim=True),
        ]
        for move in moves[: place.people]
    ]
    widths, head = [fr(1.4), fr(1), fr(1), mm(28)], [_("Who"), _("Was"), _("Is now"), _("Since")]
    return [heading(_("Who came nearer")), table(widths, head, rows), *_more(moves, place.people)]


def _goals(sheet: Sheet, place: _Room) -> Page:
    values = sheet.values
    found = [goal for goal in values.goals.values() if goal.focal in values.focal_relationships and _grew(goal)]
    if not found:
        return []
    found.sort(key=lambda goal: (goal.status != "achieved", goal.id))
    rows = [
        [
            cell((person(values, values.focal_relationships[goal.focal].contact), "strong"), slim=True),
            cell(_cut(goal.statement, place), (one_line(goal.measure.indicator) if goal.measure else "", "small")),
            cell(_value(goal.measure.baseline if goal.measure else None)),
            cell((_value(goal.measure.current if goal.measure else None), "strong")),
            cell((_("achieved") if goal.status == "achieved" else "", "soft"), slim=True),
        ]
        for goal in found[: place.goals]
    ]
    head = [_("With"), _("Goal, and how we would notice"), _("Then"), _("Now"), ""]
    widths = [mm(32), fr(1), mm(15), mm(17), mm(24)]
    return [heading(_("Goals")), table(widths, head, rows), *_more(found, place.goals)]


def _grew(goal: Goal) -> bool:
    """Reached, or measured nearer to its aim than where it began."""
    measure = goal.measure
    if goal.status == "achieved":
        return True
    if goal.status != "active" or measure is None:
        return False
    if measure.baseline is None or measure.current is None or measure.target is None:
        return False
    return abs(measure.target - measure.current) < abs(measure.target - measure.baseline)


def _learned(sheet: Sheet, place: _Room) -> Page:
    values = sheet.values
    news = [each for each in since.learned(values, None, sheet.on) if each.focal in values.focal_relationships]
    if not news:
        return []
    said = [
        _("{name}: {text}").format(
            name=person(values, values.focal_relationships[each.focal].contact), text=_cut(each.text, place)
        )
        for each in news[: place.learned]
    ]
    return [heading(_("What I learned")), bullets(said), *_more(news, place.learned)]


def _more(found: Sequence[object], shown: int) -> Page:
    words = and_more(len(found) - shown)
    return [note(words)] if words else []


def _cut(text: str, place: _Room) -> str:
    return short(without_full_stop(one_line(text)), place.text)


def _value(value: float | None) -> str:
    return "–" if value is None else number(value)
