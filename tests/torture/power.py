"""The power goes, a call to the disk fails, the disk is full: all edits that were said to be in the file are there."""

from __future__ import annotations

import random
import shutil
import sys
import traceback
from contextlib import closing as _closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import apsw

from desktop.domain.errors import KnownError
from desktop.domain.job import run
from desktop.plan import backups
from desktop.plan.file import Plan
from desktop.plan.key import new_key
from desktop.plan.opening import known_problems
from desktop.plan.protect import change_passphrase
from tests.made_up import sample_plan
from tests.plan.test_upgrades import stored
from tests.torture.disks import Fault, Log, failing, images, recorded
from tests.torture.state import Acknowledged, Worker, digest, opened, what_is_there

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.plan.key import Key


def power_loss(count: int, edits: int, folder: Path, key: Key | None = None) -> tuple[int, int, list[str]]:
    """(images looked at, edits acknowledged in all, what went wrong)."""
    folder.mkdir(parents=True, exist_ok=True)
    path = sample_plan(folder / "plan.rapport", key=key)
    start = {path.name: path.read_bytes()}
    log = Log()
    with recorded(log, folder), Plan.open(path, key) as plan:
        log.mark("ack", digest(plan.db))
        worker = Worker(plan, lambda d: log.mark("begin", d), lambda d: log.mark("ack", d), random.Random(3))
        for n in range(edits):
            before = digest(plan.db)
            worker.bring_in(150) if n % 25 == 24 else worker.edit()
            if n % 5 == 0:
                worker.back_and_forth(before)
    wrong: list[str] = []
    looked = 0
    acked, at = Acknowledged(), 0
    first = log.events.index(next(event for event in log.events if event[0] == "ack"))
    for moment, disk in images(log, start, count):
        looked += 1
        while at < max(moment, first + 1):
            kind, value = log.events[at][:2]
            if kind == "begin":
                acked.begin(value)
            elif kind == "ack":
                acked.done(value)
            at += 1
        place = folder / "image"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for name, data in disk.items():
            (place / name).write_bytes(data)
        try:
            if not acked.allows(*what_is_there(place / path.name, key)):
                wrong.append(f"image at {moment}: an acknowledged edit is lost, or one is there by half")
        except (KnownError, apsw.Error, AssertionError) as problem:
            wrong.append(f"image at {moment}: {type(problem).__name__}")
    return looked, acked.revisions, wrong


@dataclass(frozen=True)
class Task:
    """Something done with a plan of `key` at a path: what is left of it opens with one of `keys`."""

    do: Callable[[Path, Key | None, Acknowledged], int]
    """Returns whether a known problem was met and work went on."""
    key: Key | None = None
    keys: tuple[Key | None, ...] = (None,)


def _edit(path: Path, key: Key | None, acked: Acknowledged) -> int:
    known = 0
    with _closing(Plan.open(path, key)) as plan:
        worker = Worker(plan, acked.begin, acked.done, random.Random(4))
        for n in range(3):
            try:
                with known_problems(path):  # reading, as the views do
                    before = digest(plan.db)
                    worker.edit()
                    if n == 1:
                        worker.back_and_forth(before)
            except KnownError:
                known = 1
    return known


def _whole(path: Path, key: Key | None, acked: Acknowledged) -> int:
    """People are brought in, and the plan is backed up and copied."""
    with _closing(Plan.open(path, key)) as plan, known_problems(path):
        worker = Worker(plan, acked.begin, acked.done, random.Random(4))
        worker.bring_in(60)
        backups.write(path, key)
        run(plan.save_copy(path.with_name("copy.rapport")))
    return 0


def _rekey(path: Path, key: Key | None, acked: Acknowledged) -> int:
    with _closing(Plan.open(path, key)) as plan, known_problems(path):
        run(change_passphrase(plan, _KEYS[plan.key is None]))
        Worker(plan, acked.begin, acked.done, random.Random(4)).edit()
    return 0


def _upgrade(path: Path, key: Key | None, acked: Acknowledged) -> int:
    with _closing(Plan.open(path, key)), known_problems(path):
        return 0


_SECRET = run(new_key("a warm lamp, two chairs"))
_KEYS = (None, _SECRET)
TASKS = {
    "edits": Task(_edit),
    "edits of a protected plan": Task(_edit, _SECRET, (_SECRET,)),
    "an import, a backup, a copy": Task(_whole),
    "the same of a protected plan": Task(_whole, _SECRET, (_SECRET,)),
    "a passphrase": Task(_rekey, keys=_KEYS),
    "none any more": Task(_rekey, _SECRET, _KEYS),
    "an upgrade": Task(_upgrade),
}


def failing_calls(
    folder: Path, task: str, *, every: int = 1, full: bool = False, lasting: bool = False
) -> tuple[int, int, list[str]]:
    """Let each `every`-th call fail in turn. (calls that failed, of them told as a known problem, what went wrong)."""
    folder.mkdir(parents=True, exist_ok=True)
    work = TASKS[task]
    sample = folder / "sample.rapport"
    if work.do is _upgrade:
        stored(sample)
    else:
        sample_plan(sample, key=work.key)
    path = folder / "plan.rapport"
    code = apsw.SQLITE_FULL if full else apsw.SQLITE_IOERR
    shutil.copyfile(sample, path)
    start = what_is_there(path, work.key)[0]
    calls, _told, wrong_already = _with(Fault(0, code), sample, path, start, work)
    told = tried = 0
    wrong = [f"{task}, nothing failing: {wrong_already}"] if wrong_already else []
    for at in range(1, calls + 1, every):
        tried += 1
        _calls, known, problem = _with(Fault(at, code, lasting), sample, path, start, work)
        told += known
        if problem:
            wrong.append(f"{task}, call {at}: {problem}")
            sys.stderr.write(wrong[-1] + "\n")
    return tried, told, wrong


def _with(fault: Fault, sample: Path, path: Path, start: str, task: Task) -> tuple[int, int, str]:
    for left in path.parent.glob("*"):
        if left != sample:
            left.unlink()
    shutil.rmtree(backups.folder_of(path), ignore_errors=True)
    shutil.copyfile(sample, path)
    acked = Acknowledged()
    acked.done(start)
    known = 0
    try:
        with failing(fault):
            known = task.do(path, task.key, acked)
    except KnownError:
        known = 1
    except SystemError:
        # A backup in apsw ends so where a file system written in Python raises once more while it closes; with the
        # file systems of the library itself there is no such exception. It is the first one that would be told.
        known = 1
    except (apsw.Error, AssertionError, RuntimeError) as bug:
        where = traceback.extract_tb(bug.__traceback__)[-1]
        return fault.calls, known, f"{fault.kind}: no known problem: {type(bug).__name__} {where.name}:{where.lineno}"
    return fault.calls, known, _wrong(path, task, acked)


def _wrong(path: Path, task: Task, acked: Acknowledged) -> str:
    """What is not as it must be in the plan, its copy and its backups after a call has failed."""
    try:
        if not acked.allows(*opened(path, task.keys)):
            return "an acknowledged edit is lost, or one is there by half"
        for backup in backups.listing(path):
            if not backups.intact(backup):
                return "a backup is not as it was written"
            opened(backup.file, task.keys)
        copy = path.with_name("copy.rapport")
        if copy.exists() and not acked.allows(*opened(copy, task.keys)):
            return "a copy is there by half"
    except (KnownError, apsw.Error, AssertionError) as problem:
        return f"{type(problem).__name__} afterwards"
    left = [each.name for each in path.parent.glob("*.new*")]
    return f"left behind: {left[0]}" if left else ""
