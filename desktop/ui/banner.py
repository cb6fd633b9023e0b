"""One line over the screen for what needs to be known now: a problem, or what has just been done."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QPropertyAnimation
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect

from desktop.ui.motion import motion_ms
from desktop.ui.widgets import GRID, button, label, named, row
from desktop.words import _

_APPEARS_MS = 400


class Banner(QFrame):
    """Hidden until something is said; goes when it is closed or something else is said.

    What is offered about one step of the plan goes with the next one: call `pass_by` when the plan has changed.
    """

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
        self._of_step = False
        line = row(self._words, self._action, self._close)
        line.setStretchFactor(self._words, 1)
        line.setContentsMargins(4 * GRID, GRID, 2 * GRID, GRID)
        self.setLayout(line)
        self._fade = QGraphicsOpacityEffect(self)
        self._fade.setEnabled(False)
        self.setGraphicsEffect(self._fade)
        self.appearing = QPropertyAnimation(self._fade, b"opacity", self)
        self.appearing.setDuration(_APPEARS_MS)
        self.appearing.setStartValue(0.0)
        self.appearing.setEndValue(1.0)
        self.appearing.stateChanged.connect(self._follow_fade)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, '' while hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str, action: str = "", wanted: Callable[[], object] | None = None) -> None:
        """Show what was done, and perhaps one thing to do next."""
        self._show("banner", words, action, wanted)

    def say_of_step(self, words: str, action: str, wanted: Callable[[], object]) -> None:
        """Show what the latest step did and what can be done about it, as long as it is the latest."""
        self.say(words, action, wanted)
        self._of_step = True

    def pass_by(self) -> None:
        """The plan has changed: what was offered about the step before would now be about another one."""
        if self._of_step:
            self.hide()

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
        self._of_step = False
        self.show()
        # It comes in anew each time: the same words said twice are seen to be said twice.
        self.appearing.stop()
        if motion_ms(self):
            self.appearing.start()

    def _follow_fade(self, state: QAbstractAnimation.State) -> None:
        # An effect that stays would cost a copy of the banner at every paint.
        self._fade.setEnabled(state == QAbstractAnimation.State.Running)

    def _act(self) -> None:
        self.hide()
        self._wanted()
