"""One question of a call with its answer, and how far the answer may go: said with one key, while writing."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.domain import records as r
from desktop.domain.workshop_people import SHARES
from desktop.ui.inspector.fields import Text
from desktop.ui.inspector.parts import Prose
from desktop.ui.widgets import GRID, button, column, label, named, row
from desktop.ui.workshop.phrases import share_words
from desktop.words import _

CONSENT_KEYS = {Qt.Key.Key_F2: "none", Qt.Key.Key_F3: "theme", Qt.Key.Key_F4: "quote"}


class AnswerText(Text):
    """Where an answer is written; F2, F3 and F4 say how far it may go."""

    consent = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        share = CONSENT_KEYS.get(Qt.Key(event.key()))
        if share is not None and not self.isReadOnly():
            self.consent.emit(share)
        else:
            super().keyPressEvent(event)


class AnswerField(QWidget):
    """Saves itself; `save` gets the question's id and the answer, and says whether it was kept.

    `earlier`: what the same person said before, shown in small above the field.
    """

    def __init__(self, question: str, words: str, save: Callable[[str, r.Answer], bool], earlier: str = "") -> None:
        super().__init__()
        self.question, self._save = question, save
        self._answer = r.Answer("", SHARES[0])
        said = label(f"{question}  {words}", "heading", wrap=True)
        self.text = AnswerText(words, self._write, "", "", (1, 10))
        self.text.consent.connect(self.agree)
        said.setBuddy(self.text)
        self._group = QButtonGroup(self)
        self.shares = {}
        line = row(gap=0)
        for n, (share, said_share) in enumerate(share_words().items()):
            made = button(said_share, "segment", hint=f"F{n + 2}")
            named(made, f"{question}: {said_share}")
            made.setCheckable(True)
            made.setProperty("first", n == 0)
            made.setProperty("last", n == len(SHARES) - 1)
            made.setMinimumWidth(made.fontMetrics().horizontalAdvance(said_share) + 6 * GRID)
            made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # by keyboard it is said from the answer itself
            made.clicked.connect(lambda _checked=False, share=share: self.agree(share))
            self._group.addButton(made, n)
            self.shares[share] = made
            line.addWidget(made)
        line.addStretch(1)
        self._consent = QWidget()
        self._consent.setLayout(line)
        self.text.textChanged.connect(self._show_consent)
        self.setLayout(column(said, Prose(earlier, "small"), self.text, self._consent, gap=GRID))
        self._show_consent()

    def show_answer(self, answer: r.Answer | None, editable: bool) -> None:
        """The answer as the file has it now."""
        self._answer = answer or r.Answer("", SHARES[0])
        self.text.show_text(self._answer.text)
        self.text.setReadOnly(not editable)
        for share, made in self.shares.items():
            made.setChecked(share == self._answer.share)
            made.setEnabled(editable)
        self._show_consent()

    def _show_consent(self) -> None:
        """How far it may go is asked once there is something to tell."""
        self._consent.setVisible(bool(self.text.toPlainText().strip()) or self._answer.share != SHARES[0])

    def add(self, words: str) -> None:
        """Put words under the question, after what is there."""
        self.text.setPlainText("\n".join(part for part in (self.text.toPlainText().strip(), words) if part))
        self.text.settle()

    def agree(self, share: str) -> None:
        """Say how far the answer may go."""
        self.text.settle()
        if not self._save(self.question, r.Answer(self._answer.text, share)):
            share = self._answer.share
        for each, made in self.shares.items():
            made.setChecked(each == share)

    def _write(self, text: str) -> bool:
        return self._save(self.question, r.Answer(text, self._answer.share))


def consent_hint() -> str:
    """Which keys say how far an answer may go."""
    return _("While you write: F2 it stays with me, F3 it may be told as a theme without a name, F4 it may be quoted.")
