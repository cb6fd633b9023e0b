"""A picture of the real window, drawn without showing it."""

import shutil
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImageWriter
from PySide6.QtWidgets import QApplication

from desktop.domain import records as r
from desktop.domain.errors import KnownError
from desktop.domain.job import run as finish
from desktop.plan import read
from desktop.plan.file import Plan
from desktop.plan.scratch import scratch_folder
from desktop.ui.main_window import MainWindow
from desktop.ui.screens import PERSONAL, screens
from desktop.ui.settings import NOTHING_KEPT
from desktop.ui.theme import Theme
from desktop.ui.workspace import Workspace
from desktop.words import _


class NoSuchScreen(KnownError):
    """There is no screen called `name`."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__("no-such-screen")
        self.name, self.kind = name, kind

    def words(self) -> str:
        """One line: which there are."""
        return _("There is no screen “{name}”. There are: {screens}.").format(
            name=self.name[:40], screens=", ".join(screens(self.kind))
        )


ALONE = (".svg", ".pdf")
"""What the map alone is drawn as, as a drawing or a page."""


def draw(
    plan: Plan, screen: str, size: tuple[int, int], theme: Theme, today: Callable[[], date], suffix: str = ".png"
) -> bytes:
    """The window on a screen of `plan`, `size` pixels wide and high, as a PNG; with one of `ALONE` the map alone.

    On the map the first key relationship is selected, so that the picture shows a person as well. Raises NoSuchScreen.
    """
    kind = read.info(plan).kind
    if screen not in (*screens(kind), *(("sort",) if kind == PERSONAL else ())):
        raise NoSuchScreen(screen, kind)
    # A copy that can be written, so that the picture shows the window as it is at work.
    folder = scratch_folder()
    try:
        path = folder / plan.path.name
        finish(plan.save_copy(path))
        with Plan.open(path, plan.key) as copy:
            return _draw(copy, screen, size, theme, today, suffix)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _draw(
    plan: Plan, screen: str, size: tuple[int, int], theme: Theme, today: Callable[[], date], suffix: str
) -> bytes:
    window = MainWindow(theme, today, sample=lambda _kind: plan.path, folder=NOTHING_KEPT.folder)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.setMinimumSize(1, 1)
    window.resize(*size)
    window.show_plan(plan, screen)
    window.show()
    if (workspace := window.workspace) is not None:
        workspace.show_screen(screen)
        if screen == "map" and suffix not in ALONE:
            focals = sorted(read.records(plan, r.FocalRelationship).values(), key=lambda focal: focal.priority)
            window.select(next((focal.contact for focal in focals if focal.state != "closed"), None))
        # Once to let the layouts settle, once more with everything drawn that comes in slices.
        window.grab()
        workspace.finish()
        for _n in range(2):
            QApplication.sendPostedEvents()  # heights that follow from widths, and pages that follow from heights
    made = _as_png(window) if suffix not in ALONE or workspace is None else _map_alone(workspace, suffix)
    window.hide()
    window.deleteLater()
    return made


def _as_png(window: MainWindow) -> bytes:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(held, b"png").write(window.grab().toImage())
    return bytes(held.data().data())


def _map_alone(workspace: Workspace, suffix: str) -> bytes:
    from desktop.ui.map_out import map_bytes
    from desktop.ui.map_screen import MapScreen

    screen = workspace.made("map")
    assert isinstance(screen, MapScreen)
    return finish(map_bytes(screen, suffix))
