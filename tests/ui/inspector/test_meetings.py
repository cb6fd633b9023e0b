"""Plans to meet in the Goals tab: suggestions, purpose first, before the meeting, after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from desktop.domain import records as r
from desktop.domain.meetings import wants_debrief
from desktop.plan import edits, meeting_edits, read, read_meetings
from desktop.plan.step import Edit
from desktop.ui.inspector.hints import Hints
from desktop.ui.inspector.meetings.after import AfterTheConversation
from desktop.ui.inspector.meetings.before import BeforeWeMeet
from desktop.ui.inspector.meetings.brief import brief_of
from desktop.ui.inspector.meetings.phrases import meeting_concern, meeting_line
from desktop.ui.widgets import Page

Hand = Any


def meetings(hand: Hand, uid: str = "c12") -> list[r.Engagement]:
    focal = read.focal_of(hand.session.plan, hand.id(uid))
    return read_meetings.meetings_of(hand.session.plan, hand.id(uid), focal.id if focal else None)


def plans(hand: Hand, uid: str = "c12") -> Any:
    hand.show(uid, 1)
    return hand.inspector.goals.plans


def ahead(hand: Hand, uid: str = "c12") -> Any:
    """The one plan of somebody that is ahead."""
    (card,) = plans(hand, uid).cards.all()
    return card


def spaces(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def gone(dialog: QDialog) -> bool:
    return not isValid(dialog) or not dialog.isVisible()


def test_what_is_ahead_and_what_was_tried(hand: Hand) -> None:
    section = plans(hand)
    (card,) = section.cards.all()
    assert card.name.text() == "Draft the handover criteria together"
    assert spaces(card.line.text()) == "Agreed for 17 March"
    assert card.concern.isHidden()
    assert section.earlier_fold.line.text() == "▸ What was tried: 4"
    hand.click(section.earlier_fold.line)
    lines = [spaces(each.line.text()) for each in sorted(section.earlier.all(), key=lambda each: each.y())]
    assert lines == [
        "12 Feb: It did what it should",
        "20 Jan: It did what it should",
        "Let go, moved twice",
        "18 Sept 2025: Not this time" if "Sept" in lines[-1] else "18 Sep 2025: Not this time",
    ]


def test_r12_three_suggestions_with_their_reasons_in_words(hand: Hand) -> None:
    section = plans(hand)
    hand.click(section.add)
    cards = sorted(section.draft.suggestions.all(), key=lambda card: card.y())
    assert [(card.words.text(), card.why.text()) for card in cards] == [
        (
            "Ask for input on a live decision",
            "Fits turning a dissenter; can tell you what works with them; not tried yet; little effort",
        ),
        ("Ask about their challenges and offer help", "Fits turning a dissenter; not tried yet; little effort"),
        ("Joint problem-solving session", "Fits turning a dissenter; can tell you what works with them; not tried yet"),
    ]


def test_r11_purpose_first_then_a_suggestion_then_kept_and_undone(hand: Hand) -> None:
    section = plans(hand)
    before = meetings(hand)
    hand.click(section.add)
    form = section.draft
    assert form.purpose.hasFocus()
    hand.type(form.purpose, "She says what would stop the June paper")
    card = min(form.suggestions.all(), key=lambda card: card.y())
    hand.click(card)
    assert card.words.text() == "✓ Ask for input on a live decision"
    assert form.name.text() == "Ask for input on a live decision"
    hand.type(form.day, "20 March")
    hand.click(form.keep_button)
    new = meetings(hand)[-1]
    assert (new.type, new.purpose, new.date, new.status) == (
        "seek_input", "She says what would stop the June paper", "2026-03-20", "scheduled",
    )  # fmt: skip
    assert new.contacts == (hand.id("c12"),)
    focal = read.focal_of(hand.session.plan, hand.id("c12"))
    assert focal is not None
    assert (new.focals, new.goal) == ((focal.id,), hand.inspector.about.goal.id)
    edits = [hand.session.plan.undoable.edit]
    while meetings(hand) != before:
        hand.undo()
        edits.append(hand.session.plan.undoable and hand.session.plan.undoable.edit)
    assert Edit.ADD_MEETING in edits


def test_an_idea_of_one_s_own_with_somebody_who_is_no_key_relationship(hand: Hand) -> None:
    section = plans(hand, "c01")
    hand.click(section.add)
    assert section.draft.suggestions.isHidden()
    hand.type(section.draft.name, "Walk round the quay")
    hand.click(section.draft.keep_button)
    (new,) = meetings(hand, "c01")
    assert (new.label, new.type, new.focals, new.status) == ("Walk round the quay", None, (), "planned")
    (card,) = section.cards.all()
    assert card.concern.text() == "What should be different afterwards? Or let it go."
    assert card.line.text() == "No day yet"


def test_nothing_said_is_nothing_kept(hand: Hand) -> None:
    section = plans(hand)
    before = meetings(hand)
    hand.click(section.add)
    hand.click(section.draft.keep_button)
    assert section.draft is not None
    hand.click(section.draft.done_button)
    assert section.draft is None
    assert meetings(hand) == before


def test_its_day_is_moved_and_counted(hand: Hand) -> None:
    card = ahead(hand)
    hand.click(card.card)
    hand.type(card.form.day, "24 March")
    hand.click(card.form.done_button)
    assert spaces(card.line.text()) == "Agreed for 24 March, moved once"
    hand.undo()
    assert spaces(card.line.text()) == "Agreed for 17 March"


def test_p11_somebody_else_there_makes_it_serve_both(hand: Hand) -> None:
    card = ahead(hand)
    hand.click(card.card)
    card.form.join.picked.emit(hand.id("c09"))
    (meeting,) = [each for each in meetings(hand) if each.status == "scheduled"]
    assert set(meeting.contacts) == {hand.id("c12"), hand.id("c09")}
    assert len(meeting.focals) == 2
    assert meeting.id in {each.id for each in meetings(hand, "c09")}


def test_let_go_and_taken_back(hand: Hand) -> None:
    section = plans(hand)
    hand.click(ahead(hand).can_do.let_go)
    assert section.cards.all() == ()
    hand.undo()
    assert len(section.cards.all()) == 1


def test_p15_one_hint_at_a_time_dismissed_for_good(hand: Hand) -> None:
    section = plans(hand)
    hand.click(section.add)
    hint = section.draft.hint
    assert hint.words.text() == "For both of you: what will be easier, clearer or decided after it?"
    hand.click(min(section.draft.suggestions.all(), key=lambda card: card.y()))
    assert hint.words.text().startswith("“Ask for input on a live decision” is not the way when nothing they say")
    hand.click(hint.away)
    assert hint.words.text().startswith("For both of you")
    hand.click(hint.away)
    assert hint.isHidden()
    hand.click(section.draft.done_button)
    hand.click(section.add)
    assert section.draft.hint.isHidden()
    assert Hints().dismissed() == {"purpose", "not-when"}


def test_before_we_meet_five_questions_promises_and_last_time(hand: Hand) -> None:
    hand.click(ahead(hand).can_do.before)
    (dialog,) = hand.inspector.findChildren(BeforeWeMeet)
    parts = {part.heading: part.lines for part in dialog.brief.parts}
    assert len(parts["Questions to take along"]) == 5
    assert parts["Questions to take along"][1] == (
        "Could you take me through the last time that happened?",
        "find out what works with them",
    )
    assert [text for text, _by in parts["What I promised"]] == ["Commissioning engineer at Coldharbour"]
    assert spaces(parts["What I promised"][0][1]) == "by 9 Mar"
    assert spaces(parts["Last time"][0][1]) == "12 February"
    hand.qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Rosalind Achterveld\n")
    assert [line.strip() for line in spaces(text).splitlines() if line.strip()] == list(
        dialog.document().toPlainText().splitlines()
    )
    dialog.reject()


def test_the_card_is_printed_as_plain_text(hand: Hand, tmp_path: Path) -> None:
    hand.show("c12", 1)
    (meeting,) = [each for each in meetings(hand) if each.status == "scheduled"]
    edits.change(hand.session.plan, r.Contact, hand.id("c12"), name="<b>Rosalind</b>")
    dialog = BeforeWeMeet(hand.inspector, hand.session, hand.id("c12"), meeting)
    assert dialog.document().toPlainText().startswith("<b>Rosalind</b>\n")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "card.pdf"))
    dialog.print_on(printer)
    sizes: list[float] = []

    def saw(text: str, page: Any, line: Any, _font: Any, size: float) -> None:
        if text.strip():
            sizes.append(size * abs(line[3]) * abs(page[3]))

    PdfReader(tmp_path / "card.pdf").pages[0].extract_text(visitor_text=saw)
    assert sizes
    assert 8 < min(sizes) <= max(sizes) < 14


def test_before_meeting_somebody_who_is_no_key_relationship(hand: Hand) -> None:
    hand.show("c43", 1)
    (meeting,) = meetings(hand, "c43")
    brief = brief_of(hand.session.plan, hand.id("c43"), meeting, hand.session.today())
    assert brief.purpose == "A real question after nearly four years; offer our early lessons"
    questions = next(part for part in brief.parts if part.heading == "Questions to take along")
    assert [why for _text, why in questions.lines] == ["to begin", "the reason we meet", "to close"]


def test_the_card_brings_what_stands_in_their_chair(hand: Hand) -> None:
    chair = r.TheirChair("2026-02-20", "Evenings.", None, " ")
    asked = r.AskThem("2026-02-20", "2026-02-21", None, "Send papers earlier.")
    edits.change(hand.session.plan, r.Contact, hand.id("c12"), their_chair=chair, ask_them=asked)
    (meeting,) = [each for each in meetings(hand) if each.status == "scheduled"]
    brief = brief_of(hand.session.plan, hand.id("c12"), meeting, hand.session.today())
    assert next(part.lines for part in brief.parts if part.heading == "From their chair") == (
        ("Evenings.", "what working with me costs them, I believe"),
        ("Send papers earlier.", "they told me: change this"),
    )


@pytest.fixture
def after(hand: Hand) -> AfterTheConversation:
    """The form after the meeting with Rosalind that is ahead, open."""
    hand.click(ahead(hand).can_do.after)
    (dialog,) = hand.inspector.findChildren(AfterTheConversation)
    QApplication.processEvents()
    assert dialog.summary.hasFocus()
    return dialog


def keep(hand: Hand, dialog: AfterTheConversation) -> None:
    hand.qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)


def test_r14_one_line_is_enough(hand: Hand, after: AfterTheConversation) -> None:
    hand.qtbot.keyClicks(after.summary, "We wrote five criteria.")
    keep(hand, after)
    assert gone(after)
    assert hand.session.plan.undoable.edit is Edit.AFTER_MEETING
    latest = read.conversations_of(hand.session.plan, hand.id("c12"))[0]
    assert (latest.summary, latest.date, latest.listening) == ("We wrote five criteria.", "2026-03-02", None)
    assert hand.person().last_two_way == "2026-03-02"
    assert plans(hand).cards.all() == ()
    hand.undo()
    assert len(plans(hand).cards.all()) == 1
    assert hand.person().last_two_way == "2026-02-12"


def test_r14_everything_in_one_step(hand: Hand, after: AfterTheConversation) -> None:
    goal = hand.inspector.about.goal
    after.outcome.buttons()["effective"].click()
    after.share.buttons()[0.33].click()
    after.restated.buttons()[True].click()
    hand.qtbot.keyClicks(after.sensed, "Relief")
    hand.qtbot.keyClicks(after.followed, "2")
    hand.qtbot.keyClicks(after.surprise, "She drafted two of them")
    hand.qtbot.keyClicks(after.promises[0].text, "Send the draft")
    hand.qtbot.keyClicks(after.promises[0].due, "6 March")
    after.more_promises.click()
    hand.qtbot.keyClicks(after.promises[1].text, "Thank her team")
    learned = after.learned[0]
    assert learned.question.chosen == "successful"  # the first of the five that is shaky
    hand.qtbot.keyClicks(learned.text, "We agree fast with her data on the table.")
    learned.kind.setFocus()
    hand.choose(learned.kind, -4)
    learned.sure._group.button(3).click()
    hand.qtbot.keyClicks(after.reading, "2")
    keep(hand, after)
    plan = hand.session.plan
    talk = read.conversations_of(plan, hand.id("c12"))[0]
    assert talk.listening == r.Listening(0.33, "Relief", True, 2, "She drafted two of them")
    assert talk.promises == (r.Promise("Send the draft", "2026-03-06", None), r.Promise("Thank her team", None, None))
    steps = {step.text: step for step in read.steps_of(plan, hand.id("c12"))}
    assert (steps["Send the draft"].due, steps["Send the draft"].conversation) == ("2026-03-06", talk.id)
    assert steps["Create one real joint success and note what made it work."].status == "done"  # R19
    insight = read.insights_of(plan, hand.id("c12"))[-1]
    assert (insight.question, insight.confidence, insight.kind, insight.evidence_date, insight.conversation) == (
        "successful", 3, "heard", "2026-03-02", talk.id,
    )  # fmt: skip
    now = read.record(plan, r.Goal, goal.id)
    assert now is not None
    assert now.measure is not None
    assert (now.measure.current, now.measure.measured, now.version) == (2, "2026-03-02", goal.version)
    meeting = next(each for each in meetings(hand) if each.id == talk.engagement)
    assert (meeting.status, meeting.outcome) == ("debriefed", "effective")
    hand.undo()
    assert read.record(plan, r.Goal, goal.id) == goal
    assert "Send the draft" not in {step.text for step in read.steps_of(plan, hand.id("c12"))}


def test_r18_what_is_typed_after_a_conversation_claims_nothing_by_itself(
    hand: Hand, after: AfterTheConversation
) -> None:
    hand.qtbot.keyClicks(after.learned[0].text, "Perhaps")
    keep(hand, after)
    plan = hand.session.plan
    insight = read.insights_of(plan, hand.id("c12"))[-1]
    assert (insight.question, insight.confidence, insight.kind) == ("successful", 0, "assumption")
    steps = {step.text: step for step in read.steps_of(plan, hand.id("c12"))}
    assert steps["Create one real joint success and note what made it work."].status == "open"


def test_what_comes_back_regularly_is_asked_for_its_next_day(hand: Hand) -> None:
    plan, card = hand.session.plan, ahead(hand)
    meeting_edits.change_meeting(plan, card._meeting.id, recurring=True, moved=1)
    hand.click(card.can_do.after)
    (dialog,) = hand.inspector.findChildren(AfterTheConversation)
    hand.qtbot.keyClicks(dialog.again, "20 April")
    keep(hand, dialog)
    (before, now) = [each for each in meetings(hand) if each.purpose == card._meeting.purpose]
    assert (before.status, now.status, now.date, now.moved) == ("debriefed", "scheduled", "2026-04-20", 0)
    assert (now.type, now.label, now.focals, now.contacts, now.recurring) == (
        before.type, before.label, before.focals, before.contacts, True,
    )  # fmt: skip
    assert spaces(ahead(hand).line.text()).startswith("Agreed for 20 April")
    hand.undo()
    assert len(meetings(hand)) == len([*plans(hand).cards.all(), *plans(hand).earlier.all()])
    assert now.id not in {each.id for each in meetings(hand)}


def test_what_cannot_be_read_is_marked_and_nothing_is_kept(hand: Hand, after: AfterTheConversation) -> None:
    done = hand.session.plan.undoable
    hand.qtbot.keyClicks(after.promises[0].text, "Send it")
    hand.qtbot.keyClicks(after.promises[0].due, "soonish")
    keep(hand, after)
    assert after.isVisible()
    assert after.promises[0].due.property("wrong")
    assert after.trouble.text() == "One field cannot be read yet; it is marked."
    assert hand.session.plan.undoable == done
    after.reject()
    assert after.isVisible()  # words would be lost: asked once
    after.reject()
    assert gone(after)


def test_it_took_place_and_the_rest_comes_later(hand: Hand, after: AfterTheConversation) -> None:
    hand.qtbot.mouseClick(after.later, Qt.MouseButton.LeftButton)
    card = ahead(hand)
    assert card.concern.text() == "How was it? Five minutes now save an hour later."
    assert card.can_do.after.text() == "After the conversation…"
    assert not card.can_do.before.isVisible()
    hand.click(card.can_do.after)
    dialog = next(each for each in hand.inspector.findChildren(AfterTheConversation) if each.isVisible())
    assert dialog.later.isHidden()
    dialog.reject()
    assert gone(dialog)


def test_r11_what_is_asked_of_a_plan() -> None:
    meeting = r.Engagement(1, "e", None, "Lunch", "", None, "planned", None, 2, None, (), (2,), recurring=True)
    assert meeting_concern(meeting) == "Moved twice. Give it a purpose, or let it go."
    with_purpose = replace(meeting, purpose="Both know who decides")
    assert meeting_concern(with_purpose) == "It was moved twice. Is it still what you both want?"
    assert meeting_concern(r.Engagement(1, "e", None, "L", "x", None, "planned", None, 5, None, (), ())) == ""
    held = r.Engagement(1, "e", None, "L", "", None, "held", "2026-03-01", 0, None, (), ())
    assert meeting_concern(held) == ""
    assert wants_debrief(held)
    assert meeting_line(held, date(2026, 3, 2)).replace("\N{NO-BREAK SPACE}", " ") == "1 Mar"


def test_words_of_the_note_line_are_read_in_when(hand: Hand) -> None:
    card = ahead(hand)
    hand.click(card.card)
    hand.type(card.form.day, "next week")
    (meeting,) = [each for each in meetings(hand) if each.status == "scheduled"]
    assert meeting.date == "2026-03-09"


def test_keep_goes_to_the_field_that_cannot_be_read(hand: Hand) -> None:
    section = plans(hand)
    before = len(meetings(hand))
    hand.click(section.add)
    form = section.draft
    hand.type(form.purpose, "Both know who decides")
    hand.type(form.day, "31 Feb")
    hand.click(form.keep_button)
    assert section.draft is form
    assert form.day.hasFocus()
    hand.type(form.day, "tomorrow")
    hand.click(form.keep_button)
    assert section.draft is None
    assert len(meetings(hand)) == before + 1


def test_keep_after_a_conversation_goes_to_the_promise_day(after: AfterTheConversation) -> None:
    after.promises[0].text.setText("the data")
    after.promises[0].due.setText("31 Feb")
    after.accept()
    assert after.isVisible()
    assert after.promises[0].due.hasFocus()
    after.promises[0].due.setText("Fri")
    said = after.promises[0].said()
    assert said is not None
    assert said.due == "2026-03-06"
    after.reject()
    after.reject()


def test_r11_the_editor_asks_too(hand: Hand) -> None:
    plan = hand.session.plan
    (key,) = [each.id for each in meetings(hand) if each.status == "scheduled"]
    hand.session.do(lambda: meeting_edits.change_meeting(plan, key, moved=2, recurring=True, purpose="To decide"))
    card = ahead(hand)
    hand.click(card.card)
    assert card.form.concern.text() == "It was moved twice. Is it still what you both want?"


def test_the_dialogs_are_as_long_as_what_they_say(hand: Hand, after: AfterTheConversation) -> None:
    page = after.findChild(Page)
    assert page is not None
    inside = page.widget()
    assert inside is not None
    layout = inside.layout()
    assert layout is not None
    needed = layout.totalHeightForWidth(page.viewport().width())
    assert inside.height() == max(needed, page.viewport().height()), "no blank area to scroll into"
