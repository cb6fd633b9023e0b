"""Backups: verified copies of a plan in the data folder, each the state of one moment, fewer the older they are.

They lie in a folder for each place where a plan lies, so that they are found when the plan itself is lost or cannot be
opened. A backup is dated by when its plan was last written, hence a state is backed up once. Beside it stands what is
needed to list and to check it; a file without that is not whole and counts for nothing. All of this is safe beside an
open plan, and may run in a thread.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Lock

import apsw

from desktop.domain import records as r
from desktop.domain.job import Job, in_thread
from desktop.output import CannotWrite, own_folder, write_whole
from desktop.plan import copying, errors, opening
from desktop.plan.key import Key
from desktop.plan.sql import Connection

_FOLDER = "backups"
_one_at_a_time = Lock()
_ATTEMPTS = 5
_ALL = timedelta(days=2)
_KEPT = ((12, "%Y-%j"), (10, "%G-%V"), (9, "%Y-%m"))
"""Older than `_ALL` before the newest: the last of so many days, weeks and months each."""


@dataclass(frozen=True)
class Backup:
    """One backup. `plan`: where its plan lay; `at`: when that was last written; `size` in bytes.

    `counts`: collection to number of records (the owner is no contact). `protected`: whether it needs a passphrase.
    """

    file: Path
    plan: Path
    at: datetime
    counts: Mapping[str, int]
    size: int
    sha256: str
    protected: bool
    identity: str = ""
    """Whose plan it is (`provenance.identity`), whatever that is called by now; '' in backups of older versions."""


def folder_of(plan: Path) -> Path:
    """Where the backups of the plan at this place lie. Raises `CannotWrite`."""
    place = str(opening.real(plan))
    return own_folder() / _FOLDER / hashlib.sha256(place.encode()).hexdigest()[:24]


def listing(plan: Path) -> list[Backup]:
    """The backups of the plan at this place, the newest first."""
    return _listed(folder_of(plan))


def every() -> list[list[Backup]]:
    """The backups of all plans, also of those that are no more, the most recent plan first."""
    try:
        folders = list((own_folder() / _FOLDER).iterdir())
    except OSError:
        return []
    found = [_listed(folder) for folder in folders]
    return sorted((each for each in found if each), key=lambda each: each[0].at, reverse=True)


def of(plan: Path, identity: str) -> list[Backup]:
    """The backups of a plan, those under a former name or at a former place too, the newest first.

    What lies where there still is a file belongs to that one: a saved copy shares its plan's identity.
    """
    here = listing(plan)
    elsewhere = [each for found in every() for each in found if identity and each.identity == identity]
    former = [each for each in elsewhere if each.file.parent != folder_of(plan) and not os.path.lexists(each.plan)]
    return sorted(here + former, key=lambda each: each.at, reverse=True)


def wanted(plan: Path) -> bool:
    """Whether the plan's present state has no backup."""
    try:
        return of_now(plan) is None
    except OSError:
        return False


def of_now(plan: Path) -> Backup | None:
    """The backup of the plan's present state. Raises `CannotWrite`, and OSError where there is no plan."""
    file = folder_of(plan) / _name(plan)
    return _read(file) or _read(_twin(file))


def back_up(plan: Path, key: Key | None) -> Job[Backup | None]:
    """Back up the present state; None when there is a backup of it. Raises `NoBackup`, `Damaged`, `InUse`.

    A copy that is not sound never takes the place of a good one, nor lets one go.
    """
    stopped = Event()
    return (yield from in_thread(lambda: write(plan, key, stopped.is_set), stopped.set))


def write(plan: Path, key: Key | None, stopped: Callable[[], bool] = lambda: False) -> Backup | None:
    """`back_up` for a thread of its own; a second one waits for the first."""
    with _one_at_a_time:
        return _written(plan, key, stopped)


