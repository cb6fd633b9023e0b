"""What the inspector's tabs are made of, beside fields: cards, folds, pills, a list that keeps its widgets."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.fitting import Wrapped
from desktop.ui.inspector.phrases import breakable
from desktop.ui.palette import DARK, LIGHT, Palette
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, FlowRow, button, column, hairline, label, literal, named, row, tip
from desktop.words import _

LABEL_WIDTH = 96
"""Pixels for the words beside a field."""

_PILL_SIDE = 14
"""Pixels beside the words of a pill."""


def colours() -> Palette:
    """The palette in use."""
    return DARK if QGuiApplication.palette().window().color().lightness() < 128 else LIGHT


class Prose(Wrapped):
    """Wrapped plain text that never widens the panel; without text it takes no room. Roles as for labels."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(breakable(text))
        if not text:
            self.hide()

    def say(self, text: str) -> None:
        """Show `text`."""
        self.setText(breakable(text))
        self.setVisible(bool(text))

    def sizeHint(self) -> QSize:
        # Qt would guess a width, and a page would be as high as the lines at that width; as below, the height for the
        # real width is asked for anyway.
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return QSize(1, max(super().minimumSizeHint().height(), self.fontMetrics().lineSpacing()))


class Short(Prose):
    """Two lines at most. What does not fit is in the tooltip."""

    whole = ""
    """All of the text."""

    def say(self, text: str) -> None:
        """Show `text`, as much of it as fits."""
        self.whole = breakable(text)
        super().say(self._fitting())
        self._hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self._fitting()
        if shown != self.text():
            self.setText(shown)
            self._hint()

    def _hint(self) -> None:
        tip(self, self.whole.replace("\u200b", "") if self.text() != self.whole else "")

    def _fitting(self) -> str:
        width = self.contentsRect().width()
        layout = QTextLayout(self.whole, self.font())
        layout.beginLayout()
        first = layout.createLine()
        if first.isValid():
            first.setLineWidth(width)
        second = layout.createLine()
        if second.isValid():
            second.setLineWidth(width)
        more = layout.createLine().isValid()
        layout.endLayout()
        if not more:
            return self.whole
        at = first.textLength()
        rest = self.fontMetrics().elidedText(self.whole[at:].strip(), Qt.TextElideMode.ElideRight, width)
        return f"{self.whole[:at].rstrip()}\n{rest}"


class Form(QWidget):
    """Words on the left, fields on the right."""

    def __init__(self, *lines: tuple[str, QWidget | None]) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(self._grid)
        for words, field in lines:
            if field is not None:
                self.add(words, field)

    def add(self, words: str, field: QWidget) -> None:
        """Append a line."""
        at = self._grid.rowCount()
        # Without words nothing stands beside the field: hidden, its line takes no room.
        if words:
            said = label(words, "dim", wrap=True)
            sized(said, width=LABEL_WIDTH)
            said.setContentsMargins(0, 6, 0, 0)
            if field.focusPolicy() & Qt.FocusPolicy.TabFocus:
                said.setBuddy(field)
            self._grid.addWidget(said, at, 0, Qt.AlignmentFlag.AlignTop)
        # A field with a width of its own stands at the left; without that the whole column would be no wider than it.
        own = field.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed
        side = Qt.AlignmentFlag.AlignLeft if own else Qt.AlignmentFlag(0)
        self._grid.addWidget(field, at, 1, Qt.AlignmentFlag.AlignVCenter | side)
        if (complaint := complaint_of(field)) is not None:
            self._grid.addWidget(complaint, at + 1, 1)


def complaint_of(field: QWidget) -> Prose | None:
    """Where a field says in words that it cannot read what is typed; to be placed below it."""
    complaint = getattr(field, "complaint", None)
    return complaint if isinstance(complaint, Prose) else None


def asked(question: str, field: QWidget, hint: str = "") -> QVBoxLayout:
    """A question with its field below."""
    said = label(question, "heading", wrap=True)
    said.setBuddy(field)
    if hint:
        return column(said, Prose(hint, "small"), field, gap=GRID)
    complaint = complaint_of(field)
    return column(said, field, gap=GRID) if complaint is None else column(said, field, complaint, gap=GRID)


