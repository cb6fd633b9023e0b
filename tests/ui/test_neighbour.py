"""One plan, one window: opening it again brings the first to the front, and no network is involved."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui import files, neighbour
from desktop.ui.neighbour import Doorbell, summon

from .conftest import LONG, OpenWindow


def test_a_second_process_brings_the_first_window_to_the_front(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_path)
    window.showMinimized()
    root = Path(neighbour.__file__).parents[2]
    script = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
        "from desktop.ui.neighbour import summon; sys.exit(0 if summon(Path(sys.argv[1])) else 1)"
    )
    link = sample_path.with_name("Other name.rapport")
    link.symlink_to(sample_path)
    with subprocess.Popen([sys.executable, "-c", script, str(link)], cwd=root) as second:
        qtbot.waitUntil(lambda: not window.isMinimized(), timeout=LONG)
        assert second.wait(20) == 0
    window.close()
    assert not summon(sample_path)


def test_the_second_window_says_so_and_opens_nothing(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_window(sample_path)
    second = open_window(None)
    second.files.open_path(sample_path)
    assert second.session is None
    assert second.welcome.banner.text == "“Sample.rapport” is open in another window, which is in front now."
    first.showMinimized()
    monkeypatch.setattr(files, "another_window", lambda _: pytest.fail("no third process for what is open"))
    first.files.open_path(sample_path)
    assert not first.isMinimized()


def test_what_a_killed_window_left_is_no_obstacle(sample_path: Path, qtbot: QtBot) -> None:
    script = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "app = QCoreApplication([]); from desktop.ui.neighbour import Doorbell; bell = Doorbell(Path(sys.argv[1]));"
        "os._exit(9)"
    )
    root = Path(neighbour.__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", script, str(sample_path)], cwd=root).returncode == 9
    assert not summon(sample_path)
    bell = Doorbell(sample_path)
    with qtbot.waitSignal(bell.rung):
        assert summon(sample_path)
    bell.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_window_has_no_network_socket(open_window: OpenWindow, sample_path: Path) -> None:
    window = open_window(sample_path)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    sockets = set[str]()
    for each in Path("/proc/self/fd").iterdir():
        if each.is_symlink() and (target := str(each.readlink())).startswith("socket:["):
            sockets.add(target[8:-1])
    assert sockets, "the window listens for others of this computer"
    for kind in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        table = Path("/proc/self/net") / kind
        lines = table.read_text("ascii").splitlines()[1:] if table.exists() else []
        assert not sockets & {line.split()[9] for line in lines}
