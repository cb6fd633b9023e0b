"""A form that is begun: what is typed in it is in the file, what is given up comes back by Undo."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop.plan import read
from desktop.plan.file import Plan

Hand = Any

KINDS = ("answer", "conversation", "goal")


def begun(hand: Hand, kind: str) -> tuple[Any, Any]:
    """Where the form of a new record is, and the field with the cursor."""
    inspector = hand.inspector
    hand.show("c12", {"goal": 1, "conversation": 2, "answer": 3}[kind])
    place = {"answer": inspector.review.questions["important"], "conversation": inspector.conversations}.get(
        kind, inspector.goals
    )
    hand.click(place.more if kind == "answer" else place.add)
    field = {"answer": "text", "conversation": "summary", "goal": "statement"}[kind]
    return place, getattr(place.draft, field)


def in_file(hand: Hand, kind: str) -> list[str]:
    """What the file has, read anew."""
    with Plan.open_to_read(hand.session.plan.path) as plan:
        person = hand.id("c12")
        if kind == "answer":
            return [insight.text for insight in read.insights_of(plan, person)]
        if kind == "goal":
            return [goal.statement for goal in read.goals_of(plan, person)]
        return [talk.summary for talk in read.conversations_of(plan, person)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_typed_in_a_form_is_in_the_file_after_a_rest(short_rest: Any, hand: Hand, kind: str) -> None:
    hand.inspector.setWindowTitle("x[*]")
    place, field = begun(hand, kind)
    cards = len((place.answers if kind == "answer" else place.cards).all())
    hand.qtbot.keyClicks(field, "Half ")
    assert hand.inspector.isWindowModified()
    hand.qtbot.waitUntil(lambda: not hand.inspector.isWindowModified())
    assert "Half" in in_file(hand, kind)
    hand.qtbot.keyClicks(field, "a thought")
    hand.qtbot.waitUntil(lambda: not hand.inspector.isWindowModified())
    assert "Half a thought" in in_file(hand, kind)
    assert "Half" not in in_file(hand, kind)
    assert place.draft.isVisible()
    assert field.hasFocus()
    assert len((place.answers if kind == "answer" else place.cards).all()) == cards, "the form stands for it"
    hand.click(place.draft.keep_button)
    assert place.draft is None
    assert len((place.answers if kind == "answer" else place.cards).all()) == cards + 1


@pytest.mark.parametrize("kind", KINDS)
def test_cancel_takes_it_out_again_and_undo_brings_it_back(hand: Hand, kind: str) -> None:
    before = in_file(hand, kind)
    place, field = begun(hand, kind)
    hand.qtbot.keyClicks(field, "Half a thought")
    hand.click(place.draft.done_button)
    assert place.draft is None
    assert in_file(hand, kind) == before
    hand.undo()
    assert sorted(in_file(hand, kind)) == sorted([*before, "Half a thought"])


@pytest.mark.parametrize("kind", KINDS)
def test_undo_of_the_first_words_ends_the_form(hand: Hand, kind: str) -> None:
    before = in_file(hand, kind)
    place, field = begun(hand, kind)
    hand.qtbot.keyClicks(field, "Half a thought")
    hand.inspector.flush()
    assert place.draft is not None
    hand.undo()
    assert in_file(hand, kind) == before
    assert place.draft is None


def test_a_form_in_which_nothing_is_said_leaves_nothing(hand: Hand) -> None:
    for kind in KINDS:
        before = in_file(hand, kind)
        place, field = begun(hand, kind)
        hand.qtbot.keyClick(field, Qt.Key.Key_Tab)
        hand.show("c13")
        assert place.draft is None
        assert in_file(hand, kind) == before
    assert hand.session.plan.undoable is None


def test_a_new_answer_claims_nothing_until_somebody_says_so(hand: Hand) -> None:
    place, field = begun(hand, "answer")
    form = place.draft
    assert (form.sure.level, form.kind.chosen) == (0, "assumption")
    hand.qtbot.keyClicks(field, "Quiet nights")
    hand.qtbot.keyClick(field, Qt.Key.Key_Tab)
    (mine,) = [one for one in read.insights_of(hand.session.plan, hand.id("c12")) if one.text == "Quiet nights"]
    assert (mine.confidence, mine.kind) == (0, "assumption")
    hand.click(form.sure._group.button(3))
    hand.choose(form.kind, -4)
    (mine,) = [one for one in read.insights_of(hand.session.plan, hand.id("c12")) if one.text == "Quiet nights"]
    assert (mine.confidence, mine.kind) == (3, "heard")


def test_a_typed_day_alone_is_kept(hand: Hand) -> None:
    place, _field = begun(hand, "conversation")
    before = len(in_file(hand, "conversation"))
    hand.type(place.draft.day, "yesterday")
    assert len(in_file(hand, "conversation")) == before + 1
