"""A little of the torture with every run of the tests; `make torture` does all of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform != "linux", reason="kills, forks and counts as Linux does")
@pytest.mark.parametrize("part", ["kills", "power", "protected", "faults", "full", "files", "wear", "window"])
def test_a_little_of(part: str) -> None:
    command = [sys.executable, "-m", "tests.torture", "--short", part]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("ok")
