"""Two sessions compared, as the Sessions screen does: who moved, goals, what was learned and promised."""

from datetime import date
from typing import Any

from desktop.domain import since
from desktop.domain.answers import AnswerState, five_answers
from desktop.domain.dates import first_day
from desktop.domain.records import Goal, Session, Snapshot
from desktop.domain.sessions import Compared, Shift, as_of, compared, snapshot, stood
from desktop.domain.since import Outcome
from desktop.report.blocks import (
    Page,
    cell,
    eyebrow,
    fr,
    heading,
    mm,
    note,
    room,
    sentences,
    table,
    title,
    together,
    under,
)
from desktop.report.chart import number
from desktop.report.days import day_words, long_day
from desktop.report.names import one_line, person
from desktop.report.sheet import Sheet, frame
from desktop.report.today import outcome_words, without_full_stop
from desktop.words import _, question_words, tier_words

MOST_LEARNED = 12


def progress_data(sheet: Sheet) -> dict[str, Any]:
    """What `pages.typ` prints. Compared is with `since`, at first the last session closed before the day."""
    start = since_when(sheet)
    begun, today = _day(sheet, start), long_day(sheet.on)
    before, after = _stood(sheet, start), snapshot(sheet.values, sheet.on)
    found = compared(sheet.values, before, after)
    page = [
        eyebrow(_("Progress"), today),
        title(_("What has changed")),
        under(
            _("Between {begin} and {end}").format(begin=begun, end=today)
            if begun
            else _("Up to {end}").format(end=today)
        ),
        *_moved(sheet, found),
        *_goals(sheet, before, after),
        *_answers(sheet, found),
        *_kept(sheet, start),
        room(_("What do we notice? What is worth celebrating?")),
    ]
    return {**frame(sheet, _("Progress, {day}").format(day=today), _("Progress")), "pages": [page]}


def since_when(sheet: Sheet) -> date | None:
    """The day that is compared with: as wanted, else that of the last closed session before the day."""
    if sheet.wanted.since is not None:
        return sheet.wanted.since
    closed = [day for s in sheet.values.sessions.values() if s.closed and (day := first_day(s.date)) and day < sheet.on]
    return max(closed, default=None)


def _day(sheet: Sheet, start: date | None) -> str:
    return long_day(start) if start else ""


def _moved(sheet: Sheet, found: Compared) -> Page:
    values, words = sheet.values, tier_words()
    rows = [
        [
            cell((person(values, shift.contact), "strong"), slim=True),
            cell(words[shift.before] if shift.before else "–"),
            cell((words[shift.after] if shift.after else _("no longer placed"), "strong")),
            cell((_since(sheet, shift), "soft"), slim=True),
        ]
        for shift in found.moved
        # With nothing to compare with, everybody would be new.
        if shift.before or found.since > date.min
    ]
    head = [_("Who"), _("Was"), _("Is now"), _("Since")]
    said = table([fr(1.4), fr(1), fr(1), mm(28)], head, rows) if rows else note(_("Nobody has changed band."))
    return [heading(_("Who moved")), said]


def _since(sheet: Sheet, shift: Shift) -> str:
    """The day from which somebody stands where they stand now."""
    history = sheet.values.contacts[shift.contact].tier_history
    days = [day for change in history if change.tier == shift.after and (day := first_day(change.from_))]
    day = max((day for day in days if day <= sheet.on), default=None)
    return day_words(day, sheet.on) if day else ""


