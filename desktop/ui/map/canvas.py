"""The hands on the map: mouse, wheel, pinch, keys, things dropped on it. What they mean goes out as signals."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QInputDevice, QMouseEvent, QNativeGestureEvent
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.diagram import TIER_COUNT, MapGap, nearest, pin, towards
from desktop.domain.tiers import TIERS
from desktop.plan.edits import KEEP, Keep
from desktop.ui.map.marks import Tying
from desktop.ui.map.says import missing_words
from desktop.ui.map.shown import HANDLE
from desktop.ui.map.surface import Surface
from desktop.ui.map.tray import dragged_person
from desktop.ui.widgets import plain_tip
from desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QHelpEvent,
        QKeyEvent,
        QWheelEvent,
    )
    from PySide6.QtWidgets import QWidget

    from desktop.ui.map.look import Look

_KEY_ZOOM = 1.25
_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_ALT = Qt.KeyboardModifier.AltModifier


class Canvas(Surface):
    """What the hands do on the map. It asks nothing of the plan: it says what was done to whom."""

    chosen = Signal(object)
    """int | None: a person was chosen by hand, or nobody."""
    activated = Signal(int)
    """Open this person."""
    moved = Signal(int, str, object, object)
    """Person, tier id, group id | None | KEEP, position by hand (fractions) | None."""
    placed = Signal(int, str, object)
    """A waiting person was dropped: person, tier id, group id | None | KEEP."""
    missed = Signal(object, bool)
    """MapGap: somebody missing was clicked; True to name them at once."""
    filled = Signal(int, object)
    """A waiting person was dropped on a MapGap."""
    tied = Signal(int, object)
    """A tie was drawn from a person to another one; None where only its beginning is known."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setAcceptDrops(True)
        self._pressed: QPointF | None = None
        self._pressed_on: int | None = None
        self._on_handle = False
        self._last = QPointF()
        self._panning = False

    def _is_on_handle(self, at: QPointF) -> bool:
        handle = self.stage.handle()
        return handle is not None and (at - handle).manhattanLength() <= HANDLE * 1.5

    # Mouse

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        """Take hold of a dot, or of the ground."""
        if ev.button() != Qt.MouseButton.LeftButton:
            ev.ignore()
            return
        self._show_focus(False)
        self._pressed = self._last = ev.position()
        self._on_handle = self._is_on_handle(ev.position())
        self._pressed_on = self.stage.marked.hovered if self._on_handle else self.person_at(ev.position())
        self.stage.hover(None)
        QToolTip.hideText()
        ev.accept()

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        """Carry the dot, pan, or just look."""
        at = ev.position()
        if self._pressed is None:
            self._look_at(at)
        elif self.stage.tying is not None:
            self.stage.tie(self._tying(at))
        elif self.stage.held is not None and not self.stage.held.gliding:
            self.stage.carry(at)
            self.stage.light(self.cell_at(at))
        elif (at - self._pressed).manhattanLength() >= QApplication.startDragDistance() or self._panning:
            self._begin(at)
        ev.accept()

    def _look_at(self, at: QPointF) -> None:
        if self._is_on_handle(at):
            self.setCursor(Qt.CursorShape.CrossCursor)
            return
        person = self.person_at(at)
        self.stage.hover(person)
        somebody = person is not None or self.gap_at(at) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if somebody else Qt.CursorShape.ArrowCursor)

    def _tying(self, at: QPointF) -> Tying | None:
        person, over = self._pressed_on, self.person_at(at)
        return None if person is None else Tying(person, at, None if over == person else over)

    def _begin(self, at: QPointF) -> None:
        if self._on_handle:
            self.setCursor(Qt.CursorShape.CrossCursor)
            self.stage.tie(self._tying(at))
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._pressed_on is not None and self.editable and not self.stage.chart.by_ties:
            self.stage.take(self._pressed_on, at)
            self.stage.light(self.cell_at(at))
        else:
            self._panning = True
            step = at - self._last
            self.stage.pan(step.x(), step.y())
            self._last = at

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        """Let go: a drop, the end of a pan, or a click."""
        if ev.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            ev.ignore()
            return
        pressed_on, panned, tying, on_handle = self._pressed_on, self._panning, self.stage.tying, self._on_handle
        self._rest()
        if tying is not None:
            self.stage.tie(None)
            if tying.over is not None:
                self.tied.emit(tying.contact, tying.over)
        elif on_handle and pressed_on is not None:
            self.tied.emit(pressed_on, None)
        elif self.stage.held is not None and not self.stage.held.gliding:
            self._drop(ev.position())
        elif not panned:
            gap = self.gap_at(ev.position()) if pressed_on is None else None
            self._choose(pressed_on)
            self._choose_gap(gap, name=False)
        ev.accept()

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        """Open a person; on empty ground show the whole map."""
        if ev.button() != Qt.MouseButton.LeftButton:
            ev.ignore()
            return
        person, gap = self.person_at(ev.position()), self.gap_at(ev.position())
        if person is None and gap is not None:
            self._choose_gap(gap, name=True)
        elif person is None:
            self.stage.fit()
        else:
            self.activated.emit(person)
        ev.accept()

    def _drop(self, at: QPointF) -> None:
        stage = self.stage
        held = stage.held
        cell = self.cell_at(at)
        stage.light(None)
        row = None if held is None else stage.chart.row(held.contact)
        if held is None or row is None or cell is None:
            stage.let_go()
            return
        people = stage.chart.people
        tier, group = cell
        same_group = group is None or group == int(people.group[row])
        if same_group and tier == int(people.tier[row]):
            spot = pin(stage.chart.arrangement, *stage.camera.to_map(at.x(), at.y()))
        else:
            spot = None
        held.dropped = True
        self.moved.emit(held.contact, TIERS[tier], KEEP if same_group else self._group_id(group), spot)
        if stage.held is held and not held.gliding:  # nobody took up the move
            stage.let_go()

    def _group_id(self, group: int | None) -> int | Keep | None:
        return KEEP if group is None else self.stage.chart.people.groups[group].id

    def _cancel(self) -> bool:
        """Give up a drag under way. False when there is none."""
        if self.stage.tying is not None:
            self._rest()
            self.stage.tie(None)
            return True
        if self.stage.held is None or self.stage.held.gliding:
            return False
        self._rest()
        self.stage.let_go()
        return True

    def _rest(self) -> None:
        self._pressed = self._pressed_on = None
        self._panning = self._on_handle = False
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, ev: QWheelEvent) -> None:
        """Zoom about the pointer; two fingers on a trackpad pan."""
        on_pad = ev.device() is not None and ev.device().type() == QInputDevice.DeviceType.TouchPad
        if on_pad and not ev.pixelDelta().isNull() and not ev.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.stage.pan(ev.pixelDelta().x(), ev.pixelDelta().y())
        else:
            self.stage.zoom(1.0016 ** ev.angleDelta().y(), ev.position().x(), ev.position().y())
        ev.accept()

    def viewportEvent(self, ev: QEvent) -> bool:
        """Pinch and tooltips come this way."""
        if isinstance(ev, QNativeGestureEvent):
            if ev.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.stage.zoom(1.0 + ev.value(), ev.position().x(), ev.position().y())
                return True
        elif ev.type() == QEvent.Type.ToolTip:
            self._show_tip(ev)  # type: ignore[arg-type]
            return True
        elif ev.type() == QEvent.Type.Leave:
            self.stage.hover(None)
        return super().viewportEvent(ev)

    def _show_tip(self, ev: QHelpEvent) -> None:
        person = self.person_at(QPointF(ev.pos()))
        row = self.stage.chart.row(person)
        gap = self.gap_at(QPointF(ev.pos())) if row is None else None
        if self._pressed is not None or (row is None and gap is None):
            QToolTip.hideText()
        elif self._is_on_handle(QPointF(ev.pos())):
            QToolTip.showText(ev.globalPos(), _("Draw a line to somebody they know"), self)
        elif row is not None:
            QToolTip.showText(ev.globalPos(), self.tip(row), self)
        elif gap is not None:
            QToolTip.showText(ev.globalPos(), plain_tip(missing_words(self.stage.chart.people, gap)), self)

    def tip(self, row: int) -> str:
        """Full name and role, safe to show as rich text."""
        people = self.stage.chart.people
        role = people.roles[row] if len(people.roles) else ""
        name = f"<b>{escape(people.names[row])}</b>"
        return f"<qt>{name}<br>{escape(role)}</qt>" if role else f"<qt>{name}</qt>"

    # Things dropped on the map

    def dragEnterEvent(self, ev: QDragEnterEvent) -> None:
        """Waiting people may come in."""
        self._welcome(ev)

    def dragMoveEvent(self, ev: QDragMoveEvent) -> None:
        """Light up where they would go."""
        self._welcome(ev)

    def _welcome(self, ev: QDropEvent) -> None:
        if dragged_person(ev.mimeData()) is None or not self.editable:
            ev.ignore()
            return
        gap = self.gap_at(ev.position())
        cell = self.cell_at(ev.position())
        self.stage.choose_gap(gap)
        self.stage.light(cell if gap is None else None)
        if cell is None and ev.type() == QEvent.Type.DragMove:
            ev.ignore()
        else:
            ev.acceptProposedAction()

    def dragLeaveEvent(self, ev: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.stage.light(None)
        self.stage.choose_gap(None)

    def dropEvent(self, ev: QDropEvent) -> None:
        """Place a waiting person."""
        self.stage.light(None)
        self.stage.choose_gap(None)
        person, cell, gap = dragged_person(ev.mimeData()), self.cell_at(ev.position()), self.gap_at(ev.position())
        if person is None or cell is None or not self.editable:
            ev.ignore()
            return
        ev.acceptProposedAction()
        if gap is not None:
            self.filled.emit(person, gap)
        else:
            self.placed.emit(person, TIERS[cell[0]], self._group_id(cell[1]))

    # Keys

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        """Everything the mouse can do."""
        self._show_focus(True)
        stage, key = self.stage, ev.key()
        centre = self.viewport().width() / 2, self.viewport().height() / 2
        row = stage.chart.row(stage.marked.selected)
        if key == Qt.Key.Key_Escape:
            if not self._cancel():
                self._choose(None)
                self._choose_gap(None, name=False)
        elif ev.modifiers() & _ALT and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move_by_key(row, -1 if key == Qt.Key.Key_Up else 1)
        elif key in _ARROWS and not ev.modifiers() & _ALT:
            self._step(row, *_ARROWS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and stage.marked.gap is not None:
            self._choose_gap(stage.marked.gap, name=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.activated.emit(int(stage.chart.people.ids[row]))
        elif key == Qt.Key.Key_K and row is not None and self.editable and not ev.modifiers():
            self.tied.emit(int(stage.chart.people.ids[row]), None)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            stage.zoom(_KEY_ZOOM, *centre)
        elif key == Qt.Key.Key_Minus:
            stage.zoom(1 / _KEY_ZOOM, *centre)
        elif key == Qt.Key.Key_0:
            stage.fit()
        else:
            ev.ignore()
            return
        ev.accept()

    def event(self, ev: QEvent) -> bool:
        """Tab walks the people before it leaves the map; Esc during a drag is ours, whoever else wants it."""
        if ev.type() == QEvent.Type.ShortcutOverride and (self.stage.held or self.stage.tying) is not None:
            ev.accept()
            return True
        return super().event(ev)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The next person, from the inside out and clockwise, then who is missing; past the last the next widget."""
        self._show_focus(True)
        chart, marked = self.stage.chart, self.stage.marked
        xy, people = chart.arrangement.xy, chart.people
        order: list[int | MapGap] = np.lexsort((np.arctan2(xy[:, 0], -xy[:, 1]) % (2 * np.pi), people.tier)).tolist()
        order += people.gaps[: len(chart.arrangement.gap_xy)]
        here = marked.gap if marked.gap in order else chart.row(marked.selected)
        at = (order.index(here) + (1 if forward else -1)) if here is not None else (0 if forward else len(order) - 1)
        if not 0 <= at < len(order):
            return super().focusNextPrevChild(forward)
        there = order[at]
        if isinstance(there, MapGap):
            self.stage.select(None)
            self.stage.choose_gap(there)
            self.chosen.emit(None)
        else:
            self._choose(int(people.ids[there]))
        return True

    def _step(self, row: int | None, dx: float, dy: float) -> None:
        xy = self.stage.chart.arrangement.xy
        if not len(xy):
            return
        if row is None:
            here = self.stage.camera.to_map(self.viewport().width() / 2, self.viewport().height() / 2)
            found = nearest(xy, *here, within=float("inf"))
        else:
            found = towards(xy, row, dx, dy)
        if found is not None and found != row:
            self._choose(int(self.stage.chart.people.ids[found]))

    def _move_by_key(self, row: int | None, step: int) -> None:
        people = self.stage.chart.people
        if row is not None and self.editable and 0 <= people.tier[row] + step < TIER_COUNT:
            self.moved.emit(int(people.ids[row]), TIERS[people.tier[row] + step], KEEP, None)

    def _choose_gap(self, gap: MapGap | None, *, name: bool) -> None:
        self.stage.choose_gap(gap)
        if gap is not None:
            self.missed.emit(gap, name)

    def _choose(self, person: int | None) -> None:
        if person is not None:
            self.stage.choose_gap(None)
        if person != self.stage.marked.selected:
            self.stage.select(person)
            row = self.stage.chart.row(person)
            if row is not None:
                self.stage.reveal(row)
            self.chosen.emit(person)
