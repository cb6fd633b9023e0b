"""Which plans are open, kept so that the next start opens them again: paths in the user's data folder, nothing else.

Each window has a card of its own there and holds its lock, so no two windows write the same one, and whoever looks can
tell the plans of windows that are still there from those of windows that are gone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from desktop.domain.errors import KnownError
from desktop.output import write_whole
from desktop.plan.lock import PlanLock, lock_path

_FOLDER = "open"


class Opened:
    """The card of one window, and those of others. What cannot be read or written is not there."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        """`folder` makes and names the data folder; it may raise OSError."""
        self._folder = folder
        self._card: Path | None = None
        self._lock: PlanLock | None = None

    def note(self, plan: Path) -> None:
        """A plan is open in this window."""
        self.drop()
        with contextlib.suppress(OSError, KnownError):
            place = self._place()
            place.mkdir(exist_ok=True, mode=0o700)
            card = place / f"{hashlib.sha256(str(plan).encode('utf-8', 'surrogatepass')).hexdigest()[:24]}.json"
            self._lock = PlanLock(card)
            self._card = card
            write_whole(card, json.dumps(str(plan)).encode())

    def leave(self) -> None:
        """This window closes. The last one is what the next start opens; before, whoever closes one means it."""
        if self._others():
            self.drop()
        self.let_go()

    def let_go(self) -> None:
        """The program ends with the plan open."""
        lock, self._lock, self._card = self._lock, None, None
        if lock is not None:
            lock.release()

    def drop(self) -> None:
        """The plan is closed, and is not to be opened again."""
        if self._card is not None:
            with contextlib.suppress(OSError):
                self._card.unlink(missing_ok=True)
        self.let_go()

    def take(self) -> list[Path]:
        """The plans of windows that are gone, the latest first; not those that another window has.

        They are noted no more, until they are open: a plan that the program cannot bear is not tried at every start.
        """
        found: list[tuple[float, Path]] = []
        with contextlib.suppress(OSError):
            for card in [each for each in self._place().glob("*.json") if not _held(each)]:
                with contextlib.suppress(OSError, ValueError, RecursionError):
                    said = json.loads(card.read_text("utf-8"))
                    if isinstance(said, str) and Path(said).is_file():
                        found.append((card.stat().st_mtime, Path(said)))
                card.unlink(missing_ok=True)
        return [path for _when, path in sorted(found, reverse=True)]

    def clear(self) -> None:
        """Keep nothing of it, of other windows neither."""
        self.drop()
        with contextlib.suppress(OSError):
            for card in self._place().glob("*.json"):
                card.unlink(missing_ok=True)

    def _place(self) -> Path:
        return self._folder() / _FOLDER

    def _others(self) -> bool:
        """Whether another window has a plan open."""
        with contextlib.suppress(OSError):
            return any(card != self._card and _held(card) for card in self._place().glob("*.json"))
        return False


def _held(card: Path) -> bool:
    if not lock_path(card).exists():
        return False
    try:
        PlanLock(card).release()
    except KnownError:
        return True
    return False
