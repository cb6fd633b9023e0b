"""The panel as a whole: the head, the tabs, the keyboard, and how it follows changes made elsewhere."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import edits
from desktop.ui.inspector import panel
from desktop.ui.theme import DARK_ONLY, LIGHT_ONLY

if TYPE_CHECKING:
    from desktop.ui.session import Session
    from desktop.ui.theme import Theme

Hand = Any
ON = date(2026, 3, 2)


def test_the_head_says_who_how_near_and_what_for(hand: Hand) -> None:
    hand.show("c12")
    head = hand.inspector.head
    assert head.name.text() == "Rosalind Achterveld"
    assert head.star.isVisible()
    assert head.role.text() == "Head of Operations Assurance"
    assert head.tiers.tier == "acquaintance"
    assert head.goal.text().startswith("Understand what Rosalind must see")
    assert head.measure.text() == "4 → 3 so far, aiming at 1 per quarter, by 30\u00a0Jun"
    assert head.for_them.text().startswith("For them: Her team gets a say")
    assert head.heading.text() == "Heading to Ally"
    hand.show("c01")
    assert not head.star.isVisible()
    assert not head.glance.isVisible()


def test_a_click_on_a_tier_moves_the_person_and_asks_what_shows_it(hand: Hand) -> None:
    hand.show("c12")
    head = hand.inspector.head
    assert not head.evidence.isVisible()
    hand.click(head.tiers._buttons["ally"])
    person = hand.person()
    assert (person.tier, person.tier_history[-1]) == ("ally", r.TierChange("ally", "2026-03-02"))
    assert head.evidence.isVisible()
    assert not head.heading.isVisible()  # arrived
    hand.type(head.evidence, "Sent us her own checklist.")
    assert hand.person().tier_evidence == r.Evidence("2026-03-02", "Sent us her own checklist.")
    hand.undo()
    hand.undo()
    assert hand.person().tier == head.tiers.tier == "acquaintance"
    assert not head.evidence.isVisible()


def test_the_line_about_evidence_can_be_left_and_goes_with_the_person(hand: Hand) -> None:
    hand.show("c12")
    hand.click(hand.inspector.head.tiers._buttons["ally"])
    hand.show("c13")
    assert not hand.inspector.head.evidence.isVisible()
    hand.show("c12")
    assert not hand.inspector.head.evidence.isVisible()
    assert hand.person().tier == "ally"


def test_a_waiting_person_is_placed_by_a_click(hand: Hand, session: Session) -> None:
    (key,) = edits.add_contacts(session.plan, ["Selwyn"], on=ON)
    hand.inspector.show_person(key)
    assert hand.inspector.head.tiers.tier is None
    hand.click(hand.inspector.head.tiers._buttons["aware"])
    assert edits.store.read(session.plan.db, r.Contact, [key])[key].tier == "aware"


def test_it_follows_moves_made_elsewhere_without_taking_the_cursor(hand: Hand, session: Session) -> None:
    hand.show("c12")
    role = hand.inspector.profile.role
    hand.click(role)
    session.do(lambda: edits.move_contact(session.plan, hand.id("c12"), "advocate", on=ON))
    assert hand.inspector.head.tiers.tier == "advocate"
    assert hand.inspector.profile.evidence.isVisible()
    assert role.hasFocus()


def test_only_what_concerns_the_person_is_read(hand: Hand, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    hand.show("c12")
    reads: list[int] = []
    real = panel.read_about
    monkeypatch.setattr(panel, "read_about", lambda plan, person, on: reads.append(person) or real(plan, person, on))
    session.do(lambda: edits.change(session.plan, r.Contact, hand.id("c05"), role="Something else"))
    assert reads == []
    session.do(lambda: edits.change(session.plan, r.Contact, hand.id("c12"), role="Something else"))
    assert reads == [hand.id("c12")]
    session.do(lambda: edits.change(session.plan, r.Contact, hand.id("c13"), name="Emrys T."))
    assert reads == [hand.id("c12")] * 2  # they know each other: the name shows here
    assert any(row.name.text().startswith("Emrys T.") for row in hand.inspector.profile.known.rows.all())


def test_renamed_groups_and_organisations_show(hand: Hand, session: Session) -> None:
    hand.show("c12")
    person = hand.person()
    session.do(lambda: edits.change(session.plan, r.Group, person.groups[0], label="Ops <b>"))
    assert hand.inspector.profile.groups._items == ((person.groups[0], "Ops <b>"),)


def test_a_person_deleted_elsewhere_empties_the_panel(hand: Hand, session: Session) -> None:
    hand.show("c12")
    hand.type(hand.inspector.profile.role, "half a wo", leave=False)
    run(edits.delete_contacts(session.plan, [hand.id("c12")], "Rosalind"))
    assert hand.inspector.person is None
    assert hand.inspector.nobody.isVisible()
    assert not hand.inspector.person_page.isVisible()
    assert session.person is None
    hand.show("c13")
    assert hand.inspector.profile.role.text() == hand.person("c13").role


@pytest.mark.usefixtures("turn_by_turn")
def test_while_a_job_writes_nothing_is_read_and_nothing_typed_is_lost(hand: Hand, session: Session) -> None:
    hand.show("c12")
    role = hand.inspector.profile.role
    hand.type(role, "Head of patience", leave=False)

    def slow() -> Any:
        yield 0, 2
        for _ in range(3):
            deadline.start()
            while deadline.elapsed() < 9:
                pass
            yield 1, 2

    from PySide6.QtCore import QElapsedTimer

    deadline = QElapsedTimer()
    assert session.run(slow(), "Working")
    assert session.jobs.busy
    role.settle()
    assert hand.person().role == "Head of Operations Assurance"
    assert role.text() == "Head of patience"
    hand.qtbot.waitUntil(lambda: hand.person().role == "Head of patience")


def test_the_keyboard_reaches_everything(hand: Hand) -> None:
    hand.show("c12")
    inspector = hand.inspector
    inspector.head.tiers._buttons["acquaintance"].setFocus()
    seen: list[QWidget] = []
    for _ in range(80):
        hand.qtbot.keyClick(inspector.focusWidget(), Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget in seen:
            break
        seen.append(widget)
    profile = inspector.profile
    wanted = [
        inspector.tabs,
        profile.name,
        profile.role,
        profile.organisation,
        profile.note,
        profile.known.add,
        profile.email,
        profile.more.line,
        profile.delete,
    ]
    assert [widget for widget in seen if widget in wanted] == wanted
    # From top to bottom, as one reads; what stands on one line, from left to right.
    places = [widget.mapTo(profile.widget(), QPoint(0, 0)) for widget in seen if profile.isAncestorOf(widget)]
    assert len(places) > 30
    assert all(b.y() > a.y() - 12 and (b.y() > a.y() + 12 or b.x() > a.x()) for a, b in pairwise(places))
    for _ in range(5):
        hand.qtbot.keyClick(inspector.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is seen[-5 - 1]


def test_ctrl_tab_turns_the_tabs(hand: Hand) -> None:
    hand.show("c12")
    tabs = hand.inspector.tabs
    names = [tabs.tabText(at) for at in range(tabs.count())]
    assert names == ["Profile", "Goals", "Conversations", "Review"]
    hand.click(hand.inspector.profile.role)
    seen = []
    for _ in range(4):
        hand.qtbot.keyClick(hand.inspector.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        seen.append(tabs.currentIndex())
        assert hand.inspector.pages.currentIndex() == tabs.currentIndex()
    assert seen == [1, 2, 3, 0]
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    hand.qtbot.keyClick(hand.inspector.focusWidget(), Qt.Key.Key_Backtab, shift)
    assert tabs.currentIndex() == 3


def test_escape_goes_back_to_the_map(hand: Hand) -> None:
    hand.show("c12")
    left = QSignalSpy(hand.inspector.left)
    role = hand.inspector.profile.role
    hand.type(role, "oops", leave=False)
    hand.qtbot.keyClick(role, Qt.Key.Key_Escape)  # first the words that were typed
    assert (role.text(), left.count()) == ("Head of Operations Assurance", 0)
    hand.qtbot.keyClick(role, Qt.Key.Key_Escape)
    assert left.count() == 1
    hand.qtbot.keyClick(hand.inspector.profile.note, Qt.Key.Key_Escape)
    assert left.count() == 2


@pytest.mark.parametrize("width", [320, 360, 700])
@pytest.mark.parametrize("uid", ["c12", "c01", "c17"])
def test_nothing_is_cut_off_at_any_width(hand: Hand, width: int, uid: str) -> None:
    hand.inspector.resize(width, 640)
    for tab in range(4):
        hand.show(uid, tab)
        QApplication.processEvents()
        page = hand.inspector.pages.currentWidget()
        assert hand.inspector.width() == width
        assert hand.inspector.height() == 640
        assert page.widget().width() <= page.viewport().width()


def test_colours_follow_the_theme(hand: Hand, theme: Theme) -> None:
    hand.show("c12", 3)
    light = hand.inspector.grab().toImage().pixelColor(2, 2).lightness()
    theme.choose(DARK_ONLY)
    QApplication.processEvents()
    dark = hand.inspector.grab().toImage().pixelColor(2, 2).lightness()
    theme.choose(LIGHT_ONLY)
    assert (light > 200, dark < 60) == (True, True)


def test_nothing_flickers_as_a_window_of_its_own(hand: Hand, qapp: QApplication) -> None:
    class Windows(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[str] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
            return False

    windows = Windows()
    qapp.installEventFilter(windows)
    hand.show("c12", 1)
    (card,) = hand.inspector.goals.cards.all()
    card.open(True)
    hand.inspector.goals.begin()
    hand.inspector.note_conversation()
    for talk in hand.inspector.conversations.cards.all():
        talk.open(True)
    hand.inspector.conversations.draft.add_promise.click()
    hand.show("c12", 3)
    for question in hand.inspector.review.questions.values():
        question.begin()
        for answer in question.answers.all():
            answer.open(True)
    hand.show("c01", 3)
    qapp.removeEventFilter(windows)
    assert windows.seen == []


def test_what_cannot_be_saved_stays_in_the_field(hand: Hand, session: Session) -> None:
    hand.show("c12")
    problems = QSignalSpy(session.problem)
    role, note = hand.inspector.profile.role, hand.inspector.profile.note
    session.plan.read_only = True
    hand.type(role, "Head of the full disk")
    hand.type(note, "Said on the stairs")
    assert problems.count() == 2
    assert (role.text(), note.toPlainText()) == ("Head of the full disk", "Said on the stairs")
    hand.click(hand.inspector.profile.to_me._group.button(3))
    assert hand.inspector.profile.to_me._value == 1
    session.plan.read_only = False
    hand.inspector.flush()
    assert (hand.person().role, hand.person().note) == ("Head of the full disk", "Said on the stairs")


def test_ctrl_z_in_a_field_takes_back_typing_first_then_edits(hand: Hand, session: Session) -> None:
    undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), hand.inspector)
    undo.activated.connect(session.undo)
    hand.show("c12")
    profile = hand.inspector.profile
    hand.type(profile.role, "Head of A")
    before = profile.email.text()
    hand.type(profile.email, "rosalind@", leave=False)
    hand.qtbot.keyClick(profile.email, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    while profile.email.text() != before:
        assert hand.person().role == "Head of A"
        hand.qtbot.keyClick(profile.email, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hand.qtbot.keyClick(profile.email, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hand.qtbot.waitUntil(lambda: profile.role.text() == "Head of Operations Assurance")
    assert hand.person().role == "Head of Operations Assurance"
    hand.type(profile.note, "Reads annexes")
    profile.note.setFocus()
    hand.qtbot.keyClick(profile.note, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hand.qtbot.waitUntil(lambda: profile.note.toPlainText() == "")
    assert hand.person().note is None
