"""The Qt model of the matrix: a row for each group, a column for each tier, then the wish and how well it is met."""

from collections.abc import Collection
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.tiers import TIERS
from desktop.ui.gaps.cells import Cell, Cells
from desktop.ui.gaps.phrases import cell_words, cover_words, dormant_words, short_wish, wish_words
from desktop.ui.tips import plain_tip
from desktop.ui.widgets import short_tiers
from desktop.words import _, tier_words

Index = QModelIndex | QPersistentModelIndex

HEAT = Qt.ItemDataRole.UserRole
"""0 for nobody to 1 for the fullest cell of the matrix."""
GROUP_COLOUR = Qt.ItemDataRole.UserRole + 1
"""The number of the group among the colours; None for no group."""
COVER = Qt.ItemDataRole.UserRole + 2
"""Cover, None where the group is no key group."""
MISSING = Qt.ItemDataRole.UserRole + 3
"""Whether somebody is wanted in this very cell and the group has nobody near enough."""
POINTED = Qt.ItemDataRole.UserRole + 4
"""Whether somebody whom a figure speaks of is in the cell."""

KEY_MARK = " ◆"
"""Behind the name of a key group."""

_TIP = Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class Column(IntEnum):
    """The columns; TIER is the first of five."""

    GROUP = 0
    TIER = 1
    WISH = 6
    COVER = 7


def tier_of(column: int) -> str | None:
    """The tier of a column, None for the others."""
    at = column - Column.TIER
    return TIERS[at] if 0 <= at < len(TIERS) else None


class MatrixModel(QAbstractTableModel):
    """Shows Cells; `refresh` after they have changed."""

    def __init__(self, cells: Cells, parent: QObject) -> None:
        super().__init__(parent)
        self._cells = cells
        self._rows: list[int | None] = []
        self._colours: dict[int | None, int] = {}
        self._most = 1
        self._short = False
        self._pointed: frozenset[Cell] = frozenset()

    def refresh(self) -> None:
        """Show the cells as they are now. Rows stay as long as the groups do."""
        rows = self._cells.rows
        self._colours = {group: n for n, group in enumerate(self._cells.groups)}
        self._most = max((self._cells.count(group, tier) for group in rows for tier in TIERS), default=1) or 1
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, Column.COVER))

    def point_at(self, people: Collection[int]) -> None:
        """Mark the cells of these people; nobody for none."""
        found: set[Cell] = set()
        for person in people:
            who = self._cells.nodes.get(person)
            if who is not None:
                found |= {(group, who.tier) for group in who.groups or (None,)}
        self._pointed = frozenset(found)
        if self._rows:
            self.dataChanged.emit(self.index(0, Column.TIER), self.index(len(self._rows) - 1, Column.WISH - 1))

    def shorten(self, short: bool) -> None:
        """Whether there is room only for the short names of the tiers."""
        if short != self._short:
            self._short = short
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.TIER, Column.WISH)

    def group(self, row: int) -> int | None:
        """The group of a row; None for no group."""
        return self._rows[row]

    def row_of(self, group: int | None) -> int | None:
        """The row of a group, None when it has none."""
        return self._rows.index(group) if group in self._rows else None

    def label(self, row: int) -> str:
        """The name of a row."""
        found = self._cells.groups.get(self._rows[row] or 0)
        return found.label if found is not None else _("No group")

    # --- Qt ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column) + len(TIERS) - 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            tier = tier_of(section)
            if tier and self._short:
                return short_tiers().get(tier, tier_words()[tier])
            return tier_words()[tier] if tier else _("I want here") if section == Column.WISH else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and tier_of(section) is None:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and (tier := tier_of(section)) is not None:
            return plain_tip(tier_words()[tier])
        if role == _SPOKEN:
            if (tier := tier_of(section)) is not None:
                return tier_words()[tier]
            return {Column.GROUP: _("Group"), Column.COVER: _("How well it is covered")}.get(section)  # type: ignore[call-overload]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group, column = self._rows[index.row()], index.column()
        tier, cover = tier_of(column), self._cells.coverage(group)
        if role == GROUP_COLOUR:
            return self._colours.get(group)
        if role == COVER:
            return cover.cover if cover else None
        if tier is not None:
            return self._of_cell(index.row(), group, tier, role)
        if column == Column.GROUP:
            found = self._cells.groups.get(group or 0)
            key = found is not None and found.key
            words = {
                Qt.ItemDataRole.DisplayRole: self.label(index.row()) + KEY_MARK if key else self.label(index.row()),
                _SPOKEN: _("{group}, a key group").format(group=self.label(index.row())) if key else None,
                _TIP: plain_tip(
                    _("{group}: your work depends on it").format(group=self.label(index.row()))
                    if key
                    else self.label(index.row())
                ),
            }
            return words.get(role)  # type: ignore[call-overload]
        if column == Column.WISH:
            found = self._cells.groups.get(group or 0)
            wish = "" if found is None else wish_words(found.desired_tier)
            words = short_wish(found.desired_tier) if found is not None and self._short else wish
            spoken = _("{group}, I want here: {wish}").format(group=self.label(index.row()), wish=wish)
            return {Qt.ItemDataRole.DisplayRole: words, _SPOKEN: spoken}.get(role)  # type: ignore[call-overload]
        words = cover_words(cover)
        spoken = f"{self.label(index.row())}: {words}" if words else _("{group}: no key group").format(
            group=self.label(index.row())
        )  # fmt: skip
        return {Qt.ItemDataRole.DisplayRole: words, _SPOKEN: spoken}.get(role)  # type: ignore[call-overload]

    def _of_cell(self, row: int, group: int | None, tier: str, role: int) -> Any:
        n = self._cells.count(group, tier)
        missing = self._cells.is_missing(group, tier)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(n) if n else _("missing") if missing else "·"
        if role == HEAT:
            return n / self._most
        if role == MISSING:
            return missing
        if role == POINTED:
            return (group, tier) in self._pointed
        if role == _SPOKEN:
            words = cell_words(self.label(row), tier, n)
            return f"{words}. {_('Somebody is missing here.')}" if missing else words
        if role == _TIP and (asleep := self._cells.dormant(group, tier)):
            return dormant_words(asleep)
        return None
