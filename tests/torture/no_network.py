"""Runs the program where opening a network socket ends it: `python -m tests.torture.no_network ARGUMENTS`.

The kernel kills the process at its first `socket(AF_INET, …)` or `socket(AF_INET6, …)`, whichever library calls it.
Linux; no privilege needed.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

_SOCKET = {"x86_64": 41, "aarch64": 198}
_SET_SECCOMP, _FILTER, _NO_NEW_PRIVILEGES = 22, 2, 38
_KILL, _ALLOW = 0x80000000, 0x7FFF0000
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
AF_INET, AF_INET6 = 2, 10


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def possible() -> bool:
    """Whether this system can be asked to do so."""
    return sys.platform == "linux" and platform.machine() in _SOCKET


def forbid() -> None:
    """From here on, for this process and its children."""
    rules = [
        (_LOAD, 0, 0, 0),  # the number of the system call
        (_EQUAL, 0, 3, _SOCKET[platform.machine()]),
        (_LOAD, 0, 0, 16),  # its first argument: the family
        (_EQUAL, 2, 0, AF_INET),
        (_EQUAL, 1, 0, AF_INET6),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _KILL),
    ]
    code = b"".join(struct.pack("HBBI", *rule) for rule in rules)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(
        _SET_SECCOMP, _FILTER, ctypes.byref(_Program(len(rules), code)), 0, 0
    ):
        raise OSError(ctypes.get_errno(), "seccomp")


if __name__ == "__main__":
    forbid()
    if sys.argv[1:2] == ["--try"]:  # does it work at all?
        import socket

        socket.socket(socket.AF_UNIX).close()
        print("still here", flush=True)
        socket.socket(socket.AF_INET6 if "6" in sys.argv else socket.AF_INET).close()
        print("and here", flush=True)
        sys.exit(0)
    from desktop.__main__ import main

    sys.exit(main(sys.argv[1:]))
