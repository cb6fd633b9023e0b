"""A copy for a coach or a client: how much of the plan it holds, what that leaves out, and a passphrase for it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QRadioButton, QWidget

from desktop.domain.audience import LeftOut, people_called
from desktop.domain.errors import KnownError
from desktop.domain.job import Job, in_thread
from desktop.domain.levels import Level, at_level
from desktop.domain.plan_values import PlanValues
from desktop.domain.strength import LEAST
from desktop.plan import document
from desktop.plan.giving import give
from desktop.plan.key import new_key
from desktop.report.left_out import left_out_words, unknown_reader_words
from desktop.ui.dialogs.parts import Dialog, tall
from desktop.ui.fitting import hint
from desktop.ui.session import Session
from desktop.ui.unlock import Passphrase
from desktop.ui.widgets import GRID, Page, label, named, row
from desktop.words import _, explain


class Give(Dialog):
    """Reads the plan once, says for each level what is left out, then writes the copy to where `where` says."""

    said = Signal(str)
    """What was done, in words."""

    def __init__(self, parent: QWidget, session: Session, to: str) -> None:
        """`to`: "coach" or "client"."""
        coach = to == "coach"
        super().__init__(
            parent,
            _("A copy for my coach") if coach else _("A copy for my client"),
            _(
                "Your plan stays the one that counts. The copy says that it is one, of which plan and since when; when"
                " it comes back, you see what was changed in it and take over what you like."
            ),
            does=_("Choose where…"),
            width=600,
        )
        self._session, self._to = session, to
        self._values: PlanValues | None = None
        self.levels = QButtonGroup(self)
        self._level_of: dict[int, Level] = {}
        page = Page(margin=0)
        self.body.addWidget(page, 1)
        page.body.addWidget(label(_("How much it holds"), "heading"))
        usual = Level.TOGETHER if coach else Level.EVERYTHING
        for n, (level, words) in enumerate(level_words().items()):
            each = QRadioButton(words)
            each.setChecked(level is usual)
            self.levels.addButton(each, n)
            self._level_of[n] = level
            page.body.addWidget(each)
        self.left_out = label(_("Looking at what that leaves out…"), "dim", wrap=True)
        named(self.left_out, _("What is left out"))
        page.body.addWidget(self.left_out)
        self.reader = QLineEdit()
        named(self.reader, _("Name of who will read it"))
        hint(self.reader, _("If they are in your plan: what concerns them is left out"))
        page.body.addWidget(label(_("Who will read it"), "heading"))
        page.body.addWidget(self.reader)
        page.body.addWidget(label(_("A passphrase for the copy"), "heading"))
        page.body.addWidget(
            label(
                _(
                    "Without one, whoever gets the file can read it. Tell them the passphrase by another way than the"
                    " file. It can be left empty."
                ),
                "dim",
                wrap=True,
            )
        )
        if session.plan.key is not None:
            page.body.addWidget(label(_("Your plan has a passphrase; without one here, the copy has none."), "amber"))
        self.new, self.again = Passphrase(_("Passphrase of the copy")), Passphrase(_("Once more"))
        hint(self.new, _("Passphrase, at least {n} characters").format(n=LEAST))
        hint(self.again, _("Once more"))
        self.shown = QCheckBox(_("Show what I type"))
        both = row(self.new, self.again)
        page.body.addLayout(both)
        page.body.addWidget(self.shown)
        page.body.addStretch(1)
        self.wrong = label("", "amber", wrap=True)
        self.wrong.hide()
        self.body.addSpacing(GRID)
        self.body.addWidget(self.wrong)
        for field in (self.new, self.again):
            self.shown.toggled.connect(field.reveal)
            field.textChanged.connect(self._follow)
        self.levels.idToggled.connect(lambda _id, on: self._look() if on else None)
        self.reader.editingFinished.connect(self._look)
        self._follow()
        self.levels.buttons()[self.levels.checkedId()].setFocus()
        tall(self, parent)
        session.run(document.read_values(session.plan), self.windowTitle(), self._read, self._fail)

    @property
    def level(self) -> Level:
        """The level chosen."""
        return self._level_of[self.levels.checkedId()]

    def write(self, target: Path) -> None:
        """Write the copy to `target`."""
        self.setEnabled(False)
        job = self._work(target, self.level, self._reader, self.new.text())
        if not self._session.run(job, self.windowTitle(), lambda _left: self._done(target), self._fail):
            self.setEnabled(True)

    def _work(self, target: Path, level: Level, reader: str, passphrase: str) -> Job[tuple[LeftOut, ...]]:
        key = (yield from new_key(passphrase)) if passphrase else None
        plan, on = self._session.plan, self._session.today()
        return (yield from give(plan, target, level, to=self._to, on=on, reader=reader, key=key))

    @property
    def _reader(self) -> str:
        return "" if self.level is Level.EVERYTHING else self.reader.text().strip()

    def _read(self, values: PlanValues) -> None:
        self._values = values
        self._look()

    def _look(self) -> None:
        """Say what the chosen level leaves out."""
        values, level, reader = self._values, self.level, self._reader
        self.reader.setEnabled(level is not Level.EVERYTHING)
        if values is not None:
            work = in_thread(lambda: at_level(values, level, reader)[1], stop=lambda: None)
            self._session.run(work, self.windowTitle(), lambda out: self._say_left_out(level, reader, out), self._fail)

    def _say_left_out(self, level: Level, reader: str, left_out: tuple[LeftOut, ...]) -> None:
        if (level, reader) != (self.level, self._reader):
            self._look()  # something else was chosen meanwhile
            return
        said = left_out_words(left_out)
        words = _("Left out: {what}.").format(what="; ".join(said)) if said else _("Nothing is left out.")
        if self._reader and self._values is not None and not people_called(self._values, self._reader):
            words += " " + unknown_reader_words(self._reader)
        self.left_out.setText(words)

    def _follow(self) -> None:
        typed, again = self.new.text(), self.again.text()
        self.does.setEnabled((not typed and not again) or (len(typed) >= LEAST and typed == again))
        self._tell(_("The two are not the same.") if again and not typed.startswith(again) else "")

    def _tell(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def _fail(self, problem: KnownError) -> None:
        self.setEnabled(True)
        self._tell(explain(problem))

    def _done(self, target: Path) -> None:
        self.setEnabled(True)
        self.said.emit(_("The copy is in “{name}”. It says that it is a copy of this plan.").format(name=target.name))
        self.accept()

    def reject(self) -> None:
        """Leave; what is under way is stopped and leaves no trace."""
        self._session.jobs.cancel()
        super().reject()


def level_words() -> dict[Level, str]:
    """What each level holds."""
    return {
        Level.TOGETHER: _("What we work on together; nothing private, no addresses"),
        Level.WITHOUT_NOTES: _("Everything but private notes"),
        Level.EVERYTHING: _("Everything, private notes too"),
    }
