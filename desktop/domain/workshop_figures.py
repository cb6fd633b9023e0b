"""What can be counted of a workshop, as `rapport figures` prints it: people by number alone, never by name."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.domain import records as r
from desktop.domain.dates import first_day
from desktop.domain.ratings import RATED, counts_of
from desktop.domain.workshop_dates import evaluation_window, follow_up_day

Rated = Sequence[tuple[int, int]]
"""(before, after) of those who rated both times."""


def workshop_figures(workshop: r.Workshop) -> dict[str, Any]:
    """Who took part and was heard, how the ratings moved, how far the actions are, and what falls due when."""
    invited = len(workshop.participants)
    calls = workshop.evaluation.calls if workshop.evaluation else ()
    answered = sum(call.date is not None for call in calls)
    day = first_day(workshop.date)
    due = follow_up_day(day).isoformat() if day else None
    return {
        "participants": invited,
        "interviewed": sum(each.date is not None for each in workshop.interviews),
        "evaluated": answered,
        "response_rate": round(answered / invited, 3) if invited else None,
        "paired": {rated: _paired(pairs) for rated, pairs in rated_twice(workshop).items() if pairs},
        "actions": dict(Counter(action.status for action in workshop.actions)),
        "evaluation_due": [each.isoformat() for each in evaluation_window(day)] if day else None,
        "follow_up_due": due,
        "convenor": _asked(workshop.convenor_log),
    }


def rated_twice(workshop: r.Workshop) -> Mapping[str, Rated]:
    """What was rated to (before, after) of every participant who rated it both times."""
    before = {interview.person: interview.before for interview in workshop.interviews}
    after = {call.person: call.after for call in (workshop.evaluation.calls if workshop.evaluation else ())}
    people = [p.person for p in workshop.participants if p.person in before and p.person in after]
    return {
        rated: [(before[p][rated], after[p][rated]) for p in people if rated in before[p] and rated in after[p]]
        for rated in RATED
    }


def _paired(pairs: Rated) -> dict[str, Any]:
    counts = counts_of(pairs)
    return {
        "n": counts.answered,
        "before_median": _middle([before for before, _after in pairs]),
        "after_median": _middle([after for _before, after in pairs]),
        "rose": counts.rose,
        "same": counts.same,
        "fell": counts.fell,
    }


def _middle(values: Sequence[int]) -> list[int]:
    """The middle value; both of them where the number is even."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half - 1 : half + 1] if len(values) % 2 == 0 else [ordered[half]]


def _asked(log: Sequence[r.ConvenorEntry]) -> dict[str, int]:
    first: dict[int, str] = {}
    last: dict[int, str] = {}
    for entry in sorted(log, key=lambda entry: entry.date):
        first.setdefault(entry.person, entry.answer)
        last[entry.person] = entry.answer
    return {
        "asked": len(first),
        "yes": sum(answer == "yes" for answer in last.values()),
        "first_answer_not_yes": sum(answer != "yes" for answer in first.values()),
    }
