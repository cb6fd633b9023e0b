"""The mouse on the map: wheel, pinch, a dot in the hand, a line around several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QNativeGestureEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QToolTip

from desktop.diagram import pin, within
from desktop.domain.tiers import TIERS
from desktop.plan.edits import KEEP
from desktop.ui.map.marks import Fence, Held, Tying
from desktop.ui.map.shown import HANDLE
from desktop.ui.map.surface import Surface

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QWidget

    from desktop.ui.map.look import Look

_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_STEP = 5.0  # pixels between two points of a line drawn by hand
_MOST_POINTS = 100


class Mouse(Surface):
    """What the mouse does. Dragging with Shift draws a box around people, with Ctrl a line; both keys add to those who
    are chosen already. With either, a click chooses one more."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._pressed: QPointF | None = None
        self._pressed_on: int | None = None
        self._with = _NONE
        self._on_handle = False
        self._last = QPointF()
        self._panning = self._on_overview = False
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)  # two fingers on a touch screen

    def _is_on_handle(self, at: QPointF) -> bool:
        handle = self.stage.handle()
        return handle is not None and (at - handle).manhattanLength() <= HANDLE * 1.5

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        """Take hold of a dot, or of the ground; with the middle button of the ground in any case."""
        at = ev.position()
        if ev.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton) or self._pressed is not None:
            ev.ignore()
            return
        self._show_focus(False)
        self._pressed = self._last = at
        self._with = ev.modifiers() & (_SHIFT | _CTRL)
        self._panning = ev.button() == Qt.MouseButton.MiddleButton
        self._on_overview = not self._panning and self.overview.area(self.stage).contains(at)
        if self._on_overview:
            self.stage.centre(*self.overview.there(self.stage, at))
        elif not self._panning:
            self._on_handle = self._with == _NONE and self._is_on_handle(at)
            self._pressed_on = self.stage.marked.hovered if self._on_handle else self.person_at(at)
        self.stage.hover(None)
        QToolTip.hideText()
        ev.accept()

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        """Carry the dot, pan, draw a line, or just look."""
        at = ev.position()
        if self._pressed is None:
            self._look_around(at)
        elif self._on_overview:
            self.stage.centre(*self.overview.there(self.stage, at))
        elif self.stage.tying is not None:
            self.stage.tie(self._tying(at))
        elif self.stage.fenced is not None:
            self.stage.fence(self._fence(at))
        elif self.stage.held is not None and not self.stage.held.gliding:
            self.stage.carry(at)
            self.stage.light(self.cell_at(at))
        elif (at - self._pressed).manhattanLength() >= QApplication.startDragDistance() or self._panning:
            self._begin(self._pressed, at)
        ev.accept()

    def _look_around(self, at: QPointF) -> None:
        if self._is_on_handle(at):
            self.setCursor(Qt.CursorShape.CrossCursor)
            return
        covered = self.overview.area(self.stage).contains(at)
        person = None if covered else self.person_at(at)
        self.stage.hover(person)
        somebody = person is not None or (not covered and self.gap_at(at) is not None)
        self.setCursor(Qt.CursorShape.PointingHandCursor if somebody else Qt.CursorShape.ArrowCursor)

    def _tying(self, at: QPointF) -> Tying | None:
        person, over = self._pressed_on, self.person_at(at)
        return None if person is None else Tying(person, at, None if over == person else over)

    def _fence(self, at: QPointF) -> Fence:
        """The box from where the button went down, or the line so far, with where the mouse is now."""
        fenced, here = self.stage.fenced, np.array([[at.x(), at.y()]])
        if self._with & _SHIFT or fenced is None:
            (x0, y0), (x1, y1) = (self._last.toTuple(), at.toTuple())
            box = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
            return Fence(np.array(box if self._with & _SHIFT else [(x0, y0), (x1, y1)], np.float64))
        line = fenced.line
        if np.hypot(*(line[-1] - here[0])) < _STEP:
            return fenced
        return Fence(np.concatenate([line, here]))

    def _begin(self, pressed: QPointF, at: QPointF) -> None:
        if self._on_handle:
            self.setCursor(Qt.CursorShape.CrossCursor)
            self.stage.tie(self._tying(at))
            return
        if self._with != _NONE and not self._panning:
            self._last = pressed
            self.setCursor(Qt.CursorShape.CrossCursor)
            self.stage.fence(self._fence(at))
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
        """Let go: a drop, a closed line, the end of a pan, or a click."""
        if self._pressed is None or ev.buttons() & (Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton):
            ev.ignore()
            return
        stage, at = self.stage, ev.position()
        pressed_on, moved_on, keys = self._pressed_on, self._panning or self._on_overview, self._with
        tying, fenced, on_handle = stage.tying, stage.fenced, self._on_handle
        self._rest()
        if tying is not None:
            stage.tie(None)
            if tying.over is not None:
                self.tied.emit(tying.contact, tying.over)
        elif fenced is not None:
            stage.fence(None)
            self._choose_within(fenced, add=keys == _SHIFT | _CTRL)
        elif on_handle and pressed_on is not None:
            self.tied.emit(pressed_on, None)
        elif stage.held is not None and not stage.held.gliding:
            self._drop(stage.held, at)
        elif not moved_on:
            self._click(pressed_on, at, more=keys != _NONE)
        ev.accept()

    def _click(self, person: int | None, at: QPointF, *, more: bool) -> None:
        if more:
            if person is not None:
                self._toggle(person)
            return
        gap = self.gap_at(at) if person is None else None
        self._choose(person)
        self._choose_gap(gap, name=False)

    def _choose_within(self, fence: Fence, *, add: bool) -> None:
        line = fence.line[:: 1 + len(fence.line) // _MOST_POINTS]
        places = self.stage.camera.to_screen(self.stage.chart.arrangement.xy)
        self.choose_rows(within(places, line), frozenset(self.picked) if add else frozenset())

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        """Open a person; on empty ground show the whole map."""
        if ev.button() != Qt.MouseButton.LeftButton or self.overview.area(self.stage).contains(ev.position()):
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

    def _drop(self, held: Held, at: QPointF) -> None:
        stage, cell = self.stage, self.cell_at(at)
        stage.light(None)
        row = stage.chart.row(held.contact)
        if row is None or cell is None:
            stage.let_go()
            return
        people = stage.chart.people
        tier, group = cell
        same_group = group is None or group == int(people.group[row])
        to = KEEP if same_group else self._group_id(group)
        held.dropped = True
        if held.company:
            self.several_moved.emit(held.company, TIERS[tier], to)
        else:
            stays = same_group and tier == int(people.tier[row])
            spot = pin(stage.chart.arrangement, *stage.camera.to_map(at.x(), at.y())) if stays else None
            self.moved.emit(held.contact, TIERS[tier], to, spot)
        if stage.held is held and not held.gliding:  # nobody took up the move
            stage.let_go()

    @property
    def _busy(self) -> bool:
        """Whether something is in the hand."""
        stage = self.stage
        return (stage.held or stage.tying or stage.fenced) is not None

    def _cancel(self) -> bool:
        """Give up a drag under way. False when there is none."""
        stage = self.stage
        if stage.tying is None and stage.fenced is None and (stage.held is None or stage.held.gliding):
            return False
        self._rest()
        stage.tie(None)
        stage.fence(None)
        if stage.held is not None:
            stage.let_go()
        return True

    def _rest(self) -> None:
        self._pressed = self._pressed_on = None
        self._panning = self._on_handle = self._on_overview = False
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, ev: QWheelEvent) -> None:
        """Zoom about the pointer; two fingers on a trackpad pan, and Shift with the wheel goes sideways.

        A pinch on a trackpad comes as a wheel with Ctrl on Windows, as a gesture elsewhere.
        """
        keys, by_pixels = ev.modifiers(), ev.pixelDelta()
        on_pad = ev.device() is not None and ev.device().type() == QInputDevice.DeviceType.TouchPad
        on_pad |= ev.phase() != Qt.ScrollPhase.NoScrollPhase  # fingers that come and go; a wheel has none
        turn = ev.angleDelta().y() or ev.angleDelta().x()
        if on_pad and not by_pixels.isNull() and not keys & _CTRL:
            self.stage.pan(by_pixels.x(), by_pixels.y())
        elif keys & _SHIFT:
            self.stage.pan(turn / 2, 0)
        elif turn:  # fingers that only come or go move nothing
            self.stage.zoom(1.0016**turn, ev.position().x(), ev.position().y())
        ev.accept()

    def viewportEvent(self, ev: QEvent) -> bool:
        """Gestures come this way."""
        if isinstance(ev, QNativeGestureEvent):
            if ev.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.stage.zoom(1.0 + ev.value(), ev.position().x(), ev.position().y())
                return True
            if ev.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
                if self.stage.fitted:
                    self.stage.zoom(3.0, ev.position().x(), ev.position().y())
                else:
                    self.stage.fit()
                return True
        elif isinstance(ev, QGestureEvent):
            pinch = ev.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._pinch(pinch)
                ev.accept(pinch)
                return True
        elif ev.type() == QEvent.Type.Leave:
            self.stage.hover(None)
        return super().viewportEvent(ev)

    def _pinch(self, pinch: QPinchGesture) -> None:
        """Two fingers hold the map: it follows them, and grows as they go apart."""
        self._cancel()
        self._rest()
        middle = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
        gone = pinch.centerPoint() - pinch.lastCenterPoint()
        if pinch.state() != Qt.GestureState.GestureStarted:
            self.stage.pan(gone.x(), gone.y())
        self.stage.zoom(pinch.scaleFactor(), middle.x(), middle.y())
