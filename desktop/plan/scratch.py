"""Private copies of a plan in the user's data folder, and what a killed process left of them."""

import errno
import os
import shutil
import tempfile
from pathlib import Path

from desktop.output import CannotKeep, own_folder

_PREFIX = "copy-"


def scratch_folder() -> Path:
    """A new folder that nobody else can read; whoever asked for it removes it. Raises `CannotKeep`."""
    folder = own_folder()
    try:
        return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=folder))
    except OSError as problem:
        raise CannotKeep(folder, problem.errno == errno.ENOSPC) from problem


def sweep() -> None:
    """Remove what processes left that are no more. Raises `CannotKeep`."""
    for folder in own_folder().glob(f"{_PREFIX}*-*"):
        pid = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if pid.isdecimal() and int(pid) != os.getpid() and not alive(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def alive(pid: int) -> bool:
    """Whether a process of this computer still runs."""
    if os.name == "nt":
        return False  # Windows refuses to remove what a living process holds open
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
