"""A coach's own notes while they are open beside a plan, and the way the window edits them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import KnownError
from desktop.domain.job import run
from desktop.plan import companion, errors

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.plan.file import Plan
    from desktop.plan.key import Key
    from desktop.ui.backing import Backing


class OwnNotes(QObject):
    """Belongs to one open plan. Closed with it, and whenever it is locked."""

    changed = Signal()
    """They were opened or closed, or say something else now."""
    problem = Signal(object)
    """A KnownError: what was typed was not kept."""

    def __init__(self, plan: Plan, parent: QObject) -> None:
        super().__init__(parent)
        self._plan = plan
        self._backing: Backing | None = None
        self.open: companion.Companion | None = None
        self.only_look: KnownError | None = None
        """Why they can only be looked at."""
        self._refused: set[str] = set()
        """Sessions with words that stand in their field and could not be kept."""

    def begin(self, path: Path, key: Key) -> None:
        """Make a file for them at `path` and open it. Raises KnownError."""
        companion.begin(path, self._plan, key)
        self.show(path, key)

    def show(self, path: Path, key: Key) -> None:
        """Open those at `path`, only to look at where they cannot be written. Raises KnownError."""
        from desktop.ui.backing import Backing

        why: KnownError | None = None
        try:
            opened = companion.open_beside(path, self._plan, key)
        except (errors.InUse, errors.ReadOnly) as problem:
            opened, why = companion.open_beside(path, self._plan, key, to_read=True), problem
        self.close()
        self.open, self.only_look = opened, why
        if why is None:
            self._backing = Backing(opened, self)
            self._backing.failed.connect(lambda _said: self.problem.emit(errors.NoBackup(path)))
            self._backing.begin()
        self.changed.emit()

    @property
    def editable(self) -> bool:
        """Whether they can be written."""
        return self.open is not None and not self.open.read_only

    def texts(self) -> dict[str, companion.Note]:
        """All that is noted, by the session's uid."""
        return {} if self.open is None else companion.notes(self.open)

    def put(self, session: str, day: str, text: str) -> bool:
        """Keep a note; False when it was not kept."""
        if self.open is None:
            return False
        try:
            companion.put(self.open, session, day, text)
        except KnownError as problem:
            self._refused.add(session)
            self.problem.emit(problem)
            return False
        self._refused.discard(session)
        self.changed.emit()
        return True

    def undo(self) -> None:
        """Take the latest change back."""
        if self.open is not None and self.open.undoable is not None:
            try:
                run(self.open.undo())
            except KnownError as problem:
                self.problem.emit(problem)
            self.changed.emit()

    def lock(self) -> bool:
        """Close them for a lock. Words that could not be kept stay where they are, out of sight: False, then."""
        if self._refused:
            return False
        self.close()
        return True

    def close(self) -> None:
        """Close the file."""
        opened, self.open, self.only_look = self.open, None, None
        self._refused.clear()
        if self._backing is not None:
            self._backing.stop()
            self._backing = None
        if opened is not None:
            opened.close()
            self.changed.emit()
