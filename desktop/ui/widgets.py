"""The widgets that every screen is made of. Nothing a person wrote is ever read as markup here."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.tiers import TIERS
from desktop.ui.fitting import ShortButton, ShortToolButton, Wrapped
from desktop.ui.flow import FlowLayout
from desktop.ui.text_size import large, sized
from desktop.ui.tips import tip
from desktop.words import _, pgettext, tier_words

_Widget = TypeVar("_Widget", bound=QWidget)

GRID = 4
"""Distances are multiples of this many pixels."""


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Plain text. Roles: title, heading, dim, small, amber, red, good, gold, count."""
    made = Wrapped() if wrap else QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def literal(text: str) -> str:
    """`text` for a menu, a button or a tab, where & would underline the next letter."""
    return text.replace("&", "&&")


def named(widget: QWidget, name: str) -> None:
    """What a screen reader says."""
    widget.setAccessibleName(name)


def floating(widget: QWidget, over: QWidget) -> None:
    """Lay a widget over another one, in no layout; Tab finds it there all the same."""
    widget.setParent(over)
    widget.setProperty("floating", True)


def presses(event: QKeyEvent) -> bool:
    """Whether Enter was pressed, alone."""
    keypad = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not keypad and not event.isAutoRepeat()


class Button(ShortButton):
    """Enter presses it while it has the keyboard, in dialogs and elsewhere; it is nobody's default for that."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if presses(event):
            self.click()
        else:
            super().keyPressEvent(event)


class ToolButton(ShortToolButton):
    """Enter presses it while it has the keyboard."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not presses(event):
            super().keyPressEvent(event)
        elif self.menu() is not None:
            self.showMenu()
        else:
            self.click()


def button(text: str, role: str = "", *, hint: str = "", literally: bool = False) -> QPushButton:
    """Roles: loud (one a window), flat, link, chip, none. `literally` for words that a person wrote."""
    made = Button(literal(text) if literally else text)
    made.setProperty("role", role)
    made.setAccessibleName(text.replace("&", "") if not literally else text)
    made.setAutoDefault(False)
    tip(made, hint)
    return made


def chip(text: str, *, checkable: bool = True) -> QPushButton:
    """A small rounded switch, for filters."""
    made = button(text, "chip", literally=True)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setCheckable(checkable)
    return made


def hairline(*, vertical: bool = False) -> QFrame:
    """A line of one pixel."""
    made = QFrame()
    made.setProperty("role", "hairline")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def row(*parts: QWidget | int | None, gap: int = 2 * GRID) -> QHBoxLayout:
    """Widgets side by side; a number is a distance in pixels, None takes what room there is."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(gap)
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, int):
            made.addSpacing(part)
        else:
            made.addWidget(part)
    return made


def column(
    *parts: QWidget | QHBoxLayout | QVBoxLayout | int | None, gap: int = 2 * GRID, margin: int = 0
) -> QVBoxLayout:
    """Widgets and rows one below the other; numbers and None as in `row`."""
    made = QVBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(gap)
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, int):
            made.addSpacing(part)
        elif isinstance(part, QWidget):
            made.addWidget(part)
        else:
            made.addLayout(part)
    return made


def panel(role: str = "panel") -> QWidget:
    """A plain coloured area: `panel` or `ground`."""
    return as_panel(QWidget(), role)


def as_panel(made: _Widget, role: str = "panel") -> _Widget:
    """Colour a widget of a class of its own like `panel`."""
    made.setProperty("role", role)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made


class Card(QFrame):
    """A rounded panel with a heading; fill `body`. Roles: card, note (amber), quote."""

    def __init__(self, heading: str = "", role: str = "card") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.body = column(margin=4 * GRID if role == "card" else 3 * GRID)
        self.setLayout(self.body)
        if heading:
            self.body.addWidget(label(heading, "heading", wrap=True))


class Strip(QFrame):
    """A line that stays as long as what it says is so, and what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "warning")
        self.words = label("", wrap=True)
        self.actions_: list[QPushButton] = []
        self._line = row(self.words)
        self._line.setStretchFactor(self.words, 1)
        self._line.setContentsMargins(4 * GRID, GRID, 2 * GRID, GRID)
        self.setLayout(self._line)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, '' while hidden."""
        return "" if self.isHidden() else self.words.text()

    def say(self, words: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Show the line, with an action's words and what it does."""
        self.words.setText(words)
        for old in self.actions_:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.actions_ = [button(said, "link") for said, _does in actions]
        for made, (_said, does) in zip(self.actions_, actions, strict=True):
            made.clicked.connect(lambda _checked=False, does=does: does())
            self._line.addWidget(made)
        self.show()


