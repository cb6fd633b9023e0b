"""Backs the open plan up: when it is opened and every half hour, where it has changed, in a thread of its own."""

import threading
from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.errors import KnownError
from desktop.plan import backups, protect
from desktop.plan.file import OpenFile
from desktop.report.days import day_words
from desktop.words import _, explain

_EVERY_MS = 30 * 60_000


class Backing(QObject):
    """Belongs to one open plan that can be written."""

    told = Signal()
    """There may be another latest backup now."""
    failed = Signal(str)
    """The plan could not be backed up, in words; said once until it works again."""
    _ended = Signal(object)

    def __init__(self, plan: OpenFile, parent: QObject) -> None:
        super().__init__(parent)
        self._plan = plan
        self._said = False
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._clock = QTimer(self, interval=_EVERY_MS)
        self._clock.timeout.connect(self.begin)
        self._clock.start()
        self._ended.connect(self._end)

    @property
    def busy(self) -> bool:
        """Whether a backup is being written."""
        return self._thread is not None

    def begin(self) -> None:
        """Back up now, unless the present state has a backup or one is being written.

        Backups in plain that stayed when a change of passphrase was cut off are written anew with it, too.
        """
        plan = self._plan
        if self._thread is not None or plan.closed or plan.read_only:
            return
        try:
            wanted = backups.wanted(plan.path) or _left_plain(plan)
        except KnownError as problem:
            self._end(problem)
            return
        if wanted:
            self._stopped.clear()
            self._thread = threading.Thread(target=self._work, name="backup", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        problem: KnownError | None = None
        try:
            backups.write(self._plan.path, self._plan.key, self._stopped.is_set)
            if _left_plain(self._plan):
                work = backups.rekey(self._plan.path, None, self._plan.key)
                for _turn in work:
                    if self._stopped.is_set():
                        work.close()
        except KnownError as raised:
            problem = raised
        self._ended.emit(problem)

    def _end(self, problem: KnownError | None) -> None:
        self._thread = None
        if problem is None:
            self._said = False
        elif not self._said:
            self._said = True
            self.failed.emit(explain(problem))
        self.told.emit()

    def stop(self) -> None:
        """End what is under way, for good; what is half written goes."""
        self._clock.stop()
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
        self.deleteLater()

    def age(self, today: date) -> str:
        """The latest backup's age, as the status line says it."""
        try:
            found = backups.listing(self._plan.path)
        except KnownError:
            found = []
        if not found:
            return _("No backup yet")
        return _("Backup: {when}").format(when=when_words(found[0].at, today))


def _left_plain(plan: OpenFile) -> bool:
    try:
        return protect.left_plain(plan)
    except KnownError:
        return False  # no folder for backups: writing one says so


def when_words(at: datetime, today: date) -> str:
    """A moment as this computer's clock tells it."""
    here = at.astimezone()
    days = (today - here.date()).days
    if days == 0:
        return _("today, {time}").format(time=f"{here:%H:%M}")
    if days == 1:
        return _("yesterday, {time}").format(time=f"{here:%H:%M}")
    return _("{day}, {time}").format(day=day_words(here.date(), today), time=f"{here:%H:%M}")
