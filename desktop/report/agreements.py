"""The last page of the session paper: what I will do, what is open already, when we meet again."""

from datetime import date
from typing import Any

from desktop.domain import since
from desktop.domain.dates import first_day
from desktop.domain.plan_values import PlanValues
from desktop.domain.since import Open
from desktop.report.days import day_words, long_day
from desktop.report.names import and_more, display_name, in_sentence, page_of, person, wide
from desktop.report.today import without_full_stop
from desktop.words import _

MOST_OPEN = 10
ROWS_TO_WRITE = 5


def agreements_page(values: PlanValues, on: date) -> dict[str, Any]:
    """What the template `session.typ` prints as *Agreements*."""
    steps = since.open_steps(values, on)
    coming = since.next_session(values, on)
    day = first_day(coming.date) if coming else None
    return {
        "title": _("What I will do"),
        "head": [_("What"), _("By when"), _("First sign that it works")],
        "rows": ROWS_TO_WRITE,
        "open": {
            "title": _("Already open"),
            "head": ["", "", _("Next step"), _("With"), _("By")],
            "rows": [_step(values, step, on) for step in steps[:MOST_OPEN]],
            "more": and_more(len(steps) - MOST_OPEN),
        },
        "reviews": {"title": _("To look at again before we meet"), "text": _reviews(values, on)},
        "next": {
            "title": _("Next session"),
            "fields": [
                {"label": _("Date"), "text": long_day(day) if day else ""},
                {"label": _("Time"), "text": ""},
                {"label": _("Where"), "text": ""},
            ],
        },
        "room": _("What I take away from today"),
    }


def step_words(kind: str) -> str:
    """The kind of a next step, in a word or two."""
    return {
        "investigate": _("Find out"),
        "promise": _("Promised"),
        "introduce": _("Introduce"),
        "prepare": _("Prepare"),
    }.get(kind, _("Do"))


def _step(values: PlanValues, step: Open, on: date) -> dict[str, Any]:
    by = day_words(step.due, on) if step.due else ""
    return {
        "kind": step_words(step.kind),
        "find": step.kind == "investigate",
        "text": without_full_stop(wide(step.text)),
        "who": person(values, step.contact),
        "to": page_of(step.contact),
        "by": _("{day}, late").format(day=by) if step.late else by,
        "late": step.late,
    }


def _reviews(values: PlanValues, on: date) -> str:
    parts: list[str] = []
    for focal in since.reviews_due(values, on):
        contact, day = values.contacts.get(focal.contact), first_day(focal.next_review)
        if contact and day:
            words = _("{name} (was due {day})") if day < on else _("{name} ({day})")
            parts.append(words.format(name=in_sentence(wide(display_name(contact))), day=day_words(day, on)))
    return _("{names}.").format(names=", ".join(parts)) if parts else ""
