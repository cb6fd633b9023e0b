"""What the keys do, and what something is: told from one source each, which cannot go stale."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWhatsThis, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import read
from desktop.ui.dialogs.plan import Objective
from desktop.ui.gaps.figures_page import FigureCard
from desktop.ui.help import what_is
from desktop.ui.help.keyboard import Keyboard, of_places
from desktop.ui.inspector.fields import DayField, Scale
from desktop.ui.inspector.parts import Form
from desktop.ui.main_window import MainWindow
from desktop.ui.map import keys as map_keys
from desktop.ui.map.legend import Legend
from desktop.ui.people.listing import Column
from desktop.ui.people.table import PeopleTable
from desktop.ui.sorting import card

from .conftest import OpenWindow


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path)


def keyboard(window: MainWindow, qtbot: QtBot) -> Keyboard:
    made = Keyboard(window)
    qtbot.addWidget(made)
    return made


def test_the_keyboard_page_tells_every_action_that_has_keys(window: MainWindow, qtbot: QtBot) -> None:
    menu = next(each for each in window.menuBar().findChildren(QMenu) if each.title() == "Plan")
    new = QAction("Turn the page", window)
    new.setShortcut("Ctrl+Alt+Shift+T")
    menu.addAction(new)
    told = keyboard(window, qtbot).told
    words = {each.words: each.keys for each in told}
    assert words["Turn the page"] == QKeySequence("Ctrl+Alt+Shift+T").toString(QKeySequence.SequenceFormat.NativeText)
    actions = [each for menu in window.menuBar().findChildren(QMenu) for each in menu.actions()]
    wanted = {each.text().rstrip("…") for each in actions if each.isVisible() and each.shortcuts()}
    assert wanted <= set(words)
    assert all(each.keys for each in told)


def test_the_keyboard_page_is_filtered(window: MainWindow, qtbot: QtBot) -> None:
    page = keyboard(window, qtbot)
    page.filter.setText("larger text")
    assert [each.words for each in page.told] == ["Larger text"]


@pytest.mark.parametrize("module", [map_keys, card])
def test_keys_of_the_map_and_of_sorting_are_all_told(module: object) -> None:
    source = Path(str(getattr(module, "__file__", ""))).read_text("utf-8")
    listed = " ".join(each.keys + " " + each.words for each in of_places())
    said = {"Return": "Return", "Enter": "Return", "Escape": "Esc", "Equal": "plus", "Plus": "plus", "Minus": "minus",
            "0": "0", "Left": "arrows", "Right": "arrows", "Up": "arrows", "Down": "arrows", "1": "1 to 5",
            "5": "1 to 5", "A": "", "Space": "Space", "Backspace": "Backspace"}  # fmt: skip
    for key in {str(each) for each in re.findall(r"Key_(\w+)", source)}:
        assert said.get(key, key) in listed, key


def test_every_field_about_a_person_says_what_it_is(window: MainWindow) -> None:
    session, personal = window.session, window.personal
    assert session is not None
    assert personal is not None
    focal = next(iter(read.records(session.plan, r.FocalRelationship).values()))
    window.select(focal.contact)
    profile = personal.inspector.profile
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, Scale)
    fields = [each for kind in kinds for each in profile.findChildren(kind)]
    assert len(fields) > 15
    assert not [each.accessibleName() for each in fields if not (what_is.explained(each) or each.toolTip())]
    days = personal.made("sessions").findChildren(DayField)
    assert days
    assert all("next Friday" in what_is.explained(day) for day in days)


def test_every_field_of_the_forms_beside_the_screen_says_what_it_is(window: MainWindow) -> None:
    session, personal = window.session, window.personal
    assert session is not None
    assert personal is not None
    focal = next(each for each in read.records(session.plan, r.FocalRelationship).values() if each.state == "active")
    window.select(focal.contact)
    inspector = personal.inspector
    inspector.show_goals()
    inspector.goals.begin()
    inspector.goals.plans.begin()
    inspector.note_conversation()
    personal.start_review(focal.contact)
    forms = inspector.findChildren(Form)
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox, Scale)
    fields = [each for form in forms for kind in kinds for each in form.findChildren(kind) if not each.isHidden()]
    assert len(fields) > 25
    assert not [each.accessibleName() for each in fields if not (what_is.explained(each) or each.toolTip())]


def test_headings_and_figures_say_what_they_are(window: MainWindow, qtbot: QtBot) -> None:
    personal = window.personal
    assert personal is not None
    model = personal.made("people").findChild(PeopleTable).model()  # type: ignore[union-attr]
    said = [model.headerData(n, Qt.Orientation.Horizontal, Qt.ItemDataRole.WhatsThisRole) for n in range(len(Column))]
    assert all(said)
    assert "Gold" in said[Column.KEY]
    window.show_screen("gaps")
    gaps = personal.made("gaps")
    qtbot.waitUntil(lambda: bool(gaps.findChildren(FigureCard)))
    figures = gaps.findChildren(FigureCard)
    assert all("What it does not say" in what_is.explained(card.says) for card in figures)
    assert "key relationship" in what_is.explained(personal.made("map").findChild(Legend))


def test_keys_tell_about_a_field_of_a_dialog(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_._objective()
    (asked,) = window.findChildren(Objective)
    field = asked.findChildren(QPlainTextEdit)[0]
    asked.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    told = [each for each in QApplication.topLevelWidgets() if type(each) is QWidget and each.isVisible()]
    assert told
    for each in told:
        each.close()
    qtbot.keyClick(field, Qt.Key.Key_Left)  # Shift is let go
    asked.reject()


def test_keys_in_a_field_tell_about_it_and_the_menu_about_what_is_clicked(window: MainWindow, qtbot: QtBot) -> None:
    session, personal = window.session, window.personal
    assert session is not None
    assert personal is not None
    window.select(read.person_ids(session.plan)[0])
    role = personal.inspector.profile.role
    role.setFocus(Qt.FocusReason.OtherFocusReason)
    what_is.what_is(window)
    assert QWhatsThis.inWhatsThisMode()
    assert role.whatsThis() == "<span>What they do where they work. It stands below the name.</span>"
    QWhatsThis.leaveWhatsThisMode()
