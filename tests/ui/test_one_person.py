"""Two who may be one, side by side in the window; and one change for several of the People table."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QRadioButton
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.ui.dialogs.one_person import OnePerson
from desktop.ui.dialogs.several import Several
from desktop.ui.main_window import MainWindow
from desktop.ui.people import menu
from desktop.ui.session import Session

from .conftest import OpenWindow


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path)


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def dialog_of(qtbot: QtBot, kind: type[OnePerson]) -> OnePerson:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def test_two_are_put_together_field_by_field(window: MainWindow, qtbot: QtBot) -> None:
    session = session_of(window)
    plan = session.plan
    first = r.Contact(0, "u1", "Wren <b>Zubiri</b>", role="Nurse", email="w@x.example", tier="ally")
    second = r.Contact(0, "u2", "Wren Zubiri", role="Head nurse", email="w@x.example", note="Calls back")
    one, two = (edits.add(plan, person, person.name) for person in (first, second))
    before = read.counts(plan)
    window.coming_in.look_for_doubles()
    dialog = dialog_of(qtbot, OnePerson)
    assert dialog.pair is not None
    assert {dialog.pair.a, dialog.pair.b} == {one, two}
    assert "same e-mail address" in dialog.said.text()
    boxes = [box for box in dialog.findChildren(QRadioButton) if box.isVisible()]
    assert [box.text() for box in boxes] == ["Wren <b>Zubiri</b>", "Wren Zubiri", "Nurse", "Head nurse"]
    for box in (boxes[1], boxes[3]):
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(9, box.height() // 2))
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    found = read.record(plan, r.Contact, one)
    assert found is not None
    assert (found.name, found.role, found.tier, found.note) == ("Wren Zubiri", "Head nurse", "ally", "Calls back")
    assert read.record(plan, r.Contact, two) is None
    assert not dialog.does.isVisible(), "that was all"
    qtbot.mouseClick(dialog.away, Qt.MouseButton.LeftButton)
    assert window.actions_.undo.text().startswith("Undo “Put two people together")
    window.undo()
    assert read.counts(plan) == before


def test_codes_and_days_are_said_in_words(window: MainWindow, qtbot: QtBot) -> None:
    plan = session_of(window).plan
    for uid, told in (
        ("u1", {"direction": "lateral", "preferred_channel": "site", "known_since": "2021-03", "influence": 4}),
        ("u2", {"direction": "up", "preferred_channel": "site", "known_since": "2019-01-02", "support_to_me": 0}),
    ):
        edits.add(plan, r.Contact(0, uid, "Wren Zubiri", email="w@x.example", **told), "Wren Zubiri")
    window.coming_in.look_for_doubles()
    dialog = dialog_of(qtbot, OnePerson)
    shown = {each.text() for each in (*dialog.findChildren(QLabel), *dialog.findChildren(QRadioButton))}
    assert {"beside me", "above me", "visit", "much", "not yet"} <= shown
    assert {text.replace("\N{NO-BREAK SPACE}", " ") for text in shown} >= {"March 2021", "2 January 2019"}
    assert not {"lateral", "site", "2021-03"} & shown
    qtbot.mouseClick(dialog.away, Qt.MouseButton.LeftButton)


def test_nobody_twice_is_said(window: MainWindow, qtbot: QtBot) -> None:
    window.coming_in.look_for_doubles()
    assert window.workspace is not None
    banner = window.workspace.banner
    qtbot.waitUntil(lambda: banner.text == "Nobody seems to stand in this plan twice.")


def test_after_an_import_doubles_are_offered(window: MainWindow, qtbot: QtBot) -> None:
    session = session_of(window)
    QApplication.clipboard().setText("First Name\tLast Name\tCompany\nRosalinde\tAchterveld\tElsewhere\n")
    window.coming_in.bring_in_copied()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    does = dialog.does  # pyright: ignore[reportAttributeAccessIssue]
    qtbot.waitUntil(does.isEnabled)
    qtbot.mouseClick(does, Qt.MouseButton.LeftButton)  # the columns are right
    qtbot.waitUntil(lambda: does.text() == "Bring in" and does.isEnabled())
    qtbot.mouseClick(does, Qt.MouseButton.LeftButton)
    assert window.workspace is not None
    banner = window.workspace.banner
    qtbot.waitUntil(lambda: "1 pair of people may be one person" in banner.text, timeout=20_000)
    assert read.counts(session.plan).waiting == 1


def test_several_people_change_together(window: MainWindow, qtbot: QtBot) -> None:
    session = session_of(window)
    plan = session.plan
    window.show_screen("people")
    people = read.person_ids(plan)[:3]
    filled = QMenu()
    assert window.workspace is not None
    screen = window.workspace.made("people")
    menu.fill_menu(filled, people, session, screen)
    action = next(each for each in filled.actions() if each.text() == "Change several things…")
    action.trigger()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Several))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Several)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    assert dialog.said.isVisible(), "nothing said changes nobody"
    dialog.touch.setCurrentIndex(dialog.touch.findText("no"))
    qtbot.keyClicks(dialog.add_tags, "pilot, steering")
    qtbot.keyClicks(dialog.organisation, "Weir Council")
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    found = read.records(plan, r.Contact, people).values()
    assert all({"pilot", "steering"} <= set(person.tags) and not person.keep_in_touch for person in found)
    labels = read.records(plan, r.Organisation)
    assert {labels[person.organisation or 0].label for person in found} == {"Weir Council"}
    window.undo()
    qtbot.waitUntil(lambda: not any("pilot" in p.tags for p in read.records(plan, r.Contact, people).values()))
