"""One writer at a time, whatever name leads to the plan, and whoever died with the lock in hand."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from desktop.plan import errors, read
from desktop.plan.file import Plan
from desktop.plan.lock import lock_path
from tests.made_up import sample_plan

TODAY = date(2026, 3, 2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sample_plan(tmp_path / "plan.rapport")


def test_a_second_writer_is_refused_a_reader_is_not(path: Path) -> None:
    with Plan.open(path):
        with pytest.raises(errors.InUse):
            Plan.open(path)
        with Plan.open_to_read(path) as plan:
            assert read.counts(plan).people == 45
    assert not lock_path(path).exists()


def test_a_lock_of_a_dead_process_is_taken_over(path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    lock_path(path).write_text(json.dumps({"host": socket.gethostname(), "pid": gone.pid}), encoding="utf-8")
    Plan.open(path).close()


def test_a_lock_of_another_computer_is_respected(path: Path) -> None:
    lock_path(path).write_text(json.dumps({"host": "elsewhere.example", "pid": 1}), encoding="utf-8")
    with pytest.raises(errors.InUse) as refused:
        Plan.open(path)
    assert refused.value.host == "elsewhere.example"


def test_a_full_disk_leaves_no_empty_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "write", full)  # a file can still be made where nothing can be written
    with pytest.raises(errors.DiskFull):
        Plan.open(path)
    assert list(path.parent.iterdir()) == [path]


def test_one_lock_whatever_name_leads_to_the_plan(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link.rapport").symlink_to(path)
    with Plan.open(tmp_path / "link.rapport") as plan:
        assert plan.path == path.resolve()
        with pytest.raises(errors.InUse):
            Plan.open(path)


def test_of_many_takers_one_gets_the_lock(path: Path) -> None:
    script = """
import sys
from pathlib import Path
from desktop.plan.errors import InUse
from desktop.plan.lock import PlanLock
sys.stdin.readline()
try:
    lock = PlanLock(Path(sys.argv[1]))
except InUse:
    print("refused", flush=True)
else:
    print("held", flush=True)
sys.stdin.readline()
"""
    folder = Path(__file__).parents[2]
    lock_path(path).write_text("left by a crash", encoding="utf-8")
    takers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path)],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    for taker in takers:
        assert taker.stdin is not None
        taker.stdin.write("go\n")
        taker.stdin.flush()
    said = [taker.stdout.readline().strip() for taker in takers if taker.stdout is not None]
    for taker in takers:
        taker.communicate("end\n", timeout=60)
    assert sorted(said) == ["held", *["refused"] * 5]


def test_a_lock_of_this_computer_under_its_former_name_is_taken_over(path: Path) -> None:
    with Plan.open(path):
        said = json.loads(lock_path(path).read_text(encoding="utf-8"))
    lock_path(path).write_text(json.dumps(said | {"host": "former-name.example"}), encoding="utf-8")
    Plan.open(path).close()
