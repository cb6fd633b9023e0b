"""Looks over what is on the screen as one would who cannot guess: is every word whole, has every control a name?

A word that is cut counts as whole where the tooltip has all of it.
"""

import html
import re
from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSlider,
    QSplitter,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from desktop.ui.fitting import Combo, ShortButton, ShortToolButton, Tabs
from desktop.ui.help.sentences import sentences
from desktop.ui.help.what_is import explained
from desktop.ui.inspector.fields import Scale
from desktop.ui.map.heard import HeardList

_CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QSlider, QTabBar,
    QTextEdit,
)  # fmt: skip

_ARROW = 30
"""Pixels of a box to choose from that are not for its words."""

_READABLE = 64
"""So wide is what may end in an ellipsis, that one can guess the word."""

_AFTER_TAB = 16
"""Pixels after the words of a tab, as the style sheet has it."""

_INDICATOR = 22
"""The same of a box to tick."""


def findings(root: QWidget) -> list[str]:
    """All that is wrong in a window or in a part of one."""
    return [*nameless(root), *unexplained(root), *cut(root), *outside(root)]


def shown(root: QWidget) -> Iterator[QWidget]:
    """Every widget of this window that a person sees, or would see after scrolling."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible() and (widget is root or widget.window() is root.window()):
            yield widget


def reachable(root: QWidget) -> Iterator[QWidget]:
    """The controls that can take the keyboard."""
    for widget in shown(root):
        takes = isinstance(widget, _CONTROLS) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        # Parts that Qt makes for a control of its own belong to that.
        if takes and widget.isEnabled() and widget.focusProxy() is None and not _of_qt(widget):
            yield widget


def _of_qt(widget: QWidget) -> bool:
    return widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox | QAbstractSpinBox)


def nameless(root: QWidget) -> list[str]:
    """Controls that say nothing of themselves to a screen reader."""
    found: list[str] = []
    for widget in reachable(root):
        said = QAccessible.queryAccessibleInterface(widget)
        # Of a tab bar Qt says only the name that it was given.
        name = widget.accessibleName() if isinstance(widget, QTabBar) or said is None else said.text(_NAME)
        if not name.strip() or not any(c.isalnum() for c in name):
            found.append(f"without a name: {_where(widget)}")
    return found


_NAME = QAccessible.Text.Name

_FIELDS = (
    QAbstractItemView, QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QRadioButton, QSlider,
    QTextEdit, Scale,
)  # fmt: skip


def unexplained(root: QWidget) -> list[str]:
    """Fields of which "What is this?" says nothing."""
    named = sentences()
    fields = [each for each in shown(root) if isinstance(each, _FIELDS) and not _of_qt(each)]
    # A heading tells of its columns by the model; a column without a name in it has nothing to tell.
    return [
        f"unexplained: {_where(each)}"
        for each in fields
        if not isinstance(each, QHeaderView) and not (explained(each, named) or each.toolTip())
    ]


def cut(root: QWidget) -> list[str]:
    """Words of which a part cannot be read."""
    return [
        f"cut: {_where(widget)}: {words!r}"
        for widget in shown(root)
        for words in _cut(widget)
        if words not in tip_of(widget)
    ]


def _may_shorten(widget: QWidget) -> bool:
    return not isinstance(widget, ShortButton) or widget.gives_way


def tip_of(widget: QWidget) -> str:
    """The tooltip's words."""
    return html.unescape(re.sub(r"<[^>]*>", "", widget.toolTip()))


