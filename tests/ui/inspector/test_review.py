"""The Review tab: the five questions, what is shaky, and what is not yet asked."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain import records as r
from desktop.domain.answers import QUESTIONS
from desktop.plan import edits, read
from desktop.plan.step import Edit

Hand = Any


def insights(hand: Hand, question: str | None, uid: str = "c12") -> list[r.Insight]:
    return [insight for insight in read.insights_of(hand.session.plan, hand.id(uid)) if insight.question == question]


def without_answers(hand: Hand, *questions: str) -> None:
    for question in questions:
        for insight in insights(hand, question):
            hand.session.do(lambda key=insight.id: edits.remove(hand.session.plan, r.Insight, key))


def test_five_questions_with_answers_sources_and_dots(hand: Hand) -> None:
    hand.show("c12", 3)
    review = hand.inspector.review
    important = review.questions["important"]
    (card,) = important.answers.all()
    assert important.words.text() == "What is important to them?"
    assert card.text.text().startswith("That nothing reaches the night shift untested")
    assert card.source.text() == "heard from them, 20\u00a0Jan"
    assert [review.questions[question].sure.level for question in QUESTIONS] == [3, 4, 2, 4, 2]
    assert review.find_out.isVisible()
    assert review.find_out_heading.text() == "Two things to find out"
    assert "Create one real joint success" in review.find_out_lines.text()


def test_dots_by_mouse(hand: Hand) -> None:
    hand.show("c12", 3)
    review = hand.inspector.review
    hand.click(review.questions["successful"].sure._group.button(3))
    assert insights(hand, "successful")[0].confidence == 3
    assert hand.session.plan.undoable.edit is Edit.CHANGE_INSIGHT
    assert review.find_out_heading.text() == "One thing to find out"
    hand.click(review.questions["trends"].sure._group.button(4))
    assert not review.find_out.isVisible()
    hand.undo()
    assert review.find_out.isVisible()
    assert review.questions["trends"].sure.level == 2


def test_dots_by_keyboard_and_their_names(hand: Hand) -> None:
    hand.show("c12", 3)
    sure = hand.inspector.review.questions["successful"].sure
    dots = sure._group.buttons()
    assert [dot.accessibleName() for dot in dots] == ["guess", "indication", "confident", "confirmed"]
    dots[1].setFocus()
    hand.qtbot.keyClick(dots[1], Qt.Key.Key_Right)
    assert insights(hand, "successful")[0].confidence == sure.level == 3
    assert QApplication.focusWidget() is dots[2]
    hand.qtbot.keyClick(dots[2], Qt.Key.Key_1)
    assert insights(hand, "successful")[0].confidence == sure.level == 1


def test_an_answer_is_added_by_keyboard_alone(hand: Hand) -> None:
    hand.show("c12", 3)
    without_answers(hand, "frustrates")
    question = hand.inspector.review.questions["frustrates"]
    assert question.sure.level == 0
    question.add.setFocus()
    hand.qtbot.keyClick(question.add, Qt.Key.Key_Space)
    form = question.draft
    assert form.text.hasFocus()
    hand.qtbot.keyClicks(form.text, "Papers that arrive finished")
    hand.qtbot.keyClick(form.text, Qt.Key.Key_Tab)
    dot = QApplication.focusWidget()
    assert dot is form.sure._group.button(1)
    hand.qtbot.keyClick(dot, Qt.Key.Key_4)
    hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert form.kind.hasFocus()
    hand.choose(form.kind, -3)
    hand.qtbot.keyClick(form.kind, Qt.Key.Key_Tab)
    assert form.day.hasFocus()
    hand.qtbot.keyClick(form.day, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (insight,) = insights(hand, "frustrates")
    assert (insight.text, insight.confidence, insight.kind) == ("Papers that arrive finished", 4, "seen")
    assert insight.evidence_date == "2026-03-02"
    assert question.sure.level == 4


def test_the_dots_of_an_unanswered_question_begin_the_answer(hand: Hand) -> None:
    hand.show("c12", 3)
    without_answers(hand, "frustrates")
    question = hand.inspector.review.questions["frustrates"]
    hand.click(question.sure._group.button(2))
    assert question.draft.record.confidence == 2
    assert insights(hand, "frustrates") == []
    hand.qtbot.keyClicks(question.draft.text, "Late papers")
    hand.show("c13")
    assert [(i.text, i.confidence) for i in insights(hand, "frustrates")] == [("Late papers", 2)]


def test_an_answer_is_edited_and_deleted_in_place(hand: Hand) -> None:
    hand.show("c12", 3)
    question = hand.inspector.review.questions["important"]
    (card,) = question.answers.all()
    hand.click(card.card)
    form = card.form
    hand.type(form.text, "That the night shift sleeps")
    hand.type(form.day, "1 March")
    hand.type(form.case, "said at the gate")
    (insight,) = insights(hand, "important")
    assert (insight.text, insight.evidence_date, insight.case) == (
        "That the night shift sleeps",
        "2026-03-01",
        "said at the gate",
    )
    hand.click(form.done_button)
    assert card.source.text() == "heard from them, 1\u00a0Mar"
    hand.click(card.card)
    hand.click(form.delete)
    assert insights(hand, "important") == []
    assert hand.inspector.review.find_out_heading.text() == "Three things to find out"


def test_p7_none_so_far_is_a_full_answer(hand: Hand) -> None:
    hand.show("c12", 3)
    review = hand.inspector.review
    without_answers(hand, "unsuccessful", "frustrates")
    question = review.questions["unsuccessful"]
    assert question.none.isVisible()
    assert not review.questions["frustrates"].none.isVisible()
    hand.click(question.none)
    (insight,) = insights(hand, "unsuccessful")
    assert (insight.none_so_far, insight.confidence, insight.text) == (True, 3, "")
    (card,) = question.answers.all()
    assert card.text.text() == "None so far."
    assert question.sure.level == 3
    hand.click(card.card)
    hand.type(card.form.text, "The May paper")
    (insight,) = insights(hand, "unsuccessful")
    assert (insight.none_so_far, insight.text) == (False, "The May paper")


def test_r17_before_the_first_contact_three_questions_read_not_yet(hand: Hand) -> None:
    focal = next(f for f in read.records(hand.session.plan, r.FocalRelationship).values() if f.kind == "create")
    hand.inspector.show_person(focal.contact)
    hand.inspector.tabs.setCurrentIndex(3)
    for name in ("successful", "unsuccessful", "trends"):
        question = hand.inspector.review.questions[name]
        assert question.note.text() == "Not yet: after the first conversation."
        assert not question.sure.isEnabled()
        assert not question.none.isVisible()
        assert not question.add.isVisible()
    assert hand.inspector.review.questions["important"].sure.isEnabled()


def test_r20_what_repeats_waits_for_a_good_and_a_bad_moment(hand: Hand) -> None:
    hand.show("c12", 3)
    without_answers(hand, "trends", "successful")
    assert "Waits" in hand.inspector.review.questions["trends"].note.text()


def test_r21_an_aged_answer_asks_whether_it_is_still_so(hand: Hand) -> None:
    (insight,) = insights(hand, "important")
    plan = hand.session.plan
    hand.session.do(lambda: edits.change(plan, r.Insight, insight.id, evidence_date="2025-08-01"))
    hand.show("c12", 3)
    question = hand.inspector.review.questions["important"]
    assert question.sure.level == 2
    assert question.note.text() == "Older than six months: is it still so?"
    hand.click(question.sure._group.button(3))
    (card,) = question.answers.all()
    assert card.form.isVisible()
    assert question.sure.level == 2
    hand.type(card.form.day, "today")
    assert question.sure.level == 3
    assert question.note.text() == ""


def test_p13_what_belongs_to_no_question(hand: Hand) -> None:
    hand.show("c12", 3)
    other = hand.inspector.review.questions[None]
    hand.click(other.add)
    hand.qtbot.keyClicks(other.draft.text, "Decides on site")
    hand.click(other.draft.keep_button)
    assert [insight.text for insight in insights(hand, None)] == ["Decides on site"]
    assert not other.sure.isVisible()


def test_without_a_key_relationship_it_offers_to_make_one(hand: Hand) -> None:
    hand.show("c01", 3)
    review = hand.inspector.review
    assert not review.questions["important"].isVisible()
    hand.click(review.make)
    assert hand.inspector.tabs.currentIndex() == 1
    assert hand.inspector.goals.relationship.kind.hasFocus()


@pytest.mark.parametrize("text", ["<b>x</b>", "&lt;", "<img src='file:///x'>"])
def test_hostile_answer(hand: Hand, text: str) -> None:
    hand.show("c12", 3)
    question = hand.inspector.review.questions["important"]
    hand.click(question.more)
    hand.qtbot.keyClicks(question.draft.text, text)
    hand.click(question.draft.keep_button)
    assert text in [card.text.text() for card in question.answers.all()]
