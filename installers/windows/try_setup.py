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
from pathlib import Path

from desktop.plan.lock import lock_path
from installers import product
from installers.smoke import DATE, Failure, Trial, expect, tried, until
from installers.windows.setup import compiled, installer

UNINSTALL = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{product.NAME}"
CLASSES = r"HKCU\Software\Classes"
OWN_KEYS = (
    UNINSTALL,
    *(rf"{CLASSES}\{name}" for kind in product.KINDS for name in (kind.windows, kind.suffix)),
    rf"HKCU\Software\Microsoft\Windows\CurrentVersion\App Paths\{product.NAME}.exe",
)
LAID = "rapport-installed-files.txt"
"""The list of what was installed, beside it."""


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
        expect("what opens a file", form is not None, command)
        if form is not None:
            self.run(form[1], self.spelled(document))

    def spelled(self, path: Path) -> str:
        """How Windows calls a file."""
        return str(path) if not self._wine else "C:\\" + str(path.relative_to(self._drive)).replace("/", "\\")

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


class Cycle:
    """What is expected of an installed program, and of one that was removed."""

    def __init__(self, windows: Windows) -> None:
        self.windows = windows
        self.folder = windows.folder("LOCALAPPDATA") / "Programs" / product.NAME
        self.shortcut = windows.folder("APPDATA") / "Microsoft/Windows/Start Menu/Programs" / f"{product.NAME}.lnk"

    def install(self, setup: Path, version: str, *where: str) -> None:
        """Silently, and for this user alone."""
        expect("install", (code := self.windows.run(setup, "/S", *where, timeout=600)) == 0, code)
        expect("version", (said := self.windows.value(UNINSTALL, "DisplayVersion")) == version, said)
        expect("size", self.windows.value(UNINSTALL, "EstimatedSize") not in (None, "0x0"), "none")
        expect("files", (self.folder / f"{product.NAME}.exe").is_file(), sorted(self.folder.glob("*")))
        expect("Start menu", self.shortcut.is_file(), self.shortcut)
        expect("list of files", (self.folder / LAID).is_file(), "none")
        for kind in product.KINDS:
            expect("file type", (said := self.windows.value(rf"{CLASSES}\{kind.suffix}")) == kind.windows, said)
            name = self.windows.value(rf"{CLASSES}\{kind.windows}") or ""
            # The console of `reg` has no typographic apostrophe.
            expect("its name", re.sub(r"\W+", " ", name) == re.sub(r"\W+", " ", kind.name), name)
            mime = self.windows.value(rf"{CLASSES}\{kind.suffix}", "Content Type")
            expect("its MIME type", mime == kind.mime, mime)
            icon = (self.windows.value(rf"{CLASSES}\{kind.windows}\DefaultIcon") or "").rpartition(",")[0]
            there = icon.endswith(rf"\_internal\{kind.icon}.ico")
            expect("its icon", there and (self.folder / "_internal" / f"{kind.icon}.ico").is_file(), icon)

    def remove(self, kept: list[Path], left: list[str] | None = None) -> None:
        """Silently; nothing of the program stays, and everything of the user: `left` in the program's own folder."""
        before = {path: path.read_bytes() for path in kept}
        self.windows.run(self.folder / "Uninstall.exe", "/S")
        # The uninstaller goes on from a copy of itself.
        until("remove", lambda: not self.folder.exists() or inside(self.folder) == left)
        until("remove: keys", lambda: not any(self.windows.has_key(key) for key in OWN_KEYS))
        expect("remove: Start menu", not self.shortcut.exists(), self.shortcut)
        expect("plans kept", all(path.read_bytes() == data for path, data in before.items()), kept)


def inside(folder: Path) -> list[str]:
    """The files of a folder and of all folders in it, as paths that begin there."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def stand_ins(folder: Path) -> tuple[Path, Path]:
    """Two versions of an installer with something tiny in the place of the program: the old one and today's."""
    made: list[Path] = []
    for name, version in (("old", "0.0.1"), ("new", product.VERSION)):
        program = folder / name
        (program / "_internal" / "deeper $1 é").mkdir(parents=True)
        compiled("stand_in.nsi", program / f"{product.NAME}.exe")
        shutil.copyfile(program / f"{product.NAME}.exe", program / "rapport-cli.exe")
        for kind in product.KINDS:
            shutil.copyfile(product.ICONS / f"{kind.icon}.ico", program / "_internal" / f"{kind.icon}.ico")
        (program / "_internal" / "deeper $1 é" / f"of the {name} version é.txt").write_text(name, "utf-8")
        made.append(installer(program, version, folder / f"{name}-setup.exe"))
    return made[0], made[1]


