"""The Qt model of the People table: rows in slices, own sort order and filter, and only what changed is read again."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.domain import records as r
from desktop.domain.errors import KnownError
from desktop.domain.job import Job, run
from desktop.plan import edits, read
from desktop.plan.step import Changes, Edit
from desktop.ui.days import ago
from desktop.ui.help.sentences import sentences
from desktop.ui.jobs import JobRunner
from desktop.ui.people.carried import CARDS, carrying
from desktop.ui.people.listing import Column, Listing, Wanted, entry
from desktop.ui.session import Session
from desktop.ui.tips import plain_tip
from desktop.words import _, tier_words

Index = QModelIndex | QPersistentModelIndex
PERSON = Qt.ItemDataRole.UserRole
VALUE = Qt.ItemDataRole.UserRole + 1
"""Roles: the person's id; the cell's value as stored (a tier id, a group id)."""

_AT_A_TIME = 250
_ONE_BY_ONE = 20
"""Up to so many changed people move to their place one by one; more, and the table starts anew."""


class PeopleModel(QAbstractTableModel):
    """Everybody but the owner. Edits in place go through the session."""

    loaded = Signal()
    """All people are there, after the beginning and after a great change."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._groups: dict[int, r.Group] = {}
        self._listing = Listing({}, {})
        self._descending = False
        self._tiers = tier_words()
        self._loader = JobRunner(self)
        self._stale = True
        session.closing.connect(self._loader.cancel)
        session.changed.connect(self._follow)
        session.frozen.connect(self._freeze)
        self.reload()

    # --- reading ---

    def reload(self) -> None:
        """Read everybody again, in slices."""
        self._loader.cancel()
        self._stale = True
        self._loader.start(self._load(), "", self._take, self._give_up)

    def finish(self) -> None:
        """Read the rest at once."""
        self._loader.finish()

    def _load(self) -> Job[Listing]:
        plan = self._session.plan
        keys = read.person_ids(plan)
        self._groups = read.records(plan, r.Group)
        listing = Listing({}, self._places(), self._listing.column)
        for at in range(0, len(keys), _AT_A_TIME):
            rows = read.person_rows(plan, keys[at : at + _AT_A_TIME])
            listing.entries.update((row.id, entry(row)) for row in rows)
            listing.make_keys(row.id for row in rows)
            yield at, len(keys)
        return listing

    def _take(self, listing: Listing) -> None:
        listing.wanted = self._listing.wanted
        listing.sort(self._listing.column)
        self._stale = False
        self.beginResetModel()
        self._listing = listing
        self.endResetModel()
        self.loaded.emit()

    def _places(self) -> dict[int, int]:
        return {key: n for n, key in enumerate(self._groups)}

    def _give_up(self, problem: Exception) -> None:
        """The file went away while it was read; the next edit says so."""

    def _freeze(self, frozen: bool) -> None:
        if frozen:
            self._loader.cancel()
        elif self._stale:
            self.reload()

    def _follow(self, changes: Changes) -> None:
        people = set(changes.tables.get("contacts", ()))
        everybody = changes.edit in (Edit.IMPORT, Edit.SET_UP) or (
            changes.touches("organisations") and not changes.touches("contacts")
        )
        if self._stale or everybody or len(people) > 4 * _AT_A_TIME:
            self.reload()
            return
        if changes.touches("focal_relationships"):
            people |= self._key_changed()
        if changes.touches("groups"):
            self._groups = read.records(self._session.plan, r.Group)
            self._listing.groups = self._places()
        if people:
            self._update(sorted(people))
        if changes.touches("groups"):
            self._listing.keys.clear()
            self._arrange()

    def _key_changed(self) -> set[int]:
        focals = read.records(self._session.plan, r.FocalRelationship).values()
        now = {focal.contact for focal in focals if focal.state != "closed"}
        return {key for key, each in self._listing.entries.items() if each.row.key != (key in now)}

    def _update(self, people: Sequence[int]) -> None:
        rows = {row.id: row for row in read.person_rows(self._session.plan, people)}
        if len(people) <= _ONE_BY_ONE:
            for key in people:
                self._shift(key, *self._listing.change(key, rows.get(key)))
            return
        for key in people:
            self._listing.entries.pop(key, None)
            self._listing.keys.pop(key, None)
        self._listing.entries.update((key, entry(row)) for key, row in rows.items())
        self._listing.make_keys(rows)
        self._arrange()

    def _shift(self, key: int, at: int | None, to: int | None) -> None:
        """Bring one row from `at` to `to`, places in ascending order, None for not shown."""
        shown, nowhere = self._listing.shown, QModelIndex()
        last = len(shown) - 1
        if at is None and to is None:
            return
        if at is None and to is not None:
            line = last + 1 - to if self._descending else to
            self.beginInsertRows(nowhere, line, line)
            shown.insert(to, key)
            self.endInsertRows()
        elif at is not None and to is None:
            line = last - at if self._descending else at
            self.beginRemoveRows(nowhere, line, line)
            del shown[at]
            self.endRemoveRows()
        elif at is not None and to is not None:
            old, new = (last - at, last - to) if self._descending else (at, to)
            if old != new:
                self.beginMoveRows(nowhere, old, old, nowhere, new + 1 if new > old else new)
                del shown[at]
                shown.insert(to, key)
                self.endMoveRows()
            self.dataChanged.emit(self.index(new, 0), self.index(new, len(Column) - 1))

    def _arrange(self) -> None:
        self.beginResetModel()
        self._listing.sort(self._listing.column)
        self.endResetModel()

    # --- what is shown ---

    @property
    def wanted(self) -> Wanted:
        """The filter in use."""
        return self._listing.wanted

    def filter(self, wanted: Wanted) -> None:
        """Show only these people."""
        self.beginResetModel()
        self._listing.filter(wanted)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; -1 for the default order."""
        self.beginResetModel()
        self._descending = order == Qt.SortOrder.DescendingOrder and column >= 0
        self._listing.sort(Column(column) if column >= 0 else None)
        self.endResetModel()

    @property
    def waiting(self) -> int:
        """How many of them wait to be placed, shown or not."""
        return sum(each.row.tier is None for each in self._listing.entries.values())

    @property
    def people(self) -> int:
        """How many people there are, shown or not."""
        return len(self._listing.entries)

    @property
    def groups(self) -> dict[int, r.Group]:
        """The groups by id, in plan order."""
        return self._groups

    def organisations(self) -> list[str]:
        """The organisations' names, for completion."""
        return read.organisation_labels(self._session.plan)

    def person(self, row: int) -> int:
        """The id of the person in a row."""
        shown = self._listing.shown
        return shown[len(shown) - 1 - row if self._descending else row]

    def row_of(self, person: int) -> int | None:
        """The row of a person, None when not shown."""
        at = self._listing.place(person)
        return at if at is None or not self._descending else len(self._listing.shown) - 1 - at

    def person_row(self, person: int) -> read.PersonRow:
        """What the table knows of a person."""
        return self._listing.entries[person].row

    # --- Qt ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._listing.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _headers()[Column(section)]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.AccessibleTextRole:
            return _headers()[Column(section)] or _("Key relationship")
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.WhatsThisRole:
            return plain_tip(sentences()[_headers()[Column(section)] or _("Key relationship")])
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_headers()[Column(section)] or _("Key relationship"))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._listing.entries[self.person(index.row())].row
        if role == PERSON:
            return row.id
        column = Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column)
        if role == VALUE:
            return {Column.GROUP: row.group, Column.TIER: row.tier}.get(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("Key relationship") if column == Column.KEY and row.key else self._text(row, column)
        return None

    def _text(self, row: read.PersonRow, column: Column) -> str:
        match column:
            case Column.KEY:
                return "★" if row.key else ""
            case Column.NAME:
                return row.name
            case Column.ROLE:
                return row.role
            case Column.ORGANISATION:
                return row.organisation
            case Column.GROUP:
                return self._groups[row.group].label if row.group in self._groups else ""
            case Column.TIER:
                return self._tiers[row.tier] if row.tier else _("waiting")
            case Column.LAST:
                return ago(row.last_two_way, self._session.today())

    def mimeTypes(self) -> list[str]:
        return ["text/plain", CARDS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Who is dragged out of the window."""
        people = [self.person(row) for row in sorted({index.row() for index in indexes})]
        try:
            return run(carrying(self._session, people))
        except KnownError as problem:
            self._session.problem.emit(problem)
            return QMimeData()

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        flags |= Qt.ItemFlag.ItemIsDragEnabled
        if self._session.editable and index.column() not in (Column.KEY, Column.LAST):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        person = self.person(index.row())
        row, plan, session = self.person_row(person), self._session.plan, self._session
        match Column(index.column()):
            case Column.NAME:
                name = " ".join(str(value).split())
                return bool(name) and (
                    name == row.name or session.do(lambda: edits.change(plan, r.Contact, person, row.name, name=name))
                )
            case Column.ROLE:
                role_ = str(value).strip()
                return role_ == row.role or session.do(
                    lambda: edits.change(plan, r.Contact, person, row.name, role=role_)
                )
            case Column.ORGANISATION:
                label = str(value).strip()
                return label == row.organisation or session.do(
                    lambda: edits.set_organisation(plan, person, label, row.name)
                )
            case Column.GROUP:
                job = edits.set_group(plan, [person], value)
                return value == row.group or session.run(job, _("Changing the group"))
            case Column.TIER:
                return value == row.tier or session.do(
                    lambda: edits.move_contact(plan, person, value, on=session.today())
                )
        return False


def _headers() -> dict[Column, str]:
    return {
        Column.KEY: "",
        Column.NAME: _("Name"),
        Column.ROLE: _("Role"),
        Column.ORGANISATION: _("Organisation"),
        Column.GROUP: _("Group"),
        Column.TIER: _("How near"),
        Column.LAST: _("Last talked"),
    }