def _cut(widget: QWidget) -> Iterator[str]:
    metrics = widget.fontMetrics()
    match widget:
        case QLabel() if widget.text() and widget.pixmap().isNull():
            if widget.wordWrap():
                if widget.heightForWidth(widget.width()) > widget.height() + 2:
                    yield widget.text()
            elif widget.sizeHint().width() > widget.width() + 1 or widget.sizeHint().height() > widget.height() + 2:
                yield widget.text()
        case QToolButton() if widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            pass
        case ShortButton() | ShortToolButton() | Combo() if _may_shorten(widget):
            words = widget.currentText() if isinstance(widget, Combo) else widget.text()
            if widget.width() < min(_READABLE, _plain(widget, words) + 8):
                yield words
        case HeardList():
            pass  # it is never painted
        case QCheckBox() | QRadioButton():
            if widget.text() and _plain(widget, widget.text()) + _INDICATOR > widget.width():
                yield widget.text()
        case QAbstractButton():
            if widget.text() and max(_plain(widget, line) for line in widget.text().split("\n")) > widget.width():
                yield widget.text()
        case QComboBox():
            if metrics.horizontalAdvance(widget.currentText()) + _ARROW > widget.width():
                yield widget.currentText()
        case QLineEdit():
            room = widget.width() - 16 if widget.property("role") != "title" else widget.width() - 10
            if not widget.text() and metrics.horizontalAdvance(widget.placeholderText()) > room:
                yield widget.placeholderText()
        case QTabBar():
            for n in range(widget.count()):
                place = widget.tabRect(n)
                # The distance after the words may be outside.
                if isinstance(widget, Tabs):
                    place.setWidth(place.width() - _AFTER_TAB)
                outside = not widget.rect().adjusted(-1, -1, 1, 1).contains(place)
                short = isinstance(widget, Tabs) and place.width() + _AFTER_TAB >= _READABLE // 2
                cut = not short and _plain(widget, widget.tabText(n)) > widget.tabRect(n).width()
                if widget.isTabVisible(n) and (outside or cut):
                    yield widget.tabText(n)
        case QHeaderView() if widget.orientation() == Qt.Orientation.Horizontal and (model := widget.model()):
            for n in range(widget.count()):
                said = str(model.headerData(n, widget.orientation()) or "")
                whole = model.headerData(n, widget.orientation(), Qt.ItemDataRole.ToolTipRole)
                wide = max(map(metrics.horizontalAdvance, said.split("\n")))
                if not widget.isSectionHidden(n) and wide + 8 > widget.sectionSize(n) and not whole:
                    yield said
        case QAbstractItemView() if (model := widget.model()) and not isinstance(widget.parent(), QComboBox):
            yield from _cut_items(widget)
        case _:
            pass


def _cut_items(view: QAbstractItemView) -> Iterator[str]:
    """Lines of a list on the screen now that end in an ellipsis; a table's cells may, where they have a tip."""
    model = view.model()
    for row in range(min(model.rowCount(QModelIndex()), 200)):
        for column in range(model.columnCount(QModelIndex()) if hasattr(view, "columnWidth") else 1):
            index = model.index(row, column, QModelIndex())
            place = view.visualRect(index)
            if place.isEmpty() or not view.viewport().rect().contains(place.center()):
                continue
            said = str(index.data() or "")
            wide = max(map(view.fontMetrics().horizontalAdvance, said.split("\n")), default=0)
            if view.itemDelegateForIndex(index).metaObject().className() != "QStyledItemDelegate":
                continue  # it draws by itself
            if wide > place.width() and not index.data(Qt.ItemDataRole.ToolTipRole):
                yield said


def _plain(widget: QWidget, text: str) -> int:
    """The width of words as they are drawn, without the sign before the key that chooses them."""
    return widget.fontMetrics().horizontalAdvance(text.replace("&&", "\0").replace("&", "").replace("\0", "&"))


def outside(root: QWidget) -> list[str]:
    """What sticks out of what it is in, where nothing scrolls."""
    found: list[str] = []
    for widget in shown(root):
        parent = widget.parentWidget()
        if widget is root or parent is None or widget.isWindow() or isinstance(parent, QSplitter):
            continue
        if not isinstance(widget, (QLabel, *_CONTROLS)) or _of_qt(widget):
            continue
        room = parent.rect().adjusted(-1, -1, 1, 1)
        place = widget.geometry()
        around = parent.parentWidget()
        if isinstance(around, QAbstractScrollArea) and around.viewport() is parent:
            continue
        if not room.contains(place):
            found.append(f"outside: {_where(widget)}: {_rect(place)} in {parent.width()}x{parent.height()}")
    if root.isWindow() and (root.minimumSizeHint().width() > root.width() + 1):
        found.append(f"outside: {type(root).__name__} wants to be {root.minimumSizeHint().width()} wide")
    return found


def on_window(widget: QWidget) -> QRect:
    """Where a widget is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _rect(place: QRect) -> str:
    return f"{place.width()}x{place.height()} at {place.x()},{place.y()}"


def _where(widget: QWidget) -> str:
    said = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()
    chain: list[str] = []
    each: QWidget | None = widget
    while each is not None and len(chain) < 5:
        if type(each) is not QWidget or not chain:
            chain.append(type(each).__name__)
        each = each.parentWidget()
    return f"{' in '.join(chain)} {said!r}"
