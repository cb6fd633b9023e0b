"""Opening a coach's own notes, beginning them, and changing their passphrase."""

import hmac
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from desktop.domain.errors import KnownError
from desktop.domain.job import Job
from desktop.domain.strength import LEAST, strength
from desktop.plan import errors, protect
from desktop.plan.companion import Companion
from desktop.plan.key import Key, key_for, new_key
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.dialogs.passphrase import strength_words
from desktop.ui.jobs import JobRunner
from desktop.ui.unlock import Passphrase, Unlock
from desktop.ui.widgets import GRID, button, column, label, named, row
from desktop.words import _, explain, one_line


class OpenNotes(QDialog):
    """Asks for the passphrase of the notes at a path until it fits, or leads to others."""

    another_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget, path: Path, salt: bytes, opens: Callable[[Key], object]) -> None:
        """`opens` opens them and raises a KnownError where it cannot."""
        super().__init__(parent)
        self.setWindowTitle(_("My own notes"))
        self.unlock = Unlock(
            _("My own notes"),
            _(
                "“{name}” has a passphrase of its own. Nobody can find a forgotten one out; the plan does not need"
                " these notes, and new ones can be begun."
            ).format(name=one_line(path.name)),
            salt,
            lambda key: self._open(key, opens),
            _("Not now"),
        )
        self.unlock.left.connect(self.reject)
        self.another = button(_("Others…"), "link", hint=_("Notes that lie elsewhere or are called otherwise"))
        self.another.clicked.connect(lambda: self._leave(self.another_wanted))
        self.new = button(_("Begin new ones…"), "link")
        self.new.clicked.connect(lambda: self._leave(self.new_wanted))
        foot = row(self.another, self.new, None)
        foot.setContentsMargins(6 * GRID, 0, 6 * GRID, 4 * GRID)
        self.setLayout(column(self.unlock, foot, gap=0))
        self.resize(520, 360)
        self.unlock.field.setFocus()

    def _open(self, key: Key, opens: Callable[[Key], object]) -> None:
        opens(key)
        self.accept()

    def _leave(self, wanted: SignalInstance) -> None:
        self.reject()
        wanted.emit()


class NotesPassphrase(Dialog):
    """A passphrase for new notes, or another one for those that are open."""

    chosen = Signal(object)
    """The Key for new notes."""
    said = Signal(str)
    """What was done, in words."""

    def __init__(self, parent: QWidget, opened: Companion | None) -> None:
        self._notes = opened
        super().__init__(
            parent,
            _("The passphrase of my own notes") if opened else _("Notes of my own"),
            _(
                "What only you read lies in a file beside the plan, never in it: a copy, a paper or the plan’s JSON"
                " cannot hold a word of it. It has a passphrase of its own, which nobody can find out once it is"
                " forgotten. Write it down and keep it somewhere safe."
            ),
            does=_("Change it") if opened else _("Begin"),
            width=520,
        )
        self._jobs = JobRunner(self)
        self.present = Passphrase(_("Present passphrase"))
        self.new, self.again = Passphrase(_("New passphrase")), Passphrase(_("Once more"))
        self.strength = label("", "dim", wrap=True)
        named(self.strength, _("How strong it is"))
        self.shown = QCheckBox(_("Show what I type"))
        self.wrong = label("", "amber", wrap=True)
        if opened:
            self.field(_("Present passphrase"), self.present)
        else:
            self.present.setParent(self)
            self.present.hide()
        self.field(_("New passphrase"), self.new)
        self.body.addWidget(self.strength)
        self.field(_("Once more"), self.again)
        self.body.addWidget(self.shown)
        self.body.addWidget(self.wrong)
        self.body.addStretch(1)
        self.does.clicked.disconnect()
        self.does.clicked.connect(self._go)
        for each in (self.present, self.new, self.again):
            self.shown.toggled.connect(each.reveal)
            each.textChanged.connect(self._follow)
        self._follow()
        (self.present if opened else self.new).setFocus()

    def _follow(self) -> None:
        typed, again = self.new.text(), self.again.text()
        self.strength.setText(strength_words(typed, strength(typed, ())))
        may = self._notes is None or bool(self.present.text())
        self.does.setEnabled(may and len(typed) >= LEAST and typed == again)
        self._tell(_("The two are not the same.") if again and not typed.startswith(again) else "")

    def _tell(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def _go(self) -> None:
        self.setEnabled(False)
        self._jobs.start(self._work(self.present.text(), self.new.text()), "", self._done, self._failed)

    def _work(self, present: str, new: str) -> Job[Key]:
        notes = self._notes
        if notes is not None and notes.key is not None:
            held = yield from key_for(notes.key.salt, present)
            if not hmac.compare_digest(held.secret, notes.key.secret):
                raise errors.WrongPassphrase(notes.path)
        key = yield from new_key(new)
        if notes is not None:
            yield from protect.change_passphrase(notes, key)
        return key

    def _failed(self, problem: KnownError) -> None:
        self.setEnabled(True)
        self._tell(explain(problem))

    def _done(self, key: Key) -> None:
        self.setEnabled(True)
        if self._notes is None:
            self.chosen.emit(key)
        else:
            self.said.emit(_("The passphrase of your own notes is changed."))
        self.accept()

    def done(self, result: int) -> None:
        self._jobs.cancel()
        for each in (self.present, self.new, self.again):
            each.clear()
        super().done(result)
