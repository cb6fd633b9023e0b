"""The agenda as a list by the clock: dragged into another order, pulled longer or shorter; the keyboard does both."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.domain.agenda import LONGEST, STEP, Found
from desktop.domain.records import AgendaItem
from desktop.ui.inspector.parts import colours
from desktop.ui.widgets import GRID, named
from desktop.ui.workshop.day_words import clash_words, minutes_words, phase_words, until
from desktop.words import _

_Index = QModelIndex | QPersistentModelIndex

_LEAST, _PER_MINUTE = 26, 0.28
"""Pixels of an item that takes no time, and those each minute adds."""

_EDGE = 5
"""Pixels at the lower edge of an item where it is pulled longer or shorter."""

_PULL = 2
"""Pixels that the hand moves for a minute."""

_DRAG = 6
"""Pixels before a press becomes a drag."""

_TIME, _LONG = 104, 58
"""Widths of the columns of times and of minutes."""


def height_of(item: AgendaItem) -> int:
    """How high an item stands in the list."""
    return _LEAST + round(min(item.minutes, 120) * _PER_MINUTE)


class AgendaList(QListWidget):
    """Asks for a change and shows what the plan has afterwards; it changes nothing by itself."""

    move_wanted = Signal(int, int)
    """An item and the place where it should stand."""
    resize_wanted = Signal(int, int)
    """An item and how many minutes it should take."""
    remove_wanted = Signal(int)
    edit_wanted = Signal()
    """The words of the current item."""

    def __init__(self) -> None:
        super().__init__()
        named(self, _("Agenda. Alt with up and down moves an item; minus and plus make it shorter and longer."))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setItemDelegate(_Line(self))
        self.agenda: tuple[AgendaItem, ...] = ()
        self.found: Sequence[Found] = ()
        self.editable = True
        self._pressed: QPoint | None = None
        self._resizing: int | None = None
        self._minutes = 0
        self._to: int | None = None

    def show_agenda(self, agenda: tuple[AgendaItem, ...], found: Sequence[Found], editable: bool) -> None:
        """Show the agenda as the file has it; who has the keyboard keeps the place."""
        self.editable = editable
        if agenda == self.agenda and found == self.found and self.count() == len(agenda):
            return
        at = self.currentRow()
        self.agenda, self.found = agenda, found
        while self.count() > len(agenda):
            self.takeItem(self.count() - 1)
        while self.count() < len(agenda):
            self.addItem(QListWidgetItem())
        for n, each in enumerate(agenda):
            line = self.item(n)
            line.setText(said(each, [f for f in found if f.at == n]))
            line.setSizeHint(QSize(0, height_of(each)))
        if agenda:
            self.setCurrentRow(min(max(at, 0), len(agenda) - 1))
        self.setFixedHeight(sum(map(height_of, agenda)) + 2 * self.frameWidth() + 2)
        self.viewport().update()

    # --- the keyboard ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, key = self.currentRow(), event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if at < 0 or not self.editable:
            super().keyPressEvent(event)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            to = at + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= to < self.count():
                self.setCurrentRow(to)
                self.move_wanted.emit(at, to)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Equal) or (
            alt and key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        ):
            more = key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Right)
            self.resize_wanted.emit(at, _clipped(self.agenda[at].minutes + (STEP if more else -STEP)))
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(at)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    # --- the mouse ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.editable:
            self._pressed = event.position().toPoint()
            self._resizing = self._edge(self._pressed)
            if self._resizing is not None:
                self._minutes = self.agenda[self._resizing].minutes
                self.setCurrentRow(self._resizing)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None:
            over = self.editable and self._edge(at) is not None
            self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if over else Qt.CursorShape.ArrowCursor)
            return
        if self._resizing is not None:
            pulled = round((at.y() - self._pressed.y()) / _PULL / STEP) * STEP
            self._minutes = _clipped(self.agenda[self._resizing].minutes + pulled)
        elif self._to is not None or abs(at.y() - self._pressed.y()) >= _DRAG:
            self._to = self._place(at.y())
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        resized, to, row = self._resizing, self._to, self.currentRow()
        self._pressed = self._resizing = self._to = None
        self.viewport().update()
        if resized is not None and self._minutes != self.agenda[resized].minutes:
            self.resize_wanted.emit(resized, self._minutes)
        elif resized is None and to is not None:
            to = to - 1 if to > row else to
            if to != row:
                self.setCurrentRow(to)
                self.move_wanted.emit(row, to)
        super().mouseReleaseEvent(event)

    def _edge(self, at: QPoint) -> int | None:
        """The item whose lower edge is under a point."""
        for n in range(self.count()):
            if abs(self.visualItemRect(self.item(n)).bottom() - at.y()) <= _EDGE:
                return n
        return None

    def _place(self, y: int) -> int:
        """Before which item something dropped at `y` would stand."""
        for n in range(self.count()):
            if y < self.visualItemRect(self.item(n)).center().y():
                return n
        return self.count()

    def minutes_now(self, row: int) -> int:
        """How long an item takes, while it is being pulled too."""
        return self._minutes if row == self._resizing else self.agenda[row].minutes

    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        if self._to is not None:
            last = self._to >= self.count()
            rect = self.visualItemRect(self.item(self.count() - 1 if last else self._to))
            y = rect.bottom() if last else rect.top()
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawLine(rect.left(), y, rect.right(), y)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)


class _Line(QStyledItemDelegate):
    """A line: when, how long, what; amber where something does not fit."""

    def __init__(self, view: AgendaList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view, look, n = self._view, colours(), index.row()
        if n >= len(view.agenda):
            return
        item, rect = view.agenda[n], QRect(option.rect)  # type: ignore[attr-defined]
        wrong = [found for found in view.found if found.at == n]
        painter.save()
        if n == view.currentRow():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_ground))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 5, 5)
        if n == view.currentRow() and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(look.accent))
            painter.drawRoundedRect(rect.adjusted(0, 1, -1, -1), 5, 5)
        inside = rect.adjusted(2 * GRID, 0, -2 * GRID, 0)
        self._write(painter, inside, until(item), look.amber if wrong else look.text, 0, _TIME)
        minutes = minutes_words(view.minutes_now(n)) if view.minutes_now(n) else ""
        self._write(painter, inside, minutes, look.dim, _TIME, _LONG)
        rest = inside.width() - _TIME - _LONG
        colour = look.dim if item.phase == "break" else look.text
        self._write(painter, inside, item.activity, colour, _TIME + _LONG, rest)
        painter.setPen(QColor(look.line))
        painter.drawLine(rect.left() + 2 * GRID, rect.bottom(), rect.right() - 2 * GRID, rect.bottom())
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, rect: QRect, words: str, colour: str, left: int, width: int) -> None:
        painter.setPen(QColor(colour))
        place = QRect(rect.left() + left, rect.top(), max(width, 0), rect.height())
        place = QStyle.visualRect(painter.layoutDirection(), rect, place)
        short = painter.fontMetrics().elidedText(
            " ".join(words.split()), Qt.TextElideMode.ElideRight, place.width() - GRID
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """None: words are changed beside the list."""
        return None  # type: ignore[return-value]


def said(item: AgendaItem, found: Sequence[Found]) -> str:
    """A line of the agenda as it is read aloud."""
    parts = [until(item), minutes_words(item.minutes), phase_words().get(item.phase, ""), item.activity]
    return ", ".join(part for part in (*parts, *map(clash_words, found)) if part)


def _clipped(minutes: int) -> int:
    return min(max(minutes, 0), LONGEST)
