"""The Sessions screen: the sessions in a list, the one chosen beside it, and two of them compared."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QStackedWidget, QWidget

from desktop.domain.dates import days_after
from desktop.plan import read_sessions, session_edits
from desktop.plan.step import Changes
from desktop.ui.inspector.fields import settle
from desktop.ui.session import Session
from desktop.ui.sessions.compare import Compare
from desktop.ui.sessions.own_notes import OwnNotesPanel
from desktop.ui.sessions.page import SessionPage
from desktop.ui.sessions.phrases import state_line, title
from desktop.ui.text_size import px
from desktop.ui.widgets import GRID, Empty, button, column, hairline, named, panel, row
from desktop.words import _

if TYPE_CHECKING:
    from desktop.domain import records as r

_LIST = 220
_CONCERNS = ("sessions", "next_steps", "conversations", "focal_relationships", "contacts")
_AHEAD = 14
"""A session fixed without a day is two weeks ahead, until another day is said."""
_CLOSED, _NO_LIMIT = 136, 16_777_215
"""Pixels that the coach's own notes take below a session while they are closed, and open."""
_BESIDE = 860
"""So wide the screen has to be for the coach's own notes to stand beside the session and not below it."""


class SessionsScreen(QWidget):
    """Sessions of a client with a coach, the latest on top."""

    notes_wanted = Signal()
    """The coach's own notes shall be opened."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sessions: list[r.Session] = []
        self._stale = True
        self.list = QListWidget()
        named(self.list, _("Sessions"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentRowChanged.connect(lambda _row: self._show_page())
        self.add = button(_("Fix a session"))
        self.add.clicked.connect(self.fix)
        self.page = SessionPage(session)
        self.compare = Compare(session)
        self.page.parts.addWidget(self.compare)
        self.notes = OwnNotesPanel(session)
        self.notes.wanted.connect(self.notes_wanted)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self.begin = button(_("Fix the first session"), "loud")
        self.begin.clicked.connect(self.fix)
        self._empty = Empty(
            _("No session yet"),
            _("With a coach, or with yourself: what was promised, one question, notes, and what to do next."),
            self.begin,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.page)
        self._split.addWidget(self._stack)
        self._split.addWidget(self.notes)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setSizes([660, 330])
        side, line = panel(), hairline(vertical=True)
        foot = row(self.add)
        foot.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        lines = column(self.list, foot, gap=2 * GRID)
        lines.setContentsMargins(0, 2 * GRID, 0, 2 * GRID)
        side.setLayout(lines)
        self._listing = (side, line)
        self.setLayout(row(side, line, self._split, gap=0))
        self.setFocusProxy(self.list)
        session.changed.connect(self._follow)
        session.frozen.connect(self._freeze)
        session.notes.changed.connect(self._place_notes)

    def fix(self) -> None:
        """Fix a session and let its day be said."""
        settle(self._split)
        plan, day = self._session.plan, days_after(self._session.today(), _AHEAD)
        before = {each.id for each in self._sessions}
        with_ = self._sessions[0].with_ if self._sessions else ""
        if self._session.do(lambda: session_edits.add_session(plan, day, with_)):
            self.refresh()
            new = next((n for n, each in enumerate(self._sessions) if each.id not in before), 0)
            self.list.setCurrentRow(new)
            self.page.day.setFocus()
            self.page.day.selectAll()

    def keep_drafts(self) -> None:
        """Save what is being typed."""
        settle(self._split)

    def finish(self) -> None:
        """Draw all of it now."""
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read the sessions anew."""
        self._stale = False
        shown = self.page.shown
        self._sessions = list(reversed(read_sessions.sessions(self._session.plan)))
        on = self._session.today()
        chosen = next((n for n, each in enumerate(self._sessions) if shown and each.id == shown.id), None)
        if chosen is None:
            # The one that comes next, else the latest.
            ahead = [n for n, each in enumerate(self._sessions) if not each.closed]
            chosen = ahead[-1] if ahead else 0
        self.list.blockSignals(True)
        self.list.clear()
        for each in self._sessions:
            item = QListWidgetItem(f"{title(each)}\n{state_line(each, on).split('.')[0]}")
            self.list.addItem(item)
        self.list.setCurrentRow(chosen)
        self.list.blockSignals(False)
        self._stack.setCurrentWidget(self.page if self._sessions else self._empty)
        for each in self._listing:
            each.setVisible(bool(self._sessions))
        if not self._sessions:
            self.notes.show_session(None, frozenset())
        self.add.setEnabled(self._session.editable)
        self.begin.setEnabled(self._session.editable)
        self._show_page()

    def _show_page(self) -> None:
        at = self.list.currentRow()
        if not 0 <= at < len(self._sessions):
            return
        session = self._sessions[at]
        if self.page.shown is not None and self.page.shown.id != session.id:
            settle(self.page)
            self.page.verticalScrollBar().setValue(0)
        self.page.show_session(session)
        self.compare.show_sessions(list(reversed(self._sessions)), session)
        self.notes.show_session(session, frozenset(each.uid for each in self._sessions))

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_CONCERNS):
            if self.isVisible():
                self.refresh()
            else:
                self._stale = True

    def _freeze(self, frozen: bool) -> None:
        self.page.setEnabled(not frozen)
        if not frozen and self.isVisible():
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._listing[0].setFixedWidth(min(px(_LIST), max(_LIST, self.width() * 2 // 5)))
        self._place_notes()

    def _place_notes(self) -> None:
        """Beside the session where there is room, else below it; closed they take no more than they say."""
        beside = self.width() >= px(_BESIDE)
        self._split.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        low = not beside and self._session.notes.open is None
        self.notes.setMaximumHeight(_CLOSED if low else _NO_LIMIT)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and not self._session.jobs.busy:
            self.refresh()
