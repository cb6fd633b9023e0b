"""The power goes, a call to the disk fails, the disk is full: all edits that were said to be in the file are there."""

from __future__ import annotations

import random
import shutil
import sys
import traceback
from typing import TYPE_CHECKING

import apsw

from desktop.domain.errors import KnownError
from desktop.plan.file import Plan
from desktop.plan.opening import known_problems
from tests.made_up import sample_plan
from tests.torture.disks import Failing, Fault, Log, images, recorded
from tests.torture.state import Acknowledged, Worker, digest, what_is_there

if TYPE_CHECKING:
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


def failing_calls(
    folder: Path, *, every: int = 1, full: bool = False, lasting: bool = False
) -> tuple[int, int, list[str]]:
    """Let each `every`-th call fail in turn. (calls that failed, of them told as a known problem, what went wrong)."""
    folder.mkdir(parents=True, exist_ok=True)
    sample = sample_plan(folder / "sample.rapport")
    path = folder / "plan.rapport"
    code = apsw.SQLITE_FULL if full else apsw.SQLITE_IOERR
    start = what_is_there(sample)[0]
    calls, _told, _wrong = _with(Fault(0), sample, path, start)
    told = tried = 0
    wrong: list[str] = []
    for at in range(1, calls + 1, every):
        tried += 1
        _calls, known, problem = _with(Fault(at, code, lasting), sample, path, start)
        told += known
        if problem:
            wrong.append(f"call {at}: {problem}")
            sys.stderr.write(wrong[-1] + "\n")
    return tried, told, wrong


def _with(fault: Fault, sample: Path, path: Path, start: str) -> tuple[int, int, str]:
    for left in path.parent.glob(f"*{path.name}*"):
        left.unlink()
    shutil.copyfile(sample, path)
    acked = Acknowledged()
    acked.done(start)
    failing = Failing(fault)
    known = 0
    try:
        plan = Plan.open(path)
        try:
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
        finally:
            plan.close()
    except KnownError:
        known = 1
    except (apsw.Error, AssertionError, RuntimeError) as bug:
        where = traceback.extract_tb(bug.__traceback__)[-1]
        return fault.calls, known, f"{fault.kind}: no known problem: {type(bug).__name__} {where.name}:{where.lineno}"
    finally:
        failing.unregister()
    try:
        if not acked.allows(*what_is_there(path)):
            return fault.calls, known, "an acknowledged edit is lost, or one is there by half"
    except (KnownError, apsw.Error, AssertionError) as problem:
        return fault.calls, known, f"{type(problem).__name__} afterwards"
    return fault.calls, known, ""
