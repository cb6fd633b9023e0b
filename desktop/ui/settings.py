"""What the program keeps from one start to the next: a few words in the user's data folder, nothing about people."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.output import CannotWrite, write_whole

if TYPE_CHECKING:
    from desktop.plan.file import Plan

TITLES = "titles"
"""`YES` where the name of the plan may stand in the titles of windows, which the system shows to others."""
LOCK = "lock_after_minutes"
"""Minutes without a key or the mouse after which a protected plan is locked; 0 never, '' as usual."""
LANGUAGE = "language"
"""One of `words.LANGUAGES` for screens; '' as the system has it."""
STILL = "still"
"""`YES` where nothing is to glide or fade; otherwise as the system has it."""
WORKSHOPS = "workshops"
"""`YES` once a workshop was open: before, nothing is in sight that is for facilitators alone."""
REMEMBER = "remember_files"
"""`NO` where no name of a file is kept: neither a list of the latest nor which were open."""
REOPEN = "reopen"
"""`NO` where the next start is to open nothing by itself."""
NOTICE = "notice"
"""`YES` where the system is to say once a day how much is due."""
YES, NO = "yes", "no"

USUAL_LOCK = 10


class Settings:
    """Settings that cannot be read or written are as they come."""

    def __init__(self, folder: Callable[[], Path], name: str = "settings") -> None:
        """`folder` makes and names the folder they lie in, as `name`; it may raise OSError."""
        self._folder = folder
        self._name = f"{name}.json"

    def folder(self) -> Path:
        """The data folder, for what is more than a few words. Raises OSError."""
        return self._folder()

    def get(self, name: str) -> str:
        """A setting, '' when it was never made."""
        return self._read().get(name, "")

    def put(self, name: str, value: str) -> None:
        """Keep a setting."""
        self.put_all({name: value})

    def put_all(self, values: Mapping[str, str]) -> None:
        """Keep several settings."""
        kept = self._read() | dict(values)
        try:
            write_whole(self._folder() / self._name, json.dumps(kept).encode())
        except (OSError, CannotWrite):
            return

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads((self._folder() / self._name).read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(name): value for name, value in found.items() if isinstance(value, str)}


def _nowhere() -> Path:
    raise OSError("nothing is kept")


NOTHING_KEPT = Settings(_nowhere)
"""Settings that are as they come, and stay so."""

_PLANS = "plans"
_MOST = 100
"""Plans of which something is kept; the one not seen for the longest time is forgotten first."""


def of_plan(settings: Settings, plan: Plan) -> Settings:
    """What is kept of one plan alone: how it lay on the screen. Under a digest of its identity, without any name."""
    from desktop.plan import provenance

    def folder() -> Path:
        found = settings.folder() / _PLANS
        found.mkdir(exist_ok=True, mode=0o700)
        return found

    with contextlib.suppress(OSError):
        by_age = sorted(folder().glob("*.json"), key=lambda each: each.stat().st_mtime)
        for old in by_age[: max(0, len(by_age) - _MOST)]:
            old.unlink(missing_ok=True)
    return Settings(folder, hashlib.sha256(provenance.identity(plan).encode()).hexdigest()[:24])
