"""The composition root: the application, its window, and what happens to a bug."""

import contextlib
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, Qt, qInstallMessageHandler
from PySide6.QtGui import QFileOpenEvent, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop.assets import asset
from desktop.bugs import crashes_told, no_crash, watch_for_crashes
from desktop.output import CannotKeep, CannotWrite, write_whole
from desktop.places import data_folder, data_place
from desktop.plan.scratch import alive, sweep
from desktop.ui.ending import Ending
from desktop.ui.faults import Faults
from desktop.ui.language import begin_to_speak, speak_in
from desktop.ui.launch import another_window
from desktop.ui.main_window import MainWindow
from desktop.ui.motion import keep_still
from desktop.ui.notes_alone import handed_by_the_system, has_a_window
from desktop.ui.screens import PERSONAL
from desktop.ui.settings import STILL, YES, Settings
from desktop.ui.theme import Theme
from desktop.words import _, explain

if TYPE_CHECKING:
    from desktop.plan.key import Key


class Application(QApplication):
    """Opens files that the system hands over (macOS does so by an event)."""

    def __init__(self) -> None:
        super().__init__(["rapport"])
        self.setApplicationName("Rapport")
        self.setDesktopFileName("rapport")
        self.open_file: Callable[[Path], None] = lambda _: None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.open_file(Path(event.file()))
            return True
        return super().event(event)


def start(path: Path | None, on: date | None, *, sample: bool = False, safe: bool = False) -> int:
    """Open the window, on the plan at `path` or a fresh copy of the sample; `on` stands in for today. Ends with it.

    `safe`, or Shift held: nothing that the program kept for itself is read or written, so that it cannot be the fault.
    """
    _no_core_dumps()
    # Qt's own file dialog keeps the folders that were visited: with the rest that is kept, and nowhere else.
    kept = os.devnull
    if not safe:
        with contextlib.suppress(OSError):
            kept = str(data_folder())
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, kept)
    app = Application()
    if path is not None and has_a_window(path):
        return 0
    safe = safe or bool(app.queryKeyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
    again: list[Path | None] = []
    faults = Faults(data_folder, datetime.now, lambda: window if window.isVisible() else None)
    if sys.platform.startswith("linux"):
        _add_fonts()
    today = (lambda: on) if on else date.today
    with contextlib.suppress(CannotWrite):
        sweep()
    folder = _nowhere if safe else data_folder
    settings = Settings(folder)
    begin_to_speak(settings)
    keep_still(settings.get(STILL) == YES)
    window = MainWindow(Theme(app), today, lambda kind: _sample_copy(today(), kind), folder)

    def start_again() -> None:
        if window.close():
            again.append(window.path)

    faults.restart_wanted.connect(start_again)
    faults.problem.connect(window.tell)
    faults.watch()
    Ending(app, window.session_ends, window.end)
    app.open_file = partial(handed_by_the_system, window)
    if sample:
        path = _sample_copy(today(), PERSONAL)
    if path is not None:
        window.open_soon(path)
    opening = path is not None or window.files.open_again()
    crash = _look_back(window, safe, alone=not opening)
    window.show()
    code = app.exec()
    no_crash(crash)
    # Only now is the plan free for the next window.
    for last in again:
        another_window(last)
    return code


def _nowhere() -> Path:
    raise OSError("safe mode keeps nothing")


def _look_back(window: MainWindow, safe: bool, alone: bool) -> IO[str] | None:
    """Say what the last run left, if it crashed; keep the trace of this one, should it crash.

    Where that cannot be kept, `alone` says so: with a plan, its backup does.
    """
    told = crash = None
    with contextlib.suppress(OSError):
        told = crashes_told(data_folder(), alive, datetime.now())
        crash = watch_for_crashes(data_folder())
    said: list[str] = []
    if told is not None:
        crashed = _("Rapport crashed the last time. A report without names or words of yours is in {file}.")
        said.append(crashed.format(file=told))
    if crash is None and alone:
        said.append(explain(CannotKeep(data_place())))
    if safe:
        said.append(_("Safe mode: started without the settings and lists that Rapport keeps for itself."))
    window.greet(" ".join(said))
    return crash


def _no_core_dumps() -> None:
    """The memory of a crashed program would hold what people wrote."""
    if os.name == "posix":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _sample_copy(today: date, kind: str) -> Path:
    from desktop.samples import sample_copy

    return sample_copy(today, kind)


def shot(
    plan: Path, key: "Key | None", out: Path, screen: str, size: tuple[int, int], theme: str, language: str, on: date
) -> None:
    """Draw a screen of the plan into a PNG, offscreen, or its map into an SVG or PDF. Raises `KnownError`."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(lambda *_: None)  # the offscreen platform remarks on what it has no screen for
    app = Application()
    speak_in(language)
    _add_fonts()
    from desktop.plan.file import Plan
    from desktop.ui.shot import draw

    with Plan.open_to_read(plan, key) as opened:
        made = draw(opened, screen, size, Theme(app, theme), lambda: on, out.suffix.lower())
    write_whole(out, made)


def _add_fonts() -> None:
    """The fonts of the papers, for names in scripts that this system has no font for; a server may have none at all."""
    for font in sorted(asset("fonts").rglob("*.[to]tf")):
        QFontDatabase.addApplicationFont(str(font))