def _written(plan: Path, key: Key | None, stopped: Callable[[], bool]) -> Backup | None:
    try:
        folder = folder_of(plan)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _sweep(folder)
        made = _write(opening.real(plan), key, folder, stopped) if wanted(plan) else None
        if made is not None:
            for old in thinned(_listed(folder)):
                remove(old)
    except CannotWrite as problem:
        raise errors.NoBackup(plan, problem.full) from problem
    except OSError as problem:
        raise errors.NoBackup(plan) from problem
    return made


def _write(plan: Path, key: Key | None, folder: Path, stopped: Callable[[], bool]) -> Backup | None:
    for _attempt in range(_ATTEMPTS):
        name = _name(plan)
        scratch = copying.scratch_beside(folder / name)
        copying.discard(scratch)
        try:
            copying.blank(scratch)
            with opening.known_problems(plan), opening.raw(plan, key) as db:
                for _done in copying.copy_pages(db, scratch, key):
                    if stopped():
                        return None
                with opening.raw(scratch, key) as copy:
                    if not copying.sound(copy):
                        raise errors.Damaged(plan)
                    counts, whose = _counts(copy), _identity(copy)
            if _name(plan) == name:
                return _publish(scratch, folder / name, plan, counts, key, whose)
        except errors.DiskFull as problem:
            raise errors.NoBackup(plan, full=True) from problem
        finally:
            copying.discard(scratch)
    raise errors.InUse(plan)


def _identity(db: Connection) -> str:
    if "provenance" not in copying.row_counts(db):
        return ""
    found = db.execute("SELECT identity FROM provenance").fetchone()
    return str(found[0]) if found else ""


def _counts(db: Connection) -> dict[str, int]:
    rows = copying.row_counts(db)
    if "notes" in rows:
        return {"notes": rows["notes"]}  # what a coach keeps beside a plan
    counts = {name: rows.get(name, 0) for name in r.COLLECTIONS}
    return counts | {"contacts": counts["contacts"] - 1}


def _publish(
    scratch: Path, file: Path, plan: Path, counts: Mapping[str, int], key: Key | None, identity: str
) -> Backup:
    """Give a verified copy its name, then its card, without which it counts for nothing."""
    said = {"plan": str(plan), "counts": counts, "sha256": _digest(scratch), "protected": key is not None}
    said["identity"] = identity
    _card(file).unlink(missing_ok=True)
    scratch.replace(file)
    opening.sync_folder(file.parent)
    write_whole(_card(file), json.dumps(said).encode())
    found = _read(file)
    assert found is not None
    return found


def intact(backup: Backup) -> bool:
    """Whether a backup is as it was written, to the byte."""
    try:
        return _digest(backup.file) == backup.sha256
    except OSError:
        return False


def restore(backup: Backup, to: Path) -> Job[None]:
    """Put a copy of a backup where nothing is yet; the plan as it is now stays as it is (or `going_back.go_back`).

    To look at a backup first, open it to read (`Plan.open_to_read(backup.file, key)`). Raises `Damaged`,
    `AlreadyThere` and what the system says about the folder.
    """
    to = to.absolute()
    scratch = copying.scratch_beside(to)
    with opening.known_folders(to):
        if to.exists() or to.is_symlink():
            raise errors.AlreadyThere(to)
        copying.discard(scratch)
        try:
            copying.blank(scratch)
            yield from fetch(backup, scratch)
            opening.publish(scratch, to)
        finally:
            copying.discard(scratch)


def fetch(backup: Backup, into: Path) -> Job[None]:
    """Copy a backup into the blank file `into`. Raises `Damaged` where it is not as it was written, to the byte."""

    def copy() -> None:
        shutil.copyfile(backup.file, into)
        copying.sync_file(into)
        if _digest(into) != backup.sha256:
            raise errors.Damaged(backup.file)

    yield from in_thread(copy, lambda: None)


