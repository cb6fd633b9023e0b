"""The Reviews screen and the walk, driven by mouse and keyboard in the real window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import read, walk_edits
from desktop.report.names import in_both_scripts
from desktop.ui.inspector.checklist import Questions

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Screen = Any


def stands(qtbot: QtBot, window: Any) -> Any:
    """The window once it has the keyboard and has laid everything out."""
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.workspace.isVisible())
    return window


@pytest.fixture
def window(qtbot: QtBot, open_window: Any, sample_path: Path) -> Any:
    return stands(qtbot, open_window(sample_path, "reviews"))


@pytest.fixture
def screen(window: Any) -> Screen:
    return window.workspace.made("reviews")


def click(qtbot: QtBot, widget: QWidget) -> None:
    for _turn in range(3):
        QApplication.processEvents()
    assert widget.isVisible(), widget
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def listed(screen: Screen, group: str) -> list[str]:
    layout = screen.groups[group]._column
    return [layout.itemAt(n).widget().name.text() for n in range(layout.count())]


def test_overdue_ones_come_first_then_those_within_two_weeks(screen: Screen, window: Any) -> None:
    uids = {f.contact: f.uid for f in read.records(window.session.plan, r.FocalRelationship).values()}
    names = {in_both_scripts(*both): uids.get(key) for key, both in read.names(window.session.plan).items()}
    assert [names[name] for name in listed(screen, "now")] == ["f4"]
    assert [names[name] for name in listed(screen, "soon")] == ["f6", "f2", "f1"]
    assert sorted(names[name] or "" for name in listed(screen, "later")) == ["f3", "f5"]


def test_a_card_says_what_is_known_and_when_it_was_looked_at(screen: Screen) -> None:
    (card,) = screen.groups["now"].all()
    assert card.known.text() == "4 of 5 questions can be answered"
    assert card.when.text() == "Looked at last on 30\u00a0Jan: on track"
    assert card.due.text() == "since 1\u00a0Mar"
    assert "To find out: What repeats?" in card.dots.accessibleName()


def test_a_review_in_place_moves_its_card_to_where_it_is_due_next(screen: Screen, window: Any, qtbot: QtBot) -> None:
    (card,) = screen.groups["now"].all()
    click(qtbot, card.start)
    form = screen.form
    assert form.isVisible()
    form.why_not.setFocus()
    qtbot.keyClicks(form.why_not, "not counted yet")
    form.complete.setFocus()
    qtbot.keyClick(form.complete, Qt.Key.Key_Space)
    assert screen.form is None
    assert screen.list.isVisible()
    assert listed(screen, "now") == []
    assert not screen._headings["now"].isVisible()
    steps = [s for s in read.records(window.session.plan, r.NextStep).values() if s.question == "trends"]
    assert steps[-1].text == (
        "What repeats? Perhaps ask: “Looking across those occasions, what repeats? What do the good ones share, and "
        "the bad ones?” “What have I not asked about that belongs in the picture?”"
    )
    window.undo()
    assert len(listed(screen, "now")) == 1


def test_a_name_shows_the_person(screen: Screen, window: Any, qtbot: QtBot) -> None:
    (card,) = screen.groups["now"].all()
    click(qtbot, card.name)
    assert read.names(window.session.plan, [window.session.person]) != {}


def test_support_is_said_in_words_and_one_way_help_is_a_question(screen: Screen, window: Any, qtbot: QtBot) -> None:
    support = screen.support
    assert support.said.text() == "With 25 of 33 people help flows both ways."
    assert support.they_said.text().endswith("What could you offer?")
    assert support.they._flow.count() == 5
    click(qtbot, support.they._flow.itemAt(0).widget())
    assert window.session.person is not None


# --- the walk ------------------------------------------------------------------------------------------------------


def test_p12_the_walk_goes_by_keyboard_and_goes_on_after_a_restart(
    screen: Screen, window: Any, qtbot: QtBot, open_window: Any, sample_path: Path
) -> None:
    plan = window.session.plan
    click(qtbot, screen.walk_card.go)
    walk = screen.walk
    assert walk.hasFocus()
    assert walk.where.text() == "1 of 45"
    first = walk.person
    assert not walk.answers["nearer"].isEnabled()  # an advocate already
    qtbot.keyClick(walk, Qt.Key.Key_N)
    assert walk.person.id == first.id
    qtbot.keyClick(walk, Qt.Key.Key_O)
    assert walk.offer.hasFocus()
    qtbot.keyClicks(walk.offer, "the survey")
    qtbot.keyClick(walk.offer, Qt.Key.Key_Return)
    qtbot.waitUntil(walk.hasFocus)
    assert walk.person.id == first.id  # Enter ended the line and answered nothing
    qtbot.keyClick(walk, Qt.Key.Key_F)
    found = read.record(plan, r.Contact, first.id)
    assert found is not None
    assert found.tier == "ally"
    assert list(read.records(plan, r.NextStep).values())[-1].text.endswith("the survey")
    assert walk.where.text() == "2 of 45"
    assert walk.offer.text() == ""
    qtbot.keyClick(walk, Qt.Key.Key_S)
    qtbot.keyClick(walk, Qt.Key.Key_Return)
    assert walk.where.text() == "4 of 45"
    qtbot.keyClick(walk, Qt.Key.Key_Escape)
    assert screen.list.isVisible()
    assert screen.walk_card.said.text() == "You are at 4 of 45, last on 2\u00a0March."
    window.close()
    again = stands(qtbot, open_window(sample_path, "reviews")).workspace.made("reviews")
    click(qtbot, again.walk_card.go)
    assert again.walk.where.text() == "4 of 45"


def test_p12_each_answer_can_be_undone_and_its_page_comes_back(screen: Screen, window: Any, qtbot: QtBot) -> None:
    click(qtbot, screen.walk_card.go)
    first = screen.walk.person
    qtbot.keyClick(screen.walk, Qt.Key.Key_L)
    after = read.record(window.session.plan, r.Contact, first.id)
    assert after is not None
    assert after.tier is None
    assert screen.walk.where.text() == "1 of 44"
    window.undo()
    assert screen.walk.person == first


def test_p12_the_panel_follows_the_person_walked(screen: Screen, window: Any, qtbot: QtBot) -> None:
    window.session.select(walk_edits.walk(window.session.plan).people[7])
    click(qtbot, screen.walk_card.go)
    assert window.session.person == screen.walk.person.id
    first = screen.walk.person.id
    qtbot.keyClick(screen.walk, Qt.Key.Key_S)
    assert screen.walk.person.id != first
    assert window.session.person == screen.walk.person.id
    assert window.workspace.inspector.person == screen.walk.person.id
    assert screen.walk.hasFocus()
    window.undo()
    assert window.session.person == screen.walk.person.id == first


def test_p5_a_move_asks_the_question_of_the_new_tier_and_one_line_that_can_be_left(
    screen: Screen, window: Any, qtbot: QtBot
) -> None:
    plan = window.session.plan
    click(qtbot, screen.walk_card.go)
    walk = screen.walk
    assert not walk.moved.isVisible()
    first = walk.person
    qtbot.keyClick(walk, Qt.Key.Key_F)  # an advocate
    assert "ally" in walk.moved.text().lower()
    assert walk.moved.text().endswith("would they make time for me this week?")
    qtbot.keyClick(walk, Qt.Key.Key_E)
    assert walk.evidence.hasFocus()
    assert first.tier_evidence is not None
    assert walk.evidence.text() == "", "what showed the tier before answers another question"
    qtbot.keyClicks(walk.evidence, "Lent me a draft")
    qtbot.keyClick(walk.evidence, Qt.Key.Key_Return)
    qtbot.waitUntil(walk.hasFocus)
    found = read.record(plan, r.Contact, first.id)
    assert found is not None
    assert found.tier_evidence is not None
    assert (found.tier_evidence.text, found.tier_history[-1].evidence) == ("Lent me a draft", "Lent me a draft")
    assert walk.evidence.text() == "Lent me a draft"
    assert walk.where.text() == "2 of 45"
    qtbot.keyClick(walk, Qt.Key.Key_S)
    assert not walk.moved.isVisible()
    gone = walk.person
    assert gone is not None
    qtbot.keyClick(walk, Qt.Key.Key_L)
    assert gone.name in walk.moved.text()
    assert "waits outside the plan now" in walk.moved.text()
    assert not walk.evidence.isVisible()
    window.undo()
    assert not walk.moved.isVisible()


def test_p12_somebody_to_add_waits_and_the_walk_ends_kindly(screen: Screen, window: Any, qtbot: QtBot) -> None:
    plan = window.session.plan
    click(qtbot, screen.walk_card.go)
    walk = screen.walk
    qtbot.keyClick(walk, Qt.Key.Key_A)
    qtbot.keyClicks(walk.add, "Nerys")
    qtbot.keyClick(walk.add, Qt.Key.Key_Return)
    assert [name for _key, name in run(read.waiting(plan))] == ["Nerys"]
    assert walk.add.text() == ""
    order = walk_edits.walk(plan).people
    walk_edits.answer_walk(plan, order[-2], "same", on=window.session.today())
    assert walk.where.text() == "45 of 45"
    walk.setFocus()
    qtbot.keyClick(walk, Qt.Key.Key_S)
    assert walk.done.text() == "That was everybody: 45 people."
    qtbot.keyClick(walk, Qt.Key.Key_Escape)
    assert "again about 2\u00a0June" in screen.walk_card.said.text()


# --- the questions in one's own words ------------------------------------------------------------------------------


def test_the_questions_are_a_template(screen: Screen, window: Any, qtbot: QtBot) -> None:
    click(qtbot, screen.questions)
    (dialog,) = window.findChildren(Questions)
    field = dialog.words["trends"]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "What keeps coming back?")
    click(qtbot, dialog.does)
    assert r.CatalogueEdit("review_questions", "trends", "words", "What keeps coming back?") in (
        read.info(window.session.plan).catalogue
    )
    (card,) = screen.groups["now"].all()
    assert "What keeps coming back?" in card.dots.accessibleName()
    click(qtbot, card.start)
    assert screen.form.rows["trends"].words.text() == "What keeps coming back?"


def test_a_question_of_ones_own_is_asked_noted_and_taken_back(screen: Screen, window: Any, qtbot: QtBot) -> None:
    plan = window.session.plan
    click(qtbot, screen.questions)
    (dialog,) = window.findChildren(Questions)
    click(qtbot, dialog.add)
    (field,) = dialog.own.values()
    assert field.hasFocus()
    qtbot.keyClicks(field, "What would surprise them?")
    click(qtbot, dialog.does)
    (card,) = screen.groups["now"].all()
    click(qtbot, card.start)
    form = screen.form
    person, focal = form.about.contact.id, form.focal
    ((key, note),) = form.own.items()
    assert note.accessibleName() == "What would surprise them?"
    note.setFocus()
    qtbot.keyClicks(note, "That I ask first.")
    form.why_not.setFocus()
    qtbot.keyClicks(form.why_not, "too early")
    click(qtbot, form.complete)
    latest = max((v for v in read.records(plan, r.Review).values() if v.focal == focal), key=lambda v: v.date)
    assert latest.answers[key] == r.ReviewAnswer(0, "That I ask first.")
    screen.start(focal)
    assert "Last time: That I ask first." in [label.text() for label in screen.form.findChildren(QLabel)]
    kept = read.focal_of(plan, person)
    assert kept is not None
    assert kept.review_interval_days == 30  # noted, never weighed
    screen.form.put_aside()
    click(qtbot, screen.questions)
    dialog = window.findChildren(Questions)[-1]
    dialog.own[key].setFocus()
    dialog.own[key].selectAll()
    qtbot.keyClick(dialog.own[key], Qt.Key.Key_Delete)
    click(qtbot, dialog.does)
    screen.start(focal)
    assert screen.form.own == {}


def test_an_empty_plan_says_how_reviews_begin(qtbot: QtBot, open_window: Any, empty_path: Path) -> None:
    screen = stands(qtbot, open_window(empty_path, "reviews")).workspace.made("reviews")
    assert screen.nothing.isVisible()
    assert not screen.walk_card.go.isEnabled()