def laid(name: str) -> list[str]:
    """What a stand-in of this name looks like once it is installed."""
    inner = [f"_internal/deeper $1 é/of the {name} version é.txt", "_internal/notes.ico", "_internal/plan.ico"]
    return sorted([*inner, LAID, f"{product.NAME}.exe", "rapport-cli.exe", "Uninstall.exe"])


def with_stand_in(windows: Windows, folder: Path) -> None:
    """Everything that can be seen of the installer without the program."""
    cycle = Cycle(windows)
    first, second = stand_ins(folder)
    plan = windows.folder("USERPROFILE") / "Documents" / "Plan é 計画.rapport"
    notes = plan.with_suffix(product.NOTES.suffix)
    backup = windows.folder("LOCALAPPDATA") / product.NAME / "backups" / "kept.rapport"
    for path in (plan, notes, backup):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name, "utf-8")
    kept = [plan, notes, backup]

    cycle.install(first, "0.0.1")
    expect("what is laid", inside(cycle.folder) == laid("old"), inside(cycle.folder))
    for file in (plan, notes):
        opened_by_a_click(cycle, file)
    for program in (f"{product.NAME}.exe", "rapport-cli.exe"):
        refused_while_it_runs(cycle, program, second)
    cycle.install(second, product.VERSION)
    expect("upgrade", inside(cycle.folder) == laid("new"), inside(cycle.folder))
    cycle.remove(kept)

    own_files_in_the_folder(cycle, first, second, kept)
    a_file_that_cannot_go(cycle, folder, second, kept)
    into_another_folder(cycle, first, second, kept)
    what_others_say_of_the_ending(cycle, second, kept)


def opened_by_a_click(cycle: Cycle, file: Path) -> None:
    """The program is started with the file."""
    opened = cycle.folder / "opened.txt"
    cycle.windows.open(file)
    until("opened by a click", lambda: opened.exists() and opened.stat().st_size > 0)
    said = opened.read_bytes().decode("utf-16-le")
    expect("opened by a click", said.endswith(f'{file.name}"'), said)
    opened.unlink()


def refused_while_it_runs(cycle: Cycle, program: str, setup: Path) -> None:
    """Neither an upgrade nor removing touches anything while a program runs, the window's or the console's."""
    windows, before = cycle.windows, inside(cycle.folder)
    running = windows.start(cycle.folder / program, "/wait")
    waits = cycle.folder / "waits.txt"
    until("the program runs", waits.exists)
    expect(f"upgrade while {program} runs", (code := windows.run(setup, "/S")) == 5, code)
    # In its place, so that its own exit code is seen.
    code = windows.run(cycle.folder / "Uninstall.exe", "/S", f"_?={windows.spelled(cycle.folder)}")
    expect(f"removing while {program} runs", code == 5, code)
    expect(f"while {program} runs", windows.value(UNINSTALL, "DisplayVersion") == "0.0.1", "changed")
    waits.unlink()
    running.wait(60)
    expect(f"while {program} runs", inside(cycle.folder) == before, inside(cycle.folder))


def own_files_in_the_folder(cycle: Cycle, first: Path, second: Path, kept: list[Path]) -> None:
    """Somebody keeps a plan beside the program, and something inside: both outlive it, and it can come back."""
    cycle.install(first, "0.0.1")
    mine = ["My own.rapport", "_internal/deeper $1 é/letter.txt"]
    for name in mine:
        (cycle.folder / name).write_text("mine", "utf-8")
    of_the_user = [cycle.folder / name for name in mine]
    cycle.install(second, product.VERSION)
    expect("upgrade beside own files", inside(cycle.folder) == sorted([*laid("new"), *mine]), inside(cycle.folder))
    cycle.remove([*kept, *of_the_user], sorted(mine))
    cycle.install(second, product.VERSION)
    cycle.remove([*kept, *of_the_user], sorted(mine))
    shutil.rmtree(cycle.folder)


def a_file_that_cannot_go(cycle: Cycle, folder: Path, setup: Path, kept: list[Path]) -> None:
    """A file in use stops removing and upgrading half-way; both are said, and go through later."""
    windows = cycle.windows
    cycle.install(setup, product.VERSION)
    holder = windows.folder("PUBLIC") / "holder.exe"
    shutil.copyfile(folder / "new" / f"{product.NAME}.exe", holder)
    held = cycle.folder / "_internal" / "plan.ico"
    holding = windows.start(holder, f"/hold={windows.spelled(held)}")
    waits = holder.with_name("waits.txt")
    until("a file is held", waits.exists)
    code = windows.run(cycle.folder / "Uninstall.exe", "/S", f"_?={windows.spelled(cycle.folder)}")
    expect("removing with a file in use", code == 3, code)
    expect("removing with a file in use", {LAID, "Uninstall.exe"} <= set(inside(cycle.folder)), inside(cycle.folder))
    expect("removing with a file in use", windows.has_key(UNINSTALL), "forgotten")
    expect("upgrade with a file in use", (code := windows.run(setup, "/S")) == 3, code)
    waits.unlink()
    holding.wait(60)
    cycle.install(setup, product.VERSION)
    expect("installed again", inside(cycle.folder) == laid("new"), inside(cycle.folder))
    cycle.remove(kept)


