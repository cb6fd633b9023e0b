"""What every screen of a workshop is: a page with its heading, which shows the workshop as the file has it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.workshop import Room
from desktop.ui.inspector.parts import Prose
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Page, column, label
from desktop.ui.workshop.feed import WorkshopFeed

_SHOWN = (Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ShortcutFocusReason)
"""Why a page gets the keyboard when it is shown: it goes on to where something can be done."""


class WorkshopPage(Page):
    """Fill `body`, and show in `show_room` what the file has now; it is called while the page is on the screen."""

    def __init__(self, session: Session, feed: WorkshopFeed, heading: str, about: str = "") -> None:
        super().__init__(gap=4 * GRID)
        self.session, self.feed = session, feed
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading = label(heading, "title", wrap=True)
        self.about = Prose(about, "dim")
        self.body.addLayout(column(self.heading, self.about, gap=GRID // 2))
        self._stale = True
        # Methods of its own: the connections end with the page.
        feed.changed.connect(self._follow)
        session.frozen.connect(self._freeze)

    def show_room(self, room: Room) -> None:
        """Show the workshop as the file has it now."""
        raise NotImplementedError

    def first_field(self) -> QWidget | None:
        """Where the keyboard is wanted on this page; None for the page itself."""
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        field = self.first_field()
        if event.reason() in _SHOWN and field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finish(self) -> None:
        """Show all there is, for a picture of it."""
        self._show()

    def _follow(self, _room: Room) -> None:
        self._stale = True
        if self.isVisible():
            self._show()

    def _freeze(self, frozen: bool) -> None:
        if not frozen and self.isVisible():
            self._show()

    def _show(self) -> None:
        if not self.session.jobs.busy:
            self._stale = False
            self.show_room(self.feed.room)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._show()
