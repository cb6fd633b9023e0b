"""A screen that exists in memory only: an X server of one's own, for trying real windows where nobody looks."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


def available() -> bool:
    return shutil.which("Xvfb") is not None


@contextmanager
def virtual_display(size: str = "1440x900x24") -> Iterator[dict[str, str]]:
    """Start Xvfb on a free display number; yield the environment that makes a child open its windows there.

    Raises FileNotFoundError without Xvfb and RuntimeError when it does not come up.
    """
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        hidden = ("WAYLAND_DISPLAY", "XAUTHORITY")
        env = {name: value for name, value in os.environ.items() if name not in hidden}
        yield env | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait(10)
