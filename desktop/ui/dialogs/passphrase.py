"""Setting, changing and removing the passphrase of the open plan, with plain words on what it does and what not."""

import hmac
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.errors import KnownError
from desktop.domain.job import Job
from desktop.domain.strength import LEAST, Strength, strength
from desktop.plan import backups, errors, protect, read
from desktop.plan.key import key_for, new_key
from desktop.ui.ask import ask
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.session import Session
from desktop.ui.unlock import Passphrase
from desktop.ui.widgets import GRID, button, label, named
from desktop.words import _, explain, ngettext


class ChangePassphrase(Dialog):
    """Of a plan without one: sets it. Of a protected plan: changes or removes it, once the present one is said."""

    said = Signal(str)
    """What was done, in words."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        self._session = session
        self._key = session.plan.key
        protected = self._key is not None
        super().__init__(
            parent,
            _("The passphrase of this plan") if protected else _("A passphrase for this plan"),
            _(
                "The file and its backups are encrypted with it. Nobody can open them without, not even whoever made"
                " Rapport: a forgotten passphrase cannot be recovered. Write it down and keep it somewhere safe."
            ),
            does=_("Change it") if protected else _("Set it"),
            width=520,
        )
        info = read.owner(session.plan)
        self._known = (info.name, info.name_latin, session.plan.path.stem)
        self.present = Passphrase(_("Present passphrase"))
        self.new = Passphrase(_("New passphrase"))
        self.again = Passphrase(_("Once more"))
        self.shown = QCheckBox(_("Show what I type"))
        self.strength = label("", "dim", wrap=True)
        named(self.strength, _("How strong it is"))
        self.wrong = label("", "amber", wrap=True)
        self.remove = button(_("Remove the passphrase…"))
        self.remove.setVisible(protected)
        if protected:
            self.field(_("Present passphrase"), self.present)
        else:
            self.present.hide()
        self.field(_("New passphrase"), self.new)
        self.body.addWidget(self.strength)
        self.field(_("Once more"), self.again)
        self.body.addWidget(self.shown)
        self.body.addWidget(self.wrong)
        self.body.addSpacing(GRID)
        self.body.addWidget(label(_("What it does not protect"), "heading"))
        self.body.addWidget(
            label(
                _(
                    "Papers and files you export, copies saved before, what a sync service or a backup of the whole"
                    " computer has kept of the file, the names of plans opened lately, and what stands on the screen"
                    " or in memory while the plan is open. Overwritten files can stay readable on an SSD for a while."
                ),
                "dim",
                wrap=True,
            )
        )
        self.foot.insertWidget(0, self.remove)
        self.wrong.hide()
        self.does.clicked.disconnect()
        self.does.clicked.connect(self._change)
        self.remove.clicked.connect(self._remove)
        for field in (self.present, self.new, self.again):
            self.shown.toggled.connect(field.reveal)
            field.textChanged.connect(self._follow)
        self._follow()
        (self.present if protected else self.new).setFocus()

    def _follow(self) -> None:
        typed = self.new.text()
        self.strength.setText(strength_words(typed, strength(typed, self._known)))
        same = bool(typed) and typed == self.again.text()
        self.does.setEnabled(len(typed) >= LEAST and same and self._may)
        self.remove.setEnabled(self._may)
        self._say(
            _("The two are not the same.") if self.again.text() and not typed.startswith(self.again.text()) else ""
        )

    @property
    def _may(self) -> bool:
        return self._session.editable and (self._key is None or bool(self.present.text()))

    def _say(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def _change(self) -> None:
        said = _("The passphrase is changed.") if self._key else _("The plan has a passphrase now.")
        self._run(self._work(self.present.text(), self.new.text()), said)

    def _remove(self) -> None:
        if ask(
            self,
            _("Remove the passphrase?"),
            _("The file and its backups are written anew without encryption. Whoever has them can read them."),
            _("Remove"),
        ):
            self._run(self._work(self.present.text(), ""), _("The plan has no passphrase any more."))

    def _work(self, present: str, new: str) -> Job[tuple[backups.Backup, ...]]:
        plan = self._session.plan
        if self._key is not None:
            held = yield from key_for(self._key.salt, present)
            if not hmac.compare_digest(held.secret, self._key.secret):
                raise errors.WrongPassphrase(plan.path)
        key = (yield from new_key(new)) if new else None
        return (yield from protect.change_passphrase(plan, key))

    def _run(self, job: Job[Any], said: str) -> None:
        self.setEnabled(False)
        started = self._session.run(job, _("Writing the plan anew"), lambda left: self._done(said, left), self._failed)
        if not started:
            self.setEnabled(True)

    def _failed(self, problem: KnownError) -> None:
        self.setEnabled(True)
        self._follow()
        self._say(explain(problem))

    def _done(self, said: str, left: tuple[backups.Backup, ...]) -> None:
        self.setEnabled(True)
        if left and ask(
            self,
            _("Delete old backups?"),
            ngettext(
                "{n} backup has another passphrase than before and stays as it is. It can be deleted.",
                "{n} backups have another passphrase than before and stay as they are. They can be deleted.",
                len(left),
            ).format(n=len(left)),
            _("Delete"),
        ):
            for each in left:
                backups.remove(each)
        self.said.emit(said)
        self.accept()


def strength_words(typed: str, found: Strength) -> str:
    """How strong what is typed is, and what makes a good one while nothing is."""
    if not typed:
        return _("At least {n} characters. Five or six words that do not belong together are easy to keep and hard to"
                 " guess.").format(n=LEAST)  # fmt: skip
    return {
        Strength.TOO_SHORT: ngettext("{n} character more.", "{n} characters more.", LEAST - len(typed)).format(
            n=LEAST - len(typed)
        ),
        Strength.WEAK: _("Weak: somebody who tries will find it out. Names, dates and repetitions hardly count."),
        Strength.FAIR: _("Fair: it keeps out the curious, not somebody with time and machines."),
        Strength.GOOD: _(
            "Good, as far as can be told from its length. A sentence out of a book is weaker than it looks."
        ),
    }[found]
