"""Compile the installer for Windows from the built program, then try it: `python -m installers.windows.setup`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from installers import product

HERE = Path(__file__).parent


def makensis() -> str | None:
    """The compiler of NSIS."""
    usual = [Path(os.environ.get(name, "")) / "NSIS" / "makensis.exe" for name in ("ProgramFiles(x86)", "ProgramFiles")]
    return shutil.which("makensis") or next((str(path) for path in usual if path.is_file()), None)


def compiled(script: str, out: Path, **defined: str | Path) -> Path:
    """Compile a script beside this file; a warning is an error. `defined` are its names."""
    compiler = makensis()
    if compiler is None:
        raise SystemExit("rapport: there is no makensis; install NSIS 3")
    if sys.platform.startswith("linux"):
        # A program of 64 bits, so that it can be tried with wine64 alone; Debian's NSIS has the parts for it.
        defined["TARGET"] = "amd64-unicode"
    names = [f"-D{name}={value}" for name, value in (defined | {"OUT": out}).items()]
    command = [compiler, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *names, str(HERE / script)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"rapport: {script} does not compile:\n{done.stdout}{done.stderr}")
    return out


def installer(program: Path, version: str, out: Path) -> Path:
    """The installer of a folder with the program."""
    licence = product.ROOT / "LICENSE"
    return compiled("rapport.nsi", out, VERSION=version, PROGRAM=program, ICONS=product.ICONS, LICENCE=licence)


def main() -> None:
    target = product.DIST / f"{product.NAME}-{product.VERSION}-windows-x64-setup.exe"
    installer(product.DIST / product.NAME, product.VERSION, target)
    print(f"rapport: {target.name}, {target.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
