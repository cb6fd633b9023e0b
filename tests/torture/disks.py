"""Disks that forget what was not synced, and disks on which call n fails: file systems of SQLite made for it.

The recorder notes what the plan's file and its journal are told. From that, what a disk may hold after the power went
is put together: what was synced before, and of what was not any part, torn at sectors. A new or a deleted name is safe
once its folder is synced.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import apsw

_SECTOR = 512
Event = tuple[Any, ...]


# --- power loss ---


@dataclass
class Log:
    """What the disk was told, in order; `mark` says how far the work was."""

    events: list[Event] = field(default_factory=list)

    def mark(self, kind: str, value: str) -> None:
        self.events.append((kind, value))


class _RecordedFile(apsw.VFSFile):
    def __init__(self, log: Log, base: str, name: Any, flags: list[int]) -> None:
        self._log = log
        self._name = Path(name.filename() if isinstance(name, apsw.URIFilename) else name or "temp").name
        super().__init__(base, name, flags)
        log.events.append(("open", self._name))

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self._log.events.append(("write", self._name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self._log.events.append(("truncate", self._name, newsize))

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._log.events.append(("sync", self._name))


class Recorder(apsw.VFS):
    """The file system of this system, with notes."""

    def __init__(self, log: Log, name: str) -> None:
        self._log = log
        super().__init__(name, "unix")

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        return _RecordedFile(self._log, "unix", name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self._log.events.append(("delete", Path(filename).name, bool(syncdir)))


@contextmanager
def recorded(log: Log, folder: Path) -> Generator[None]:
    """Record what is done meanwhile, of protected plans as it goes to the disk: below the encryption."""
    before = apsw.vfs_names()[0]
    # The encrypting layer over a file system is made when it is first asked for, and stays: a new name each time.
    name = f"recorder-{id(log)}-{len(apsw.vfs_names())}"
    recorder = Recorder(log, name)
    try:
        apsw.Connection(str(folder / "dummy"), vfs=f"multipleciphers-{name}").close()
        log.events.clear()
        apsw.set_default_vfs(f"multipleciphers-{name}")
        yield
    finally:
        apsw.set_default_vfs(before)
        recorder.unregister()


def images(log: Log, start: dict[str, bytes], count: int, seed: int = 2) -> Any:
    """(position in the log, name to bytes): what the disk may hold when the power goes there, at `count` moments."""
    chance = random.Random(seed)
    moments = sorted(chance.choices(range(len(log.events) + 1), k=count))
    disk = _Disk(start)
    at = 0
    for moment in moments:
        while at < moment:
            disk.take(log.events[at])
            at += 1
        yield moment, disk.after_power_loss(chance)


class _Disk:
    def __init__(self, start: dict[str, bytes]) -> None:
        self._synced: dict[str, bytes] = dict(start)
        self._waiting: defaultdict[str, list[Event]] = defaultdict(list)
        self._named: set[str] = set(start)
        """Names that are safe."""
        self._unnamed: dict[str, bytes] = {}
        """Deleted names that may come back, with what they held."""

    def take(self, event: Event) -> None:
        kind, name = event[0], event[1]
        if kind in ("write", "truncate"):
            self._waiting[name].append(event)
        elif kind == "open":
            self._synced.setdefault(name, b"")
        elif kind == "sync":
            self._synced[name] = _applied(self._synced.get(name, b""), self._waiting.pop(name, []))
            if name not in self._named:  # SQLite syncs the folder with the first sync of a new file
                self._named.add(name)
                self._unnamed.clear()
        elif kind == "delete":
            held = self._synced.pop(name, b"")
            self._waiting.pop(name, None)
            if event[2]:
                self._unnamed.clear()
            elif name in self._named:
                self._unnamed[name] = held
            self._named.discard(name)

    def after_power_loss(self, chance: random.Random) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for name, held in self._synced.items():
            if name not in self._named and chance.random() < 0.5:
                continue
            how = chance.randrange(4)
            waiting = self._waiting.get(name, [])
            if how == 0:
                waiting = []
            elif how > 1:
                waiting = [part for event in waiting for part in _torn(event) if chance.random() < how / 4]
            found[name] = _applied(held, waiting)
        for name, held in self._unnamed.items():
            if name not in found and chance.random() < 0.5:
                found[name] = held
        return found


def _torn(event: Event) -> list[Event]:
    if event[0] != "write":
        return [event]
    _kind, name, offset, data = event
    return [("write", name, offset + at, data[at : at + _SECTOR]) for at in range(0, len(data), _SECTOR)]


def _applied(held: bytes, events: list[Event]) -> bytes:
    made = bytearray(held)
    for event in events:
        if event[0] == "truncate":
            del made[event[2] :]
            continue
        _kind, _name, offset, data = event
        if offset > len(made):
            made.extend(bytes(offset - len(made)))
        made[offset : offset + len(data)] = data
    return bytes(made)


# --- calls that fail ---


@dataclass
class Fault:
    """Call `at` fails with `code`, with `lasting` all of its kind from then on. 0: none does; calls are counted.

    A full disk (SQLITE_FULL) is met by writes alone: nothing else counts or fails.
    """

    at: int = 0
    code: int = apsw.SQLITE_IOERR
    lasting: bool = False
    calls: int = 0
    kind: str = ""

    def call(self, kind: str) -> None:
        if self.code == apsw.SQLITE_FULL and kind != "write":
            return
        self.calls += 1
        if self.calls == self.at:
            self.kind = kind
        elif not (self.at and self.lasting and self.calls > self.at and kind == self.kind):
            return
        raise apsw.exception_for(self.code)


class _FailingFile(apsw.VFSFile):
    def __init__(self, fault: Fault, base: str, name: Any, flags: list[int]) -> None:
        self._fault = fault
        super().__init__(base, name, flags)

    def xRead(self, amount: int, offset: int) -> bytes:
        self._fault.call("read")
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._fault.call("write")
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._fault.call("truncate")
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        self._fault.call("sync")
        super().xSync(flags)

    def xFileSize(self) -> int:
        self._fault.call("size")
        return super().xFileSize()

    def xLock(self, level: int) -> None:
        self._fault.call("lock")
        super().xLock(level)


class _Failing(apsw.VFS):
    """The file system of this system, of which one call fails."""

    def __init__(self) -> None:
        self.fault = Fault()
        super().__init__("failing", "unix")

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        self.fault.call("open")
        return _FailingFile(self.fault, "unix", name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.fault.call("delete")
        super().xDelete(filename, syncdir)


@cache
def _failing_disk() -> _Failing:
    """One for all runs: the encrypting layer over a file system stays once it is there."""
    return _Failing()


@contextmanager
def failing(fault: Fault) -> Generator[None]:
    """Meanwhile calls fail as `fault` says, of protected plans below their encryption."""
    before = apsw.vfs_names()[0]
    disk = _failing_disk()
    disk.fault = Fault()
    apsw.Connection(":memory:", vfs="multipleciphers-failing").close()
    disk.fault = fault
    apsw.set_default_vfs("multipleciphers-failing")
    try:
        yield
    finally:
        disk.fault = Fault()
        apsw.set_default_vfs(before)
