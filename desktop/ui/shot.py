"""A picture of the real window, drawn without showing it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.domain import records as r
from desktop.domain.errors import KnownError
from desktop.domain.job import run as finish
from desktop.output import own_folder
from desktop.plan import read
from desktop.plan.file import Plan
from desktop.ui.main_window import MainWindow
from desktop.ui.screens import PERSONAL, screens
from desktop.ui.theme import Theme
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


def draw(plan: Plan, screen: str, size: tuple[int, int], theme: Theme, today: Callable[[], date]) -> QImage:
    """The window on a screen of `plan`, `size` pixels wide and high.

    On the map the first key relationship is selected, so that the picture shows a person as well. Raises NoSuchScreen.
    """
    kind = read.info(plan).kind
    if screen not in (*screens(kind), *(("sort",) if kind == PERSONAL else ())):
        raise NoSuchScreen(screen, kind)
    # A copy that can be written, so that the picture shows the window as it is at work.
    with TemporaryDirectory(prefix="picture-", dir=own_folder()) as folder:
        path = Path(folder) / plan.path.name
        finish(plan.save_copy(path))
        with Plan.open(path, plan.key) as copy:
            return _draw(copy, screen, size, theme, today)


def _draw(plan: Plan, screen: str, size: tuple[int, int], theme: Theme, today: Callable[[], date]) -> QImage:
    window = MainWindow(theme, today, sample=lambda: plan.path)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.setMinimumSize(1, 1)
    window.resize(*size)
    window.show_plan(plan, screen)
    window.show()
    if (workspace := window.workspace) is not None:
        workspace.show_screen(screen)
        if screen == "map":
            focals = sorted(read.records(plan, r.FocalRelationship).values(), key=lambda focal: focal.priority)
            window.select(next((focal.contact for focal in focals if focal.state != "closed"), None))
        # Once to let the layouts settle, once more with everything drawn that comes in slices.
        window.grab()
        workspace.finish()
        QApplication.sendPostedEvents()  # heights that follow from widths
    picture = window.grab().toImage()
    window.hide()
    window.deleteLater()
    return picture
