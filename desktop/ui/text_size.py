"""How large text is: as the system has it, and larger by choice. What has to hold text grows with it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QFont

    from desktop.ui.settings import Settings
    from desktop.ui.theme import Theme

STEPS = (90, 100, 110, 125, 150, 175, 200)
"""What can be chosen, in per cent."""
_USUAL = 100
_KEPT = "text_size"
_SCALE, _SIZED = "text scale", "sized"
_LARGEST = 2.25
_LARGE = 1.2
_SYSTEM_PIXELS = {"win32": 12, "darwin": 13}
"""How high letters are where nobody has told the system otherwise; elsewhere 15."""


def scale() -> float:
    """How much larger than usual text is now."""
    app = QApplication.instance()
    return float((app.property(_SCALE) if app is not None else None) or 1.0)


def large() -> bool:
    """Whether text is so large that a page may have to be moved sideways."""
    return scale() > _LARGE


def px(pixels: float) -> int:
    """So many pixels at the usual size of text, as large as it is now."""
    return round(pixels * scale())


def put_scale(wanted: float) -> None:
    """Text is so much larger from now on: for the theme, which then shows it."""
    app = QApplication.instance()
    if app is not None:
        app.setProperty(_SCALE, min(wanted, _LARGEST))


def system_scale(font: QFont) -> float:
    """How much larger than usual the system wants text to be; never smaller than usual."""
    ratio = QFontInfo(font).pixelSize() / _SYSTEM_PIXELS.get(sys.platform, 15)
    return ratio if ratio > 1.1 else 1.0


_SETTERS: Mapping[str, Callable[[QWidget, int], None]] = {
    "width": QWidget.setFixedWidth,
    "height": QWidget.setFixedHeight,
    "least": QWidget.setMinimumWidth,
    "most": QWidget.setMaximumWidth,
}


def sized(widget: QWidget, **pixels: int | tuple[int, int]) -> None:
    """Give a widget a fixed `width` or `height` or a `least` or `most` width, which text needs.

    Of a pair of pixels the second part is for text and grows with it.
    """
    _all_sized()[widget] = pixels
    _size(widget, pixels)


def _all_sized() -> WeakKeyDictionary[QWidget, Mapping[str, int | tuple[int, int]]]:
    """What was given to which widget, for the application. No list of Qt's own: in that are widgets that are about to
    go, of which Python would not hear."""
    app = QApplication.instance()
    assert app is not None
    found = app.property(_SIZED)
    if found is None:
        found = WeakKeyDictionary()
        app.setProperty(_SIZED, found)
    return found


def _size(widget: QWidget, given: Mapping[str, int | tuple[int, int]]) -> None:
    for what, pixels in given.items():
        fixed, grows = pixels if isinstance(pixels, tuple) else (0, pixels)
        _SETTERS[what](widget, fixed + px(grows))


def refit() -> None:
    """Text has another size: so has what holds it."""
    for widget, given in list(_all_sized().items()):
        if isValid(widget):  # the one before may have taken it away
            _size(widget, given)


class TextSize:
    """The size that was chosen, kept from one start to the next. Belongs to one window."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        self._theme, self._settings = theme, settings
        if self.percent != _USUAL:
            theme.enlarge(self.percent)

    @property
    def percent(self) -> int:
        """One of STEPS."""
        kept = self._settings.get(_KEPT)
        return int(kept) if kept.isdecimal() and int(kept) in STEPS else _USUAL

    def step(self, by: int) -> None:
        """Larger by 1, smaller by -1."""
        at = STEPS.index(self.percent) + by
        self._put(STEPS[max(0, min(at, len(STEPS) - 1))])

    def usual(self) -> None:
        """As the system has it."""
        self._put(_USUAL)

    def _put(self, percent: int) -> None:
        self._settings.put(_KEPT, str(percent))
        self._theme.enlarge(percent)
