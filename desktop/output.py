"""Files that appear whole or not at all."""

import contextlib
import errno
import os
from pathlib import Path

from desktop.domain.errors import KnownError
from desktop.places import data_folder, data_place


class CannotWrite(KnownError):
    """The file the user named cannot be written; `full` when there is no room. What was there is as it was."""

    def __init__(self, path: Path, full: bool = False) -> None:
        super().__init__(path.name)
        self.path = path
        self.full = full


class CannotKeep(CannotWrite):
    """The program's own folder (`path`) cannot be made or written, as where its drive is away. No plan is concerned."""


def own_folder() -> Path:
    """The user's data folder. Raises `CannotKeep`."""
    try:
        return data_folder()
    except OSError as problem:
        raise CannotKeep(data_place(), problem.errno == errno.ENOSPC) from problem


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` by way of a file beside it, readable by the user alone. Raises `CannotWrite`."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with open(os.open(scratch, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:  # noqa: PTH123 - a handle
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        scratch.replace(path)
    except OSError as problem:
        raise CannotWrite(path, problem.errno == errno.ENOSPC) from problem
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)
