"""Papers: how one is wanted at the left, its real pages beside it, what is left out below; then saved or printed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QProgressBar, QScrollArea, QWidget

from desktop.domain.errors import KnownError
from desktop.output import write_whole
from desktop.ui.papers.maker import PaperMaker
from desktop.ui.papers.options import Options
from desktop.ui.papers.pages import PageList, PagesView
from desktop.ui.session import Session
from desktop.ui.settings import Settings
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, button, column, hairline, label, named, row, tip
from desktop.words import _, explain, ngettext

REST_MS = 250
"""A change of the options is followed after this much rest, so that typing a name makes one paper."""

SCREEN_PPI, PRINT_PPI = 110.0, 220.0
_OPTIONS_WIDTH = 272


class Preview(QDialog):
    """Belongs to one window and one plan."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        settings: Settings,
        saved: Callable[[str, str, Callable[[], object]], object],
        *,
        report: str = "",
        person: int | None = None,
        folder: Path | None = None,
    ) -> None:
        """`saved` tells the window what was written: words, what can be done now, how. `report` "" is the usual one."""
        super().__init__(parent)
        self.setWindowTitle(_("Papers"))
        self._session, self._saved = session, saved
        self._folder = folder or session.plan.path.parent
        self.pdf = b""
        self._printing: QPrinter | None = None
        self.options = Options(session, settings, report, person)
        self.view = PagesView()
        self.list = PageList(self.view)
        self.told = label("", "dim", wrap=True)
        named(self.told, _("What is left out"))
        self.problem = label("", "amber", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        sized(self.bar, width=140)
        named(self.bar, _("Progress"))
        self.doing = label("", "small")
        self.cancel = button(_("Stop"), "link")
        self.smaller, self.larger = button("–", "flat"), button("+", "flat")
        self.whole = button(_("Fit"), "flat")
        for widget, words in ((self.smaller, _("Smaller")), (self.larger, _("Larger")), (self.whole, _("Fit"))):
            named(widget, words)
            tip(widget, words)
        self.save, self.print = button(_("Save…"), "loud"), button(_("Print…"))
        self.away = button(_("Close"))
        self._lay_out()
        self._maker = PaperMaker(session.plan, self)
        self._connect()
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._rested)
        self._idle()
        if parent is not None:
            size = parent.window().size()
            self.resize(min(1180, size.width() - 6 * GRID), max(480, size.height() - 16 * GRID))
        self._make()

    def _lay_out(self) -> None:
        form = QScrollArea()
        form.setWidget(self.options)
        form.setWidgetResizable(True)
        form.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sized(form, width=_OPTIONS_WIDTH)
        below = column(self.told, self.problem, gap=GRID)
        line = row(
            self.smaller,
            self.larger,
            self.whole,
            None,
            self.doing,
            self.bar,
            self.cancel,
            self.away,
            self.print,
            self.save,
        )
        line.setContentsMargins(0, GRID, 0, 0)
        foot = column(below, line, gap=GRID)
        foot.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 3 * GRID)
        middle = row(form, hairline(vertical=True), self.list, self.view, gap=0)
        middle.setStretchFactor(self.view, 1)
        whole = column(middle, hairline(), foot, gap=0)
        whole.setStretchFactor(middle, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.options.changed.connect(self._other)
        self._maker.told.connect(self._tell)
        self._maker.printed.connect(self._got_pdf)
        self._maker.counted.connect(self._count)
        self._maker.drawn.connect(self._got_page)
        self._maker.failed.connect(self._failed)
        self._maker.ended.connect(self._idle)
        # A method, not a lambda: the connection ends with this window, the plan lives on.
        self._session.changed.connect(self._plan_changed)
        self.cancel.clicked.connect(self._stop)
        self.save.clicked.connect(self._ask_where)
        self.print.clicked.connect(self._ask_printer)
        self.away.clicked.connect(self.close)
        self.smaller.clicked.connect(lambda: self.view.step_zoom(-1))
        self.larger.clicked.connect(lambda: self.view.step_zoom(1))
        self.whole.clicked.connect(lambda: self.view.set_zoom(None))

    # --- making ---

    def _plan_changed(self, _changes: object) -> None:
        self._other()

    def _other(self) -> None:
        """Another paper is wanted: the one that was shown can no longer be taken for it."""
        if self._printing is None:
            self._maker.stop()
            self._forget()
        self._rest.start()

    def _rested(self) -> None:
        # What is on its way to the printer is finished first.
        if self._printing is not None:
            self._rest.start()
        else:
            self._make()

    def _forget(self) -> None:
        self.pdf = b""
        self.save.setEnabled(False)
        self.print.setEnabled(False)

    def _make(self, ppi: float = SCREEN_PPI) -> None:
        self._forget()
        self._warn("")
        self.bar.setRange(0, 0)
        self.doing.setText(_("Making the paper"))
        for widget in (self.bar, self.doing, self.cancel):
            widget.show()
        self._maker.make(self.options.arguments(), ppi)

    def _warn(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _tell(self, left_out: str, unknown: str) -> None:
        self.told.setText(left_out)
        self._warn(unknown)

    def _got_pdf(self, pdf: bytes, missing: list[str]) -> None:
        self.pdf = pdf
        if missing:
            words = _("No font here has these characters, □ stands for them: {missing}")
            self._warn(words.format(missing=" ".join(missing[:20])))
        self.doing.setText(_("Drawing the pages"))
        self.save.setEnabled(True)

    def _count(self, count: int) -> None:
        self.bar.setRange(0, count)
        if self._printing is None:
            self.view.begin(count)
            self.list.begin(count)
        self.doing.setText(ngettext("{n} page", "{n} pages", count).format(n=count))

    def _got_page(self, n: int, png: bytes) -> None:
        self.bar.setValue(n + 1)
        if self._printing is not None:
            self._print_page(n, png)
            return
        self.view.put(n, png)
        self.list.put(n)

    def _failed(self, problem: str) -> None:
        self._leave_printer(whole=False)
        self._warn(problem)
        self.view.begin(0)
        self.list.begin(0)
        self.told.setText("")

    def _idle(self) -> None:
        for widget in (self.bar, self.cancel):
            widget.hide()
        self.doing.setVisible(self.view.count > 0)
        self.save.setEnabled(bool(self.pdf))
        self.print.setEnabled(bool(self.pdf))
        if self._leave_printer(whole=True):
            self.doing.setText(_("Sent to the printer."))

    def _stop(self) -> None:
        self._rest.stop()
        self._maker.stop()
        self._leave_printer(whole=False)
        self._idle()
        self.doing.hide()
        if not self.pdf:
            self._warn(_("Stopped. Change an option to make it again."))

    # --- out ---

    def _ask_where(self) -> None:
        # What was seen when it was asked for, whatever happens to the plan while a place is chosen.
        pdf, suggested = self.pdf, self._folder / f"{self.options.file_name()}.pdf"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the paper"), str(suggested), _("PDF (*.pdf)"))
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf"), pdf)

    def save_to(self, path: Path, pdf: bytes) -> None:
        """Write the paper."""
        try:
            write_whole(path, pdf)
        except KnownError as problem:
            self._warn(explain(problem))
            return
        self._folder = path.parent
        url = QUrl.fromLocalFile(str(path))
        self._saved(_("“{name}” is ready.").format(name=path.name), _("Open it"), lambda: QDesktopServices.openUrl(url))
        self.accept()

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        size = QPageSize.PageSizeId.Letter if self.options.paper.currentData() == "letter" else QPageSize.PageSizeId.A4
        printer.setPageLayout(QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, QMarginsF()))
        printer.setFullPage(True)
        printer.setDocName(self.options.file_name())
        asked = QPrintDialog(printer, self)
        asked.setMinMax(1, self.view.count)
        if asked.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)
        asked.deleteLater()

    def print_on(self, printer: QPrinter) -> None:
        """Draw the pages once more, finer, and print them as they come. How they are wanted is settled until then."""
        self._printing = printer
        self._painter = QPainter()
        self.options.setEnabled(False)
        self._make(PRINT_PPI)

    def _print_page(self, n: int, png: bytes) -> None:
        printer = self._printing
        if printer is None:
            return
        # The dialog may have asked for some of the pages only; 0 is no bound.
        if n + 1 < printer.fromPage() or 0 < printer.toPage() < n + 1:
            return
        if self._painter.isActive():
            printer.newPage()
        elif not self._painter.begin(printer):
            self._stop()
            self._warn(_("The printer could not be used."))
            return
        image = QImage.fromData(png)
        self._painter.drawImage(printer.pageLayout().fullRectPixels(printer.resolution()), image)

    def _leave_printer(self, *, whole: bool) -> bool:
        """Hand what was painted to the printer, or nothing unless it is the whole paper; whether it went."""
        printer, self._printing = self._printing, None
        if printer is None:
            return False
        self.options.setEnabled(True)
        begun = self._painter.isActive()
        if begun:
            if not whole:
                printer.abort()
            self._painter.end()
        return begun and whole

    def done(self, result: int) -> None:
        """Nothing goes on once it is closed."""
        self._rest.stop()
        self._maker.stop()
        self._leave_printer(whole=False)
        super().done(result)
