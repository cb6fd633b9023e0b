"""What is copied out of a protected plan does not stay on the clipboard."""

import hashlib

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

STAYS_MS = 60_000


class Clipboard(QObject):
    """While `watching`, text or a picture that this program put there is cleared after a minute, if still there."""

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
        if self.watching and (clipboard.ownsClipboard() or active) and (held := _held()):
            self._ours = held
            self._end.start()

    def clear(self) -> None:
        """Clear it now, unless somebody else has put something there."""
        self._end.stop()
        ours, self._ours = self._ours, b""
        if ours and _held() == ours:
            QGuiApplication.clipboard().clear()


def _held() -> bytes:
    """What tells one text or picture on the clipboard from another, empty for neither."""
    clipboard = QGuiApplication.clipboard()
    if text := clipboard.text():
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    picture = clipboard.image()
    return b"" if picture.isNull() else hashlib.sha256(bytes(picture.constBits())).digest()
