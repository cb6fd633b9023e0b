"""The search field of the toolbar and the list that opens under it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.plan import read
from desktop.plan.search import Hit
from desktop.ui.find.commands import Command, matching
from desktop.ui.fitting import hint
from desktop.ui.jobs import JobRunner
from desktop.ui.screens import WORKSHOP
from desktop.ui.session import Session
from desktop.ui.text_size import px
from desktop.ui.theme import Theme
from desktop.ui.widgets import GRID, label, named
from desktop.words import _

_PEOPLE, _TEXTS = 8, 8
_ROW = 42
_Index = QModelIndex | QPersistentModelIndex


class Found(NamedTuple):
    """A line of the results: the person it leads to (0: none), what was found, and what it is, or what it does.

    `table`: where the text stands.
    """

    person: int
    text: str
    about: str
    action: QAction | None = None
    table: str = "contacts"


class Results(QAbstractListModel):
    """What was found: people first, then commands, then texts."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.commands: Callable[[], Sequence[Command]] = list
        self.found: list[Found] = []

    def search(self, text: str) -> None:
        """Find `text`."""
        self.beginResetModel()
        self.found = self._people(text) + self._commands(text) + self._texts(text) if text.strip() else []
        self.endResetModel()

    def _people(self, text: str) -> list[Found]:
        hits = self._session.finder.people(text, _PEOPLE)
        rows = {row.id: row for row in read.person_rows(self._session.plan, [hit.id for hit in hits])}
        return [Found(hit.id, hit.text, _about(rows[hit.id])) for hit in hits if hit.id in rows]

    def _commands(self, text: str) -> list[Found]:
        return [Found(0, each.words, each.about, each.action) for each in matching(self.commands(), text)]

    def _texts(self, text: str) -> list[Found]:
        found = self._session.finder.texts(text, _TEXTS)
        if self._session.kind == WORKSHOP:
            found += self._session.finder.said(text, _TEXTS)
        hits = [hit for hit in found if hit.person is not None]
        people = sorted({hit.person for hit in hits if hit.person is not None})
        rows = {row.id: row for row in read.person_rows(self._session.plan, people)}
        return [
            Found(hit.person, hit.text, f"{_kind(hit)} · {rows[hit.person].name}", table=hit.table)
            for hit in hits
            if hit.person is not None and hit.person in rows
        ]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        found = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return found.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{found.text}, {found.about}"
        return None


def _about(row: read.PersonRow) -> str:
    return " · ".join(part for part in (row.role, row.organisation) if part) or _("Person")


def _kind(hit: Hit) -> str:
    return {
        "contacts": _("Note"),
        "goals": _("Goal"),
        "engagements": _("Plan to meet"),
        "conversations": _("Conversation"),
        "insights": _("What I learned"),
        "reviews": _("Review"),
        "next_steps": _("Next step"),
        "workshops": _("Said on the telephone"),
    }.get(hit.table, _("Note"))


class _Lines(QStyledItemDelegate):
    def __init__(self, results: Results, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._results, self._theme = results, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        found, colours = self._results.found[index.row()], self._theme.palette
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - the stubs leave these fields out
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_ground))
        inner, half = rect.adjusted(10, 4, -10, -4), (rect.height() - 8) // 2
        for text, colour, top in ((found.text, colours.text, 0), (found.about, colours.dim, half)):
            line = QRect(inner.left(), inner.top() + top, inner.width(), half)
            one = painter.fontMetrics().elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, line.width())
            painter.setPen(QColor(colour))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(line, flags, one)


class FindBox(QLineEdit):
    """Type, choose with the arrows and Enter or the mouse. Esc closes the list, then leaves."""

    chosen = Signal(int)
    """A person."""
    left = Signal()
    """Esc on the closed list: back to the screen."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        """`window`: the list lies on it, over everything else."""
        super().__init__()
        self._window = window
        hint(self, _("Find people, notes, commands"))
        named(self, _("Find people, goals, notes and commands"))
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)
        self.results = Results(session, self)
        self.picked: Found | None = None
        """What was chosen last."""
        self.list = QListView(window)
        self.list.setObjectName("found")
        named(self.list, _("Found"))
        self.list.setModel(self.results)
        self.list.setItemDelegate(_Lines(self.results, theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.textEdited.connect(self._search)
        self._hint = label(QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText), "small")
        self._hint.setParent(self)
        self.textChanged.connect(lambda _: self._show_hint())
        self._session = session
        self._reading = JobRunner(self)
        session.closing.connect(self._reading.cancel)
        session.frozen.connect(self._freeze)

    def _freeze(self, frozen: bool) -> None:
        self._reading.cancel()
        self.setEnabled(not frozen)

    def offer(self, commands: Callable[[], Sequence[Command]]) -> None:
        """Let what `commands` names be found and done from here, too."""
        self.results.commands = commands

    def begin(self) -> None:
        """Let something be typed."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _show_hint(self) -> None:
        room = self.fontMetrics().horizontalAdvance(self.placeholderText()) + self._hint.sizeHint().width() + 40
        self._hint.setVisible(not self.text() and self.width() >= room)

    def _search(self, text: str) -> None:
        self.results.search(text)
        found = len(self.results.found)
        if not found:
            self.list.hide()
            return
        corner = self.mapTo(self._window, self.rect().bottomLeft())
        width = max(self.width(), 440)
        self.list.setGeometry(corner.x(), corner.y() + GRID, width, min(found, 10) * px(_ROW) + 2)
        self.list.setCurrentIndex(self.results.index(0))
        self.list.show()
        self.list.raise_()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.results.found):
            found = self.results.found[row]
            self.list.hide()
            self.clear()
            if found.action is None:
                self.picked = found
                self.chosen.emit(found.person)
            else:
                self.left.emit()
                found.action.trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, open_ = event.key(), self.list.isVisible()
        row, last = self.list.currentIndex().row(), len(self.results.found) - 1
        if key == Qt.Key.Key_Down and open_:
            self.list.setCurrentIndex(self.results.index(min(row + 1, last)))
        elif key == Qt.Key.Key_Up and open_:
            self.list.setCurrentIndex(self.results.index(max(row - 1, 0)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and open_:
            self._choose(row)
        elif key == Qt.Key.Key_Escape and open_:
            self.list.hide()
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._reading.busy:
            self._reading.start(self._session.finder.load(), "", _nothing, _nothing)
        if self.text():
            self._search(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.list.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hint()
        size = self._hint.sizeHint()
        self._hint.resize(size)
        self._hint.move(self.width() - size.width() - 10, (self.height() - size.height()) // 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.list.hide()


def _nothing(_: object) -> None:
    """The next search says what there is to say."""
