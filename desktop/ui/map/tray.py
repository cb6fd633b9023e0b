"""The tray: the people who wait to be placed, thousands if need be. Drag one onto the map, or press 1 to 5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.domain.names import fold
from desktop.domain.tiers import TIERS
from desktop.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

MIME_TYPE = "application/x-rapport-person"
_Index = QModelIndex | QPersistentModelIndex


def dragged_person(data: QMimeData) -> int | None:
    """The id of the person in a drag, None when it holds none."""
    if not data.hasFormat(MIME_TYPE):
        return None
    text = bytes(data.data(MIME_TYPE).data()).decode("ascii", "replace")
    return int(text) if text.isascii() and text.isdigit() else None


class WaitingPeople(QAbstractListModel):
    """Names of waiting people; the filter keeps a list of rows of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: Sequence[int] = ()
        self._names: Sequence[str] = ()
        self._folded: list[str] | None = None
        self._rows: Sequence[int] = ()
        self._wanted = ""

    def set_people(self, ids: Sequence[int], names: Sequence[str]) -> None:
        """Other people, in the order given."""
        self.beginResetModel()
        self._ids, self._names, self._folded = ids, names, None
        self._rows = self._matching()
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Show those whose name holds `text`, in any spelling."""
        self.beginResetModel()
        self._wanted = fold(text)
        self._rows = self._matching()
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many wait, shown or not."""
        return len(self._ids)

    def person(self, index: _Index) -> int:
        """The id of a shown row."""
        return int(self._ids[self._rows[index.row()]])

    def _matching(self) -> Sequence[int]:
        if not self._wanted:
            return range(len(self._ids))
        if self._folded is None:  # folded once, when first searched
            self._folded = [fold(name) for name in self._names]
        return [row for row, name in enumerate(self._folded) if self._wanted in name]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._names[self._rows[index.row()]]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Everyone can be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """One type of our own: a person."""
        return [MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The first of the dragged people."""
        data = QMimeData()
        data.setData(MIME_TYPE, str(self.person(indexes[0])).encode("ascii"))
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        """Dragging places a person; nothing is copied."""
        return Qt.DropAction.MoveAction


class _List(QListView):
    pressed_tier = Signal(int, int)
    opened = Signal(int)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        index, model = self.currentIndex(), self.model()
        if not index.isValid() or not isinstance(model, WaitingPeople):
            super().keyPressEvent(ev)
        elif Qt.Key.Key_1 <= ev.key() <= Qt.Key.Key_5 and not ev.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.pressed_tier.emit(model.person(index), ev.key() - Qt.Key.Key_1)
        elif ev.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(model.person(index))
        else:
            super().keyPressEvent(ev)

    def startDrag(self, actions: Qt.DropAction) -> None:
        # The row itself stays: the plan decides whether it goes, and then tells the model.
        super().startDrag(Qt.DropAction.CopyAction)


class Tray(QWidget):
    """Waiting people with a filter line."""

    placed = Signal(int, str)
    """A key 1 to 5 was pressed on a person: id, tier id."""
    selected = Signal(object)
    """int | None: the person the keys are on."""
    activated = Signal(int)
    """Open this person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = WaitingPeople(self)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find among the waiting"))
        self.filter.setAccessibleName(_("Find among the waiting"))
        self.filter.setClearButtonEnabled(True)
        self.list = _List()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setDragEnabled(True)
        self.list.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.list.setAccessibleName(_("People waiting"))
        self.list.setToolTip(_("Drag a person onto the map, or press 1 (Advocate) to 5 (Not yet connected)."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        for part in (self.title, self.filter, self.list):
            layout.addWidget(part)
        self.filter.textChanged.connect(self.model.set_filter)
        self.list.pressed_tier.connect(lambda person, tier: self.placed.emit(person, TIERS[tier]))
        self.list.opened.connect(self.activated)
        self.list.doubleClicked.connect(lambda index: self.activated.emit(self.model.person(index)))
        self.list.selectionModel().currentChanged.connect(self._current)
        self.set_people((), ())

    def set_people(self, ids: Sequence[int], names: Sequence[str]) -> None:
        """Show these people; the place in the list is kept."""
        row = self.list.currentIndex().row()
        self.model.set_people(ids, names)
        self.title.setText(ngettext("{n} person waiting", "{n} people waiting", len(ids)).format(n=len(ids)))
        if row >= 0 and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1)))

    def _current(self, index: QModelIndex) -> None:
        self.selected.emit(self.model.person(index) if index.isValid() else None)
