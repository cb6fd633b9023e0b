"""Install the Debian package, use it as a desktop does, remove it: `python -m installers.linux.try_package [--sudo]`.

Needs the rights to install; `--sudo` asks for them without a question (hosted runners). Where a Rapport is installed
already, or a tool is missing, it says so and tries nothing.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installers import product
from installers.linux.packages import package
from installers.smoke import DATE, SCREEN, Trial, expect, tried, until_painted
from installers.virtual_display import virtual_display

TOOLS = ("apt-get", "gio", "update-mime-database", "update-desktop-database", "Xvfb")
INSTALLED = Path("/opt") / product.COMMAND
ENTRY = Path("/usr/share/applications/rapport.desktop")


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


def gio(trial: Trial, *arguments: str | Path) -> str:
    command = ["gio", *map(str, arguments)]
    return subprocess.run(command, env=trial.env, capture_output=True, text=True, timeout=60).stdout


@contextmanager
def ended_afterwards(trial: Trial) -> Iterator[None]:
    """End the programs that were started from the package with the trial's own home, whoever started them."""
    try:
        yield
    finally:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                ours = (folder / "exe").readlink() == INSTALLED / product.NAME
                home = f"HOME={trial.env['HOME']}".encode() in (folder / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if ours and home:
                os.kill(int(folder.name), signal.SIGTERM)


def as_a_desktop_does(trial: Trial) -> None:
    """The menu entry, and a plan that is opened by a click."""
    plan = trial.folder / "By a click é.rapport"
    trial.run("new, for a click", "new", plan, "--sample", *DATE)
    kind = gio(trial, "info", "-a", "standard::content-type", plan)
    expect("file type", product.MIME_TYPE in kind, kind)
    opener = gio(trial, "mime", product.MIME_TYPE)
    expect("opener", ENTRY.name in opener.splitlines()[0], opener)
    with virtual_display() as display, ended_afterwards(trial):
        shown = trial.env | {name: display[name] for name in ("DISPLAY", "QT_QPA_PLATFORM")}
        picture = product.DIST / "window-by-menu.png"
        subprocess.run(["gio", "launch", str(ENTRY)], env=shown, timeout=60, check=True)
        until_painted("menu entry", shown, picture, SCREEN)
    with virtual_display() as display, ended_afterwards(trial):
        shown = trial.env | {name: display[name] for name in ("DISPLAY", "QT_QPA_PLATFORM")}
        subprocess.run(["gio", "open", str(plan)], env=shown, timeout=60, check=True)
        trial.wait_until_open("a plan opened by a click", plan)
        until_painted("a plan opened by a click", shown, product.DIST / "window-by-click.png", SCREEN)


def removed(trial: Trial) -> None:
    """Nothing of the package stays, everything of the user does."""
    home = Path(trial.env["HOME"])
    before = {path: path.read_bytes() for path in trial.folder.rglob("*") if path.is_file()}
    expect("the data folder", any(home.rglob("backups")) or any(home.rglob("recent.json")), sorted(home.rglob("*")))
    files = files_of_package()
    apt("remove", product.COMMAND)
    left = [str(path) for path in (*files, INSTALLED) if os.path.lexists(path)]
    expect("removed", not left, left)
    expect("file type forgotten", ENTRY.name not in gio(trial, "mime", product.MIME_TYPE), "still there")
    expect("plans kept", all(path.is_file() and path.read_bytes() == data for path, data in before.items()), "changed")


def opened_and_removed(trial: Trial) -> None:
    """What comes after the walk through the program."""
    as_a_desktop_does(trial)
    removed(trial)


def main() -> None:
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
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
