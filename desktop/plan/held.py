"""The file behind an open plan: opened, closed, copied, given another key, and written in one transaction at a time."""

import contextlib
import os
import shutil
from collections.abc import Callable, Generator
from enum import Enum
from pathlib import Path
from typing import ClassVar, Self

import apsw
from playhouse.apsw_ext import APSWDatabase  # pyright: ignore[reportMissingTypeStubs]

from desktop.domain.job import Job, run
from desktop.plan import backups, copying, errors, opening
from desktop.plan.format import Format
from desktop.plan.key import Key
from desktop.plan.lock import PlanLock
from desktop.plan.scratch import scratch_folder
from desktop.plan.sql import Connection
from desktop.plan.step import Recorder

_ATTEMPTS = 5
_INDEX_VERSION = 4
"""Of FTS5's tables, as the library writes them."""
Stamp = tuple[int, int, int]


class Outside(Enum):
    """What another program did to the file of an open plan."""

    NOTHING = "nothing"
    CHANGED = "changed"
    """Written into: what we had before is in the backups."""
    REPLACED = "replaced"
    """Another file has its name: ours can still be saved under a new one."""
    GONE = "gone"
    """Nothing has its name any more: ours can still be saved."""


class PlanFile:
    """One file of a `format`, open, with its lock and its key. `OpenFile` is this with the edits."""

    format: ClassVar[Format]

    def __init__(
        self, path: Path, key: Key | None, database: APSWDatabase, lock: PlanLock | None, scratch: Path | None
    ) -> None:
        """Use `open`, `open_to_read` or `create`."""
        self.path = path
        self.key = key
        self.read_only = lock is None
        self.left_behind = lock is not None and lock.left_behind
        """Whether whoever had it open for writing last ended without closing it; what was half done is taken back."""
        self.upgraded = False
        """Whether the file was of an older version when it was opened. As it was it is among the backups."""
        self._database = database
        self._lock = lock
        self._scratch = scratch
        self._step: Recorder | None = None
        self.closed = False
        self._wrote = False
        self._stamp = self._stat()
        self._version = self._data_version()

    # --- opening and closing ---

    @classmethod
    def create(cls, path: Path, fill: Callable[[Self], None], key: Key | None = None) -> None:
        """Make a new plan at `path` and let `fill` write its first Step; the file appears only when it is whole.

        With a key (`key.new_key`) nothing of it is ever on the disk in plain.

        Raises `AlreadyThere`, `ReadOnly`, `DiskFull`, `CannotRead`.
        """
        opening.real(path)
        path = path.absolute()
        scratch = copying.scratch_beside(path)
        with opening.known_folders(path):
            if path.exists() or path.is_symlink():
                raise errors.AlreadyThere(path)
            copying.discard(scratch)
            copying.blank(scratch)
        try:
            with opening.known_problems(path):
                database = opening.connect(scratch, apsw.SQLITE_OPEN_READWRITE, key)
                try:
                    cls.format.create(opening.connection(database))
                finally:
                    database.close()
            lock = PlanLock(scratch)
            try:
                plan = cls._open(scratch, scratch, key, apsw.SQLITE_OPEN_READWRITE, lock, None, empty=True)
            except BaseException:
                lock.release()
                raise
            with plan:
                fill(plan)
            opening.publish(scratch, path)
        finally:
            copying.discard(scratch)

    @classmethod
    def open(cls, path: Path, key: Key | None = None) -> Self:
        """Open `path` for reading and writing. Raises a `PlanProblem` that says what stands in the way.

        A plan of an older version is backed up, then brought up to date in one transaction.
        `PassphraseWanted` brings the salt for `key.key_for`; a plain plan opens whatever `key` is.
        """
        path = opening.real(path)
        key = opening.fitting(path, key)
        if not os.access(path, os.W_OK):
            raise errors.ReadOnly(path)
        lock = PlanLock(path)
        copying.sweep(path.parent, path.name)
        try:
            return cls._open(path, path, key, apsw.SQLITE_OPEN_READWRITE, lock, None)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open_to_read(cls, path: Path, key: Key | None = None) -> Self:
        """Open `path` without ever changing it.

        A journal left by a dead writer must be rolled back, which writes: then plan and journal are copied, and the
        copy is read. A living writer's journal is none of our business; SQLite tells the two apart. Of a plan of an
        older version a copy is read, too, which is brought up to date.
        """
        path = opening.real(path)
        for _attempt in range(_ATTEMPTS):
            key = opening.fitting(path, key)
            try:
                return cls._open(path, path, key, apsw.SQLITE_OPEN_READONLY, None, None)
            except errors.ReadOnly:
                if (plan := cls._open_copy(path, key)) is not None:
                    return plan
        raise errors.CannotRead(path)

    @classmethod
    def _open_copy(cls, path: Path, key: Key | None) -> Self | None:
        """A private copy of the plan, and of its journal if there is one; None when somebody changed that meanwhile."""
        journal = path.with_name(path.name + "-journal")
        scratch = scratch_folder()
        try:
            copy = scratch / "plan.rapport"
            before = _stamp(journal)
            if before is None:
                copying.blank(copy)
                with opening.known_problems(path), opening.raw(path, key) as db:
                    run(copying.copy_pages(db, copy, key))
            else:
                shutil.copyfile(journal, copy.with_name(copy.name + "-journal"))
                shutil.copyfile(path, copy)
            if _stamp(journal) == before:
                return cls._open(path, copy, key, apsw.SQLITE_OPEN_READWRITE, None, scratch)
        except (FileNotFoundError, errors.ReadOnly):
            pass
        except OSError as problem:
            shutil.rmtree(scratch, ignore_errors=True)
            raise errors.CannotRead(path) from problem
        except BaseException:
            shutil.rmtree(scratch, ignore_errors=True)
            raise
        shutil.rmtree(scratch, ignore_errors=True)
        return None

    @classmethod
    def _open(
        cls,
        path: Path,
        file: Path,
        key: Key | None,
        flags: int,
        lock: PlanLock | None,
        scratch: Path | None,
        empty: bool = False,
    ) -> Self:
        database, upgraded = cls._connect(path, file, key, flags, empty)
        try:
            with opening.known_problems(path):
                plan = cls(path, key, database, lock, scratch)
        except BaseException:
            database.close()
            raise
        plan.upgraded = upgraded
        return plan

    @classmethod
    def _connect(
        cls, path: Path, file: Path, key: Key | None, flags: int, empty: bool = False
    ) -> tuple[APSWDatabase, bool]:
        """The connection, and whether the file itself was brought up to date with it."""
        upgraded = False
        try:
            with opening.known_problems(path):
                database = opening.connect(file, flags, key)
                try:
                    db = opening.connection(database)
                    version = opening.verify(path, db, cls.format, empty)
                    if version < cls.format.version:
                        if flags & apsw.SQLITE_OPEN_READONLY:
                            raise errors.ReadOnly(path)
                        if file == path:
                            backups.write(path, key)
                        cls.format.upgrade(db, version)
                        upgraded = file == path
                    db.execute("PRAGMA query_only=1")
                    db.cursor_factory = opening.telling(path)
                except BaseException:
                    database.close()
                    raise
        except errors.NotAPlan as problem:
            raise (errors.WrongPassphrase(path) if key else problem) from problem
        return database, upgraded

    def close(self) -> None:
        """Close the file and give up the lock. Everything committed is in it already."""
        if self.closed:
            return
        if self._wrote:
            self._forget_words()
        self.closed = True
        self._database.close()
        if self._lock is not None:
            self._lock.release()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _forget_words(self) -> None:
        """Words of deleted texts stay in the search index until it is merged."""
        if self._stat() != self._stamp:
            return  # somebody else's file by now
        try:
            self.db.execute("PRAGMA query_only=0")
            for table in self.format.searched:
                self.db.execute(f"INSERT INTO {table}_search({table}_search) VALUES ('optimize')")
        except (errors.PlanProblem, apsw.Error):
            pass  # done at the next close; all that was committed stands
        finally:
            self._stamp = self._stat()
            with contextlib.suppress(errors.PlanProblem, apsw.Error):
                self.db.execute("PRAGMA query_only=1")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- reading ---

    @property
    def db(self) -> Connection:
        """The connection, for the modules of this floor; it refuses to write outside a Step."""
        if self.closed:
            raise RuntimeError("the plan is closed")  # Peewee would quietly open the file anew
        return opening.connection(self._database)

    def save_copy(self, target: Path) -> Job[None]:
        """Write a copy of the plan to `target`, with its key; it appears only when it is whole. Replaces what is there.

        Also what remains of the plan when its file was moved or replaced by another program.
        """
        scratch = copying.scratch_beside(target)
        with opening.known_problems(target), opening.known_folders(target):
            try:
                copying.discard(scratch)
                copying.blank(scratch)
                yield from copying.copy_pages(self.db, scratch, self.key)
                opening.no_journal(target)
                scratch.replace(target)
                opening.sync_folder(target.parent)
            finally:
                with contextlib.suppress(OSError):
                    copying.discard(scratch)

    def rebuild_search(self) -> Job[None]:
        """Make the search index anew from what it is derived from. No Step: nothing that was written changes."""
        with self._writing() as db:
            # Its settings are a table of its own, too, which may be what is damaged.
            db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
            try:
                for done, table in enumerate(self.format.searched):
                    yield done, len(self.format.searched)
                    db.execute(f"INSERT OR REPLACE INTO {table}_search_config VALUES ('version', ?)", (_INDEX_VERSION,))
                    db.execute(f"INSERT INTO {table}_search({table}_search) VALUES ('rebuild')")
            finally:
                db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)

    def change_key(self, key: Key | None) -> Job[None]:
        """Go over to another key (`key.new_key`), or to none.

        All is written into a new file, compared, and put into the place of this one: whenever this is stopped, one of
        the two keys opens the plan. What can be undone stays so. Copies and backups are not touched.
        """
        scratch = copying.scratch_beside(self.path)
        with opening.known_problems(self.path), opening.known_folders(self.path):
            try:
                copying.discard(scratch)
                copying.blank(scratch)
                with self._writing():  # nobody else writes meanwhile
                    yield from copying.copy_anew(self.path, self.key, scratch, key)
                if self._stat() != self._stamp:
                    raise errors.ChangedOutside(self.path)
                self._database.close()
                try:
                    scratch.replace(self.path)
                    self.key = key
                    opening.sync_folder(self.path.parent)
                finally:
                    self._database, _ = self._connect(self.path, self.path, self.key, apsw.SQLITE_OPEN_READWRITE)
                    self._stamp = self._stat()
                    self._version = self._data_version()
            finally:
                with contextlib.suppress(OSError):
                    copying.discard(scratch)

    # --- writing ---

    def _stat(self) -> Stamp | None:
        return _stamp(Path(self._database.database))

    @property
    def outside(self) -> Outside:
        """What another program has done to the file since we last wrote; asks for its stamp alone, so at any time.

        Nothing is written any more then. Of a file that was moved, replaced or deleted `save_copy` saves what we had.
        """
        found = self._stat()
        if self._step is not None or found == self._stamp:
            return Outside.NOTHING
        if found is None or self._stamp is None or found[0] != self._stamp[0]:
            return Outside.REPLACED if found else Outside.GONE
        return Outside.CHANGED

    def _data_version(self) -> int:
        """Changes when another connection has committed."""
        ((version,),) = self.db.execute("PRAGMA data_version")
        return int(version)

    @contextlib.contextmanager
    def _writing(self) -> Generator[Connection]:
        """One transaction. Whatever leaves it by an exception, a closed Job included, leaves no trace in the file."""
        if self._step is not None:
            raise RuntimeError("Steps do not nest")
        if self.read_only:
            raise errors.ReadOnly(self.path)
        if self._stat() != self._stamp:
            raise errors.ChangedOutside(self.path)
        db = self.db
        with opening.known_problems(self.path):
            db.execute("PRAGMA query_only=0")
            recorder = None
            changed_outside = False
            try:
                db.execute("BEGIN IMMEDIATE")
                changed_outside = self._data_version() != self._version
                if changed_outside:
                    raise errors.ChangedOutside(self.path)
                recorder = self._step = Recorder(db, self.format.recorded())
                yield db
                recorder.stop()
                db.execute("COMMIT")
                self._wrote = True
            except BaseException:
                if recorder is not None:
                    recorder.drop()
                if not db.getautocommit():
                    db.execute("ROLLBACK")
                # After a full disk the journal is rolled back by the next read: now, so that the file is whole again.
                with contextlib.suppress(errors.PlanProblem, apsw.Error):
                    db.execute(f"SELECT count(*) FROM {self.format.holder}").fetchall()
                    if not changed_outside:
                        self._version = self._data_version()
                raise
            finally:
                self._step = None
                self._stamp = self._stat()
                db.execute("PRAGMA query_only=1")


def _stamp(path: Path) -> Stamp | None:
    """What changes when somebody writes, moves or replaces a file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
