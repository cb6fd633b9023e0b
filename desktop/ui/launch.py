"""The same program once more: another plan is another process, and so is work that would hold up the window."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from desktop.assets import asset
from desktop.words import spoken


def command(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """Program and arguments that start Rapport with `arguments`."""
    if getattr(sys, "frozen", False):
        return sys.executable, list(arguments)
    return sys.executable, ["-m", "desktop", *arguments]


def folder() -> str:
    """Where `-m desktop` is found."""
    return str(asset().parent)


def surroundings() -> QProcessEnvironment:
    """What a command finds around it: what it says is in the language of the window."""
    found = QProcessEnvironment.systemEnvironment()
    found.insert("LANGUAGE", spoken())
    return found


def another_window(path: Path | None) -> bool:
    """Open `path`, or the welcome window, in a process of its own. False when it could not be started."""
    program, arguments = command([str(path.absolute())] if path else [])
    return QProcess.startDetached(program, arguments, folder())[0]


class Errand(QObject):
    """A command of the same program, run beside the window."""

    def __init__(
        self, arguments: Sequence[str], ended: Callable[[str | None], None], parent: QObject, said: str = ""
    ) -> None:
        """Start at once; `ended` gets None when all went well, else one line saying what did not.

        `said` goes to the command's input, where others cannot see it as they see arguments.
        """
        super().__init__(parent)
        self._ended = ended
        self._process = QProcess(self)
        self._process.setWorkingDirectory(folder())
        self._process.setProcessEnvironment(surroundings())
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._broke)
        self._process.start(*command(arguments))
        self._process.write(said.encode())
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """End the command; nobody is told."""
        self._ended = _nobody
        self._process.kill()
        self._process.waitForFinished(2000)

    def _finished(self, code: int, how: QProcess.ExitStatus) -> None:
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        well = how == QProcess.ExitStatus.NormalExit and code == 0
        self._end(None if well else said.splitlines()[-1].removeprefix("rapport: ") if said else "")

    def _broke(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._end("")

    def _end(self, problem: str | None) -> None:
        self.deleteLater()
        self._ended(problem)


def _nobody(_: str | None) -> None:
    """For an errand that was stopped."""
