"""A layout that puts widgets side by side and goes on in the next line where there is no more room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle


class FlowLayout(QLayout):
    """As one reads, from left to right or from right to left, and top to bottom; `gap` pixels apart."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, really: bool) -> int:
        x, y, high = rect.x(), rect.y(), 0
        line: list[tuple[QLayoutItem, int, QSize]] = []
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            # Nothing is wider than the row: what is, gives way.
            size = (
                item.sizeHint().boundedTo(QSize(rect.width(), item.sizeHint().height()))
                if rect.width()
                else item.sizeHint()
            )
            if x > rect.x() and x + size.width() > rect.right() + 1:
                self._align(line, rect, y, high, really=really)
                x, y, high = rect.x(), y + high + self.spacing(), 0
            line.append((item, x, size))
            x += size.width() + self.spacing()
            high = max(high, size.height())
        self._align(line, rect, y, high, really=really)
        return y + high - rect.y()

    def _align(
        self, line: list[tuple[QLayoutItem, int, QSize]], rect: QRect, y: int, high: int, *, really: bool
    ) -> None:
        """Put what stands in a line side by side, each in its middle, and begin another."""
        around = self.parentWidget()
        way = around.layoutDirection() if around is not None else Qt.LayoutDirection.LeftToRight
        for item, x, size in line if really else ():
            place = QRect(QPoint(x, y + (high - size.height()) // 2), size)
            item.setGeometry(QStyle.visualRect(way, rect, place))
        line.clear()
