"""Cut, copy, paste and select all, wherever the keyboard is: words in a field, lines of a list, or people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.words import _, ngettext

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

_Text = QLineEdit | QPlainTextEdit


class Copying:
    """Belongs to one window. Keys pressed in a field never come here: the field takes them itself."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def cut(self) -> None:
        """Take the chosen words out of a field; people are not cut but deleted."""
        if (field := self._field()) is not None:
            field.cut()

    def copy(self) -> None:
        """The chosen words of a field, the chosen lines of a list, else the chosen people."""
        focus = QApplication.focusWidget()
        if (field := self._field()) is not None:
            field.copy()
        elif isinstance(focus, QLabel):
            QGuiApplication.clipboard().setText(focus.selectedText())
        elif isinstance(focus, QAbstractItemView) and not focus.property("people"):
            lines = [str(index.data() or "") for index in focus.selectionModel().selectedIndexes()]
            QGuiApplication.clipboard().setText("\n".join(lines))
        else:
            self.copy_people(self._window.workspace.selected_people() if self._window.workspace else [])

    def copy_people(self, people: list[int]) -> None:
        """Put people on the clipboard as a business card tells of them."""
        from desktop.ui.people.carried import carrying

        session = self._window.session
        if session is None:
            return
        if not people:
            self._window.say(_("Choose the people to copy first."))
            return

        def put(data: QMimeData) -> None:
            QGuiApplication.clipboard().setMimeData(data)
            self._window.say(
                ngettext(
                    "{n} person was copied with role, organisation and addresses, without anything you noted.",
                    "{n} people were copied with role, organisation and addresses, without anything you noted.",
                    len(people),
                ).format(n=len(people))
            )

        session.run(carrying(session, people), _("Copying people"), put)

    def paste(self) -> None:
        """Into a field, or people out of a table, a list or address cards that were copied elsewhere."""
        from desktop.ui.people.carried import holds_rows

        field, held = self._field(), QGuiApplication.clipboard().mimeData()
        if field is not None and not (isinstance(field, QLineEdit) and holds_rows(held)):
            field.paste()
        elif self._window.session is not None:
            self._window.coming_in.bring_in_copied()

    def select_all(self) -> None:
        """All words of a field, all lines of a list, everybody on the map."""
        focus = QApplication.focusWidget()
        if (field := self._field()) is not None:
            field.selectAll()
        elif isinstance(focus, QAbstractItemView):
            focus.selectAll()
        elif callable(everybody := getattr(focus, "choose_all", None)):
            everybody()

    def _field(self) -> _Text | None:
        focus: QWidget | None = QApplication.focusWidget()
        if isinstance(focus, QComboBox):
            focus = focus.lineEdit()
        if isinstance(focus, _Text) and focus.focusPolicy() != Qt.FocusPolicy.NoFocus:
            return focus
        return None
