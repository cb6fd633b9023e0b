"""The status line: how many, how far, and whether all is saved."""

from datetime import date

from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.plan import provenance, read
from desktop.plan.file import Plan
from desktop.report.days import said_day
from desktop.ui.screens import WORKSHOP
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, button, label, named, row, tip
from desktop.words import _, ngettext


class StatusLine(QWidget):
    """Counts left; progress with a way to cancel; saved or not, right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.counts = label("", "small")
        self.backup = label("", "small")
        named(self.backup, _("The latest backup"))
        self.copy = label(_copy_words(session.plan, session.today()), "amber")
        self.copy.setVisible(bool(self.copy.text()))
        tip(
            self.copy,
            _("Another file is the plan that counts. Give this one back; what you changed is taken over there."),
        )
        self.state = label("", "small")
        named(self.state, _("Saved or not"))
        self.job = label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        named(self.bar, _("Progress"))
        self.cancel = button(_("Cancel"), "link")
        self.cancel.clicked.connect(session.jobs.cancel)
        line = row(
            self.counts, None, self.job, self.bar, self.cancel, 2 * GRID, self.copy, self.backup, 2 * GRID, self.state
        )
        line.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        self.setLayout(line)
        sized(self, height=26)
        session.changed.connect(lambda _: self._changed())
        session.problem.connect(lambda _: self._say(_not_saved(), "red"))
        session.jobs.began.connect(self._begin)
        session.jobs.progressed.connect(self._progress)
        session.jobs.ended.connect(self._end)
        self._end()
        self._changed()

    def set_typing(self, typing: bool) -> None:
        """Whether a field holds words that are not in the file yet."""
        if not self._session.plan.read_only:
            self._say(_("Saving…") if typing else _("Saved"), "small")

    def _changed(self) -> None:
        self._count()
        if self._session.plan.read_only:
            self._say(_("Read-only"), "amber")
        else:
            self.set_typing(self.window().isWindowModified())

    def _count(self) -> None:
        self.counts.setText(" · ".join(self._about()))

    def _about(self) -> list[str]:
        plan = self._session.plan
        if self._session.kind == WORKSHOP:
            return [_("Facilitator’s file"), _("passphrase set") if plan.key else _("no passphrase")]
        found = read.counts(plan)
        return [
            people_words(found.people, found.waiting),
            ngettext("{n} tie", "{n} ties", found.ties).format(n=found.ties),
            ngettext("{n} key relationship", "{n} key relationships", found.key_relationships).format(
                n=found.key_relationships
            ),
        ]

    def _say(self, words: str, role: str) -> None:
        if self.state.text() == words and self.state.property("role") == role:
            return
        self.state.setText(words)
        self.state.setProperty("role", role)
        self.state.style().polish(self.state)

    def _begin(self, title: str) -> None:
        self.job.setText(title)
        for part in (self.job, self.bar, self.cancel):
            part.show()

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _end(self) -> None:
        if self._session.kind == WORKSHOP:
            self._count()  # the job may have set the passphrase, or taken it away
        for part in (self.job, self.bar, self.cancel):
            part.hide()


def people_words(placed: int, waiting: int) -> str:
    """How many people there are on the map, and how many wait to be placed; while all of them do, only that."""
    if waiting and not placed:
        return ngettext("{n} person waiting", "{n} people waiting", waiting).format(n=waiting)
    people = ngettext("{n} person", "{n} people", placed).format(n=placed)
    return people + " · " + _("{n} waiting").format(n=waiting) if waiting else people


def _not_saved() -> str:
    return _("Not saved")


def _copy_words(plan: Plan, on: date) -> str:
    """That a file is a copy, for whom and since when; '' for a plan of its own."""
    said = provenance.given(plan)
    if said is None:
        return ""
    words = _("A copy for a coach, {day}") if said.to == "coach" else _("A copy for a client, {day}")
    return words.format(day=said_day(said.on, on))
