"""Unpack the archive, take it into the menu, use it from there, and out: `python -m installers.linux.try_archive`.

Needs no rights. Everything happens in a home of its own.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

from installers import product
from installers.linux.desktop import ENTRY, TOOLS, opens, used_from_a_desktop
from installers.linux.packages import archive
from installers.smoke import Trial, expect, trying


def menu_entry(trial: Trial, folder: Path, *arguments: str) -> None:
    script = [str(folder / "menu-entry.sh"), *arguments]
    done = subprocess.run(script, env=trial.env, capture_output=True, text=True, timeout=120)
    expect("menu-entry.sh", done.returncode == 0, done.stderr)


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def used(trial: Trial) -> None:
    """From unpacked to out of the menu again."""
    share = Path(trial.env["HOME"]) / ".local" / "share"
    share.mkdir(parents=True)
    before = [opens(trial, kind) for kind in product.KINDS]  # a Rapport may be installed on this machine, too
    menu_entry(trial, trial.program)
    # Where it stands may have a name of several words.
    used_from_a_desktop(trial, trial.program, share / "applications" / ENTRY)
    plans = {path: path.read_bytes() for path in trial.folder.glob("*.rapport")}
    menu_entry(trial, trial.program, "--remove")
    named = [str(path) for path in files(share) if "rapport" in path.name and "Rapport" not in path.parts]
    expect("out of the menu", not named, named)
    expect("file types forgotten", [opens(trial, kind) for kind in product.KINDS] == before, "still there")
    expect("plans kept", all(path.read_bytes() == data for path, data in plans.items()), "changed")


def main() -> None:
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print(f"rapport: the archive was built, but not tried: there is no {', '.join(missing)}")
        return
    with trying() as folder:
        place = folder / "My programs é"
        with tarfile.open(archive()) as packed:
            packed.extractall(place, filter="tar")
        used(Trial(place / product.NAME, folder))
    print("rapport: unpacked, put into the menu, opened by a click, taken out; the plans stayed")


if __name__ == "__main__":
    main()
