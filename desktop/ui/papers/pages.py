"""The pages of a paper one below the other, and beside them a list of small ones."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QWidget

from desktop.ui.widgets import GRID, named
from desktop.words import _

SMALL = 84
"""Width of a page in the list, in pixels."""

_KEPT = 6
"""So many pages are held as pictures at a time; the others wait as they came."""

_GAP = 4 * GRID
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
FULL = 96.0
"""Pixels an inch at zoom 1."""


class _Sheets(QWidget):
    """Paints the pages that can be seen. `ppi`: what the pictures were drawn with."""

    def __init__(self) -> None:
        super().__init__()
        self.came: dict[int, bytes] = {}
        self._held: dict[int, QImage] = {}
        self.count = 0
        self.page = QSize(794, 1123)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def clear(self) -> None:
        self.came, self._held, self.count = {}, {}, 0

    def put(self, n: int, png: bytes) -> None:
        self.came[n] = png
        self._held.pop(n, None)
        self.update()

    def image(self, n: int) -> QImage | None:
        if n in self._held:
            return self._held[n]
        png = self.came.get(n)
        if png is None:
            return None
        image = self._held[n] = QImage.fromData(png)
        while len(self._held) > _KEPT:
            del self._held[next(iter(self._held))]
        return image

    def place(self, n: int) -> QRect:
        """Where a page stands."""
        top = _GAP + n * (self.page.height() + _GAP)
        return QRect(max(_GAP, (self.width() - self.page.width()) // 2), top, self.page.width(), self.page.height())

    def fit(self, page: QSize) -> None:
        self.page = page
        self.setMinimumWidth(page.width() + 2 * _GAP)
        self.setMinimumHeight(_GAP + self.count * (page.height() + _GAP))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for n in range(self.count):
            place = self.place(n)
            if not place.intersects(event.rect()):
                continue
            # Paper is white in the dark, too.
            painter.fillRect(place, QColor("#ffffff"))
            image = self.image(n)
            if image is not None:
                painter.drawImage(place, image)
            painter.setPen(QColor(0, 0, 0, 60))
            painter.drawRect(place.adjusted(0, 0, -1, -1))


class PagesView(QScrollArea):
    """Scrolls through the pages; Page Up and Page Down turn them, Ctrl and the wheel or + and - zoom."""

    page_shown = Signal(int)
    """The page in the middle of the view."""

    def __init__(self) -> None:
        super().__init__()
        self._sheets = _Sheets()
        self._ratio = 297 / 210
        self.zoom: float | None = None
        named(self, _("The pages"))
        self.setProperty("role", "desk")
        self.setWidget(self._sheets)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.page_shown.emit(self.page()))

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._sheets.count

    def begin(self, count: int) -> None:
        """So many pages are coming; those shown until now go."""
        at = self.verticalScrollBar().value()
        self._sheets.clear()
        self._sheets.count = count
        self._fit()
        self.verticalScrollBar().setValue(at)

    def put(self, n: int, png: bytes) -> None:
        """A page has come."""
        if n == 0:
            size = QImage.fromData(png).size()
            if size.width():
                self._ratio = size.height() / size.width()
                self._fit()
        self._sheets.put(n, png)

    def small(self, n: int) -> QPixmap:
        """A page for the list."""
        image = self._sheets.image(n)
        if image is None or image.isNull():
            return QPixmap()
        return QPixmap.fromImage(image.scaledToWidth(SMALL, Qt.TransformationMode.SmoothTransformation))

    def page(self) -> int:
        """The page in the middle of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        height = self._sheets.page.height() + _GAP
        return min(max((middle - _GAP) // height, 0), max(self.count - 1, 0))

    def turn_to(self, n: int) -> None:
        """Show a page."""
        self.verticalScrollBar().setValue(self._sheets.place(n).top() - _GAP)

    def set_zoom(self, zoom: float | None) -> None:
        """1 is the size of the paper, None as wide as there is room."""
        at = self.page()
        self.zoom = zoom
        self._fit()
        self.turn_to(at)

    def step_zoom(self, by: int) -> None:
        """The next larger or smaller size."""
        now = self._sheets.page.width() / (8.27 * FULL)
        if by > 0:
            self.set_zoom(next((zoom for zoom in ZOOMS if zoom > now + 0.01), ZOOMS[-1]))
        else:
            self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < now - 0.01), ZOOMS[0]))

    def _fit(self) -> None:
        room = self.viewport().width() - 2 * _GAP
        width = max(200, round(room if self.zoom is None else 8.27 * FULL * self.zoom))
        if self.zoom is None:
            width = min(width, round(8.27 * FULL * 1.5))
        self._sheets.fit(QSize(width, round(width * self._ratio)))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # pyright: ignore[reportArgumentType] - the base wants its own event type
        if self.zoom is None:
            self._fit()

    def wheelEvent(self, event: object) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:  # pyright: ignore[reportAttributeAccessIssue]
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)  # pyright: ignore[reportAttributeAccessIssue]
            return
        super().wheelEvent(event)  # pyright: ignore[reportArgumentType]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.step_zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.step_zoom(-1)
        elif key == Qt.Key.Key_0:
            self.set_zoom(None)
        elif key == Qt.Key.Key_Home:
            self.turn_to(0)
        elif key == Qt.Key.Key_End:
            self.turn_to(max(self.count - 1, 0))
        else:
            super().keyPressEvent(event)


class PageList(QListWidget):
    """The pages small, each with its number."""

    def __init__(self, view: PagesView) -> None:
        super().__init__()
        self._view = view
        named(self, _("List of pages"))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setMovement(QListWidget.Movement.Static)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(False)
        self.setIconSize(QSize(SMALL, round(SMALL * 1.42)))
        self.setFixedWidth(SMALL + 12 * GRID)
        self.currentRowChanged.connect(self._chosen)
        view.page_shown.connect(self._follow)
        self._following = False

    def begin(self, count: int) -> None:
        """So many pages are coming."""
        self._following = True
        self.clear()
        for n in range(count):
            item = QListWidgetItem(str(n + 1))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _("page {n} of {all}").format(n=n + 1, all=count))
            # Known before the picture comes, so that nothing moves then.
            item.setSizeHint(QSize(SMALL + 9 * GRID, round(SMALL * 1.42) + 8 * GRID))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.addItem(item)
        self._following = False
        self._follow(self._view.page())

    def put(self, n: int) -> None:
        """A page has come."""
        item = self.item(n)
        if item is not None:
            item.setIcon(QIcon(self._view.small(n)))

    def _chosen(self, n: int) -> None:
        if n >= 0 and not self._following:
            self._view.turn_to(n)

    def _follow(self, n: int) -> None:
        if n != self.currentRow() and n < self.count():
            self._following = True
            self.setCurrentRow(n)
            self._following = False
