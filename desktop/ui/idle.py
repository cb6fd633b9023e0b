"""Time to lock: when nobody has touched the keyboard or the mouse for a while, or at the key for it."""

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow

LOCK_KEY = "Ctrl+L"
_LOOK_MS = 5000
_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    )
)


def _clock() -> int:
    return QDateTime.currentMSecsSinceEpoch()


class Idle(QObject):
    """Watches the window that has the keyboard, and its dialogs. By the clock on the wall: sleep counts as rest.

    What comes after the time is up does not reach the window any more: it is locked first. The key for it is heard
    here, too, because no shortcut of the window works while a dialog or a menu stands over it.
    """

    over = Signal()

    def __init__(self, parent: QObject, now: Callable[[], int] = _clock) -> None:
        """`now` gives milliseconds."""
        super().__init__(parent)
        self._now = now
        self._at_once = QKeySequence(LOCK_KEY)
        self._limit = 0
        self._touched = now()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.check)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())

    def watch(self, minutes: int) -> None:
        """Begin, for so many minutes of rest; 0 watches nothing."""
        self._limit = minutes * 60_000
        self._touched = self._now()
        if self._limit:
            self._look.start()
        else:
            self._look.stop()

    def check(self) -> bool:
        """Whether the time is up; then `over` went out."""
        rest = self._now() - self._touched
        if not self._limit or rest < self._limit:
            return False
        self.over.emit()
        return True

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _TOUCHES:
            return False
        if isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) == self._at_once:
            self.over.emit()
            return True
        if self.check():
            return True
        self._touched = self._now()
        return False
