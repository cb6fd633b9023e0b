"""R13: introductions, double opt-in; who was asked lately, and which pairs rest after a no."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from desktop.domain.dates import days_after, first_day
from desktop.domain.records import Introduction
from desktop.domain.states import INTRODUCTION, may_become, may_introduce

REST_DAYS = 180
"""R13: so long the same go-between and the same person to be met rest after either said no."""

OFTEN, LATELY_DAYS = 2, 90
"""Somebody asked so many times in so many days is asked too often lately."""

DECLINED = frozenset({"broker_declined", "target_declined"})


def rests_until(introduction: Introduction) -> date | None:
    """The first day on which the pair of a declined introduction may be asked again; None when nobody declined."""
    asked = first_day(introduction.asked)
    return days_after(asked, REST_DAYS) if asked and introduction.state in DECLINED else None


def pairs(introduction: Introduction) -> set[tuple[int, int]]:
    """(go-between, target) whom a no concerns: who was asked, and who would have done the last step."""
    last = introduction.path[-2:-1] if introduction.path[-1:] == (introduction.target,) else ()
    return {(between, introduction.target) for between in (introduction.broker, *last)}


def resting(introductions: Iterable[Introduction], on: date) -> frozenset[tuple[int, int]]:
    """(go-between, target) not to be asked for yet."""
    return frozenset(
        pair for each in introductions if (until := rests_until(each)) and on < until for pair in pairs(each)
    )


def asked_lately(introductions: Iterable[Introduction], on: date) -> dict[int, int]:
    """Go-between to how often they were asked for an introduction in the last 90 days."""
    start = days_after(on, -LATELY_DAYS)
    asked = ((each.broker, first_day(each.asked)) for each in introductions if each.state != "idea")
    return dict(Counter(broker for broker, day in asked if day and start < day <= on))


def next_states(introduction: Introduction) -> tuple[str, ...]:
    """What may come next. Nobody is introduced before both said yes."""
    then = (state for state in INTRODUCTION if may_become(INTRODUCTION, introduction.state, state))
    return tuple(state for state in then if state != "introduced" or may_introduce(introduction))


def with_state(introduction: Introduction, state: str, on: date) -> dict[str, str]:
    """The fields that change when an introduction comes into `state` on a day: consents and the asking keep their day.

    Raises ValueError when that state cannot follow.
    """
    if state not in next_states(introduction):
        raise ValueError(f"{introduction.state} -> {state}")
    kept = {"broker_asked": "asked", "broker_agreed": "broker_consent", "target_agreed": "target_consent"}
    fields = {"state": state}
    if state in kept:
        fields[kept[state]] = on.isoformat()
    return fields
