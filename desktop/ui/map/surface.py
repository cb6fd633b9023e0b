"""The view that holds the stage: what lies under a point of it, and what stays in place while the map moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.diagram import hit, nearest
from desktop.plan.edits import KEEP, Keep
from desktop.ui.map.corner import Corner
from desktop.ui.map.overview import Overview
from desktop.ui.map.picture import gap_radius
from desktop.ui.map.stage import Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from desktop.diagram import MapGap
    from desktop.ui.map.look import Look

_NEAR = 7.0  # pixels beside a dot that still count as on it
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Surface(pg.GraphicsView):
    """The pyqtgraph view with its stage, the purpose in its corner, the small map and the frame of the keyboard. It
    asks nothing of the plan: it says what was done to whom."""

    chosen = Signal(object)
    """int | None: a person was chosen by hand, or nobody."""
    several_chosen = Signal(object)
    """frozenset[int]: people were chosen together; empty when they no longer are."""
    activated = Signal(int)
    """Open this person."""
    moved = Signal(int, str, object, object)
    """Person, tier id, group id | None | KEEP, position by hand (fractions) | None."""
    several_moved = Signal(object, str, object)
    """frozenset[int], tier id, group id | None | KEEP: people who were chosen together were moved."""
    placed = Signal(int, str, object)
    """A waiting person was dropped: person, tier id, group id | None | KEEP."""
    missed = Signal(object, bool)
    """MapGap: somebody missing was clicked; True to name them at once."""
    filled = Signal(int, object)
    """A waiting person was dropped on a MapGap."""
    tied = Signal(int, object)
    """A tie was drawn from a person to another one; None where only its beginning is known."""
    menu_wanted = Signal(object, QPoint)
    """tuple[int, ...], a point of the screen: what can be done with these people; with the map where there are none."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent, useOpenGL=False, background=look.background.name())
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.stage = Stage(self, look)
        self.addItem(self.stage)
        self.purpose = self.objective = ""
        self._by_keys = False
        self.overview = Overview()
        self.stage.covering = self._covering

    def changeEvent(self, event: QEvent) -> None:
        """Names are drawn as large as text is."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.stage.redraw()

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

    # Who is chosen

    @property
    def picked(self) -> tuple[int, ...]:
        """All who are chosen, one or several."""
        stage = self.stage
        if several := stage.several:
            return tuple(sorted(several))
        selected = stage.marked.selected
        return () if selected is None or stage.chart.row(selected) is None else (selected,)

    def _choose(self, person: int | None) -> None:
        """One person, or nobody."""
        if person is not None:
            self.stage.choose_gap(None)
        self._choose_several(frozenset())
        if person != self.stage.marked.selected:
            self._look_to(person)
            self.chosen.emit(person)

    def _look_to(self, person: int | None) -> None:
        self.stage.select(person)
        row = self.stage.chart.row(person)
        if row is not None:
            self.stage.reveal(row)

    def _choose_several(self, people: frozenset[int]) -> None:
        before = self.stage.marked.several
        self.stage.choose_several(people)
        if self.stage.marked.several != before:
            self.several_chosen.emit(self.stage.marked.several)

    def _toggle(self, person: int) -> None:
        """Choose somebody together with those who are chosen, or no longer."""
        if person < 0:  # a bundle is nobody
            return
        stage = self.stage
        now = (stage.several or frozenset(self.picked)) ^ {person}
        if len(now) > 1:
            stage.choose_gap(None)
            self._choose_several(now)
        else:
            self._choose(next(iter(now), None))

    def choose_rows(self, rows: NDArray[np.int64], also: frozenset[int] = frozenset()) -> None:
        """Choose those of these who stand out."""
        stage = self.stage
        if stage.mask is not None and len(stage.mask) == stage.chart.people.count:
            rows = rows[stage.mask[rows]]
        ids = stage.chart.people.ids[rows]
        people = frozenset(ids[ids >= 0].tolist()) | also
        if len(people) > 1:
            self._choose(None)
            self._choose_several(people)
        else:
            self._choose(next(iter(people), None))

    def choose_all(self) -> None:
        """Choose everybody who stands out."""
        self.choose_rows(np.arange(self.stage.chart.people.count))

    def show_chosen(self) -> None:
        """Go so near that those who are chosen fill the view."""
        rows = self.stage.chart.rows_of(self.picked)
        if rows:
            self.stage.look_at(np.array(rows, np.int64))

    def _choose_gap(self, gap: MapGap | None, *, name: bool) -> None:
        self.stage.choose_gap(gap)
        if gap is not None:
            self.missed.emit(gap, name)

    def _group_id(self, group: int | None) -> int | Keep | None:
        return KEEP if group is None else self.stage.chart.people.groups[group].id

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
        if self.overview.area(self.stage).intersects(rect):
            self.overview.paint(p, self.stage, look)
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

    def _covering(self) -> list[QRectF]:
        """The small map and whatever floats over the view."""
        directly = Qt.FindChildOption.FindDirectChildrenOnly
        parts = [part for part in self.findChildren(QWidget, options=directly) if part is not self.viewport()]
        floating = [QRectF(part.geometry()) for part in parts if part.isVisible()]
        return [self.overview.area(self.stage), *floating]

    def _keep_corner_free(self) -> None:
        self.stage.keep_free(self._corner().area())
