"""A form about one record of the plan, each field of which saves itself.

A draft is about a record that is not there yet: the first words saved in it add it, and whatever follows changes it, so
that what was typed is never in the window alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.inspector.fields import settle, show_wrong
from desktop.ui.inspector.tab import Tab
from desktop.ui.widgets import button, row
from desktop.words import _


class Kept(Protocol):
    """A record of the plan; `id` is 0 until it is added, `uid` is its own from the start."""

    @property
    def id(self) -> int: ...
    @property
    def uid(self) -> str: ...


R = TypeVar("R", bound=Kept)


class RecordForm(QWidget, Generic[R]):
    """Shows `record` and changes it. Subclasses build the fields, and override `_show`, `_add`, `_change`, `_delete`,
    `_said`. `blank` is the draft as it began."""

    closed = Signal()
    """The person is done with it: the draft was kept or given up, or the fields are to be hidden."""

    def __init__(self, tab: Tab, record: R, *, draft: bool) -> None:
        super().__init__()
        self.tab = tab
        self.record = self.blank = record
        self.draft = draft
        self.keep_button = button(_("Keep"), "")
        self.keep_button.clicked.connect(self.keep)
        self.done_button = button(_("Cancel") if draft else _("Done"), "flat")
        self.done_button.clicked.connect(self.close_form)
        if not draft:
            self.keep_button.hide()

    def ends(self, *more: QWidget) -> QHBoxLayout:
        """The last line: keep or done, and whatever else can be done."""
        return row(self.keep_button, self.done_button, None, *more)

    def show_record(self, record: R) -> None:
        """The record as the plan has it now."""
        self.record = record
        self._show()

    def put(self, **values: Any) -> bool:
        """Set fields in the plan; what is chosen before anything is said waits in the draft."""
        if self.record.id:
            return self._change(values)
        self.record = replace(self.record, **values)  # type: ignore[type-var]
        if self._said():
            return self._add()
        self._show()
        return True

    def keep(self) -> bool:
        """Be done with the draft; False when there is nothing in it, a field cannot be read or it was not kept."""
        settle(self)
        if show_wrong(self):
            return False
        if not self.draft or not (self.record.id or (self._said() and self._add())):
            return False
        self.draft = False
        self.tab.session.said.emit(_("Kept."))
        self.closed.emit()
        return True

    def close_form(self) -> None:
        """Done. A draft is given up: Undo brings back what was in it."""
        settle(self)
        if self.draft and self.record.id and not self._delete():
            return
        self.draft = False
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.draft:
            self.keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        raise NotImplementedError

    def _said(self) -> bool:
        """Whether anything is said in the draft, so that it is added."""
        raise NotImplementedError

    def _add(self) -> bool:
        raise NotImplementedError

    def _change(self, values: dict[str, Any]) -> bool:
        raise NotImplementedError

    def _delete(self) -> bool:
        raise NotImplementedError


def others(draft: RecordForm[R] | None, records: Iterable[R], end: Callable[[], None]) -> list[R]:
    """`records` without the one that `draft` is about, which gets it; when it is there no more, the draft is at an end.

    A draft's record is told by its uid: the plan gives it a key only when it is added.
    """
    shown = list(records)
    if draft is None:
        return shown
    own = next((record for record in shown if record.uid == draft.record.uid), None)
    if own is not None:
        draft.show_record(own)
    elif draft.record.id:
        end()
    return [record for record in shown if record is not own]


def end(draft: QWidget, after: QWidget | None) -> None:
    """Take a draft's form away; the cursor, where it was in the form, goes to `after`."""
    inside = draft.isAncestorOf(draft.window().focusWidget())
    if inside and after is not None:
        after.setFocus()
    draft.hide()
    draft.deleteLater()
