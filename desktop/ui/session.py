"""The session: the open plan as the windows see it. Handed to whoever needs it, never looked up."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.domain import records as r
from desktop.domain.errors import KnownError
from desktop.domain.job import Job
from desktop.plan import read
from desktop.plan.file import Plan
from desktop.plan.search import Finder
from desktop.plan.step import Changes
from desktop.ui.jobs import JobRunner
from desktop.ui.own_notes import OwnNotes
from desktop.ui.settings import NOTHING_KEPT, Settings
from desktop.words import _, edit_words


class Session(QObject):
    """One open plan, who is selected in it, and the way every view edits it.

    Views read `plan` through `desktop.plan.read` and refetch on `changed` the ids it names; they do neither between
    `frozen(True)` and `frozen(False)`, while a job is writing. The notice of such a job comes after `frozen(False)`.
    """

    changed = Signal(object)
    """Changes: after a commit, an undo or a redo."""
    frozen = Signal(bool)
    """Whether a job is at work: no reading, no editing until it is over."""
    problem = Signal(object)
    """A KnownError: the edit behind it was not kept."""
    deleted = Signal(str)
    """Who was deleted just now, in words; undo brings them back."""
    kept = Signal(str)
    """What was kept just now as a whole, in words; undo takes it back."""
    said = Signal(str)
    """What has just been done, in words, where no single step could take it back."""
    copy_wanted = Signal(list)
    """Put people, by their ids, on the clipboard."""
    everything_wanted = Signal(int)
    """Show all that is held about a person."""
    ending = Signal()
    """The plan is about to close and can still be written: what runs until now is kept."""

    closing = Signal()
    """The plan is about to be closed: whoever reads it in slices stops."""
    selected = Signal(object)
    """A person's id, None for nobody."""

    def __init__(
        self,
        plan: Plan,
        today: Callable[[], date],
        parent: QObject | None = None,
        memory: Settings | None = None,
    ) -> None:
        """`memory`: what the program keeps of this plan alone; without it, nothing."""
        super().__init__(parent)
        self.memory = memory or NOTHING_KEPT
        self.plan = plan
        self.kind = read.info(plan).kind
        self.today = today
        self.finder = Finder(plan)
        self.jobs = JobRunner(self)
        self.notes = OwnNotes(plan, self)
        """What a coach keeps beside the plan, never in it."""
        self.person: int | None = None
        self._frozen = False
        self._later: list[Changes] = []
        self.jobs.ended.connect(self._thaw)
        self.notes.problem.connect(self.problem)
        plan.subscribe(self._note)

    @property
    def editable(self) -> bool:
        """Whether an edit can be made now."""
        return not self.plan.read_only and not self._frozen

    def select(self, person: int | None) -> None:
        """Show a person everywhere; None shows nobody."""
        if person != self.person:
            self.person = person
            self.selected.emit(person)

    def do(self, edit: Callable[[], object]) -> bool:
        """Make one edit. False when it was not kept; the reason went out as a `problem`."""
        if self._frozen:
            return False
        try:
            edit()
        except KnownError as problem:
            self.problem.emit(problem)
            return False
        return True

    def run(
        self,
        job: Job[Any],
        title: str,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[KnownError], None] | None = None,
    ) -> bool:
        """Drive a job; False when another one is at work. A short one is over when this returns.

        `done` gets its result, `failed` a known problem, which otherwise goes out as a `problem`. `jobs` tells how far
        it is and can cancel it.
        """
        if self.jobs.busy:
            job.close()
            return False
        self._frozen = True
        self.jobs.start(job, title, done or _nothing, failed or self.problem.emit)
        if self.jobs.busy:
            self.frozen.emit(True)
        return True

    def undo(self) -> bool:
        """Take back the latest edit."""
        done = self.plan.undoable
        return done is not None and self.run(
            self.plan.undo(), _("Undoing: {edit}").format(edit=edit_words(done.edit, done.subject))
        )

    def redo(self) -> bool:
        """Do the latest undone edit again."""
        done = self.plan.redoable
        return done is not None and self.run(
            self.plan.redo(), _("Doing again: {edit}").format(edit=edit_words(done.edit, done.subject))
        )

    def close(self) -> None:
        """Stop what is under way and close the plan."""
        self.ending.emit()
        self.closing.emit()
        self.jobs.cancel()
        self.notes.close()
        self.plan.close()

    def _note(self, changes: Changes) -> None:
        if self._frozen:
            self._later.append(changes)
        else:
            self._announce(changes)

    def _thaw(self) -> None:
        self._frozen = False
        self.frozen.emit(False)
        later, self._later = self._later, []
        for changes in later:
            self._announce(changes)

    def _announce(self, changes: Changes) -> None:
        touched = self.person is not None and self.person in changes.tables.get("contacts", ())
        if touched and read.record(self.plan, r.Contact, self.person or 0) is None:
            self.select(None)
        self.changed.emit(changes)


def _nothing(_: object) -> None:
    """For a job whose result nobody waits for."""
