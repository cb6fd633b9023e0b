"""The view that holds the stage: what lies under a point of it, and what stays in place while the map moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.diagram import hit, nearest
from desktop.ui.map.corner import Corner
from desktop.ui.map.picture import gap_radius
from desktop.ui.map.stage import Stage

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from desktop.diagram import MapGap
    from desktop.ui.map.look import Look

_NEAR = 7.0  # pixels beside a dot that still count as on it
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Surface(pg.GraphicsView):
    """The pyqtgraph view with its stage, the purpose in its corner and the frame of the keyboard."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent, useOpenGL=False, background=look.background.name())
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.stage = Stage(self, look)
        self.addItem(self.stage)
        self.purpose = self.objective = ""
        self._by_keys = False

    def set_look(self, look: Look) -> None:
        """Another theme."""
        self.setBackground(look.background.name())
        self.stage.set_look(look)

    def person_at(self, at: QPointF) -> int | None:
        """Id of the person whose dot is under a point of the view."""
        stage = self.stage
        people, camera = stage.chart.people, stage.camera
        x, y = camera.to_map(at.x(), at.y())
        reach = stage.dot_radius(0) if people.count == 1 else stage.chart.arrangement.radius * camera.scale
        row = nearest(stage.chart.arrangement.xy, x, y, (min(reach, 15.0) + _NEAR) / camera.scale)
        return None if row is None else int(people.ids[row])

    def gap_at(self, at: QPointF) -> MapGap | None:
        """Who is missing under a point of the view."""
        chart, camera = self.stage.chart, self.stage.camera
        reach = (gap_radius(chart, camera) + 4) / camera.scale
        row = nearest(chart.arrangement.gap_xy, *camera.to_map(at.x(), at.y()), reach)
        return None if row is None else chart.people.gaps[row]

    def cell_at(self, at: QPointF) -> tuple[int, int | None] | None:
        """(tier index, group index | None) under a point of the view; None outside the disc."""
        tier, group = hit(self.stage.chart.arrangement, *self.stage.camera.to_map(at.x(), at.y()))
        return None if tier is None else (tier, group)

    @property
    def editable(self) -> bool:
        """Whether people can be moved and tied."""
        return self.stage.handles

    @editable.setter
    def editable(self, editable: bool) -> None:
        self.stage.handles = editable

    # Frame

    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        """The map takes the whole view."""
        super().resizeEvent(ev)
        if hasattr(self, "stage"):  # the base class calls this while it is being made
            self.stage.resize(self.viewport().width(), self.viewport().height())
            self._keep_corner_free()

    def focusInEvent(self, ev: QFocusEvent) -> None:
        """Show that the keys go to the map."""
        super().focusInEvent(ev)
        self._by_keys = ev.reason() in _BY_KEYS
        self.viewport().update()

    def focusOutEvent(self, ev: QFocusEvent) -> None:
        """And that they no longer do."""
        super().focusOutEvent(ev)
        self.viewport().update()

    def _show_focus(self, by_keys: bool) -> None:
        """Frame the map while it is used with the keys; the mouse needs no frame."""
        if by_keys != self._by_keys:
            self._by_keys = by_keys
            self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """What stays in place while the map moves: the purpose, the focus frame."""
        look, p = self.stage.look, painter
        corner = self._corner()
        if corner.area().intersects(rect):
            corner.paint(p, look)
        if self.hasFocus() and self._by_keys:
            p.setPen(QPen(look.accent, 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    def set_purpose(self, text: str, objective: str = "") -> None:
        """What the map is for, and what should be different in the end."""
        self.purpose, self.objective = " ".join(text.split()), " ".join(objective.split())
        self._keep_corner_free()
        self.viewport().update()

    def _corner(self) -> Corner:
        return Corner(self.purpose, self.objective, self.stage.texts, self.viewport().width())

    def _keep_corner_free(self) -> None:
        self.stage.keep_free(self._corner().area())
