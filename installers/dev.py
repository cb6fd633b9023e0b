"""Every chore of working on Rapport, on every platform: `python installers/dev.py COMMAND`, or `make COMMAND`.

    setup     the virtual environment .venv from requirements.lock, and what Qt needs of the system
    run       the program on a copy of the sample plan; without a display the same work without a window
    check     ruff, types, import rules, workflows
    test      check, then all tests (more arguments go to pytest)
    audit     every screen, menu and dialog in every language, theme and size; leaves pictures in the folder audit
    bench     measurements (more arguments go to pytest)
    torture   the plan file under kills, power loss, failing disks, damage and wear (Linux)
    package   the program as a folder that needs no Python, built and tried
    shots     the pictures of the README
    words     the catalogues of words anew (resources/i18n): new messages in, gone ones out, compiled
    lock      requirements.lock anew from pyproject.toml (needs uv)
    wheels    is everything in it there for Windows, macOS and Linux? (asks the package index)
    clean     remove what the others left, .venv apart

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed-from"

OLDEST, NEWEST = (3, 11), (3, 14)

# What Qt's wheel expects of a Linux system: the library it loads -> the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}

# What packaging runs on Linux -> the Debian package that brings it.
PACKAGING_TOOLS = {
    "objcopy": "binutils",
    "gio": "libglib2.0-bin",
    "update-mime-database": "shared-mime-info",
    "update-desktop-database": "desktop-file-utils",
    "appstreamcli": "appstream",
    "makensis": "nsis",
    "wine": "wine wine64",
}

PICTURES = ("map", "today", "gaps")  # of the README and the guide: screens


class Trouble(Exception):
    """Something the reader can mend, said in one line."""


def say(text: str) -> None:
    print(f"rapport: {text}", flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run in the project's folder and end with the command's own exit code when it fails."""
    code = subprocess.run([str(part) for part in command], cwd=ROOT, env=env).returncode
    if code:
        raise SystemExit(code)


# --- setup -----------------------------------------------------------------------------------------------------------


def check_python() -> None:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        minors = range(NEWEST[1], OLDEST[1] - 1, -1)
        others = [name for name in (f"python3.{minor}" for minor in minors) if shutil.which(name)]
        hint = f"try: make PYTHON={others[0]} run" if others else "install one of them"
        raise Trouble(f"needs Python 3.11 to 3.14, and {sys.executable} is {sys.version.split()[0]}; {hint}.")


def missing_libraries(names: list[str]) -> list[str]:
    """Those of the shared libraries that this system cannot load; asked in a child, so that none is loaded here."""
    code = "import ctypes, sys\nfor name in sys.argv[1:]:\n    try: ctypes.CDLL(name)\n    except OSError: print(name)"
    return subprocess.run([sys.executable, "-c", code, *names], capture_output=True, text=True).stdout.split()


