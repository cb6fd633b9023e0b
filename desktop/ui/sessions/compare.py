"""Two sessions side by side in words: who moved, what was learned, goals, steps."""

from typing import TYPE_CHECKING

from desktop.domain import records as r
from desktop.domain.plan_values import PlanValues
from desktop.domain.sessions import compared, snapshot, stood
from desktop.plan import document
from desktop.report.days import day_words
from desktop.ui.inspector.fields import Choice
from desktop.ui.inspector.parts import Prose
from desktop.ui.session import Session
from desktop.ui.sessions.phrases import differences, title
from desktop.ui.widgets import GRID, Card, button, column, empty, label, row
from desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_NOW = 0
"""Stands for today among the row keys of sessions."""


class Compare(Card):
    """A session chosen as the beginning, and the one it is compared with: another one, or today."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("What has changed between two sessions?"))
        self._session = session
        self._sessions: dict[int, r.Session] = {}
        self._at: tuple[int, bool] | None = None
        self.since = Choice(_("From the session"), {}, self._chosen)
        self.until = Choice(_("To the session"), {}, self._chosen)
        self.show_ = button(_("Compare"))
        self.show_.clicked.connect(self.compare)
        line = row(label(_("from")), self.since, label(_("to")), self.until, self.show_)
        for at in (1, 3):
            line.setStretch(at, 1)
        self.body.addLayout(line)
        self._found = column(gap=GRID)
        self.body.addLayout(self._found)

    def show_sessions(self, sessions: list[r.Session], at: r.Session) -> None:
        """Offer the sessions; one that comes `at` hand is compared with the one before it, unless others are chosen."""
        self._sessions = {each.id: each for each in sessions if each.closed}
        words = {key: title(each) for key, each in self._sessions.items()}
        self.setVisible(bool(words))
        if not words:
            return
        first, second = self.since.chosen, self.until.chosen
        self.since.offer(words)
        self.until.offer({**words, _NOW: _("today")})
        came, self._at = self._at != (at.id, at.closed), (at.id, at.closed)
        if came or first not in words or second not in (*words, _NOW):
            before = [key for key, each in self._sessions.items() if (each.date, each.id) < (at.date, at.id)]
            first = before[-1] if before else next(iter(words))
            second = at.id if at.closed and before else _NOW
        self.since.show_value(first)
        self.until.show_value(second)
        self._say(None)

    def compare(self) -> None:
        """Read the plan and say what differs."""
        self._session.run(document.read_values(self._session.plan), _("Comparing"), self._show)

    def _chosen(self, _key: int) -> bool:
        self._say(None)
        return True

    def _show(self, values: PlanValues) -> None:
        first = values.sessions.get(self.since.chosen)
        second = values.sessions.get(self.until.chosen)
        if first is None:
            return
        on = self._session.today()
        then = stood(values, second) if second else snapshot(values, on)
        before, after = sorted((stood(values, first), then), key=lambda each: each.taken)
        found = compared(values, before, after)
        heading = _("From {since} to {until}").format(
            since=day_words(found.since, on), until=day_words(found.until, on)
        )
        self._say((heading, differences(values, found)))

    def _say(self, found: tuple[str, dict[str, list[str]]] | None) -> None:
        empty(self._found)
        if found is None:
            return
        heading, said = found
        parts: list[QWidget] = [label(heading, "heading", wrap=True)]
        if not said:
            parts.append(Prose(_("Nothing differs."), "dim"))
        for words, lines in said.items():
            parts += [label(words, "dim", wrap=True), *(Prose(line) for line in lines)]
        for part in parts:
            self._found.addWidget(part)
            part.show()
