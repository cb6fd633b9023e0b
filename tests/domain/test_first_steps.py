"""Which of the first steps comes next."""

from dataclasses import fields, replace
from typing import Any

from desktop.domain.first_steps import MINUTES, TWELVE, Beginning, FirstStep


def test_a_new_plan_begins_with_what_matters() -> None:
    assert Beginning().next() is FirstStep.PURPOSE


def test_the_way_through_all_of_them() -> None:
    way: list[tuple[dict[str, Any], FirstStep]] = [
        ({"purpose": True}, FirstStep.NAMES),
        ({"people": TWELVE - 1}, FirstStep.NAMES),
        ({"people": TWELVE}, FirstStep.PLACE),
        ({"placed": TWELVE - 1}, FirstStep.PLACE),
        ({"placed": TWELVE}, FirstStep.GROUPS),
        ({"key_groups": 3}, FirstStep.GROUPS),
        ({"grouped": 1}, FirstStep.GOAL),
        ({"key_people": 1}, FirstStep.GOAL),
        ({"goals": 1}, FirstStep.PAGE),
    ]
    so_far = Beginning()
    for more, wanted in way:
        so_far = replace(so_far, **more)
        assert so_far.next() is wanted, more
    assert so_far.next(MINUTES) is FirstStep.MEET
    assert replace(so_far, meetings=1).next(MINUTES) is FirstStep.TALK
    assert replace(so_far, meetings=1, talks=1).next(MINUTES) is FirstStep.REVIEW
    assert replace(so_far, meetings=1, talks=1, reviews=1).next(MINUTES) is None


def test_few_names_are_enough_for_whoever_places_them() -> None:
    assert Beginning(purpose=True, people=5, placed=1).next() is FirstStep.PLACE
    assert Beginning(purpose=True, people=5, placed=5).next() is FirstStep.GROUPS


def test_thousands_who_wait_hold_nobody_up() -> None:
    assert Beginning(purpose=True, people=9000, placed=TWELVE).next() is FirstStep.GROUPS


def test_what_is_put_behind_is_left() -> None:
    assert Beginning().next([FirstStep.PURPOSE, FirstStep.NAMES]) is FirstStep.PLACE


def test_a_review_or_a_session_ends_the_beginning() -> None:
    assert not Beginning(talks=9, meetings=9).over
    assert Beginning(reviews=1).over
    assert Beginning(sessions=1).over


def test_every_count_is_there_for_a_step() -> None:
    full = Beginning(True, *(99 for _ in fields(Beginning)[1:]))
    assert [step for step in FirstStep if not full.done(step)] == [FirstStep.PAGE]
