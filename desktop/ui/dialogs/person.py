"""Everything that is held about one person: to be looked through, handed over, or removed for good."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPlainTextEdit

from desktop.domain import records as r
from desktop.domain.errors import KnownError
from desktop.domain.file_stem import file_stem
from desktop.exchange.about_person import about_person
from desktop.exchange.plan_json import dumps
from desktop.output import write_whole
from desktop.plan import backups, document, privacy, provenance, read, veil
from desktop.ui.dialogs.parts import Dialog, tall
from desktop.ui.fitting import Combo
from desktop.ui.person_words import lines_about
from desktop.ui.widgets import GRID, button, label, named
from desktop.words import _, explain, ngettext, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from desktop.domain.job import Job
    from desktop.ui.session import Session


class AboutPerson(Dialog):
    """Reads what is held about a person and shows it as text."""

    said = Signal(str)
    """What was done, in words."""

    def __init__(self, parent: QWidget, session: Session, person: int) -> None:
        found = read.record(session.plan, r.Contact, person)
        name = one_line(found.name) if found else ""
        super().__init__(
            parent,
            _("Everything about {name}").format(name=name),
            _("All that this plan holds about them, notes and answers included. They may ask you for it."),
            width=620,
        )
        self.setWindowTitle(_("Everything about a person"))  # titles are seen by others: no names in them
        self._session, self._person, self._name = session, person, name
        self._document: dict[str, Any] = {}
        self._found: privacy.About | None = None
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setMinimumHeight(200)
        named(self.text, _("All that is held"))
        self.body.addWidget(self.text, 1)
        self.wrong = label("", "amber", wrap=True)
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self.export = button(_("Save as a file…"))
        self.erase = button(_("Remove for good…"))
        self.export.clicked.connect(self._export)
        self.erase.clicked.connect(self._erase)
        for made in (self.export, self.erase):
            made.setEnabled(False)
            self.foot.insertWidget(0, made)
        tall(self, parent)
        session.run(self._read(), self.windowTitle(), self._show, self._fail)

    def _read(self) -> Job[tuple[privacy.About, dict[str, Any]]]:
        found = yield from privacy.about(self._session.plan, [self._person])
        values = yield from document.read_values(self._session.plan)
        return found, about_person(values, found)

    def _show(self, read_: tuple[privacy.About, dict[str, Any]]) -> None:
        self._found, self._document = read_
        self.text.setPlainText("\n".join(lines_about(self._document)))
        # With initials it would not be all that is held.
        self.export.setEnabled(not veil.names_hidden(self._session.plan))
        self.erase.setEnabled(self._session.editable and self._person != document.owner_id(self._session.plan))

    def _fail(self, problem: KnownError) -> None:
        self.wrong.setText(explain(problem))
        self.wrong.show()

    def _export(self) -> None:
        suggested = self._session.plan.path.with_name(_file_name(self._name) + ".json")
        kinds = ";;".join((_("JSON, complete (*.json)"), _("Text, to be read (*.txt)")))
        chosen, kind = QFileDialog.getSaveFileName(self, _("Save all that is held"), str(suggested), kinds)
        if chosen:
            suffix = Path(chosen).suffix.lower()
            if suffix not in (".json", ".txt"):
                chosen += ".txt" if "*.txt" in kind else ".json"
            self.export_to(Path(chosen))

    def export_to(self, out: Path) -> None:
        """Write what is held: as text where the name ends with .txt, else as JSON, complete."""
        data = self.text.toPlainText().encode() if out.suffix.lower() == ".txt" else dumps(self._document)
        try:
            write_whole(out, data)
        except KnownError as problem:
            self._fail(problem)
            return
        self.said.emit(_("“{name}” is ready. It is not protected.").format(name=one_line(out.name)))

    def _erase(self) -> None:
        if self._found is None:
            return
        asked = ErasePerson(self, self._session, [self._person], self._name, self._found)
        asked.erased.connect(self._erased)
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _erased(self, said: str) -> None:
        self.said.emit(said)
        self.accept()


class ErasePerson(Dialog):
    """What goes, what stays, and that nothing of it comes back."""

    erased = Signal(str)

    def __init__(
        self, parent: QWidget, session: Session, people: Sequence[int], name: str, found: privacy.About
    ) -> None:
        """`name` is whose, where it is one person."""
        asked = ngettext("Remove {n} person for good?", "Remove {n} people for good?", len(people))
        super().__init__(
            parent,
            _("Remove {name} for good?").format(name=name) if name else asked.format(n=len(people)),
            _(
                "Nothing brings them back, and nothing you did before in this plan can be undone any more. Export what"
                " you must keep first."
            ),
            does=_("Remove for good"),
            width=520,
        )
        self.setWindowTitle(_("Remove for good?"))
        self._session, self._people, self._name = session, list(people), name
        going = sum(len(keys) for keys in found.alone.values())
        shared = sum(len(keys - found.alone.get(name_, frozenset())) for name_, keys in found.records.items())
        mentions = sum(len(keys) for keys in found.mentions.values())
        for words in (
            ngettext("{n} record goes: it is about nobody else.", "{n} records go: they are about nobody else.", going)
            .format(n=going),
            ngettext(
                "{n} record about others too stays, without them.", "{n} records about others too stay, without them.",
                shared,
            ).format(n=shared) if shared else "",
            ngettext(
                "In {n} text elsewhere their name stands; it stays until you change it.",
                "In {n} texts elsewhere their name stands; it stays until you change it.",
                mentions,
            ).format(n=mentions) if mentions else "",
        ):  # fmt: skip
            if words:
                self.body.addWidget(label(words, wrap=True))
        kept = len(_backups_of(session))
        self.backups = QCheckBox(
            ngettext("Delete the backup, too ({n})", "Delete the backups, too ({n})", kept).format(n=kept)
        )
        self.backups.setEnabled(kept > 0)
        self.backups.setChecked(kept > 0)
        self.body.addWidget(self.backups)
        self.body.addWidget(
            label(_("They hold the person as well. One of the plan as it is then is made."), "dim", wrap=True)
        )
        self.why = Combo()
        for why, words in why_words().items():
            self.why.addItem(words, why)
        named(self.why, _("Why"))
        self.field(_("Why"), self.why)
        self.body.addWidget(
            label(
                _(
                    "The plan notes the day, the number and the reason, never who. Copies you saved, papers you made"
                    " and what a sync service keeps are out of reach."
                ),
                "dim",
                wrap=True,
            )
        )
        self.body.addSpacing(GRID)
        self.wrong = label("", "amber", wrap=True)
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self.does.setDefault(False)
        self.away.setDefault(True)
        self.away.setFocus()
        self.does.clicked.disconnect()
        self.does.clicked.connect(self._go)

    def _go(self) -> None:
        session = self._session
        job = privacy.erase(
            session.plan,
            self._people,
            on=session.today(),
            why=self.why.currentData(),
            with_backups=self.backups.isChecked(),
        )
        self.setEnabled(False)
        if not session.run(job, self.windowTitle(), self._done, self._fail):
            self.setEnabled(True)

    def _fail(self, problem: KnownError) -> None:
        self.setEnabled(True)
        self.wrong.setText(explain(problem))
        self.wrong.show()

    def _done(self, left: privacy.Erased) -> None:
        n = len(self._people)
        several = ngettext("{n} person was removed for good.", "{n} people were removed for good.", n).format(n=n)
        said = _("{name} was removed for good.").format(name=self._name) if self._name else several
        texts = sum(len(keys) for keys in left.mentions.values())
        if texts:
            said += " " + ngettext(
                "In {n} text the name still stands: search for it.",
                "In {n} texts the name still stands: search for it.",
                texts,
            ).format(n=texts)
        if left.backups_left:
            said += " " + ngettext(
                "{n} backup could not be deleted and still holds them.",
                "{n} backups could not be deleted and still hold them.",
                left.backups_left,
            ).format(n=left.backups_left)
        if not left.backed_up:
            said += " " + _("No new backup could be made; look at the disk of your data folder.")
        self.accept()
        self.erased.emit(said)


def why_words() -> dict[str, str]:
    """Why somebody is removed: code to words."""
    return {
        "asked": _("they asked for it"),
        "date": _("the day up to which I keep it has come"),
        "own": _("my own decision"),
    }


def _backups_of(session: Session) -> list[backups.Backup]:
    try:
        return backups.of(session.plan.path, provenance.identity(session.plan))
    except KnownError:
        return []


def _file_name(name: str) -> str:
    kept = file_stem(name, "")
    return _("About {name}").format(name=kept) if kept else _("About a person")