class FlowRow(QWidget):
    """Widgets side by side that wrap to further lines."""

    def __init__(self, *parts: QWidget, gap: int = GRID) -> None:
        super().__init__()
        self._flow = FlowLayout(gap)
        self.setLayout(self._flow)
        for part in parts:
            self._flow.addWidget(part)

    def add(self, part: QWidget) -> None:
        """Append a widget."""
        self._flow.addWidget(part)

    def clear(self) -> None:
        """Remove all widgets."""
        empty(self._flow)


def empty(layout: FlowLayout | QHBoxLayout | QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), (QHBoxLayout, QVBoxLayout)):
            empty(inner)


class Empty(QWidget):
    """What a screen says while there is nothing on it, and perhaps one thing to do about it."""

    def __init__(self, heading: str, text: str, action: QPushButton | None = None) -> None:
        super().__init__()
        said, more = label(heading, "title", wrap=True), label(text, "dim", wrap=True)
        for part in (said, more):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        sized(more, most=420)
        line = row(None, more, None)
        line.setStretchFactor(more, 8)
        body = column(None, said, line, gap=2 * GRID, margin=6 * GRID)
        if action is not None:
            body.addLayout(row(None, action, None))
        body.addStretch(2)
        self.setLayout(body)


class Page(QScrollArea):
    """A scrolled column; fill `body`."""

    def __init__(self, margin: int = 6 * GRID, gap: int = 3 * GRID) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self._allow_sideways()
        page = QWidget()
        page.setProperty("role", "page")
        self.body = column(gap=gap, margin=margin)
        page.setLayout(self.body)
        self.setWidget(page)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._allow_sideways()

    def _allow_sideways(self) -> None:
        """Large text may need more room than there is; usual text has it."""
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if large() else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)


class TierControl(QWidget):
    """The five tiers side by side; at most one is chosen, none for a person who waits."""

    chosen = Signal(str)
    """A tier id, when the user picks another one."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        named(self, name or _("How near"))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._tier: str | None = None
        self._buttons: dict[str, QPushButton] = {}
        line = row(gap=0)
        self.setLayout(line)
        for tier, word in tier_words().items():
            made = button(short_tiers().get(tier, word), "segment", hint=word, literally=True)
            named(made, word)
            made.setCheckable(True)
            made.setProperty("first", tier == TIERS[0])
            made.setProperty("last", tier == TIERS[-1])
            made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _checked=False, tier=tier: self._choose(tier))
            self._group.addButton(made)
            self._buttons[tier] = made
            # Room as the words need it: bold where chosen.
            line.addWidget(made, made.fontMetrics().horizontalAdvance(made.text()) + 3 * GRID)

    @property
    def tier(self) -> str | None:
        """The tier shown."""
        return self._tier

    def set_tier(self, tier: str | None) -> None:
        """Show a tier; says nothing to anybody."""
        self._tier = tier
        self._group.setExclusive(False)
        for each, made in self._buttons.items():
            made.setChecked(each == tier)
        self._group.setExclusive(True)

    def _choose(self, tier: str) -> None:
        if tier != self._tier:
            self._tier = tier
            self.chosen.emit(tier)


def short_tiers() -> dict[str, str]:
    """Tier names where there is room for a word only."""
    return {
        "advocate": pgettext("short", "Advocate"),
        "ally": pgettext("short", "Ally"),
        "acquaintance": _("Acquaint."),
        "aware": _("Aware"),
        "unconnected": _("Not yet"),
    }


class Avatar(QWidget):
    """A person's initials on a coloured disc."""

    def __init__(self, size: int = 44) -> None:
        super().__init__()
        self.setFixedSize(size, size)
        self._initials, self._colour, self._ink = "", "#888888", "#ffffff"

    def show_person(self, name: str, colour: str, ink: str = "#ffffff") -> None:
        """The person's name, the disc's colour and that of the letters."""
        self._initials, self._colour, self._ink = initials(name), colour, ink
        self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        painter.drawEllipse(QRectF(self.rect()))
        font = self.font()
        font.setPixelSize(max(9, self.height() // 3))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self._ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)


def initials(name: str) -> str:
    """The first letters of the first and the last word; one character where names are written without spaces."""
    words = [word for word in name.split() if word[0].isalnum()]
    chosen: Sequence[str] = words[:1] if len(words) < 2 else (words[0], words[-1])
    return "".join(word[0] for word in chosen).upper()


def changed_palette(event: QEvent) -> bool:
    """Whether a `changeEvent` says that the colours are others now."""
    return event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
