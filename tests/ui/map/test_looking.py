"""Looking around: pan, wheel, fit, resize, theme, fine screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QInputDevice, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.palette import DARK, LIGHT
from tests.ui.map.desk import LEFT, Desk, close
from tests.ui.map.sample import sample

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.map.shown import Shown


def test_dragging_the_ground_pans_and_double_click_fits(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    start = desk.spot(rosalind)
    ground = QPoint(4, desk.port.height() - 6)
    desk.drag(ground, ground + QPoint(60, -40))
    assert desk.spot(rosalind) - start == QPoint(60, -40)
    desk.view.finish()
    assert close(desk.colour_at(desk.spot(rosalind)), QColor(LIGHT.groups[2]))
    QTest.mouseDClick(desk.port, LEFT, pos=QPoint(4, 4))
    assert desk.spot(rosalind) == start


def test_panning_far_draws_what_comes_into_sight(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    for _ in range(10):
        desk.stage.zoom(1.25, *desk.spot(rosalind).toTuple())
    desk.view.finish()
    emrys = desk.named("Emrys")
    x, y = desk.spot(emrys).toTuple()
    desk.stage.pan(desk.port.width() / 2 - x, desk.port.height() / 2 - y)
    desk.view.finish()
    assert close(desk.colour_at(desk.spot(emrys)), QColor(LIGHT.groups[2]))


def test_the_wheel_zooms_about_the_pointer(desk: Desk) -> None:
    rosalind = desk.named("Rosalind")
    at = QPointF(desk.spot(rosalind))
    scale = desk.stage.camera.scale
    none, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    where = desk.port.mapToGlobal(at)
    event = QWheelEvent(at, where, QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, none, phase, False)
    QApplication.sendEvent(desk.port, event)
    assert desk.stage.camera.scale > scale * 1.3
    assert (QPointF(desk.spot(rosalind)) - at).manhattanLength() <= 2
    assert not desk.stage.at_rest
    desk.view.finish()
    assert desk.stage.at_rest
    assert close(desk.colour_at(desk.spot(rosalind)), QColor(LIGHT.groups[2]))


def pad(kind: QInputDevice.DeviceType = QInputDevice.DeviceType.TouchPad) -> QPointingDevice:
    """A pointing device of that kind."""
    pointer, can = QPointingDevice.PointerType.Finger, QInputDevice.Capability.Position
    return QPointingDevice("pad", 7, kind, pointer, can, 2, 0)


def two_fingers(desk: Desk, dx: int, dy: int, device: QPointingDevice, phase: Qt.ScrollPhase) -> None:
    """Two fingers move over a trackpad."""
    at = QPointF(desk.spot(desk.named("Rosalind")))
    none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    by, turn, source = QPoint(dx, dy), QPoint(2 * dx, 2 * dy), Qt.MouseEventSource.MouseEventNotSynthesized
    event = QWheelEvent(at, desk.port.mapToGlobal(at), by, turn, none, keys, phase, False, source, device)
    QApplication.sendEvent(desk.port, event)


@pytest.mark.parametrize(
    ("kind", "phase"),
    [
        (QInputDevice.DeviceType.TouchPad, Qt.ScrollPhase.NoScrollPhase),
        (QInputDevice.DeviceType.Mouse, Qt.ScrollPhase.ScrollUpdate),  # as some systems tell of a trackpad
    ],
)
def test_two_fingers_on_a_trackpad_pan(desk: Desk, kind: QInputDevice.DeviceType, phase: Qt.ScrollPhase) -> None:
    rosalind = desk.named("Rosalind")
    start, scale = desk.spot(rosalind), desk.stage.camera.scale
    two_fingers(desk, 0, 0, pad(kind), Qt.ScrollPhase.ScrollBegin)
    assert desk.stage.fitted
    two_fingers(desk, 31, -17, pad(kind), phase)
    assert desk.spot(rosalind) - start == QPoint(31, -17)
    assert desk.stage.camera.scale == scale
    desk.view.finish()
    assert close(desk.colour_at(desk.spot(rosalind)), QColor(LIGHT.groups[2]))


def test_a_wheel_that_counts_pixels_still_zooms(desk: Desk) -> None:
    scale = desk.stage.camera.scale
    two_fingers(desk, 0, 60, pad(QInputDevice.DeviceType.Mouse), Qt.ScrollPhase.NoScrollPhase)
    assert desk.stage.camera.scale > scale


def gesture(desk: Desk, kind: Qt.NativeGestureType, value: float) -> QPointF:
    """A gesture of the trackpad over Rosalind."""
    at = QPointF(desk.spot(desk.named("Rosalind")))
    event = QNativeGestureEvent(kind, pad(), 2, at, at, desk.port.mapToGlobal(at), value, QPointF())
    QApplication.sendEvent(desk.port, event)
    return at


def test_a_pinch_on_a_trackpad_zooms_about_the_fingers(desk: Desk) -> None:
    rosalind, scale = desk.named("Rosalind"), desk.stage.camera.scale
    for _ in range(4):
        at = gesture(desk, Qt.NativeGestureType.ZoomNativeGesture, 0.2)
        assert (QPointF(desk.spot(rosalind)) - at).manhattanLength() <= 2
    assert desk.stage.camera.scale == pytest.approx(scale * 1.2**4)
    gesture(desk, Qt.NativeGestureType.ZoomNativeGesture, -0.5)
    assert desk.stage.camera.scale < scale * 1.2**4
    desk.view.finish()
    assert close(desk.colour_at(desk.spot(rosalind)), QColor(LIGHT.groups[2]))


def test_a_double_tap_with_two_fingers_goes_near_and_back(desk: Desk) -> None:
    scale = desk.stage.camera.scale
    gesture(desk, Qt.NativeGestureType.SmartZoomNativeGesture, 0)
    assert desk.stage.camera.scale > 2 * scale
    gesture(desk, Qt.NativeGestureType.SmartZoomNativeGesture, 0)
    assert desk.stage.fitted
    assert desk.stage.camera.scale == scale


def test_keys_zoom(desk: Desk) -> None:
    scale = desk.stage.camera.scale
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_Plus)
    assert desk.stage.camera.scale > scale
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_Minus)
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_Minus)
    assert desk.stage.camera.scale < scale
    QTest.keyClick(desk.view.canvas, Qt.Key.Key_0)
    assert desk.stage.camera.scale == scale
    desk.view.finish()


def test_the_theme_can_change(desk: Desk) -> None:
    desk.view.set_palette(DARK)
    desk.view.finish()
    assert close(desk.colour_at(QPoint(3, desk.port.height() - 3)), QColor(DARK.background), 4)
    assert close(desk.colour_at(desk.spot(desk.named("Rosalind"))), QColor(DARK.groups[2]))


def test_resizing_keeps_the_whole_map_in_sight(desk: Desk) -> None:
    desk.view.resize(560, 500)
    desk.view.finish()
    for contact in desk.people.ids.tolist():
        assert desk.port.rect().contains(desk.spot(contact))
        inside = desk.colour_at(desk.spot(contact))
        assert not close(inside, QColor(LIGHT.background), 2)


def shown(desk: Desk) -> Shown:
    assert desk.stage._shown is not None
    return desk.stage._shown


def test_fine_screens_get_fine_pictures(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """At two device pixels a pixel the still picture has twice the resolution."""
    desk = Desk(qtbot, sample())
    coarse = shown(desk).picture.image
    monkeypatch.setattr(type(desk.view.canvas), "devicePixelRatioF", lambda self: 2.0)
    desk.stage.redraw()
    desk.view.finish()
    fine = shown(desk).picture.image
    assert fine.devicePixelRatio() == 2.0
    assert fine.width() > coarse.width()
    at = QPointF(desk.spot(desk.named("Rosalind")))
    margin = QPointF(shown(desk).picture.margin_x, shown(desk).picture.margin_y)
    assert close(fine.pixelColor(((at + margin) * 2).toPoint()), QColor(LIGHT.groups[2]))
