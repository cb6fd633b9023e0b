"""The timeline of a workshop, from twelve weeks before the day to two years after it (section 5): dated steps that
follow from the day and move with it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desktop.domain import records as r
from desktop.domain.dates import days_after, first_day, months_after
from desktop.domain.workshop import reached

WEEK = 7

STEPS: dict[str, tuple[str, int, int | None]] = {
    "persuade": ("convenor starts to persuade", -12 * WEEK, -6 * WEEK),
    "confirmed": ("all say yes", -5 * WEEK, None),
    "interviews": ("interviews", -3 * WEEK, -2 * WEEK),
    "themes": ("themes sent without names", -1 * WEEK, None),
    "day": ("workshop", 0, None),
    "record": ("record sent", 1 * WEEK, None),
    "first steps": ("two-week first steps check", 2 * WEEK, None),
    "calls": ("evaluation calls", 4 * WEEK, 6 * WEEK),
    "summary": ("evaluation summary to all", 6 * WEEK, None),
    "look-back": ("joint look-back at actions", 26 * WEEK, None),
    "follow-up": ("follow-up interviews", 104 * WEEK, None),
}
"""Key -> (the step's name in files, days from the day, days to its end where it takes longer)."""

FOLLOW_UP_MONTHS = 24


def step_key(step: str) -> str:
    """The key of a step by its name in files; the name itself for one of somebody's own."""
    if step.startswith("all ") and step.endswith("say yes"):
        return "confirmed"  # "all nine say yes"
    return next((key for key, (name, _from, _to) in STEPS.items() if name == step), step)


def follow_up_day(day: date) -> date:
    """24 months later; a weekend moves to Monday."""
    found = months_after(day, FOLLOW_UP_MONTHS)
    return days_after(found, 7 - found.weekday()) if found.weekday() > 4 else found


def evaluation_window(day: date) -> tuple[date, date]:
    """When people are called again: four to six weeks after the day."""
    _name, begin, end = STEPS["calls"]
    return days_after(day, begin), days_after(day, end or begin)


def derived(key: str, day: date) -> tuple[date, date | None]:
    """(first day, last day or None) of a step, as the day asks for it."""
    if key == "follow-up":
        return follow_up_day(day), None
    _name, begin, end = STEPS[key]
    return days_after(day, begin), None if end is None else days_after(day, end)


def timeline(day: date) -> tuple[r.TimelineStep, ...]:
    """All steps as the day asks for them, none done."""
    return tuple(_dated(r.TimelineStep(STEPS[key][0], "", done=False), *derived(key, day)) for key in STEPS)


def moved(steps: tuple[r.TimelineStep, ...], before: date | None, after: date) -> tuple[r.TimelineStep, ...]:
    """The timeline when the day moves from `before` to `after`.

    What is done stays. A step where the day had put it goes to where the new day puts it; one that was set by hand
    moves by as many days as the day. What is missing is not added: it was taken out by hand.
    """
    if not steps or before is None:
        return steps or timeline(after)
    by = (after - before).days
    return tuple(step if step.done else _moved(step, before, after, by) for step in steps)


def _moved(step: r.TimelineStep, before: date, after: date, by: int) -> r.TimelineStep:
    key = step_key(step.step)
    if key in STEPS and step == _dated(step, *derived(key, before)):
        return _dated(step, *derived(key, after))
    begin, end = first_day(step.date), first_day(step.end)
    return step if begin is None else _dated(step, days_after(begin, by), days_after(end, by) if end else None)


def _dated(step: r.TimelineStep, begin: date, end: date | None) -> r.TimelineStep:
    return replace(step, date=begin.isoformat(), end=end.isoformat() if end else None)


def moved_workshop(workshop: r.Workshop, day: date | None) -> dict[str, object]:
    """The fields that change when the day is set, moved or taken back (None: the timeline goes with it).

    What is to come and hangs on the day, follow-up and the time of the calls included, moves with it.
    """
    before = first_day(workshop.date)
    if day is None:
        return {"date": None, "timeline": tuple(step for step in workshop.timeline if step.done)}
    changed: dict[str, object] = {
        "date": day.isoformat(),
        "timeline": moved(workshop.timeline, before, day),
    }
    if (asked := workshop.evaluation) is not None and not any(call.date for call in asked.calls):
        changed["evaluation"] = replace(asked, window=tuple(each.isoformat() for each in evaluation_window(day)))
    due = follow_up_day(day).isoformat()
    if workshop.follow_up is not None:
        changed["follow_up"] = replace(workshop.follow_up, due=due)
    elif workshop.follow_up_due is not None:
        changed["follow_up_due"] = due
    return changed


def ticked(workshop: r.Workshop) -> Iterator[str]:
    """The keys of the steps that are done."""
    return (step_key(step.step) for step in workshop.timeline if step.done)


def state_of(workshop: r.Workshop) -> str:
    """The state that what was done has led to."""
    return reached(workshop, ticked(workshop))
