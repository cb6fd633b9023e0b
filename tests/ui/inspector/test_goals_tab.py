"""The Goals tab: key relationships, the four things, versions, readings."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.plan.step import Edit

Hand = Any


def goals(hand: Hand, uid: str = "c12") -> list[r.Goal]:
    return read.goals_of(hand.session.plan, hand.id(uid))


def opened(hand: Hand) -> Any:
    """Rosalind's active goal, its form open."""
    hand.show("c12", 1)
    tab = hand.inspector.goals
    (active,) = tab.cards.all()
    hand.click(active.card)
    return active.form


def test_make_a_key_relationship_and_let_it_go(hand: Hand) -> None:
    hand.show("c01", 1)
    relationship = hand.inspector.goals.relationship
    assert not hand.inspector.goals.add.isVisible()
    hand.click(relationship.why)
    hand.qtbot.keyClicks(relationship.why, "She leaves in autumn.")
    hand.click(relationship.make)
    focal = read.focal_of(hand.session.plan, hand.id("c01"))
    assert focal is not None
    assert (focal.kind, focal.target_tier, focal.why_now) == ("sustain", "advocate", "She leaves in autumn.")
    assert (focal.priority, focal.opened, focal.next_review) == (7, "2026-03-02", "2026-04-01")
    assert hand.inspector.head.star.isVisible()
    assert hand.inspector.goals.add.isVisible()
    hand.choose(relationship.kind, -1)
    focal = read.focal_of(hand.session.plan, hand.id("c01"))
    assert focal is not None
    assert focal.kind == "repair"
    hand.click(relationship.states["closed"])
    assert read.focal_of(hand.session.plan, hand.id("c01")) is None
    assert not hand.inspector.head.star.isVisible()
    hand.undo()
    assert hand.inspector.head.star.isVisible()


def test_p4_and_r10_a_goal_with_its_four_things_becomes_active(hand: Hand) -> None:
    hand.show("c12", 1)
    tab = hand.inspector.goals
    hand.click(tab.add)
    form = tab.draft
    assert form.statement.hasFocus()
    before = len(goals(hand))
    hand.type(form.statement, "Handover papers pass the first time")
    assert len(goals(hand)) == before + 1
    assert hand.session.plan.undoable.edit is Edit.ADD_GOAL
    hand.type(form.helps_me, "No second round.")
    hand.type(form.helps_them, "Fewer nights.")
    hand.click(form.keep_button)
    assert len(goals(hand)) == before + 1
    assert tab.draft is None
    new = goals(hand)[-1]
    assert (new.status, new.version, new.statement) == ("draft", 3, "Handover papers pass the first time")
    assert hand.session.plan.undoable.edit is Edit.CHANGE_GOAL
    card = tab.cards.of(new.id)
    hand.click(card.card)
    form = card.form
    assert not form.activate.isEnabled()
    assert form.missing.text() == "To make it active, say how we would notice, and by when."
    hand.type(form.notice, "Papers stopped at assurance")
    hand.type(form.due, "30 June")
    assert form.activate.isEnabled()
    hand.click(form.activate)
    assert goals(hand)[-1].status == "draft"
    assert form.second.text().endswith("One is easier to keep; press “Make it active” once more if you want both.")
    hand.click(form.activate)
    new = goals(hand)[-1]
    assert (new.status, new.due, new.measure and new.measure.indicator) == (
        "active",
        "2026-06-30",
        "Papers stopped at assurance",
    )
    assert tab.many.isVisible()


