"""When coaching ends: what the client keeps, what the coach destroys, and one page of what grew for both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QRadioButton, QStackedWidget, QWidget

from desktop.domain.errors import KnownError
from desktop.plan import backups, companion, farewell, read
from desktop.plan.provenance import given
from desktop.report.days import said_day
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.dialogs.person import why_words
from desktop.ui.inspector.fields import Choice
from desktop.ui.widgets import GRID, button, column, label, row
from desktop.words import _, ngettext, one_line

if TYPE_CHECKING:
    from datetime import date

    from desktop.ui.session import Session


@dataclass(frozen=True)
class Destroying:
    """What a coach wants destroyed: files, the ground (`farewell.GROUNDS`), how many people the plan holds."""

    plans: tuple[Path, ...]
    notes: tuple[Path, ...]
    why: str
    people: int


class Farewell(Dialog):
    """Two pages, one for either side; nothing is done before it is confirmed."""

    page_wanted = Signal()
    """The paper of what grew."""
    own_wanted = Signal(bool)
    """The plan shall become its owner's alone; whether names of the coach go."""
    copy_wanted = Signal(bool)
    """A copy that is the client's alone shall be written."""
    destroy_wanted = Signal(object)
    """Destroying."""

    def __init__(self, parent: QWidget, session: Session, *, coach: bool) -> None:
        """`coach`: whether this seems to be the coach's computer."""
        super().__init__(
            parent,
            _("When coaching ends"),
            _("Print the page of what grew first: it is for both."),
            does=_("Make the plan mine"),
            width=600,
        )
        self._session = session
        self.away.setText(_("Close"))
        self.page = button(_("What grew…"))
        self.page.clicked.connect(self.page_wanted)
        self.client, self.coach = QRadioButton(_("I am the client")), QRadioButton(_("I am the coach"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._client_page())
        self._pages.addWidget(self._coach_page())
        self.body.addLayout(row(self.page, None))
        self.body.addLayout(row(self.client, self.coach, None))
        self.body.addSpacing(GRID)
        self.body.addWidget(self._pages, 1)
        self.does.clicked.disconnect()
        self.does.clicked.connect(self._go)
        self.does.setAutoDefault(False)
        self.does.setDefault(False)
        self.coach.toggled.connect(self._follow)
        (self.coach if coach else self.client).setChecked(True)
        self._follow()
        self.page.setFocus()

    def _client_page(self) -> QWidget:
        page = QWidget()
        self.names = QCheckBox(_("Take the coach’s name out of the sessions"))
        self.names.setChecked(True)
        page.setLayout(
            column(
                label(
                    _(
                        "The plan becomes yours alone: it counts as a copy no longer, and no copy that was given before"
                        " can be taken back into it. Sessions, what both could read and what you agreed stay. This"
                        " cannot be undone; a backup of how it is now is made first."
                    ),
                    wrap=True,
                ),
                self.names,
                None,
                gap=2 * GRID,
            )
        )
        return page

    def _coach_page(self) -> QWidget:
        page, session = QWidget(), self._session
        plan = session.plan
        said = given(plan)
        self.copy = button(_("A clean plan for the client…"))
        self.copy.clicked.connect(lambda: self.copy_wanted.emit(self.names.isChecked()))
        copied = said is not None and said.to == "coach"
        self.copy.setVisible(not copied)
        words = _("The client’s own plan is the one that counts; this file is your copy of it.")
        whose = label(words, "dim", wrap=True)
        whose.setVisible(copied)
        self.plan = QCheckBox(_("This file: {what}").format(what=_what(plan.path)))
        self.plan.setChecked(True)
        self._notes: dict[QCheckBox, Path] = {}
        opened = session.notes.open
        files = {*companion.beside(plan.path), *((opened.path,) if opened else ())}
        for path in sorted(files):
            each = QCheckBox(_("My own notes: {what}").format(what=_what(path)))
            # Whose closed notes are nobody can tell: those not called just like the plan are ticked by hand.
            each.setChecked(path.stem == plan.path.stem or (opened is not None and path == opened.path))
            self._notes[each] = path
        self.why = Choice(_("On which ground"), ground_words(), lambda _why: True)
        self.why.show_value(farewell.ENDED)
        for each in (self.plan, *self._notes):
            each.toggled.connect(self._follow)
        page.setLayout(
            column(
                whose,
                row(self.copy, None),
                label(_("Destroy for good"), "heading"),
                self.plan,
                *self._notes,
                label(
                    _(
                        "Copies you saved elsewhere, papers, and what a sync program or a backup of the whole computer"
                        " has kept are out of reach. On an SSD deleted files can stay readable for a while. A record"
                        " stays: what was destroyed, when and why, and never whose it was."
                    ),
                    "dim",
                    wrap=True,
                ),
                row(label(_("On which ground")), self.why),
                None,
                gap=GRID,
            )
        )
        return page

    def _follow(self, *_whatever: object) -> None:
        coach = self.coach.isChecked()
        self._pages.setCurrentIndex(1 if coach else 0)
        self.does.setText(_("Destroy…") if coach else _("Make the plan mine…"))
        self.does.setEnabled(
            (self.plan.isChecked() or any(each.isChecked() for each in self._notes))
            if coach
            else self._session.editable
        )

    def _go(self) -> None:
        if not self.coach.isChecked():
            self.own_wanted.emit(self.names.isChecked())
            return
        plan = self._session.plan
        self.destroy_wanted.emit(
            Destroying(
                (plan.path,) if self.plan.isChecked() else (),
                tuple(path for each, path in self._notes.items() if each.isChecked()),
                self.why.chosen or farewell.ENDED,
                len(read.person_ids(plan)) if self.plan.isChecked() else 0,
            )
        )


def ground_words() -> dict[str, str]:
    """Why something is destroyed: code to words."""
    return {farewell.ENDED: _("coaching has ended"), **why_words()}


def record_line(record: farewell.LetGo, on: date) -> str:
    """One record of what was destroyed, in one line."""
    said = [said_day(record.disposal.on, on), one_line(record.alias, 60)]
    if record.plans:
        people = ngettext("with {n} person in it", "with {n} people in it", record.disposal.people)
        said.append(_("a plan {people}").format(people=people.format(n=record.disposal.people)))
    if record.notes:
        said.append(_("my own notes"))
    said.append(ngettext("{n} backup", "{n} backups", record.backups).format(n=record.backups))
    if record.left:
        said.append(ngettext("{n} file stayed", "{n} files stayed", record.left).format(n=record.left))
    said.append(ground_words().get(record.disposal.why, ""))
    return " · ".join(each for each in said if each)


def _what(path: Path) -> str:
    try:
        count = len(backups.listing(path))
    except KnownError:
        count = 0
    with_backups = ngettext("with {n} backup", "with {n} backups", count).format(n=count)
    return f"{one_line(path.name)}, {with_backups}"
