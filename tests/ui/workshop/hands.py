"""A pair of hands on the keyboard: every way from one field to the next is the way a person has, Tab and keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.domain.workshop import Room
from desktop.plan import read_workshop
from desktop.ui.main_window import MainWindow
from desktop.ui.workshop.workspace import WorkshopWorkspace

MOST = 400
"""Presses of Tab after which a field counts as out of reach."""


class Hands:
    """The keyboard in front of one window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    @property
    def workspace(self) -> WorkshopWorkspace:
        found = self.window.workspace
        assert isinstance(found, WorkshopWorkspace)
        return found

    @property
    def room(self) -> Room:
        assert self.window.session is not None
        return read_workshop.room(self.window.session.plan)

    @property
    def workshop(self) -> r.Workshop:
        found = self.room.workshop
        assert found is not None
        return found

    @property
    def at(self) -> QWidget:
        """Where the keyboard is."""
        found = QApplication.focusWidget()
        return self.window if found is None else found

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, wherever the keyboard is."""
        self.qtbot.keyClick(self.at, key, held)

    def write(self, words: str) -> None:
        """Words, wherever the keyboard is."""
        self.qtbot.keyClicks(self.at, words)

    def show(self, screen: int) -> QWidget:
        """Ctrl and the number of a screen; says which it is."""
        self.qtbot.keyClick(self.window, Qt.Key(Qt.Key.Key_0 + screen), Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
        return self.workspace.made(self.workspace.current)

    def reach(self, widget: QWidget) -> None:
        """Tab until the keyboard is there."""
        for _n in range(MOST):
            if QApplication.focusWidget() is widget:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"out of the keyboard's reach: {widget.accessibleName() or widget}")

    def fill(self, widget: QWidget, words: str) -> None:
        """Replace what a field says, and leave it by Tab, which keeps it."""
        self.reach(widget)
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.write(words)
        self.press(Qt.Key.Key_Tab)

    def choose(self, widget: QWidget, steps: int) -> None:
        """Move so many places down in a list of words (up when negative)."""
        self.reach(widget)
        for _n in range(abs(steps)):
            self.press(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)

    def push(self, widget: QWidget) -> None:
        """Press a button or tick a box with the space bar."""
        self.reach(widget)
        self.press(Qt.Key.Key_Space)
