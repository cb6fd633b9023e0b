"""The preview of what comes in: a line a row, each open to change."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.exchange import revise
from desktop.exchange.pipeline import PlannedRow
from desktop.exchange.reasons import Outcome, outcome_words, reason_words
from desktop.ui.text_size import px
from desktop.ui.tips import plain_tip
from desktop.ui.widgets import named
from desktop.words import _

_Index = QModelIndex | QPersistentModelIndex
ROW, NAME, OUTCOME, WHY = range(4)
_FIRST = WHY
"""Here and to the right stand the fields after the name: the column less this is the place in `revise.FIELDS`."""
VALUE = Qt.ItemDataRole.UserRole


def column_of(field: str) -> int:
    """Where a field of the row stands."""
    return NAME if field == "name" else _FIRST + revise.FIELDS.index(field)


def _field(column: int) -> str:
    """The field in a column, '' for one that holds none."""
    if column > WHY:
        return revise.FIELDS[column - _FIRST]
    return "name" if column == NAME else ""


class Preview(QAbstractTableModel):
    """What becomes of each row as it stands now: as it was planned, and what the user said about it."""

    counted = Signal()
    """A row was changed: the counts are others."""

    def __init__(self) -> None:
        super().__init__()
        self._planned: tuple[PlannedRow, ...] = ()
        self._said: dict[int, revise.Said] = {}
        self.rows: list[PlannedRow] = []
        """The rows as the user left them, in order."""
        self._only = False
        self._shown: Sequence[int] = ()
        self._words = outcome_words()
        self._titles = _titles()

    def show(self, rows: tuple[PlannedRow, ...]) -> None:
        """Begin with these rows; of the same rows, read otherwise, what the user said still holds."""
        if [row.row for row in rows] != [row.row for row in self._planned]:
            self._said = {}
        self._planned, self.rows = rows, list(rows)
        for at, said in self._said.items():
            self.rows[at] = revise.revised(rows[at], said)
        self.show_only_told(self._only)

    def show_only_told(self, only: bool) -> None:
        """Show the rows that are not simply new, or all."""
        self.beginResetModel()
        self._only = only
        everything = range(len(self.rows))
        self._shown = [n for n in everything if self.rows[n].outcome is not Outcome.CREATE] if only else everything
        self.endResetModel()

    def counts(self) -> Counter[Outcome]:
        """How many rows come to what."""
        return Counter(map(attrgetter("outcome"), self.rows))

    def choices(self, index: _Index) -> tuple[Outcome, ...]:
        """What can become of a row."""
        at = self._shown[index.row()]
        return revise.choices(self.rows[at] if self._planned[at].outcome is Outcome.FAIL else self._planned[at])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._titles[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[self._shown[index.row()]]
        column = index.column()
        if role == VALUE:
            return row.outcome
        if role == Qt.ItemDataRole.ToolTipRole and column == WHY:
            return plain_tip(reason_words(row.reason))
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        if field := _field(column):
            return revise.value(row, field).replace("\n", " ")
        if column == ROW:
            return str(row.row)
        return self._words[row.outcome] if column == OUTCOME else reason_words(row.reason)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row, column = self.rows[self._shown[index.row()]], index.column()
        if column == OUTCOME:
            editable = len(self.choices(index)) > 1
        else:
            editable = bool(field := _field(column)) and revise.may_change(row, field)
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        at, field = self._shown[index.row()], _field(index.column())
        before, said = self.rows[at], self._said.get(at, revise.Said())
        if index.column() == OUTCOME:
            said = replace(said, outcome=value)
        elif field and revise.may_change(before, field) and str(value) != index.data(Qt.ItemDataRole.EditRole):
            if (text := revise.tidy(field, str(value))) is None:
                return False
            said = replace(said, texts={**said.texts, field: text})
        else:
            return False
        self._said[at] = said
        self.rows[at] = revise.revised(self._planned[at], said)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
        self.counted.emit()
        return True


def _titles() -> tuple[str, ...]:
    """The words above the columns."""
    fields = (
        _("Role"), _("Organisation"), _("E-mail"), _("Telephone"), _("Group"), _("Tags"), _("Web page"),
        _("Known since"), _("Note"),
    )  # fmt: skip
    return (_("Row"), _("Name"), _("What happens"), _("Why"), *fields)


class PreviewTable(QTableView):
    """The preview on the screen: F2, a double click or Enter changes a cell."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        named(self, _("What would happen, row by row"))
        self.setModel(preview)
        self.setItemDelegate(_Cells(preview, self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(px(30))
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for column, width in enumerate((48, 160, 110, 190, 130, 130, 170)):
            self.setColumnWidth(column, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter changes the cell; it does not bring people in by accident."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.state() != QAbstractItemView.State.EditingState and self.currentIndex().isValid():
            if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
            event.accept()


class _Cells(QStyledItemDelegate):
    """A line to write in, or a list of what can become of a row."""

    def __init__(self, preview: Preview, parent: QWidget) -> None:
        super().__init__(parent)
        self._preview = preview

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        title = str(self._preview.headerData(index.column(), Qt.Orientation.Horizontal))
        if index.column() == OUTCOME:
            combo = QComboBox(parent)
            words = outcome_words()
            for outcome in self._preview.choices(index):
                combo.addItem(words[outcome], outcome)
            combo.activated.connect(lambda _: self._finish(combo))
            named(combo, title)
            return combo
        line = QLineEdit(parent)
        line.setProperty("role", "cell")
        named(line, title)
        return line

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(VALUE))))
        elif isinstance(editor, QLineEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            self._preview.setData(index, Outcome(editor.currentData()))
        elif isinstance(editor, QLineEdit):
            self._preview.setData(index, editor.text())
