"""What happens to what nobody caught while the window is open: a bug is reported, told once and can be left behind.

A known problem, such as a disk that fails while a screen is drawn, is told as such.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop.bugs import report_text, write_report
from desktop.domain.errors import KnownError
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.text_size import sized
from desktop.ui.widgets import label, named
from desktop.words import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType


class FaultDialog(Dialog):
    """What happened, what is safe, what to do; the whole report can be read. `accepted` asks to start again."""

    def __init__(self, parent: QWidget | None, raised: BaseException, kept: Path | None) -> None:
        super().__init__(
            parent,
            _("A fault in the program"),
            _(
                "What you did last may not have been kept; everything before is in the file."
                " It is best to start Rapport again."
            ),
            does=_("Start again"),
            width=520,
        )
        self.away.setText(_("Go on"))
        where = _("A report was kept. It holds no names and no words of yours:")
        if kept is None:
            where = _("A report could not be kept. It would hold no names and no words of yours:")
        self.body.addWidget(label(where, "dim", wrap=True))
        self.report = QPlainTextEdit(report_text(raised))
        self.report.setReadOnly(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        sized(self.report, height=120)
        named(self.report, _("The report"))
        self.body.addWidget(self.report)
        if kept is not None:
            place = label(str(kept), "small", wrap=True)
            named(place, _("Where the report is"))
            self.body.addWidget(place)


class Faults(QObject):
    """Takes what nobody else caught, in whichever thread. The same fault is told once, however often it comes back."""

    restart_wanted = Signal()
    problem = Signal(object)
    """A KnownError that came up where nobody waited for one, such as a disk that fails while a screen is drawn."""
    _elsewhere = Signal(object)

    def __init__(
        self, folder: Callable[[], Path], now: Callable[[], datetime], over: Callable[[], QWidget | None]
    ) -> None:
        """`folder` makes and names the data folder, `over` is the window that the dialog stands over."""
        super().__init__()
        self._folder, self._now, self._over = folder, now, over
        self._told: set[str] = set()
        self._telling = False
        # A fault in a thread is told by the thread of the windows.
        self._elsewhere.connect(self.tell)

    def watch(self) -> None:
        """From now on every exception that nobody caught comes here, and nothing of it goes to the terminal."""
        sys.excepthook = self._caught
        threading.excepthook = lambda found: None if found.exc_value is None else self._elsewhere.emit(found.exc_value)
        sys.unraisablehook = lambda found: None if found.exc_value is None else self._elsewhere.emit(found.exc_value)

    def _caught(self, _kind: type[BaseException], raised: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(raised, KeyboardInterrupt):
            QApplication.quit()
        else:
            self.tell(raised)

    def tell(self, raised: BaseException) -> None:
        """Keep a report and tell the person, unless this very fault was told before. A known problem is no fault."""
        if isinstance(raised, KnownError):
            self.problem.emit(raised)
            return
        said = report_text(raised)
        if said in self._told:
            return
        self._told.add(said)
        try:
            kept = write_report(self._folder(), raised, self._now())
        except OSError:
            kept = None
        if self._telling:
            return
        self._telling = True
        try:
            dialog = FaultDialog(self._over(), raised, kept)
            again = dialog.exec() == FaultDialog.DialogCode.Accepted
            dialog.deleteLater()
        finally:
            self._telling = False
        if again:
            self.restart_wanted.emit()
