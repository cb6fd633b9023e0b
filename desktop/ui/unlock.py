"""The screen that asks for a passphrase: before a protected plan opens, and while one is locked."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desktop.domain.errors import KnownError
from desktop.plan.key import Key, key_for
from desktop.ui.banner import Banner
from desktop.ui.jobs import JobRunner
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, button, column, label, named, panel, row
from desktop.words import _, explain

_WIDTH = 420
_LONGEST_MS = 30_000


class Passphrase(QLineEdit):
    """A field for a passphrase: unseen unless asked, kept from keyboards that learn, gone when it is not shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText)
        self.setMaxLength(1000)

    def reveal(self, shown: bool) -> None:
        """Let what is typed be seen, or not."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class Unlock(QWidget):
    """Asks until the key fits. Each wrong one makes the next try wait longer."""

    left = Signal()
    """Somebody would rather do something else."""

    def __init__(self, heading: str, said: str, salt: bytes, fits: Callable[[Key], object], away: str) -> None:
        """`fits` does what the key is for and raises a KnownError where it is the wrong one; `away`: the way out."""
        super().__init__()
        self._salt, self._fits, self._tries = salt, fits, 0
        self.setProperty("role", "ground")
        self.banner = Banner()
        self.field = Passphrase(_("Passphrase"))
        self.field.returnPressed.connect(self._try)
        self.shown = QCheckBox(_("Show what I type"))
        self.shown.toggled.connect(self.field.reveal)
        self.go = button(_("Unlock"), "loud")
        self.go.clicked.connect(self._try)
        self.away = button(away)
        self.away.clicked.connect(self.left)
        self.wrong = label("", "amber", wrap=True)
        self.wrong.hide()
        self._jobs = JobRunner(self)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._ready)
        middle = panel("ground")
        sized(middle, width=_WIDTH)
        middle.setLayout(
            column(
                label(heading, "title", wrap=True),
                label(said, "dim", wrap=True),
                2 * GRID,
                self.field,
                self.shown,
                self.wrong,
                2 * GRID,
                row(self.go, self.away, None),
            )
        )
        page = column(self.banner, gap=0)
        page.addStretch(2)
        page.addLayout(row(None, middle, None))
        page.addStretch(3)
        self.setLayout(page)
        self.setFocusProxy(self.field)

    def _try(self) -> None:
        typed = self.field.text()
        if not typed or self._jobs.busy or self._rest.isActive():
            return
        self.field.clear()
        self.wrong.hide()
        self.field.setEnabled(False)
        self.go.setEnabled(False)
        self._jobs.start(key_for(self._salt, typed), "", self._made, self._refused)

    def _made(self, key: Key) -> None:
        try:
            self._fits(key)
        except KnownError as problem:
            self._refused(problem)

    def _refused(self, problem: KnownError) -> None:
        self._tries += 1
        self.wrong.setText(explain(problem))
        self.wrong.show()
        self._rest.start(min(_LONGEST_MS, 250 * 2**self._tries))

    def _ready(self) -> None:
        self.field.setEnabled(True)
        self.go.setEnabled(True)
        self.field.setFocus()
