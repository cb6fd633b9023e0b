"""One writer per plan: a small file beside it that names the process holding it."""

import contextlib
import json
import os
import socket
from pathlib import Path

from desktop.plan.errors import CannotRead, InUse, ReadOnly


def lock_path(plan: Path) -> Path:
    """The lock of `plan`: `~$` in front is what office programs use, and sync clients leave such files alone."""
    return plan.with_name(f"~${plan.name}.lock")


def _alive(pid: int) -> bool:
    if os.name == "nt":
        import ctypes

        kernel = ctypes.windll.kernel32  # pyright: ignore[reportAttributeAccessIssue]
        handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if handle:
            kernel.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _holder(lock: Path) -> tuple[str, int] | None:
    """(host, pid) that the lock names; None when it is gone or unreadable."""
    try:
        said = json.loads(lock.read_text("utf-8"))
        return str(said["host"]), int(said["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


class PlanLock:
    """Held while a plan is open for writing. A lock left by a dead process of this computer is taken over; one from
    another computer never is, since nobody can see from here whether it lives."""

    def __init__(self, plan: Path) -> None:
        """Take the lock. Raises `InUse` when somebody has it, `ReadOnly` when the folder cannot be written."""
        self._path = lock_path(plan)
        here = socket.gethostname()
        for _attempt in range(3):
            try:
                handle = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            except FileExistsError:
                holder = _holder(self._path)
                if holder is None or (holder[0] == here and not _alive(holder[1])):
                    with contextlib.suppress(FileNotFoundError):
                        self._path.unlink()
                    continue
                raise InUse(plan, "" if holder[0] == here else holder[0]) from None
            except (PermissionError, FileNotFoundError) as problem:
                raise ReadOnly(plan) from problem
            except OSError as problem:
                if problem.errno == 30:  # EROFS
                    raise ReadOnly(plan) from problem
                raise CannotRead(plan) from problem
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump({"host": here, "pid": os.getpid()}, out)
            return
        raise InUse(plan)

    def release(self) -> None:
        """Give the lock back; harmless when it is gone already."""
        with contextlib.suppress(OSError):
            self._path.unlink()
