"""The Goals screen on the sample plan and on an empty one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.ui.goals.cards import due_words, now_words
from desktop.ui.goals.measure import line_of
from desktop.ui.goals.versions import Versions, chain, differences

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.main_window import MainWindow

ON = date(2026, 3, 2)
GOAL = r.Goal(1, "g1", 1, 2, "repair", "Late news early.", "a", "b", None, None, None, "2026-06-30", "active")
MEASURE = r.Measure("Objections", "per quarter", 4, 1, 3, "down", None, "2026-02-13", (r.Reading("2026-02-13", 3),))


def key(window: MainWindow, uid: str, table: str = "contacts") -> int:
    assert window.session is not None
    ((found,),) = window.session.plan.db.execute(f"SELECT id FROM {table} WHERE uid=?", (uid,))
    return int(found)


def screen(window: MainWindow) -> Any:
    assert window.personal is not None
    QApplication.processEvents()
    return window.personal.made("goals")


def click(qtbot: QtBot, widget: QWidget) -> None:
    for _turn in range(3):
        QApplication.processEvents()
    assert widget.isVisible(), widget
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def names(cards: Any) -> list[str]:
    return [card.name.text() for card in sorted(cards.all(), key=lambda card: card.y())]


def test_all_goals_by_how_they_stand(open_window: Callable[..., MainWindow], sample_path: Path) -> None:
    shown = screen(open_window(sample_path, "goals"))
    assert shown.headings["waits"].text() == "Five goals wait for a second look"
    waits = {card.name.text(): card.waits.text() for card in shown.sections["waits"].all()}
    assert len(waits) == 5
    assert waits["Rosalind Achterveld"] == "To find out: When did it go well between us? What repeats?"
    assert {card.note.text() for card in shown.sections["waits"].all()} == {"active, waits for a second look"}
    (active,) = shown.sections["active"].all()
    assert active.now.text() == "31 now, aiming at 20 days"
    assert active.due.text().replace("\N{NO-BREAK SPACE}", " ") == "by 31 July, in 4 months"
    assert active.waits.isHidden()
    # The lunches that were replaced stand with the goal that replaced them.
    assert shown.closed_fold.isHidden()
    assert shown.without.isHidden()


def test_a_filter_leaves_one_state(qtbot: QtBot, open_window: Callable[..., MainWindow], sample_path: Path) -> None:
    shown = screen(open_window(sample_path, "goals"))
    click(qtbot, shown.chips["active"])
    assert shown.sections["active"].isVisible()
    assert not shown.sections["waits"].isVisible()
    click(qtbot, shown.chips["draft"])
    assert shown.nothing.isVisible()
    click(qtbot, shown.chips[""])
    assert shown.sections["waits"].isVisible()
    assert not shown.nothing.isVisible()


def test_choosing_a_goal_shows_the_person_s_goals(
    qtbot: QtBot, open_window: Callable[..., MainWindow], sample_path: Path
) -> None:
    window = open_window(sample_path, "goals")
    shown = screen(window)
    card = shown.sections["waits"].of(key(window, "g1", "goals"))
    click(qtbot, card.card)
    assert window.session is not None
    assert window.personal is not None
    assert window.session.person == key(window, "c12")
    inspector = window.personal.inspector
    assert inspector.isVisible()
    assert inspector.pages.currentWidget() is inspector.goals


def test_purpose_and_objective_are_edited_in_place_and_undone(
    qtbot: QtBot, open_window: Callable[..., MainWindow], sample_path: Path
) -> None:
    window = open_window(sample_path, "goals")
    shown = screen(window)
    assert window.session is not None
    before = read.info(window.session.plan)
    assert shown.objective.toPlainText() == before.objective
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    click(qtbot, shown.objective)
    shown.objective.setFocus()
    assert shown.objective.hasFocus()
    shown.objective.selectAll()
    qtbot.keyClicks(shown.objective, "Hear it early.")
    shown.purpose.setFocus()
    plan = window.session.plan
    qtbot.waitUntil(lambda: read.info(plan).objective == "Hear it early.")
    window.undo()
    assert read.info(window.session.plan) == before
    assert shown.objective.toPlainText() == before.objective


def test_versions_stand_side_by_side_with_the_reason(
    qtbot: QtBot, open_window: Callable[..., MainWindow], sample_path: Path
) -> None:
    window = open_window(sample_path, "goals")
    shown = screen(window)
    card = shown.sections["waits"].of(key(window, "g1", "goals"))
    assert card.versions.text() == "One earlier version, side by side"
    assert not shown.sections["waits"].of(key(window, "g2", "goals")).versions.isVisible()
    click(qtbot, card.versions)
    (dialog,) = window.findChildren(Versions)
    said = [each.text() for each in dialog.findChildren(QLabel)]
    assert "Get to know Rosalind better over quarterly lunches." in said
    assert "An activity, not an outcome; nothing to measure. Both lunches were moved twice." in said
    dialog.reject()


def test_a_change_anywhere_shows_at_once(open_window: Callable[..., MainWindow], sample_path: Path) -> None:
    window = open_window(sample_path, "goals")
    shown = screen(window)
    assert window.session is not None
    plan, goal = window.session.plan, key(window, "g3", "goals")
    edits.set_goal_status(plan, goal, "achieved", on=ON)
    QApplication.processEvents()
    assert shown.sections["active"].isHidden()
    assert shown.closed_fold.isVisible()
    assert [card.note.text().replace("\N{NO-BREAK SPACE}", " ") for card in shown.sections["closed"].all()] == [
        "achieved, 2 March"
    ]
    # Its relationship has no goal now.
    assert shown.without.text() == "A key relationship without a goal:"
    window.undo()
    assert shown.sections["active"].isVisible()
    assert shown.closed_fold.isHidden()


def test_without_goals_it_leads_to_choosing_a_key_relationship(
    qtbot: QtBot, open_window: Callable[..., MainWindow], empty_path: Path
) -> None:
    window = open_window(empty_path, "goals")
    shown = screen(window)
    assert shown.empty.isVisible()
    assert shown.choose.text() == "Name people"
    click(qtbot, shown.purpose)
    qtbot.keyClicks(shown.purpose, "To be heard early")
    click(qtbot, shown.choose)
    assert window.session is not None
    assert read.info(window.session.plan).purpose == "To be heard early"
    assert window.personal is not None
    assert window.personal.current == "people"
    edits.add_contacts(window.session.plan, ["Nerys"], on=ON, tier="ally")
    window.personal.show_screen("goals")
    assert shown.choose.text() == "Choose a key relationship"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2026-03-01", "was meant for 1 March"),
        ("2026-03-02", "by today"),
        ("2026-03-03", "by 3 March, tomorrow"),
        ("2026-03-15", "by 15 March, in 13 days"),
        ("2026-03-16", "by 16 March, in 2 weeks"),
        ("2026-12-31", "by 31 December, in 9 months"),
        (None, ""),
    ],
)
def test_by_when_in_words(due: str | None, words: str) -> None:
    assert due_words(replace(GOAL, due=due), ON).replace("\N{NO-BREAK SPACE}", " ") == words


def test_the_measure_in_words() -> None:
    assert now_words(GOAL) == ""
    assert now_words(replace(GOAL, measure=MEASURE)) == "3 now, aiming at 1 per quarter"
    assert now_words(replace(GOAL, measure=replace(MEASURE, current=None))) == "4 now, aiming at 1 per quarter"
    assert now_words(replace(GOAL, measure=replace(MEASURE, target=None))) == "3 now"


def test_the_line_of_a_measure() -> None:
    assert line_of(MEASURE) == (((0.0, 0.0), (1.0, 1 / 3)), 1.0)
    three = tuple(r.Reading(day, value) for day, value in (("2026-01-01", 4), ("2026-01-11", 4), ("2026-01-21", 2)))
    assert line_of(replace(MEASURE, readings=three)) == (((0.0, 0.0), (0.5, 0.0), (1.0, 2 / 3)), 1.0)
    assert line_of(replace(MEASURE, target=None)) is None
    assert line_of(replace(MEASURE, readings=(), baseline=None)) is None
    level = replace(MEASURE, baseline=1, target=1, readings=())
    assert line_of(level) == (((0.0, 0.0),), 0.0)


def test_versions_follow_each_other_and_name_what_changed() -> None:
    first = replace(GOAL, id=7, uid="a", version=1, statement="Meet.", superseded_by=1, status="superseded")
    other = replace(GOAL, id=8, uid="b", focal=2, version=1, superseded_by=99)
    assert chain(GOAL, [GOAL, other, first]) == (first, GOAL)
    assert differences(first, GOAL, ON) == [("What will be different", "Meet.", "Late news early.")]
    assert differences(GOAL, GOAL, ON) == []


def test_in_a_narrow_window_the_measure_stands_under_the_statement(
    qtbot: QtBot, open_window: Callable[..., MainWindow], sample_path: Path
) -> None:
    window = open_window(sample_path, "goals")
    shown = screen(window)
    card = shown.sections["waits"].of(key(window, "g1", "goals"))
    assert card.now.mapTo(card, card.now.rect().topLeft()).x() > card.statement.geometry().right()
    click(qtbot, card.card)
    window.resize(1000, 640)
    qtbot.waitUntil(lambda: card.now.mapTo(card, card.now.rect().topLeft()).x() < card.width() // 3)
    page = shown.page
    assert page.widget().width() <= page.viewport().width()


def test_a_goal_of_a_relationship_at_rest_is_not_among_the_active(
    open_window: Callable[..., MainWindow], sample_path: Path
) -> None:
    goals = screen(open_window(sample_path, "goals"))
    plan = goals.session.plan
    found = next(each for each in goals._rows if each.goal.status == "active")
    focal = read.focal_of(plan, found.person)
    assert focal is not None
    edits.set_state(plan, focal.id, "paused", on=ON)
    assert goals.sections["rests"].of(found.goal.id) is not None
    assert goals.sections["active"].of(found.goal.id) is None
    assert goals.sections["waits"].of(found.goal.id) is None
    assert goals.headings["rests"].text() == "The relationship rests"
    assert goals.headings["rests"].isVisible()


def test_too_many_at_once_are_said_where_one_overviews_them_and_where_one_more_is_begun(
    open_window: Callable[..., MainWindow], sample_path: Path
) -> None:
    window = open_window(sample_path, "goals")
    shown = screen(window)
    assert window.session is not None
    assert window.personal is not None
    plan, focals = window.session.plan, read.records(window.session.plan, r.FocalRelationship).values()
    assert not shown.many.isVisible()
    taken = {each.contact for each in focals}
    free = [person for person in read.records(plan, r.Contact) if person not in taken and person != 1]
    in_hand = sum(each.state in ("active", "candidate") for each in focals)
    for person in free[: 8 - in_hand]:
        edits.make_key_relationship(plan, person, "strengthen", "ally", "", on=ON)
    assert shown.many.isVisible()
    assert shown.many.text().startswith("8 key relationships are in hand.")
    window.select(free[-1])
    window.personal.inspector.show_goals()
    assert window.personal.inspector.goals.relationship.invitation.text() == shown.many.text()
    window.undo()
    assert not shown.many.isVisible()


def test_a_kind_of_goal_says_what_would_show_it(
    qtbot: QtBot, open_window: Callable[..., MainWindow], sample_path: Path
) -> None:
    window = open_window(sample_path, "goals")
    assert window.personal is not None
    window.select(key(window, "c12"))
    window.personal.inspector.show_goals()
    click(qtbot, window.personal.inspector.goals.add)
    form = window.personal.inspector.goals.draft
    assert form is not None
    form.type.setFocus()
    while form.type.chosen != "repair":
        before = form.type.chosen
        qtbot.keyClick(form.type, Qt.Key.Key_Down)
        assert form.type.chosen != before
    assert form.notice.placeholderText() == "e.g. bad news told early, promises kept"
