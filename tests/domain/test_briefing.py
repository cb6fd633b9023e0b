"""Which questions to take along, and what is still promised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import records as r
from desktop.domain.answers import QUESTIONS
from desktop.domain.briefing import FOR_GOAL, MOST, Why, last_talk, to_take_along
from desktop.domain.promises import Promised, my_open_promises, their_open_promises
from desktop.domain.relationships import Relationship, relationship
from tests.domain.generated import CATALOGUE

ON = date(2026, 3, 2)
FOCAL = r.FocalRelationship(1, "f1", 2, "strengthen", 1, "ally", None, "active", "2025-09-08", 30, None, "")
PERSON = r.Contact(2, "c2", "Rosalind", tier="acquaintance", last_two_way="2026-02-12")
GOAL = r.Goal(1, "g1", 1, 1, "turn_around", "She backs it.", "a", "b", None, None, None, None, "active")
TALK = r.Conversation(3, "v3", (2,), "2026-02-12", None, "site", None, "A night.", None, (), (), ())


def about(sure: Mapping[str, int], goal: r.Goal | None = GOAL) -> Relationship:
    """Rosalind, with answers as well founded as `sure` says."""
    insights = [
        r.Insight(n, f"n{n}", 1, question, "x", level, "heard", "2026-02-12", None)
        for n, (question, level) in enumerate(sure.items(), 1)
    ]
    return relationship(FOCAL, PERSON, "2026-02-12", ON, goals=[goal] if goal else [], insights=insights)


def taken(sure: Mapping[str, int], goal: r.Goal | None = GOAL, informs: tuple[str, ...] = ()) -> list[tuple[str, Why]]:
    return [(take.question, take.why) for take in to_take_along(about(sure, goal), CATALOGUE, informs)]


def test_one_to_begin_the_weakest_the_goal_one_to_close() -> None:
    sure = {"important": 3, "frustrates": 4, "successful": 2, "unsuccessful": 4, "trends": 1}
    assert taken(sure) == [
        ("I1", Why.OPENS),
        ("I3", Why.FINDS_OUT),  # what repeats, the least founded
        ("I2", Why.FINDS_OUT),  # when it went well
        ("I4", Why.GOAL),
        ("I8", Why.CLOSES),
    ]


def test_the_way_of_meeting_decides_which_weak_answer_comes_first() -> None:
    sure = {"important": 3, "frustrates": 2, "successful": 4, "unsuccessful": 1, "trends": 4}
    assert taken(sure)[1:3] == [("I5", Why.FINDS_OUT), ("I2", Why.FINDS_OUT)]
    assert taken(sure, informs=("frustrates",))[1:3] == [("I2", Why.FINDS_OUT), ("I5", Why.FINDS_OUT)]


def test_what_opens_may_find_out_as_well() -> None:
    takes = to_take_along(about({}), CATALOGUE)
    assert (takes[0].question, takes[0].why, takes[0].about) == ("I1", Why.FINDS_OUT, "important")
    assert [take.why for take in takes] == [Why.FINDS_OUT] * 3 + [Why.GOAL, Why.CLOSES]


def test_a_question_of_the_self_test_is_for_myself() -> None:
    # I2 is taken for what frustrates; what went well then has only its own question, which nobody asks aloud (P8).
    takes = to_take_along(about({"important": 3, "unsuccessful": 4}), CATALOGUE, ("frustrates",))
    assert [(take.question, take.about, take.yourself) for take in takes[1:3]] == [
        ("I2", "frustrates", False),
        ("J3", "successful", True),
    ]


def test_with_everything_known_and_no_goal_two_are_enough() -> None:
    sure: dict[str, int] = dict.fromkeys(QUESTIONS, 4)
    assert taken(sure, None) == [("I1", Why.OPENS), ("I8", Why.CLOSES)]


def test_a_question_that_the_user_emptied_is_left_out() -> None:
    questions = {key: q for key, q in CATALOGUE.questions.items() if key != "I8"}
    questions["I1"] = replace(questions["I1"], text=" ")
    takes = to_take_along(about(dict.fromkeys(QUESTIONS, 4)), replace(CATALOGUE, questions=questions))
    assert [take.question for take in takes] == ["I4"]


@given(
    st.dictionaries(st.sampled_from(QUESTIONS), st.integers(0, 4)),
    st.sampled_from((*FOR_GOAL, None, "of my own")),
    st.sets(st.sampled_from(QUESTIONS)),
)
def test_never_more_than_five_and_none_twice(sure: dict[str, int], kind: str | None, informs: set[str]) -> None:
    known = about(sure, replace(GOAL, type=kind))
    takes = to_take_along(known, CATALOGUE, informs)
    ids = [take.question for take in takes]
    assert len(ids) <= MOST
    assert len(set(ids)) == len(ids)
    assert {take.about for take in takes if take.about} <= set(known.to_find_out)
    assert takes[-1].why is Why.CLOSES
    assert sum(take.why is Why.GOAL for take in takes) == 1


def test_every_kind_of_goal_has_questions_that_can_be_asked() -> None:
    assert set(FOR_GOAL) == set(CATALOGUE.goal_types)
    assert {CATALOGUE.questions[one].section for ids in FOR_GOAL.values() for one in ids} == {"I"}


def test_open_promises_soonest_first_and_each_once() -> None:
    kept = r.Promise("Kept", "2026-02-20", "2026-02-19")
    grown, loose, dateless = r.Promise("Engineer", "2026-03-09", None), r.Promise("Log", "2026-03-05", None), None
    talk = replace(TALK, promises=(kept, grown, loose, r.Promise("Some day", dateless, None)))
    step = r.NextStep(1, "s1", "promise", 1, None, "Engineer", (), "2026-03-09", "open", None, "", conversation=3)
    find_out = replace(step, id=2, uid="s2", kind="investigate", text="Ask")
    assert my_open_promises([step, find_out], [talk]) == (
        Promised("Log", "2026-03-05"),
        Promised("Engineer", "2026-03-09"),
        Promised("Some day", None),
    )
    done = replace(step, status="done", done="2026-03-01")
    assert [promise.text for promise in my_open_promises([done], [talk])] == ["Log", "Some day"]


@pytest.mark.parametrize(
    ("day", "two_way", "found"), [("2026-03-02", True, 4), ("2026-03-03", True, 3), ("2026-03-01", False, 3)]
)
def test_last_time_is_the_latest_exchange_up_to_the_day(day: str, two_way: bool, found: int) -> None:
    later = replace(TALK, id=4, uid="v4", date=day, two_way=two_way)
    last = last_talk([later, TALK], "2026-03-02")
    assert last is not None
    assert last.id == found
    assert last_talk([], "2026-03-02") is None


def test_last_time_is_one_of_which_something_is_noted() -> None:
    later = replace(TALK, id=4, uid="v4", date="2026-03-02", summary="", gave=(), received=())
    last = last_talk([later, TALK], "2026-03-02")
    assert last is not None
    assert last.id == TALK.id


def test_what_they_promised_stays_until_it_is_kept_and_is_never_mine() -> None:
    talk = replace(
        TALK,
        promises=(
            r.Promise("Figures", "2026-03-06", None, theirs=True),
            r.Promise("Names", None, "2026-02-20", theirs=True),
            r.Promise("Log", "2026-03-05", None),
        ),
    )
    assert their_open_promises([talk]) == (Promised("Figures", "2026-03-06"),)
    assert my_open_promises([], [talk]) == (Promised("Log", "2026-03-05"),)
