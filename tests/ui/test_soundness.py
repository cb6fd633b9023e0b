"""A damaged file is noticed beside the open window, and said."""

import os
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.ui.dialogs.backups import Backups
from desktop.ui.soundness import Soundness
from tests.plan.test_upgrades import stored
from tests.ui.conftest import OpenWindow


def spoil(path: Path) -> None:
    """Write noise into pages that opening a plan does not read."""
    whole = bytearray(path.read_bytes())
    for page in range(len(whole) // 4096 - 40, len(whole) // 4096 - 2):
        whole[page * 4096 : page * 4096 + 64] = os.urandom(64)
    path.write_bytes(whole)


def test_broken_pages_are_noticed(qtbot: QtBot, sample_path: Path) -> None:
    spoil(sample_path)
    soundness = Soundness()
    with qtbot.waitSignal(soundness.broken):
        soundness.look_at(sample_path, None)


def test_the_window_says_so_and_offers_a_copy(qtbot: QtBot, open_window: OpenWindow, sample_path: Path) -> None:
    window = open_window(sample_path)
    assert window.files.keeping is not None
    window.files.keeping._soundness.broken.emit()
    assert window.workspace is not None
    banner = window.workspace.banner
    qtbot.waitUntil(lambda: banner.isVisible() and "damaged" in banner._words.text())


def test_an_upgrade_is_said_with_the_way_to_what_was_before(open_window: OpenWindow, tmp_path: Path) -> None:
    old = stored(tmp_path / "Old.rapport")
    window = open_window(old)
    assert window.workspace is not None
    banner = window.workspace.banner
    assert "from an older Rapport" in banner.text
    banner._action.click()
    (shown,) = [each for each in window.findChildren(Backups) if each.isVisible()]
    assert shown.list.count() >= 1, "perhaps one of what it is now, too"
    shown.close()
    window.files.close_plan()
    window.files.open_path(old)
    assert window.workspace is not None
    assert "older Rapport" not in window.workspace.banner.text, "once is enough"
