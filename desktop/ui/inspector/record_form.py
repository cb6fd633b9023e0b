"""A form about one record: of the plan, where each field saves itself, or a draft that is added as a whole."""

from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.inspector.fields import settle
from desktop.ui.inspector.tab import Tab
from desktop.ui.widgets import button, row
from desktop.words import _

R = TypeVar("R")


class RecordForm(QWidget, Generic[R]):
    """Shows `record` and changes it. Subclasses build the fields, and override `_show`, `_add`, `_change`, `_said`."""

    closed = Signal()
    """The person is done with it: the draft was added or given up, or the fields are to be hidden."""

    def __init__(self, tab: Tab, record: R, *, draft: bool) -> None:
        super().__init__()
        self.tab = tab
        self.record = record
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
        """Set fields: in the plan, or in the draft."""
        if self.draft:
            self.record = replace(self.record, **values)  # type: ignore[type-var]
            self._show()
            return True
        return self._change(values)

    def keep(self) -> bool:
        """Add the draft to the plan; False when there is nothing in it or it was not kept."""
        settle(self)
        if not self.draft or not self._said() or not self._add():
            return False
        self.draft = False
        self.closed.emit()
        return True

    def close_form(self) -> None:
        """Done: what is typed is saved, a draft is given up."""
        if not self.draft:
            settle(self)
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
        """Whether there is enough in the draft to be kept."""
        raise NotImplementedError

    def _add(self) -> bool:
        raise NotImplementedError

    def _change(self, values: dict[str, Any]) -> bool:
        raise NotImplementedError