def install_packages(packages: list[str], purpose: str) -> bool:
    """Install Debian packages when that is possible without asking; otherwise say which. True when installed."""
    if not packages:
        return True
    if not shutil.which("apt-get"):
        say(f"this system lacks {purpose}; on Debian or Ubuntu the packages are: {' '.join(packages)}")
        return False
    if os.geteuid() != 0:
        say(f"for {purpose}, run: sudo apt-get install --no-install-recommends {' '.join(packages)}")
        return False
    say(f"installing {purpose}: {' '.join(packages)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=env, stdin=subprocess.DEVNULL)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    code = subprocess.run(install, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode
    if code:
        say(f"apt-get could not install {' '.join(packages)}")
    return code == 0


def install_qt_libraries() -> None:
    if sys.platform.startswith("linux"):
        install_packages([QT_LIBRARIES[name] for name in missing_libraries(list(QT_LIBRARIES))], "the libraries of Qt")


def install_virtual_display() -> None:
    """For trying real windows where there is no screen; going on without is possible."""
    if sys.platform.startswith("linux") and not shutil.which("Xvfb"):
        install_packages(["xvfb"], "a virtual display for real windows")


def make_environment() -> None:
    """.venv with the standard `venv`; on Debian that module is a package of its own."""
    if not importlib.util.find_spec("ensurepip"):
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not (sys.platform.startswith("linux") and install_packages([package], "Python's venv")):
            raise Trouble(f"{sys.executable} cannot make virtual environments: its module ensurepip is missing.")
    run(sys.executable, "-m", "venv", "--clear", VENV)


def environment_works() -> bool:
    """Whether .venv is of this very Python version and has pip."""
    if not PYTHON.exists():
        return False
    question = "import pip, sys; print(*sys.version_info[:3])"
    answer = subprocess.run([str(PYTHON), "-c", question], capture_output=True, text=True)
    return answer.returncode == 0 and answer.stdout.split() == [str(part) for part in sys.version_info[:3]]


def setup(_arguments: list[str]) -> None:
    """Nothing to do, and done in a moment, when the lock file, the project's metadata and Python are as last time."""
    import tomllib

    install_qt_libraries()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    wanted = hashlib.sha256("\0".join([sys.version, str(ROOT), str(project), lock]).encode()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    say("setting up .venv (once; a minute or two)")
    if not environment_works():
        make_environment()
    STAMP.unlink(missing_ok=True)
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    run(*install, "--require-hashes", "--requirement", "requirements.lock")
    run(*install, "--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(wanted)


# --- the chores ------------------------------------------------------------------------------------------------------


def usable_display() -> bool:
    return subprocess.run([str(PYTHON), "-m", "desktop.display"], cwd=ROOT).returncode == 0


def start(arguments: list[str]) -> None:
    setup([])
    run(PYTHON, "-m", "desktop", "--sample" if usable_display() else "demo", *arguments)


def check(_arguments: list[str]) -> None:
    """All are run even when one finds something."""
    setup([])
    commands = {
        "ruff check": [BIN / "ruff", "check"],
        "ruff format": [BIN / "ruff", "format", "--check"],
        "types": [BIN / "basedpyright"],
        "import rules": [BIN / "lint-imports", "--no-logo"],
        "workflows": [BIN / "actionlint"],
    }
    failed: list[str] = []
    for name, command in commands.items():
        say(name)
        if subprocess.run([str(part) for part in command], cwd=ROOT).returncode:
            failed.append(name)
    if failed:
        raise Trouble(f"to mend: {', '.join(failed)}")


def test(arguments: list[str]) -> None:
    check([])
    install_virtual_display()
    if not usable_display():
        real = "on a virtual display" if shutil.which("Xvfb") else "skipped: there is no Xvfb"
        say(f"no usable display: window tests draw in memory, those of a real window are {real}")
    run(PYTHON, "-m", "pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", *arguments)


def audit(arguments: list[str]) -> None:
    setup([])
    pictures = ROOT / "audit"
    shutil.rmtree(pictures, ignore_errors=True)
    os.environ["RAPPORT_AUDIT"] = str(pictures)
    run(PYTHON, "-m", "pytest", "-m", "audit", "-n", "auto", "--maxprocesses", "4", "tests/ui/audit", *arguments)
    say(f"pictures of every stop are in {pictures}")


def bench(arguments: list[str]) -> None:
    setup([])
    run(PYTHON, "-m", "pytest", "-m", "benchmark", "-p", "no:xdist", "-s", "tests/benchmarks", *arguments)


def torture(arguments: list[str]) -> None:
    setup([])
    run(PYTHON, "-m", "tests.torture", *arguments)


def package(_arguments: list[str]) -> None:
    """The program as a folder, tried; then what this system installs, tried where that can be."""
    setup([])
    install_virtual_display()
    if sys.platform.startswith("linux"):
        needs = [name for tool, names in PACKAGING_TOOLS.items() if not shutil.which(tool) for name in names.split()]
        libpython = sysconfig.get_config_var("INSTSONAME") or ""
        if ".so" in libpython and missing_libraries([libpython]):
            needs.append(f"libpython3.{sys.version_info[1]}")
        install_packages(needs, "what packaging needs")
    run(PYTHON, "-m", "installers.icons", ROOT / "build" / "icons")
    # A bundle for macOS that could not be signed would otherwise be no more than a warning.
    strict = {**os.environ, "PYINSTALLER_STRICT_BUNDLE_CODESIGN_ERROR": "1"}
    run(PYTHON, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR", "build.spec", env=strict)
    if sys.platform == "darwin":
        run(PYTHON, "-m", "installers.smoke", ROOT / "dist" / "Rapport.app")
        run(PYTHON, "-m", "installers.macos.image")
        return
    run(PYTHON, "-m", "installers.smoke", ROOT / "dist" / "Rapport")
    if sys.platform == "win32":
        run(PYTHON, "-m", "installers.windows.setup")
        return
    if shutil.which("dpkg-deb"):
        run(PYTHON, "-m", "installers.linux.packages")
        run(PYTHON, "-m", "installers.linux.try_archive")
        run(PYTHON, "-m", "installers.linux.try_package")
    # The installer for Windows is tried here too, with a stand-in for the program.
    run(PYTHON, "-m", "installers.windows.try_setup", "--stand-in")


def shots(_arguments: list[str]) -> None:
    """The window as it is today, with the sample plan on the day its dates are made for."""
    setup([])
    pictures = ROOT / "resources" / "guide" / "pictures"
    pictures.mkdir(exist_ok=True)
    program, date = [PYTHON, "-m", "desktop"], ["--date", "2026-03-02"]
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "Sample plan.rapport"
        run(*program, "new", plan, "--sample", *date)
        for screen in PICTURES:
            run(*program, "shot", plan, pictures / f"{screen}.png", "--screen", screen, "--size", "1240x780", *date)


def words(_arguments: list[str]) -> None:
    """Says what has no translation yet, and fails then."""
    run(sys.executable, ROOT / "installers" / "words.py")


def lock(_arguments: list[str]) -> None:
    if not shutil.which("uv"):
        raise Trouble("uv is not installed; get it with: pip install uv")
    compile_ = ["uv", "pip", "compile", "--universal", "--generate-hashes", "--no-header", "--upgrade"]
    run(*compile_, "--group", "dev", "--group", "build", "--output-file", "requirements.lock", "pyproject.toml")


def wheels(_arguments: list[str]) -> None:
    setup([])
    run(PYTHON, "-m", "installers.wheels")


def clean(_arguments: list[str]) -> None:
    for name in ("audit", "build", "dist", ".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache"):
        shutil.rmtree(ROOT / name, ignore_errors=True)


COMMANDS = {
    "setup": setup,
    "run": start,
    "check": check,
    "test": test,
    "audit": audit,
    "bench": bench,
    "torture": torture,
    "package": package,
    "shots": shots,
    "words": words,
    "lock": lock,
    "wheels": wheels,
    "clean": clean,
}


def main() -> None:
    name, *arguments = sys.argv[1:] or ["help"]
    if name not in COMMANDS:
        print(__doc__)
        raise SystemExit(0 if name in ("help", "-h", "--help") else 2)
    try:
        check_python()
        COMMANDS[name](arguments)
    except Trouble as trouble:
        raise SystemExit(f"rapport: {trouble}") from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
