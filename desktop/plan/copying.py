"""A plan's file as a whole, copied: page by page with the same key, or anew with another one."""

import contextlib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import apsw

from desktop.domain.job import Job, in_thread
from desktop.plan import errors
from desktop.plan.key import Key
from desktop.plan.opening import raw
from desktop.plan.scratch import alive
from desktop.plan.sql import Connection

_PAGES_A_SLICE = 256


def scratch_beside(target: Path) -> Path:
    """The name that a file has while it is written, in the folder where it is wanted."""
    return target.with_name(f".{target.name}.{os.getpid()}.new")


def sweep(folder: Path, name: str | None = None) -> None:
    """Remove what writers of the file `name`, or of any, that are no more left in `folder` half done."""
    left = re.compile(rf"(~\$)?\.{re.escape(name) if name else '.*'}\.(\d+)\.new(-journal|\.lock)?")
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            found = left.fullmatch(file.name)
            if found and int(found[2]) != os.getpid() and not alive(int(found[2])):
                file.unlink(missing_ok=True)


def blank(path: Path) -> None:
    """An empty file that nobody else can read. Raises OSError when there is one already."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def sync_file(path: Path) -> None:
    """Make what is in a file last."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        if sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)  # fsync leaves it in the drive's cache there


def copy_pages(source: Connection, target: Path, key: Key | None) -> Job[None]:
    """Copy the database behind `source` into the blank file `target`; `key` is that of both."""
    with raw(target, key, apsw.SQLITE_OPEN_READWRITE) as copy, copy.backup("main", source, "main") as backup:
        while not backup.done:
            backup.step(_PAGES_A_SLICE)
            yield backup.page_count - backup.remaining, backup.page_count
    sync_file(target)


def copy_anew(source: Path, key: Key | None, target: Path, new: Key | None) -> Job[None]:
    """Write the database at `source` into the blank file `target` with another key, or none, and compare the two.

    SQLite's own change of key in place has left files that neither key opened when it was killed; this one leaves
    `source` alone. Row keys stay. In a thread of its own. Raises what SQLite raises, and `Damaged`.
    """
    stop: list[Callable[[], None]] = []

    def work() -> None:
        with raw(source, key, apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI) as db:
            stop.append(db.interrupt)
            asked = f"cipher=sqlcipher&legacy=4&key={new.spell()}" if new else "cipher=sqlcipher&key="
            db.execute("VACUUM INTO ?", (f"file:{quote(str(target))}?{asked}",))
            with raw(target, new) as copy:
                stop.append(copy.interrupt)
                if not sound(copy) or _told(copy) != _told(db):
                    raise errors.Damaged(source)
        sync_file(target)

    def give_up() -> None:
        for interrupt in stop:
            with contextlib.suppress(apsw.ConnectionClosedError):
                interrupt()

    def progress() -> tuple[int, int]:
        total = source.stat().st_size
        return min(target.stat().st_size, total), total

    yield from in_thread(work, give_up, progress)


def sound(db: Connection) -> bool:
    """Whether the database hangs together, its references too."""
    if [row[0] for row in db.execute("PRAGMA quick_check(1)")] != ["ok"]:
        return False
    return db.execute("PRAGMA foreign_key_check").fetchone() is None


def row_counts(db: Connection) -> dict[str, int]:
    """Table to how many rows it has, the search index apart."""
    names = db.execute("SELECT name FROM sqlite_schema WHERE type='table' AND sql LIKE 'CREATE TABLE%' ORDER BY name")
    counted: dict[str, int] = {}
    for name in [str(name) for (name,) in names if "_search_" not in name]:
        ((counted[name],),) = db.execute(f'SELECT count(*) FROM "{name}"')
    return counted


def _told(db: Connection) -> tuple[object, ...]:
    """What must be the same in a copy: whose file it is, its schema, and how much there is."""
    schema = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    return db.pragma("application_id"), db.pragma("user_version"), schema, row_counts(db)
