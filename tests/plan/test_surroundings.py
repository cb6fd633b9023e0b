"""Where a plan lies is told from names and marks, without asking anybody."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from desktop.plan.surroundings import (
    Surroundings,
    kind_of,
    look_around,
    mounts_of_linux,
    mounts_of_macos,
    set_apart,
    sync_name,
)

LINUX = """/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/export /home/team nfs4 rw 0 0
//box/plans /mnt/our\\040plans cifs rw 0 0
tmpfs /mnt/our\\040plans/local tmpfs rw 0 0
"""
MACOS = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//me@there.example/team on /Volumes/team (b) (smbfs, nodev, nosuid, mounted by me)
"""


@pytest.mark.parametrize(
    ("folder", "whose"),
    [
        (PurePosixPath("/home/t/Dropbox"), "Dropbox"),
        (PurePosixPath("/home/t/Dropbox (Fjordlight)"), "Dropbox"),
        (PureWindowsPath("C:/Users/t/OneDrive - Fjordlight"), "OneDrive"),
        (PurePosixPath("/Users/t/Library/CloudStorage/GoogleDrive-t@fjordlight.example"), "Google Drive"),
        (PurePosixPath("/Users/t/Library/Mobile Documents"), "iCloud"),
        (PurePosixPath("/home/t/Boxes"), None),
        (PurePosixPath("/home/t/plans"), None),
    ],
)
def test_sync_folders_by_name(folder: PurePosixPath, whose: str | None) -> None:
    assert sync_name(folder) == whose


def test_sync_folders_by_their_marks(tmp_path: Path) -> None:
    (tmp_path / "shared" / "deep").mkdir(parents=True)
    plan = tmp_path / "shared" / "deep" / "plan.rapport"
    assert look_around(plan) == Surroundings()
    (tmp_path / "shared" / ".stfolder").mkdir()
    assert look_around(plan).sync == "Syncthing"


def test_shares_by_their_file_system() -> None:
    linux, macos = mounts_of_linux(LINUX), mounts_of_macos(MACOS)
    assert kind_of(PurePosixPath("/home/team/a/plan.rapport"), linux) == "nfs4"
    assert kind_of(PurePosixPath("/home/teammate/plan.rapport"), linux) == "ext4"
    assert kind_of(PurePosixPath("/mnt/our plans/plan.rapport"), linux) == "cifs"
    assert kind_of(PurePosixPath("/mnt/our plans/local/plan.rapport"), linux) == "tmpfs"
    assert kind_of(PurePosixPath("/Volumes/team (b)/plan.rapport"), macos) == "smbfs"
    assert kind_of(PurePosixPath("/Users/t/plan.rapport"), macos) == "apfs"


def test_copies_that_were_set_apart_are_found_and_other_plans_are_not(tmp_path: Path) -> None:
    plan = tmp_path / "My plan.rapport"
    apart = [
        "My plan (Tamsin's conflicted copy 2026-01-31).rapport",
        "My plan (conflicted copy 2026-01-31 120000).rapport",
        "My plan.sync-conflict-20260131-120000-ABCDEFG.rapport",
    ]
    others = ["My plan 2026-01-31.rapport", "Conflict.rapport", "My plan.pdf", "My plan (conflicted copy).pdf"]
    for name in (plan.name, *apart, *others):
        (tmp_path / name).write_bytes(b"")
    assert [p.name for p in set_apart(plan)] == sorted(apart)
    assert set_apart(tmp_path / "nowhere" / "plan.rapport") == ()
