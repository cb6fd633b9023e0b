"""When the system locks its screen, a protected plan locks, too: told on a bus of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs a bus")
@pytest.mark.parametrize("saver", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"])
def test_the_screen_is_locked_and_so_is_the_plan(tmp_path: Path, home: Path, saver: str) -> None:
    known = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = ["dbus-run-session", "--", sys.executable, __file__, str(tmp_path), saver]
    done = subprocess.run(command, cwd=ROOT, env=known, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout == "open\nlocked\n1\n", done.stderr


def _window(folder: Path, saver: str) -> None:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage
    from PySide6.QtTest import QTest

    from desktop.app import Application
    from desktop.domain.job import run
    from desktop.plan import document
    from desktop.plan.file import Plan
    from desktop.plan.key import new_key
    from desktop.ui.main_window import MainWindow
    from desktop.ui.theme import LIGHT_ONLY, Theme

    path, key = folder / "Mine.rapport", run(new_key("a warm lamp, two chairs"))
    Plan.create(path, lambda plan: document.start(plan, "personal", "Tamsin"), key)
    app = Application()
    window = MainWindow(Theme(app, LIGHT_ONLY), lambda: date(2026, 3, 2), lambda _kind: path, lambda: folder)
    window.show()
    window.files._open_here(path, key)
    others = QDBusConnection.connectToBus(os.environ["DBUS_SESSION_BUS_ADDRESS"], "others")

    def say(interface: str, locked: bool) -> None:
        message = QDBusMessage.createSignal("/org/any/ScreenSaver", interface, "ActiveChanged")
        message.setArguments([locked])
        assert others.send(message)

    def told() -> None:
        print("locked" if window.covers.locked else "open", flush=True)

    heard: list[bool] = []
    window.covers.system.locked.connect(lambda: heard.append(True))
    told()
    # They come in the order in which they are sent: by the time of the last, what the others do is done.
    say(saver, False)
    say("org.example.ScreenSaver", True)
    say(saver, True)
    while not window.covers.locked:
        QTest.qWait(20)
    told()
    print(len(heard), flush=True)
    window.close()


if __name__ == "__main__":
    _window(Path(sys.argv[1]), sys.argv[2])
