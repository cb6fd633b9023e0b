"""The Today screen as a person uses it."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import cycle_edits, edits, meeting_edits, read, review_edits, session_edits
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from desktop.ui.ask import Question
from desktop.ui.inspector.meetings.after import AfterTheConversation
from desktop.ui.inspector.meetings.before import BeforeWeMeet
from desktop.ui.main_window import MainWindow
from desktop.ui.personal import PersonalWorkspace
from desktop.ui.today.cards import Line, ThingLine
from desktop.ui.today.new_day import NewDay
from desktop.ui.today.note import NoteLine
from desktop.ui.today.screen import TodayScreen
from desktop.ui.today.working import SmallLine
from tests.made_up import key_of
from tests.ui.conftest import OpenWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path, "today")


def workspace_of(window: MainWindow) -> PersonalWorkspace:
    assert window.personal is not None
    return window.personal


def plan_of(window: MainWindow) -> Plan:
    assert window.session is not None
    return window.session.plan


def today(window: MainWindow) -> TodayScreen:
    screen = workspace_of(window).made("today")
    assert isinstance(screen, TodayScreen)
    return screen


def things(window: MainWindow) -> list[ThingLine]:
    return [each for each in today(window).things.rows if isinstance(each, ThingLine)]


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def button_of(row: QWidget, said: str) -> QPushButton:
    return next(each for each in row.findChildren(QPushButton) if each.text() == said)


def choose(qtbot: QtBot, line: QWidget, act: str) -> None:
    """Open a row's menu and choose by the keyboard what begins so."""
    assert isinstance(line, Line)
    qtbot.mouseClick(line.more, LEFT)
    menu = next(each for each in line.findChildren(QMenu) if each.isVisible())
    action = next(each for each in menu.actions() if each.text().startswith(act))
    menu.setActiveAction(action)
    qtbot.keyClick(menu, Qt.Key.Key_Return)


def badge(window: MainWindow) -> str:
    shown = workspace_of(window).navigation.badges["today"]
    return shown.text() if shown.isVisible() else ""


def undo(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_it_comes_first_where_there_are_key_relationships(open_window: OpenWindow, sample_path: Path) -> None:
    window = open_window(None)
    window.files.open_path(sample_path)
    assert window._first == "today"


def test_the_map_comes_first_in_a_plan_that_begins(open_window: OpenWindow, empty_path: Path) -> None:
    window = open_window(None)
    window.files.open_path(empty_path)
    assert window._first == "map"


def test_the_day_of_the_sample(window: MainWindow, qtbot: QtBot) -> None:
    screen = today(window)
    assert screen.heading.text() == "Monday 2\N{NO-BREAK SPACE}March"
    assert screen.session_line.text() == (
        "Session in a week. Your question for it: “How do I stop presenting finished papers?”"
    )
    assert [each.due.text() for each in things(window)] == [
        "by 13\N{NO-BREAK SPACE}Mar", "by 24\N{NO-BREAK SPACE}Mar", "since Sat",
    ]  # fmt: skip
    assert [each.second.text().split(" · ")[-1] for each in things(window)][:2] == [
        "agreed on 16\N{NO-BREAK SPACE}Feb"
    ] * 2
    assert screen.things.fold.text().startswith("6 more later")
    assert "one answer has grown old" in words(screen.reviews)
    assert "Nearly four years since you talked" in words(screen.offers)
    assert "47 → 31 days" in words(screen.working)
    assert words(screen.since).startswith("Since 16\N{NO-BREAK SPACE}February\nFour conversations with")
    qtbot.waitUntil(lambda: badge(window) == "1")


def test_red_is_for_late_promises_alone(window: MainWindow) -> None:
    session = workspace_of(window).session
    assert [each.due.property("role") for each in things(window)] == ["dim", "dim", "amber"]
    with session.plan.step(_any_edit()) as step:
        step.db.execute("UPDATE next_steps SET due='2026-02-27' WHERE kind='promise'")
    assert {each.due.property("role") for each in things(window) if each.thing.kind == "promise"} == {"red"}


def _any_edit() -> Edit:
    return Edit.CHANGE_STEP


def test_tick_and_undo(window: MainWindow, qtbot: QtBot) -> None:
    line = things(window)[1]
    key, text = line.thing.id, line.first.text()
    qtbot.mouseClick(line.tick, LEFT)
    found = read.record(workspace_of(window).session.plan, r.NextStep, key)
    assert found is not None
    assert (found.status, found.done) == ("done", "2026-03-02")
    assert text not in [each.first.text() for each in things(window)]
    undo(window, qtbot)
    qtbot.waitUntil(lambda: things(window)[1].first.text() == text)
    assert not things(window)[1].tick.isChecked()


def test_tick_by_keyboard_goes_on_to_the_next(window: MainWindow, qtbot: QtBot) -> None:
    line = things(window)[1]
    follower = things(window)[2].first.text()
    line.tick.setFocus()
    qtbot.keyClick(line.tick, Qt.Key.Key_Space)
    assert things(window)[1].first.text() == follower
    assert things(window)[1].tick.hasFocus()


def test_what_was_to_be_found_out_is_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    qtbot.mouseClick(things(window)[0].tick, LEFT)
    assert "What did you find out about Rosalind Achterveld?" in words(workspace.banner)


def test_homework_says_what_to_look_for_and_the_client_how_it_went(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    with Plan.open(sample_path) as plan:
        session = key_of(plan, "k2", "sessions")
        step = session_edits.agree(plan, session, "Ask before drafting", "2026-03-03", "Somebody is glad")
    window = open_window(sample_path)
    line = things(window)[0]
    assert line.first.text() == "Ask before drafting"
    assert line.second.text().endswith("first sign: Somebody is glad")

    def answer(words: str) -> None:
        question = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Question))
        field = question.findChild(QPlainTextEdit)
        assert field is not None
        qtbot.keyClicks(field, words)
        qtbot.mouseClick(button_of(question, "Keep"), LEFT)

    QTimer.singleShot(0, lambda: answer("Two were."))
    choose(qtbot, line, "Say how it went")
    assert things(window)[0].second.text().endswith(" · “Two were.”")
    qtbot.mouseClick(things(window)[0].tick, LEFT)
    banner = workspace_of(window).banner
    assert "Done." in words(banner)
    QTimer.singleShot(0, lambda: answer(" All three."))
    qtbot.mouseClick(button_of(banner, "Say how it went…"), LEFT)
    kept = read.record(workspace_of(window).session.plan, r.NextStep, step)
    assert kept is not None
    assert (kept.status, kept.comment) == ("done", "All three.Two were.")


