"""The table itself: painted plainly and fast, edited in place, acted upon by keys and the context menu."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui.palette import Palette
from desktop.ui.people.listing import Column
from desktop.ui.people.model import VALUE, Index, PeopleModel
from desktop.ui.text_size import px
from desktop.ui.theme import Theme
from desktop.ui.widgets import named
from desktop.words import _, tier_words

_ROW = 36
_WIDTHS = {
    Column.KEY: 34,
    Column.NAME: 150,
    Column.ROLE: 130,
    Column.ORGANISATION: 110,
    Column.GROUP: 120,
    Column.TIER: 110,
    Column.LAST: 100,
}
_GROWING = {Column.NAME: 4, Column.ROLE: 6, Column.ORGANISATION: 4, Column.GROUP: 4, Column.LAST: 1}
"""How room beyond the least widths is shared."""
_WIDEST = 4000


class PeopleTable(QTableView):
    """The people; what is chosen in it and wanted of it goes out as signals."""

    chosen = Signal(object)
    """int | None: the one selected person, None for none or several."""
    delete_wanted = Signal(list)
    """Ids."""

    def __init__(self, model: PeopleModel, theme: Theme) -> None:
        super().__init__()
        self._people = model
        self.fill_menu: Callable[[QMenu, list[int]], None] = _no_entries
        """Puts what can be done with the selected people into the context menu."""
        named(self, _("People"))
        self.setModel(model)
        self.setItemDelegate(_Cells(model, theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.setProperty("people", True)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(px(_ROW))
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setMinimumSectionSize(_WIDTHS[Column.KEY])
        self._own_widths = self._fitting = False
        self._fit_columns(px(sum(_WIDTHS.values())))
        # Not at once: the click that opens the inspector may be the first half of a double click on a cell.
        self._resized = QTimer(self, interval=QApplication.doubleClickInterval(), singleShot=True)
        self._resized.timeout.connect(self._refit)
        columns.setSectionResizeMode(Column.KEY, QHeaderView.ResizeMode.Fixed)
        columns.setStretchLastSection(True)
        columns.setSectionsClickable(True)
        columns.setSortIndicatorShown(True)
        columns.setSortIndicatorClearable(True)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        columns.sortIndicatorChanged.connect(self._sort)
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        columns.sectionResized.connect(self._resized_by_hand)
        self._kept: list[int] = []
        self._restoring = False
        self._telling = False

    def people(self) -> list[int]:
        """The selected people, from top to bottom."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self._people.person(row) for row in rows]

    def show_person(self, person: int | None) -> None:
        """Select somebody without saying so; None selects nobody."""
        if self._telling or self.people() == ([] if person is None else [person]):
            return
        row = None if person is None else self._people.row_of(person)
        self._restoring = True
        if row is None:
            self.selectionModel().clear()
        else:
            self.setCurrentIndex(self._people.index(row, Column.NAME))
            self.scrollTo(self.currentIndex())
        self._restoring = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() <= 0:
            self._refit()
        elif event.size().width() != event.oldSize().width():
            self._resized.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(px(_ROW))
            self._refit()

    def _refit(self) -> None:
        if self.state() != QAbstractItemView.State.EditingState:
            bar = self.verticalScrollBar()
            self._fit_columns(self.viewport().width() - (0 if bar.isVisible() else bar.sizeHint().width()))

    def arranged(self) -> str:
        """How wide the columns are, once the user has said so: numbers with blanks between."""
        columns = self.horizontalHeader()
        return " ".join(str(columns.sectionSize(each)) for each in Column) if self._own_widths else ""

    def arrange(self, said: str) -> None:
        """Columns as wide as `arranged` said; where that makes no sense, as they come."""
        widths = [int(each) for each in said.split() if each.isdecimal()]
        if len(widths) == len(Column) and max(widths) < _WIDEST:
            for column, width in zip(Column, widths, strict=True):
                self.horizontalHeader().resizeSection(column, width)
            self._own_widths = True

    def _resized_by_hand(self, column: int, _before: int, _after: int) -> None:
        # The last one takes what room there is.
        if not self._fitting and column != max(Column) and QApplication.mouseButtons():
            self._own_widths = True

    def _fit_columns(self, width: int) -> None:
        if self._own_widths:
            return
        self._fitting = True
        columns = self.horizontalHeader()
        spare = max(0, width - px(sum(_WIDTHS.values()))) / sum(_GROWING.values())
        for column, least in _WIDTHS.items():
            columns.resizeSection(column, px(least) + int(spare * _GROWING.get(column, 0)))
        self._fitting = False

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._people.sort(column, order)

    def _keep(self) -> None:
        self._kept = self.people()

    def _restore(self) -> None:
        self._restoring = True
        for person in self._kept[:500]:
            row = self._people.row_of(person)
            if row is not None:
                how = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
                self.selectionModel().select(self._people.index(row, 0), how)
        if len(self._kept) == 1 and (row := self._people.row_of(self._kept[0])) is not None:
            self.selectionModel().setCurrentIndex(
                self._people.index(row, Column.NAME), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self.scrollTo(self.currentIndex())
        self._restoring = False

    def _tell(self) -> None:
        if not self._restoring:
            people = self.people()
            self._telling = True
            self.chosen.emit(people[0] if len(people) == 1 else None)
            self._telling = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.people():
            self.delete_wanted.emit(self.people())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._can_edit():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _can_edit(self) -> bool:
        editable = bool(self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable)
        # Enter that ends an editor comes here, too.
        return editable and self.state() != QAbstractItemView.State.EditingState

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        people = self.people()
        if not people:
            return
        menu = QMenu(self)
        self.fill_menu(menu, people)
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft() + QPoint(8, 0))
        menu.popup(at)