def _goals(sheet: Sheet, before: Snapshot, after: Snapshot) -> Page:
    """The goals that are worked on, and those closed in between."""
    rows = []
    then = {goal.goal: goal for goal in before.goals}
    for now in after.goals:
        goal = sheet.values.goals[now.goal]
        focal = sheet.values.focal_relationships.get(goal.focal)
        was = then.get(goal.id)
        closed = now.status in ("achieved", "dropped") and (was is None or was.status != now.status)
        if focal is None or not (now.status == "active" or closed):
            continue
        unit = f" {one_line(goal.measure.unit)}" if goal.measure and goal.measure.unit else ""
        indicator = one_line(goal.measure.indicator) if goal.measure else ""
        value = was.current if was else None
        rows.append(
            [
                cell((person(sheet.values, focal.contact), "strong"), slim=True),
                cell(goal.statement, (f"{indicator}{',' if unit else ''}{unit}", "small")),
                cell(_value(value)),
                cell((_value(now.current), "strong" if now.current != value else "")),
                cell(_value(goal.measure.target if goal.measure else None)),
                cell((_standing(goal), "soft"), slim=True),
            ]
        )
    if not rows:
        return [heading(_("Goals")), note(_("No goal was worked on."))]
    head = [_("With"), _("Goal, and how we would notice"), _("Then"), _("Now"), _("Aim"), ""]
    return [heading(_("Goals")), table([mm(32), fr(1), mm(15), mm(17), mm(15), mm(24)], head, rows)]


def _value(value: float | None) -> str:
    return "–" if value is None else number(value)


def _standing(goal: Goal) -> str:
    if goal.status == "achieved":
        return _("achieved")
    if goal.status == "dropped":
        return _("let go")
    return _("waits for a second look") if goal.needs_refinement and goal.needs_refinement.flag else ""


def _session(sheet: Sheet, start: date | None) -> Session | None:
    """The closed session of the day that is compared with; one made up for a day on which there was none."""
    if start is None:
        return None
    closed = (s for s in sheet.values.sessions.values() if s.closed and first_day(s.date) == start)
    return next(closed, Session(0, "", start.isoformat(), "", "", "", (), closed=True))


def _stood(sheet: Sheet, start: date | None) -> Snapshot:
    """How the plan stood then: as that session froze it, else as far as the histories tell."""
    session = _session(sheet, start)
    return stood(sheet.values, session) if session else as_of(sheet.values, date.min)


def _answers(sheet: Sheet, found: Compared) -> Page:
    """How many of the questions could be answered then and now, and what was learned since."""
    values = sheet.values
    active = [f for f in values.focal_relationships.values() if f.state == "active" and f.contact in values.contacts]
    said: list[str] = []
    if active:
        now = [answer for focal in active for answer in five_answers(values, focal, sheet.on)]
        asked = [a for a in now if a.state in (AnswerState.OK, AnswerState.INVESTIGATE)]
        known = sum(answer.state is AnswerState.OK for answer in asked)
        words = _("I can answer {n} of the {all} questions about my key relationships.")
        said.append(words.format(n=known, all=len(asked)))
    rows = [
        [
            cell((person(values, values.focal_relationships[i.focal].contact), "strong"), slim=True),
            cell((question_words().get(i.question or "", _("What else I learned")), "soft"), slim=True),
            cell(without_full_stop(one_line(i.text))),
        ]
        for i in found.learned[:MOST_LEARNED]
        if i.focal in values.focal_relationships
    ]
    page = [heading(_("What I learned")), sentences(said)]
    if rows:
        page += [{"is": "gap", "mm": 2}, table([mm(36), mm(42), fr(1)], [_("About"), _("Question"), _("Answer")], rows)]
    else:
        page.append(note(_("Nothing new is recorded.")))
    return page


def _kept(sheet: Sheet, start: date | None) -> Page:
    values = sheet.values
    marks = {Outcome.KEPT: "kept", Outcome.KEPT_LATE: "kept", Outcome.NOT_YET: "not-yet"}
    rows = [
        [
            cell(mark=marks.get(each.outcome, "open")),
            cell(without_full_stop(one_line(each.text))),
            cell((person(values, each.contact), "soft"), slim=True),
            cell((outcome_words(each, sheet.on), "amber" if each.outcome is Outcome.NOT_YET else ""), slim=True),
        ]
        for each in since.promises(values, _session(sheet, start), sheet.on)
    ]
    if not rows:
        return [heading(_("Promised, and kept?")), note(_("Nothing was due."))]
    head = ["", _("What I said I would do"), _("For"), _("What became of it")]
    return [together(heading(_("Promised, and kept?")), table([mm(7), fr(1), mm(36), mm(40)], head, rows))]
