"""R17, R20 and R21: how well the five questions are answered on a day."""

from datetime import date, timedelta

import pytest

from desktop.domain.answers import AnswerState, five_answers, weight
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import Insight
from tests import sample


def answers(values: PlanValues, focal: str, on: date = sample.DAY) -> dict[str, tuple[str, int | None, int | None]]:
    relationship = next(f for f in values.focal_relationships.values() if f.uid == focal)
    return {a.question: (a.state.value, a.raw, a.effective) for a in five_answers(values, relationship, on)}


def test_the_sample() -> None:
    values = sample.values()
    for focal, questions in sample.expected()["five_questions"].items():
        expected = {q: (a["state"], a.get("raw"), a["effective"]) for q, a in questions.items()}
        assert answers(values, focal) == expected, focal


def test_r17_before_first_contact_two_questions_and_a_lower_threshold() -> None:
    plan = sample.document()
    assert answers(sample.values(plan), "f5")["important"] == ("ok", 2, 2)
    assert answers(sample.values(plan), "f5")["trends"] == ("not yet applicable", None, None)
    sample.records(plan, "contacts", id="c38")[0]["last_two_way"] = "2026-03-01"
    met = answers(sample.values(plan), "f5")
    assert met["important"] == ("investigate", 2, 2)
    assert met["successful"] == ("investigate", 0, 0)


def test_r17_a_conversation_is_a_first_contact() -> None:
    plan = sample.document()
    plan["conversations"][0]["contacts"].append("c38")
    assert answers(sample.values(plan), "f5")["successful"][0] == "investigate"


def test_r20_trends_wait_for_a_success_and_a_failure() -> None:
    plan = sample.document()
    for insight in sample.records(plan, "insights", focal="f4", question="unsuccessful"):
        plan["insights"].remove(insight)
    assert answers(sample.values(plan), "f4")["trends"][0] == AnswerState.WAITS.value


def test_p7_none_so_far_answers_but_is_no_case() -> None:
    plan = sample.document()
    failure = sample.records(plan, "insights", focal="f4", question="unsuccessful")[0]
    failure |= {"none_so_far": True, "confidence": 3, "text": ""}
    found = answers(sample.values(plan), "f4")
    assert found["unsuccessful"] == ("ok", 3, 3)
    assert found["trends"][0] == AnswerState.WAITS.value


@pytest.mark.parametrize(
    ("question", "confidence", "days", "counts"),
    [
        ("important", 3, 180, 3),
        ("important", 3, 181, 2),
        ("frustrates", 4, 181, 3),
        ("trends", 2, 400, 1),
        ("trends", 1, 400, 1),
        ("successful", 3, 400, 3),
        ("unsuccessful", 3, 400, 3),
    ],
)
def test_r21_half_a_year_takes_one_level(question: str, confidence: int, days: int, counts: int) -> None:
    evidence = (sample.DAY - timedelta(days=days)).isoformat()
    assert weight(Insight(1, "n", 1, question, "", confidence, "heard", evidence, None), sample.DAY) == counts


def test_r21_the_highest_after_ageing_is_the_answer() -> None:
    plan = sample.document()
    old = sample.records(plan, "insights", focal="f4", question="trends")[0]
    plan["insights"].append(old | {"id": "n99", "text": "Newer.", "confidence": 2, "evidence_date": "2026-02-27"})
    values = sample.values(plan)
    relationship = next(f for f in values.focal_relationships.values() if f.uid == "f4")
    trends = five_answers(values, relationship, sample.DAY)[-1]
    assert (trends.raw, trends.effective, trends.aged) == (3, 2, True)
    assert trends.insight is not None
    assert trends.insight.text == "Newer."
