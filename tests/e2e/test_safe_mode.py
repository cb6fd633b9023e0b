"""Shift held while the program starts is safe mode: a real window, a real key."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.plan import document
from desktop.plan.file import Plan

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(shutil.which("xdotool") is None, reason="needs a hand for the key")
@pytest.mark.parametrize("held", [True, False])
def test_with_shift_held_nothing_that_was_kept_is_used(
    tmp_path: Path, x11: dict[str, str], home: Path, held: bool
) -> None:
    known = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "xcb", "DISPLAY": x11["DISPLAY"]}
    path = tmp_path / "Mine.rapport"
    Plan.create(path, lambda plan: document.start(plan, "personal", "Tamsin"))

    def key(does: str) -> None:
        subprocess.run(["xdotool", does, "Shift_L"], env=known, check=True)

    if held:
        key("keydown")
    try:
        command = [sys.executable, "-m", "desktop", str(path)]
        with subprocess.Popen(command, cwd=tmp_path, env=known, stderr=subprocess.DEVNULL) as window:
            try:
                # It has gone through its start, its list of recent plans included, once it has backed the plan up.
                until = time.monotonic() + 90
                while not list(home.rglob("backups/*/*.json")):
                    assert time.monotonic() < until
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        window.wait(0.2)
                    assert window.returncode is None
            finally:
                window.terminate()
    finally:
        if held:
            key("keyup")
    assert bool(list(home.rglob("recent.json"))) is not held
