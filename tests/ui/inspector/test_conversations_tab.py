"""The Conversations tab: noted as a whole, edited field by field."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from desktop.domain import records as r
from desktop.plan import read
from desktop.plan.step import Edit

Hand = Any


def talks(hand: Hand, uid: str = "c12") -> list[r.Conversation]:
    return read.conversations_of(hand.session.plan, hand.id(uid))


def test_the_latest_first_with_the_day_in_words(hand: Hand) -> None:
    hand.show("c12", 2)
    cards = sorted(hand.inspector.conversations.cards.all(), key=lambda card: card.y())
    assert [card.line.text().replace("\u00a0", " ") for card in cards] == [
        "12 February, visit, with Дарина Вербозір Daryna Verbozir",
        "20 January, meeting",
        "18 September 2025, lunch or coffee",
    ]
    assert cards[0].promises.text() == "Promised: Engineer on site by 9 March, by 9\u00a0Mar"
    assert "kept 26\u00a0Jan" in cards[1].promises.text()


def test_note_a_conversation_with_a_promise(hand: Hand) -> None:
    hand.show("c12", 2)
    tab = hand.inspector.conversations
    hand.click(tab.add)
    form = tab.draft
    assert form.summary.hasFocus()
    assert form.day.text() == "2 Mar 2026"
    hand.type(form.day, "yesterday")
    hand.choose(form.channel, 1)
    hand.click(form.join)
    hand.qtbot.keyClicks(form.join, "torvald")
    hand.key(form.join, Qt.Key.Key_Return)
    hand.type(form.minutes, "25")
    hand.type(form.summary, "They want the alarm list first.")
    hand.click(form.gave)
    hand.qtbot.keyClicks(form.gave, "the draft")
    hand.qtbot.keyClick(form.gave, Qt.Key.Key_Return)
    hand.qtbot.keyClicks(form.gave, "two names")
    hand.click(form.add_promise)
    promise = form.promises.of(0)
    assert promise.text.hasFocus()
    hand.qtbot.keyClicks(promise.text, "Alarm list")
    hand.type(promise.due, "9 March")
    assert len(talks(hand)) == 4, "what was typed is in the plan already"
    hand.click(form.keep_button)
    assert len(talks(hand)) == 4
    talk = talks(hand)[0]
    torvald = next(row.id for row in read.person_rows(hand.session.plan) if row.name.startswith("Torvald"))
    assert (talk.date, talk.channel, talk.minutes, talk.two_way) == ("2026-03-01", "phone", 25, True)
    assert talk.contacts == (hand.id("c12"), torvald)
    assert talk.summary == "They want the alarm list first."
    assert (talk.gave, talk.received) == (("the draft", "two names"), ())
    assert talk.promises == (r.Promise("Alarm list", "2026-03-09", None),)
    assert hand.session.plan.undoable.edit is Edit.CHANGE_CONVERSATION
    # R15: the clock of everybody there.
    assert hand.person().last_two_way == "2026-03-01"
    other = read.record(hand.session.plan, r.Contact, torvald)
    assert other is not None
    assert other.last_two_way == "2026-03-01"
    assert hand.inspector.profile.last.text() == "1\u00a0March"
    while len(talks(hand)) > 3:
        assert hand.session.plan.undoable.edit in (Edit.ADD_CONVERSATION, Edit.CHANGE_CONVERSATION)
        hand.undo()
    assert hand.person().last_two_way == "2026-02-12"


def test_nothing_said_is_not_kept_and_a_begun_one_is(hand: Hand) -> None:
    hand.show("c12")
    hand.inspector.note_conversation()
    tab = hand.inspector.conversations
    assert tab.isVisible()
    hand.click(tab.draft.keep_button)
    assert tab.draft is not None
    hand.show("c13")
    assert len(talks(hand)) == 3
    hand.show("c12")
    hand.inspector.note_conversation()
    hand.qtbot.keyClicks(tab.draft.summary, "Met at the gate")
    hand.show("c13")
    assert talks(hand)[0].summary == "Met at the gate"
    assert tab.draft is None


def test_ctrl_enter_keeps_and_escape_gives_up(hand: Hand) -> None:
    hand.show("c12")
    tab = hand.inspector.conversations
    hand.inspector.note_conversation()
    hand.qtbot.keyClicks(tab.draft.summary, "One")
    hand.qtbot.keyClick(tab.draft.summary, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert talks(hand)[0].summary == "One"
    hand.inspector.note_conversation()
    hand.qtbot.keyClick(tab.draft.minutes, Qt.Key.Key_Escape)
    assert tab.draft is None
    assert len(talks(hand)) == 4


def test_a_conversation_is_edited_field_by_field(hand: Hand) -> None:
    hand.show("c12", 2)
    tab = hand.inspector.conversations
    first = talks(hand)[0]
    card = tab.cards.of(first.id)
    hand.click(card.card)
    form = card.form
    hand.type(form.day, "20 Feb 2026")
    assert talks(hand)[0].date == hand.person().last_two_way == "2026-02-20"
    assert form.isVisible()
    hand.type(form.day, "sometime")
    assert talks(hand)[0].date == "2026-02-20"
    assert form.day.property("wrong")
    hand.type(form.day, "20 Feb 2026")
    promise = form.promises.of(0)
    hand.type(promise.done, "today")
    assert talks(hand)[0].promises[0].done == "2026-03-02"
    hand.click(promise.remove)
    assert talks(hand)[0].promises == ()
    hand.click(form.two_way, at=form.two_way.rect().topLeft() + form.two_way.rect().center() / 9)
    talk = talks(hand)[0]
    assert not talk.two_way
    assert hand.person().last_two_way == "2026-01-20"
    assert hand.session.plan.undoable.edit is Edit.CHANGE_CONVERSATION
    hand.click(form.done_button)
    assert card.card.isVisible()
    assert card.line.text().endswith("one way")


def test_a_conversation_is_deleted(hand: Hand) -> None:
    hand.show("c12", 2)
    first = talks(hand)[0]
    card = hand.inspector.conversations.cards.of(first.id)
    hand.click(card.card)
    hand.click(card.form.delete)
    assert len(talks(hand)) == 2
    assert hand.person().last_two_way == "2026-01-20"


def test_somebody_else_is_taken_out(hand: Hand) -> None:
    hand.show("c12", 2)
    first = talks(hand)[0]
    card = hand.inspector.conversations.cards.of(first.id)
    hand.click(card.card)
    card.form.people.removed.emit(hand.id("c13"))
    assert talks(hand)[0].contacts == (hand.id("c12"),)


def test_hostile_conversation(hand: Hand) -> None:
    hand.show("c12")
    hand.inspector.note_conversation()
    tab = hand.inspector.conversations
    hand.qtbot.keyClicks(tab.draft.summary, "<script>alert(1)</script><b>x</b>")
    hand.click(tab.draft.keep_button)
    card = tab.cards.of(talks(hand)[0].id)
    assert card.summary.text().replace("\u200b", "") == "<script>alert(1)</script><b>x</b>"
    assert card.summary.textFormat() is Qt.TextFormat.PlainText
