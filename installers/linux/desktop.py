"""What a desktop does with an installed program: its menu entry, and files of its kinds that are opened by a click."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installers import product
from installers.smoke import DATE, SCREEN, Trial, expect, until, until_painted
from installers.virtual_display import virtual_display

TOOLS = ("gio", "update-mime-database", "update-desktop-database", "Xvfb")
ENTRY = "rapport.desktop"


def gio(trial: Trial, *arguments: str | Path) -> str:
    """What the desktop's own command says, at home with the trial."""
    command = ["gio", *map(str, arguments)]
    return subprocess.run(command, env=trial.env, capture_output=True, text=True, timeout=60).stdout


def opens(trial: Trial, kind: product.Kind) -> bool:
    """Whether files of this kind open in the program."""
    return ENTRY in gio(trial, "mime", kind.mime)


@contextmanager
def shown(trial: Trial, installed: Path) -> Iterator[dict[str, str]]:
    """A virtual display; on leaving, what was started on it from `installed` ends, whoever started it."""
    with virtual_display() as display:
        try:
            yield trial.env | {name: display[name] for name in ("DISPLAY", "QT_QPA_PLATFORM")}
        finally:
            running = list(_running(trial, installed))
            for process in running:
                os.kill(process, signal.SIGTERM)
            # It closes its plan: nothing else may have it open when the next one is started.
            until("the program ends", lambda: not set(running) & set(_running(trial, installed)))


def _running(trial: Trial, installed: Path) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            ours = (folder / "exe").readlink() == installed / product.NAME
            home = f"HOME={trial.env['HOME']}".encode() in (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if ours and home:
            yield int(folder.name)


def used_from_a_desktop(trial: Trial, installed: Path, entry: Path) -> None:
    """The menu entry `entry` starts the program of the folder `installed`; a click opens a plan, and notes theirs."""
    plan = trial.folder / "By a click é.rapport"
    trial.run("new, for a click", "new", plan, "--sample", *DATE)
    notes = trial.like_notes(plan)
    for kind, file in ((product.PLAN, plan), (product.NOTES, notes)):
        said = gio(trial, "info", "-a", "standard::content-type,standard::icon", file)
        expect("file type", kind.mime in said and kind.mime.replace("/", "-") in said, said)
        opener = gio(trial, "mime", kind.mime)
        expect("opener", ENTRY in (opener.splitlines() or [""])[0], opener)
    with shown(trial, installed) as env:
        subprocess.run(["gio", "launch", str(entry)], env=env, timeout=60, check=True)
        until_painted("menu entry", env, product.DIST / "window-by-menu.png", SCREEN)
    for name, file in (("plan", plan), ("notes", notes)):
        with shown(trial, installed) as env:
            subprocess.run(["gio", "open", str(file)], env=env, timeout=60, check=True)
            trial.wait_until_open(f"{name} opened by a click", plan)
            until_painted(f"{name} opened by a click", env, product.DIST / f"window-by-click-on-{name}.png", SCREEN)
