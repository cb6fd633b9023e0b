"""Install the Debian package, use it as a desktop does, remove it: `python -m installers.linux.try_package [--sudo]`.

Needs the rights to install; `--sudo` asks for them without a question (hosted runners). Where a Rapport is installed
already, or a tool is missing, it says so and tries nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from installers import product
from installers.linux.desktop import ENTRY, TOOLS, opens, used_from_a_desktop
from installers.linux.packages import package
from installers.smoke import Trial, expect, tried

NEEDED = ("apt-get", *TOOLS)
INSTALLED = Path("/opt") / product.COMMAND


def apt(*arguments: str) -> None:
    """Run apt-get quietly; another one is waited for."""
    rights = ["sudo", "-n"] if "--sudo" in sys.argv and os.geteuid() != 0 else []
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y", "-o", "DPkg::Lock::Timeout=300"]
    done = subprocess.run([*rights, *quiet, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"rapport: apt-get {arguments[0]}: exit code {done.returncode}\n{done.stdout}{done.stderr}")


def files_of_package() -> list[Path]:
    listed = subprocess.run(["dpkg-query", "-L", product.COMMAND], capture_output=True, text=True, check=True).stdout
    return [path for line in listed.splitlines() if not (path := Path(line)).is_dir() or path.is_symlink()]


def removed(trial: Trial) -> None:
    """Nothing of the package stays, everything of the user does."""
    home = Path(trial.env["HOME"])
    before = {path: path.read_bytes() for path in trial.folder.rglob("*") if path.is_file()}
    expect("the data folder", any(home.rglob("backups")) or any(home.rglob("recent.json")), sorted(home.rglob("*")))
    files = files_of_package()
    apt("remove", product.COMMAND)
    left = [str(path) for path in (*files, INSTALLED) if os.path.lexists(path)]
    expect("removed", not left, left)
    expect("file types forgotten", not any(opens(trial, kind) for kind in product.KINDS), "still there")
    expect("plans kept", all(path.is_file() and path.read_bytes() == data for path, data in before.items()), "changed")


def opened_and_removed(trial: Trial) -> None:
    """What comes after the walk through the program."""
    used_from_a_desktop(trial, INSTALLED, Path("/usr/share/applications") / ENTRY)
    removed(trial)


def main() -> None:
    missing = [tool for tool in NEEDED if not shutil.which(tool)]
    there = subprocess.run(["dpkg-query", "-W", product.COMMAND], capture_output=True).returncode == 0
    reason = ""
    if missing:
        reason = f"there is no {', '.join(missing)}"
    elif os.geteuid() != 0 and "--sudo" not in sys.argv:
        reason = "it takes root to install it"
    elif there or INSTALLED.exists():
        reason = "a Rapport is installed on this machine"
    if reason:
        print(f"rapport: the Debian package was built, but not tried: {reason}")
        return
    apt("install", "--no-install-recommends", str(package()))
    try:
        tried(INSTALLED, opened_and_removed)
    finally:
        if INSTALLED.exists():
            apt("remove", product.COMMAND)
    print("rapport: installed, started from its menu entry, opened by a click, removed; the plans stayed")


if __name__ == "__main__":
    main()
