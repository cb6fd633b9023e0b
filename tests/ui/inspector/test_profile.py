"""The Profile tab: real keys and clicks, then what is in the file and what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.plan.step import Edit
from desktop.ui.fields import LineEdit
from desktop.ui.inspector import Inspector

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.session import Session

Hand = Any


def test_a_field_is_saved_when_it_is_left_and_undo_puts_it_back(hand: Hand) -> None:
    hand.show("c12")
    role = hand.inspector.profile.role
    hand.type(role, "Head of Assurance")
    assert hand.person().role == "Head of Assurance"
    undoable = hand.session.plan.undoable
    assert (undoable.edit, undoable.subject) == (Edit.CHANGE_PERSON, "Rosalind Achterveld")
    hand.undo()
    assert hand.person().role == role.text() == "Head of Operations Assurance"
    assert hand.inspector.head.role.text() == "Head of Operations Assurance"


def test_a_field_is_saved_after_some_rest(hand: Hand, qtbot: QtBot, session: Session, short_rest: None) -> None:
    inspector = Inspector(session)
    qtbot.addWidget(inspector)
    with qtbot.waitActive(inspector):
        inspector.show()
        inspector.activateWindow()
    inspector.show_person(hand.id("c12"))
    note = inspector.profile.note
    note.setFocus()
    qtbot.keyClicks(note, "Reads every annex")
    qtbot.waitUntil(lambda: hand.person().note == "Reads every annex")
    assert note.hasFocus()
    inspector.close()


def test_every_rest_is_two_seconds(hand: Hand) -> None:
    adding = {hand.inspector.profile.links.add, hand.inspector.profile.tags.findChild(LineEdit)}
    fields = set(hand.inspector.findChildren(LineEdit)) - adding  # half a word is not added
    assert {field._rest.interval() for field in fields} == {2000}


def test_what_is_not_touched_is_never_saved(hand: Hand, session: Session) -> None:
    session.do(
        lambda: edits.change(
            session.plan, r.Contact, hand.id("c12"), role="  Head \n of   everything ", note=" x\r\ny "
        )
    )
    hand.show("c12")
    done = session.plan.undoable
    for field in (hand.inspector.profile.role, hand.inspector.profile.note, hand.inspector.profile.since):
        hand.click(field)
        hand.qtbot.keyClick(field, Qt.Key.Key_Tab)
    hand.show("c13")
    assert session.plan.undoable is done
    assert hand.person().role == "  Head \n of   everything "


def test_typing_is_kept_while_another_change_arrives(hand: Hand, session: Session) -> None:
    hand.show("c12")
    profile = hand.inspector.profile
    hand.type(profile.role, "Head of what I am ty", leave=False)
    session.do(lambda: edits.change(session.plan, r.Contact, hand.id("c12"), influence=2, phone="+44 1632 960001"))
    assert profile.role.text() == "Head of what I am ty"
    assert profile.role.hasFocus()
    assert profile.phone.text() == "+44 1632 960001"
    hand.qtbot.keyClicks(profile.role, "ping")
    hand.qtbot.keyClick(profile.role, Qt.Key.Key_Tab)
    assert hand.person().role == "Head of what I am typing"
    assert hand.person().influence == 2


def test_selecting_somebody_else_saves_what_was_typed_to_the_right_person(hand: Hand) -> None:
    hand.show("c12")
    hand.type(hand.inspector.profile.role, "Head of X", leave=False)
    hand.show("c13")
    assert hand.person("c12").role == "Head of X"
    assert hand.person("c13").role != "Head of X"
    assert hand.inspector.profile.role.text() == hand.person("c13").role


def test_a_name_cannot_be_empty(hand: Hand) -> None:
    hand.show("c12")
    hand.type(hand.inspector.profile.name, "")
    assert hand.person().name == hand.inspector.profile.name.text() == "Rosalind Achterveld"


@pytest.mark.parametrize(("uid", "rtl"), [("c12", False), ("c23", None)])
def test_a_name_runs_the_way_it_is_written(hand: Hand, uid: str, rtl: bool | None) -> None:
    arabic = next(c.uid for c in read.records(hand.session.plan, r.Contact).values() if c.lang == "ar")
    hand.show(uid if rtl is False else arabic)
    name = hand.inspector.profile.name
    assert name.text() == hand.person(uid if rtl is False else arabic).name
    corner = name.mapTo(hand.inspector, QPoint(0, 0))
    picture = hand.inspector.grab(QRect(corner, name.size())).toImage()
    ink = [
        x
        for x in range(6, picture.width() - 6)
        if any(picture.pixelColor(x, y).lightness() < 110 for y in range(6, picture.height() - 6))
    ]
    # The words lie where their writing begins.
    assert (sum(ink) / len(ink) > picture.width() / 2) is (rtl is not False)


def test_organisation_by_name(hand: Hand) -> None:
    hand.show("c12")
    field = hand.inspector.profile.organisation
    before = read.organisation_labels(hand.session.plan)
    existing = next(label for label in before if label != field.text())
    hand.type(field, existing)
    assert read.organisation_labels(hand.session.plan) == before
    hand.type(field, "Fernhollow & Sons")
    organisation = hand.person().organisation
    found = read.record(hand.session.plan, r.Organisation, organisation)
    assert found is not None
    assert found.label == field.text() == "Fernhollow & Sons"
    hand.undo()
    assert field.text() == existing
    hand.type(field, "")
    assert hand.person().organisation is None


def test_organisation_is_completed(hand: Hand) -> None:
    hand.show("c12")
    field = hand.inspector.profile.organisation
    label = read.organisation_labels(hand.session.plan)[-1]
    hand.type(field, label[1:5].lower(), leave=False)
    popup = field.completer().popup()
    hand.qtbot.waitUntil(popup.isVisible)
    hand.qtbot.keyClick(popup, Qt.Key.Key_Down)
    hand.qtbot.keyClick(popup, Qt.Key.Key_Return)
    hand.qtbot.waitUntil(lambda: not popup.isVisible())
    hand.qtbot.keyClick(field, Qt.Key.Key_Tab)
    found = read.record(hand.session.plan, r.Organisation, hand.person().organisation)
    assert found is not None
    assert label[1:5].lower() in found.label.lower()


def test_groups_are_added_and_removed_the_first_is_primary(hand: Hand) -> None:
    hand.show("c12")
    profile = hand.inspector.profile
    labels = {group.id: group.label for group in read.records(hand.session.plan, r.Group).values()}
    (first,) = hand.person().groups
    profile._group_menu.actions()[0].trigger()
    groups = hand.person().groups
    assert groups[0] == first
    assert len(groups) == 2
    hand.qtbot.waitUntil(lambda: len(profile.groups.findChildren(QPushButton)) == 3)
    pill = next(b for b in profile.groups._flow.findChildren(QPushButton) if labels[first][:9] in b.text())
    hand.click(pill)
    assert hand.person().groups == groups[1:]


def test_support_by_click_and_by_key_and_one_way_help_asks(hand: Hand) -> None:
    hand.show("c12")
    profile = hand.inspector.profile
    assert profile.one_way.isHidden()
    hand.click(profile.to_me._group.button(0))
    assert hand.person().support_to_me == 0
    assert profile.one_way.text() == "One-way so far. What could they help you with?"
    hand.qtbot.keyClick(profile.to_me._group.button(0), Qt.Key.Key_3)
    assert hand.person().support_to_me == 3
    hand.click(profile.to_me._group.button(3))
    assert hand.person().support_to_me is None
    hand.type(profile.to_me_note, "Warns me early.")
    note = hand.person().support_note
    assert (note.to_me, note.to_them) == ("Warns me early.", "I bring her engineers in before the paper is written.")


def test_partial_days_and_days_that_mean_nothing(hand: Hand) -> None:
    hand.show("c12")
    since = hand.inspector.profile.since
    hand.type(since, "March 2019")
    assert hand.person().known_since == "2019-03"
    assert since.text() == "Mar 2019"
    hand.type(since, "whenever")
    assert hand.person().known_since == "2019-03"
    assert (since.text(), since.property("wrong")) == ("whenever", True)
    hand.show("c13")
    assert since.property("wrong") is False
    hand.show("c12")
    hand.type(since, "")
    assert hand.person().known_since is None


def test_more_is_folded_away(hand: Hand) -> None:
    hand.show("c12")
    profile = hand.inspector.profile
    assert not profile.name_latin.isVisible()
    hand.click(profile.more.line)
    hand.type(profile.name_latin, "Achterveld, Rosalind")
    hand.choose(profile.direction, 1)
    hand.click(profile.influence._group.button(5))
    hand.click(profile.left, at=profile.left.rect().topLeft() + profile.left.rect().center() / 8)
    person = hand.person()
    assert (person.name_latin, person.direction, person.influence, person.left) == (
        "Achterveld, Rosalind",
        "down",
        5,
        True,
    )


def test_tags(hand: Hand) -> None:
    hand.show("c12")
    profile = hand.inspector.profile
    profile.more.open()
    line = profile.tags.findChild(LineEdit)
    assert line is not None
    hand.type(line, "engineer")
    assert hand.person().tags == ("dissenting peer", "engineer")
    assert line.text() == ""
    profile.tags.removed.emit("dissenting peer")
    assert hand.person().tags == ("engineer",)


def test_tier_history_in_sentences(hand: Hand) -> None:
    hand.show("c12")
    hand.click(hand.inspector.head.tiers._buttons["ally"])
    said = hand.inspector.profile.history.text().splitlines()
    assert said[0] == "Ally since 2\u00a0March\u00a02026"
    assert said[1].startswith("Acquaintance from ")


def test_evidence_is_asked_of_advocates_and_allies_only(hand: Hand) -> None:
    hand.show("c12")
    profile = hand.inspector.profile
    assert not profile.evidence.isVisible()
    hand.show("c01")
    assert profile.evidence.isVisible()
    hand.type(profile.evidence, "Lent me two engineers.")
    assert hand.person("c01").tier_evidence == r.Evidence("2026-03-02", "Lent me two engineers.")


def test_who_they_know_by_typing_a_part_of_a_name(hand: Hand) -> None:
    hand.show("c12")
    known = hand.inspector.profile.known
    before = len(known.rows.all())
    hand.click(known.add)
    hand.qtbot.keyClicks(known.add, "zurk")
    hand.key(known.add, Qt.Key.Key_Return)
    hand.qtbot.waitUntil(lambda: known.add.text() == "")
    ties = read.ties_of(hand.session.plan, hand.id("c12"))
    assert len(ties) == len(known.rows.all()) == before + 1
    new = ties[-1]
    other = read.record(hand.session.plan, r.Contact, new.b)
    assert other is not None
    assert "Żurkowiak" in other.name
    made = known.rows.of(new.id)
    hand.choose(made.how, 2)
    tie = read.record(hand.session.plan, r.Tie, new.id)
    assert tie is not None
    assert (tie.strength, tie.basis) == (3, "seen")
    hand.click(made.remove)
    assert read.record(hand.session.plan, r.Tie, new.id) is None
    assert len(known.rows.all()) == before


def test_nobody_is_offered_twice(hand: Hand) -> None:
    hand.show("c12")
    add = hand.inspector.profile.known.add
    hand.click(add)
    hand.qtbot.keyClicks(add, "Emrys")
    assert add._hits == []
    hand.qtbot.keyClick(add, Qt.Key.Key_Return)
    assert add.text() == "Emrys"


def test_the_chosen_one_of_several_is_added_once(hand: Hand) -> None:
    hand.show("c12")
    add = hand.inspector.profile.known.add
    before = len(hand.inspector.profile.known.rows.all())
    hand.click(add)
    hand.qtbot.keyClicks(add, "an")
    second = add._hits[1]
    popup = add.completer().popup()
    hand.qtbot.waitUntil(popup.isVisible)
    hand.qtbot.keyClick(popup, Qt.Key.Key_Down)
    hand.qtbot.keyClick(popup, Qt.Key.Key_Down)
    hand.qtbot.keyClick(popup, Qt.Key.Key_Return)
    hand.qtbot.waitUntil(lambda: add.text() == "")
    ties = read.ties_of(hand.session.plan, hand.id("c12"))
    assert len(ties) == before + 1
    assert ties[-1].b == second


def test_delete_empties_the_panel_and_undo_brings_the_person_back(hand: Hand) -> None:
    hand.show("c12")
    hand.click(hand.inspector.profile.delete)
    hand.qtbot.waitUntil(lambda: hand.inspector.person is None)
    assert read.record(hand.session.plan, r.Contact, hand.id("c12")) is None
    assert hand.inspector.nobody.isVisible()
    hand.undo()
    assert hand.person().name == "Rosalind Achterveld"


HOSTILE = '<b>bold</b><img src="file:///etc/passwd"> & &amp; <a href="http://a.example">x</a>'


def test_hostile_text_is_shown_literally(hand: Hand, session: Session) -> None:
    key = hand.id("c12")
    session.do(
        lambda: edits.change(
            session.plan, r.Contact, key, name=HOSTILE, role=HOSTILE, note=HOSTILE, tags=(HOSTILE,), urls=(HOSTILE,)
        )
    )
    session.do(lambda: edits.set_organisation(session.plan, key, HOSTILE))
    hand.show("c12")
    profile = hand.inspector.profile
    plain = hand.inspector.head.name.whole.replace("\u200b", "")
    assert plain == profile.name.text() == profile.role.text() == profile.note.toPlainText() == HOSTILE
    labels = hand.inspector.findChildren(QLabel)
    assert {made.textFormat() for made in labels} == {Qt.TextFormat.PlainText}
    assert not any(made.text().count("<b>") and made.hasSelectedText() for made in labels)
    tips = [widget.toolTip() for widget in hand.inspector.findChildren(QPushButton)]
    assert any("&lt;b&gt;" in tip for tip in tips)
    assert not any("<img" in tip for tip in tips)


def test_an_overlong_word_does_not_widen_the_panel(hand: Hand, session: Session) -> None:
    key = hand.id("c12")
    session.do(lambda: edits.change(session.plan, r.Contact, key, name="x" * 300, role="\u0e01\u0e34" * 200))
    hand.show("c12")
    assert hand.inspector.head.width() == hand.inspector.width() == 360
    page = hand.inspector.profile
    assert page.widget().width() <= page.viewport().width()
