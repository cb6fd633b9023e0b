"""Which plans were open lately: paths in the user's data folder, and nothing about the people in them."""

import json
from collections.abc import Callable
from pathlib import Path

from desktop.output import CannotWrite, write_whole

_KEPT = 8


class Recent:
    """The list of recent plans, latest first. A list that cannot be read or written is an empty one."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        """`folder` makes and names the data folder; it may raise OSError."""
        self._folder = folder

    def paths(self) -> list[Path]:
        """Plans opened lately that are still there."""
        return [path for path in self._read() if _is_file(path)]

    def add(self, path: Path) -> None:
        """Remember that `path` was opened."""
        path = path.absolute()
        self._write([path, *(other for other in self._read() if other != path)][:_KEPT])

    def forget(self, path: Path) -> None:
        """Remember it no more."""
        self._write([other for other in self._read() if other != path.absolute()])

    def clear(self) -> None:
        """Forget all."""
        self._write([])

    def _read(self) -> list[Path]:
        try:
            found = json.loads((self._folder() / "recent.json").read_text("utf-8"))
        except (OSError, ValueError):
            return []
        return [Path(path) for path in found if isinstance(path, str)] if isinstance(found, list) else []

    def _write(self, paths: list[Path]) -> None:
        try:
            write_whole(self._folder() / "recent.json", json.dumps([str(path) for path in paths]).encode())
        except (OSError, CannotWrite):
            return


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
