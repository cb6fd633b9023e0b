"""How well the five questions about a key relationship are answered on a day (R17, R20, R21)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop.domain.clock import talked
from desktop.domain.dates import first_day
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import Contact, FocalRelationship, Insight

QUESTIONS = ("important", "frustrates", "successful", "unsuccessful", "trends")
"""The five questions, in the order in which they are asked."""

BEFORE_CONTACT = QUESTIONS[:2]
"""R17: the questions that apply before the first contact."""

THRESHOLD = 3
THRESHOLD_BEFORE_CONTACT = 2
AGEING = frozenset({"important", "frustrates", "trends"})
"""R21: successes and failures are history and do not age."""

AGEING_DAYS = 180


class AnswerState(Enum):
    """What an answer asks for: nothing, finding out, patience (R20), or nothing yet (R17)."""

    OK = "ok"
    INVESTIGATE = "investigate"
    WAITS = "waits for a success and a failure"
    NOT_YET = "not yet applicable"


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the five. `insight` is the best there is; `raw` its confidence, `effective` what is left after ageing.

    Both are 0 without an insight and None where the question does not apply yet.
    """

    question: str
    state: AnswerState
    raw: int | None
    effective: int | None
    insight: Insight | None

    @property
    def aged(self) -> bool:
        """R21: whether it would have counted more half a year ago."""
        return self.raw != self.effective


def threshold(early: bool) -> int:
    """R17: the confidence from which an answer is well founded, lower before the first contact."""
    return THRESHOLD_BEFORE_CONTACT if early else THRESHOLD


def before_contact(focal: FocalRelationship, contact: Contact, latest: str | None, on: date) -> bool:
    """R17: a relationship to create, and no two-way exchange by the day; `latest`: the last in the log (R15)."""
    stored = first_day(contact.last_two_way)
    return focal.kind == "create" and not latest and (stored is None or stored > on)


def before_first_contact(values: PlanValues, focal: FocalRelationship, on: date) -> bool:
    """R17 for one relationship of a plan."""
    contact = values.contacts.get(focal.contact)
    if focal.kind != "create" or contact is None:
        return False
    return before_contact(focal, contact, talked(values.conversations.values(), on).get(contact.id), on)


def weight(insight: Insight, on: date) -> int:
    """R21: what `insight` counts on a day: evidence older than 180 days one level less, not below 1."""
    evidence = first_day(insight.evidence_date)
    old = evidence is not None and (on - evidence).days > AGEING_DAYS
    return (
        insight.confidence - 1 if old and insight.question in AGEING and insight.confidence > 1 else insight.confidence
    )


def five_answers(values: PlanValues, focal: FocalRelationship, on: date) -> tuple[Answer, ...]:
    """The five answers about one key relationship of a plan, in the order of QUESTIONS."""
    own = [insight for insight in values.insights.values() if insight.focal == focal.id]
    return answers(own, before_first_contact(values, focal, on), on)


def answers(insights: Iterable[Insight], early: bool, on: date) -> tuple[Answer, ...]:
    """The five answers from what was learned in one relationship; `early`: before the first contact (R17)."""
    known: dict[str, list[Insight]] = {question: [] for question in QUESTIONS}
    for insight in insights:
        if insight.question in known:
            known[insight.question].append(insight)
    return tuple(_answer(question, known, early, on) for question in QUESTIONS)


def _answer(question: str, known: dict[str, list[Insight]], early: bool, on: date) -> Answer:
    insights = known[question]
    best = max(insights, key=lambda i: (weight(i, on), i.evidence_date or "", i.id), default=None)
    if early and question not in BEFORE_CONTACT:
        return Answer(question, AnswerState.NOT_YET, None, None, best)
    raw = max((insight.confidence for insight in insights), default=0)
    effective = weight(best, on) if best else 0
    if question == "trends" and not (has_case(known["successful"]) and has_case(known["unsuccessful"])):
        state = AnswerState.WAITS
    elif effective >= threshold(early):
        state = AnswerState.OK
    else:
        state = AnswerState.INVESTIGATE
    return Answer(question, state, raw, effective, best)


def has_case(insights: Iterable[Insight]) -> bool:
    """R20 and P7: a success or failure on record; "none so far" is an answer but no case."""
    return any(insight.confidence > 0 and not insight.none_so_far for insight in insights)
