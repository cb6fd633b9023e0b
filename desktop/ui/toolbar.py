"""The line over the screen: search, the filters of the screen, undo, the paper of the moment, the loud button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.navigation import Navigation
from desktop.ui.widgets import GRID, ToolButton, as_panel, button, row, tip
from desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

_NARROW = 1180
"""Below this width of the window the toolbar leaves out what the menus have as well."""


class Toolbar(QWidget):
    """Of every plan."""

    def __init__(self, search: QWidget, undo: QAction, redo: QAction, loud: QPushButton | None) -> None:
        """`loud`: the button for what is done most often here."""
        super().__init__()
        as_panel(self)
        self.setFixedHeight(52)
        self.paper = button("")
        tip(self.paper, _("The paper that goes with this; the others are one choice away"))
        self._search = search
        self._loud = loud
        self._shown: QWidget | None = None
        self._in_menus: list[QWidget] = []
        self._filters = QHBoxLayout()
        search.setMinimumWidth(120)
        search.setMaximumWidth(330)
        # It gives way before the words of a filter do.
        search.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = row(search)
        line.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        line.addLayout(self._filters)
        line.addStretch(1)
        for action in (undo, redo):
            each = ToolButton()
            each.setProperty("role", "flat")
            each.setDefaultAction(action)
            each.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            line.addWidget(each)
            self._in_menus.append(each)
        line.addWidget(self.paper)
        self._in_menus.append(self.paper)
        if loud is not None:
            line.addWidget(loud)
        line.setStretchFactor(search, 1)
        self.setLayout(line)

    def show_filters(self, filters: QWidget | None) -> None:
        """Put the filters of a screen in the place of those of the screen before it."""
        while (item := self._filters.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
        self._shown = filters
        if filters is not None:
            self._filters.addWidget(filters)
            filters.show()

    def fit(self, width: int) -> None:
        """Leave out what the menus have as well where in a plan of this width it would squeeze the filters."""
        wanted = [*self._in_menus, *(each for each in (self._loud, self._shown) if each is not None)]
        needed = self._search.minimumWidth() + sum(each.sizeHint().width() + 3 * GRID for each in wanted) + 6 * GRID
        for each in self._in_menus:
            each.setVisible(width >= max(_NARROW, needed + Navigation.WIDTH))
