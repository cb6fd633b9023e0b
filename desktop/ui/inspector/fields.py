"""The fields of the inspector: each saves itself when it is left or after some rest, and keeps what could not be saved.

A field is given a `save` that takes its value and says whether it was kept. What is refused stays in the field, marked,
until it is kept or another person is shown (`forget`).
"""

from collections.abc import Callable, Mapping
from datetime import date
from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from desktop.ui import fields
from desktop.ui.fields import LineEdit, TextEdit, one_line, tell_window
from desktop.ui.fitting import NARROWEST, Combo
from desktop.ui.inspector.days import read_day, to_edit
from desktop.ui.inspector.parts import Prose
from desktop.ui.inspector.phrases import number
from desktop.ui.text_size import sized
from desktop.ui.widgets import button, named, row, tip
from desktop.words import _

Save = Callable[[Any], bool]

_MARGIN = 2
"""Pixels around the text of several lines, as Qt leaves them around one line."""


_NO_REST = 600_000
"""Milliseconds after which even a line to add something saves itself."""


class Line(LineEdit):
    """One line of text. One that `adds` something is saved only when it is left or by Enter: half a word is no word."""

    def __init__(self, name: str, save: Save, placeholder: str = "", role: str = "", *, adds: bool = False) -> None:
        super().__init__(name, placeholder, role, _NO_REST if adds else fields.REST_MS)
        self._save = save
        self.settled.connect(self._keep)
        self.textChanged.connect(lambda _text: mark(self, False))

    def show_text(self, text: str) -> None:
        """What is in the plan now, on one line. Words being typed are left alone."""
        super().show_text(one_line(text))

    def forget(self) -> None:
        """Give up what is typed and not saved."""
        self._rest.stop()
        self._saved = self._plan = one_line(self.text())
        mark(self, False)
        tell_window(self)

    def value(self, text: str) -> Any:
        """What `text` means; raises ValueError when it means nothing here."""
        return text

    def _keep(self, text: str) -> None:
        try:
            kept = self._save(self.value(text))
        except ValueError:
            kept = False
            mark(self, True)
        if not kept:
            self.refuse()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A line left while completions are shown hears nothing of it.
        if event.type() == QEvent.Type.Hide:
            QTimer.singleShot(0, self, lambda: None if self.hasFocus() else self.settle())
        return super().eventFilter(watched, event)

    def complete(self, words: list[str]) -> None:
        """Offer words to complete what is typed, anywhere in them."""
        model = self._completions()
        if model.stringList() != words:
            model.setStringList(words)

    def _completions(self) -> QStringListModel:
        completer = self.completer()
        if completer is None:
            completer = QCompleter(QStringListModel(self), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            # The line takes the word over after this signal.
            completer.activated.connect(lambda _word: QTimer.singleShot(0, self.settle))
            self.setCompleter(completer)
            popup = completer.popup()
            if popup is not None:
                popup.setObjectName("offers")
                popup.installEventFilter(self)
        model = completer.model()
        assert isinstance(model, QStringListModel)
        return model


class Text(TextEdit):
    """Several lines of text."""

    def __init__(
        self, name: str, save: Save, placeholder: str = "", role: str = "", lines: tuple[int, int] = (1, 12)
    ) -> None:
        super().__init__(name, placeholder, role, lines=lines, rest_ms=fields.REST_MS)
        self._save = save
        self.document().setDocumentMargin(_MARGIN)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.settled.connect(self._keep)

    def show_text(self, text: str) -> None:
        """What is in the plan now. Words being typed are left alone."""
        super().show_text(text.replace("\r\n", "\n").strip())

    def forget(self) -> None:
        """Give up what is typed and not saved."""
        self._rest.stop()
        self._saved = self._plan = self.toPlainText().strip()
        tell_window(self)

    def _fit(self) -> None:
        # The layout counts only lines that it has laid out already; asking for each block's place lays it out.
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid():
            layout.blockBoundingRect(block)
            lines += max(block.layout().lineCount(), 1)
            block = block.next()
        least, most = self._lines
        frame = self.height() - self.viewport().height() if self.viewport().height() > 0 else 0
        high = max(least, min(most, lines)) * ceil(QFontMetricsF(self.font()).lineSpacing())
        wanted = high + 2 * _MARGIN + max(frame, 2 * 6)
        more = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(more)
        if wanted != self.minimumHeight():
            self.setFixedHeight(wanted)

    def _keep(self, text: str) -> None:
        if not self._save(text):
            self.refuse()


class DayField(Line):
    """A day, typed in many ways. Saves ISO text or None; with `partial` a month or a year is enough."""

    def __init__(
        self,
        name: str,
        save: Save,
        today: Callable[[], date],
        *,
        ahead: bool = False,
        partial: bool = False,
        needed: bool = False,
        adds: bool = False,
        role: str = "",
    ) -> None:
        super().__init__(name, save, _("e.g. 12 Feb, today"), role, adds=adds)
        self.complaint = Prose("", "amber")
        self._today, self._ahead, self._partial, self._needed = today, ahead, partial, needed

    def what_is(self) -> str:
        """What a day may look like."""
        return _("A day as you would say it: 13/3, Friday, next Friday, in two weeks, 9 March 2027.")

    def show_day(self, iso: str | None) -> None:
        """What is in the plan now."""
        self.show_text(to_edit(iso) or iso or "")

    def wrong(self) -> str:
        """What to say of a text that is no day."""
        typed = one_line(self.text())[:40]
        return _("“{text}” is no day. Try 12 Feb or 12.2.2026.").format(text=typed) if typed else _("It needs a day.")

    def value(self, text: str) -> str | None:
        """ISO text, None for an empty field."""
        found = read_day(text, self._today(), ahead=self._ahead, partial=self._partial)
        if found is None or (self._needed and not found):
            raise ValueError
        return found or None


class NumberField(Line):
    """A number, with a comma or a point. Saves float or None; `whole`: int or None, not below 0."""

    def __init__(
        self, name: str, save: Save, placeholder: str = "", *, whole: bool = False, adds: bool = False, role: str = ""
    ) -> None:
        super().__init__(name, save, placeholder, role, adds=adds)
        self.complaint = Prose("", "amber")
        self._whole = whole

    def show_number(self, value: float | None) -> None:
        """What is in the plan now."""
        self.show_text(number(value))

    def wrong(self) -> str:
        """What to say of a text that is no number."""
        if self._whole:
            return _("“{text}” is no whole number.").format(text=one_line(self.text())[:40])
        return _("“{text}” is no number.").format(text=one_line(self.text())[:40])

    def value(self, text: str) -> float | int | None:
        """The number, None for an empty field."""
        if not text:
            return None
        found = float(text.replace(",", "."))
        if not abs(found) < 1e15 or (self._whole and (found < 0 or not found.is_integer())):
            raise ValueError
        return int(found) if self._whole else found


def mark(field: QWidget, wrong: bool) -> None:
    """Mark a field whose text means nothing, or take the mark away."""
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        field.style().polish(field)
        if isinstance(field, DayField | NumberField) and field.complaint.parent() is not None:
            field.complaint.say(field.wrong() if wrong else "")
        usual = field.placeholderText() if isinstance(field, LineEdit) else ""
        tip(field, _("This cannot be read yet; what was there before is still in the plan.") if wrong else usual)


class Choice(Combo):
    """One of a few words; None stands for nothing said. Saves at once."""

    def __init__(self, name: str, words: Mapping[Any, str], save: Save, nothing: str | None = None) -> None:
        super().__init__()
        named(self, name)
        self._save = save
        self._shown: Any = None
        self._values: list[Any] = []
        self._offered: dict[Any, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(NARROWEST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.offer(words, nothing)
        self.activated.connect(self._picked)

    def offer(self, words: Mapping[Any, str], nothing: str | None = None) -> None:
        """Change the words to choose from."""
        wanted = ({} if nothing is None else {None: nothing}) | dict(words)
        if wanted != self._offered or not self._values:
            self._offered = wanted
            self.clear()
            self._values = []
            for value, word in wanted.items():
                self._add(value, word)

    def _add(self, value: Any, word: str) -> None:
        self._values.append(value)
        self.addItem(word)

    @property
    def chosen(self) -> Any:
        """What is shown."""
        return self._shown

    @property
    def values(self) -> tuple[Any, ...]:
        """What can be chosen."""
        return tuple(self._values)

    def show_value(self, value: Any) -> None:
        """What is in the plan now; a word of its own for what the list does not have."""
        if value not in self._values:
            self._add(value, str(value or ""))
        self._shown = value
        self.setCurrentIndex(self._values.index(value))

    def _picked(self, at: int) -> None:
        before, value = self._shown, self._values[at]
        if value != before:
            self._shown = value
            if not self._save(value):
                self.show_value(before)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A wheel over a panel scrolls it; it never changes a value on the way.
        event.ignore()


class Scale(QWidget):
    """A few numbers side by side, at most one chosen; choosing it again takes it back. Saves int or None at once."""

    def __init__(self, name: str, words: Mapping[int, str], save: Save) -> None:
        super().__init__()
        named(self, name)
        self._save = save
        self._value: int | None = None
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        line = row(gap=0)
        self.setLayout(line)
        values = list(words)
        for value, word in words.items():
            made = button(str(value), "segment", hint=word)
            named(made, f"{name}: {value}, {word}")
            made.setCheckable(True)
            made.setProperty("first", value == values[0])
            made.setProperty("last", value == values[-1])
            sized(made, width=34)
            made.clicked.connect(lambda _checked=False, value=value: self._pick(value))
            self._group.addButton(made, value)
            line.addWidget(made)
        line.addStretch(1)

    def show_value(self, value: int | None) -> None:
        """What is in the plan now."""
        self._value = value
        for made in self._group.buttons():
            made.setChecked(self._group.id(made) == value)

    def _pick(self, value: int) -> None:
        before, now = self._value, None if value == self._value else value
        self.show_value(now if self._save(now) else before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text() in {str(self._group.id(made)) for made in self._group.buttons()}:
            self._pick(int(event.text()))
            return
        super().keyPressEvent(event)


def show_wrong(parent: QWidget) -> bool:
    """Put the cursor into the first field of `parent` that cannot be read; False when there is none."""
    wrong = [field for field in parent.findChildren(Line) if field.property("wrong") and not field.isHidden()]
    if not wrong:
        return False
    field = min(wrong, key=lambda each: each.mapTo(parent, each.rect().topLeft()).y())
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    field.selectAll()
    around = field.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(field)
        around = around.parentWidget()
    return True


def settle(parent: QWidget) -> None:
    """Save every field of `parent` that has something to save."""
    for field in (*parent.findChildren(Line), *parent.findChildren(Text)):
        field.settle()


def forget(parent: QWidget) -> None:
    """Give up what is typed in the fields of `parent` and not saved."""
    for field in (*parent.findChildren(Line), *parent.findChildren(Text)):
        field.forget()
