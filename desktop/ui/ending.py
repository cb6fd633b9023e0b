"""The system asks the program to end: by a signal (SIGTERM, SIGINT, SIGHUP) or because the session ends."""

import contextlib
import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication, QSessionManager

_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")


class Ending(QObject):
    """Ends the event loop where asked to, and closes what is open before the process goes, however it ends."""

    def __init__(self, app: QGuiApplication, settle: Callable[[], object], close: Callable[[], object]) -> None:
        """`settle` saves what is being typed, `close` closes what is open as well; both may be called again."""
        super().__init__(app)
        self._settle = settle
        app.commitDataRequest.connect(self._session_ends)
        # Windows says no more than this before it ends the process at the end of a session.
        app.aboutToQuit.connect(close)
        if sys.platform != "win32":
            self._hear()

    def _session_ends(self, _manager: QSessionManager) -> None:
        # Somebody may still stop it: everything stays open.
        self._settle()

    def _hear(self) -> None:
        """Python hears a signal only when it has its turn, and the event loop does not give it one: a pipe wakes it."""
        read, write = os.pipe()
        for end in (read, write):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        self._pipe = read
        self._bell = QSocketNotifier(read, QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._rung)
        for name in _SIGNALS:
            signal.signal(getattr(signal, name), lambda _number, _frame: QCoreApplication.exit(0))

    def _rung(self) -> None:
        # By now the handler has run: Python sees to its signals before it runs this.
        with contextlib.suppress(OSError):
            os.read(self._pipe, 64)
