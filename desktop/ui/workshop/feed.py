"""The workshop as the file has it now, read once for all screens."""

from PySide6.QtCore import QObject, Signal

from desktop.domain.workshop import Room
from desktop.plan import read_workshop
from desktop.plan.step import Changes
from desktop.ui.session import Session

_SHOWN = ("workshops", "alliances", "organisations", "contacts", "ties", "plan")


class WorkshopFeed(QObject):
    """Reads the file when first asked, and again after what changes it."""

    changed = Signal(object)
    """A Room."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._room: Room | None = None
        session.changed.connect(self._follow)

    @property
    def room(self) -> Room:
        """The workshop now."""
        if self._room is None:
            self._room = read_workshop.room(self._session.plan)
        return self._room

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_SHOWN):
            self._room = None
            self.changed.emit(self.room)