def remove(backup: Backup) -> bool:
    """Delete a backup. False when the system does not let it go; then it is there as before."""
    try:
        backup.file.unlink(missing_ok=True)
        _card(backup.file).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def remove_all(plan: Path, identity: str = "") -> Job[tuple[int, int]]:
    """Delete all backups `of` the plan, one just being made too; how many went, and how many the system keeps."""

    def work() -> tuple[int, int]:
        with _one_at_a_time:
            gone = [remove(backup) for backup in of(plan, identity)]
        return gone.count(True), gone.count(False)

    return (yield from in_thread(work, lambda: None))


def rekey(plan: Path, former: Key | None, key: Key | None, identity: str = "") -> Job[tuple[Backup, ...]]:
    """Give the backups `of` a plan, plain ones and those with its former key, the key that it has now.

    Returns those that no key at hand opens. Stopped half-way, it can be called again: each backup is written anew
    under its other name, and gone under the former one only when that is whole.
    """
    left: list[Backup] = []
    found = yield from in_thread(lambda: of(plan, identity), lambda: None)
    for n, backup in enumerate(found):
        yield n, len(found)
        try:
            salt = opening.look_at(backup.file)
        except errors.PlanProblem:
            left.append(backup)
            continue
        if salt == (key.salt if key else None):
            continue
        held = next((each for each in (former, key) if each is not None and each.salt == salt), None)
        if salt is not None and held is None:
            left.append(backup)
            continue
        twin = _twin(backup.file)
        scratch = copying.scratch_beside(twin)
        try:
            with opening.known_folders(backup.file):
                copying.blank(scratch)
                yield from copying.copy_anew(backup.file, held, scratch, key)
                with _one_at_a_time:
                    _publish(scratch, twin, backup.plan, backup.counts, key, backup.identity)
            remove(backup)
        except (errors.PlanProblem, CannotWrite, apsw.Error):
            left.append(backup)
        finally:
            with contextlib.suppress(OSError):
                copying.discard(scratch)
    return tuple(left)


def thinned(backups: Sequence[Backup]) -> list[Backup]:
    """Those among `backups`, newest first, that can go: all of the last two days stay, then fewer and fewer."""
    if not backups:
        return []
    newest = backups[0].at
    kept = {backup.file for backup in backups if newest - backup.at <= _ALL}
    for most, unit in _KEPT:
        last_of = {backup.at.strftime(unit): backup for backup in reversed(backups)}
        kept |= {backup.file for backup in sorted(last_of.values(), key=lambda each: each.at)[-most:]}
    return [backup for backup in backups if backup.file not in kept]


# --- names and cards ---


def _name(plan: Path) -> str:
    """When a plan was last written, as a name: in UTC, to the thousandth of a second."""
    at = datetime.fromtimestamp(plan.stat().st_mtime, UTC)
    return f"{at:%Y%m%dT%H%M%S}{at.microsecond // 1000:03}Z.rapport"


def _sweep(folder: Path) -> None:
    """Remove what was not finished: scratch files, copies without a card, cards without a copy."""
    copying.sweep(folder)
    for file in folder.glob("*Z*"):
        if not (file.with_suffix(".rapport").exists() and file.with_suffix(".json").exists()):
            file.unlink(missing_ok=True)


def _twin(file: Path) -> Path:
    """The other of the two names that a backup of one moment can have."""
    return file.with_stem(file.stem.removesuffix("-b") if file.stem.endswith("-b") else f"{file.stem}-b")


def _card(file: Path) -> Path:
    return file.with_suffix(".json")


def _read(file: Path) -> Backup | None:
    try:
        said = json.loads(_card(file).read_bytes())
        at = datetime.strptime(file.name[:18], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
        counts = {str(name): int(n) for name, n in said["counts"].items()}
        size = file.stat().st_size
        return Backup(
            file,
            Path(said["plan"]),
            at,
            counts,
            size,
            str(said["sha256"]),
            bool(said["protected"]),
            str(said.get("identity", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _listed(folder: Path) -> list[Backup]:
    try:
        files = sorted(folder.glob("*Z*.rapport"), reverse=True)
    except OSError:
        return []
    return [backup for backup in map(_read, files) if backup is not None]


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
