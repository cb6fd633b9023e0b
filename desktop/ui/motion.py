"""Sober motion: nothing glides or fades where the system, or the person, wants none."""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QStyle, QWidget

_STILL = "still"
_SPI_GETCLIENTAREAANIMATION = 0x1042


def motion_ms(widget: QWidget) -> int:
    """How long a motion may take, in milliseconds; 0 where nothing is to move."""
    app = QApplication.instance()
    if app is not None and app.property(_STILL):
        return 0
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)


def keep_still(chosen: bool) -> None:
    """Let nothing move from now on, if that was `chosen` or the system says so; menus of Qt's own included."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        still = chosen or system_is_still()
        app.setProperty(_STILL, still)
        if still:
            app.setEffectEnabled(Qt.UIEffect.UI_General, False)


def system_is_still() -> bool:
    """Whether the system was told to reduce motion. Where it cannot be asked it was not."""
    try:
        if sys.platform == "win32":
            return _windows()
        if sys.platform == "darwin":
            return _mac()
        return _linux(Path.home() / ".config")
    except (OSError, AttributeError, ValueError, RuntimeError):
        return False


def _linux(folder: Path) -> bool:
    """As KDE and GTK keep it in files; neither is asked over a bus, which could make the start wait."""
    kde = _read(folder / "kdeglobals", "KDE/AnimationDurationFactor")
    if kde:
        return float(kde) == 0
    found = (_read(folder / version / "settings.ini", "Settings/gtk-enable-animations") for version in _GTK)
    return next((said.lower() in ("0", "false") for said in found if said), False)


_GTK = ("gtk-4.0", "gtk-3.0")


def _read(file: Path, key: str) -> str:
    return str(QSettings(str(file), QSettings.Format.IniFormat).value(key, "")) if file.is_file() else ""


def _windows() -> bool:
    import ctypes

    moves = ctypes.c_int(1)
    user32 = ctypes.WinDLL("user32")  # type: ignore[attr-defined]  # there on Windows alone
    user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(moves), 0)
    return not moves.value


def _mac() -> bool:
    """NSWorkspace.sharedWorkspace.accessibilityDisplayShouldReduceMotion"""
    import ctypes
    import ctypes.util

    objc = ctypes.cdll.LoadLibrary(ctypes.util.find_library("objc") or "libobjc.dylib")
    objc.objc_getClass.restype = objc.sel_registerName.restype = ctypes.c_void_p
    objc.objc_getClass.argtypes = objc.sel_registerName.argtypes = [ctypes.c_char_p]
    address = ctypes.cast(objc.objc_msgSend, ctypes.c_void_p).value or 0
    ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(address)
    wants = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)(address)
    workspace = ask(objc.objc_getClass(b"NSWorkspace"), objc.sel_registerName(b"sharedWorkspace"))
    return wants(workspace, objc.sel_registerName(b"accessibilityDisplayShouldReduceMotion")) if workspace else False
