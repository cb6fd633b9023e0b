"""P15: hints come one at a time, where the user is just then deciding, and can be dismissed for good."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from desktop.output import CannotWrite, write_whole
from desktop.places import data_folder
from desktop.ui.inspector.parts import Prose
from desktop.ui.widgets import GRID, Card, button, row
from desktop.words import _


class Hints:
    """Which hints the user does not want any more: their names in the data folder, nothing about anybody."""

    def __init__(self, folder: Callable[[], Path] = data_folder) -> None:
        self._folder = folder

    def dismissed(self) -> frozenset[str]:
        """What is not to be shown again. A list that cannot be read is an empty one."""
        try:
            found = json.loads((self._folder() / "hints.json").read_text("utf-8"))
        except (OSError, ValueError):
            return frozenset()
        return frozenset(each for each in found if isinstance(each, str)) if isinstance(found, list) else frozenset()

    def dismiss(self, hint: str) -> None:
        """Never show it again. Where that cannot be kept, it comes back another day."""
        names = sorted({*self.dismissed(), hint})
        try:
            write_whole(self._folder() / "hints.json", json.dumps(names).encode())
        except (OSError, CannotWrite):
            return


class HintLine(Card):
    """The first hint that is not dismissed; takes no room without one."""

    def __init__(self, hints: Hints | None = None) -> None:
        super().__init__(role="quote")
        self._hints = hints or Hints()
        self._offered: tuple[tuple[str, str], ...] = ()
        self._shown = ""
        self.words = Prose("", "dim")
        self.away = button(_("Not again"), "link", hint=_("This hint will not come back"))
        self.away.clicked.connect(self._dismiss)
        self.body.setContentsMargins(10, 7, 10, 7)
        self.body.setSpacing(GRID // 2)
        self.body.addWidget(self.words)
        self.body.addLayout(row(None, self.away))
        self.hide()

    def offer(self, hints: Iterable[tuple[str, str]]) -> None:
        """(name, words) of what might help now, the most useful first."""
        self._offered = tuple(hints)
        gone = self._hints.dismissed() if self._offered else frozenset()
        self._shown, words = next((each for each in self._offered if each[0] not in gone), ("", ""))
        self.words.say(words)
        self.setVisible(bool(words))

    def _dismiss(self) -> None:
        if self._shown:
            self._hints.dismiss(self._shown)
            self.offer(self._offered)
