"""Is the file behind the window sound? Looked at in a thread with a connection of its own, once the plan is open."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.plan.check import quick_check
from desktop.plan.key import Key


class Soundness(QObject):
    """Looks at one file, once. Says nothing when all is well."""

    broken = Signal()
    """Parts of the file cannot be read."""

    def look_at(self, path: Path, key: Key | None) -> None:
        """Begin; the answer comes to the thread that this object lives in."""
        threading.Thread(target=self._look, args=(path, key), name="soundness", daemon=True).start()

    def _look(self, path: Path, key: Key | None) -> None:
        if not quick_check(path, key):
            self.broken.emit()
