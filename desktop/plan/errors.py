"""What can be wrong with a plan file, as values; the words are made above this floor."""

from pathlib import Path

from desktop.domain.errors import KnownError


class PlanProblem(KnownError):
    """A known problem with the plan file at `path`. The file is as it was."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self.path = path


class NotThere(PlanProblem):
    """There is no file at this path, or it is not a plain file."""


class NotAPlan(PlanProblem):
    """The file is something else: another format, another program's database, an empty file."""


class PassphraseWanted(PlanProblem):
    """The file does not open without a passphrase; `salt` is what `key.key_for` needs to make the key from it."""

    def __init__(self, path: Path, salt: bytes) -> None:
        super().__init__(path)
        self.salt = salt


class WrongPassphrase(PlanProblem):
    """The key does not open the file: the passphrase is wrong, or the file is damaged; nobody can tell which."""


class OtherKind(PlanProblem):
    """The file is of another kind than is wanted: the notes of a coach are no plan, and a plan is no such notes."""


class NewerPlan(PlanProblem):
    """The plan was written by a newer version of the program."""


class Damaged(PlanProblem):
    """The file is a plan, but parts of it cannot be read."""


class SearchDamaged(PlanProblem):
    """The search index cannot be read; nothing was done. It is derived: `Plan.rebuild_search` makes it anew."""


class AlreadyThere(PlanProblem):
    """A new plan would overwrite a file."""


class InUse(PlanProblem):
    """Another window or command has this plan open; `host` says on which computer, '' for this one."""

    def __init__(self, path: Path, host: str = "") -> None:
        super().__init__(path)
        self.host = host


class ReadOnly(PlanProblem):
    """The file or its folder cannot be written."""


class DiskFull(PlanProblem):
    """There is no room for the change; nothing of it was written."""


class NoBackup(PlanProblem):
    """The plan could not be backed up, `full`: for want of room. The plan and its backups are as they were."""

    def __init__(self, path: Path, full: bool = False) -> None:
        super().__init__(path)
        self.full = full


class TooLong(PlanProblem):
    """A text is longer than a plan takes (20 MB); nothing of the edit was kept."""


class CannotRead(PlanProblem):
    """The system refused to read or write the file (permissions, a broken disk, a lost network share)."""


class ChangedOutside(PlanProblem):
    """Somebody else changed, moved or replaced the file while it was open; nothing was written over it."""


class MeasureWanted(PlanProblem):
    """R23: a review of the day has neither a reading of the measure nor a reason why not; nothing was written."""


class GapReasonWanted(PlanProblem):
    """A gap is to be left without a reason; nothing was written."""


class PairRests(PlanProblem):
    """R13: one of the two said no less than 180 days ago; nothing was written."""


class NotBothAsked(PlanProblem):
    """R13: nobody is introduced before both said yes; nothing was written."""


class ReasonWanted(PlanProblem):
    """R18 (c): a goal that waits for a second look is closed as achieved only with a reason; nothing was written."""


class OtherPlan(PlanProblem):
    """The file is no copy of this plan, nor this plan of it; nothing of it was read."""


class SamePlan(PlanProblem):
    """The file is this very plan."""


class HoldsLess(PlanProblem):
    """The open plan is a copy that was given less than the plan at `path` holds, so it cannot follow that one."""
