"""The system locks its screen or goes to sleep: told where it says so without anything that is not here anyway.

Linux says it on D-Bus, over its local sockets; Windows in messages to a window; macOS in a notice about its screen, and
of sleep without a lock nothing: there, and where nobody says anything, the rest of `Idle` counts by the clock.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

_SAVERS = tuple(f"org.{whose}.ScreenSaver" for whose in ("freedesktop", "gnome", "cinnamon", "mate", "xfce"))
_SYSTEM_BUS = Path("/run/dbus/system_bus_socket")


class ScreenLock(QObject):
    """Belongs to one window; says nothing before `watch`."""

    locked = Signal()
    """The screen is locked now, or the computer is about to sleep."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watching = False
        self._kept: object = None

    def watch(self, window: int) -> None:
        """Begin; once is enough. `window` is the system's own number for the window."""
        if self._watching:
            return
        self._watching = True
        if sys.platform == "win32":
            self._kept = _Messages(window, self.locked.emit)
        elif sys.platform == "darwin":
            self._kept = _hear_notices(self.locked.emit)
        else:
            self._hear_buses()

    def _hear_buses(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        slot: Any = SLOT("_said(bool)")  # a text, whatever its type says
        # Asked for where it is not, Qt would have a bus started.
        if _session_bus():
            session = QDBusConnection.sessionBus()
            for saver in _SAVERS:
                session.connect("", "", saver, "ActiveChanged", self, slot)
        if _SYSTEM_BUS.exists():
            login, manager = "org.freedesktop.login1", "org.freedesktop.login1.Manager"
            QDBusConnection.systemBus().connect(login, "", manager, "PrepareForSleep", self, slot)

    @Slot(bool)
    def _said(self, begins: bool) -> None:
        if begins:
            self.locked.emit()


def _session_bus() -> bool:
    """Whether there is one, on this computer."""
    said = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    if said is not None:
        return said.startswith("unix:") and not said.startswith("unix:autolaunch")
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return folder is not None and (Path(folder) / "bus").exists()


class _Messages(QAbstractNativeEventFilter):
    """What Windows tells a window that has asked for it: WM_WTSSESSION_CHANGE, WM_POWERBROADCAST."""

    _SESSION, _SESSION_LOCK = 0x02B1, 7
    _POWER, _SUSPEND = 0x0218, 4

    def __init__(self, window: int, tell: Callable[[], None]) -> None:
        super().__init__()
        import ctypes

        self._tell = tell
        windows: Any = ctypes
        windows.windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window), 0)  # of this session alone
        app = QCoreApplication.instance()
        assert app is not None
        app.installNativeEventFilter(self)

    def nativeEventFilter(self, eventType: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        from ctypes import wintypes

        said = wintypes.MSG.from_address(int(message))
        if (said.message, said.wParam) in ((self._SESSION, self._SESSION_LOCK), (self._POWER, self._SUSPEND)):
            self._tell()
        return False, 0


def _hear_notices(tell: Callable[[], None]) -> object:
    """macOS's notice about its screen. What is returned must live as long as it is to be heard."""
    import ctypes

    foundation = ctypes.CDLL("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")
    pointer = ctypes.c_void_p
    heard = ctypes.CFUNCTYPE(None, pointer, pointer, pointer, pointer, pointer)(lambda *_: tell())
    foundation.CFStringCreateWithCString.restype = pointer
    foundation.CFStringCreateWithCString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_uint32)
    name = foundation.CFStringCreateWithCString(None, b"com.apple.screenIsLocked", 0x08000100)  # UTF-8
    foundation.CFNotificationCenterGetDistributedCenter.restype = pointer
    add = foundation.CFNotificationCenterAddObserver
    add.restype = None
    add.argtypes = (pointer, pointer, type(heard), pointer, pointer, ctypes.c_long)
    at_once = 4
    add(foundation.CFNotificationCenterGetDistributedCenter(), None, heard, name, None, at_once)
    return heard