@pytest.mark.parametrize(
    ("act", "until"), [("Not now (back in a week)", "2026-03-09"), ("Not now (back in a month)", "2026-04-01")]
)
def test_put_off_and_undo(window: MainWindow, qtbot: QtBot, act: str, until: str) -> None:
    line = things(window)[0]
    key, text = line.thing.id, line.first.text()
    choose(qtbot, line, act)
    found = read.record(workspace_of(window).session.plan, r.NextStep, key)
    assert found is not None
    assert (found.status, found.snoozed_until) == ("open", until)
    assert text not in [each.first.text() for each in things(window)]
    undo(window, qtbot)
    qtbot.waitUntil(lambda: things(window)[0].first.text() == text)


def test_the_rest_is_folded(window: MainWindow, qtbot: QtBot) -> None:
    screen = today(window)
    assert len(screen.things.rows) == 3
    qtbot.mouseClick(screen.things.fold, LEFT)
    assert len(screen.things.rows) == 9
    qtbot.mouseClick(screen.things.fold, LEFT)
    assert len(screen.things.rows) == 3


def test_a_row_opens_the_person(window: MainWindow, qtbot: QtBot) -> None:
    line = things(window)[1]
    assert line.thing.who is not None
    qtbot.mouseClick(line, LEFT, pos=QPoint(60, line.height() // 2))
    assert workspace_of(window).session.person == line.thing.who.id


def test_start_a_review(window: MainWindow, qtbot: QtBot) -> None:
    workspace, (line,) = workspace_of(window), today(window).reviews.rows
    start = next(each for each in line.findChildren(QPushButton) if each.text() == "start")
    qtbot.mouseClick(start, LEFT)
    assert workspace.session.person is not None
    assert workspace.inspector.pages.currentWidget() is workspace.inspector.review
    (form,) = workspace.inspector.review.forms.values()
    assert form.isVisible()


def test_an_offer_rests_and_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    screen, session = today(window), workspace_of(window).session
    first = screen.offers.rows[0]
    assert isinstance(first, Line)
    name = first.first.text()
    choose(qtbot, first, "Not now")
    person = session.finder.people(name)[0].id
    found = read.record(session.plan, r.Contact, person)
    assert found is not None
    assert found.paused_until == "2026-04-01"
    assert name not in words(screen.offers)
    assert name in words(screen.resting)
    back = next(each for each in screen.resting.findChildren(QPushButton) if each.text() == "bring back")
    qtbot.mouseClick(back, LEFT)
    assert name in words(screen.offers)
    assert screen.resting.isHidden()
    undo(window, qtbot)
    qtbot.waitUntil(lambda: name in words(screen.resting))


def test_r14_five_minutes_after_a_conversation_in_place(window: MainWindow, qtbot: QtBot) -> None:
    plan, card = plan_of(window), today(window).look_back
    assert not card.isVisible()
    meeting = key_of(plan, "e14", "engagements")
    meeting_edits.set_day(plan, meeting, "2026-02-28")
    assert "Did it take place?" in words(card)
    meeting_edits.took_place(plan, meeting, on=date(2026, 2, 28))
    assert "Five minutes now save an hour later." in words(card)
    qtbot.mouseClick(
        next(each for each in card.rows[0].findChildren(QPushButton) if each.text() == "five minutes"), LEFT
    )
    dialog = window.findChild(AfterTheConversation)
    assert dialog is not None
    qtbot.keyClicks(dialog.summary, "They will bring the figures.")
    qtbot.mouseClick(dialog.outcome.buttons()["effective"], LEFT)
    qtbot.mouseClick(dialog.does, LEFT)
    assert not card.isVisible()
    kept = read.record(plan, r.Engagement, meeting)
    assert kept is not None
    assert (kept.status, kept.outcome) == ("debriefed", "effective")
    undo(window, qtbot)
    assert card.isVisible()


def row_of(rows: QWidget) -> QWidget:
    (line,) = rows.rows  # type: ignore[attr-defined]
    return line


def test_a_meeting_of_tomorrow_stands_there_with_its_card(window: MainWindow, qtbot: QtBot) -> None:
    plan, screen = plan_of(window), today(window)
    meeting = key_of(plan, "e14", "engagements")
    assert not screen.ahead.isVisible()
    for day in ("2026-03-04", "2026-03-01", "2026-03"):
        meeting_edits.set_day(plan, meeting, day)
        assert not screen.ahead.isVisible(), day
    meeting_edits.set_day(plan, meeting, "2026-03-02")
    assert "Today" in words(screen.ahead)
    assert not screen.look_back.isVisible()
    meeting_edits.set_day(plan, meeting, "2026-03-03")
    assert "Tomorrow" in words(screen.ahead)
    qtbot.mouseClick(button_of(row_of(screen.ahead), "before we meet"), LEFT)
    card = window.findChild(BeforeWeMeet)
    assert card is not None
    assert card.isVisible()
    assert card.brief.purpose in words(card)
    card.reject()
    choose(qtbot, row_of(screen.ahead), "It is moved: another day…")
    asked = window.findChild(NewDay)
    assert asked is not None
    qtbot.keyClicks(asked.day, "soonish")
    qtbot.keyClick(asked.day, Qt.Key.Key_Return)
    assert asked.isVisible()
    assert "is no day" in asked.day.complaint.text()
    asked.day.selectAll()
    qtbot.keyClicks(asked.day, "20 March")
    qtbot.keyClick(asked.day, Qt.Key.Key_Return)
    kept = read.record(plan, r.Engagement, meeting)
    assert kept is not None
    assert kept.date == "2026-03-20"
    assert not screen.ahead.isVisible()


def test_a_meeting_that_did_not_take_place_can_be_let_go_or_left_for_today(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, screen = plan_of(window), today(window)
    meeting = key_of(plan, "e14", "engagements")
    meeting_edits.set_day(plan, meeting, "2026-02-28")
    choose(qtbot, row_of(screen.look_back), "Not now (back tomorrow)")
    assert not screen.look_back.isVisible()
    cycle_edits.pause(plan, key_of(plan, "c12"), None)
    assert not screen.look_back.isVisible(), "another edit does not bring it back"
    monkeypatch.setattr(workspace_of(window).session, "today", lambda: date(2026, 3, 3))
    screen.show_day(workspace_of(window).today.day)
    assert screen.look_back.isVisible()
    choose(qtbot, row_of(screen.look_back), "It did not take place: let it go")
    assert not screen.look_back.isVisible()
    kept = read.record(plan, r.Engagement, meeting)
    assert kept is not None
    assert kept.status == "cancelled"
    undo(window, qtbot)
    assert screen.look_back.isVisible()


def test_a_key_relationship_without_a_goal_is_asked_about_in_place(window: MainWindow, qtbot: QtBot) -> None:
    plan, card = plan_of(window), today(window).goals
    assert not card.isVisible()
    person = key_of(plan, "c20")
    edits.make_key_relationship(plan, person, "strengthen", "ally", "", on=date(2026, 2, 15))
    assert "still one of the few?" in words(card)
    choose(qtbot, card.rows[0], "Take it up")
    assert "one of the few until 16\xa0March" in words(card)
    qtbot.mouseClick(button_of(card.rows[0], "say it"), LEFT)
    inspector = workspace_of(window).inspector
    assert (inspector.person, inspector.pages.currentWidget()) == (person, inspector.goals)
    assert inspector.goals.relationship.stands.text() == (
        "What is to become different? Without a goal by 16\xa0March it is one of the few no longer."
    )
    (focal,) = (each for each in read.records(plan, r.FocalRelationship).values() if each.contact == person)
    said = "We agree on what comes first"
    goal = r.Goal(0, edits.new_uid(), focal.id, 1, None, said, None, None, None, {}, None, None, "draft")
    edits.add(plan, goal, "")
    assert "The goal is still a draft. Make it active by 16\xa0March." in words(card), (
        "who has said it is not asked again"
    )
    assert inspector.goals.relationship.stands.text() == "The goal is still a draft. Make it active by 16\xa0March."
    assert button_of(card.rows[0], "Edit the goal").isVisible()
    choose(qtbot, card.rows[0], "Let it rest")
    assert not card.isVisible()
    qtbot.mouseClick(inspector.goals.relationship.states["active"], LEFT)
    assert card.isVisible()


def test_r19_whether_a_goal_is_still_right_is_asked_on_today(window: MainWindow, qtbot: QtBot) -> None:
    plan, card = plan_of(window), today(window).second_looks
    assert not card.isVisible()
    focal = read.focal_of(plan, key_of(plan, "c12"))
    assert focal is not None
    goal = next(each for each in read.goals_of(plan, focal.contact) if each.status == "active")
    found = [
        r.Insight(0, f"n{n}", focal.id, question, "Known now.", 3, "heard", "2026-03-01", None)
        for n, question in enumerate(("successful", "trends"))
    ]
    review_edits.learn(plan, found, on=date(2026, 3, 2))
    assert goal.statement in words(card)
    mine = next(each for each in card.rows if goal.statement in words(each))
    qtbot.mouseClick(button_of(mine, "yes, it is"), LEFT)
    assert not card.isVisible()
    undo(window, qtbot)
    assert card.isVisible()


def test_note_from_an_offer(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    choose(qtbot, today(window).offers.rows[0], "Note a conversation")
    (line,) = [each for each in workspace.findChildren(NoteLine) if each.isVisible()]
    assert line.text.text() == "Mihály Sárközi-Bán, "
    qtbot.keyClick(line.text, Qt.Key.Key_Return)
    assert "Mihály" not in words(today(window).offers), "there was an exchange today"
    assert "Five conversations" in words(today(window).since)


def test_the_small_line_goes_where_the_measure_goes(window: MainWindow) -> None:
    lines = today(window).working.findChildren(SmallLine)
    down, up = lines[0].points(), lines[1].points()
    assert down[0].y() < down[-1].y()
    assert up[0].y() > up[-1].y()
    assert all(0 <= point.x() <= lines[0].width() for point in (*down, *up))


def test_an_empty_plan_says_what_to_do_next(open_window: OpenWindow, empty_path: Path, qtbot: QtBot) -> None:
    window = open_window(empty_path, "today")
    screen = today(window)
    qtbot.mouseClick(screen.first_steps.away, LEFT)  # the path of the first minutes says so otherwise
    assert screen.begin.isVisible()
    assert "Who matters for your work?" in words(screen.begin)
    (act,) = [each for each in screen.begin.findChildren(QPushButton) if each.isVisible()]
    qtbot.mouseClick(act, LEFT)
    assert workspace_of(window).current == "people"


def test_a_narrow_screen_has_one_column(window: MainWindow, qtbot: QtBot) -> None:
    screen = today(window)
    assert screen.reviews.mapTo(screen, QPoint()).y() == screen.things.mapTo(screen, QPoint()).y()
    window.resize(820, 640)
    workspace_of(window).session.select(10)
    qtbot.waitUntil(lambda: screen.reviews.mapTo(screen, QPoint()).y() > screen.things.mapTo(screen, QPoint()).y())
