"""Before we meet: the card in a calm window, to read, copy or print."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QGuiApplication, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain import records as r
from desktop.ui.dialogs.parts import Dialog, tall
from desktop.ui.inspector.meetings.brief import brief_of
from desktop.ui.inspector.parts import Prose
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Page, button, column, hairline
from desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


_PRINTED = 11
"""Points."""


class BeforeWeMeet(Dialog):
    """At most five questions, what I promised, what was said last time. Changes nothing."""

    def __init__(self, parent: QWidget | None, session: Session, person: int, meeting: r.Engagement) -> None:
        super().__init__(parent, _("Before we meet"), width=560)
        self.brief = brief_of(session.plan, person, meeting, session.today())
        page = Page(margin=0, gap=GRID)
        page.body.setContentsMargins(0, 0, 3 * GRID, 0)
        page.body.addWidget(Prose(self.brief.title, "title"))
        page.body.addWidget(Prose(self.brief.when, "dim"))
        if self.brief.purpose:
            page.body.addSpacing(GRID)
            page.body.addWidget(Prose(self.brief.purpose))
        for part in self.brief.parts:
            page.body.addSpacing(2 * GRID)
            page.body.addWidget(hairline())
            page.body.addSpacing(GRID)
            page.body.addWidget(Prose(part.heading, "heading"))
            for line, below in part.lines:
                lines = column(Prose(line), gap=0)
                if below:
                    lines.addWidget(Prose(below, "small"))
                page.body.addLayout(lines)
        page.body.addStretch(1)
        self.body.addWidget(page)
        self.copy = button(_("Copy"))
        self.copy.clicked.connect(self._copy)
        self.print = button(_("Print…"))
        self.print.clicked.connect(self._print)
        self.foot.insertWidget(0, self.copy)
        self.foot.insertWidget(1, self.print)
        tall(self, parent)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.brief.text())
        self.copy.setText(_("Copied"))

    def _print(self) -> None:
        # Made when asked for: few people print, and looking for printers takes time.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.windowTitle())
        asked = QPrintDialog(printer, self)
        if asked.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: "QPrinter") -> None:
        """Put the card on paper."""
        self.document().print_(printer)

    def document(self) -> QTextDocument:
        """The card as it is printed: plain text, nothing in it read as markup."""
        made = QTextDocument(self)
        # A size in points is the same on every printer; one in pixels would be the printer's dots.
        font = QFont(self.font())
        font.setPointSize(_PRINTED)
        made.setDefaultFont(font)
        cursor = QTextCursor(made)
        plain, strong, small = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        small.setFontPointSize(_PRINTED - 2)

        def put(text: str, form: QTextCharFormat, gap: float = 0) -> None:
            block = QTextBlockFormat()
            block.setTopMargin(gap)
            if not made.isEmpty():
                cursor.insertBlock()
            cursor.setBlockFormat(block)
            cursor.insertText(text, form)

        put(self.brief.title, strong)
        put(self.brief.when, small)
        if self.brief.purpose:
            put(self.brief.purpose, plain, _PRINTED)
        for part in self.brief.parts:
            put(part.heading, strong, _PRINTED)
            for line, below in part.lines:
                put(line, plain, _PRINTED / 3)
                if below:
                    put(below, small)
        return made
