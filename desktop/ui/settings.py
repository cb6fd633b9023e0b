"""What the program keeps from one start to the next: a few words in the user's data folder, nothing about people."""

import json
from collections.abc import Callable
from pathlib import Path

from desktop.output import CannotWrite, write_whole

TITLES = "titles"
"""`YES` where the name of the plan may stand in the titles of windows, which the system shows to others."""
LOCK = "lock_after_minutes"
"""Minutes without a key or the mouse after which a protected plan is locked; 0 never, '' as usual."""
LANGUAGE = "language"
"""One of `words.LANGUAGES` for screens; '' as the system has it."""
STILL = "still"
"""`YES` where nothing is to glide or fade; otherwise as the system has it."""
YES = "yes"

USUAL_LOCK = 10


class Settings:
    """Settings that cannot be read or written are as they come."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        """`folder` makes and names the data folder; it may raise OSError."""
        self._folder = folder

    def folder(self) -> Path:
        """The data folder, for what is more than a few words. Raises OSError."""
        return self._folder()

    def get(self, name: str) -> str:
        """A setting, '' when it was never made."""
        return self._read().get(name, "")

    def put(self, name: str, value: str) -> None:
        """Keep a setting."""
        kept = self._read() | {name: value}
        try:
            write_whole(self._folder() / "settings.json", json.dumps(kept).encode())
        except (OSError, CannotWrite):
            return

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads((self._folder() / "settings.json").read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(name): value for name, value in found.items() if isinstance(value, str)}
