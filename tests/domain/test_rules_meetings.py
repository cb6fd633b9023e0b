"""R11, R14, R16: plans to meet need a purpose, what was learned needs a source, and who did the talking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.meetings import (
    PROMPTS,
    debrief_by,
    lacks_purpose,
    left_open,
    mostly_me,
    purpose_or_let_go,
    with_each,
)
from desktop.domain.records import Conversation, Engagement, Insight, Listening
from tests.domain.generated import CATALOGUE

ON = date(2026, 3, 2)
LUNCH = Engagement(1, "e1", None, "Quarterly lunch", "", None, "planned", "2026-03-10", 0, None, (1,), (2,))
LEARNED = Insight(1, "n1", 1, "important", "Being asked early.", 2, "heard", "2026-02-06", 1)


def talk(key: int, share: float | None, day: str = "2026-02-01", people: tuple[int, ...] = (2,)) -> Conversation:
    listening = None if share is None else Listening(share, "", None, None, "")
    return Conversation(key, f"v{key}", people, day, None, "phone", None, "", listening, (), (), ())


@pytest.mark.parametrize(("purpose", "lacks"), [("", True), (" \n", True), ("Hear what stops papers", False)])
def test_r11_an_empty_purpose_is_flagged(purpose: str, lacks: bool) -> None:
    assert lacks_purpose(replace(LUNCH, purpose=purpose)) is lacks


@pytest.mark.parametrize(
    ("recurring", "moved", "asked"), [(True, 1, False), (True, 2, True), (True, 3, True), (False, 5, False)]
)
def test_r11_recurring_and_moved_twice_is_given_a_purpose_or_let_go(recurring: bool, moved: int, asked: bool) -> None:
    assert purpose_or_let_go(replace(LUNCH, purpose="Lunch", recurring=recurring, moved=moved)) is asked


def test_r14_six_prompts_within_two_days() -> None:
    assert len(CATALOGUE.section(PROMPTS)) == 6
    assert debrief_by(LUNCH) is None
    assert debrief_by(replace(LUNCH, status="held", date="2028-02-28")) == date(2028, 3, 1)
    assert debrief_by(replace(LUNCH, status="held", date=None)) is None
    assert debrief_by(replace(LUNCH, status="debriefed")) is None


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({}, ()),
        ({"question": "purpose"}, ("question",)),
        ({"confidence": 0}, ("confidence",)),
        ({"confidence": 5}, ("confidence",)),
        ({"kind": ""}, ("kind",)),
        ({"evidence_date": None}, ("evidence_date",)),
        ({"kind": "", "evidence_date": "soon"}, ("kind", "evidence_date")),
    ],
)
def test_r14_an_insight_has_question_confidence_kind_and_date(change: dict[str, object], lacks: tuple[str]) -> None:
    assert left_open(replace(LEARNED, **change)) == lacks  # type: ignore[arg-type]


def test_p13_an_insight_may_belong_to_none_of_the_five() -> None:
    assert left_open(replace(LEARNED, question=None)) == ()


def test_p7_none_so_far_needs_no_source() -> None:
    none = replace(LEARNED, question="unsuccessful", confidence=3, kind="", evidence_date=None, none_so_far=True)
    assert left_open(none) == ()


@pytest.mark.parametrize(
    ("shares", "tip"),
    [
        ([0.61, 0.61], True),
        ([0.6, 0.9], False),
        ([0.9, 0.6], False),
        ([0.9], False),
        ([0.2, 0.7, 0.7], True),
        ([0.7, 0.7, 0.2], False),
        ([0.7, None, 0.7], True),
        ([None, None], False),
        ([], False),
    ],
)
def test_r16_most_of_the_talking_twice_running(shares: list[float | None], tip: bool) -> None:
    talks = [talk(n, share) for n, share in enumerate(shares)]
    found = mostly_me(talks)
    assert bool(found) is tip
    assert not tip or found == tuple(t for t in talks if t.listening)[-2:]


def test_r16_running_is_by_day_then_by_plan_order_with_one_person() -> None:
    talks = [
        talk(3, 0.9, "2026-02-02"),
        talk(1, 0.9, "2026-02-02"),
        talk(2, 0.1, "2026-02-01", (2, 3)),
        talk(4, 0.1, "2026-03-03"),
    ]
    found = with_each(talks, ON)
    assert {person: [t.id for t in own] for person, own in found.items()} == {2: [2, 1, 3], 3: [2]}
    assert [t.id for t in mostly_me(found[2])] == [1, 3]
    assert not mostly_me(found[3])
