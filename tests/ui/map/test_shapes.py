"""What colours say of people is to be seen without them: each answer has a shape, on the map and in its legend."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.ui.map.colouring import Colouring
from desktop.ui.map.look import look_of
from desktop.ui.map.sprites import HOLLOW, Sprites, dot_radii, paint_dot
from desktop.ui.palette import DARK, LIGHT, Palette
from tests.ui.map.desk import Desk
from tests.ui.map.sample import sample

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.map.look import Look

GREY = QColor("#808080")
SIDE = 40


def picture(look: Look, number: int, radius: float, hollow: bool) -> np.ndarray:
    """A dot as grey values."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(look.bands[1])
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_dot(p, QPointF(SIDE / 2, SIDE / 2), radius, look, number, hollow=hollow)
    p.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return np.array(grey.constBits(), np.uint8).reshape(SIDE, grey.bytesPerLine())[:, :SIDE].astype(int)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("scale", ["stance", "support", "answers"])
@pytest.mark.parametrize("hollow", [False, True], ids=["full", "hollow"])
def test_answers_are_told_apart_without_any_colour(qapp: object, palette: Palette, scale: str, hollow: bool) -> None:
    look = look_of(palette).coloured(scale)
    grey = replace(look, dots=(GREY,) * len(look.dots))
    for radius in (4.0, 7.0, 15.0):
        shown = [picture(grey, n, radius, hollow) for n in range(len(look.dots))]
        for one, other in combinations(shown, 2):
            apart = (np.abs(one - other) > 30).sum()
            assert apart > 0.2 * np.pi * radius**2 * (0.5 if hollow else 1), f"radius {radius}"


def test_groups_are_round_and_so_is_who_is_not_known(qapp: object) -> None:
    look = look_of(LIGHT)
    assert set(look.shapes) == {None}
    for scale in look.scales:
        shapes = look.coloured(scale).shapes
        assert shapes[-1] is None
        assert len(set(shapes)) == len(shapes)


def test_the_map_and_its_legend_use_them(qtbot: QtBot) -> None:
    desk = Desk(qtbot, sample())
    people = desk.people
    desk.view.set_colouring(Colouring("stance", np.arange(people.count) % 6, tuple("abcdef")))
    desk.view.finish()
    look, sprites = desk.stage.look, desk.stage._sprites
    assert look.shapes == (0, 1, 2, 3, 4, None)
    assert isinstance(sprites, Sprites)
    radii = dot_radii(desk.stage.chart.arrangement.radius, desk.stage.camera.scale)
    assert sprites.serve(look, radii, desk.stage.texts.ratio)
    row = int(np.flatnonzero((people.tier != HOLLOW) & ~people.key & (np.arange(people.count) % 6 == 0))[0])
    x, y = desk.stage.position(row)
    radius, seen = desk.stage.dot_radius(row), desk.view.grab().toImage()
    assert seen.pixelColor(round(x), round(y)) == look.dots[0]
    corner = seen.pixelColor(round(x - 0.8 * radius), round(y - 0.5 * radius))
    assert corner != look.dots[0], "a triangle, no disc"
    legend = desk.view.legend.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    colours = {legend.pixelColor(x, y).name() for x in range(legend.width()) for y in range(legend.height())}
    assert {dot.name() for dot in look.dots} <= colours
