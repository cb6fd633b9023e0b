"""A process is killed in the middle of its work; what it had said to be in the file must be there."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.job import run
from desktop.plan import backups
from desktop.plan.file import Plan
from desktop.plan.going_back import go_back
from desktop.plan.key import new_key
from desktop.plan.protect import change_passphrase
from tests.made_up import sample_plan
from tests.plan.test_upgrades import stored
from tests.torture.state import Acknowledged, Worker, digest, opened, what_is_there

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.plan.key import Key


@dataclass
class Tally:
    """Of one kind of work: kills, of them in the middle of it, edits acknowledged, what went wrong."""

    kills: int = 0
    amid: int = 0
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)


class Pipe:
    """How the child tells what it does."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def say(self, kind: str, value: str) -> None:
        os.write(self._handle, (json.dumps([kind, value]) + "\n").encode())


def _edits(path: Path, keys: list[Key | None], said: Pipe, chance: random.Random) -> None:
    with Plan.open(path) as plan:
        worker = Worker(plan, lambda d: said.say("begin", d), lambda d: said.say("done", d), chance)
        said.say("ready", digest(plan.db))
        while True:
            worker.edit()


def _undo(path: Path, keys: list[Key | None], said: Pipe, chance: random.Random) -> None:
    with Plan.open(path) as plan:
        worker = Worker(plan, lambda d: said.say("begin", d), lambda d: said.say("done", d), chance)
        before = digest(plan.db)
        worker.bring_in(chance.choice((3, 300, 1500)))
        said.say("ready", digest(plan.db))
        while True:
            worker.back_and_forth(before)


def _import(path: Path, keys: list[Key | None], said: Pipe, chance: random.Random) -> None:
    with Plan.open(path) as plan:
        worker = Worker(plan, lambda d: said.say("begin", d), lambda d: said.say("done", d), chance)
        said.say("ready", digest(plan.db))
        while True:
            worker.bring_in(2000)


def _backup(path: Path, keys: list[Key | None], said: Pipe, chance: random.Random) -> None:
    with Plan.open(path) as plan:
        worker = Worker(plan, lambda d: said.say("begin", d), lambda d: said.say("done", d), chance)
        said.say("ready", digest(plan.db))
        while True:
            worker.edit(20)
            if run(backups.back_up(path, None)) is not None:
                said.say("backup", "")


def _passphrase(path: Path, keys: list[Key | None], said: Pipe, chance: random.Random) -> None:
    with Plan.open(path) as plan:
        said.say("ready", digest(plan.db))
        while True:
            for key in keys[1:] + keys[:1]:
                run(change_passphrase(plan, key))


def _go_back(path: Path, keys: list[Key | None], said: Pipe, chance: random.Random) -> None:
    run(backups.back_up(path, None))
    said.say("ready", what_is_there(path)[0])
    while True:
        with Plan.open(path) as plan:
            Worker(plan, lambda d: said.say("begin", d), lambda d: said.say("done", d), chance).edit(20)
        run(backups.back_up(path, None))
        backup = chance.choice(backups.listing(path))
        with Plan.open_to_read(backup.file) as plan:
            then = digest(plan.db)
        said.say("begin", then)
        run(go_back(backup, path, path.with_name("aside.rapport")))
        said.say("left", "")
        said.say("done", then)


def _upgrade(path: Path, keys: list[Key | None], said: Pipe, chance: random.Random) -> None:
    said.say("ready", "")
    Plan.open(path).close()


def _beside(path: Path, keys: list[Key | None], said: Pipe, chance: random.Random) -> None:
    with Plan.open(path) as plan:
        Worker(plan, lambda _: None, lambda _: None, chance).edit(20)
        held = run(backups.back_up(path, None))
        assert held is not None
        said.say("ready", digest(plan.db))
        for n in itertools.count():
            run(backups.restore(held, path.with_name(f"had back {n}.rapport")))
            said.say("restored", str(n))


