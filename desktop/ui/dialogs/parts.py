"""What dialogs have in common."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.help.what_is import explains
from desktop.ui.text_size import px
from desktop.ui.widgets import GRID, button, column, label, row
from desktop.words import _


class Dialog(QDialog):
    """A heading, a sentence, a body to fill, and buttons at the foot: what it does, and the way out."""

    def __init__(
        self, parent: QWidget | None, heading: str, said: str = "", *, does: str = "", width: int = 480
    ) -> None:
        """Without `does` there is only a way out."""
        super().__init__(parent)
        self.setWindowTitle(heading)
        room = parent.window().width() - 16 * GRID if parent is not None else 0
        self.setMinimumWidth(max(width, min(px(width), room)))
        self.body: QVBoxLayout = column()
        self.does: QPushButton = button(does or _("Close"), "loud" if does else "")
        self.away: QPushButton = button(_("Cancel"))
        self.away.setVisible(bool(does))
        self.does.setDefault(True)
        self.does.clicked.connect(self.accept)
        self.away.clicked.connect(self.reject)
        self.foot: QHBoxLayout = row(None, self.away, self.does)
        top = column(label(heading, "title", wrap=True), gap=GRID)
        if said:
            top.addWidget(label(said, "dim", wrap=True))
        whole = column(top, GRID, self.body, 3 * GRID, self.foot, margin=6 * GRID)
        whole.setStretchFactor(self.body, 1)
        self.setLayout(whole)
        explains(self)

    def showEvent(self, event: QShowEvent) -> None:
        # Qt no longer sees to that itself where a width was asked for.
        layout = self.layout()
        if layout is not None:
            self.setMinimumWidth(max(self.minimumWidth(), layout.totalMinimumSize().width()))
        super().showEvent(event)

    def field(self, words: str, widget: QWidget) -> None:
        """Add a labelled line to the body."""
        said = label(words, "heading", wrap=True)
        said.setBuddy(widget)
        self.body.addLayout(column(said, widget, gap=GRID))


def tall(dialog: QDialog, over: QWidget | None) -> None:
    """As high as a long form likes to be, but never higher than the window it stands over."""
    room = over.height() if over is not None else 800
    dialog.resize(dialog.minimumWidth(), max(360, min(740, room - 10 * GRID)))
