"""A new workshop: which day, which two organisations, and a passphrase at once for what people will say."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desktop.domain.job import run as finish
from desktop.domain.strength import LEAST
from desktop.plan import workshop_edits
from desktop.plan.file import Plan
from desktop.plan.key import Key, new_key
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.fitting import hint
from desktop.ui.unlock import Passphrase
from desktop.ui.widgets import GRID, label, named, row
from desktop.words import _


class NewWorkshop(Dialog):
    """Asks; `make` writes the file. Everything can be left, the passphrase too."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            _("A new workshop"),
            _(
                "A day that brings the leading people of two organisations together. It has a file of its own, yours:"
                " what people tell you on the telephone is kept here and nowhere else."
            ),
            does=_("Choose where…"),
            width=560,
        )
        self.label, self.one, self.other, self.facilitator = (QLineEdit() for _each in range(4))
        for field, words in (
            (self.label, _("What the day is called")),
            (self.one, _("One organisation")),
            (self.other, _("The other organisation")),
            (self.facilitator, _("Your name")),
        ):
            named(field, words)
        self.field(_("What the day is called"), self.label)
        hint(self.one, _("One organisation"))
        hint(self.other, _("The other organisation"))
        self.body.addWidget(label(_("Who is to meet"), "heading"))
        self.body.addLayout(row(self.one, self.other))
        self.field(_("Your name"), self.facilitator)
        self.new, self.again = Passphrase(_("Passphrase")), Passphrase(_("Once more"))
        hint(self.new, _("Passphrase, at least {n} characters").format(n=LEAST))
        hint(self.again, _("Once more"))
        self.shown = QCheckBox(_("Show what I type"))
        self.body.addSpacing(2 * GRID)
        self.body.addWidget(label(_("A passphrase for this file"), "heading"))
        self.body.addWidget(
            label(
                _(
                    "People will tell you what they tell nobody else. With a passphrase the file and its backups are"
                    " encrypted; a forgotten one cannot be recovered. It can be left empty and set later."
                ),
                "dim",
                wrap=True,
            )
        )
        self.body.addLayout(row(self.new, self.again))
        self.body.addWidget(self.shown)
        self.wrong = label("", "amber", wrap=True)
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        for field in (self.new, self.again):
            self.shown.toggled.connect(field.reveal)
            field.textChanged.connect(self._follow)
        self._follow()
        self.label.setFocus()

    def _follow(self) -> None:
        typed, again = self.new.text(), self.again.text()
        self.does.setEnabled((not typed and not again) or (len(typed) >= LEAST and typed == again))
        apart = bool(again) and not typed.startswith(again)
        self.wrong.setText(_("The two are not the same.") if apart else "")
        self.wrong.setVisible(apart)

    def make(self, path: Path) -> tuple[Path, Key | None]:
        """Write the file; says where it lies and with which key it opens. Raises KnownError."""
        typed = self.new.text()
        key = finish(new_key(typed)) if typed else None
        said = (self.label.text().strip(), (self.one.text(), self.other.text()), self.facilitator.text().strip())
        Plan.create(path, lambda plan: workshop_edits.start(plan, *said), key)
        return path, key
