"""Text larger and smaller: at once, on every screen, and again at the next start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from desktop.ui.main_window import MainWindow
from desktop.ui.text_size import STEPS, px, scale, sized, system_scale
from desktop.ui.theme import Theme

from .conftest import TODAY, OpenWindow

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def as_it_was(theme: Theme) -> Iterator[None]:
    yield
    theme.enlarge(100)


def heights(window: MainWindow) -> dict[str, int]:
    """How high a line of each kind of text is in the window."""
    found = {str(label.property("role")): label for label in window.findChildren(QLabel) if label.isVisible()}
    return {role: label.fontMetrics().height() for role, label in found.items()}


def test_keys_make_text_larger_smaller_and_as_it_was(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    window = open_window(sample_path, "today")
    assert window.workspace is not None
    before, wide = heights(window), window.workspace.navigation.width()
    for _n in range(len(STEPS)):
        qtbot.keyClick(window, Qt.Key.Key_Equal, _CTRL)
    assert scale() == 2.0
    after = heights(window)
    assert all(after[role] >= 1.8 * high for role, high in before.items())
    assert window.workspace.navigation.width() > 1.4 * wide
    again = MainWindow(theme, lambda: TODAY, sample=lambda _kind: sample_path, folder=lambda: tmp_path)
    qtbot.addWidget(again)
    assert (again.text_size.percent, scale()) == (200, 2.0)
    qtbot.keyClick(window, Qt.Key.Key_Minus, _CTRL)
    assert scale() == 1.75
    qtbot.keyClick(window, Qt.Key.Key_0, _CTRL)
    assert (scale(), heights(window), window.workspace.navigation.width()) == (1.0, before, wide)


@pytest.mark.parametrize("screen", ["people", "map", "gaps", "goals", "sessions"])
def test_what_holds_text_grows_with_it(open_window: OpenWindow, sample_path: Path, theme: Theme, screen: str) -> None:
    window = open_window(sample_path, screen)
    window.resize(1440, 900)
    theme.enlarge(200)
    assert window.workspace is not None
    window.workspace.finish()
    QApplication.processEvents()
    cut = [
        label.text()
        for label in window.workspace.made(screen).findChildren(QLabel)
        if label.isVisible() and label.text() and label.height() < label.fontMetrics().height() - 1
    ]
    assert not cut
    assert px(20) == 40


def test_the_system_may_want_larger_text() -> None:
    usual, large = QFont(), QFont()
    usual.setPixelSize(13)
    large.setPixelSize(30)
    assert system_scale(usual) == 1.0
    assert system_scale(large) >= 2.0


def test_who_goes_while_sizes_change_is_let_be(theme: Theme, qtbot: QtBot) -> None:
    other, stays = QLabel("other"), QLabel("stays")
    qtbot.addWidget(stays)

    class Taking(QLabel):
        """Takes the other away as soon as it grows."""

        def resizeEvent(self, event: QResizeEvent) -> None:
            if isValid(other) and event.size().width() > 100:
                delete(other)

    taking = Taking("taking")
    qtbot.addWidget(taking)
    taking.show()
    for each in (taking, other, stays):
        sized(each, width=100)
    theme.enlarge(200)
    assert not isValid(other)
    assert stays.width() == taking.width() == px(100) == 200
