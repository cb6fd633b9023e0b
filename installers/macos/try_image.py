"""Take the program out of its image as a user does, use it, throw it away: `python -m installers.macos.try_image`."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

from installers import product
from installers.macos.image import APP, target
from installers.smoke import DATE, Trial, expect, tried

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
    """A plan that is opened reaches the program as an event, not as an argument."""
    plan = trial.folder / "By a click é.rapport"
    trial.run("new, for a click", "new", plan, "--sample", *DATE)
    subprocess.run(["open", "-n", "-a", str(INSTALLED), str(plan)], check=True)
    trial.wait_until_open("a plan opened by a click", plan)
    program = str(INSTALLED / "Contents" / "MacOS" / product.NAME)
    listed = subprocess.run(["ps", "-axo", "pid=,command="], capture_output=True, text=True, check=True).stdout
    running = [line.split()[0] for line in listed.splitlines() if program in line]
    expect("it runs", bool(running), listed)
    subprocess.run(["kill", *running], check=True)
    time.sleep(2)
    shutil.rmtree(INSTALLED)
    expect("plan kept", plan.is_file(), plan)


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
