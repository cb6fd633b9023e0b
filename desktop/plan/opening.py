"""Opening a plan file: what is refused, the settings that keep it whole, and how a new one gets its name."""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Any, cast

import apsw
import peewee as pw
from playhouse.apsw_ext import APSWDatabase  # pyright: ignore[reportMissingTypeStubs]

from desktop.plan import errors, upgrades
from desktop.plan.format import Format, schema
from desktop.plan.key import SALT, Key
from desktop.plan.sql import Connection

_HEADER = b"SQLite format 3\x00"
_LARGEST_FILE = 4 * 2**30
_PAGE = 4096
_LIKE_NOISE = 200
"""So many of the 256 values occur in any page of a protected plan; in a text far fewer do."""

SUFFIX = ".rapport"
"""What the name of a plan ends with."""

_OLDEST = (3, 51, 3)
"""The library before this one can corrupt a file when its write-ahead log is reset."""

SETTINGS: tuple[tuple[str, str | int], ...] = (
    # A rollback journal, synced with its folder: of the settings tried under power loss only this one lost nothing.
    ("journal_mode", "delete"),
    ("synchronous", 3),
    # Not exclusive: an exclusive lock keeps writing into a file that was deleted or replaced meanwhile.
    ("locking_mode", "normal"),
    ("foreign_keys", 1),
    ("cell_size_check", 1),
    ("mmap_size", 0),
    ("temp_store", 2),
    ("secure_delete", 1),
    ("fullfsync", 1),
)


def _problem(path: Path, raised: BaseException) -> errors.PlanProblem | None:
    """The known problem behind what SQLite raised, if it is one."""
    if isinstance(raised, pw.PeeweeException) and raised.__context__ is not None:
        raised = raised.__context__
    if is_of_index(raised):
        return errors.SearchDamaged(path)
    for kind, known in (
        (apsw.FullError, errors.DiskFull),
        (apsw.TooBigError, errors.TooLong),
        (apsw.BusyError, errors.InUse),
        (apsw.LockedError, errors.InUse),
        (apsw.CorruptError, errors.Damaged),
        (apsw.FormatError, errors.Damaged),
        (apsw.NotADBError, errors.NotAPlan),
        (apsw.IOError, errors.CannotRead),
        (apsw.NoMemError, errors.CannotRead),
        (apsw.CantOpenError, errors.CannotRead),
        (apsw.PermissionsError, errors.CannotRead),
    ):
        if isinstance(raised, kind):
            return known(path)
    if isinstance(raised, apsw.SQLError) and "file format" in str(raised):
        return errors.Damaged(path)  # a header that nobody can have written; it has no code of its own
    if isinstance(raised, apsw.ReadOnlyError):
        moved = getattr(raised, "extendedresult", 0) == apsw.SQLITE_READONLY_DBMOVED
        return errors.ChangedOutside(path) if moved else errors.ReadOnly(path)
    return None


def is_of_index(raised: BaseException) -> bool:
    """Whether it is the search index that cannot be read, which is no more than derived from the rest."""
    if isinstance(raised, apsw.SQLError):
        return "fts5 file format" in str(raised)
    return isinstance(raised, apsw.CorruptError) and getattr(raised, "extendedresult", 0) == apsw.SQLITE_CORRUPT_VTAB


@contextlib.contextmanager
def known_problems(path: Path) -> Generator[None]:
    """Turn what SQLite says about disks, locks and damage into known problems; everything else is a bug and passes."""
    try:
        yield
    except (apsw.Error, pw.PeeweeException) as raised:
        problem = _problem(path, raised)
        if problem is None:
            raise
        raise problem from raised


def telling(path: Path) -> Any:
    """What makes cursors that tell what goes wrong as known problems of the plan at `path`, reading included."""
    return partial(_Telling, path=path)


_plain: Any = apsw.Cursor


