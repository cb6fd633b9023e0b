"""On which day one meets instead: one line, read as everywhere else."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.parts import Dialog
from desktop.ui.inspector.fields import DayField, mark
from desktop.words import _


class NewDay(Dialog):
    """Asks for a day; Enter keeps it."""

    kept = Signal(str)
    """The day as ISO text."""

    def __init__(self, parent: QWidget | None, meeting: str, today: Callable[[], date]) -> None:
        super().__init__(parent, _("It is moved"), meeting, does=_("Keep"), width=420)
        self.day = DayField(_("To which day?"), lambda _day: True, today, ahead=True, needed=True, adds=True)
        self.field(_("To which day?"), self.day)
        self.body.addWidget(self.day.complaint)
        self.day.setFocus()

    def accept(self) -> None:
        try:
            day = self.day.value(self.day.text().strip())
        except ValueError:
            mark(self.day, True)
            self.day.setFocus()
            return
        super().accept()
        if day is not None:
            self.kept.emit(day)
