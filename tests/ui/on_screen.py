"""Everything that a window says: in labels, fields, lists, tables, menus, tips, and to screen readers."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def texts(widget: QWidget, *, hidden: bool = True) -> set[str]:
    """What `widget` and all in it say, hidden parts too unless that is not wanted."""
    parts = [each for each in (widget, *widget.findChildren(QWidget)) if hidden or each.isVisible()]
    return {text for each in parts for text in _said(each) if text}


def _said(widget: QWidget) -> Iterator[str]:
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.toolTip()
    yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.text()
        yield widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(n) for n in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(n) for n in range(widget.count()))
    if isinstance(widget, QMenu):
        yield from (text for action in widget.actions() for text in (action.text(), action.toolTip()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _listed(widget.model())


def _listed(model: QAbstractItemModel) -> Iterator[str]:
    for line in range(min(model.rowCount(QModelIndex()), 500)):
        # A list has one column, and keeps that to itself.
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())):
            for role in _ROLES:
                yield str(model.data(model.index(line, column, QModelIndex()), role) or "")
