"""One writer per plan: a small file beside it, locked by the system and naming who holds it."""

import contextlib
import errno
import hashlib
import json
import os
import socket
import sys
from functools import cache
from pathlib import Path

from desktop.plan.errors import CannotRead, DiskFull, InUse, ReadOnly

_ATTEMPTS = 5


def lock_path(plan: Path) -> Path:
    """The lock of `plan`: `~$` in front is what office programs use, and sync clients leave such files alone."""
    return plan.with_name(f"~${plan.name}.lock")


@cache
def _machine() -> str:
    """Names this computer without telling anything about it; stays when its host name changes. '' where it cannot say.

    Not by a network address: the system opens a network socket to find that out.
    """
    try:
        said = _machine_said()
    except OSError:
        return ""
    return hashlib.sha256(said).hexdigest()[:16] if said else ""


def _machine_said() -> bytes:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0]).encode()
    if sys.platform == "darwin":
        import ctypes

        said = ctypes.create_string_buffer(16)
        wait = (ctypes.c_long * 2)(1, 0)  # a timespec of one second
        return said.raw if ctypes.CDLL(None).gethostuuid(said, wait) == 0 else b""
    return Path("/etc/machine-id").read_bytes().strip()


def _system_lock(handle: int) -> bool:
    """Take the system's own lock, which ends with the process. False when another process has it."""
    try:
        if os.name == "nt":
            import msvcrt

            # Far behind the text: Windows keeps others from reading what is locked.
            os.lseek(handle, 2**30, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # pyright: ignore[reportAttributeAccessIssue]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        # A share without locks: the name in the file is all there is.
        return problem.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def _said(handle: int) -> tuple[str, str]:
    """(host, machine) that the lock names; two empty texts when it names nobody."""
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        said = json.loads(os.read(handle, 4096).decode())
        return str(said["host"]), str(said.get("machine", ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "", ""


class PlanLock:
    """Held while a plan is open for writing.

    What a dead process of this computer left is taken over, since the system has let its lock go. What another computer
    left never is: nobody can see from here whether it still works on the plan.
    """

    def __init__(self, plan: Path) -> None:
        """Take the lock. Raises `InUse` when somebody has it, `ReadOnly` or `DiskFull` when none can be made."""
        self._path = lock_path(plan)
        self.left_behind = False
        """Whether its last holder ended without giving it back: a crash, a kill, a power cut."""
        for _attempt in range(_ATTEMPTS):
            handle = self._open(plan)
            try:
                if not _system_lock(handle):
                    raise InUse(plan)
                if not self._is_there(handle):
                    # Its holder gave it up, and removed it, between our opening and locking it.
                    os.close(handle)
                    continue
                host, machine = _said(handle)
                if host and host != socket.gethostname() and (not machine or machine != _machine()):
                    raise InUse(plan, host)
                self.left_behind = bool(host)
                self._write(handle)
            except InUse:
                os.close(handle)
                raise
            except OSError as problem:
                self._remove(handle)  # an empty one would stay behind
                raise DiskFull(plan) if problem.errno == errno.ENOSPC else CannotRead(plan) from problem
            self._handle = handle
            return
        raise InUse(plan)

    def _open(self, plan: Path) -> int:
        try:
            return os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as problem:
            if problem.errno == errno.ENOSPC:
                raise DiskFull(plan) from problem
            if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT):
                raise ReadOnly(plan) from problem
            raise CannotRead(plan) from problem

    def _is_there(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self._path.stat())
        except OSError:
            return False

    @staticmethod
    def _write(handle: int) -> None:
        said = {"host": socket.gethostname(), "pid": os.getpid(), "machine": _machine()}
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(said).encode())

    def release(self) -> None:
        """Give the lock back."""
        self._remove(self._handle)

    def _remove(self, handle: int) -> None:
        """Removed while it is still ours, so that nobody else's can be removed."""
        if os.name == "nt":
            # Windows does not remove an open file.
            os.close(handle)
        with contextlib.suppress(OSError):
            self._path.unlink()
        if os.name != "nt":
            os.close(handle)
