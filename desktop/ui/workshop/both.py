"""Both on one map."""

from desktop.domain.workshop import Room
from desktop.ui.session import Session
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.ui.workshop.page import WorkshopPage
from desktop.words import _


class BothScreen(WorkshopPage):
    """Both on one map."""

    def __init__(self, session: Session, feed: WorkshopFeed) -> None:
        super().__init__(
            session,
            feed,
            _("Both on one map"),
            _("The two organisations with their people, and who knows whom across."),
        )
        self.body.addStretch(1)

    def show_room(self, room: Room) -> None:
        """Show the workshop as the file has it now."""
