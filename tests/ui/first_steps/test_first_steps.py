"""The first steps as somebody new to the program goes them."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.domain.first_steps import FirstStep
from desktop.plan import edits, read, session_edits
from desktop.plan.file import Plan
from desktop.ui.dialogs.groups import Groups
from desktop.ui.dialogs.plan import NewPlan, Objective
from desktop.ui.first_steps.strip import FirstStepsLine
from desktop.ui.main_window import MainWindow
from desktop.ui.papers.preview import Preview
from desktop.ui.people.screen import PeopleScreen
from desktop.ui.personal import PersonalWorkspace
from desktop.ui.today.note import NoteLine
from desktop.ui.today.screen import TodayScreen
from tests.ui.conftest import TODAY, OpenWindow

LEFT = Qt.MouseButton.LeftButton
NAMES = [f"Person {n}" for n in range(1, 13)]


@pytest.fixture
def window(open_window: OpenWindow, empty_path: Path) -> MainWindow:
    return open_window(empty_path, "map")


def workspace_of(window: MainWindow) -> PersonalWorkspace:
    assert window.personal is not None
    return window.personal


def plan_of(window: MainWindow) -> Plan:
    return workspace_of(window).session.plan


def line_of(window: MainWindow) -> FirstStepsLine:
    (line,) = workspace_of(window).findChildren(FirstStepsLine)
    return line


def today(window: MainWindow) -> TodayScreen:
    workspace_of(window).show_screen("today")
    screen = workspace_of(window).made("today")
    assert isinstance(screen, TodayScreen)
    return screen


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, LEFT)


def go_as_far_as(window: MainWindow, step: FirstStep) -> int:
    """Do in the plan what comes before a step; the person of the key relationship."""
    plan = plan_of(window)
    edits.change(plan, r.PlanInfo, 1, "", purpose="Move the clinic")
    people = edits.add_contacts(plan, NAMES, on=TODAY)
    order = list(FirstStep)
    if order.index(step) > order.index(FirstStep.PLACE):
        for person in people:
            edits.move_contact(plan, person, "ally", on=TODAY)
    if order.index(step) > order.index(FirstStep.GROUPS):
        group = edits.add(plan, r.Group(0, edits.new_uid(), "Board", key=True), "Board")
        edits.move_contact(plan, people[0], "ally", on=TODAY, group=group)
    if order.index(step) > order.index(FirstStep.GOAL):
        focal = edits.make_key_relationship(plan, people[0], "sustain", "ally", "", on=TODAY)
        said = "She brings it in."
        goal = r.Goal(0, edits.new_uid(), focal, 1, None, said, None, None, None, {}, None, None, "draft")
        edits.add(plan, goal, said)
    return people[0]


def test_the_line_says_what_is_next_and_leads_there(window: MainWindow, qtbot: QtBot) -> None:
    line = line_of(window)
    assert line.title.text() == "1 of 6 · What matters this year"
    press(qtbot, line.go)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Objective))
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, Objective)
    qtbot.keyClicks(asked.fields["purpose"], "Move the clinic")
    qtbot.mouseClick(asked.does, LEFT)
    assert line.title.text() == "2 of 6 · Twelve names, strongest first"
    press(qtbot, line.go)
    screen = workspace_of(window).made("people")
    assert isinstance(screen, PeopleScreen)
    assert screen.naming.name.hasFocus()
    assert not line.go.isVisible(), "one is there"
    for name in NAMES:
        qtbot.keyClicks(screen.naming.name, name)
        qtbot.keyClick(screen.naming.name, Qt.Key.Key_Return)
    assert [person.order for person in read.person_rows(plan_of(window))] == list(range(1, 13))
    assert line.title.text() == "3 of 6 · How near they stand"
    press(qtbot, line.go)
    assert workspace_of(window).current == "map"


def test_groups_are_named_as_those_it_depends_on(window: MainWindow, qtbot: QtBot) -> None:
    first = go_as_far_as(window, FirstStep.GROUPS)
    line = line_of(window)
    press(qtbot, line.go)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Groups))
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, Groups)
    qtbot.keyClicks(asked.new, "Board")
    qtbot.keyClick(asked.new, Qt.Key.Key_Return)
    qtbot.keyClick(asked.new, Qt.Key.Key_Escape)
    (group,) = read.records(plan_of(window), r.Group).values()
    assert (group.label, group.key) == ("Board", True)
    assert line.said.text().startswith("Drag people into their groups.")
    edits.move_contact(plan_of(window), first, "ally", on=TODAY, group=group.id)
    assert line.title.text() == "5 of 6 · One goal, in one sentence"


def test_the_strongest_is_offered_first_and_a_goal_is_begun(window: MainWindow, qtbot: QtBot) -> None:
    first = go_as_far_as(window, FirstStep.GOAL)
    workspace, line = workspace_of(window), line_of(window)
    press(qtbot, line.go)
    assert workspace.session.person == first
    relationship = workspace.inspector.goals.relationship
    assert relationship.kind.hasFocus()
    press(qtbot, relationship.make)
    assert line.said.text() == "What will be different, for both of you?"
    press(qtbot, line.go)
    draft = workspace.inspector.goals.draft
    assert draft is not None
    assert draft.statement.hasFocus()
    qtbot.keyClicks(draft.statement, "She brings it in as her own.")
    qtbot.keyClick(draft.statement, Qt.Key.Key_Tab)
    assert line.title.text() == "6 of 6 · All of it on one page"
    press(qtbot, line.go)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Preview))
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, Preview)
    shown.reject()
    assert not line.isVisible(), "the first minutes are over"


def test_the_weeks_after_stand_on_today_alone(window: MainWindow, qtbot: QtBot) -> None:
    first = go_as_far_as(window, FirstStep.PAGE)
    workspace = workspace_of(window)
    workspace.first_steps.put_behind(FirstStep.PAGE)
    assert not line_of(window).isVisible()
    card = today(window).first_steps
    assert card.heading.text() == "The next weeks"
    press(qtbot, card.go)
    assert workspace.session.person == first
    draft = workspace.inspector.goals.plans.draft
    assert draft is not None
    assert draft.purpose.hasFocus()
    press(qtbot, card.later)
    press(qtbot, card.go)
    (note,) = workspace.findChildren(NoteLine)
    note.reject()
    press(qtbot, card.later)
    press(qtbot, card.go)
    assert workspace.inspector.review.under_way
    assert card.isVisible()


def test_not_now_goes_on_to_the_next(window: MainWindow, qtbot: QtBot) -> None:
    line = line_of(window)
    press(qtbot, line.later)
    assert line.title.text().startswith("2 of 6")


def test_the_card_keeps_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    card = today(window).first_steps
    assert not line_of(window).isVisible()
    before = card.go
    before.setFocus()
    edits.change(plan_of(window), r.PlanInfo, 1, "", purpose="Move the clinic")
    assert card.go is not before
    assert card.go.hasFocus()
    assert card.go.text() == "Name people"


def test_put_away_it_stays_away_until_help_brings_it_back(
    open_window: OpenWindow, empty_path: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_path, "map")
    press(qtbot, line_of(window).away)
    assert not line_of(window).isVisible()
    begin = today(window)
    assert begin.begin.isVisible(), "what an empty plan says is there all the same"
    assert not begin.first_steps.isVisible()
    window.close()
    again = open_window(empty_path, "map")
    assert not line_of(again).isVisible()
    (recall,) = [each for each in again.findChildren(QAction) if each.text() == "First steps"]
    recall.trigger()
    assert workspace_of(again).current == "today"
    assert today(again).first_steps.isVisible()


def test_a_plan_that_is_under_way_has_no_first_steps(open_window: OpenWindow, sample_path: Path) -> None:
    window = open_window(sample_path, "today")
    assert not today(window).first_steps.isVisible()
    workspace_of(window).show_screen("map")
    assert not line_of(window).isVisible()


def test_undo_goes_back_a_step(window: MainWindow) -> None:
    edits.change(plan_of(window), r.PlanInfo, 1, "", purpose="Move the clinic")
    assert line_of(window).title.text().startswith("2 of 6")
    window.undo()
    assert line_of(window).title.text().startswith("1 of 6")


def test_what_can_only_be_looked_at_asks_for_no_steps(window: MainWindow) -> None:
    window.covers.toggle_names()
    assert not line_of(window).isVisible()
    window.covers.toggle_names()
    assert line_of(window).isVisible()


def test_a_narrow_window_holds_the_line(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1024, 640)
    go_as_far_as(window, FirstStep.GROUPS)
    line = line_of(window)
    QApplication.processEvents()
    assert line.width() >= line.minimumSizeHint().width()
    assert line.away.mapTo(window, QPoint(line.away.width(), 0)).x() <= window.width()


def test_the_new_plan_leads_facilitators_elsewhere(window: MainWindow, qtbot: QtBot) -> None:
    shown = [each.text() for each in window.findChildren(QAction) if each.isVisible()]
    assert not [words for words in shown if "orkshop" in words], "out of sight until there is one"
    asked = NewPlan(window)
    qtbot.addWidget(asked)
    asked.show()
    press(qtbot, asked.workshop)
    assert asked.other_kind
    assert not asked.isVisible()


def test_a_session_ahead_ends_nothing(window: MainWindow) -> None:
    session_edits.add_session(plan_of(window), TODAY + timedelta(days=3))
    assert line_of(window).isVisible()
