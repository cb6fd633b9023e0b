"""Fields that save themselves: when they are left, or after two seconds' rest.

What is saved is the text without needless space. The field itself is brought into that form only when it is left:
while the cursor is in it, saving changes neither its text nor the place of the cursor.
"""

import unicodedata
from math import ceil

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.ui.fitting import hint
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


def one_line(text: str) -> str:
    """`text` on one line, as an import keeps it: each run of space and control characters is one space."""
    return " ".join("".join(" " if unicodedata.category(char) == "Cc" else char for char in text).split())


class LineEdit(QLineEdit):
    """One line that is saved when it is left or after two seconds' rest. Esc brings back what was saved last."""

    settled = Signal(str)
    """The text on one line, when it differs from what was saved last."""

    def __init__(self, name: str, placeholder: str = "", role: str = "", rest_ms: int = REST_MS) -> None:
        super().__init__()
        named(self, name)
        hint(self, placeholder)
        self.setProperty("role", role)
        self._saved = ""
        self._plan = self._before = ""
        self._settling = False
        self._rest = QTimer(self, interval=rest_ms, singleShot=True)
        self._rest.timeout.connect(self.settle)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self.settle)

    @property
    def unsaved(self) -> bool:
        """Whether the field holds something else than was saved last."""
        return one_line(self.text()) != self._saved

    def show_text(self, text: str) -> None:
        """What is in the plan now. Words being typed are left alone."""
        before, self._plan = self._plan, text
        if self._settling:
            return  # the field's own words come back, perhaps in other form: that can wait until it is left
        unsaved = self.unsaved
        if not unsaved and has_cursor(self) and text == before:
            return
        self._saved = text
        if not unsaved and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def settle(self) -> None:
        """Save now, if there is anything to save."""
        self._rest.stop()
        text = one_line(self.text())
        if text != self._saved and not self._settling:
            self._before, self._saved, self._plan = self._plan, text, text
            self._settling = True
            try:
                self.settled.emit(text)
            finally:
                self._settling = False
        if not has_cursor(self):
            self._tidy()
        tell_window(self)

    def refuse(self) -> None:
        """Whoever was told of the text did not keep it: the plan has what it had, the words stay."""
        self._saved = self._plan = self._before

    def _tidy(self) -> None:
        """Show the text as the plan has it, once the cursor is elsewhere."""
        if not self.unsaved and self.text() != self._plan:
            self.setText(self._plan)
            self.setCursorPosition(0)
            self._saved = self._plan

    def _typed(self) -> None:
        tell_window(self)
        self._rest.start()

    def event(self, event: QEvent) -> bool:
        if undoes(event) and not self.unsaved:
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.unsaved:
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
        self._plan = self._before = ""
        self._setting = self._settling = False
        self._rest = QTimer(self, interval=rest_ms, singleShot=True)
        self._rest.timeout.connect(self.settle)
        self.textChanged.connect(self._typed)
        self._fit()

    @property
    def unsaved(self) -> bool:
        """Whether the field holds something else than was saved last."""
        return self.toPlainText().strip() != self._saved

    def show_text(self, text: str) -> None:
        """What is in the plan now. Words being typed are left alone."""
        before, self._plan = self._plan, text
        if self._settling:
            return
        unsaved = self.unsaved
        if not unsaved and has_cursor(self) and text == before:
            return
        self._saved = text
        if not unsaved:
            self._set(text)

    def _set(self, text: str) -> None:
        if self.toPlainText() != text:
            self._setting = True
            self.setPlainText(text)
            self._setting = False

    def settle(self) -> None:
        """Save now, if there is anything to save."""
        self._rest.stop()
        text = self.toPlainText().strip()
        if text != self._saved and not self._settling:
            self._before, self._saved, self._plan = self._plan, text, text
            self._settling = True
            try:
                self.settled.emit(text)
            finally:
                self._settling = False
        if not has_cursor(self) and not self.unsaved:
            self._saved = self._plan
            self._set(self._plan)
        tell_window(self)

    def refuse(self) -> None:
        """Whoever was told of the text did not keep it: the plan has what it had, the words stay."""
        self._saved = self._plan = self._before

    def _typed(self) -> None:
        self._fit()
        if not self._setting:
            tell_window(self)
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Text that is all there stays where it is; the wheel is for the page around it.
        if round(self.document().size().height()) <= self._lines[1]:
            event.ignore()
        else:
            super().wheelEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()

    def event(self, event: QEvent) -> bool:
        if undoes(event) and not self.unsaved:
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.unsaved:
            self.setPlainText(self._saved)
            self.settle()
            return
        super().keyPressEvent(event)


def has_cursor(field: QWidget) -> bool:
    """Whether the field is the one being typed in; it still is while another window or a list of words is in front."""
    return field.window().focusWidget() is field


def tell_window(field: QWidget) -> None:
    """Let the window say whether words are not saved yet, where its title has a place for that."""
    window = field.window()
    if "[*]" not in window.windowTitle():
        return
    waits = isinstance(field, LineEdit | TextEdit) and field.unsaved
    if waits or window.isWindowModified():
        fields = (*window.findChildren(LineEdit), *window.findChildren(TextEdit))
        window.setWindowModified(waits or any(each.unsaved for each in fields))


def settle(window: QWidget) -> None:
    """Save the field of `window` that is being typed in, before something else happens."""
    field = window.focusWidget()
    if isinstance(field, LineEdit | TextEdit):
        field.settle()
