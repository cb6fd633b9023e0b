"""The screens to go to, how much waits on each, and the day that everything leads up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QWidget

from desktop.ui.text_size import sized
from desktop.ui.today.phrases import promised_by
from desktop.ui.widgets import GRID, as_panel, button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


WORDS = 110
"""So many pixels of its width are for words, and grow with them."""


class Navigation(QWidget):
    """On the left of every plan."""

    WIDTH = 196
    """Pixels at the usual size of text."""
    wanted = Signal(str)
    """The name of the screen asked for."""

    def __init__(self, screens: Mapping[str, str]) -> None:
        """`screens`: name to words, in their order."""
        super().__init__()
        as_panel(self)
        sized(self, width=(self.WIDTH - WORDS, WORDS))
        self.buttons: dict[str, QPushButton] = {}
        self.badges: dict[str, QLabel] = {}
        line = column(gap=GRID // 2)
        line.setContentsMargins(2 * GRID, 3 * GRID, 2 * GRID, 3 * GRID)
        group = QButtonGroup(self)
        for name, words in screens.items():
            each = button(words, "screen")
            each.setCheckable(True)
            each.clicked.connect(lambda _checked=False, name=name: self.wanted.emit(name))
            group.addButton(each)
            line.addWidget(each)
            self.buttons[name] = each
            badge = self.badges[name] = label("", "count")
            sized(badge, height=18)
            inside = row(None, badge)
            inside.setContentsMargins(0, 0, 2 * GRID, 0)
            each.setLayout(inside)
            badge.hide()
        line.addStretch(1)
        self._next = label("", "dim", wrap=True)
        self._next_day = label("", "heading", wrap=True)
        for part in (self._next, self._next_day):
            part.setContentsMargins(2 * GRID, 0, 0, 0)
            line.addWidget(part)
        self.setLayout(line)

    def mark(self, screen: str) -> None:
        """Show where one is."""
        self.buttons[screen].setChecked(True)

    def count(self, screen: str, count: int) -> None:
        """Say how much waits on a screen; nothing for none."""
        badge = self.badges[screen]
        badge.setText(str(count))
        badge.setVisible(count > 0)

    def lead_up_to(self, words: str, day: date | None, today: date) -> None:
        """Say at the foot which day comes next, if there is one."""
        self._next.setVisible(day is not None)
        self._next_day.setVisible(day is not None)
        if day is not None:
            self._next.setText(words)
            self._next_day.setText(promised_by(day, today).replace("\u00a0", " "))
