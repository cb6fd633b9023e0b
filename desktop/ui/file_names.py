"""How files are called, and where a dialog for one begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.file_stem import file_stem
from desktop.words import _

if TYPE_CHECKING:
    from datetime import datetime

SUFFIX = ".rapport"
NOTES = ".coachnotes"
_SQLITE = b"SQLite format 3\x00"


def is_plan(path: Path) -> bool:
    """Whether a file is to be opened rather than imported."""
    if path.suffix.lower() in (SUFFIX, NOTES):
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def same(path: Path, plan: Path) -> bool:
    """Whether both names are of one file; of what cannot be asked for they are not, and opening it says why."""
    try:
        return path.samefile(plan)
    except (OSError, ValueError):
        return False


def with_suffix(path: Path, suffix: str) -> Path:
    return path if path.name.lower().endswith(suffix) else path.with_name(path.name + suffix)


def file_kinds() -> str:
    return ";;".join((_("Rapport plans (*.rapport)"), _("All files (*)")))


def for_owner(owner: str) -> str:
    """A name for a file, from a person's name."""
    kept = file_stem(owner, "")
    return _("{name}’s plan").format(name=kept) if kept else _("My plan")


def free_name(file: Path, said: str, at: datetime) -> Path:
    """A name beside `file` that nobody has: `said` of its {name} and {when}, as in “Mine (as of 2026-03-02 14.05)”."""
    stem = said.format(name=file.stem, when=f"{at.astimezone():%Y-%m-%d %H.%M}")
    found, n = file.with_name(stem + file.suffix), 2
    while found.exists():
        found, n = file.with_name(f"{stem} {n}{file.suffix}"), n + 1
    return found