def test_r8_an_activity_is_asked_what_for_and_never_active(hand: Hand) -> None:
    hand.show("c12", 1)
    tab = hand.inspector.goals
    hand.click(tab.add)
    form = tab.draft
    assert not form.activity.isVisible()
    hand.type(form.statement, "Have lunch each quarter")
    assert form.activity.isVisible()
    assert form.activity.text() == "In order to do what?"
    hand.type(form.helps_me, "a")
    hand.type(form.helps_them, "b")
    hand.type(form.notice, "c")
    hand.type(form.due, "30 June")
    hand.qtbot.keyClick(form.due, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    new = goals(hand)[-1]
    card = tab.cards.of(new.id)
    hand.click(card.card)
    assert not card.form.activate.isEnabled()
    assert card.form.missing.text() == "To make it active, say what for."
    hand.choose(card.form.status, 1)
    assert goals(hand)[-1].status == "draft"
    assert card.form.status.chosen == "draft"
    hand.type(card.form.statement, "Have lunch each quarter to settle what stops a paper")
    assert not card.form.activity.isVisible()
    hand.click(card.form.activate)
    hand.click(card.form.activate)
    assert goals(hand)[-1].status == "active"


def test_a_goal_begun_is_kept_when_somebody_else_is_shown_and_given_up_by_cancel(hand: Hand) -> None:
    hand.show("c12", 1)
    tab = hand.inspector.goals
    before = len(goals(hand))
    hand.click(tab.add)
    hand.type(tab.draft.statement, "Half a thought", leave=False)
    hand.show("c13")
    assert [goal.statement for goal in goals(hand)][before:] == ["Half a thought"]
    hand.show("c12", 1)
    hand.click(tab.add)
    hand.type(tab.draft.statement, "Another half", leave=False)
    hand.click(tab.draft.done_button)
    assert tab.draft is None
    hand.click(tab.add)
    hand.show("c13")  # nothing said, nothing kept
    assert len(goals(hand)) == before + 1


def test_each_field_of_a_goal_saves_itself(hand: Hand) -> None:
    form = opened(hand)
    hand.type(form.helps_them, "Their say comes first.")
    hand.click(form.more.line)
    hand.type(form.source, "the log")
    hand.type(form.baseline, "5,5")
    hand.type(form.results["2"], "Others copy it")
    hand.choose(form.now, 1)
    goal = hand.inspector.about.goal
    assert (goal.helps_them, goal.measure.source, goal.measure.baseline) == ("Their say comes first.", "the log", 5.5)
    assert (goal.gas["2"], goal.gas["0"][:9], goal.gas_now) == ("Others copy it", "At most 1", 0)
    assert goal.version == 2
    hand.type(form.baseline, "4")
    assert hand.inspector.about.goal.measure.baseline == 4


def test_r9_an_active_goal_that_becomes_another_keeps_the_old_one_with_a_reason(hand: Hand) -> None:
    form = opened(hand)
    tab = hand.inspector.goals
    old = form.record.statement
    assert not form.reason.isVisible()
    hand.type(form.statement, "She co-signs the handover criteria")
    by_version = {goal.version: goal for goal in goals(hand)}
    assert (by_version[3].status, by_version[3].statement) == ("active", "She co-signs the handover criteria")
    assert (by_version[2].status, by_version[2].statement) == ("superseded", old)
    assert form.isVisible()
    assert form.reason.isVisible()
    hand.type(form.reason, "Too long to remember")
    assert {goal.version: goal.reason for goal in goals(hand)}[2] == "Too long to remember"
    assert tab.earlier_fold.line.text() == "▸ 2 earlier goals and versions"
    assert not tab.earlier.isVisible()
    hand.click(tab.earlier_fold.line)
    states = [card.state.text() for card in tab.earlier.all()]
    assert "earlier version: Too long to remember" in states


def test_r23_readings_are_added_and_removed(hand: Hand) -> None:
    form = opened(hand)
    hand.click(form.more.line)
    hand.type(form.reading_day, "1 March")
    hand.type(form.reading_value, "2", leave=False)
    hand.qtbot.keyClick(form.reading_value, Qt.Key.Key_Return)
    measure = hand.inspector.about.goal.measure
    assert measure.readings[-1] == r.Reading("2026-03-01", 2)
    assert (measure.current, measure.measured) == (2, "2026-03-01")
    assert (form.reading_day.text(), form.reading_value.text()) == ("", "")
    assert hand.inspector.head.measure.text().startswith("4 → 2 so far")
    last = next(shown for shown in form.readings.all() if shown._reading.date == "2026-03-01")
    hand.click(last.remove)
    assert hand.inspector.about.goal.measure.current == 3
    hand.type(form.reading_value, "many", leave=False)
    hand.click(form.add)
    assert len(hand.inspector.about.goal.measure.readings) == 2


def test_a_goal_is_deleted_and_comes_back(hand: Hand) -> None:
    form = opened(hand)
    key = form.record.id
    hand.click(form.delete)
    assert key not in {goal.id for goal in goals(hand)}
    assert hand.inspector.goals.cards.of(key) is None
    hand.undo()
    assert key in {goal.id for goal in goals(hand)}
    assert hand.inspector.goals.cards.of(key) is not None


def test_a_goal_is_opened_and_closed_by_keyboard(hand: Hand) -> None:
    hand.show("c12", 1)
    (card,) = hand.inspector.goals.cards.all()
    card.card.setFocus()
    hand.qtbot.keyClick(card.card, Qt.Key.Key_Return)
    assert card.form.statement.hasFocus()
    hand.qtbot.keyClick(card.form.statement, Qt.Key.Key_Escape)
    assert card.card.hasFocus()


def test_another_change_leaves_the_open_form_and_the_cursor_alone(hand: Hand) -> None:
    form = opened(hand)
    hand.type(form.helps_me, "I am writ", leave=False)
    plan = hand.session.plan
    hand.session.do(lambda: edits.change_goal(plan, form.record.id, on=hand.session.today(), helps_them="Elsewhere"))
    assert form.helps_me.hasFocus()
    assert (form.helps_me.toPlainText(), form.helps_them.toPlainText()) == ("I am writ", "Elsewhere")


def test_hostile_goal(hand: Hand) -> None:
    form = opened(hand)
    hand.type(form.statement, "<h1>Big</h1> &nbsp; <img src=x>")
    assert hand.inspector.head.goal.text() == "<h1>Big</h1> &nbsp; <img src=x>"
    (card,) = hand.inspector.goals.cards.all()
    assert card.statement.text() == "<h1>Big</h1> &nbsp; <img src=x>"
    assert card.statement.textFormat() is Qt.TextFormat.PlainText


def test_a_goal_that_waits_says_so(hand: Hand) -> None:
    hand.show("c12", 1)
    (active,) = hand.inspector.goals.cards.all()
    assert active.state.text() == "active, waits for a second look"
