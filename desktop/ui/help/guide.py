"""The guide in a window of its own, which can stay open beside the work."""

from pathlib import PurePosixPath

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImage, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QSplitter, QTextBrowser, QWidget

from desktop.assets import asset
from desktop.ui.fitting import hint
from desktop.ui.help.pages import FIRST, Page, pages, with_words
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, column, named
from desktop.words import _

_WIDEST = 560


class _Reader(QTextBrowser):
    """Shows our own pages, with their pictures from one folder; nothing else is read, whatever a page says."""

    def loadResource(self, type: int, name: QUrl | str) -> object:
        if type != QTextDocument.ResourceType.ImageResource.value:
            return None
        file = PurePosixPath(name.path() if isinstance(name, QUrl) else name).name
        picture = QImage(str(asset("guide", "pictures", file)))
        if picture.width() > _WIDEST:
            sharp = picture.scaledToWidth(
                round(_WIDEST * self.devicePixelRatioF()), Qt.TransformationMode.SmoothTransformation
            )
            sharp.setDevicePixelRatio(self.devicePixelRatioF())
            return sharp
        return picture


class Guide(QDialog):
    """A list of pages with a filter, and the page."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Guide"))
        self._pages: list[Page] = pages()
        self.filter = QLineEdit()
        hint(self.filter, _("Search the guide"))
        named(self.filter, _("Search the guide"))
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget()
        sized(self.list, least=260)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        named(self.list, _("Pages of the guide"))
        self.page = _Reader()
        self.page.setOpenLinks(False)
        named(self.page, _("The page"))
        left = QWidget()
        left.setLayout(column(self.filter, self.list))
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(left)
        both.addWidget(self.page)
        both.setStretchFactor(1, 1)
        self.setLayout(column(both, margin=4 * GRID))
        self.filter.textChanged.connect(self._fill)
        self.list.currentItemChanged.connect(self._show)
        self.page.anchorClicked.connect(lambda url: self.open_page(PurePosixPath(url.path()).name))
        self._fill("")
        self.open_page(FIRST)

    def sizeHint(self) -> QSize:
        return QSize(940, 680)

    def open_page(self, name: str) -> None:
        """Show a page by the name of its file; one that is not there changes nothing."""
        if name in [page.name for page in self._pages]:
            self.filter.clear()
            for at in range(self.list.count()):
                if self.list.item(at).data(Qt.ItemDataRole.UserRole) == name:
                    self.list.setCurrentRow(at)

    def _fill(self, typed: str) -> None:
        self.list.clear()
        for page in with_words(self._pages, typed):
            item = QListWidgetItem(page.title)
            item.setData(Qt.ItemDataRole.UserRole, page.name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            name = item.data(Qt.ItemDataRole.UserRole)
            page = next(page for page in self._pages if page.name == name)
            document = self.page.document()
            document.setMarkdown(page.text, QTextDocument.MarkdownFeature.MarkdownDialectCommonMark)
            document.setDocumentMargin(5 * GRID)
            _space(document)
            self.page.moveCursor(QTextCursor.MoveOperation.Start)


def _space(document: QTextDocument) -> None:
    """Air between the lines and paragraphs, which Markdown leaves to whoever shows it."""
    block = document.begin()
    while block.isValid():
        form = block.blockFormat()
        heading = form.headingLevel() > 0
        form.setTopMargin(4 * GRID if heading and block.blockNumber() else 0)
        form.setBottomMargin(GRID if block.textList() is not None else 2 * GRID)
        picture = "\N{OBJECT REPLACEMENT CHARACTER}" in block.text()
        form.setLineHeight(
            100 if heading or picture else 130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor = QTextCursor(block)
        cursor.setBlockFormat(form)
        if heading:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            letters = QTextCharFormat()
            letters.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 2 if form.headingLevel() == 1 else 1)
            cursor.mergeCharFormat(letters)
        block = block.next()
