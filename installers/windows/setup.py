"""Compile the installer for Windows from the built program, then try it: `python -m installers.windows.setup`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
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


def laid_out(program: Path, folder: Path) -> tuple[Path, Path]:
    """What the script takes of the program, written into `folder`: commands that lay it out, and a list of all that.

    The list names each file and then each folder, the innermost first, as Windows writes them: UTF-16, CR LF.
    """
    files = sorted(path for path in program.rglob("*") if path.is_file())
    folders = sorted((path for path in program.rglob("*") if path.is_dir()), reverse=True)

    def named(path: Path) -> str:
        return "\\".join(path.relative_to(program).parts)

    commands: list[str] = []
    for parent in [program, *reversed(folders)]:
        place = "\\".join(["$INSTDIR", *(part.replace("$", "$$") for part in parent.relative_to(program).parts)])
        commands.append(f'SetOutPath "{place}"')
        commands += [f'File "{path}"' for path in files if path.parent == parent]
    commands.append('SetOutPath "$INSTDIR"')
    script, listed = folder / "files.nsh", folder / "files.txt"
    script.write_text("\n".join(commands) + "\n", "utf-8")
    lines = [named(path) for path in files] + [named(path) + "\\" for path in folders]
    listed.write_bytes("".join(f"{line}\r\n" for line in lines).encode("utf-16-le"))
    return script, listed


def installer(program: Path, version: str, out: Path) -> Path:
    """The installer of a folder with the program."""
    size = sum(path.stat().st_size for path in program.rglob("*") if path.is_file())
    with tempfile.TemporaryDirectory(prefix="rapport-setup-") as folder:
        script, listed = laid_out(program, Path(folder))
        return compiled(
            "rapport.nsi",
            out,
            VERSION=version,
            NUMBERS=".".join(map(str, product.numbers(version))),
            KILOBYTES=str(-(-size // 1024)),
            FILES=script,
            LIST=listed,
            ICONS=product.ICONS,
            LICENCE=product.ROOT / "LICENSE",
        )


def main() -> None:
    target = product.DIST / f"{product.NAME}-{product.VERSION}-windows-x64-setup.exe"
    installer(product.DIST / product.NAME, product.VERSION, target)
    print(f"rapport: {target.name}, {target.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
