"""How files are called, and where a dialog for one begins."""

from __future__ import annotations

from pathlib import Path

from desktop.words import _

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
    kept = named_file(owner, "")
    return _("{name}’s plan").format(name=kept) if kept else _("My plan")


def named_file(said: str, otherwise: str) -> str:
    """What of some words can stand in the name of a file."""
    return "".join(c for c in said if c.isalnum() or c in " -'").strip()[:60] or otherwise
