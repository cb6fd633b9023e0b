"""Install, open a plan by a click, upgrade, remove: `python -m installers.windows.try_setup [--stand-in]`.

On Windows with the built installer and the real program. With `--stand-in` on Linux under wine64, with a tiny program
in its place: what is tried is then the installer alone. Where a tool is missing it says so and tries nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from installers import product
from installers.smoke import DATE, Failure, Trial, expect, tried
from installers.windows.setup import compiled, installer

UNINSTALL = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{product.NAME}"
CLASSES = r"HKCU\Software\Classes"
OWN_KEYS = (UNINSTALL, rf"{CLASSES}\Rapport.Plan", rf"{CLASSES}\.rapport")


class Windows:
    """This Windows, or one that Wine plays in a folder of its own."""

    def __init__(self, prefix: Path | None = None) -> None:
        self.env = dict(os.environ)
        self._wine: list[str] = []
        if prefix is not None:
            self._wine = ["wine"]
            # Neither additions that Wine would fetch nor menu entries on the desktop of whoever tries this.
            without = "mscoree=;mshtml=;winemenubuilder.exe="
            self.env = {key: value for key, value in self.env.items() if key != "DISPLAY"}
            # A home of its own: Wine makes the user's own Documents those of its Windows.
            (prefix.parent / "home").mkdir()
            self.env |= {
                "HOME": str(prefix.parent / "home"),
                "WINEPREFIX": str(prefix),
                "WINEDEBUG": "-all",
                "WINEDLLOVERRIDES": without,
            }
            self._drive = prefix / "drive_c"
            self.run("wineboot", "--init", timeout=600)

    def run(self, program: str | Path, *arguments: str, timeout: float = 300) -> int:
        """Run to the end; the exit code."""
        return self._done(program, *arguments, timeout=timeout).returncode

    def start(self, program: str | Path, *arguments: str) -> subprocess.Popen[bytes]:
        """Run beside."""
        nothing = subprocess.DEVNULL
        command = [*self._wine, str(program), *arguments]
        return subprocess.Popen(command, env=self.env, stdin=nothing, stdout=nothing, stderr=nothing)

    def open(self, document: Path) -> None:
        """As a double click does. Wine knows no file types of one user alone: there their command is run by itself."""
        if not self._wine:
            os.startfile(document)  # type: ignore[attr-defined]
            return
        kind = self.value(rf"{CLASSES}\{document.suffix}")
        command = self.value(rf"{CLASSES}\{kind}\shell\open\command") or ""
        form = re.fullmatch(r'"([^"%]+)" "%1"', command)
        expect("the command of plans", form is not None, command)
        if form is not None:
            self.run(form[1], "C:\\" + str(document.relative_to(self._drive)).replace("/", "\\"))

    def folder(self, name: str) -> Path:
        """The folder that an environment variable of Windows names."""
        if not self._wine:
            return Path(os.environ[name])
        said = self._done("cmd", "/c", f"echo %{name}%").stdout.decode("utf-8", "replace").strip()
        return self._drive.joinpath(*said.split("\\")[1:])

    def value(self, key: str, name: str = "") -> str | None:
        """A text of the registry; None where there is none."""
        done = self._done("reg", "query", key, *(("/v", name) if name else ("/ve",)))
        found = re.search(r"REG_\w+ +(.*)", done.stdout.decode("utf-8", "replace"))
        return found[1].strip() if done.returncode == 0 and found else None

    def has_key(self, key: str) -> bool:
        """Whether the registry has a key."""
        return self.run("reg", "query", key) == 0

    def stop(self) -> None:
        """End what Wine runs in this folder."""
        if self._wine:
            subprocess.run(["wineserver", "-k"], env=self.env)

    def _done(self, program: str | Path, *arguments: str, timeout: float = 300) -> subprocess.CompletedProcess[bytes]:
        command = [*self._wine, str(program), *arguments]
        return subprocess.run(command, env=self.env, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout)


def until(step: str, met: Callable[[], bool], seconds: float = 120) -> None:
    """Wait. Raises `Failure`."""
    end = time.monotonic() + seconds
    while not met():
        if time.monotonic() > end:
            raise Failure(f"{step}: not within {seconds:.0f} s")
        time.sleep(0.1)


class Cycle:
    """What is expected of an installed program, and of one that was removed."""

    def __init__(self, windows: Windows) -> None:
        self.windows = windows
        self.folder = windows.folder("LOCALAPPDATA") / "Programs" / product.NAME
        self.shortcut = windows.folder("APPDATA") / "Microsoft/Windows/Start Menu/Programs" / f"{product.NAME}.lnk"

    def install(self, setup: Path, version: str) -> None:
        """Silently, and for this user alone."""
        expect("install", self.windows.run(setup, "/S", timeout=600) == 0, "another exit code")
        expect("version", (said := self.windows.value(UNINSTALL, "DisplayVersion")) == version, said)
        expect("size", self.windows.value(UNINSTALL, "EstimatedSize") not in (None, "0x0"), "none")
        expect("files", (self.folder / f"{product.NAME}.exe").is_file(), sorted(self.folder.glob("*")))
        expect("Start menu", self.shortcut.is_file(), self.shortcut)
        expect("file type", self.windows.value(rf"{CLASSES}\.rapport") == "Rapport.Plan", "none")
        icon = (self.windows.value(rf"{CLASSES}\Rapport.Plan\DefaultIcon") or "").rpartition(",")[0]
        expect("icon of plans", icon.endswith("plan.ico") and (self.folder / "_internal" / "plan.ico").is_file(), icon)

    def remove(self, kept: list[Path]) -> None:
        """Silently; nothing of the program stays, and everything of the user."""
        before = {path: path.read_bytes() for path in kept}
        self.windows.run(self.folder / "Uninstall.exe", "/S")
        # The uninstaller goes on from a copy of itself.
        until("remove", lambda: not self.folder.exists())
        until("remove: keys", lambda: not any(self.windows.has_key(key) for key in OWN_KEYS))
        expect("remove: Start menu", not self.shortcut.exists(), self.shortcut)
        expect("plans kept", all(path.read_bytes() == data for path, data in before.items()), kept)


def with_stand_in(windows: Windows, folder: Path) -> None:
    """Everything that can be seen of the installer without the program."""
    cycle = Cycle(windows)
    old, new = folder / "old", folder / "new"
    for program in (old, new):
        (program / "_internal").mkdir(parents=True)
        compiled("stand_in.nsi", program / f"{product.NAME}.exe")
        shutil.copyfile(program / f"{product.NAME}.exe", program / "rapport-cli.exe")
        shutil.copyfile(product.ICONS / "plan.ico", program / "_internal" / "plan.ico")
    (old / "_internal" / "of the old version é.txt").write_text("stale", "utf-8")
    (new / "_internal" / "of the new version é.txt").write_text("fresh", "utf-8")
    first = installer(old, "0.0.1", folder / "first-setup.exe")
    second = installer(new, product.VERSION, folder / "second-setup.exe")

    plan = windows.folder("USERPROFILE") / "Documents" / "Plan é 計画.rapport"
    backup = windows.folder("LOCALAPPDATA") / product.NAME / "backups" / "kept.rapport"
    for path in (plan, backup):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name, "utf-8")

    cycle.install(first, "0.0.1")
    opened = cycle.folder / "opened.txt"
    windows.open(plan)
    until("a plan opened by a click", lambda: opened.exists() and opened.stat().st_size > 0)
    said = opened.read_bytes().decode("utf-16-le")
    expect("a plan opened by a click", said.endswith(f'{plan.name}"'), said)
    opened.unlink()

    running = windows.start(cycle.folder / f"{product.NAME}.exe", "/wait")
    until("the program runs", (cycle.folder / "waits.txt").exists)
    expect("upgrade while it runs", (code := windows.run(second, "/S")) == 5, code)
    expect("upgrade while it runs", windows.value(UNINSTALL, "DisplayVersion") == "0.0.1", "changed")
    (cycle.folder / "waits.txt").unlink()
    running.wait(60)

    cycle.install(second, product.VERSION)
    inside = sorted(path.name for path in (cycle.folder / "_internal").iterdir())
    expect("upgrade", inside == ["of the new version é.txt", "plan.ico"], inside)

    cycle.remove([plan, backup])

    code = windows.run(second, "/S", r"/D=C:\users\Public\elsewhere")
    expect("another folder", code == 0, code)
    elsewhere = windows.folder("PUBLIC") / "elsewhere"
    until("another folder", (elsewhere / "Uninstall.exe").is_file)
    (elsewhere / "letter.txt").write_text("mine", "utf-8")
    windows.run(elsewhere / "Uninstall.exe", "/S")
    until("a letter in the folder stays", lambda: [path.name for path in elsewhere.iterdir()] == ["letter.txt"])
    code = windows.run(second, "/S", r"/D=C:\users\Public\elsewhere")
    expect("a folder with other files", code == 2, code)
    expect("a folder with other files", [path.name for path in elsewhere.iterdir()] == ["letter.txt"], "changed")


def with_program(setup: Path) -> None:
    """The whole of it, on Windows."""
    windows = Windows()
    cycle = Cycle(windows)
    cycle.install(setup, product.VERSION)

    def then(trial: Trial) -> None:
        plan = trial.folder / "By a click é.rapport"
        trial.run("new, for a click", "new", plan, "--sample", *DATE)
        windows.open(plan)
        trial.wait_until_open("a plan opened by a click", plan)
        expect("upgrade while it runs", (code := windows.run(setup, "/S")) == 5, code)
        end = f"Get-Process {product.NAME} | Where-Object Path -Like '{cycle.folder}*' | Stop-Process"
        subprocess.run(["powershell", "-NoProfile", "-Command", end], check=True)
        until("the window is gone", lambda: _writable(cycle.folder / f"{product.NAME}.exe"))
        cycle.install(setup, product.VERSION)
        cycle.remove([plan])

    tried(cycle.folder, then)


def _writable(path: Path) -> bool:
    try:
        with path.open("ab"):
            return True
    except OSError:
        return False


def main() -> None:
    if "--stand-in" not in sys.argv:
        with_program(product.DIST / f"{product.NAME}-{product.VERSION}-windows-x64-setup.exe")
        print("rapport: installed, used, opened by a click, upgraded, removed; the plans stayed")
        return
    missing = [name for name in ("makensis", "wine", "wineserver") if not shutil.which(name)]
    if missing:
        print(f"rapport: the installer for Windows was not tried: there is no {', '.join(missing)}")
        return
    with tempfile.TemporaryDirectory(prefix="rapport-wine-") as name:
        windows = Windows(Path(name) / "prefix")
        try:
            with_stand_in(windows, Path(name))
        except Failure as failure:
            raise SystemExit(f"rapport: the installer for Windows failed: {failure}") from None
        finally:
            windows.stop()
    print("rapport: the installer for Windows, with a stand-in: installed, upgraded, removed; the plans stayed")


if __name__ == "__main__":
    main()
