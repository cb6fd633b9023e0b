"""One line over the screen for what needs to be known now: a problem, or what has just been done."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from desktop.ui.widgets import GRID, button, label, named, row
from desktop.words import _


class Banner(QFrame):
    """Hidden until something is said; goes when it is closed or something else is said."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        named(self, _("Message"))
        self._words = label("", wrap=True)
        self._action = button("", "link")
        self._close = button("✕", "flat", hint=_("Close"))
        named(self._close, _("Close the message"))
        self._close.clicked.connect(self.hide)
        self._action.clicked.connect(self._act)
        self._wanted: Callable[[], object] = self.hide
        line = row(self._words, self._action, self._close)
        line.setStretchFactor(self._words, 1)
        line.setContentsMargins(4 * GRID, GRID, 2 * GRID, GRID)
        self.setLayout(line)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, '' while hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str, action: str = "", wanted: Callable[[], object] | None = None) -> None:
        """Show what was done, and perhaps one thing to do next."""
        self._show("banner", words, action, wanted)

    def warn(self, words: str, action: str = "", wanted: Callable[[], object] | None = None) -> None:
        """Show a problem, and perhaps one thing to do about it."""
        self._show("warning", words, action, wanted)

    def _show(self, role: str, words: str, action: str, wanted: Callable[[], object] | None) -> None:
        self.setProperty("role", role)
        for part in (self, self._words):
            part.style().polish(part)
        self._words.setText(words)
        self._action.setVisible(bool(action))
        self._action.setText(action)
        named(self._action, action)
        self._wanted = wanted or self.hide
        self.show()

    def _act(self) -> None:
        self.hide()
        self._wanted()