class _Telling(apsw.Cursor):
    """One class for all plans: a cursor may outlive its plan, and would keep a class of its own alive with it."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        super().__init__(connection)
        self._path = path

    def execute(self, *asked: Any, **more: Any) -> Any:
        return self._told(_plain.execute, self, *asked, **more)

    def executemany(self, *asked: Any, **more: Any) -> Any:
        return self._told(_plain.executemany, self, *asked, **more)

    def fetchall(self) -> Any:
        return self._told(_plain.fetchall, self)

    def fetchone(self) -> Any:
        return self._told(_plain.fetchone, self)

    def __iter__(self) -> Any:
        try:
            yield from iter(partial(_plain.__next__, self), None)
        except (apsw.Error, UnicodeDecodeError) as raised:
            raise self._known(raised) from (None if isinstance(raised, UnicodeDecodeError) else raised)

    def _told(self, work: Callable[..., Any], *asked: Any, **more: Any) -> Any:
        try:
            return work(*asked, **more)
        except (apsw.Error, UnicodeDecodeError) as raised:
            raise self._known(raised) from (None if isinstance(raised, UnicodeDecodeError) else raised)

    def _known(self, raised: Exception) -> Exception:
        if isinstance(raised, UnicodeDecodeError):
            return errors.Damaged(self._path)  # what is said of it quotes what somebody wrote
        # To write outside a Step is a bug; inside one, `known_problems` stands around it.
        return raised if isinstance(raised, apsw.ReadOnlyError) else _problem(self._path, raised) or raised


def connection(database: APSWDatabase) -> Connection:
    """Its connection, typed."""
    return cast("Connection", cast("Any", database).connection())


@contextlib.contextmanager
def known_folders(path: Path) -> Generator[None]:
    """Turn what the system says about names, folders and rights into known problems."""
    try:
        yield
    except FileNotFoundError as problem:
        raise errors.NotThere(path.parent) from problem
    except (PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError) as problem:
        raise errors.ReadOnly(path) from problem
    except OSError as problem:
        if problem.errno == errno.ENOSPC:
            raise errors.DiskFull(path) from problem
        raise (errors.ReadOnly if problem.errno == errno.EROFS else errors.CannotRead)(path) from problem
    except UnicodeEncodeError as problem:
        raise errors.NotThere(path) from problem


def real(path: Path) -> Path:
    """The file itself, whatever links lead to it: it has one name, one journal and one lock."""
    found = Path(os.path.realpath(path))
    try:
        str(found).encode()
    except UnicodeEncodeError:
        raise errors.CannotRead(path) from None  # a name that is no text; the database library takes text alone
    return found


def look_at(path: Path) -> bytes | None:
    """Refuse what is not a plan before the database library touches it. Returns the salt of a protected plan.

    A protected plan looks like noise from its first byte; whether it is one shows when a key opens it.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise errors.NotThere(path)
        if found.st_size > _LARGEST_FILE:
            raise errors.NotAPlan(path)
        with path.open("rb") as file:
            head = file.read(_PAGE)
    except FileNotFoundError:
        raise errors.NotThere(path) from None
    except (UnicodeEncodeError, ValueError):
        raise errors.NotThere(path) from None
    except OSError as problem:
        raise errors.CannotRead(path) from problem
    if not head.startswith(_HEADER) and len(set(head)) > _LIKE_NOISE:
        if path.suffix.lower() == SUFFIX or found.st_size % _PAGE == 0:
            return head[:SALT]
        raise errors.NotAPlan(path)
    if not head.startswith(_HEADER) or int.from_bytes(head[68:72], "big") != upgrades.APPLICATION_ID:
        raise errors.NotAPlan(path)
    if head[18:20] != b"\x01\x01":
        # Another program has switched the journal; merely reading it would leave files beside it.
        raise errors.Damaged(path)
    return None


def fitting(path: Path, key: Key | None) -> Key | None:
    """The key to open `path` with: None for a plan without a passphrase. Refuses what `look_at` refuses.

    Raises `PassphraseWanted` without a key, `WrongPassphrase` when `key` is that of another file.
    """
    salt = look_at(path)
    if salt is None:
        return None
    if key is None:
        raise errors.PassphraseWanted(path, salt)
    if key.salt != salt:
        raise errors.WrongPassphrase(path)
    return key


