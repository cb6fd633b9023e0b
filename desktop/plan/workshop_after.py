"""What a facilitator does after the day: calls again, the summary, two years on, the results told. One Step each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from desktop.domain import records as r
from desktop.domain.dates import first_day
from desktop.domain.workshop_dates import evaluation_window, follow_up_day
from desktop.plan import store
from desktop.plan.edits import new_uid
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from desktop.plan.workshop_edits import revise, the_workshop, write

SCALE = "1-5; 1 = not at all, 5 = fully"


def call_again(plan: Plan, person: int, subject: str = "", **values: Any) -> None:
    """Set fields of the call with somebody some weeks after the day; `answers` and `after` add to what is there.

    Who was reached is counted anew: a call with a date is one that took place.
    """

    def changed(it: r.Workshop) -> Mapping[str, Any]:
        evaluation = _evaluation(it)
        calls = {call.person: call for call in evaluation.calls}
        calls[person] = _with(calls.get(person) or r.EvaluationCall(person, None, {}, {}), values)
        reached = {call.person for call in calls.values() if call.date}
        invited = [each.person for each in it.participants]
        return {
            "evaluation": replace(
                evaluation,
                calls=tuple(calls.values()),
                invited=len(invited),
                answered=len(reached),
                not_reached=tuple(each for each in evaluation.not_reached if each not in reached),
            )
        }

    revise(plan, Edit.CALL_AGAIN, changed, subject)


def summarise(plan: Plan, **texts: tuple[str, ...]) -> None:
    """Set what is told of the calls: `signs`, `unchanged`, `wishes`."""

    def changed(it: r.Workshop) -> Mapping[str, Any]:
        evaluation = _evaluation(it)
        summary = replace(evaluation.summary or r.EvaluationSummary((), (), ()), **texts)
        return {"evaluation": replace(evaluation, summary=summary)}

    revise(plan, Edit.SUMMARISE, changed)


def call_two_years_on(plan: Plan, person: int, subject: str = "", **values: Any) -> None:
    """Set fields of the call with somebody two years on; `answers` add to what is there."""
    revise(plan, Edit.CALL_AGAIN, lambda it: _called_later(it, person, values), subject)


def set_left(plan: Plan, person: int, left: bool, subject: str = "") -> None:
    """Say whether somebody has left their organisation."""
    with plan.step(Edit.CHANGE_PERSON, subject) as step:
        store.update(step.db, r.Contact, person, {"left": left})


def succeed(plan: Plan, person: int, name: str, subject: str = "") -> None:
    """Say who came after somebody who has left, by name; somebody of that name in the file, or a new person there.

    Without a name nobody is known to have come.
    """
    with plan.step(Edit.CALL_AGAIN, subject) as step:
        successor = None
        if name:
            found = step.db.execute("SELECT id FROM contacts WHERE name=? AND id<>?", (name, person)).fetchone()
            before = store.read(step.db, r.Contact, [person])[person]
            store.update(step.db, r.Contact, person, {"left": True})
            successor = int(found[0]) if found else None
            if successor is None:
                writer = store.Writer(step.db)
                successor = writer.add(r.Contact(0, new_uid(), name, organisation=before.organisation))
                writer.flush()
        write(step.db, the_workshop(step.db), lambda it: _called_later(it, person, {"successor": successor}))


def consent_to_keep(plan: Plan, person: int, said: str | None, subject: str = "") -> None:
    """Keep whether somebody lets the interview be kept until the calls two years on: `yes`, `no`, None not asked."""

    def changed(it: r.Workshop) -> Mapping[str, Any]:
        calls = {call.person: call for call in it.interviews}
        before = calls.get(person) or r.Interview(person, (), None, None, {}, {})
        calls[person] = replace(before, consent_to_keep=said)
        return {"interviews": tuple(calls.values())}

    revise(plan, Edit.CALL_AGAIN, changed, subject)


def forget_words(plan: Plan, person: int, subject: str = "") -> None:
    """Remove what somebody said in all the calls who does not let it be kept; ratings stay, and that the calls were."""

    def silent(calls: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(c, answers={}, notepad=None) if c.person == person else c for c in calls)

    def changed(it: r.Workshop) -> Mapping[str, Any]:
        found: dict[str, Any] = {"interviews": silent(it.interviews)}
        if it.themes is not None:
            phrases = tuple(each for each in it.themes.phrases if each.person != person)
            found["themes"] = replace(it.themes, phrases=phrases)
        if it.evaluation is not None:
            found["evaluation"] = replace(it.evaluation, calls=silent(it.evaluation.calls))
        if it.follow_up is not None:
            found["follow_up"] = replace(it.follow_up, calls=silent(it.follow_up.calls))
        return found

    revise(plan, Edit.CALL_AGAIN, changed, subject)


def tell(plan: Plan, **values: Any) -> None:
    """Set what is told of the whole: `situation`, `solution`, `result`, `quotes`."""
    revise(
        plan,
        Edit.TELL_RESULTS,
        lambda it: {"results": replace(it.results or r.Results("", "", "", ()), **values)},
    )


def keep_until(plan: Plan, day: date | None) -> None:
    """Say up to which day the file is kept."""
    with plan.step(Edit.CHANGE_PLAN) as step:
        store.update(step.db, r.PlanInfo, 1, {"retention_until": day.isoformat() if day else None})


def close(plan: Plan, closed: bool = True) -> None:
    """Say that the workshop is over, or take that back: then its state follows from what was done."""
    revise(plan, Edit.CHANGE_WORKSHOP, lambda _it: {"state": "closed" if closed else None})


def _evaluation(workshop: r.Workshop) -> r.Evaluation:
    if workshop.evaluation is not None:
        return workshop.evaluation
    day = first_day(workshop.date)
    window = tuple(each.isoformat() for each in evaluation_window(day)) if day else ()
    return r.Evaluation(
        window, len(workshop.participants), 0, workshop.facilitator, "phone", SCALE, (), (), None
    )  # fmt: skip


def _called_later(workshop: r.Workshop, person: int, values: Mapping[str, Any]) -> Mapping[str, Any]:
    day = first_day(workshop.date)
    due = follow_up_day(day).isoformat() if day else None
    found = workshop.follow_up or r.FollowUp(due, "scheduled", ("H1", "H2", "H3", "H4", "H5", "H6"), ())
    calls = {call.person: call for call in found.calls}
    calls[person] = _with(calls.get(person) or r.FollowUpCall(person, None, {}), values)
    return {"follow_up": replace(found, calls=tuple(calls.values()))}


def _with(call: Any, values: Mapping[str, Any]) -> Any:
    said = dict(values)
    if "answers" in said:
        kept = {**call.answers, **said["answers"]}
        said["answers"] = {question: each for question, each in kept.items() if each.text.strip()}
    if "after" in said:
        said["after"] = {rated: n for rated, n in {**call.after, **said["after"]}.items() if n is not None}
    return replace(call, **said)
