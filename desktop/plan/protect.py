"""A plan's passphrase with all that follows from it."""

from desktop.domain.job import Job
from desktop.plan import backups, provenance
from desktop.plan.file import OpenFile, Plan
from desktop.plan.key import Key


def change_passphrase(plan: OpenFile, key: Key | None) -> Job[tuple[backups.Backup, ...]]:
    """Back the plan up, give it another key (`key.new_key`) or none, and its backups with it.

    Returns the backups that stay as they were, since no key at hand opens them: say so, and offer to delete them
    (`backups.remove`). Stopped among the backups, plain ones stay as well: `left_plain` finds that out, and
    `backups.rekey(plan.path, None, plan.key)` goes on with them.
    """
    former = plan.key
    yield from backups.back_up(plan.path, former)
    yield from plan.change_key(key)
    whose = provenance.identity(plan) if isinstance(plan, Plan) else ""
    return (yield from backups.rekey(plan.path, former, key, whose))


def left_plain(plan: OpenFile) -> bool:
    """Whether anybody can read a backup of a plan that has a passphrase: it was stopped while it got that."""
    return plan.key is not None and not all(backup.protected for backup in backups.listing(plan.path))
