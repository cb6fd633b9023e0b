"""The backups there are, what each holds, and two ways to have one back: in the place of the plan, or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.domain.errors import KnownError
from desktop.plan import backups, errors, read, veil
from desktop.plan.file import Plan
from desktop.ui.backing import when_words
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.file_names import free_name
from desktop.ui.jobs import JobRunner
from desktop.ui.widgets import GRID, button, label, named
from desktop.words import _, explain, ngettext, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.domain.job import Job
    from desktop.ui.session import Session

_NAMES = 8


class Backups(Dialog):
    """Of the open plan, or of all plans where none is open."""

    restored = Signal(object)
    """Where a backup was put: a Path."""
    back_wanted = Signal(object)
    """The Backup that is to take the place of its file."""

    def __init__(self, parent: QWidget, today: date, session: Session | None, of: Path | None = None) -> None:
        """`of`: the file whose backups are shown, where it is another than the open plan."""
        self._session = None if of else session
        fixed = self._session is not None and self._session.plan.read_only  # it is not replaced then
        super().__init__(
            parent,
            _("Backups"),
            _("A backup comes back as a file of its own, beside the one you have: nothing is overwritten.")
            if fixed
            else _(
                "Go back, and the backup takes the place of the file. How that is now is kept as a backup, so that you"
                " can come back to it; what can be undone ends there. Or have the backup beside it, as a file of its"
                " own."
            ),
            does=_("Go back to this"),
            width=620,
        )
        self._today = today
        self._jobs = JobRunner(self)
        self.away.setText(_("Close"))
        self.beside = button(_("Have it beside"))
        self.foot.insertWidget(self.foot.indexOf(self.does), self.beside)
        self.found: list[backups.Backup] = _found(session, of)
        self.list = QListWidget()
        named(self.list, _("Backups"))
        self.list.setMinimumHeight(220)
        for each in self.found:
            line = _line(each, today)
            self.list.addItem(QListWidgetItem(line if session or of else f"{one_line(each.plan.stem)} · {line}"))
        self.preview = label("", wrap=True)
        self.preview.setMinimumHeight(84)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        named(self.preview, _("What is in it"))
        self.wrong = label("", "amber", wrap=True)
        self.wrong.hide()
        if not self.found:
            self.body.addWidget(label(_("There is none yet. One is made when a changed plan is opened."), wrap=True))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(label(_("What is in it"), "heading"))
        self.body.addWidget(self.preview)
        self.body.addSpacing(GRID)
        self.body.addWidget(self.wrong)
        self.does.clicked.disconnect()
        self.does.clicked.connect(self._go_back)
        self.does.setEnabled(False)
        self.beside.clicked.connect(self._restore)
        self.beside.setEnabled(False)
        self.does.setVisible(not fixed)
        self.list.currentRowChanged.connect(self._show)
        if self.found:
            self.list.setCurrentRow(0)
        self.list.setFocus()

    @property
    def chosen(self) -> backups.Backup | None:
        """The backup that is looked at."""
        at = self.list.currentRow()
        return self.found[at] if 0 <= at < len(self.found) else None

    def _show(self) -> None:
        chosen = self.chosen
        self.does.setEnabled(chosen is not None)
        self.beside.setEnabled(chosen is not None)
        self.wrong.hide()
        if chosen is not None:
            self.preview.setText("\n".join(self._told(chosen)))

    def _told(self, backup: backups.Backup) -> list[str]:
        """What is in a backup, and where it is another than the plan that is open."""
        lines = [_contents(backup)]
        session = self._session
        if session is None or session.jobs.busy:
            return lines
        try:
            with Plan.open_to_read(backup.file, session.plan.key) as then:
                if veil.names_hidden(session.plan):
                    veil.hide_names(then)
                before = read.names(then)
        except errors.WrongPassphrase:
            return [*lines, _("It has another passphrase than the plan has now.")]
        except KnownError as problem:
            return [*lines, explain(problem)]
        now = read.names(session.plan)
        names = {name for name, _latin in now.values()}
        gone = [name for name, _latin in before.values() if name not in names]
        held = {name for name, _latin in before.values()}
        new = [name for name, _latin in now.values() if name not in held]
        if gone:
            lines.append(_("In it and not in the plan now: {names}.").format(names=_some(gone)))
        if new:
            lines.append(_("In the plan now and not in it: {names}.").format(names=_some(new)))
        if not gone and not new:
            lines.append(_("The same people as now."))
        return lines

    def _go_back(self) -> None:
        chosen = self.chosen
        if chosen is not None and not self._jobs.busy:
            self.accept()
            self.back_wanted.emit(chosen)

    def _restore(self) -> None:
        chosen = self.chosen
        if chosen is None or self._jobs.busy:
            return
        to = free_name(chosen.plan, _("{name} (as of {when})"), chosen.at)
        self.beside.setEnabled(False)
        self._jobs.start(self._work(chosen, to), "", lambda _: self._done(to), self._failed)

    def _work(self, backup: backups.Backup, to: Path) -> Job[None]:
        session = self._session
        if session is not None and not session.plan.read_only:
            yield from backups.back_up(session.plan.path, session.plan.key)
        yield from backups.restore(backup, to)

    def _done(self, to: Path) -> None:
        self.accept()
        self.restored.emit(to)

    def _failed(self, problem: KnownError) -> None:
        self.beside.setEnabled(True)
        self.wrong.setText(explain(problem))
        self.wrong.show()


def _found(session: Session | None, of: Path | None) -> list[backups.Backup]:
    try:
        if of is not None:
            return backups.listing(of)
        if session is not None:
            return backups.listing(session.plan.path)
        return [each for plan in backups.every() for each in plan]
    except KnownError:
        return []


def _line(backup: backups.Backup, today: date) -> str:
    people, notes = backup.counts.get("contacts", 0), backup.counts.get("notes")
    said = ngettext("{n} person", "{n} people", people).format(n=people)
    if notes is not None:
        said = ngettext("{n} note of my own", "{n} notes of my own", notes).format(n=notes)
    size = f"{backup.size / 1_000_000:.1f} MB" if backup.size >= 100_000 else f"{backup.size / 1000:.0f} kB"
    return " · ".join((when_words(backup.at, today), said, size, *((_("protected"),) if backup.protected else ())))


def _contents(backup: backups.Backup) -> str:
    counts = backup.counts
    if "notes" in counts:
        return ngettext("{n} note of my own", "{n} notes of my own", counts["notes"]).format(n=counts["notes"]) + "."
    parts: Sequence[tuple[str, str, str]] = (
        ("contacts", _("{n} person"), _("{n} people")),
        ("focal_relationships", _("{n} key relationship"), _("{n} key relationships")),
        ("goals", _("{n} goal"), _("{n} goals")),
        ("conversations", _("{n} conversation"), _("{n} conversations")),
        ("insights", _("{n} answer"), _("{n} answers")),
        ("reviews", _("{n} review"), _("{n} reviews")),
    )
    told = [(one if counts.get(name) == 1 else many).format(n=counts.get(name, 0)) for name, one, many in parts]
    return ", ".join(told) + "."


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(one_line(name, 60) for name in names[:_NAMES])
    more = len(names) - _NAMES
    return shown if more <= 0 else _("{names} and {n} more").format(names=shown, n=more)
