"""Where the keyboard goes after something has disappeared, and what the arrows do on the way."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

Hand = Any


def tier_buttons(hand: Hand) -> list[QPushButton]:
    return hand.inspector.head.tiers.findChildren(QPushButton)


def test_making_a_key_relationship_goes_on_to_a_goal(hand: Hand) -> None:
    hand.show("c01", 1)
    before = hand.person("c01").tier
    relationship = hand.inspector.goals.relationship
    relationship.make.setFocus()
    hand.qtbot.keyClick(relationship.make, Qt.Key.Key_Space)
    assert hand.inspector.goals.add.hasFocus()
    hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert hand.person("c01").tier == before


def test_the_keyboard_stays_near_what_disappears(hand: Hand) -> None:
    hand.show("c12", 1)
    let_go = hand.inspector.goals.relationship.states["closed"]
    let_go.setFocus()
    hand.qtbot.keyClick(let_go, Qt.Key.Key_Space)
    assert not let_go.isVisible()
    focus = QApplication.focusWidget()
    assert hand.inspector.goals.isAncestorOf(focus)
    hand.show("c12", 2)
    card = hand.inspector.conversations.cards.all()[0]
    hand.click(card.card)
    card.form.delete.setFocus()
    hand.qtbot.keyClick(card.form.delete, Qt.Key.Key_Space)
    assert QApplication.focusWidget() not in tier_buttons(hand)


def test_arrows_move_among_the_tiers_and_choose_nothing(hand: Hand) -> None:
    hand.show("c12")
    before, count = hand.person().tier, len(hand.person().tier_history)
    buttons = tier_buttons(hand)
    chosen = next(each for each in buttons if each.isChecked())
    at = buttons.index(chosen)
    chosen.setFocus()
    hand.qtbot.keyClick(chosen, Qt.Key.Key_Right)
    assert buttons[at + 1].hasFocus()
    for _more in range(6):
        hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert buttons[-1].hasFocus()
    assert (hand.person().tier, len(hand.person().tier_history)) == (before, count)
    assert chosen.isChecked()
    hand.qtbot.keyClick(buttons[-1], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() not in buttons
    buttons[1].setFocus()
    hand.qtbot.keyClick(buttons[1], Qt.Key.Key_Left)
    hand.qtbot.keyClick(buttons[0], Qt.Key.Key_Space)
    assert hand.person().tier == "advocate"
    hand.qtbot.keyClick(buttons[0], Qt.Key.Key_Right)
    hand.qtbot.keyClick(buttons[1], Qt.Key.Key_Return)
    assert hand.person().tier == "ally"
