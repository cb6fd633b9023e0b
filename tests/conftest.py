"""What every test gets: no display needed, no trace in the real home, and no window left behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from installers.virtual_display import available, virtual_display

# Before Qt is imported anywhere. A test of a real X11 window starts the program as a process of its own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Whatever language its owner speaks.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

# How fast a machine is proves nothing about the program. The check of a change gives the same answer each time;
# tests run by hand go on searching.
settings.register_profile(
    "rapport", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("rapport")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, for this process and for those it starts."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(name, str(home))
    return home


@pytest.fixture(autouse=True)
def no_window_left_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a window test that ends with a window on the screen.

    Widgets handed to `qtbot.addWidget` are closed before this looks.
    """
    yield
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    open_windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [f"{type(widget).__name__} {widget.windowTitle()!r}" for widget in open_windows]
    for widget in open_windows:
        widget.hide()
        widget.deleteLater()
    assert not names, f"left open: {', '.join(names)}"


@pytest.fixture(scope="session")
def x11() -> Iterator[dict[str, str]]:
    """The environment that makes a program started by a test open real windows, on a display of the tests' own."""
    if not available():
        pytest.skip("Xvfb is not installed")
    with virtual_display() as env:
        yield env
