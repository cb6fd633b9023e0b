"""The composition root: the application, its window, and what happens to a bug."""

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QBuffer, QEvent, QIODevice, qInstallMessageHandler
from PySide6.QtGui import QFileOpenEvent, QFontDatabase, QImageWriter
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.assets import asset
from desktop.bugs import write_report
from desktop.output import CannotWrite, write_whole
from desktop.places import data_folder
from desktop.plan.file import Plan
from desktop.plan.scratch import sweep
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme
from desktop.words import _


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


def start(path: Path | None, on: date | None, *, sample: bool = False) -> int:
    """Open the window, on the plan at `path` or a fresh copy of the sample; `on` stands in for today. Ends with it."""
    app = Application()
    _guard(app)
    if sys.platform.startswith("linux"):
        _add_fonts()
    today = (lambda: on) if on else date.today
    with contextlib.suppress(CannotWrite):
        sweep()
    window = MainWindow(Theme(app), today, lambda: _sample_copy(today()))
    app.open_file = window.files.open_path
    if sample:
        path = _sample_copy(today())
    if path is not None:
        window.open_soon(path)
    window.show()
    return app.exec()


def _sample_copy(today: date) -> Path:
    from desktop.samples import sample_copy

    return sample_copy(today)


def shot(plan: Path, out: Path, screen: str, size: tuple[int, int], theme: str, on: date) -> None:
    """Draw a screen of the plan into a PNG, offscreen. Raises `KnownError`."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(lambda *_: None)  # the offscreen platform remarks on what it has no screen for
    app = Application()
    _add_fonts()
    from desktop.ui.shot import draw

    with Plan.open_to_read(plan) as opened:
        picture = draw(opened, screen, size, Theme(app, theme), lambda: on)
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(held, b"png").write(picture)
    write_whole(out, bytes(held.data().data()))


def _add_fonts() -> None:
    """The fonts of the papers, for names in scripts that this system has no font for; a server may have none at all."""
    for font in sorted(asset("fonts").rglob("*.[to]tf")):
        QFontDatabase.addApplicationFont(str(font))


def _guard(app: QApplication) -> None:
    """A bug writes a report and tells the person; the window stays, and everything committed is in the file."""
    telling = False

    def caught(kind: type[BaseException], raised: BaseException, _trace: TracebackType | None) -> None:
        nonlocal telling
        if issubclass(kind, KeyboardInterrupt):
            app.quit()
            return
        try:
            kept = write_report(data_folder(), raised, datetime.now())
        except OSError:
            kept = None
        if telling or threading.current_thread() is not threading.main_thread():
            return
        telling = True
        box = QMessageBox(QMessageBox.Icon.Warning, _("Rapport"), _("A fault in the program."))
        box.setInformativeText(
            _("Your plan is as it was after the last edit. It is best to close Rapport and start it again.")
        )
        if kept is not None:
            box.setDetailedText(_("A report without personal data is in {file}").format(file=kept))
        box.exec()
        telling = False

    sys.excepthook = caught
