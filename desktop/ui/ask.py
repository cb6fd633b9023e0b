"""A question with two answers, in plain text."""

from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.widgets import GRID, button, column, label, row
from desktop.words import _


class Question(QDialog):
    """One heading, one sentence, and what happens on yes; no is the safe answer and the default."""

    def __init__(self, parent: QWidget | None, heading: str, text: str, yes: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(420)
        self.yes = button(yes, "loud")
        self.no = button(_("Cancel"))
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        said = label(text, "dim", wrap=True)
        self.setLayout(
            column(label(heading, "title", wrap=True), said, 3 * GRID, row(None, self.no, self.yes), margin=6 * GRID)
        )
        self.no.setFocus()


def ask(parent: QWidget | None, heading: str, text: str, yes: str) -> bool:
    """Whether the answer is yes."""
    question = Question(parent, heading, text, yes)
    try:
        return question.exec() == QDialog.DialogCode.Accepted
    finally:
        question.deleteLater()
