"""Names as room allows: over nothing, the important first, and more of them the nearer one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtWidgets import QPushButton

from desktop.ui.map.names import NOBODY
from desktop.ui.map.sprites import dot_radii, ring_radius
from tests.diagram.made_up import made_up
from tests.ui.map.desk import Desk

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CHOSEN = 5.0  # pixels beyond a dot that the ring of those chosen together takes


def overlaps(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """bool[n, m]: which share more than an edge, half a pixel of snapping allowed."""
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    return np.all((high - low) > 0.5, axis=2)


def check(desk: Desk) -> set[int]:
    """Nothing lies over anything; the people named within the view."""
    stage = desk.stage
    shown, camera = stage._shown, stage.camera
    assert shown is not None
    chart = shown.chart
    names, fixed = shown.names.boxes(camera), shown.fixed.boxes(camera)
    apart = overlaps(names, names)
    np.fill_diagonal(apart, False)
    assert not apart.any(), "no name over another"
    assert not overlaps(names, fixed).any(), "nor over a band, a sector or You"
    over = [box.getCoords() for box in stage.covering()]
    assert not overlaps(names, np.array(over, np.float64)).any(), "nor under the small map or a button"
    tiers = chart.people.tier
    dots = dot_radii(chart.arrangement.radius, camera.scale)[tiers]
    dots = np.where(chart.people.key, ring_radius(0.0) + dots, dots) - 0.5
    dots += np.where(np.isin(chart.people.ids, list(stage.several)), CHOSEN, 0.0)
    xy = camera.to_screen(chart.arrangement.xy)
    must = chart.people.key.copy()
    must[[row for row in (chart.row(stage.marked.selected),) if row is not None]] = True
    rows = shown.names.rows
    for left, top, right, bottom in names[(rows == NOBODY) | ~must[rows]].tolist():
        beside = np.clip(xy, (left, top), (right, bottom))
        assert (np.hypot(*(xy - beside).T) >= dots).all(), "nor over a dot"
    return set(shown.names.rows[shown.names.rows != NOBODY].tolist())


def test_names_keep_off_the_rings_of_those_chosen_together_and_off_what_floats_over_the_map(qtbot: QtBot) -> None:
    desk = Desk(qtbot, made_up(500))
    floating = QPushButton("Choose", desk.view.canvas)
    floating.setGeometry(desk.port.width() // 2 + 40, desk.port.height() // 2 - 150, 160, 40)
    floating.show()
    stage = desk.stage
    stage.choose_several(frozenset(desk.people.ids[::4].tolist()))
    stage.fit()
    stage.zoom(1.7, desk.port.width() / 2, desk.port.height() / 2)
    desk.view.finish()
    assert len(stage.covering()) == 2, "the small map and the button"
    assert len(check(desk)) > 40


@pytest.mark.parametrize("count", [12, 500, 5_000])
def test_the_nearer_the_more_names(qtbot: QtBot, count: int) -> None:
    desk = Desk(qtbot, made_up(count))
    stage, people = desk.stage, desk.people
    named = [check(desk)]
    # Around somebody with others near: whoever was named there still is, and others come.
    centre = stage.chart.arrangement.xy[int(np.flatnonzero(people.tier == 3)[0])]
    for _ in range(3):
        stage.centre(*centre.tolist())
        stage.zoom(1.7, desk.port.width() / 2, desk.port.height() / 2)
        desk.view.finish()
        named.append(check(desk))
    xy = stage.camera.to_screen(stage.chart.arrangement.xy)
    inside = (xy > 60) & (xy < (desk.port.width() - 60, desk.port.height() - 60))
    seen = set(np.flatnonzero(inside.all(axis=1)).tolist())
    far, near = len(named[0] & seen), len(named[-1] & seen)
    assert near >= far
    assert near > far or near == len(seen)
    assert near >= min(len(seen), 20) * 0.5


def test_who_matters_is_named_first(qtbot: QtBot) -> None:
    desk = Desk(qtbot, made_up(500))
    people, named = desk.people, check(desk)

    def share(rows: np.ndarray) -> float:
        return len(named & set(np.flatnonzero(rows).tolist())) / int(rows.sum())

    outside = people.tier >= 3
    assert share(people.key & outside) > share(~people.key & outside), "key relationships before others as far away"
    assert share(people.tier == 0) > share(people.tier == 3)
    unnamed = [row for row in np.flatnonzero(people.tier == 4).tolist() if row not in named]
    for row in unnamed[:40:4]:
        desk.view.select(int(people.ids[row]))
        desk.view.finish()
        assert row in check(desk), "who is chosen takes the room of others"


@pytest.mark.parametrize("count", [500, 30_000])
def test_key_people_and_who_is_chosen_or_pointed_at_always_have_their_name(qtbot: QtBot, count: int) -> None:
    desk = Desk(qtbot, made_up(count))
    stage, people = desk.stage, desk.people
    keys = set(np.flatnonzero(people.key).tolist())
    assert keys <= check(desk)
    inmost = [row for row in np.flatnonzero(people.tier <= 1).tolist() if row not in check(desk)][:12:3]
    assert inmost
    for row in inmost:
        desk.view.select(int(people.ids[row]))
        desk.view.finish()
        assert keys | {row} <= check(desk)
    desk.view.select(None)
    desk.view.finish()
    for row in inmost:
        stage.hover(int(people.ids[row]))
        extra = stage.marked.hovered_name
        assert extra.rows.tolist() == [row]
        assert stage._shown is not None
        assert not overlaps(extra.boxes(stage.camera), stage._shown.fixed.boxes(stage.camera)).any()


def test_nearer_to_them_people_have_their_whole_names(qtbot: QtBot) -> None:
    desk = Desk(qtbot, made_up(500))
    stage, people = desk.stage, desk.people
    outside = np.flatnonzero((people.tier == 3) & ~people.key)

    def whole() -> float:
        assert stage._shown is not None
        names = stage._shown.names
        wide = [
            picture.deviceIndependentSize().width() > stage.texts.name(people.names[int(row)], 12)[1][1] + 1  # pyright: ignore[reportOptionalSubscript]
            for row, picture in zip(names.rows, names.pictures, strict=True)
            if row in outside
        ]
        return sum(wide) / len(wide)

    assert whole() == 0.0
    stage.look_at(outside[:1])
    desk.view.finish()
    assert whole() > 0.5
