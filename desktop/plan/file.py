"""The plan: one open file, the only owner of the database; its edits, and what takes them back.

What a coach keeps beside a plan is an open file of another format, with the same edits.
"""

import contextlib
from collections.abc import Callable, Generator, Iterable
from pathlib import Path

from playhouse.apsw_ext import APSWDatabase  # pyright: ignore[reportMissingTypeStubs]

from desktop.domain.job import Job
from desktop.plan import step as steps
from desktop.plan.held import Outside, PlanFile
from desktop.plan.key import Key
from desktop.plan.lock import PlanLock
from desktop.plan.step import Changes, Done, Edit, Origin, Step
from desktop.plan.upgrades import PLAN

__all__ = ["OpenFile", "Outside", "Plan"]


class OpenFile(PlanFile):
    """An open file. Edits go through `step`; whoever wants to know of changes calls `subscribe`."""

    def __init__(
        self, path: Path, key: Key | None, database: APSWDatabase, lock: PlanLock | None, scratch: Path | None
    ) -> None:
        """Use `open`, `open_to_read` or `create`."""
        super().__init__(path, key, database, lock, scratch)
        self._undo: list[Done] = []
        self._redo: list[Done] = []
        self._listeners: list[Callable[[Changes], None]] = []

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` after each commit, undo and redo."""
        self._listeners.append(listener)

    @contextlib.contextmanager
    def step(self, edit: Edit, subject: str = "", *, final: bool = False) -> Generator[Step]:
        """One named edit. Commits at the end, becomes one undo unit and one notice; nothing changed, nothing kept.

        `subject` is whose name the Undo menu shows. `final`: it cannot be undone, nor can anything before it, and what
        it deleted is nowhere in the file any more. Raises a `PlanProblem` before or instead of the commit.
        """
        with self._writing() as db:
            recorder = self._step
            assert recorder is not None
            yield Step(db, recorder.cut)
        if recorder.changesets:
            done = Done(tuple(recorder.changesets), recorder.tables(), edit, subject)
            self._redo.clear()
            if final:
                self._undo.clear()
                self._forget_words()
            else:
                self._undo.append(done)
            self._tell(done.notice(Origin.DO))

    def _tell(self, changes: Changes) -> None:
        """Every listener hears of it, whatever goes wrong in one of them: the commit stands."""
        bugs: list[Exception] = []
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception as bug:  # raised below, when all have heard
                bugs.append(bug)
        if bugs:
            raise bugs[0]

    @property
    def undoable(self) -> Done | None:
        """What `undo` would take back."""
        return self._undo[-1] if self._undo else None

    @property
    def redoable(self) -> Done | None:
        """What `redo` would do again."""
        return self._redo[-1] if self._redo else None

    def undo(self) -> Job[Changes | None]:
        """Take back the latest edit, batch by batch in one transaction."""
        if not self._undo:
            return None
        done = self._undo[-1]
        yield from self._apply(done.inverse(), len(done.changesets))
        self._redo.append(self._undo.pop())
        changes = done.notice(Origin.UNDO)
        self._tell(changes)
        return changes

    def redo(self) -> Job[Changes | None]:
        """Do the latest undone edit again."""
        if not self._redo:
            return None
        done = self._redo[-1]
        yield from self._apply(done.changesets, len(done.changesets))
        self._undo.append(self._redo.pop())
        changes = done.notice(Origin.REDO)
        self._tell(changes)
        return changes

    def _apply(self, changesets: Iterable[bytes], total: int) -> Job[None]:
        with self._writing() as db:
            assert self._step is not None
            self._step.drop()
            yield from steps.apply(db, changesets, total)


class Plan(OpenFile):
    """An open plan."""

    format = PLAN
