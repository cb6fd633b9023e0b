"""Going back to a backup in the window: the file is closed, what is in it now is kept, the backup takes its place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from desktop.domain.errors import KnownError
from desktop.plan import backups
from desktop.plan.going_back import go_back
from desktop.ui.backing import when_words
from desktop.ui.coaching import open_notes
from desktop.ui.file_names import NOTES, free_name
from desktop.ui.jobs import JobRunner
from desktop.words import _, one_line

if TYPE_CHECKING:
    from desktop.plan.file import OpenFile
    from desktop.plan.key import Key
    from desktop.ui.main_window import MainWindow
    from desktop.ui.session import Session

_AGAIN_MS = 100


class GoingBack(QObject):
    """One going back; it is gone when that is over."""

    def __init__(self, window: MainWindow, backup: backups.Backup) -> None:
        super().__init__(window)
        self._window, self._backup = window, backup
        self._path = backup.plan
        self._key: Key | None = None
        self._notes_of: Session | None = None
        """The session whose notes were open and are opened again."""
        self._jobs = JobRunner(self)
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self._jobs.cancel)

    def begin(self) -> None:
        """Close the plan, or a coach's notes, and go back."""
        session = self._window.session
        if session is not None and session.jobs.busy:
            QTimer.singleShot(_AGAIN_MS, self, self.begin)
            return
        notes = None if session is None else session.notes.open
        if session is not None and notes is not None and backups.folder_of(notes.path) == self._backup.file.parent:
            self._close(session, notes)
        elif session is not None and self._path.suffix != NOTES:
            self._close(session, session.plan)
        else:
            self._swap()

    def _close(self, session: Session, file: OpenFile) -> None:
        window = self._window
        self._path, self._key = file.path, file.key
        if window.settled() or (file is not session.plan and not session.notes.lock()):
            self.deleteLater()  # words that could not be kept stand in their field: that was said, and they stay
            return
        if file is session.plan:
            window.files.close_plan()
            window.welcome.hide()  # for the moment until the plan is there again
        else:
            self._notes_of = session
        self._swap()

    def _swap(self) -> None:
        aside = free_name(self._path, _("{name} (set aside {when})"), datetime.now())
        self._jobs.start(go_back(self._backup, self._path, aside, self._key), "", self._done, self._failed)

    def _open(self) -> None:
        window, session = self._window, self._notes_of
        if self._path.suffix != NOTES:
            window.files.reopen(self._path, self._key)
        elif session is not None and window.session is session and self._key is not None:
            try:
                session.notes.show(self._path, self._key)
            except KnownError:
                open_notes(window, self._path)  # with another passphrase than before, say

    def _done(self, kept: backups.Backup | Path | None) -> None:
        self._open()
        window, today = self._window, self._window.today()
        if isinstance(kept, backups.Backup):
            said = _("“{name}” is again as it was ({when}). How it was until now is kept as a backup ({before}).")
        elif kept is not None:
            said = _("“{name}” is again as it was ({when}). The file that was there is beside it as “{aside}”.")
        else:
            said = _("“{name}” is again as it was ({when}).")
        words = said.format(
            name=one_line(self._path.name),
            when=when_words(self._backup.at, today),
            before=when_words(kept.at, today) if isinstance(kept, backups.Backup) else "",
            aside=one_line(kept.name) if isinstance(kept, Path) else "",
        )
        of = self._path if self._path.suffix == NOTES else None
        window.say(words, _("Backups…"), lambda: window.files.backups(of))
        self.deleteLater()

    def _failed(self, problem: KnownError) -> None:
        self._open()
        self._window.tell(problem)
        self.deleteLater()
