"""The map as a list, for those who hear it: everybody with tier, group and key relationship, then who is missing.

It lies under the canvas, complete and never painted: Qt tells screen readers of it as of any list, so it works with
each of them. What is chosen on the map is current in it, and who is chosen in it is chosen on the map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QListView, QWidget

from desktop.diagram import MapPeople
from desktop.ui.map.says import missing_words, person_words
from desktop.words import _

if TYPE_CHECKING:
    from desktop.diagram import MapGap

_Index = QModelIndex | QPersistentModelIndex
_BATCH = 200


class Heard(QAbstractListModel):
    """The lines of the list, nearest first, tier by tier and group by group. Words are made when they are asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._people = MapPeople.empty()
        self._order: list[int] = []
        self._line: dict[int, int] = {}

    def set_people(self, people: MapPeople) -> None:
        """Other people, or the same after a change."""
        order: list[int] = np.lexsort((people.ids, people.group, people.tier)).tolist()
        came = order != self._order or len(people.gaps) != len(self._people.gaps)
        if came:
            self.beginResetModel()
        self._people, self._order = people, order
        self._line = {}
        if came:
            self.endResetModel()
        elif order:
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Everybody, and who is missing."""
        return 0 if parent.isValid() else len(self._order) + len(self._people.gaps)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line in words."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return None
        there = self.at(index.row())
        if isinstance(there, int):
            return person_words(self._people, self._order[index.row()])
        return missing_words(self._people, there)

    def at(self, line: int) -> int | MapGap:
        """The id of the person of a line, or who is missing."""
        if line < len(self._order):
            return int(self._people.ids[self._order[line]])
        return self._people.gaps[line - len(self._order)]

    def line_of(self, chosen: int | MapGap | None) -> int | None:
        """The line of a person or of somebody missing, None for none."""
        if chosen is None:
            return None
        if not isinstance(chosen, int):
            gaps = self._people.gaps
            return len(self._order) + gaps.index(chosen) if chosen in gaps else None
        if not self._line:
            ids = self._people.ids[self._order].tolist() if self._order else []
            self._line = {key: line for line, key in enumerate(ids)}
        return self._line.get(chosen)


class HeardList(QListView):
    """Never painted and never in the way of mouse or Tab: the keys of the map lead through it."""

    chosen = Signal(object)
    """int | MapGap: chosen in the list itself, by a screen reader."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heard = Heard(self)
        self.setModel(self.heard)
        self.setAccessibleName(_("People on the map"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setUpdatesEnabled(False)
        self._following = False
        self.selectionModel().currentChanged.connect(self._tell)

    def follow(self, chosen: int | MapGap | None) -> None:
        """What is chosen on the map: it has the reader's focus now."""
        line = self.heard.line_of(chosen)
        self._following = True
        self.setCurrentIndex(self.heard.index(line) if line is not None else QModelIndex())
        self._following = False
        if line is not None:
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(line)
            QAccessible.updateAccessibility(event)

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid() and not self._following:
            self.chosen.emit(self.heard.at(current.row()))