def verify(path: Path, db: Connection, of: Format, empty: bool = False) -> int:
    """Refuse a file that is not exactly one `of` its kind and version, which is returned. `empty`: no Step yet."""
    ((version,),) = db.execute("PRAGMA user_version")
    ((kind,),) = db.execute("PRAGMA application_id")
    if kind != of.application_id:
        raise errors.OtherKind(path)
    if version > of.version:
        raise errors.NewerPlan(path)
    if version < 1 or schema(db) != of.expected(int(version)):
        raise errors.Damaged(path)
    if not empty and not db.execute(f"SELECT 1 FROM {of.holder} WHERE id=1").fetchone():
        raise errors.Damaged(path)
    return int(version)


def _unlock(db: Connection, key: Key | None) -> Connection:
    """The connection with its key, which must come before anything else."""
    if key is not None:
        db.pragma("cipher", "sqlcipher")
        db.pragma("legacy", 4)
        db.pragma("key", key.spell())
    return db


@contextlib.contextmanager
def raw(file: Path, key: Key | None, flags: int = apsw.SQLITE_OPEN_READONLY) -> Generator[Connection]:
    """A bare connection for work on the whole file, closed at the end; safe beside that of an open plan."""
    db = cast("Connection", apsw.Connection(str(file), flags=flags))
    try:
        db.set_busy_timeout(2000)
        _unlock(db, key)
        db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        db.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        db.pragma("temp_store", 2)  # what is sorted for a copy would else stand in a temporary file, in plain
        yield db
    finally:
        db.close()


def connect(file: Path, flags: int, key: Key | None) -> APSWDatabase:
    """Connect with the settings and limits of every plan. `flags`: SQLITE_OPEN_READWRITE or SQLITE_OPEN_READONLY."""
    # Who only reads, in a process of its own, can wait longer for a writer on a slow disk than a window can.
    patience = 10 if flags & apsw.SQLITE_OPEN_READONLY else 2
    database = APSWDatabase(str(file), autoconnect=False, timeout=patience, flags=flags)
    database.connect()
    try:
        _settle(_unlock(connection(database), key), flags)
    except BaseException:
        database.close()
        raise
    return database


def _settle(db: Connection, flags: int) -> None:
    if tuple(map(int, apsw.sqlite_lib_version().split("."))) < _OLDEST:
        raise RuntimeError(f"SQLite {apsw.sqlite_lib_version()} is too old to be trusted with a plan")
    db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    db.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    db.limit(apsw.SQLITE_LIMIT_LENGTH, 20_000_000)
    db.limit(apsw.SQLITE_LIMIT_SQL_LENGTH, 1_000_000)
    db.limit(apsw.SQLITE_LIMIT_ATTACHED, 1)
    for name, value in SETTINGS:
        if flags & apsw.SQLITE_OPEN_READONLY and name == "journal_mode":
            continue
        db.execute(f"PRAGMA {name}={value}").fetchall()
        said = db.execute(f"PRAGMA {name}").fetchall()
        # mmap_size says nothing where the build leaves it out, which is the same as 0.
        if said and str(said[0][0]).lower() != str(value):
            raise RuntimeError(f"SQLite did not take {name}={value}")


def publish(scratch: Path, path: Path) -> None:
    """Give the finished file its name, never over another file."""
    no_journal(path)
    try:
        os.link(scratch, path)
    except FileExistsError:
        raise errors.AlreadyThere(path) from None
    except OSError:
        # File systems without links (exFAT, some shares): claim the name first, then replace our own empty file.
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            raise errors.AlreadyThere(path) from None
        scratch.replace(path)
    sync_folder(path.parent)


def no_journal(path: Path) -> None:
    """Refuse to put a file where a journal waits for another one: it would be played back into this one."""
    journal = path.with_name(path.name + "-journal")
    if journal.exists() or journal.is_symlink():
        raise errors.AlreadyThere(journal)


def sync_folder(folder: Path) -> None:
    """Make a new name in `folder` last; Windows has no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
