"""One plan, one window: whoever opens a plan that another window of the same user has brings that one to the front.

By a local socket or pipe that only this user can reach: no network is involved, and nothing is said but "here I am", or
which file of a coach's notes is to be opened beside the plan.
"""

import contextlib
import hashlib
import json
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 500
_LONGEST = 64 * 1024
"""Bytes of the name of a file, at most."""


def _name(plan: Path) -> str:
    """Where the window with this plan listens; tells nothing about the plan."""
    told = f"{os.path.realpath(plan)}\n{Path.home()}"
    return "rapport-" + hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def summon(plan: Path, notes: Path | None = None) -> bool:
    """Ask the window that has this plan to come to the front, and to open `notes`. False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(plan))
    found = socket.waitForConnected(_WAIT_MS)
    if found and notes is not None:
        socket.write(json.dumps(str(notes.absolute())).encode() + b"\n")
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        if socket.state() != QLocalSocket.LocalSocketState.UnconnectedState:
            socket.waitForDisconnected(_WAIT_MS)
    # Not before it is there: the other side raises its window on the connection itself.
    socket.abort()
    return found


class Doorbell(QObject):
    """Listens for others who would open the same plan. Where that cannot be, their windows say that it is in use."""

    rung = Signal()
    handed = Signal(object)
    """The Path of notes that are to be opened beside the plan."""

    def __init__(self, plan: Path, parent: QObject | None = None) -> None:
        """Only whoever holds the lock of the plan may listen for it."""
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = _name(plan)
        if not self._server.listen(name):
            # What a killed window left behind on systems where that is a file.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.setReadBufferSize(_LONGEST)
            caller.readyRead.connect(self._hear)
            caller.disconnected.connect(caller.deleteLater)
            self.rung.emit()
        self._hear()  # what was said before anybody listened

    def _hear(self) -> None:
        for caller in self._server.findChildren(QLocalSocket):
            if caller.canReadLine():
                with contextlib.suppress(ValueError):
                    said = json.loads(bytes(caller.readLine().data()))
                    if isinstance(said, str):
                        self.handed.emit(Path(said))

    def stop(self) -> None:
        """Listen no more."""
        self._server.close()