class _Cells(QStyledItemDelegate):
    """Paints a cell as one line of plain text over a hairline, and brings the right editor for each column."""

    def __init__(self, model: PeopleModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._people = model
        self._palette = theme.palette
        theme.changed.connect(self._recolour)

    def _recolour(self, palette: Palette) -> None:
        self._palette = palette

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, column = self._palette, index.column()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - the stubs leave these fields out
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(colours.line))
        inner = rect.adjusted(8, 0, -8, 0)
        text = str(index.data() or "").replace("\n", " ")
        if column == Column.GROUP and text:
            inner = self._dot(painter, inner, index)
        dim = column in (Column.ORGANISATION, Column.LAST) or (column == Column.TIER and index.data(VALUE) is None)
        painter.setPen(QColor(colours.gold if column == Column.KEY else colours.dim if dim else colours.text))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        metrics = painter.fontMetrics()
        painter.drawText(inner, flags, metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width()))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _dot(self, painter: QPainter, inner: QRect, index: Index) -> QRect:
        place = list(self._people.groups).index(index.data(VALUE))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.groups[place % len(self._palette.groups)]))
        way = painter.layoutDirection()
        painter.drawEllipse(QStyle.visualRect(way, inner, QRect(inner.left(), inner.center().y() - 3, 8, 8)))
        painter.restore()
        return QStyle.visualRect(way, inner, inner.adjusted(14, 0, 0, 0))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = Column(index.column())
        if column in (Column.GROUP, Column.TIER):
            choices = self._choices(column)
            combo = QComboBox(parent)
            for value, words in choices.items():
                combo.addItem(words, value)
            combo.activated.connect(lambda _: self._finish(combo))
            named(combo, str(self._people.headerData(column, Qt.Orientation.Horizontal)))
            return combo
        line = QLineEdit(parent)
        line.setProperty("role", "cell")
        named(line, str(self._people.headerData(column, Qt.Orientation.Horizontal)))
        if column == Column.ORGANISATION:
            completer = QCompleter(self._people.organisations(), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            line.setCompleter(completer)
        return line

    def _choices(self, column: Column) -> dict[Any, str]:
        if column == Column.TIER:
            return {**tier_words(), None: _("waiting")}
        return {None: _("No group"), **{key: group.label for key, group in self._people.groups.items()}}

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(VALUE))))
        elif isinstance(editor, QLineEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        value = editor.currentData() if isinstance(editor, QComboBox) else None
        if isinstance(editor, QLineEdit):
            value = editor.text()
        self._people.setData(index, value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, 0, -1))  # pyright: ignore[reportAttributeAccessIssue]


def _no_entries(_menu: QMenu, _people: list[int]) -> None:
    """An empty menu."""
