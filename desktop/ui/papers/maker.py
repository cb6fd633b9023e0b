"""A paper made beside the window, by a process of its own: what is left out, the PDF, the pages one by one."""

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from desktop.plan.file import Plan
from desktop.ui.launch import command, folder, surroundings
from desktop.words import _


class PaperMaker(QObject):
    """One paper at a time; asking for another stops the one under way."""

    told = Signal(str, str)
    """What is left out; a word on a reader who is nobody in the plan."""
    printed = Signal(bytes, list)
    """The PDF, and the characters printed as boxes."""
    counted = Signal(int)
    """How many pages will come."""
    drawn = Signal(int, bytes)
    """A page: its number from 0, and a PNG."""
    failed = Signal(str)
    """In one line."""
    ended = Signal()
    """It is over: all is there, or `failed` told why not. Not after `stop`."""

    def __init__(self, plan: Plan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._process: QProcess | None = None
        self._came = bytearray()
        self._head: Any = None

    @property
    def busy(self) -> bool:
        """Whether a paper is being made."""
        return self._process is not None

    def make(self, arguments: Sequence[str], ppi: float) -> None:
        """Start; `arguments` as for `rapport pages`."""
        self.stop()
        self._came, self._head = bytearray(), None
        key = self._plan.key
        secret = ["--passphrase-file", "-"] if key else []
        process = self._process = QProcess(self)
        process.setWorkingDirectory(folder())
        process.setProcessEnvironment(surroundings())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._broke)
        process.start(*command(["pages", str(self._plan.path), "--ppi", str(ppi), *arguments, *secret]))
        process.write(key.spell().encode() if key else b"")
        process.closeWriteChannel()

    def stop(self) -> None:
        """Stop what is under way; nobody is told."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(2000)
            process.deleteLater()

    def _read(self) -> None:
        if self._process is not None:
            self._came += self._process.readAllStandardOutput().data()
            # Whoever is told of a page may stop.
            while self._process is not None and self._take():
                pass

    def _take(self) -> bool:
        """Take one frame off what has come; False while it is not whole."""
        head = self._head
        if head is None:
            end = self._came.find(b"\n")
            if end < 0:
                return False
            head = self._head = json.loads(bytes(self._came[:end]))
            del self._came[: end + 1]
        size = head["size"]
        if len(self._came) < size:
            return False
        body = bytes(self._came[:size])
        del self._came[:size]
        self._head = None
        kind = head["is"]
        if kind == "told":
            self.told.emit(head["left_out"], head["unknown"])
        elif kind == "pdf":
            self.printed.emit(body, head["missing"])
        elif kind == "pages":
            self.counted.emit(head["count"])
        elif kind == "page":
            self.drawn.emit(head["n"], body)
        return True

    def _finished(self, code: int, how: QProcess.ExitStatus) -> None:
        self._read()
        well = how == QProcess.ExitStatus.NormalExit and code == 0
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace") if self._process else ""
        lines = said.strip().splitlines()
        self._over(None if well else lines[-1].removeprefix("rapport: ") if lines else "")

    def _broke(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._over("")

    def _over(self, problem: str | None) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        if problem is not None:
            self.failed.emit(problem or _("The paper could not be made."))
        self.ended.emit()
