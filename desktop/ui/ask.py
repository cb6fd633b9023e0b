"""A question with two answers, in plain text."""

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget
from shiboken6 import isValid

from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, button, column, label, named, row
from desktop.words import _


class Question(QDialog):
    """One heading, one sentence, and what happens on yes; no is the safe answer and the default."""

    def __init__(self, parent: QWidget | None, heading: str, text: str, yes: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        sized(self, least=420)
        self.yes = button(yes, "loud")
        self.no = button(_("Cancel"))
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        said = label(text, "dim", wrap=True)
        self.body = column(
            label(heading, "title", wrap=True), said, 3 * GRID, row(None, self.no, self.yes), margin=6 * GRID
        )
        self.setLayout(self.body)
        self.no.setFocus()


def accepted(dialog: QDialog) -> bool:
    """Show a dialog and wait for its answer: whether that is yes.

    Other than with `exec`, to be hidden is no answer: a dialog that the lock put out of sight goes on afterwards, with
    all that was typed into it.
    """
    waiting = QEventLoop()
    dialog.finished.connect(waiting.quit)
    dialog.destroyed.connect(waiting.quit)
    dialog.setModal(True)
    dialog.show()
    waiting.exec()
    return isValid(dialog) and dialog.result() == QDialog.DialogCode.Accepted


def ask(parent: QWidget | None, heading: str, text: str, yes: str) -> bool:
    """Whether the answer is yes."""
    question = Question(parent, heading, text, yes)
    try:
        return accepted(question)
    finally:
        question.deleteLater()


def write(parent: QWidget | None, heading: str, about: str, text: str, keep: str) -> str | None:
    """A few lines about something, beginning with `text`; None when nothing is to be kept."""
    question = Question(parent, heading, about, keep)
    field = QPlainTextEdit(text)
    named(field, heading)
    field.setTabChangesFocus(True)
    sized(field, height=22 * GRID)
    question.body.insertWidget(2, field)
    field.setFocus()
    try:
        kept = accepted(question)
        return field.toPlainText().strip() if kept else None
    finally:
        question.deleteLater()
