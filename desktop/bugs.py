"""Reports of bugs: where it happened, never what anybody wrote."""

import os
import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path

_OWN = "desktop"
_KEPT = 10


def report_text(raised: BaseException) -> str:
    """Type and own frames of an exception, and the versions it met. No message: messages quote user text and paths."""
    lines = [f"Python {platform.python_version()} on {sys.platform} {platform.machine()}"]
    seen: set[int] = set()
    current: BaseException | None = raised
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        for frame in traceback.extract_tb(current.__traceback__):
            parts = Path(frame.filename).parts
            if _OWN in parts:
                where = "/".join(parts[len(parts) - 1 - parts[::-1].index(_OWN) :])
                lines.append(f"  {where}:{frame.lineno} {frame.name}")
            else:
                lines.append(f"  ({parts[-1]}:{frame.lineno})")
        current = current.__cause__ or current.__context__
    return "\n".join(lines) + "\n"


def write_report(folder: Path, raised: BaseException, at: datetime) -> Path | None:
    """Keep a report in `folder`, the latest few only; None when even that cannot be written."""
    target = folder / f"bug-{at:%Y%m%d-%H%M%S-%f}.txt"
    try:
        with open(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as out:  # noqa: PTH123
            out.write(report_text(raised))
        for old in sorted(folder.glob("bug-*.txt"))[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return target
