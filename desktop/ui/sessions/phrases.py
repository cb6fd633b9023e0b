"""The sentences of the Sessions screen."""

from datetime import date

from desktop.domain import records as r
from desktop.domain.dates import first_day
from desktop.domain.plan_values import PlanValues
from desktop.domain.sessions import AnswerShift, Compared, GoalShift, Shift, StepShift
from desktop.report.days import day_words, long_day
from desktop.report.names import display_name, in_sentence, one_line, tier_in_sentence
from desktop.ui.inspector.phrases import number
from desktop.words import _, goal_state_words, question_words


def title(session: r.Session) -> str:
    """Monday 9 March 2026; what stands there where that is no day."""
    day = first_day(session.date)
    return long_day(day) if day else session.date


def state_line(session: r.Session, on: date) -> str:
    """How a session stands."""
    day = first_day(session.date)
    if session.closed:
        if session.snapshot is None:
            return _("Closed. How the plan stood then is worked out from its history.")
        taken = first_day(session.snapshot.taken)
        return _("Closed. The plan is kept as it stood on {day}.").format(day=day_words(taken, on) if taken else "")
    if day is None or day > on:
        return _("Ahead")
    return _("Today") if day == on else _("Not closed yet")


def homework_words(first_sign: str, comment: str) -> list[str]:
    """What to look for, and the client's word on how it went."""
    said: list[str] = []
    if first_sign:
        said.append(_("first sign: {what}").format(what=one_line(first_sign)))
    if comment:
        said.append(_("“{comment}”").format(comment=one_line(comment)))
    return said


def differences(values: PlanValues, found: Compared) -> dict[str, list[str]]:
    """What differs between two sessions, in sentences, by heading; headings without any are left out."""
    said = {
        _("Who moved"): [_moved(values, each) for each in found.moved],
        _("Goals"): [_goal(values, each) for each in found.goals],
        _("What was learned"): [_learned(values, each) for each in found.learned],
        _("The five questions"): [_answer(values, each) for each in found.answers],
        _("Steps"): [_step(values, each) for each in found.steps],
    }
    return {heading: lines for heading, lines in said.items() if lines}


def _who(values: PlanValues, contact: int) -> str:
    known = values.contacts.get(contact)
    return in_sentence(display_name(known)) if known else ""


def _whom(values: PlanValues, focal: int) -> str:
    about = values.focal_relationships.get(focal)
    return _who(values, about.contact) if about else ""


def _moved(values: PlanValues, shift: Shift) -> str:
    name = _who(values, shift.contact)
    if shift.after is None:
        return _("{name} is no longer placed.").format(name=name)
    if shift.before is None:
        return _("{name} is new: {tier}.").format(name=name, tier=tier_in_sentence(shift.after))
    return _("{name} is now {tier} (was {before}).").format(
        name=name, tier=tier_in_sentence(shift.after), before=tier_in_sentence(shift.before)
    )


def _goal(values: PlanValues, shift: GoalShift) -> str:
    goal = values.goals[shift.goal]
    name, what = _whom(values, goal.focal), in_sentence(goal.statement)
    stands = goal_state_words().get(shift.after.status, shift.after.status)
    if shift.before is None:
        return _("{name}: “{goal}” is new, {state}.").format(name=name, goal=what, state=stands)
    said: list[str] = []
    if shift.before.current != shift.after.current:
        said.append(
            _("{before} → {now}").format(
                before=number(shift.before.current) or "–", now=number(shift.after.current) or "–"
            )
        )
    if shift.before.status != shift.after.status:
        said.append(_("now {state}").format(state=stands))
    return _("{name}: “{goal}” {change}.").format(name=name, goal=what, change=", ".join(said) or stands)


def _learned(values: PlanValues, insight: r.Insight) -> str:
    asked = question_words().get(insight.question or "", "")
    return " ".join(part for part in (f"{_whom(values, insight.focal)}.", asked, in_sentence(insight.text)) if part)


def _answer(values: PlanValues, shift: AnswerShift) -> str:
    surer = shift.after > shift.before
    words = _("{name}: surer than before. {question}") if surer else _("{name}: less sure than before. {question}")
    return words.format(name=_whom(values, shift.focal), question=question_words().get(shift.question, ""))


def _step(values: PlanValues, shift: StepShift) -> str:
    text = in_sentence(values.next_steps[shift.step].text)
    if shift.after == "done":
        return _("Done: {what}").format(what=text)
    if shift.after == "dropped":
        return _("Let go: {what}").format(what=text)
    return _("Agreed: {what}").format(what=text) if shift.before is None else _("Open again: {what}").format(what=text)
