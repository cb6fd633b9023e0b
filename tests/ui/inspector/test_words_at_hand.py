"""What the inspector says where something cannot be, is too long, or is too early to say."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QApplication

from desktop.domain import records as r
from desktop.plan import edits
from desktop.ui.inspector.phrases import unproven

Hand = Any


def test_a_wrong_day_is_answered_in_words(hand: Hand) -> None:
    hand.show("c12", 1)
    (active,) = hand.inspector.goals.cards.all()
    hand.click(active.card)
    due = active.form.due
    hand.type(due, "31 feb")
    assert due.complaint.isVisible()
    assert "31 feb" in due.complaint.text()
    hand.type(due, "28 Feb 2027")
    assert not due.complaint.isVisible()
    hand.show("c12")
    hand.type(hand.inspector.profile.since, "sometime")
    assert hand.inspector.profile.since.complaint.isVisible()


def test_why_a_goal_cannot_be_active_stands_at_the_choice(hand: Hand) -> None:
    hand.show("c12", 1)
    tab = hand.inspector.goals
    hand.inspector.resize(360, 420)
    hand.click(tab.add)
    hand.qtbot.keyClicks(tab.draft.statement, "Papers pass the first time")
    hand.click(tab.draft.keep_button)
    form = next(card for card in tab.cards.all() if card._goal.status == "draft")
    hand.click(form.card)
    form = form.form
    hand.choose(form.status, 1)
    QApplication.processEvents()
    assert form.status.chosen == "draft"
    assert form.missing.property("role") == "amber"
    shown = form.missing.mapTo(tab.viewport(), form.missing.rect().center())
    assert tab.viewport().rect().contains(shown)
    assert (
        0
        <= form.missing.mapTo(form, form.missing.rect().topLeft()).y()
        - form.status.mapTo(form, form.status.rect().bottomLeft()).y()
        <= 12
    )


def test_a_very_long_name_takes_two_lines(hand: Hand) -> None:
    name = "Wilhelmina Theodosia of the Upper Meadows and the Lower Meadows " * 4
    hand.session.do(lambda: edits.change(hand.session.plan, r.Contact, hand.id("c12"), name=name.strip()))
    hand.show("c12")
    shown = hand.inspector.head.name
    QApplication.processEvents()
    assert shown.height() <= 2 * shown.fontMetrics().lineSpacing() + 4
    assert shown.text().endswith("…")
    assert name.strip() in shown.toolTip()
    hand.show("c13")
    assert shown.toolTip() == ""
    assert "…" not in shown.text()


def test_a_fresh_advocate_is_not_called_unproven(hand: Hand) -> None:
    person = hand.person("c01")
    fresh = r.Contact(
        0, "x", person.name, tier="advocate", tier_history=(r.TierChange("advocate", "2026-03-01"),)
    )  # fmt: skip
    assert not unproven(fresh, date(2026, 3, 1))
    assert not unproven(fresh, date(2026, 3, 2))
    assert unproven(fresh, date(2026, 3, 3))
    hand.show("c12")
    hand.click(hand.inspector.head.tiers._buttons["advocate"])
    assert hand.inspector.head.evidence.isVisible()
    assert not hand.inspector.profile.unproven.isVisible()


def test_what_is_offered_has_a_frame(hand: Hand) -> None:
    hand.show("c12")
    line = hand.inspector.profile.known.add
    hand.click(line)
    hand.qtbot.keyClicks(line, "tor")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    picture = popup.grab().toImage()
    assert picture.pixelColor(0, picture.height() // 2) != picture.pixelColor(2, picture.height() // 2)
    popup.close()
