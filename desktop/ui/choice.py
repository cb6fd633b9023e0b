"""A rounded button with a short list: a filter that is off, or set to one of several values."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from desktop.ui.widgets import ToolButton, literal, named


class ChoiceChip(ToolButton):
    """Shows `everything` while off, else the words of what is chosen."""

    chosen = Signal(object)
    """The value, None for off."""

    def __init__(self, name: str, everything: str) -> None:
        super().__init__()
        self._name, self._everything = name, everything
        self.value: Any = None
        self.setProperty("role", "chip")
        self.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        self.setCheckable(True)
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._options: list[tuple[str, Any]] = []
        self.set_options(())

    def set_options(self, options: Sequence[tuple[str, Any]]) -> None:
        """The words and values to choose from; a chosen value that is gone is off again."""
        self._options = [(self._everything, None), *options]
        if self.value not in [value for _words, value in options]:
            self.value = None
        self._menu.clear()
        group = QActionGroup(self._menu)
        for words, value in self._options:
            action = self._menu.addAction(literal(words))
            action.setCheckable(True)
            action.setChecked(value == self.value)
            action.triggered.connect(lambda _checked=False, value=value: self.choose(value))
            group.addAction(action)
        self._show()

    def choose(self, value: Any) -> None:
        """Set the filter."""
        self.value = value
        for action, (_words, each) in zip(self._menu.actions(), self._options, strict=True):
            action.setChecked(each == value)
        self._show()
        self.chosen.emit(value)

    def _show(self) -> None:
        words = next((words for words, value in self._options if value == self.value), self._everything)
        self.setText(literal(words))
        self.setChecked(self.value is not None)
        named(self, f"{self._name}: {words}")
