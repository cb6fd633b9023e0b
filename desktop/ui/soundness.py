"""Is the file behind the window sound? Looked at in a thread with a connection of its own."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.plan.check import quick_health
from desktop.plan.copying import Health
from desktop.plan.key import Key


class Soundness(QObject):
    """Looks at one file: when its plan was opened, and again when reading it has failed."""

    broken = Signal()
    """Parts of the file cannot be read."""
    index_broken = Signal()
    """Only the search index is damaged, which is derived from the rest."""
    sound = Signal()
    """All is well."""

    _found = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._looking: threading.Thread | None = None
        self._stopped = False
        # Heard here before it is told: what the thread says may come when nobody is there any more to hear it.
        self._found.connect(self._tell)

    def look_at(self, path: Path, key: Key | None) -> None:
        """Begin, unless it is being looked at; the answer comes to the thread that this object lives in."""
        if not self._stopped and (self._looking is None or not self._looking.is_alive()):
            self._looking = threading.Thread(target=self._look, args=(path, key), name="soundness", daemon=True)
            self._looking.start()

    def _look(self, path: Path, key: Key | None) -> None:
        self._found.emit(quick_health(path, key))

    def _tell(self, found: Health) -> None:
        if not self._stopped:
            {Health.BROKEN: self.broken, Health.INDEX: self.index_broken, Health.SOUND: self.sound}[found].emit()

    def stop(self) -> None:
        """Look no more, and tell nothing."""
        self._stopped = True
