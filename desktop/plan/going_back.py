"""Going back: a backup in the place of the file it was made of, and what is there now kept.

Of the file, one plan or the other is there whenever this is stopped, whole and under its name. What was there is
among the backups before anything is put in its place; a file that cannot be backed up, because it is damaged or no key
at hand opens it, keeps its bytes under another name beside it.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event

import apsw

from desktop.domain.job import Job, in_thread
from desktop.plan import backups, copying, errors, opening
from desktop.plan.key import Key
from desktop.plan.lock import PlanLock


def go_back(backup: backups.Backup, to: Path, aside: Path, key: Key | None = None) -> Job[backups.Backup | Path | None]:
    """Put `backup` in the place of the file `to`, which nobody has open; `key` is that of the file, where it has one.

    Returns what holds what was there: its backup, or the file `aside` where it could not be backed up; None when
    nothing was there. A backup in plain gets the `key`, so that what is protected stays so. Raises `Damaged` for the
    backup, `InUse`, `NoBackup`, `AlreadyThere` for `aside`, and what the system says: all is as it was then.
    """
    to = opening.real(to)
    scratch = copying.scratch_beside(to)
    with opening.known_folders(to):
        lock = PlanLock(to)
        try:
            copying.discard(scratch)
            copying.blank(scratch)
            yield from _fetch(backup, scratch, key)
            kept = yield from _keep(to, aside, key)
            scratch.replace(to)
            opening.sync_folder(to.parent)
        finally:
            copying.discard(scratch)
            lock.release()
    return kept


def _fetch(backup: backups.Backup, scratch: Path, key: Key | None) -> Job[None]:
    yield from backups.fetch(backup, scratch)
    if key is not None and not backup.protected:
        scratch.unlink()
        copying.blank(scratch)
        with opening.known_problems(backup.file):
            yield from copying.copy_anew(backup.file, None, scratch, key)


def _keep(path: Path, aside: Path, key: Key | None) -> Job[backups.Backup | Path | None]:
    if not os.path.lexists(path):
        opening.no_journal(path)
        return None
    stopped = Event()
    try:
        kept = yield from in_thread(lambda: _backed_up(path, key, stopped.is_set), stopped.set)
    except (errors.InUse, errors.NoBackup, errors.DiskFull):
        raise
    except errors.PlanProblem:
        _set_aside(path, aside)
        return aside
    if kept != backups.of_now(path):
        raise errors.ChangedOutside(path)
    return kept


def _backed_up(path: Path, key: Key | None, stopped: Callable[[], bool]) -> backups.Backup | None:
    kept = backups.of_now(path)
    if kept is not None and backups.intact(kept) and not os.path.lexists(_journal(path)):
        return kept
    key = opening.fitting(path, key)
    with opening.known_problems(path), opening.raw(path, key, apsw.SQLITE_OPEN_READWRITE) as db:
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # what a dead writer did by half is taken back
    kept = backups.of_now(path)
    if kept is not None and not backups.intact(kept):
        backups.remove(kept)
    backups.write(path, key, stopped)
    return backups.of_now(path)


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _set_aside(path: Path, aside: Path) -> None:
    """Give the file, and the journal that belongs to it, another name as well; its own is free to be replaced then."""
    opening.no_journal(aside)
    try:
        os.link(path, aside)
    except FileExistsError:
        raise errors.AlreadyThere(aside) from None
    except OSError:
        # No links on this disk. A copy, then: at no moment is nothing under the file's own name.
        _copy(path, aside)
    if os.path.lexists(_journal(path)):
        _journal(path).rename(_journal(aside))
    opening.sync_folder(path.parent)


def _copy(path: Path, aside: Path) -> None:
    try:
        copying.blank(aside)
    except FileExistsError:
        raise errors.AlreadyThere(aside) from None
    try:
        shutil.copyfile(path, aside)
        copying.sync_file(aside)
    except BaseException:
        aside.unlink()
        raise
