"""Themes."""

from desktop.domain.workshop import Room
from desktop.ui.session import Session
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.ui.workshop.page import WorkshopPage
from desktop.words import _


class ThemesScreen(WorkshopPage):
    """Themes."""

    def __init__(self, session: Session, feed: WorkshopFeed) -> None:
        super().__init__(
            session,
            feed,
            _("Themes"),
            _("x"),
        )
        self.body.addStretch(1)

    def show_room(self, room: Room) -> None:
        """Show the workshop as the file has it now."""
