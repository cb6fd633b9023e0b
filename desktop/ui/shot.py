"""A picture of the real window, drawn without showing it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.domain import records as r
from desktop.domain.errors import KnownError
from desktop.plan import read
from desktop.plan.file import Plan
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Theme
from desktop.ui.workspace import screens
from desktop.words import _


class NoSuchScreen(KnownError):
    """There is no screen called `name`."""

    def __init__(self, name: str) -> None:
        super().__init__("no-such-screen")
        self.name = name

    def words(self) -> str:
        """One line: which there are."""
        return _("There is no screen “{name}”. There are: {screens}.").format(
            name=self.name[:40], screens=", ".join(screens())
        )


def shot(plan: Plan, screen: str, size: tuple[int, int], theme: str, today: date) -> QImage:
    """The window on a screen of `plan`, `size` pixels wide and high, `theme` light or dark.

    On the map the first key relationship is selected, so that the picture shows a person as well. Needs the one
    QApplication. Raises NoSuchScreen.
    """
    if screen not in screens():
        raise NoSuchScreen(screen)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("a QApplication is needed")
    window = MainWindow(Theme(app, theme), lambda: today, sample=lambda: plan.path)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.setMinimumSize(1, 1)
    window.resize(*size)
    window.show_plan(plan, screen)
    window.show()
    workspace = window.workspace
    if workspace is not None:
        workspace.show_screen(screen)
        if screen == "map" and window.session is not None:
            focals = sorted(read.records(plan, r.FocalRelationship).values(), key=lambda focal: focal.priority)
            window.session.select(next((focal.contact for focal in focals if focal.state != "closed"), None))
        # Once to let the layouts settle, once more with everything drawn that comes in slices.
        window.grab()
        workspace.finish()
    picture = window.grab().toImage()
    window.hide()
    window.deleteLater()
    return picture
