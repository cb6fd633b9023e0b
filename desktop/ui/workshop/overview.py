"""The workshop at a glance."""

from PySide6.QtCore import Signal

from desktop.domain.workshop import Room
from desktop.ui.session import Session
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.ui.workshop.page import WorkshopPage
from desktop.words import _


class OverviewScreen(WorkshopPage):
    """The workshop at a glance."""

    screen_wanted = Signal(str)

    def __init__(self, session: Session, feed: WorkshopFeed) -> None:
        super().__init__(session, feed, _("Workshop"))
        self.body.addStretch(1)

    def show_room(self, room: Room) -> None:
        """Show the workshop as the file has it now."""
        self.heading.setText(room.workshop.label if room.workshop else _("Workshop"))
