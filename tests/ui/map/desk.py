"""A map on a desk: shown in a real window, with hands, and a plan behind it that takes up what they do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from desktop.domain.tiers import TIERS
from desktop.plan.edits import Keep
from desktop.ui.map.view import MapView
from desktop.ui.palette import LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QImage
    from pytestqt.qtbot import QtBot

    from desktop.diagram import MapPeople


LEFT = Qt.MouseButton.LeftButton


class Desk:
    """A shown map, and a plan behind it that takes up what is done by hand."""

    def __init__(self, qtbot: QtBot, people: MapPeople) -> None:
        self.people = people
        self.moves: list[tuple[int, str, int | Keep | None, tuple[float, float] | None]] = []
        self.view = MapView(LIGHT)
        self.view.set_people(people)
        self.view.moved.connect(self.take_up)
        self.view.resize(900, 760)
        qtbot.addWidget(self.view)
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.view.canvas.setFocus()
        self.view.finish()
        self.port = self.view.canvas.viewport()
        self.stage = self.view.canvas.stage

    def take_up(self, contact: int, tier: str, group: int | Keep | None, position: tuple[float, float] | None) -> None:
        """What the program does with a move."""
        self.moves.append((contact, tier, group, position))
        row = self.row(contact)
        tiers, groups, pinned = self.people.tier.copy(), self.people.group.copy(), self.people.pinned.copy()
        tiers[row] = TIERS.index(tier)
        if not isinstance(group, Keep):
            groups[row] = [known.id for known in self.people.groups].index(group)
        pinned[row] = np.nan if position is None else position
        self.people = replace(self.people, tier=tiers, group=groups, pinned=pinned)
        self.view.set_people(self.people)

    def row(self, contact: int) -> int:
        return int(np.flatnonzero(self.people.ids == contact)[0])

    def named(self, part: str) -> int:
        return next(int(self.people.ids[i]) for i, name in enumerate(self.people.names) if part in name)

    def spot(self, contact: int) -> QPoint:
        place = self.view.position_of(contact)
        assert place is not None
        return place.toPoint()

    def into(self, contact: int, tier: int, group: int | None = None) -> QPoint:
        """A pixel in the middle of a cell of the map: in a person's own sector, or in another."""
        arrangement = self.stage.chart.arrangement
        start, end = arrangement.sectors[int(self.people.group[self.row(contact)]) if group is None else group]
        radius, angle = sum(arrangement.bands[tier]) / 2, (start + end) / 2
        at = self.stage.camera.to_screen(np.array([radius * np.sin(angle), -radius * np.cos(angle)]))
        x, y = at.tolist()
        return QPointF(x, y).toPoint()

    def press(self, at: QPoint) -> None:
        QTest.mousePress(self.port, LEFT, pos=at)

    def move(self, at: QPoint) -> None:
        QTest.mouseMove(self.port, at)

    def release(self, at: QPoint) -> None:
        QTest.mouseRelease(self.port, LEFT, pos=at)

    def drag(self, start: QPoint, end: QPoint, drop: bool = True) -> None:
        self.press(start)
        for share in (0.2, 0.5, 0.8, 1.0):
            self.move(start + (end - start) * share)
        if drop:
            self.release(end)

    def picture(self) -> QImage:
        return self.port.grab().toImage()

    def inside(self) -> QImage:
        """The picture without the frame that shows the keys' focus."""
        return self.picture().copy(self.port.rect().adjusted(4, 4, -4, -4))

    def colour_at(self, at: QPoint) -> QColor:
        return self.picture().pixelColor(at)


def close(a: QColor, b: QColor, by: int = 30) -> bool:
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return all(abs(x - y) <= by for x, y in pairs)
