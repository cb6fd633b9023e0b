"""The same people by their ties, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from desktop.ui.palette import LIGHT
from tests.diagram.made_up import made_up
from tests.ui.map.desk import LEFT, Desk, close

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot


def test_the_same_people_by_their_ties_and_back(desk: Desk) -> None:
    somebody = desk.named("Rosalind")
    before = desk.spot(somebody)
    desk.view.select(somebody)
    desk.view.set_by_ties(True)
    desk.view.finish()
    assert desk.stage.chart.by_ties
    there = desk.spot(somebody)
    assert there != before
    assert close(desk.colour_at(there), QColor(LIGHT.groups[2]))
    assert desk.view.selection == somebody
    desk.drag(there, there + QPoint(80, 40))
    assert desk.moves == [], "no tier is under the hand here"
    desk.view.set_by_ties(False)
    desk.view.finish()
    assert desk.spot(somebody) == before


def test_a_change_by_ties_is_laid_out_anew(desk: Desk) -> None:
    desk.view.set_by_ties(True)
    desk.view.finish()
    ties, strength = desk.people.ties[:-20], desk.people.strength[:-20]
    before = desk.stage.chart.arrangement.xy
    desk.view.set_people(replace(desk.people, ties=ties, strength=strength))
    desk.view.finish()
    assert desk.stage.chart.by_ties
    assert len(desk.stage.chart.ties) == len(ties)
    assert not np.array_equal(desk.stage.chart.arrangement.xy, before)


def test_dots_glide_between_the_arrangements_and_not_without_motion(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = desk.stage
    monkeypatch.setattr(type(stage), "_motion", property(lambda _self: 150))
    desk.view.set_by_ties(True)
    qtbot.waitUntil(lambda: stage._morph.running, timeout=10_000)
    assert not desk.view.canvas.stage.at_rest
    desk.picture()
    qtbot.waitUntil(lambda: stage.at_rest, timeout=10_000)
    monkeypatch.setattr(type(stage), "_motion", property(lambda _self: 0))
    desk.view.set_by_ties(False)
    assert not stage._morph.running


def test_above_five_thousand_people_groups_stand_for_them(qtbot: QtBot) -> None:
    desk = Desk(qtbot, made_up(5001, 6))
    chosen: list[object] = []
    desk.view.selected.connect(chosen.append)
    desk.view.set_by_ties(True)
    desk.view.set_filter(np.arange(5001) % 2 == 0)
    desk.view.finish()
    assert desk.stage.chart.people.count == 6
    bundle = desk.stage.chart.people.ids.tolist()[0]
    QTest.mouseClick(desk.port, LEFT, pos=desk.spot(bundle))
    assert desk.view.selection == bundle
    assert desk.stage.chart.people.names[0] in desk.view.canvas.accessibleDescription()
    assert chosen == [], "a bundle is nobody"
    desk.view.finish()
    desk.view.set_by_ties(False)
    desk.view.finish()
    assert desk.stage.chart.people.count == 5001
