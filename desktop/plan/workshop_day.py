"""What a facilitator does on the day: the agenda, the pairs, what is agreed. Each function is one Step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from desktop.domain import records as r
from desktop.domain.agenda import Agenda
from desktop.domain.pairing import without
from desktop.domain.workshop_dates import STEPS, step_key, timeline
from desktop.plan.edits import new_uid
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from desktop.plan.workshop_edits import revise

T = TypeVar("T")


def change_agenda(plan: Plan, change: Callable[[Agenda], Agenda], subject: str = "") -> None:
    """The agenda from how it is now."""
    revise(plan, Edit.CHANGE_AGENDA, lambda it: {"agenda": change(it.agenda)}, subject)


def set_pairs(plan: Plan, pairs: tuple[r.Pair, ...]) -> None:
    """Who interviews whom."""
    revise(plan, Edit.DRAW_PAIRS, lambda _it: {"pairs": pairs})


def set_apart(plan: Plan, one: int, other: int, apart: bool) -> None:
    """Say whether two should not interview each other first."""
    people = {one, other}

    def changed(it: r.Workshop) -> dict[str, Any]:
        rest = tuple(pair for pair in it.apart if set(pair.people) != people)
        return {"apart": (*rest, r.Pair((one, other))) if apart else rest}

    revise(plan, Edit.DRAW_PAIRS, changed)


def set_attended(plan: Plan, person: int, attended: bool | None, subject: str = "") -> None:
    """Say whether somebody comes to the day (None: not known). Who does not leaves the pair they were in."""

    def changed(it: r.Workshop) -> dict[str, Any]:
        people = tuple(replace(each, attended=attended) if each.person == person else each for each in it.participants)
        pairs = without(it.pairs, person) if attended is False else it.pairs
        return {"participants": people, "pairs": pairs}

    revise(plan, Edit.CHANGE_PARTICIPANT, changed, subject)


# --- what is agreed in the room ---


def keep_conditions(plan: Plan, change: Callable[[tuple[str, ...]], tuple[str, ...]], subject: str = "") -> None:
    """What makes it work between the two, from how it is now."""
    revise(plan, Edit.AGREE, lambda it: {"success_conditions": change(it.success_conditions)}, subject)


def keep_statements(plan: Plan, change: Callable[[tuple[str, ...]], tuple[str, ...]], subject: str = "") -> None:
    """Sentences of the vision, from how they are now."""

    def changed(it: r.Workshop) -> dict[str, Any]:
        vision = it.vision or r.Vision((), ())
        return {"vision": replace(vision, statements=change(vision.statements))}

    revise(plan, Edit.AGREE, changed, subject)


def keep_pictures(
    plan: Plan, change: Callable[[tuple[r.Picture, ...]], tuple[r.Picture, ...]], subject: str = ""
) -> None:
    """Pictures of the vision, from how they are now."""

    def changed(it: r.Workshop) -> dict[str, Any]:
        vision = it.vision or r.Vision((), ())
        return {"vision": replace(vision, pictures=change(vision.pictures))}

    revise(plan, Edit.AGREE, changed, subject)


def keep_decisions(
    plan: Plan, change: Callable[[tuple[r.Decision, ...]], tuple[r.Decision, ...]], subject: str = ""
) -> None:
    """What was decided, from how it is now."""
    revise(plan, Edit.AGREE, lambda it: {"decisions": change(it.decisions)}, subject)


def keep_offers(plan: Plan, change: Callable[[tuple[r.Offer, ...]], tuple[r.Offer, ...]], subject: str = "") -> None:
    """Offers and requests, from how they are now."""
    revise(plan, Edit.AGREE, lambda it: {"offers": change(it.offers)}, subject)


def keep_actions(plan: Plan, change: Callable[[tuple[r.Action, ...]], tuple[r.Action, ...]], subject: str = "") -> None:
    """Joint actions, from how they are now."""
    revise(plan, Edit.AGREE, lambda it: {"actions": change(it.actions)}, subject)


def new_action(text: str, owners: tuple[int, ...] = (), first_step: str | None = None) -> r.Action:
    """An action that nothing was done about yet."""
    return r.Action(0, new_uid(), text, owners, first_step, None, "", "open")


def keep_dates(
    plan: Plan, change: Callable[[tuple[r.TimelineStep, ...]], tuple[r.TimelineStep, ...]], subject: str = ""
) -> None:
    """The dated steps, from how they are now, kept in the order of their days."""
    revise(
        plan,
        Edit.TICK_TIMELINE,
        lambda it: {"timeline": tuple(sorted(change(it.timeline), key=lambda step: step.date))},
        subject,
    )


# --- how far it is ---


def tick_step(plan: Plan, key: str, done: bool, *, on: date) -> None:
    """Say that a step of the timeline (`workshop_dates.STEPS`) is done, or is not; a missing one comes with it."""

    def changed(it: r.Workshop) -> dict[str, Any]:
        steps = it.timeline
        if not any(step_key(step.step) == key for step in steps):
            from_day = [step for step in timeline(on) if step_key(step.step) == key]
            steps = (*steps, replace(from_day[0], date=on.isoformat(), end=None)) if key in STEPS else steps
        return {"timeline": tuple(replace(s, done=done) if step_key(s.step) == key else s for s in steps)}

    revise(plan, Edit.TICK_TIMELINE, changed)


def at(items: tuple[T, ...], place: int, item: T | None) -> tuple[T, ...]:
    """With another item at a place; None takes the one there away, one past the end is added."""
    return (*items[:place], *(() if item is None else (item,)), *items[place + 1 :])
