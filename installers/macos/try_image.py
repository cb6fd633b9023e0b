"""Take the program out of its image as a user does, use it, throw it away: `python -m installers.macos.try_image`."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

from desktop.plan.lock import lock_path
from installers import product
from installers.macos.image import APP, target
from installers.smoke import DATE, Trial, expect, tried, until

INSTALLED = Path.home() / "Applications" / APP.name


def installed() -> None:
    """Copy the program out of the mounted image into the user's own Applications."""
    attach = ["hdiutil", "attach", "-plist", "-nobrowse", "-readonly", str(target())]
    said = plistlib.loads(subprocess.run(attach, check=True, capture_output=True).stdout)
    volume = Path(next(each["mount-point"] for each in said["system-entities"] if "mount-point" in each))
    try:
        INSTALLED.parent.mkdir(exist_ok=True)
        # ditto, as the Finder does, keeps signatures.
        subprocess.run(["ditto", str(volume / APP.name), str(INSTALLED)], check=True)
        if not (volume / "Applications").is_symlink():
            raise SystemExit("rapport: the image has no folder to drag the program into")
    finally:
        subprocess.run(["hdiutil", "detach", str(volume)], check=True)


def opened_by_event(trial: Trial) -> None:
    """A file that is opened reaches the program as an event, not as an argument; notes open the plan beside them."""
    plan = trial.folder / "By a click é.rapport"
    trial.run("new, for a click", "new", plan, "--sample", *DATE)
    notes = trial.like_notes(plan)
    for name, file in (("notes", notes), ("plan", plan)):
        subprocess.run(["open", "-n", "-a", str(INSTALLED), str(file)], check=True)
        trial.wait_until_open(f"{name} opened by a click", plan)
        expect("it runs", bool(found := running()), name)
        # It closes its plan, and takes its lock away.
        subprocess.run(["kill", *found], check=True)
        until("it ends", lambda: not running() and not lock_path(plan).exists())
    shutil.rmtree(INSTALLED)
    expect("plan kept", plan.is_file() and notes.is_file(), plan)


def running() -> list[str]:
    """The processes of the installed program."""
    program = str(INSTALLED / "Contents" / "MacOS" / product.NAME)
    listed = subprocess.run(["ps", "-axo", "pid=,command="], capture_output=True, text=True, check=True).stdout
    return [line.split()[0] for line in listed.splitlines() if program in line]


def main() -> None:
    if sys.platform != "darwin":
        raise SystemExit("rapport: a disk image can be tried on macOS only")
    if INSTALLED.exists():
        raise SystemExit(f"rapport: {INSTALLED} is there already")
    installed()
    tried(INSTALLED / "Contents" / "MacOS", opened_by_event)
    print("rapport: installed, used, opened by a click, thrown away; the plans stayed")


if __name__ == "__main__":
    main()