def into_another_folder(cycle: Cycle, first: Path, second: Path, kept: list[Path]) -> None:
    """There is one copy: installing it elsewhere takes the old one away. Nothing is laid over other programs."""
    windows, usual = cycle.windows, cycle.folder
    elsewhere = windows.folder("PUBLIC") / "elsewhere"
    there = f"/D={windows.spelled(elsewhere)}"
    cycle.install(first, "0.0.1")
    letter = usual / "letter.txt"
    letter.write_text("mine", "utf-8")
    cycle.folder = elsewhere
    cycle.install(second, product.VERSION, there)
    expect("the old copy", inside(usual) == [letter.name], inside(usual))
    # Without a folder it stays where it is.
    cycle.install(second, product.VERSION)
    expect("what is laid", inside(elsewhere) == laid("new"), inside(elsewhere))
    cycle.remove(kept)
    elsewhere.mkdir()
    for name in ("letter.txt", "_internal/plan.ico"):
        (elsewhere / name).parent.mkdir(exist_ok=True)
        (elsewhere / name).write_text("of others", "utf-8")
    expect("over another program", (code := windows.run(second, "/S", there)) == 2, code)
    expect("over another program", inside(elsewhere) == ["_internal/plan.ico", "letter.txt"], "changed")
    (elsewhere / "_internal" / "plan.ico").unlink()
    cycle.install(second, product.VERSION, there)
    cycle.remove([*kept, elsewhere / "letter.txt"], ["letter.txt"])
    cycle.folder = usual
    shutil.rmtree(usual)


def what_others_say_of_the_ending(cycle: Cycle, setup: Path, kept: list[Path]) -> None:
    """An ending that another program took over, or is offered for, stays that program's."""
    windows = cycle.windows
    cycle.install(setup, product.VERSION)
    key = rf"{CLASSES}\{product.PLAN.suffix}"
    windows.run("reg", "add", key, "/ve", "/d", "Other.Kind", "/f")
    windows.run("reg", "add", rf"{key}\OpenWithProgids", "/v", "Other.Kind", "/d", "", "/f")
    windows.run(cycle.folder / "Uninstall.exe", "/S", f"_?={windows.spelled(cycle.folder)}")
    expect("the ending of another", windows.value(key) == "Other.Kind", windows.value(key))
    expect("its MIME type", windows.value(key, "Content Type") is None, windows.value(key, "Content Type"))
    offered = rf"{key}\OpenWithProgids"
    expect("who is offered", windows.value(offered, "Other.Kind") is not None, "gone")
    expect("who is offered", windows.value(offered, product.PLAN.windows) is None, "still there")
    expect("the other ending", not windows.has_key(rf"{CLASSES}\{product.NOTES.suffix}"), "still there")
    expect("plans kept", all(path.is_file() for path in kept), kept)


def with_program(setup: Path) -> None:
    """The whole of it, on Windows."""
    windows = Windows()
    cycle = Cycle(windows)
    cycle.install(setup, product.VERSION)

    def then(trial: Trial) -> None:
        plan = trial.folder / "By a click é.rapport"
        trial.run("new, for a click", "new", plan, "--sample", *DATE)
        notes = trial.like_notes(plan)
        for name, file in (("notes", notes), ("plan", plan)):
            lock_path(plan).unlink(missing_ok=True)
            windows.open(file)
            trial.wait_until_open(f"{name} opened by a click", plan)
            expect("upgrade while it runs", (code := windows.run(setup, "/S")) == 5, code)
            end = f"Get-Process {product.NAME} | Where-Object Path -Like '{cycle.folder}*' | Stop-Process"
            subprocess.run(["powershell", "-NoProfile", "-Command", end], check=True)
            until("the window is gone", lambda: _writable(cycle.folder / f"{product.NAME}.exe"))
        cycle.install(setup, product.VERSION)
        cycle.remove([plan, notes])

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
    with tempfile.TemporaryDirectory(prefix="rapport-wine-", ignore_cleanup_errors=True) as name:
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
