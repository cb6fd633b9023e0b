"""What is copied out of a protected plan does not stay on the clipboard."""

import hashlib

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

STAYS_MS = 60_000


class Clipboard(QObject):
    """While `watching`, text that this program put there is cleared after a minute, if it is still there."""

    def __init__(self, parent: QObject, stays_ms: int = STAYS_MS) -> None:
        super().__init__(parent)
        self.watching = False
        self._ours = b""
        self._end = QTimer(self, interval=stays_ms, singleShot=True)
        self._end.timeout.connect(self.clear)
        QGuiApplication.clipboard().dataChanged.connect(self._changed)

    def _changed(self) -> None:
        clipboard = QGuiApplication.clipboard()
        # Not every system says whose it is; while one of our windows has the keyboard, a copy is ours.
        active = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        if self.watching and (clipboard.ownsClipboard() or active) and clipboard.text():
            self._ours = _digest(clipboard.text())
            self._end.start()

    def clear(self) -> None:
        """Clear it now, unless somebody else has put something there."""
        self._end.stop()
        ours, self._ours = self._ours, b""
        clipboard = QGuiApplication.clipboard()
        if ours and _digest(clipboard.text()) == ours:
            clipboard.clear()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
