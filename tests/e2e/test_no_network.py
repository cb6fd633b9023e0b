"""The program opens no network socket: the kernel would end it at the first."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.torture.no_network import possible

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not possible(), reason="needs a filter for system calls of Linux")


def run(*arguments: object, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.torture.no_network", *map(str, arguments)]
    known = os.environ | {"PYTHONPATH": str(ROOT)} | env
    return subprocess.run(command, cwd=cwd, env=known, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("family", ["4", "6"])
def test_a_network_socket_is_the_end_of_it(tmp_path: Path, family: str) -> None:
    done = run("--try", family, cwd=tmp_path)
    assert done.stdout == "still here\n"
    assert done.returncode == -signal.SIGSYS


def test_no_work_needs_one(tmp_path: Path) -> None:
    for arguments in (
        ["new", "a.rapport", "--sample"],
        ["import", "a.rapport", ROOT / "tests" / "data" / "google.vcf"],
        ["export", "a.rapport", "a.pdf", "--date", "2026-03-02"],
        ["export", "a.rapport", "a.json"],
        ["check", "a.rapport"],
        ["shot", "a.rapport", "a.png", "--screen", "map", "--date", "2026-03-02"],
    ):
        done = run(*arguments, cwd=tmp_path)
        assert done.returncode == 0, (arguments, done.stderr)


@pytest.mark.parametrize("own", ["", "http://127.0.0.1:9"])
def test_a_template_that_asks_for_a_package_gets_none(tmp_path: Path, own: str) -> None:
    """One that says so where nobody can read it: the compiler is asked to fetch it, whatever proxy the person has."""
    look = tmp_path / "look"
    look.mkdir()
    (look / "said.json").write_text('"@preview/cetz:0.3.0"')
    (look / "summary.typ").write_text('#import json("said.json"): *')
    assert run("new", "a.rapport", "--sample", cwd=tmp_path).returncode == 0
    arguments = ("export", "a.rapport", "a.pdf", "--report", "summary", "--practice", look, "--date", "2026-03-02")
    proxy = {"https_proxy": own, "HTTPS_PROXY": own, "no_proxy": "*", "NO_PROXY": "*"} if own else {}
    done = run(*arguments, cwd=tmp_path, **proxy)
    assert done.returncode > 0, "it ended by itself, not by the kernel"
    assert "summary.typ" in done.stderr
    assert not (tmp_path / "a.pdf").exists()


def test_the_window_needs_none(tmp_path: Path, x11: dict[str, str], home: Path) -> None:
    """A real window on a real display; it has gone through its start once it has backed the plan up."""
    assert run("new", "a.rapport", "--sample", cwd=tmp_path).returncode == 0
    command = [sys.executable, "-m", "tests.torture.no_network", "a.rapport"]
    known = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "xcb", "DISPLAY": x11["DISPLAY"]}
    with subprocess.Popen(command, cwd=tmp_path, env=known, stderr=subprocess.DEVNULL) as window:
        try:
            until = time.monotonic() + 90
            while not list(home.rglob("backups/*/*.json")):
                assert time.monotonic() < until
                with contextlib.suppress(subprocess.TimeoutExpired):
                    window.wait(0.2)
                assert window.returncode is None, f"it ended with {window.returncode}"
        finally:
            window.kill()
