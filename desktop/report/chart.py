"""A measure as a small line: where it began, the readings, where it is to go. Places are fractions of the drawing."""

from datetime import date
from typing import Any

from desktop.domain.dates import first_day
from desktop.domain.records import Goal, Measure, Reading, SharedMeasure
from desktop.report.days import day_words, short_day
from desktop.report.names import one_line, wide
from desktop.words import _, pgettext

HEADROOM = 1.12
CROWDED = 0.16
"""Date labels nearer than this to each other would touch."""


def chart(goal: Goal, on: date) -> dict[str, Any] | None:
    """The measure of `goal` for the template; None without one. `line` is None where there are no numbers to draw."""
    measure = goal.measure
    if measure is None or not measure.indicator:
        return None
    due = first_day(goal.due)
    notes = [_("Source: {source}.").format(source=one_line(measure.source))] if measure.source else []
    line = _line(measure, due, on)
    if line and due and line["goal"] is not None:
        notes.append(_("Dashed: the way still to go, by {day}.").format(day=day_words(due, on)))
    elif due:
        notes.append(_("By {day}.").format(day=day_words(due, on)))
    title = ", ".join(one_line(part) for part in (measure.indicator, measure.unit or "") if part)
    return {"title": wide(title), "note": wide(" ".join(notes)), "line": line}


def series_chart(measure: SharedMeasure, on: date) -> dict[str, Any] | None:
    """The measure that two organisations share, drawn like any other; None without a value."""
    points = tuple(Reading(point.date, point.value) for point in measure.series)
    line = _line(
        Measure(measure.indicator, None, measure.baseline, measure.target, None, None, None, None, points), None, on
    )
    return {"title": wide(one_line(measure.indicator)), "note": "", "line": line} if line else None


def _line(measure: Measure, due: date | None, on: date) -> dict[str, Any] | None:
    points = {day: reading.value for reading in measure.readings if (day := first_day(reading.date)) and day <= on}
    measured = first_day(measure.measured)
    if measure.current is not None and measured and measured <= on:
        points.setdefault(measured, measure.current)
    if not points:
        return None
    days = sorted(points)
    end = max(due or days[-1], days[-1])
    span = max((end - days[0]).days, 1)
    known = [value for value in (*points.values(), measure.baseline, measure.target) if value is not None]
    low, high = min(0.0, *known), max(known) * HEADROOM
    high = high if high > low else low + 1

    def height(value: float) -> float:
        return (value - low) / (high - low)

    readings = [
        {"x": (day - days[0]).days / span, "y": height(points[day]), "value": number(points[day])} for day in days
    ]
    ends = [{"x": 0.0, "label": short_day(days[0], on)}]
    if end != days[-1]:
        ends.append({"x": 1.0, "label": short_day(end, on)})
    last = {"x": readings[-1]["x"], "label": short_day(days[-1], on)}
    if all(abs(last["x"] - other["x"]) >= CROWDED for other in ends):
        ends.append(last)
    return {
        "zero": height(low),
        "low": number(low),
        "readings": readings,
        "began": _mark(measure.baseline, height, _("began {value}")),
        "goal": _mark(measure.target, height, _("goal {value}")),
        "dates": ends,
        "due": due is not None,
        "alt": _in_words(measure, days[0], days[-1], points[days[-1]], due, on),
    }


def _mark(value: float | None, height: Any, words: str) -> dict[str, Any] | None:
    return None if value is None else {"y": height(value), "label": words.format(value=number(value))}


def _in_words(measure: Measure, first: date, last: date, now: float, due: date | None, on: date) -> str:
    sentences = [
        _("Line chart: {indicator}, {value} on {day}.").format(
            indicator=one_line(measure.indicator), value=number(now), day=day_words(last, on)
        )
    ]
    if measure.baseline is not None:
        sentences.append(
            _("It began at {value} on {day}.").format(value=number(measure.baseline), day=day_words(first, on))
        )
    if measure.target is not None and due:
        sentences.append(
            _("The goal is {value} by {day}.").format(value=number(measure.target), day=day_words(due, on))
        )
    return " ".join(sentences)


def number(value: float) -> str:
    """A value without needless decimals."""
    return f"{value:.10g}".replace(".", pgettext("decimal mark", "."))