def section(heading: str, *parts: QWidget | QHBoxLayout | QVBoxLayout) -> QWidget:
    """A heading and what belongs to it."""
    made = QWidget()
    body = column(hairline(), GRID, label(heading, "heading", wrap=True), gap=2 * GRID)
    for part in parts:
        if isinstance(part, QWidget):
            body.addWidget(part)
        else:
            body.addLayout(part)
    made.setLayout(body)
    return made


class Fold(QWidget):
    """A line that opens and closes what is below it."""

    def __init__(self, words: str, body: QWidget) -> None:
        super().__init__()
        self._words = words
        self._body = body
        self.line = button("", "link")
        self.line.setCheckable(True)
        self.line.toggled.connect(self._show)
        self.setLayout(column(row(self.line, None), body, gap=GRID))
        self._show(False)

    def say(self, words: str) -> None:
        """Change the words on the line."""
        self._words = words
        self._show(self.line.isChecked())

    def open(self, opened: bool = True) -> None:
        """Show or hide what is below."""
        self.line.setChecked(opened)

    def _show(self, opened: bool) -> None:
        self.line.setText(literal(f"{'▾' if opened else '▸'} {self._words}"))
        named(self.line, self._words)
        self._body.setVisible(opened)


class ClickCard(QFrame):
    """A card that is opened by a click, Enter or the space bar."""

    opened = Signal()

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "quote")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayout(column(*parts, gap=GRID // 2, margin=0))
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(10, 7, 10, 7)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours().accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)


class _Pill(QPushButton):
    """One pill, as wide as its words or as there is room."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = " ".join(words.split())
        self.setProperty("role", "chip")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(self._shown(240))
        tip(self, _("Remove {what}").format(what=words))
        named(self, _("Remove {what}").format(what=words))

    def _shown(self, room: int) -> str:
        words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 30))
        return literal(f"{words}  ×")

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(f"{self._words}  ×") + 2 * _PILL_SIDE
        return QSize(width + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(self._shown(self.width() - 2 * _PILL_SIDE - self.fontMetrics().horizontalAdvance("  ×")))


class Pills(QWidget):
    """Words that can be taken away one by one. Each is (key, words)."""

    removed = Signal(object)

    def __init__(self, *ends: QWidget) -> None:
        super().__init__()
        self._flow = FlowRow()
        self._items: tuple[tuple[object, str], ...] = ()
        body = column(self._flow, gap=0)
        for end in ends:
            body.addLayout(row(end, None) if isinstance(end, QPushButton) else row(end))
        self.setLayout(body)
        self._flow.hide()

    def show_items(self, items: Iterable[tuple[object, str]]) -> None:
        """Show these, in this order."""
        wanted = tuple(items)
        if wanted == self._items:
            return
        self._items = wanted
        self._flow.clear()
        for key, words in wanted:
            made = _Pill(words)
            made.clicked.connect(lambda _checked=False, key=key: self.removed.emit(key))
            self._flow.add(made)
        self._flow.setVisible(bool(wanted))


Item = TypeVar("Item")
Widget = TypeVar("Widget", bound=QWidget)


class Cards(QWidget, Generic[Item, Widget]):
    """A column of widgets, one for each item. A widget stays as long as its item, so that nobody loses the cursor."""

    def __init__(
        self, make: Callable[[Item], Widget], show: Callable[[Widget, Item], None], gap: int = 2 * GRID
    ) -> None:
        super().__init__()
        self._make, self._show = make, show
        self._made: dict[object, Widget] = {}
        self._column = column(gap=gap)
        self.setLayout(self._column)
        self.hide()

    def show_items(self, items: Sequence[tuple[object, Item]]) -> None:
        """Show (key, item) in this order."""
        wanted = dict(items)
        for key in [key for key in self._made if key not in wanted]:
            gone = self._made.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, (key, item) in enumerate(items):
            made = self._made.get(key)
            if made is None:
                made = self._made[key] = self._make(item)
                self._column.insertWidget(at, made)
            elif self._column.indexOf(made) != at:
                self._column.removeWidget(made)
                self._column.insertWidget(at, made)
            self._show(made, item)
        self.setVisible(bool(items))

    def of(self, key: object) -> Widget | None:
        """The widget of an item."""
        return self._made.get(key)

    def all(self) -> tuple[Widget, ...]:
        """Every widget, in no particular order."""
        return tuple(self._made.values())
