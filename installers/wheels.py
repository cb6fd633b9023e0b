"""Is every package of the lock file there as a wheel for each system we build on? `make wheels`; asks the index.

Nothing is downloaded or installed: pip says what it would take, and its hash must be one of the lock file's.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import NamedTuple

from packaging.markers import Marker
from packaging.utils import canonicalize_name

from installers import product

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "Windows": ("win32", "AMD64", ("win_amd64",)),
    "macOS arm64": ("darwin", "arm64", ("macosx_11_0_arm64", "macosx_13_0_arm64", "macosx_13_0_universal2")),
    "macOS Intel": ("darwin", "x86_64", ("macosx_10_9_x86_64", "macosx_13_0_x86_64", "macosx_13_0_universal2")),
    "Linux": (
        "linux",
        "x86_64",
        ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64", "manylinux_2_34_x86_64"),
    ),
}


class Pin(NamedTuple):
    """A line of the lock file; no `marker` means everywhere."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]

    def wanted(self, system: str, machine: str, python: str) -> bool:
        """Whether it is installed there."""
        if not self.marker:
            return True
        windows = system == "win32"
        where = {
            "sys_platform": system,
            "platform_system": {"win32": "Windows", "darwin": "Darwin", "linux": "Linux"}[system],
            "os_name": "nt" if windows else "posix",
            "platform_machine": machine,
            "python_version": python,
            "python_full_version": f"{python}.0",
        }
        return Marker(self.marker).evaluate(where)


def pins() -> Iterator[Pin]:
    """The lines of the lock file."""
    for entry in re.split(r"\n(?=\S)", (product.ROOT / "requirements.lock").read_text("utf-8").strip()):
        found = re.match(r"([\w.-]+)==([\w.!+-]+)(?: *; *([^\\\n]+?))? *\\?\n", entry)
        if found:
            hashes = frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry))
            yield Pin(canonicalize_name(found[1]), found[2], (found[3] or "").strip(), hashes)


def problems(name: str, python: str) -> list[str]:
    """What is missing for a system and a Python."""
    system, machine, tags = SYSTEMS[name]
    wanted = {pin.name: pin for pin in pins() if pin.wanted(system, machine, python)}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        command += ["--dry-run", "--ignore-requires-python", "--ignore-installed", "--no-deps"]
        command += ["--only-binary=:all:", "--target", folder, "--report", f"{folder}/report.json"]
        command += ["--python-version", python, *(part for tag in tags for part in ("--platform", tag))]
        command += [f"{pin.name}=={pin.version}" for pin in wanted.values()]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            return [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or [done.stderr]
        with open(f"{folder}/report.json", encoding="utf-8") as file:  # noqa: PTH123
            report = json.load(file)
    found: list[str] = []
    for each in report["install"]:
        pin = wanted[canonicalize_name(each["metadata"]["name"])]
        if each["download_info"]["archive_info"]["hashes"].get("sha256") not in pin.hashes:
            found.append(f"{pin.name} {pin.version}: its hash is not in the lock file")
    return found


def main() -> None:
    failed = False
    for name in SYSTEMS:
        for python in PYTHONS:
            missing = problems(name, python)
            failed = failed or bool(missing)
            print(f"{name}, Python {python}: {'; '.join(missing) or 'all there'}", flush=True)
    if failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