WORK: dict[str, tuple[Callable[..., None], float]] = {
    "edits": (_edits, 0.3),
    "undo": (_undo, 0.8),
    "import": (_import, 1.0),
    "backup": (_backup, 0.4),
    "passphrase": (_passphrase, 1.5),
    "going back": (_go_back, 0.6),
    "upgrade": (_upgrade, 0.15),
    "restore beside": (_beside, 0.3),
}
"""Each kind of work, and after how many seconds at most it is killed."""


def kill(kind: str, path: Path, keys: list[Key | None], chance: random.Random) -> tuple[str, int, int]:
    """Let a child work on `path` and kill it. Returns (what is wrong, edits acknowledged, whether it was at work)."""
    work, longest = WORK[kind]
    start = path.read_bytes()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(path, keys, Pipe(writing), chance)
        except BaseException:
            traceback.print_exc()
            os._exit(70)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        lines = []
        for line in iter(said.readline, b""):
            lines.append(json.loads(line))
            if lines[-1][0] == "ready":
                break
        time.sleep(chance.random() * longest)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        lines += [json.loads(line) for line in said if line.endswith(b"\n")]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        return "the work itself failed", 0, 0
    wrong = _wrong(kind, path, keys, lines, start)
    return wrong, sum(line[0] in ("done", "backup", "restored") for line in lines), int(os.WIFSIGNALED(status))


def _wrong(kind: str, path: Path, keys: list[Key | None], lines: list[list[str]], start: bytes) -> str:
    acked = Acknowledged()
    left: set[str] = set()
    for said, value in lines:
        if said == "left":
            left.add(acked.now)
        elif said == "begin":
            acked.begin(value)
        elif said in ("done", "ready"):
            acked.done(value)
    try:
        found, people = opened(path, keys)
    except BaseException as problem:
        return f"unreadable: {type(problem).__name__}"
    if kind == "upgrade":
        folder = path.parent / "before"
        folder.mkdir()
        (folder / "p.rapport").write_bytes(start)
        acked.done(what_is_there(folder / "p.rapport")[0])
        shutil.rmtree(folder)
    if not acked.allows(found, people):
        return "an acknowledged edit is lost, or one is there by half"
    had_back = list(path.parent.glob("had back *.rapport"))
    if len(had_back) < sum(line[0] == "restored" for line in lines):
        return "a restored plan is lost"
    if any(opened(each, keys)[0] != found for each in had_back):
        return "a restored plan is there by half"
    held = backups.listing(path)
    if kind == "going back":
        left |= {acked.now} - {found}
        if not left <= {what_is_there(backup.file)[0] for backup in held}:
            return "what a backup was put in the place of is lost"
    if len(held) < sum(line[0] == "backup" for line in lines):
        return "a backup is lost"
    for backup in held:
        if not backups.intact(backup):
            return "a backup is not as it was written"
    if held:
        try:
            opened(held[0].file, keys)
        except BaseException as problem:
            return f"a backup does not open: {type(problem).__name__}"
    return ""


def kills(count: int, folder: Path, seed: int = 1) -> dict[str, Tally]:
    """At least `count` kills, as many of each kind of work."""
    chance = random.Random(seed)
    keys: list[Key | None] = [None, run(new_key("a warm lamp, two chairs")), run(new_key("another twelve or so"))]
    folder.mkdir(parents=True, exist_ok=True)
    sample = sample_plan(folder / "sample.rapport")
    found = {kind: Tally() for kind in WORK}
    for n in range(-(-count // len(WORK))):
        for kind, tally in found.items():
            place = folder / kind / str(n)
            place.mkdir(parents=True)
            path = place / "plan.rapport"
            stored(path) if kind == "upgrade" else shutil.copyfile(sample, path)
            problem, edits, killed = kill(kind, path, keys, random.Random(chance.random()))
            tally.kills += 1
            tally.amid += killed
            tally.acknowledged += edits
            if problem:
                tally.wrong.append(f"{kind} {n}: {problem}")
                sys.stderr.write(tally.wrong[-1] + "\n")
            else:
                shutil.rmtree(backups.folder_of(path), ignore_errors=True)
                shutil.rmtree(place)
    return found
