"""Where a plan lies: in a folder that is synchronised, on a share, or beside copies that a sync program set apart.

Found out from names and marks alone, nothing is asked over a network. A plan works in all these places; people should
know what to expect there.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from desktop.plan.opening import SUFFIX

_SYNC_FOLDERS: tuple[tuple[str, str], ...] = (
    (r"dropbox( \(.*\))?", "Dropbox"),
    (r"onedrive( - .*)?", "OneDrive"),
    (r"(my drive|google ?drive|googledrive-.*)", "Google Drive"),
    (r"(icloud ?drive|com~apple~clouddocs|mobile documents)", "iCloud"),
    (r"nextcloud", "Nextcloud"),
    (r"owncloud", "ownCloud"),
    (r"(box|box sync)", "Box"),
    (r"mega(sync)?", "MEGA"),
    (r"pcloud ?drive", "pCloud"),
    (r"(proton ?drive|protondrive-.*)", "Proton Drive"),
    (r"seafile", "Seafile"),
    (r"tresorit", "Tresorit"),
)
"""Folder names, in lower case, and whose they are."""

_MARKS = ((".dropbox", "Dropbox"), (".stfolder", "Syncthing"), (".sync_journal.db", "Nextcloud"), (".sync", "Resilio"))
"""What sync programs leave at the top of a folder they look after."""

_SHARES = frozenset(
    (
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afpfs",
        "webdav",
        "davfs",
        "fuse.sshfs",
        "fuse.davfs2",
        "9p",
        "fuse.rclone",
    )
)
"""File systems that lie on another computer."""

_APART = re.compile(r"conflict|konflikt|en conflit|conflicto", re.IGNORECASE)
"""Dropbox: "(… conflicted copy 2026-01-31)", Nextcloud the same, Syncthing: ".sync-conflict-20260131-…"."""


@dataclass(frozen=True)
class Surroundings:
    """`sync`: the name of the program that synchronises the folder, '' for none; `share`: on another computer.

    `apart`: copies of this plan that a sync program put beside it because two computers had changed it.
    """

    sync: str = ""
    share: bool = False
    apart: tuple[Path, ...] = ()


def look_around(plan: Path) -> Surroundings:
    """Where `plan` lies."""
    return Surroundings(_sync(plan), _on_share(plan), set_apart(plan))


def set_apart(plan: Path) -> tuple[Path, ...]:
    """Copies of `plan` that a sync program set apart; both are kept until somebody has looked at them."""
    try:
        beside = [p for p in plan.parent.iterdir() if p.suffix.lower() == SUFFIX and p.name != plan.name]
    except OSError:
        return ()
    return tuple(sorted(p for p in beside if p.name.startswith(plan.stem) and _APART.search(p.name[len(plan.stem) :])))


def _sync(plan: Path) -> str:
    for folder in plan.parents:
        if (name := sync_name(folder)) is not None:
            return name
        for mark, whose in _MARKS:
            if (folder / mark).exists():
                return whose
    return ""


def sync_name(folder: PurePath) -> str | None:
    """The sync program that a folder of this name belongs to."""
    for pattern, whose in _SYNC_FOLDERS:
        if re.fullmatch(pattern, folder.name.lower()):
            return whose
    return None


def _on_share(plan: Path) -> bool:
    if os.name == "nt":
        return _windows_share(plan)
    try:
        if sys.platform == "darwin":
            said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=2, check=False).stdout
            mounts = mounts_of_macos(said)
        else:
            mounts = mounts_of_linux(Path("/proc/self/mounts").read_text("utf-8", "surrogateescape"))
    except (OSError, subprocess.SubprocessError):
        return False
    return kind_of(PurePosixPath(plan), mounts) in _SHARES


def _windows_share(plan: Path) -> bool:
    if str(plan).startswith(("\\\\", "//")):
        return True
    import ctypes

    kind = ctypes.windll.kernel32.GetDriveTypeW(plan.anchor)  # pyright: ignore[reportAttributeAccessIssue]
    return bool(kind == 4)  # DRIVE_REMOTE


def mounts_of_linux(said: str) -> list[tuple[str, str]]:
    """(folder, kind of file system) from /proc/self/mounts, in which a blank is written as `\\040`."""
    rows = [line.split(" ") for line in said.splitlines()]
    escaped = re.compile(r"\\([0-7]{3})")
    return [(escaped.sub(lambda m: chr(int(m[1], 8)), row[1]), row[2]) for row in rows if len(row) > 2]


def mounts_of_macos(said: str) -> list[tuple[str, str]]:
    """(folder, kind of file system) from what `mount` prints: `//me@there/team on /Volumes/team (smbfs, nodev)`."""
    found = (re.match(r".* on (/.*) \(([^,)]+)", line) for line in said.splitlines())
    return [(each[1], each[2]) for each in found if each]


def kind_of(plan: PurePosixPath, mounts: Iterable[tuple[str, str]]) -> str:
    """The kind of the file system that `plan` lies on: that of the nearest mount above it, the last one made there."""
    best, kind = -1, ""
    for folder, said in mounts:
        above = PurePosixPath(folder)
        if len(above.parts) >= best and plan.is_relative_to(above):
            best, kind = len(above.parts), said
    return kind
