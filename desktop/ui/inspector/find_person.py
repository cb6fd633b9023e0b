"""A line in which a person is chosen by typing a part of the name, in any script; or named, where that is asked for."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from desktop.domain.names import fold
from desktop.plan import read
from desktop.report.names import in_both_scripts
from desktop.ui.fields import one_line, undoes
from desktop.ui.fitting import hint
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, named
from desktop.words import _

_MOST = 8
"""How many are offered at a time."""

_NEW = 0
"""In the place of a person's id: the name typed is to be added."""


class PersonLine(QLineEdit):
    """Offers people as one types; the arrows and Enter, or a click, choose one and empty the line."""

    picked = Signal(int)
    """A person's id."""
    new_named = Signal(str)
    """A name that nobody in the plan has."""

    def __init__(
        self,
        session: Session,
        name: str,
        placeholder: str,
        leave_out: Callable[[], set[int]] = set,
        *,
        new: bool = False,
        known_first: bool = False,
    ) -> None:
        """`new`: somebody who is not in the plan can be named, too; Enter then takes a hit only by its whole name,
        unless those `known` come `first`."""
        super().__init__()
        self._new, self._strict = new, new and not known_first
        self._hits: list[int | str] = []
        self._whole: int | str | None = None
        """Who Enter takes where somebody new can be named: the one of just this name, or the new one."""
        named(self, name)
        hint(self, placeholder)
        self._session = session
        self._leave_out = leave_out
        self._model = QStandardItemModel(self)
        self._offers = completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        if self._strict:
            # Nobody is chosen beforehand because the name begins alike.
            completer.setCompletionRole(Qt.ItemDataRole.UserRole + 1)
        completer.activated[QModelIndex].connect(self._activated)  # pyright: ignore[reportIndexIssue] - an overload
        self.setCompleter(completer)
        if (popup := completer.popup()) is not None:
            popup.setObjectName("offers")
        self.textEdited.connect(self._look)
        self.returnPressed.connect(self._first)

    def event(self, event: QEvent) -> bool:
        if undoes(event) and not self.text():
            event.ignore()
            return True
        return super().event(event)

    def _look(self, text: str) -> None:
        self._typed = text
        out = self._leave_out()
        found = self._session.finder.people(text, limit=_MOST + len(out)) if text.strip() else []
        hits = [hit for hit in found if hit.id not in out][:_MOST]
        known = {row.id: row for row in read.person_rows(self._session.plan, [hit.id for hit in hits])}
        rows = [known[hit.id] for hit in hits if hit.id in known]
        self._hits = [row.id for row in rows]
        said = fold(text)
        self._whole = next((row.id for row in rows if said in (fold(row.name), fold(row.name_latin or ""))), None)
        self._model.clear()
        for row in rows:
            name = in_both_scripts(row.name, row.name_latin or "")
            self._offer(f"{name} · {row.role}" if row.role else name, row.id)
        name = one_line(text)
        if self._new and name and self._whole is None:
            self._hits.append(name)
            self._whole = name
            self._offer(_("New: “{name}”").format(name=name), name)
        self._widen()

    def _widen(self) -> None:
        """The list is as wide as its words, as far as the window goes."""
        popup = self._offers.popup()
        if popup is not None and self._hits:
            room = self.window().width() - self.mapTo(self.window(), QPoint(0, 0)).x() - GRID
            popup.setMinimumWidth(max(self.width(), min(popup.sizeHintForColumn(0) + 8 * GRID, room)))

    def _offer(self, words: str, who: int | str) -> None:
        item = QStandardItem(words)
        item.setData(who, Qt.ItemDataRole.UserRole)
        self._model.appendRow(item)

    def _activated(self, at: QModelIndex | QPersistentModelIndex) -> None:
        self._pick(at.data(Qt.ItemDataRole.UserRole))

    def _first(self) -> None:
        offers = self._offers.popup()
        chosen = offers.currentIndex() if offers is not None else QModelIndex()
        if chosen.isValid():
            self._activated(chosen)
        elif self._strict and self._whole is not None:
            self._pick(self._whole)
        elif self._hits:
            self._pick(self._hits[0])

    def _pick(self, who: int | str) -> None:
        # Enter on an offer tells both the line and its completer; the first to come here has it.
        if who in self._hits:
            self._hits = []
            # The line takes the chosen words over after this; then it is emptied for the next name.
            QTimer.singleShot(0, self, self.clear)
            if isinstance(who, str):
                self.new_named.emit(who)
            else:
                self.picked.emit(who)
