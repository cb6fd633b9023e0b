"""The map goes out: as a picture, a drawing or a page, to the clipboard, to a printer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.output import write_whole
from desktop.words import _, explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from desktop.domain.job import Job
    from desktop.ui.main_window import MainWindow
    from desktop.ui.map.outside import Outside
    from desktop.ui.map_screen import MapScreen

T = TypeVar("T")
SUFFIXES = (".png", ".svg", ".pdf")


def map_bytes(screen: MapScreen, suffix: str) -> Job[bytes]:
    """The map of a screen as a file of that kind, one of SUFFIXES."""
    if suffix == ".pdf":
        return _outside(screen, paper=True).pdf()
    made = _outside(screen, paper=False)
    return made.svg() if suffix == ".svg" else made.png()


def _file(screen: MapScreen, path: Path) -> Job[Path]:
    made = yield from map_bytes(screen, path.suffix.lower())
    write_whole(path, made)
    return path


def _outside(screen: MapScreen, *, paper: bool) -> Outside:
    from desktop.ui.map.look import look_of
    from desktop.ui.map.outside import Outside, on_paper
    from desktop.ui.palette import LIGHT

    screen.finish()
    look = on_paper(look_of(LIGHT)) if paper else screen.map.canvas.stage.look
    words = (screen.past.words.text() if screen.times.day else "", screen.time_bar.said.text())
    return Outside(screen.map, look, tuple(line for line in words if line))


class MapOut:
    """Belongs to one window. The map is shown first where another screen is."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def _screen(self) -> MapScreen | None:
        window = self._window
        if window.workspace is None or window.session is None:
            return None
        if window.workspace.current != "map":
            window.show_screen("map")
        return cast("MapScreen", window.workspace.made("map"))

    def save(self) -> None:
        """Ask for a name, which tells no more than what it is and the day, and write the file."""
        screen, session = self._screen(), self._window.session
        if screen is None or session is None:
            return
        kinds = {_("Picture (*.png)"): ".png", _("Drawing (*.svg)"): ".svg", _("Page to print (*.pdf)"): ".pdf"}
        name = _("Map {day}").format(day=session.today().isoformat()) + ".png"
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, _("The map as it is on the screen"), str(session.plan.path.with_name(name)), ";;".join(kinds)
        )
        if chosen:
            path = Path(chosen)
            if kind in kinds and kinds[kind] != ".png" and path.name == name:
                path = path.with_suffix(kinds[kind])
            elif path.suffix.lower() not in SUFFIXES:
                path = path.with_name(path.name + kinds.get(kind, ".png"))
            self.write(screen, path)

    def write(self, screen: MapScreen, path: Path) -> None:
        """Write the file whole, or say why not."""
        self._begin(_file(screen, path), self._window.going_out.tell_ready)

    def copy(self) -> None:
        """Put a picture on the clipboard."""
        screen = self._screen()
        if screen is not None:
            self._begin(_outside(screen, paper=False).image(), self._copied)

    def _copied(self, picture: QImage) -> None:
        QGuiApplication.clipboard().setImage(picture)
        self._window.say(_("The map was copied as a picture."))

    def print(self) -> None:
        """Ask which printer."""
        screen = self._screen()
        if screen is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        printer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout.Unit.Millimeter)
        printer.setDocName(_("Map"))
        printer.setCreator("Rapport")
        asked = QPrintDialog(printer, self._window)
        if asked.exec() == QDialog.DialogCode.Accepted:
            self.print_on(screen, printer)
        asked.deleteLater()

    def print_on(self, screen: MapScreen, printer: QPrinter) -> None:
        """Print, dark on white."""
        self._begin(_outside(screen, paper=True).paint_on(printer), self._printed)

    def _printed(self, sent: bool) -> None:
        if sent:
            self._window.say(_("Sent to the printer."))
        else:
            self._window.warn(_("The printer could not be used."))

    def _begin(self, job: Job[T], done: Callable[[T], None]) -> None:
        session = self._window.session
        if session is not None:
            session.run(job, _("Drawing the map"), done, lambda problem: self._window.warn(explain(problem)))
