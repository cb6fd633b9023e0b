"""The probe, asked as the program asks it: in a process whose Qt is not loaded yet."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ON_X11 = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these always have a display")


def answer(**changed: str) -> int:
    """The probe's exit code with a display's variables as given and no others."""
    env = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and name != "QT_QPA_PLATFORM"}
    result = subprocess.run(
        [sys.executable, "-m", "desktop.display"], env=env | changed, capture_output=True, timeout=60
    )
    assert result.stdout == result.stderr == b""
    return result.returncode


@ON_X11
def test_no_display_is_said_at_once() -> None:
    assert answer() == 1


@ON_X11
def test_a_display_that_nobody_serves_is_none() -> None:
    """Qt aborts here: the probe's child does, the probe does not."""
    assert answer(DISPLAY=":4711") == 1


def test_drawing_in_memory_is_no_display(x11: dict[str, str]) -> None:
    assert answer(DISPLAY=x11["DISPLAY"], QT_QPA_PLATFORM="offscreen") == 1


def test_a_served_display_is_usable(x11: dict[str, str]) -> None:
    assert answer(DISPLAY=x11["DISPLAY"]) == 0
