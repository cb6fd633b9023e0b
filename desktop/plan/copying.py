"""A plan's file as a whole, copied: page by page with the same key, or anew with another one."""

import contextlib
import os
import re
import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from urllib.parse import quote

import apsw

from desktop.domain.job import Job, in_thread
from desktop.plan import errors
from desktop.plan.key import Key
from desktop.plan.opening import is_of_index, raw
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


def discard(scratch: Path) -> None:
    """Remove what was being written and is not wanted, with the journal that a failing disk may have left beside it.

    It would hold words of the plan, and would be played back into the next file of that name.
    """
    for each in (scratch, scratch.with_name(f"{scratch.name}-journal")):
        each.unlink(missing_ok=True)


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


class Health(Enum):
    """How a plan's database is."""

    SOUND = "sound"
    INDEX = "index"
    """All that was written is there; the search index, which is derived from it, is not as it should be."""
    BROKEN = "broken"


def health(db: Connection, how: str = "quick_check") -> Health:
    """Whether the database hangs together, its references and its search index too. `how`: or "integrity_check"."""
    try:
        said = [str(row[0]) for row in db.execute(f"PRAGMA {how}(20)")]
    except (apsw.SQLError, apsw.NoMemError) as raised:
        # A damaged index can also claim to be larger than any memory.
        if not isinstance(raised, apsw.NoMemError) and not is_of_index(raised):
            raise
        said = ["fts5"]
    if said != ["ok"] and not all("fts5" in line.lower() for line in said):
        return Health.BROKEN
    if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
        return Health.BROKEN
    return Health.SOUND if said == ["ok"] and _indexed(db) else Health.INDEX


def _indexed(db: Connection) -> bool:
    """Whether the search index knows as many texts as there are."""
    known = db.execute(
        "SELECT name FROM sqlite_schema WHERE type='table' AND name LIKE '%\\_search\\_docsize' ESCAPE '\\'"
    )
    for (name,) in known.fetchall():
        table = str(name).removesuffix("_search_docsize")
        sql = f'SELECT (SELECT count(*) FROM "{table}") = (SELECT count(*) FROM "{name}")'
        if db.execute(sql).fetchone() != (1,):
            return False
    return True


def sound(db: Connection) -> bool:
    """Whether all that was written is there, in one piece; the search index can be made anew."""
    return health(db) is not Health.BROKEN


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
