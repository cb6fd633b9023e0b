"""Less motion, where the system or the person wants it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui import motion
from desktop.ui.dialogs.preferences import Preferences
from desktop.ui.settings import STILL, YES

from .conftest import OpenWindow


@pytest.fixture(autouse=True)
def as_it_was(qapp: QApplication) -> Iterator[None]:
    effects = qapp.isEffectEnabled(Qt.UIEffect.UI_General)
    yield
    qapp.setProperty("still", False)
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, effects)


def test_a_message_comes_in_without_a_fade_where_that_was_chosen(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_path, "map")
    assert window.workspace is not None
    fade = window.workspace.banner.appearing
    window.say("One.")
    assert fade.state() == QAbstractAnimation.State.Running
    asked = Preferences(window, window.settings)
    qtbot.addWidget(asked)
    asked.show()
    qtbot.mouseClick(asked.still, Qt.MouseButton.LeftButton, pos=asked.still.rect().center() * 0.1)
    asked.close()
    assert window.settings.get(STILL) == YES
    window.say("Two.")
    assert fade.state() == QAbstractAnimation.State.Stopped
    assert window.workspace.banner.text == "Two."
    assert motion.motion_ms(window) == 0


@pytest.mark.parametrize(
    ("file", "text", "still"),
    [
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", True),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n", False),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n", True),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=true\n", False),
        ("gtk-4.0/settings.ini", "\0\0 no settings", False),
    ],
)
def test_the_wish_of_the_system_is_read(
    home: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str, still: bool
) -> None:
    monkeypatch.setattr(motion.sys, "platform", "linux")
    there = home / ".config" / file
    there.parent.mkdir(parents=True)
    there.write_text(text)
    assert motion.system_is_still() is still
