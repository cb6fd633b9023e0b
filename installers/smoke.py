"""Try the built or the installed program itself: `python -m installers.smoke [FOLDER]`.

It makes a plan, brings people in from files as other programs write them, exports, checks, draws a picture and opens a
real window, on Linux on a virtual display. Each step has its own time limit; the first that fails ends the trial.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop.plan.lock import lock_path
from installers import product
from installers.virtual_display import available, virtual_display

DATE = ("--date", "2026-03-02")

LINKEDIN = """\
Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Rosalind,Achterberg,,rosalind@harbour.example,Harbour Works,Head of Planning,03 Feb 2025
Łukasz,Wróbel,,,Harbour Works,Engineer,14 Nov 2024
"""

VCARD = """\
BEGIN:VCARD\r
VERSION:3.0\r
N:田中;美咲;;;\r
FN:田中 美咲\r
ORG:Harbour Works\r
EMAIL;TYPE=WORK:misaki@harbour.example\r
END:VCARD\r
"""

# Looks at the whole virtual screen: a painted window has many colours, an empty screen has one.
LOOK = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
picture = application.primaryScreen().grabWindow(0)
image = picture.toImage()
colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
picture.save(sys.argv[1])
print(len(colours))
"""

FRAME, SCREEN = 20, 200
"""So many colours has the frame of the window alone, and the window with something in it."""


class Failure(Exception):
    """What was tried and what came of it."""


@dataclass
class Trial:
    """One walk through the program, in a folder and a home of its own."""

    program: Path
    """The folder of the program; on macOS the `MacOS` of the bundle."""
    folder: Path
    times: dict[str, float] = field(default_factory=dict[str, float])

    @property
    def env(self) -> dict[str, str]:
        """The machine's environment without Python's own settings, and with a home where nothing is yet."""
        env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "XDG_", "QT_"))}
        home = str(self.folder / "home")
        return env | {"HOME": home, "WIN_PD_OVERRIDE_LOCAL_APPDATA": home, "WIN_PD_OVERRIDE_APPDATA": home}

    @property
    def console(self) -> Path:
        """The program for the command line: on macOS that is the program itself."""
        return self.program / (product.NAME if sys.platform == "darwin" else "rapport-cli")

    def run(self, step: str, *arguments: str | Path, timeout: float = 60) -> str:
        """Run one subcommand to its end; return what it printed."""
        started = time.monotonic()
        command = [str(self.console), *map(str, arguments)]
        try:
            done = subprocess.run(
                command, cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout
            )
        except subprocess.TimeoutExpired:
            raise Failure(f"{step}: not done within {timeout:.0f} s") from None
        self.times[step] = time.monotonic() - started
        if done.returncode:
            raise Failure(f"{step}: exit code {done.returncode}\n{done.stderr.decode('utf-8', 'replace')}")
        return done.stdout.decode("utf-8")

    def wait_until_open(self, step: str, plan: Path, timeout: float = 60) -> None:
        """Until a window has the plan: its lock lies beside it. Raises `Failure`."""
        until(f"{step}: the plan is open", lock_path(plan).exists, timeout)

    def like_notes(self, plan: Path) -> Path:
        """A file that looks like a coach’s notes beside `plan`: without their passphrase they are noise."""
        notes = plan.with_suffix(product.NOTES.suffix)
        notes.write_bytes(os.urandom(2 * 4096))
        return notes

    def window(self, plan: Path, picture: Path) -> None:
        """Open the plan in a real window and wait until the window is painted."""
        said = self.folder / "window-said.txt"
        with virtual_display() as display, said.open("wb") as output:
            shown = self.env | {name: display[name] for name in ("DISPLAY", "QT_QPA_PLATFORM")}
            started = time.monotonic()
            program = subprocess.Popen([self.program / "Rapport", plan], cwd=self.folder, env=shown, stderr=output)
            try:
                until_painted("window", shown, picture, FRAME)
                self.times["window, seen within"] = time.monotonic() - started
                self.wait_until_open("window", plan)
                until_painted("window", shown, picture, SCREEN)
                if program.poll() is not None:
                    raise Failure(f"window: ended with code {program.returncode}\n{said.read_text('utf-8')}")
            finally:
                program.terminate()
                program.wait(20)

    def window_unseen(self, plan: Path) -> None:
        """Open the plan in a window of this computer and wait until it is in use there."""
        started = time.monotonic()
        program = subprocess.Popen([self.program / product.NAME, plan], cwd=self.folder, env=self.env)
        try:
            self.wait_until_open("window", plan)
            self.times["window, plan open within"] = time.monotonic() - started
            if program.poll() is not None:
                raise Failure(f"window: ended with code {program.returncode}")
        finally:
            program.terminate()
            program.wait(20)


def colours_on_screen(env: dict[str, str], picture: Path) -> int:
    look = [sys.executable, "-c", LOOK, str(picture)]
    return int(subprocess.run(look, env=env, stdout=subprocess.PIPE, text=True, timeout=60, check=True).stdout)


