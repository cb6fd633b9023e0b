"""Is there a screen to open a window on? Asked in a child process, because Qt aborts its own where there is none."""

import os
import sys

_IN_MEMORY = {"offscreen", "minimal", "vnc"}


def usable_display() -> bool:
    """Whether a window opened now would be seen. Call it before Qt is loaded and before threads start.

    Windows and macOS always have one. Elsewhere a forked child connects as the program would, which also finds a
    display that refuses and system libraries that are missing. Where QT_QPA_PLATFORM names a platform that draws into
    memory nobody would see the window: no.
    """
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _IN_MEMORY:
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    child = os.fork()
    if child == 0:
        _connect()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _connect() -> None:
    """In the child: end with 0 when Qt finds a screen, with anything else (or by its abort) when not. No return."""
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)

        from PySide6.QtGui import QGuiApplication

        application = QGuiApplication([])
        os._exit(0 if application.screens() else 1)
    finally:
        os._exit(1)


if __name__ == "__main__":
    sys.exit(0 if usable_display() else 1)
