"""Saving while somebody types: the field keeps its words and its cursor, the plan gets them without needless space."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication

from desktop.domain import records as r
from desktop.plan import read
from desktop.ui.fields import LineEdit, one_line

Hand = Any


@pytest.fixture
def brief(short_rest: Any, hand: Hand) -> Hand:
    """An inspector whose fields rest for a moment only."""
    return hand


def at_end(field: Any) -> None:
    if isinstance(field, LineEdit):
        field.end(False)
    else:
        field.moveCursor(QTextCursor.MoveOperation.End)


def rest(hand: Hand, field: Any) -> None:
    """Wait until the field has saved by itself."""
    hand.qtbot.waitUntil(lambda: not field._rest.isActive())
    QApplication.processEvents()


@pytest.mark.parametrize("name", ["role", "name", "note", "organisation", "to_me_note"])
def test_a_rest_after_a_space_leaves_the_cursor_where_it_is(brief: Hand, name: str) -> None:
    brief.show("c12")
    field = getattr(brief.inspector.profile, name)
    brief.type(field, "Lead ", leave=False)
    rest(brief, field)
    assert said(field) == "Lead "
    brief.qtbot.keyClicks(field, "Buyer ")
    rest(brief, field)
    brief.qtbot.keyClicks(field, "West ")
    rest(brief, field)
    assert said(field) == "Lead Buyer West "
    if QApplication.activePopupWidget() is not None:
        brief.key(field, Qt.Key.Key_Escape)
    brief.click(brief.inspector.profile.since)
    assert said(field) == "Lead Buyer West"
    person = brief.person()
    note = person.support_note and person.support_note.to_me
    kept = {"to_me_note": note, "organisation": brief.inspector.about.organisation}
    assert kept.get(name, getattr(person, name, None)) == "Lead Buyer West"


def test_a_space_in_front_stays_while_the_cursor_is_there(brief: Hand) -> None:
    brief.show("c12")
    field = brief.inspector.profile.role
    brief.type(field, " Buyer", leave=False)
    rest(brief, field)
    assert (field.text(), brief.person().role) == (" Buyer", "Buyer")
    field.home(False)
    brief.qtbot.keyClicks(field, "Lead")
    assert field.text() == "Lead Buyer"


def test_another_window_in_front_is_not_leaving(brief: Hand) -> None:
    brief.show("c12")
    field = brief.inspector.profile.role
    brief.type(field, "Lead ", leave=False)
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert (field.text(), brief.person().role) == ("Lead ", "Lead")


def test_a_conversation_with_pauses_is_not_garbled(brief: Hand) -> None:
    brief.show("c12", 2)
    tab = brief.inspector.conversations
    first = read.conversations_of(brief.session.plan, brief.id("c12"))[0]
    card = tab.cards.of(first.id)
    brief.click(card.card)
    for field, written in ((card.form.summary, "summary"), (card.form.gave, "gave")):
        brief.type(field, "", leave=False)
        for words in ("One ", "two", "\n", "\n", "three "):
            for char in words:
                if char == "\n":
                    brief.qtbot.keyClick(field, Qt.Key.Key_Return)
                else:
                    brief.qtbot.keyClicks(field, char)
            rest(brief, field)
        assert field.toPlainText() == "One two\n\nthree "
        found = read.record(brief.session.plan, r.Conversation, first.id)
        assert found is not None
        kept = getattr(found, written)
        assert kept == ("One two\n\nthree" if written == "summary" else ("One two", "three"))
    brief.click(card.form.minutes)
    assert card.form.gave.toPlainText() == "One two\nthree", "what was left is shown as it is kept"


def test_a_day_is_written_out_only_when_it_is_left(brief: Hand) -> None:
    brief.show("c12")
    field = brief.inspector.profile.since
    brief.type(field, "12 Feb", leave=False)
    rest(brief, field)
    assert brief.person().known_since == "2026-02-12"
    brief.qtbot.keyClicks(field, " 2021")
    brief.qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert (brief.person().known_since, field.text()) == ("2021-02-12", "12 Feb 2021")


def test_undo_shows_in_the_field_with_the_cursor(brief: Hand) -> None:
    brief.show("c12")
    field = brief.inspector.profile.role
    before = field.text()
    brief.type(field, "Buyer", leave=False)
    rest(brief, field)
    brief.undo()
    assert field.text() == before


def test_a_name_emptied_for_a_while_waits_for_the_next_one(brief: Hand) -> None:
    brief.show("c12")
    field = brief.inspector.profile.name
    brief.type(field, "", leave=False)
    brief.qtbot.keyClicks(field, " ")
    rest(brief, field)
    assert field.text() == " "
    brief.qtbot.keyClicks(field, "Una")
    brief.qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert (field.text(), brief.person().name) == ("Una", "Una")


@pytest.mark.parametrize("name", ["name", "role", "organisation"])
def test_pasted_lines_become_one(hand: Hand, name: str) -> None:
    hand.show("c12")
    field = getattr(hand.inspector.profile, name)
    QGuiApplication.clipboard().setText("Una\tIverach\r\nof \x07 Hull\n")
    hand.type(field, "", leave=False)
    hand.qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    hand.qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "Una Iverach of Hull"
    person = hand.person()
    assert {"organisation": hand.inspector.about.organisation}.get(name, getattr(person, name)) == "Una Iverach of Hull"


def test_one_line_keeps_what_joins_letters() -> None:
    assert one_line(" a\n\t b\x00c\u2028d ") == "a b c d"
    assert one_line("\u0646\u200c\u0645") == "\u0646\u200c\u0645"


def test_half_an_address_is_not_added(brief: Hand) -> None:
    brief.show("c12")
    brief.inspector.setWindowTitle("x[*]")
    add = brief.inspector.profile.links.add
    before = brief.person().urls
    brief.type(add, "https://a.exa", leave=False)
    brief.type(brief.inspector.profile.role, "Buyer", leave=False)
    assert brief.person().urls == (*before, "https://a.exa"), "left"
    brief.type(add, "https://b.exa", leave=False)
    rest(brief, brief.inspector.profile.role)
    assert brief.inspector.isWindowModified(), "never called saved while it is not"
    brief.qtbot.keyClicks(add, "mple")
    brief.qtbot.keyClick(add, Qt.Key.Key_Return)
    assert brief.person().urls == (*before, "https://a.exa", "https://b.example")
    assert not brief.inspector.isWindowModified()


def said(field: Any) -> str:
    return field.text() if isinstance(field, LineEdit) else field.toPlainText()