def until(step: str, met: Callable[[], bool], seconds: float = 120) -> None:
    """Wait. Raises `Failure`."""
    end = time.monotonic() + seconds
    while not met():
        if time.monotonic() > end:
            raise Failure(f"{step}: not within {seconds:.0f} s")
        time.sleep(0.1)


def until_painted(step: str, env: dict[str, str], picture: Path, colours: int, timeout: float = 60) -> None:
    """Wait until so many colours are on the screen; a picture of it stays. Raises `Failure`."""
    until(f"{step}: painted", lambda: colours_on_screen(env, picture) >= colours, timeout)


def expect(step: str, met: bool, found: object) -> None:
    if not met:
        raise Failure(f"{step}: not as expected: {found}")


def walk(trial: Trial) -> None:
    """The main job from end to end."""
    plan = trial.folder / "Plan é.rapport"
    sample = trial.folder / "sample.rapport"
    connections, card = trial.folder / "Connections.csv", trial.folder / "misaki.vcf"
    connections.write_text(LINKEDIN, "utf-8-sig")
    card.write_text(VCARD, "utf-8", newline="")

    trial.run("new", "new", plan, *DATE)
    brought = json.loads(trial.run("import", "import", plan, connections, card, "--json", *DATE))
    expect("import", brought["created"] == 3 and brought["failed"] == 0, brought)
    again = json.loads(trial.run("import again", "import", plan, connections, card, "--json", *DATE))
    expect("import again", again["created"] == 0, again)
    sound = json.loads(trial.run("check", "check", plan, "--json", *DATE))
    expect("check", sound["ok"] is True and sound["counts"]["contacts"] == 3, sound)

    trial.run("new from the sample", "new", sample, "--sample", *DATE)
    paper = trial.folder / "session.pdf"
    trial.run("export pdf", "export", sample, paper, "--report", "session", *DATE)
    expect("export pdf", paper.read_bytes().startswith(b"%PDF-") and paper.stat().st_size > 20_000, paper.stat())
    words = trial.folder / "words.txt"
    words.write_text("lantern brook tiling oven\n", "utf-8")
    secret = trial.folder / "secret.rapport"
    trial.run("new, protected", "new", secret, "--sample", "--passphrase-file", words, *DATE)
    held = json.loads(trial.run("check, protected", "check", secret, "--json", "--passphrase-file", words, *DATE))
    expect("check, protected", held["ok"] is True and not secret.read_bytes().startswith(b"SQLite"), held)
    lossless = trial.folder / "sample.json"
    trial.run("export json", "export", sample, lossless, *DATE)
    expect("export json", "contacts" in json.loads(lossless.read_text("utf-8")), "no contacts")
    picture = trial.folder / "map.png"
    trial.run("shot", "shot", sample, picture, "--screen", "map", *DATE)
    expect("shot", picture.read_bytes().startswith(b"\x89PNG") and picture.stat().st_size > 20_000, picture.stat())

    if available():
        product.DIST.mkdir(exist_ok=True)
        trial.window(sample, product.DIST / "window.png")
    elif sys.platform in ("win32", "darwin"):
        trial.window_unseen(sample)
    else:
        print("no Xvfb here: a real window was not tried")


def sizes(program: Path) -> dict[str, float]:
    """Megabytes of the whole and of its largest parts."""
    if sys.platform == "darwin":
        program = program.parent
    inside = program / ("Frameworks" if sys.platform == "darwin" else "_internal")
    parts = {part.name: part for part in inside.iterdir()}
    found = {name: megabytes(path) for name, path in parts.items()}
    largest = dict(sorted(found.items(), key=lambda item: -item[1])[:8])
    return {"installed": megabytes(program)} | {f"  {name}": size for name, size in largest.items()}


def megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files if not file.is_symlink()) / 1e6


def table(title: str, rows: dict[str, float], unit: str, form: Callable[[float], str]) -> None:
    print(f"\n{title}")
    for name, value in rows.items():
        print(f"  {name:<32}{form(value):>8} {unit}")


@contextmanager
def trying() -> Iterator[Path]:
    """A folder to try something in; a failure ends the process."""
    with tempfile.TemporaryDirectory(prefix="rapport-trial-", ignore_cleanup_errors=True) as folder:
        try:
            yield Path(folder)
        except Failure as failure:
            raise SystemExit(f"rapport: the program failed: {failure}") from None


def tried(program: Path, also: Callable[[Trial], None] | None = None) -> None:
    """Walk through the program in this folder, then `also`; print what was measured. A failure ends the process."""
    measured = sizes(program)
    with trying() as folder:
        trial = Trial(program, folder)
        try:
            walk(trial)
            if also is not None:
                also(trial)
        finally:
            table("Size", measured, "MB", "{:.0f}".format)
            table("Time", trial.times, "s", "{:.2f}".format)
    print(f"\nrapport: the program works: {program}")


def main() -> None:
    program = Path(sys.argv[1] if len(sys.argv) > 1 else product.DIST / product.NAME).resolve()
    tried(program / "Contents" / "MacOS" if program.suffix == ".app" else program)


if __name__ == "__main__":
    main()
