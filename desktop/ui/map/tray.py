"""The tray: the people who wait to be placed, thousands if need be. Drag one onto the map, or press 1 to 5."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.domain.names import fold
from desktop.domain.tiers import TIERS
from desktop.ui.fitting import hint
from desktop.ui.widgets import button
from desktop.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

MIME_TYPE = "application/x-rapport-person"
_DOT, _NAME_WIDTH = 8, 200
"""Radius of the dragged dot and the greatest width of the name beside it, in pixels."""
_BATCH = 200
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

    def row_of(self, person: int | None) -> int | None:
        """The shown row of a person, None when not shown."""
        ids = self._ids
        return next((at for at, row in enumerate(self._rows) if ids[row] == person), None)

    def holds(self, ids: Sequence[int], names: Sequence[str]) -> bool:
        """Whether these are the very people it has."""
        return bool(ids) and self._ids == ids and self._names == names

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
    missed = Signal(int)
    """A person was dragged and let go where nobody takes them."""

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
        # A dot with the name beside it. The row itself stays: the plan decides whether it goes, and tells the model.
        index, model = self.currentIndex(), self.model()
        if not index.isValid() or not isinstance(model, WaitingPeople):
            return
        person, drag = model.person(index), QDrag(self)
        drag.setMimeData(model.mimeData([index]))
        drag.setPixmap(dot_and_name(str(index.data()), self))
        drag.setHotSpot(QPoint(_DOT, _DOT))
        if drag.exec(Qt.DropAction.MoveAction) == Qt.DropAction.IgnoreAction:
            self.missed.emit(person)


def dot_and_name(name: str, widget: QWidget) -> QPixmap:
    """What is in the hand while a person is dragged, in the colours of `widget`."""
    measure, ratio = widget.fontMetrics(), widget.devicePixelRatioF()
    said = measure.elidedText(" ".join(name.split()), Qt.TextElideMode.ElideRight, _NAME_WIDTH)
    width, height = 2 * _DOT + 4 + measure.horizontalAdvance(said) + 2, max(2 * _DOT, measure.height())
    picture = QPixmap(ceil(width * ratio), ceil(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    p = QPainter(picture)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(widget.palette().highlight())
    p.drawEllipse(QPointF(_DOT, height / 2), _DOT - 1, _DOT - 1)
    p.setPen(widget.palette().text().color())
    p.setFont(widget.font())
    p.drawText(QPointF(2 * _DOT + 4, (height - measure.height()) / 2 + measure.ascent()), said)
    p.end()
    return picture


class Tray(QWidget):
    """Waiting people with a filter line."""

    placed = Signal(int, str)
    """A key 1 to 5 was pressed on a person: id, tier id."""
    selected = Signal(object)
    """int: a person was clicked. The keys alone, a drag, and other people coming in select nobody."""
    activated = Signal(int)
    """Open this person."""
    sort_wanted = Signal()
    """Go through all of them, one at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = WaitingPeople(self)
        self.sort = button(_("Sort people…"))
        self.sort.clicked.connect(self.sort_wanted)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.filter = QLineEdit()
        hint(self.filter, _("Find among the waiting"))
        self.filter.setAccessibleName(_("Find among the waiting"))
        self.filter.setClearButtonEnabled(True)
        self.list = _List()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setDragEnabled(True)
        self.list.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.list.setAccessibleName(_("People waiting"))
        self.list.setToolTip(_("Drag a person onto the map, or press 1 (Advocate) to 5 (Not yet connected)."))
        # Laid out by and by: thousands at once would hold up the window.
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(_BATCH)
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setProperty("role", "dim")
        self.said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        for part in (self.title, self.sort, self.filter, self.list, self.said):
            layout.addWidget(part)
        self.filter.textChanged.connect(self.model.set_filter)
        self.list.pressed_tier.connect(lambda person, tier: self.placed.emit(person, TIERS[tier]))
        self.list.opened.connect(self.activated)
        self.list.doubleClicked.connect(lambda index: self.activated.emit(self.model.person(index)))
        self.list.clicked.connect(lambda index: self.selected.emit(self.model.person(index)))
        self.list.pressed.connect(self.said.hide)
        self.list.missed.connect(self._missed)
        self.set_people((), ())

    def set_people(self, ids: Sequence[int], names: Sequence[str]) -> None:
        """Show these people. The keys stay on the same person, or on the next one when that one is gone."""
        if self.model.holds(ids, names):
            return
        current = self.list.currentIndex()
        row, person = current.row(), self.model.person(current) if current.isValid() else None
        self.said.hide()
        self.model.set_people(ids, names)
        self.title.setText(ngettext("{n} person waiting", "{n} people waiting", len(ids)).format(n=len(ids)))
        if row >= 0 and self.model.rowCount():
            there = self.model.row_of(person)
            row = min(row, self.model.rowCount() - 1) if there is None else there
            self.list.setCurrentIndex(self.model.index(row))

    def _missed(self, person: int) -> None:
        row = self.model.row_of(person)
        if row is not None:
            name = " ".join(str(self.model.index(row).data()).split())
            self.said.setText(_("{name} still waits: let go over the map to place them.").format(name=name[:60]))
            self.said.show()
