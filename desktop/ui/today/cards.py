"""The cards of Today and the rows in them. They show values and say what was asked for; the screen does it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QMenu, QWidget

from desktop.domain.today import Thing, is_late
from desktop.ui.text_size import sized
from desktop.ui.today.phrases import due_words, name_of, thing_line
from desktop.ui.widgets import GRID, Card, button, column, empty, hairline, label, literal, named, row
from desktop.words import _

T = TypeVar("T")

Act = tuple[str, Callable[[], object]]
"""A line of a row's menu: its words and what it does."""


class Rows(Card, Generic[T]):
    """A card with a row for each item; beyond `most` they are folded. Without any it hides, unless `none` has words.

    `heading` has the words for so many items shown; `more` those for how many are folded.
    """

    def __init__(
        self,
        heading: Callable[[int], str],
        make: Callable[[T], QWidget],
        most: int = 3,
        *,
        more: Callable[[int], str] | None = None,
        none: str = "",
    ) -> None:
        super().__init__()
        self._make, self._most, self._heading, self._more = make, most, heading, more or _how_many_more
        self.heading = label(heading(0), "heading", wrap=True)
        self._items: Sequence[T] = ()
        self._unfolded = False
        self.rows: list[QWidget] = []
        self._lines = column(gap=0)
        self.none = label(none, "dim", wrap=True)
        self.fold = button("", "link")
        self.fold.clicked.connect(self._turn)
        for part in (self.heading, self.none):
            self.body.addWidget(part)
        self.body.addLayout(self._lines)
        self.body.addLayout(row(self.fold, None))
        self._optional = not none
        if self._optional:
            self.hide()
        self._fill()

    def show_items(self, items: Sequence[T]) -> None:
        """Show these; what stays the same stays as it is, and the keyboard stays at its place in the list."""
        if list(items) != list(self._items):
            self._items = list(items)
            self._fill()
            self.setVisible(bool(items) or not self._optional)

    def redo(self) -> None:
        """Make the rows anew."""
        self._fill()

    def _fill(self) -> None:
        focus = QApplication.focusWidget()
        at = next((n for n, each in enumerate(self.rows) if focus and each.isAncestorOf(focus)), None)
        empty(self._lines)
        shown = self._items if self._unfolded else self._items[: self._most]
        self.rows = [self._make(item) for item in shown]
        for n, each in enumerate(self.rows):
            if n:
                self._lines.addWidget(hairline())
            self._lines.addWidget(each)
            each.show()
        more = len(self._items) - self._most
        said = _("Fewer") if self._unfolded else self._more(more)
        self.fold.setVisible(more > 0)
        self.fold.setText(f"{said} ▴" if self._unfolded else f"{said} ▾")
        named(self.fold, said)
        self.heading.setText(self._heading(len(self._items)))
        self.none.setVisible(not self._items and not self._optional)
        if at is not None and self.rows:
            self.rows[min(at, len(self.rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        self._unfolded = not self._unfolded
        self._fill()


def _how_many_more(n: int) -> str:
    return _("{n} more").format(n=n)


class Line(QWidget):
    """Two lines of text that open a person when clicked, and more to do in a menu."""

    opened = Signal()

    def __init__(self, first: str, second: str, acts: Sequence[Act] = (), menu_name: str = "") -> None:
        super().__init__()
        self.first, self.second = label(first, wrap=True), label(second, "dim", wrap=True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._acts = acts
        self.more = button("⋯", "flat", hint=_("More"))
        named(self.more, menu_name or _("More"))
        sized(self.more, width=8 * GRID)
        self.more.clicked.connect(self._open_menu)
        if not acts:
            self.more.hide()
        self.line: QHBoxLayout = row(gap=3 * GRID)
        self.line.setContentsMargins(0, 2 * GRID, 0, 2 * GRID)
        self.line.addLayout(column(self.first, self.second, gap=0), 1)
        self.line.addWidget(self.more)
        self.setLayout(self.line)
        self.setFocusProxy(self.more)

    def put_before(self, widget: QWidget) -> None:
        """Put a widget before the text."""
        self.line.insertWidget(0, widget)
        self.setFocusProxy(widget)

    def put_behind(self, widget: QWidget) -> None:
        """Put a widget between the text and the menu."""
        self.line.insertWidget(self.line.count() - 1, widget)

    def menu(self) -> QMenu:
        """What else can be done."""
        made = QMenu(self)
        for words, does in self._acts:
            made.addAction(literal(words), does)
        return made

    def _open_menu(self) -> None:
        made = self.menu()
        made.aboutToHide.connect(made.deleteLater)
        made.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside and event.type() == QEvent.Type.MouseButtonRelease:
            self.opened.emit()


class ThingLine(Line):
    """Something to do, with a box to tick."""

    ticked = Signal()

    def __init__(self, thing: Thing, on: date, acts: Sequence[Act], *, editable: bool) -> None:
        about = name_of(thing.who) if thing.who else ""
        super().__init__(thing.text, thing_line(thing, on), acts, _("More about: {what}").format(what=thing.text))
        self.thing = thing
        self.tick = QCheckBox()
        named(self.tick, f"{thing.text}, {about}" if about else thing.text)
        self.tick.setEnabled(editable)
        self.tick.clicked.connect(lambda: self.ticked.emit())
        self.put_before(self.tick)
        late = is_late(thing, on)
        # Red is for one's own promises; what is to be found out is amber.
        role = ("red" if thing.kind == "promise" else "amber") if late else "dim"
        self.due = label(due_words(thing.due, on) if thing.due else "", role)
        self.put_behind(self.due)
