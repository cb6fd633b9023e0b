"""Reports of bugs: where it happened, never what anybody wrote."""

import contextlib
import faulthandler
import os
import platform
import re
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

_OWN = Path(__file__).parent
_KEPT = 10
_CRASH = "crash-{pid}.txt"
_FRAME = re.compile(r'^\s*File "(?P<file>[^"]*)", line (?P<line>\d+) in (?P<name>[\w<>.]+)\s*$')
_FATAL = re.compile(r"^(Fatal Python error: |Windows fatal exception: )(?P<what>[\w ]{1,60})")


def report_text(raised: BaseException) -> str:
    """Type and own frames of an exception, and the versions it met. No message: messages quote user text and paths."""
    lines = [_head()]
    seen: set[int] = set()
    current: BaseException | None = raised
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        # SQLite and the system number what went wrong; a number tells nothing about anybody.
        numbers = [getattr(current, name, None) for name in ("extendedresult", "errno")]
        said = "".join(f" ({number})" for number in numbers if isinstance(number, int))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}{said}")
        lines += [_frame(each.filename, each.lineno, each.name) for each in traceback.extract_tb(current.__traceback__)]
        current = current.__cause__ or current.__context__
    return "\n".join(lines) + "\n"


def write_report(folder: Path, raised: BaseException, at: datetime) -> Path | None:
    """Keep a report in `folder`, the latest few only; None when even that cannot be written."""
    return _keep(folder, report_text(raised), at)


def watch_for_crashes(folder: Path) -> IO[str] | None:
    """Let a crash of the interpreter itself leave its trace in `folder`; the file stays open as long as we run."""
    with contextlib.suppress(OSError):
        target = folder / _CRASH.format(pid=os.getpid())
        out = open(target, "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600))  # noqa: SIM115 - for as long as we run
        faulthandler.enable(out, all_threads=False)
        return out
    return None


def no_crash(out: IO[str] | None) -> None:
    """The program ends as it should: nothing to look at the next time."""
    if out is not None:
        faulthandler.disable()
        out.close()
        with contextlib.suppress(OSError):
            Path(out.name).unlink()


def crashes_told(folder: Path, alive: Callable[[int], bool], at: datetime) -> Path | None:
    """Make a report of what processes no longer `alive` left when they crashed; None when none did.

    A raw trace names files by their whole path, and so perhaps a user: the report keeps what is ours.
    """
    told: Path | None = None
    for trace in sorted(folder.glob(_CRASH.format(pid="*"))):
        pid = trace.stem.removeprefix("crash-")
        if not pid.isdecimal() or alive(int(pid)):
            continue
        with contextlib.suppress(OSError):
            text = trace.read_text("utf-8", "replace")[:100_000]
            if text.strip():
                told = _keep(folder, _crash_text(text), at) or told
            trace.unlink()
    return told


def _crash_text(trace: str) -> str:
    lines = [_head()]
    for line in trace.splitlines():
        if frame := _FRAME.match(line):
            lines.append(_frame(frame["file"], int(frame["line"]), frame["name"]))
        elif fatal := _FATAL.match(line):
            lines.append(fatal["what"])
    return "\n".join(lines) + "\n"


def _head() -> str:
    from importlib.metadata import PackageNotFoundError, version  # a start has no use for it

    try:
        number = version("rapport")
    except PackageNotFoundError:
        number = "?"
    return f"Rapport {number}, Python {platform.python_version()} on {sys.platform} {platform.machine()}"


def _frame(file: str, line: int | None, name: str) -> str:
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(_OWN):
        path = _OWN.name / path.relative_to(_OWN)
    if not path.is_absolute() and path.parts[:1] == (_OWN.name,):
        return f"  {path.as_posix()}:{line} {name}"
    return f"  ({path.name}:{line})"


def _keep(folder: Path, text: str, at: datetime) -> Path | None:
    target = folder / f"bug-{at:%Y%m%d-%H%M%S-%f}.txt"
    try:
        with open(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as out:  # noqa: PTH123
            out.write(text)
        for old in sorted(folder.glob("bug-*.txt"))[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return target
