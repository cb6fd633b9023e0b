"""A list of those who take part, each with how far something is: chosen with the arrows, moved with Alt and them."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from desktop.ui.inspector.parts import colours
from desktop.ui.text_size import px
from desktop.ui.tips import plain_tip
from desktop.ui.widgets import changed_palette, named

_ROW = 34
_NAME_SHARE = 0.58
"""Of the room that how far it is leaves over."""
_PERSON = Qt.ItemDataRole.UserRole

_Item = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Line(NamedTuple):
    """A person with their side and how far it is; `tone`: good, amber, red, dim."""

    person: int
    name: str
    side: str
    state: str
    tone: str = "dim"


class PeopleList(QTableWidget):
    """At most one is chosen; as high as its lines."""

    chosen = Signal(int)
    """A person."""
    opened = Signal(int)
    """A person: Enter or a double click."""
    moved = Signal(int, int)
    """(person, -1 up or 1 down): Alt and an arrow."""

    def __init__(self, name: str) -> None:
        super().__init__(0, 3)
        named(self, name)
        self._lines: tuple[Line, ...] = ()
        self._filling = False
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.verticalHeader().setMinimumSectionSize(px(_ROW))
        self.horizontalHeader().setMinimumSectionSize(60)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemSelectionChanged.connect(self._choose)
        self.cellDoubleClicked.connect(lambda row, _column: self.opened.emit(self._lines[row].person))

    @property
    def person(self) -> int | None:
        """Who is chosen."""
        row = self.currentRow()
        return self._lines[row].person if 0 <= row < len(self._lines) else None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; who was chosen stays chosen."""
        person, self._lines = self.person, tuple(lines)
        self._filling = True
        self.setRowCount(len(self._lines))
        for row, line in enumerate(self._lines):
            for column, text in enumerate((line.name, line.side, line.state)):
                item = QTableWidgetItem(" ".join(text.split()))
                item.setFlags(_Item)
                item.setData(Qt.ItemDataRole.ToolTipRole, plain_tip(text))
                item.setData(_PERSON, line.person)
                self.setItem(row, column, item)
        self._colour()
        self.select(person)
        self._filling = False
        self._share_out()
        self.setFixedHeight(max(1, len(self._lines)) * px(_ROW) + 2)

    def select(self, person: int | None) -> None:
        """Choose a person, if they are in the list."""
        rows = [row for row, line in enumerate(self._lines) if line.person == person]
        if rows:
            self.setCurrentCell(rows[0], 0)
        else:
            self.setCurrentItem(None)  # pyright: ignore[reportArgumentType] - Qt takes it for nothing chosen
            self.clearSelection()

    def _colour(self) -> None:
        palette = colours()
        tones = {"good": palette.good, "amber": palette.amber, "red": palette.red}
        for row, line in enumerate(self._lines):
            for column, tone in ((1, palette.dim), (2, tones.get(line.tone, palette.dim))):
                if (item := self.item(row, column)) is not None:
                    item.setForeground(QColor(tone))

    def _choose(self) -> None:
        if not self._filling and (person := self.person) is not None:
            self.chosen.emit(person)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        state = min(self.sizeHintForColumn(2), self.viewport().width() // 2)
        name = round((self.viewport().width() - state) * _NAME_SHARE)
        for column, width in enumerate((name, self.viewport().width() - state - name, state)):
            self.setColumnWidth(column, max(60, width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, person = event.key(), self.person
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if person is not None and way and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(person, way)
        elif person is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(person)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if changed_palette(event):
            self._colour()
