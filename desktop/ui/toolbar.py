"""The line over the screen: search, the filters of the screen, undo, the paper of the moment, the loud button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.navigation import WORDS, Navigation
from desktop.ui.text_size import large, px, sized
from desktop.ui.widgets import GRID, ToolButton, as_panel, button, column, row, tip
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
        self.paper = button("")
        tip(self.paper, _("The paper that goes with this; the others are one choice away"))
        self._search = search
        self._loud = loud
        self._shown: QWidget | None = None
        self._in_menus: list[QWidget] = []
        self._filters = QHBoxLayout()
        sized(search, least=120, most=330)
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
        self._line = QWidget()
        self._line.setLayout(line)
        sized(self._line, height=52)
        self._below = row(None)
        self._below.setContentsMargins(3 * GRID, 0, 3 * GRID, 2 * GRID)
        whole = column(self._line, gap=0)
        whole.addLayout(self._below)
        self.setLayout(whole)
        self._wrap(False)

    def show_filters(self, filters: QWidget | None) -> None:
        """Put the filters of a screen in the place of those of the screen before it."""
        if self._shown is not None:
            self._shown.hide()
            for place in (self._filters, self._below):
                place.removeWidget(self._shown)
        self._shown = filters
        if filters is not None:
            self._filters.addWidget(filters)
            filters.show()

    def _wrap(self, wanted: bool) -> None:
        """Put the filters below where the line is too short for them."""
        if self._shown is not None:
            here, there = (self._below, self._filters) if wanted else (self._filters, self._below)
            if here.indexOf(self._shown) < 0:
                there.removeWidget(self._shown)
                here.insertWidget(0, self._shown)
        self._below.setContentsMargins(3 * GRID, 0, 3 * GRID, 2 * GRID if wanted else 0)

    def fit(self, width: int) -> None:
        """Leave out what the menus have as well where in a plan of this width it would squeeze the filters."""
        beside = Navigation.WIDTH - WORDS + px(WORDS)
        wanted = [*self._in_menus, *(each for each in (self._loud, self._shown) if each is not None)]
        needed = self._search.minimumWidth() + sum(each.sizeHint().width() + 3 * GRID for each in wanted) + 6 * GRID
        for each in self._in_menus:
            each.setVisible(width >= max(px(_NARROW), needed + beside))
        kept = [each for each in (self._loud, self._shown, *self._in_menus) if each is not None and not each.isHidden()]
        held = self._search.minimumWidth() + sum(each.sizeHint().width() + 2 * GRID for each in kept) + 6 * GRID
        self._wrap(self._shown is not None and (large() or held + beside > width))
