"""Fields that save themselves: when they are left, or after two seconds' rest."""

from math import ceil

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.ui.widgets import named

REST_MS = 2000
"""A field is saved when it is left or after this much rest."""


def undoes(event: QEvent) -> bool:
    """Whether Qt asks if a field wants undo or redo for itself: it does only while words are typed and not saved."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )


class LineEdit(QLineEdit):
    """One line that is saved when it is left or after two seconds' rest. Esc brings back what was saved last."""

    settled = Signal(str)
    """The text, stripped, when it differs from what was saved last."""

    def __init__(self, name: str, placeholder: str = "", role: str = "", rest_ms: int = REST_MS) -> None:
        super().__init__()
        named(self, name)
        self.setPlaceholderText(placeholder)
        self.setProperty("role", role)
        self._saved = ""
        self._rest = QTimer(self, interval=rest_ms, singleShot=True)
        self._rest.timeout.connect(self.settle)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self.settle)

    def show_text(self, text: str) -> None:
        """What is in the plan now. Words being typed are left alone."""
        dirty = self.text().strip() != self._saved
        self._saved = text
        if not dirty and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def settle(self) -> None:
        """Save now, if there is anything to save."""
        self._rest.stop()
        _tell_window(self, unsaved=False)
        text = self.text().strip()
        if text != self._saved:
            self._saved = text
            self.settled.emit(text)

    def _typed(self) -> None:
        _tell_window(self, unsaved=True)
        self._rest.start()

    def event(self, event: QEvent) -> bool:
        if undoes(event) and self.text().strip() == self._saved:
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._saved:
            self.setText(self._saved)
            self.settle()
            return
        super().keyPressEvent(event)


class TextEdit(QPlainTextEdit):
    """Several lines, as high as the text, saved as a LineEdit is. Tab goes on to the next field."""

    settled = Signal(str)
    """The text, stripped, when it differs from what was saved last."""

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        role: str = "",
        *,
        lines: tuple[int, int] = (2, 12),
        rest_ms: int = REST_MS,
    ) -> None:
        super().__init__()
        named(self, name)
        self.setPlaceholderText(placeholder)
        self.setProperty("role", role)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._lines = lines
        self._saved = ""
        self._setting = False
        self._rest = QTimer(self, interval=rest_ms, singleShot=True)
        self._rest.timeout.connect(self.settle)
        self.textChanged.connect(self._typed)
        self._fit()

    def show_text(self, text: str) -> None:
        """What is in the plan now. Words being typed are left alone."""
        dirty = self.toPlainText().strip() != self._saved
        self._saved = text
        if not dirty and self.toPlainText() != text:
            self._setting = True
            self.setPlainText(text)
            self._setting = False

    def settle(self) -> None:
        """Save now, if there is anything to save."""
        self._rest.stop()
        _tell_window(self, unsaved=False)
        text = self.toPlainText().strip()
        if text != self._saved:
            self._saved = text
            self.settled.emit(text)

    def _typed(self) -> None:
        self._fit()
        if not self._setting:
            _tell_window(self, unsaved=True)
            self._rest.start()

    def _fit(self) -> None:
        least, most = self._lines
        shown = max(least, min(most, round(self.document().size().height())))
        # Qt lays lines out at whole pixels; the padding and the border come from the style sheet.
        wanted = shown * ceil(QFontMetricsF(self.font()).lineSpacing()) + 2 * 6 + 1
        if wanted != self.minimumHeight():
            self.setFixedHeight(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()

    def event(self, event: QEvent) -> bool:
        if undoes(event) and self.toPlainText().strip() == self._saved:
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._saved:
            self.setPlainText(self._saved)
            self.settle()
            return
        super().keyPressEvent(event)


def _tell_window(field: QWidget, *, unsaved: bool) -> None:
    """Let the window say that words are not saved yet, where its title has a place for that."""
    window = field.window()
    if "[*]" in window.windowTitle():
        window.setWindowModified(unsaved)


def settle(window: QWidget) -> None:
    """Save the field of `window` that is being typed in, before something else happens."""
    field = window.focusWidget()
    if isinstance(field, LineEdit | TextEdit):
        field.settle()
