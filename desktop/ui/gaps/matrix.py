"""The matrix on the screen: a heat table of groups and tiers. A chosen cell opens a drawer below its row."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.domain.coverage import Cover
from desktop.domain.tiers import TIERS
from desktop.ui.gaps.cells import Cell
from desktop.ui.gaps.model import (
    COVER,
    GROUP_COLOUR,
    HEAT,
    KEY_MARK,
    MISSING,
    POINTED,
    Column,
    Index,
    MatrixModel,
    tier_of,
)
from desktop.ui.palette import Palette
from desktop.ui.text_size import px
from desktop.ui.theme import Theme
from desktop.ui.widgets import GRID, floating, named
from desktop.words import _

_ROW, _HEAD = 38, 44
_GROUP, _TIER, _WISH, _COVER = 150, 66, 124, 120
"""The least widths of the columns in pixels."""
_MOST = {Column.GROUP: 280, Column.WISH: 200, Column.COVER: 160}
_WIDEST_TIER, _LONG_WORDS = 124, 92
_STEPS = 4
"""Shades of heat: more could not be told apart."""


class MatrixView(QTableView):
    """Arrows walk the cells, Enter or a click chooses one. As high as its rows: the page around it scrolls."""

    chosen = Signal(object, object)
    """group (None: no group), tier (None: everybody in the group)."""
    wish_wanted = Signal(object, QPoint)
    """The wish of a group is to be set; where on the screen."""
    decision_wanted = Signal(object)
    """The state of a group was chosen: what to do about it."""

    def __init__(self, model: MatrixModel, theme: Theme, drawer: QWidget) -> None:
        super().__init__()
        self._matrix = model
        self._open_row: int | None = None
        self._landing: Cell | None = None
        named(self, _("Groups and tiers"))
        self.setModel(model)
        self.setItemDelegate(_Heat(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(px(_ROW))
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        columns.setObjectName("matrix")
        columns.setFixedHeight(px(_HEAD))
        columns.setDefaultAlignment(Qt.AlignmentFlag(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap))
        self.drawer = drawer
        floating(drawer, self.viewport())
        drawer.hide()
        drawer.installEventFilter(self)
        self.clicked.connect(self._choose)
        model.modelReset.connect(self._restore)
        model.modelAboutToBeReset.connect(self._keep)
        self._kept: tuple[int | None, int, int | None] | None = None

    # --- the drawer ---

    def open_drawer(self, group: int | None) -> None:
        """Make room below the row of a group and show the drawer there."""
        row = self._matrix.row_of(group)
        if row is None:
            self.close_drawer()
            return
        if self._open_row is not None and self._open_row != row:
            self.setRowHeight(self._open_row, px(_ROW))
        self._open_row = row
        self.drawer.show()
        self.fit()

    def close_drawer(self) -> None:
        """Take the drawer away."""
        if self._open_row is not None and self._open_row < self._matrix.rowCount():
            self.setRowHeight(self._open_row, px(_ROW))
        self._open_row = None
        inside = self.drawer.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.drawer.hide()
        self.fit()
        if inside:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def opened(self) -> int | None:
        """The row with the drawer below it."""
        return self._open_row

    def fit(self) -> None:
        """Bring row, drawer and height of the whole into agreement."""
        if self._open_row is not None:
            wide = self.viewport().width()
            high = max(self.drawer.heightForWidth(wide), self.drawer.minimumSizeHint().height())
            self.setRowHeight(self._open_row, px(_ROW) + high)
            self.drawer.setGeometry(0, self.rowViewportPosition(self._open_row) + px(_ROW), wide, high)
        bar = self.horizontalScrollBar()
        more = bar.sizeHint().height() if self._least() > self.viewport().width() else 0
        self.setFixedHeight(px(_HEAD) + self.verticalHeader().length() + more + 2)

    def cell_at(self, at: QPoint) -> Cell | None:
        """The cell at a place in the viewport; None beside the cells. The drawer counts as none."""
        index = self.indexAt(at)
        tier = tier_of(index.column())
        if not index.isValid() or tier is None or at.y() > self.rowViewportPosition(index.row()) + px(_ROW):
            return None
        return self._matrix.group(index.row()), tier

    def show_landing(self, cell: Cell | None) -> None:
        """Show where a name would land."""
        if cell != self._landing:
            self._landing = cell
            self.viewport().update()

    def is_landing(self, index: Index) -> bool:
        """Whether a name would land in this cell."""
        return self._landing == (self._matrix.group(index.row()), tier_of(index.column()))

    def heat_rect(self, rect: QRect) -> QRect:
        """The upper part of a row, above the drawer."""
        return QRect(rect.left(), rect.top(), rect.width(), min(rect.height(), px(_ROW)))

    # --- Qt ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(px(_ROW))
            self.horizontalHeader().setFixedHeight(px(_HEAD))
            self._share_width()
            self.fit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.drawer and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.cell_at(event.position().toPoint()) is None and self.indexAt(event.position().toPoint()).isValid():
            index = self.indexAt(event.position().toPoint())
            if event.position().y() > self.rowViewportPosition(index.row()) + px(_ROW):
                return  # beside the names in the drawer
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape and self._open_row is not None:
            self.close_drawer()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() and self._matrix.rowCount():
            self.setCurrentIndex(self._matrix.index(0, Column.TIER))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    # --- inside ---

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        group, column = self._matrix.group(index.row()), index.column()
        if column == Column.WISH and group is not None:
            rect = self.heat_rect(self.visualRect(index))
            self.wish_wanted.emit(group, self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(GRID, 0)))
        elif column == Column.COVER and index.data(COVER) is not None:
            self.decision_wanted.emit(group)
        elif column <= Column.WISH:
            self.chosen.emit(group, tier_of(column))

    def _keep(self) -> None:
        at = self.currentIndex()
        if at.isValid():
            opened = None if self._open_row is None else self._matrix.group(self._open_row)
            self._kept = self._matrix.group(at.row()), at.column(), opened
        if self._open_row is not None:
            self.setRowHeight(self._open_row, px(_ROW))
            self._open_row = None

    def _restore(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            row = self._matrix.row_of(kept[0])
            if row is not None:
                self.setCurrentIndex(self._matrix.index(row, kept[1]))
        self._share_width()
        self.fit()

    def _least(self) -> int:
        return px(_GROUP) + len(TIERS) * px(_TIER) + px(_WISH) + px(_COVER)

    def _share_width(self) -> None:
        columns, spare = self.horizontalHeader(), max(0, self.viewport().width() - self._least())
        tier = min(px(_WIDEST_TIER), px(_TIER) + spare // 9)
        self._matrix.shorten(tier < px(_LONG_WORDS))
        spare -= (tier - px(_TIER)) * len(TIERS)
        for at in range(len(TIERS)):
            columns.resizeSection(Column.TIER + at, tier)
        for column, least in ((Column.GROUP, px(_GROUP)), (Column.WISH, px(_WISH)), (Column.COVER, px(_COVER))):
            wide = min(px(_MOST[column]), least + spare)
            spare -= wide - least
            columns.resizeSection(column, wide)


def heat_ground(palette: Palette, colour: int | None, heat: float) -> QColor:
    """The ground of a cell: the group's colour, stronger the fuller the cell, never so strong that text drowns."""
    if heat <= 0:
        return QColor(palette.background)
    ink = QColor(palette.dim if colour is None else palette.groups[colour % len(palette.groups)])
    paper = QColor(palette.panel)
    step = -(-heat * _STEPS // 1)
    share = (0.16 if palette.dark else 0.2) + (0.19 if palette.dark else 0.32) * (step - 1) / (_STEPS - 1)
    mixed = [
        round(a * share + b * (1 - share))
        for a, b in zip(ink.getRgb()[:3], paper.getRgb()[:3], strict=True)  # pyright: ignore[reportIndexIssue, reportArgumentType]
    ]
    return QColor(*mixed)


class _Heat(QStyledItemDelegate):
    """Paints groups in their colour, cells as tiles, wishes dim, and how well a group is covered in its colour."""

    def __init__(self, theme: Theme, view: MatrixView) -> None:
        super().__init__(view)
        self._view, self._palette = view, theme.palette
        theme.changed.connect(self._recolour)

    def _recolour(self, palette: Palette) -> None:
        self._palette = palette

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = self._view.heat_rect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if tier_of(index.column()) is not None:
            self._tile(painter, rect.adjusted(2, 2, -2, -2), index)
        else:
            self._words(painter, rect.adjusted(GRID, 0, -GRID, 0), index)
        if state & QStyle.StateFlag.State_HasFocus:
            self._frame(painter, rect.adjusted(1, 1, -2, -2), QPen(QColor(self._palette.accent), 1.5))
        painter.restore()

    def _tile(self, painter: QPainter, rect: QRect, index: Index) -> None:
        colours, missing = self._palette, bool(index.data(MISSING))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(heat_ground(colours, index.data(GROUP_COLOUR), index.data(HEAT)))
        painter.drawRoundedRect(QRectF(rect), 6, 6)
        if missing:
            pen = QPen(QColor(colours.red), 1.5, Qt.PenStyle.DashLine)
            self._frame(painter, rect.adjusted(1, 1, -1, -1), pen)
        if index.data(POINTED):
            self._frame(painter, rect.adjusted(1, 1, -1, -1), QPen(QColor(colours.gold), 2.5))
        if self._view.is_landing(index):
            self._frame(painter, rect.adjusted(1, 1, -1, -1), QPen(QColor(colours.accent), 2.5))
        text = str(index.data())
        font = painter.font()
        font.setBold(missing)
        painter.setFont(font)
        empty = not index.data(HEAT)
        painter.setPen(QColor(colours.red if missing else colours.faint if empty else colours.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _words(self, painter: QPainter, rect: QRect, index: Index) -> None:
        colours, column = self._palette, index.column()
        ink, font = colours.dim, painter.font()
        if column == Column.GROUP:
            number = index.data(GROUP_COLOUR)
            ink = colours.dim if number is None else colours.groups[number % len(colours.groups)]
            font.setBold(True)
        elif column == Column.COVER:
            cover = index.data(COVER)
            if cover is not None:
                ink = {Cover.GAP: colours.red, Cover.THIN: colours.amber, Cover.COVERED: colours.good}[cover]
        painter.setFont(font)
        painter.setPen(QColor(ink))
        metrics, text = painter.fontMetrics(), str(index.data() or "")
        key = KEY_MARK if column == Column.GROUP and text.endswith(KEY_MARK) else ""
        room = rect.width() - metrics.horizontalAdvance(key)
        text = metrics.elidedText(text.removesuffix(key), Qt.TextElideMode.ElideRight, room) + key
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    @staticmethod
    def _frame(painter: QPainter, rect: QRect, pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect), 6, 6)
