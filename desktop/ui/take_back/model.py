"""The differences as rows, person by person, with a box to tick each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.domain.differences import Difference, Differences, closure, quiet, without
from desktop.plan.taking_back import Compared
from desktop.telling import Telling
from desktop.ui.tips import plain_tip
from desktop.words import _, one_line

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

WHO, WHAT, OURS, THEIRS = range(4)
_LONGEST = 160


class DifferencesModel(QAbstractTableModel):
    """Who, what, what my plan says, what the copy says. `chosen` are the ids that are ticked."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.found: Differences = {}
        self.chosen: set[str] = set()
        self.telling = Telling({}, {})
        self._all: Sequence[Difference] = ()
        self._rows: Sequence[Difference] = ()
        self._heads = (_("Person"), _("What"), _("My plan"), _("The copy"))

    def show(self, compared: Compared) -> None:
        """Show what came of comparing; ticked is what is no conflict."""
        self.beginResetModel()
        self.found, self.telling = compared.found, Telling(compared.ours, compared.theirs)
        at = {person: n for n, person in enumerate(dict.fromkeys(each.person for each in self.found.values()))}
        self._all = self._rows = sorted(self.found.values(), key=lambda each: at[each.person])
        self.chosen = quiet(self.found)
        self.endResetModel()
        self.ticked.emit()

    def show_only_conflicts(self, only: bool) -> None:
        """Leave out what can be taken over without a second thought, or show it again."""
        self.beginResetModel()
        self._rows = [each for each in self._all if each.conflict] if only else self._all
        self.endResetModel()

    def difference(self, index: _Index) -> Difference | None:
        """What stands in a row."""
        return self._rows[index.row()] if index.isValid() else None

    def choose(self, chosen: set[str]) -> None:
        """Tick these and no others."""
        self.chosen = chosen
        if self._rows:
            self.dataChanged.emit(self.index(0, WHAT), self.index(len(self._rows) - 1, WHAT))
        self.ticked.emit()

    def toggle(self, each: Difference) -> None:
        """Tick one with what comes along, or refuse it with what cannot be without it."""
        if each.id in self.chosen:
            self.choose(without(self.found, self.chosen, [each.id]))
        else:
            self.choose(self.chosen | closure(self.found, lambda other: other.id == each.id))

    def accepted(self) -> list[Difference]:
        """What is ticked, in the order of the plan."""
        return [each for each in self.found.values() if each.id in self.chosen]

    # --- Qt ---

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._heads[section]
        if orientation == Qt.Orientation.Horizontal and role == _Role.ToolTipRole:
            return plain_tip(self._heads[section])
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.column() == WHAT else found

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        each = self._rows[index.row()]
        if role == _Role.CheckStateRole and index.column() == WHAT:
            return Qt.CheckState.Checked if each.id in self.chosen else Qt.CheckState.Unchecked
        if role == _Role.AccessibleTextRole:
            return self._spoken(each)
        if role == _Role.DisplayRole:
            return self._said(each, index.column(), index.row())
        return None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole:
            return False
        self.toggle(self._rows[index.row()])
        return True

    def _said(self, each: Difference, column: int, row: int) -> str:
        if column == WHO:
            first = row == 0 or self._rows[row - 1].person != each.person
            return self.telling.person(each.person) if first else ""
        if column == WHAT:
            mark = "⚠ " if each.conflict else ""
            return f"{mark}{self.telling.about(each)} · {self.telling.what(each)}"
        return one_line(self.telling.side(each, ours=column == OURS).replace("\n", "; "), _LONGEST) or "–"

    def _spoken(self, each: Difference) -> str:
        conflict = _("conflict") if each.conflict else ""
        said = (self.telling.person(each.person), self.telling.about(each), self.telling.what(each), conflict)
        return ", ".join(part for part in said if part)
