"""The map of the program, and the naive one beside it: pyqtgraph's own items, set anew at each step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QWidget

from desktop.diagram import MapPeople, arrange
from desktop.ui.map.canvas import Canvas
from desktop.ui.map.view import MapView
from desktop.ui.palette import LIGHT

if TYPE_CHECKING:
    from tests.benchmarks.hands import Hands


class Ours:
    """The map of the program; all is done to it by hand."""

    def __init__(self, people: MapPeople) -> None:
        self.paints = 0
        self.people = people
        self.window: QWidget = MapView(LIGHT)
        self.view = self.window
        self.view.set_people(people)
        self.view.moved.connect(self._moved)
        self.port = self.view.canvas.viewport()
        self._count()

    def _count(self) -> None:
        paint = pg.GraphicsView.paintEvent

        def counted(canvas: Canvas, event: QPaintEvent) -> None:
            paint(canvas, event)
            self.paints += 1

        Canvas.paintEvent = counted  # pyright: ignore[reportAttributeAccessIssue]: the class has none of its own

    def _moved(self, contact: int, _tier: str, _group: object, _position: object) -> None:
        """What the program does after a drop, but for the file: the same people, one of them in another band."""
        tier = self.people.tier.copy()
        row = int(np.flatnonzero(self.people.ids == contact)[0])
        tier[row] = (tier[row] + 1) % 5
        self.change(replace(self.people, tier=tier))

    def complete(self) -> bool:
        """Whether everything is on the screen, sharp and named."""
        return self.view.canvas.stage.at_rest

    def place(self, row: int) -> QPointF:
        """Where a dot is on the window."""
        return QPointF(*self.view.canvas.stage.position(row))

    def ground(self) -> QPointF:
        """Where there is nobody."""
        return QPointF(4, self.port.height() - 4)

    def pan(self, hands: Hands, i: int) -> None:
        """One step of a drag on empty ground, which `start_pan` began."""
        hands.move(self.ground() + QPointF(12 + 5 * i, 3 * i))

    def start_pan(self, hands: Hands) -> None:
        """Take hold of the ground."""
        hands.press(self.ground())
        hands.move(self.ground() + QPointF(12, 0))

    def end_pan(self, hands: Hands) -> None:
        """Let go and show everything again."""
        hands.release(self.ground())
        self.view.fit()

    def zoom(self, hands: Hands, factor: float) -> None:
        """One turn of the wheel."""
        hands.wheel(QPointF(self.port.width() / 2, self.port.height() / 2), round(np.log(factor) / np.log(1.0016)))

    def hover(self, hands: Hands, row: int) -> None:
        """Point at somebody."""
        hands.move(self.place(row), down=False)

    def filter(self, mask: np.ndarray | None) -> None:
        """Let only some stand out."""
        self.view.set_filter(mask)

    def change(self, people: MapPeople) -> None:
        """The same people after a change."""
        self.people = people
        self.view.set_people(people)


class Naive:
    """pyqtgraph's GraphItem with a TextItem for each name, as its CustomGraphItem example does; brushes are shared."""

    def __init__(self, people: MapPeople, names: bool) -> None:
        naive = self

        class View(pg.GraphicsView):
            def paintEvent(self, ev: QPaintEvent) -> None:
                super().paintEvent(ev)
                naive.paints += 1

        class Graph(pg.GraphItem):
            def mouseDragEvent(self, event: Any) -> None:
                naive.dragged(event)

        self.paints = 0
        self.people = people
        self.window: QWidget = View(background="w")
        self.port = self.window.viewport()
        self.box = pg.ViewBox(enableMenu=False, defaultPadding=0, invertY=True)
        self.window.setCentralItem(self.box)
        self.box.setAspectLocked(True)
        self.arrangement = arrange(people)
        self.xy = self.arrangement.xy.copy()
        self.rings = [self._ring(outer) for _inner, outer in reversed(self.arrangement.bands)][::-1]
        self.shared = [pg.mkBrush(colour) for colour in LIGHT.groups]
        self.faint = pg.mkBrush("#ddd")
        self.brushes = self._colours()
        self.graph = Graph()
        self.texts = [pg.TextItem(name, color="k", anchor=(0.5, 0)) for name in people.names] if names else []
        for text in self.texts:
            text.setParentItem(self.graph)
        self.box.addItem(self.graph)
        self.held: int | None = None
        self.lit = -1
        self._set()
        self.box.disableAutoRange()
        self.box.setRange(QRectF(-1.05, -1.05, 2.1, 2.1), padding=0)

    def _ring(self, radius: float) -> QGraphicsEllipseItem:
        ring = QGraphicsEllipseItem(-radius, -radius, 2 * radius, 2 * radius)
        pen = QPen(QColor("#99a"), 1)
        pen.setCosmetic(True)
        ring.setPen(pen)
        self.box.addItem(ring, ignoreBounds=True)
        return ring

    def _colours(self) -> list[Any]:
        return [self.shared[group % 12] for group in self.people.group.tolist()]

    def _set(self) -> None:
        ties = self.people.ties if len(self.people.ties) else None
        pen = pg.mkPen("#cfd5de", width=1)
        self.graph.setData(pos=self.xy, adj=ties, pen=pen, size=8, symbolBrush=self.brushes, symbolPen=None)
        for text, (x, y) in zip(self.texts, self.xy.tolist(), strict=False):
            text.setPos(x, y)

    def dragged(self, event: Any) -> None:
        """Move the dot and set everything anew; colour the band under the pointer."""
        if event.isStart():
            points = self.graph.scatter.pointsAt(event.buttonDownPos())
            self.held = points[0].index() if len(points) else None
        if self.held is None:
            event.ignore()
            return
        event.accept()
        if event.isFinish():
            self.held = None
            return
        self.xy[self.held] = event.pos().x(), event.pos().y()
        radius = float(np.hypot(*self.xy[self.held]))
        band = next((i for i, (_inner, outer) in enumerate(self.arrangement.bands) if radius <= outer), -1)
        if band != self.lit:
            for i, ring in enumerate(self.rings):
                ring.setBrush(QBrush(QColor("#fff2cc")) if i == band else QBrush(Qt.BrushStyle.NoBrush))
            self.lit = band
        self._set()

    def complete(self) -> bool:
        """It paints everything at once."""
        return True

    def place(self, row: int) -> QPointF:
        """Where a dot is on the window."""
        return self.box.mapViewToScene(QPointF(*self.xy[row]))

    def start_pan(self, hands: Hands) -> None:
        """Nothing to take hold of."""

    def pan(self, hands: Hands, i: int) -> None:
        """What ViewBox does at each step of a pan."""
        scale = self.box.viewRect().width() / self.window.width()
        self.box.translateBy(x=-5 * scale, y=-3 * scale)

    def end_pan(self, hands: Hands) -> None:
        """Show everything again."""
        self.box.setRange(QRectF(-1.05, -1.05, 2.1, 2.1), padding=0)

    def zoom(self, hands: Hands, factor: float) -> None:
        """What ViewBox does at a turn of the wheel."""
        self.box.scaleBy((1 / factor, 1 / factor))

    def hover(self, hands: Hands, row: int) -> None:
        """The pointed-at dot in another colour."""
        self.brushes = self._colours()
        self.brushes[row] = self.faint
        self._set()

    def filter(self, mask: np.ndarray | None) -> None:
        """The rest in a faint colour."""
        chosen = np.ones(self.people.count, np.bool_) if mask is None else mask
        pairs = zip(self._colours(), chosen.tolist(), strict=True)
        self.brushes = [brush if keep else self.faint for brush, keep in pairs]
        self._set()

    def change(self, people: MapPeople) -> None:
        """The same people after a change."""
        self.people = people
        self.xy = arrange(people).xy.copy()
        self._set()
