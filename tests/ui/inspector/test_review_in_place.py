"""A review filled in beside the map; the other person's side; stances. What is in the file, and what is shown."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import document, read, read_reviews, review_edits
from desktop.plan.step import Edit
from desktop.ui import fields
from desktop.ui.fields import LineEdit

Hand = Any
REVIEW = 3


def focal(hand: Hand, uid: str = "c12") -> r.FocalRelationship:
    found = read.focal_of(hand.session.plan, hand.id(uid))
    assert found is not None
    return found


def goal(hand: Hand, uid: str = "c12") -> r.Goal:
    about = read_reviews.relationship_of(hand.session.plan, focal(hand, uid).id, hand.session.today())
    assert about is not None
    assert about.goal is not None
    return about.goal


def begun(hand: Hand, uid: str = "c12") -> Any:
    hand.show(uid, REVIEW)
    hand.click(hand.inspector.review.start)
    return hand.inspector.review.forms[focal(hand, uid).id]


def reviews(hand: Hand, uid: str = "c12") -> list[r.Review]:
    key = focal(hand, uid).id
    return [each for each in read.records(hand.session.plan, r.Review).values() if each.focal == key]


def test_a_review_shows_the_answers_as_they_stand(hand: Hand) -> None:
    form = begun(hand)
    assert [each.sure.level for each in form.rows.values()] == [3, 4, 2, 4, 2]
    assert form.rows["important"].said.text().startswith("That nothing reaches the night shift")
    assert form.follows.isVisible()
    assert form._follows.text().startswith("Two things to find out")
    assert form.next_time.text() == "The next review would be on 1\u00a0Apr."
    assert not hand.inspector.review._five.isVisible()


def test_r23_a_review_asks_for_the_measure_and_writes_nothing_before(hand: Hand) -> None:
    form = begun(hand)
    before = run(document.read_values(hand.session.plan))
    hand.click(form.complete)
    assert "measure" in form.problem.text()
    assert form.reading.hasFocus()
    assert run(document.read_values(hand.session.plan)) == before
    hand.qtbot.keyClicks(form.reading, "2")
    hand.click(form.complete)
    assert len(reviews(hand)) == 3
    measure = goal(hand).measure
    assert measure is not None
    assert measure.current == 2
    assert hand.session.plan.undoable.edit is Edit.REVIEW
    assert hand.inspector.review._five.isVisible()
    hand.undo()
    assert run(document.read_values(hand.session.plan)) == before


def test_a_reason_why_the_measure_is_not_taken_stands_in_the_note(hand: Hand) -> None:
    form = begun(hand)
    hand.type(form.why_not, "the log is late")
    hand.click(form.complete)
    kept = reviews(hand)[-1]
    assert kept.note == "Not measured: the log is late"
    assert (kept.date, kept.outcome) == ("2026-03-02", "refine")
    assert {q: a.confidence for q, a in kept.answers.items()}["trends"] == 2


def test_r19_what_is_learned_in_the_review_closes_its_steps(hand: Hand) -> None:
    form = begun(hand)
    hand.click(form.rows["successful"].sure._group.button(3))
    row = form.rows["trends"]
    hand.click(row.new)
    assert row.text.hasFocus()
    assert (row.new_sure.level, row.kind.currentText()) == (0, "my guess")
    hand.type(row.text, "Asked early and on site: yes.")
    assert form.follows.isVisible(), "words alone answer nothing"
    assert row.kind.width() > row.text.width() // 2, "the words of the choice can be read"
    hand.choose(row.kind, -4)
    assert form.follows.isVisible()
    hand.click(row.new_sure._group.button(3))
    assert not form.follows.isVisible()
    assert form.next_time.text() == "The next review would be on 1\u00a0May."
    assert reviews(hand)[-1].date == "2026-02-13"  # nothing is written yet
    hand.type(form.reading, "1")
    said: list[str] = []
    hand.session.kept.connect(said.append)
    hand.click(form.complete)
    assert focal(hand).review_interval_days == 60
    assert goal(hand).needs_refinement == r.NeedsRefinement(True, (), "2026-02-13")
    review = hand.inspector.review
    assert review.still_right.isVisible()
    assert review.still_right.confirm.hasFocus(), "what follows is asked at once"
    assert said == ["The review is kept: Rosalind Achterveld."]
    hand.inspector.tabs.setCurrentIndex(1)
    tab = hand.inspector.goals
    hand.click(tab.still_right.edit_goal)
    assert tab.cards.of(goal(hand).id).form.statement.hasFocus()
    hand.inspector.tabs.setCurrentIndex(REVIEW)
    hand.click(review.still_right.confirm)
    assert not tab.still_right.isVisibleTo(tab)
    waits = goal(hand).needs_refinement
    assert waits is not None
    assert not waits.flag
    assert not review.still_right.isVisible()


def test_r18_achieved_although_it_waits_asks_why(hand: Hand) -> None:
    form = begun(hand)
    hand.type(form.reading, "1")
    hand.click(form._chips["achieved"])
    assert form.why.isVisible()
    hand.click(form.complete)
    assert form.why.hasFocus()
    assert len(reviews(hand)) == 2
    hand.type(form.why, "She signed.")
    hand.click(form.complete)
    (kept,) = [g for g in read.goals_of(hand.session.plan, hand.id("c12")) if g.status == "achieved"]
    assert kept.reason == "She signed."


def test_r18_a_goal_that_waits_is_not_achieved_in_the_goals_tab_without_a_reason(short_rest: Any, hand: Hand) -> None:
    hand.show("c12", 1)
    card = next(card for card in hand.inspector.goals.cards.all() if card.isVisible())
    hand.click(card.card)
    form = card.form
    form.status.setFocus()
    words = [form.status.itemText(n) for n in range(form.status.count())]
    hand.choose(form.status, words.index("achieved") - form.status.currentIndex())
    assert goal(hand).status == "active"
    assert form.status.chosen == "active"
    assert form.why.hasFocus()
    hand.qtbot.keyClicks(form.why, "She ")
    witness = LineEdit("A field that saves itself", rest_ms=fields.REST_MS)
    hand.qtbot.addWidget(witness)
    with hand.qtbot.waitSignal(witness.settled):
        hand.qtbot.keyClicks(witness, "rests")
    assert goal(hand).status == "active", "half a reason closes nothing"
    hand.type(form.why, "She signed.")
    kept = closed(hand)
    assert (kept.reason, kept.closed) == ("She signed.", "2026-03-02")
    tab = hand.inspector.goals
    hand.click(tab.earlier_fold.line)
    card = tab.earlier.of(kept.id)
    hand.click(card.card)
    assert card.form.closing.text() == "She signed."
    hand.type(card.form.closing, "")
    assert (closed(hand).reason, card.form.closing.text()) == ("She signed.", "She signed."), "it was waiting"
    hand.type(card.form.closing, "She signed on Friday.")
    assert closed(hand).reason == "She signed on Friday."


def closed(hand: Hand) -> r.Goal:
    (found,) = [g for g in read.goals_of(hand.session.plan, hand.id("c12")) if g.status == "achieved"]
    return found


def test_another_goal_is_a_new_version(hand: Hand) -> None:
    form = begun(hand)
    hand.type(form.reading, "2")
    hand.click(form._chips["goal_replaced"])
    hand.type(form.statement, "Settle the handover criteria together.")
    hand.click(form.complete)
    assert goal(hand).statement == "Settle the handover criteria together."
    assert goal(hand).version == 3


def test_r21_an_aged_answer_asks_when_it_was_last_seen(hand: Hand) -> None:
    form = begun(hand, "c31") if focal_uid(hand, "c31") == "f4" else begun(hand, person_of(hand, "f4"))
    row = form.rows["trends"]
    assert row.sure.level == 2
    assert row.day.isVisible()
    hand.type(row.day, "27 Feb 2026")
    assert row.sure.level == 3
    assert not row.day.isVisible()
    assert not form.follows.isVisible()


def focal_uid(hand: Hand, uid: str) -> str:
    found = read.focal_of(hand.session.plan, hand.id(uid))
    return found.uid if found else ""


def person_of(hand: Hand, focal_uid: str) -> str:
    ((found,),) = hand.session.plan.db.execute(
        "SELECT c.uid FROM contacts c JOIN focal_relationships f ON f.contact=c.id WHERE f.uid=?", (focal_uid,)
    )
    return str(found)


def test_what_was_learned_is_kept_when_another_person_is_shown_and_the_review_goes_on(hand: Hand) -> None:
    form = begun(hand)
    row = form.rows["important"]
    hand.click(row.new)
    hand.type(row.text, "Quiet nights.")
    hand.type(form.note, "Ask again in May.")
    hand.show("c01", REVIEW)
    assert not form.isVisible()
    assert "Quiet nights." in [i.text for i in read.insights_of(hand.session.plan, hand.id("c12"))]
    assert len(reviews(hand)) == 2
    hand.show("c12", REVIEW)
    assert form.isVisible()
    assert form.note.toPlainText() == "Ask again in May."


def test_not_now_keeps_the_review_due(hand: Hand) -> None:
    form = begun(hand)
    hand.click(form.away)
    assert hand.inspector.review.start.isVisible()
    assert len(reviews(hand)) == 2
    assert focal(hand).next_review == "2026-03-15"


def test_r19_dots_in_the_tab_close_the_step_and_ask_whether_the_goal_is_right(hand: Hand) -> None:
    hand.show("c12", REVIEW)
    review = hand.inspector.review
    assert not review.still_right.isVisible()
    for question in ("successful", "trends"):
        hand.click(review.questions[question].sure._group.button(3))
    assert review.still_right.isVisible()
    steps = [s for s in read.steps_of(hand.session.plan, hand.id("c12")) if s.kind == "investigate"]
    assert {step.status for step in steps} == {"done"}


# --- the other person's side ---------------------------------------------------------------------------------------


def test_their_chair_is_filled_in_and_dated(hand: Hand) -> None:
    hand.show("c12", REVIEW)
    review = hand.inspector.review
    hand.click(review.chair.line)
    hand.type(review.their_chair.cost, "Two evenings a month.")
    assert hand.person().their_chair == r.TheirChair("2026-03-02", "Two evenings a month.", None, None)
    assert review.their_chair.day.text() == "Filled in on 2\u00a0March."
    hand.type(review.their_chair.cost, "")
    assert hand.person().their_chair is None


def test_ask_them_is_copied_and_the_answer_stands_beside_the_review(hand: Hand) -> None:
    hand.show("c12", REVIEW)
    review = hand.inspector.review
    hand.click(review.ask.line)
    hand.click(review.ask_them.copy)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Rosalind, two questions")
    assert "What should I change?" in copied
    assert hand.person().ask_them is None, "copied is not asked yet"
    before = review.ask_them.keep_doing.y()
    hand.click(review.ask_them.asked)
    assert hand.person().ask_them == r.AskThem("2026-03-02", None, None, None)
    assert not review.ask_them.asked.isVisible()
    assert review.ask_them.keep_doing.y() == before
    hand.type(review.ask_them.change, "Ask before you draft.", leave=False)
    hand.click(review.ask_them.keep_doing)
    assert hand.person().ask_them == r.AskThem("2026-03-02", "2026-03-02", None, "Ask before you draft.")
    hand.click(review.start)
    form = review.forms[focal(hand).id]
    assert form.theirs.isVisible()
    assert "“Ask before you draft.”" in form._theirs.text()


# --- stances -------------------------------------------------------------------------------------------------------


def test_p14_a_stance_reads_as_a_sentence_with_its_reason_and_history(hand: Hand) -> None:
    hand.show("c12", 0)
    stances = hand.inspector.profile.stances
    (card,) = stances.cards.all()
    assert card.said.text().startswith("Has objections to “Phased handover")
    hand.click(card)
    hand.choose(stances.value, -1)
    hand.type(stances.reason, "she saw a draft")
    hand.click(stances.keep)
    assert card.said.text().endswith("”, because she saw a draft")
    assert card.said.text().startswith("Is undecided about")
    person = hand.person()
    assert [h.value for h in person.stance_history][-1] == "neutral"
    assert person.tier == "acquaintance"
    hand.undo()
    assert card.said.text().startswith("Has objections")


def test_p14_a_topic_is_added_by_its_name(hand: Hand) -> None:
    hand.show("c12", 0)
    stances = hand.inspector.profile.stances
    hand.click(stances.add)
    assert stances.other.hasFocus()
    hand.qtbot.keyClicks(stances.other, "Remote commissioning")
    hand.qtbot.keyClick(stances.other, Qt.Key.Key_Tab)
    hand.click(stances.keep)
    assert [t.label for t in read.records(hand.session.plan, r.Topic).values()][-1] == "Remote commissioning"
    assert len(stances.cards.all()) == 2
    assert not stances.editor.isVisible()


def test_answers_learned_elsewhere_show_in_an_open_review(hand: Hand) -> None:
    form = begun(hand)
    plan = hand.session.plan
    (answer,) = [i for i in read.insights_of(plan, hand.id("c12")) if i.question == "successful"]
    review_edits.change_insight(plan, answer.id, on=hand.session.today(), confidence=4)
    assert form.rows["successful"].sure.level == 4
