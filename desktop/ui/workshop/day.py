"""The day: its agenda, who interviews whom, what is agreed, and the window for the wall."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QMainWindow, QWidget

from desktop.domain.projected import projected
from desktop.domain.workshop import Room
from desktop.domain.workshop_dates import ticked
from desktop.plan import workshop_day
from desktop.ui.fields import settle
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Card, button, column, label, row
from desktop.ui.workshop.agenda_card import AgendaCard
from desktop.ui.workshop.beside import Beside
from desktop.ui.workshop.capture import Capture
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.ui.workshop.page import WorkshopPage
from desktop.ui.workshop.pairs_card import PairsCard
from desktop.ui.workshop.projector import Projector
from desktop.words import _


class DayScreen(WorkshopPage):
    """`now`: the time of day, for the clock on the wall."""

    def __init__(self, session: Session, feed: WorkshopFeed, now: Callable[[], datetime] = datetime.now) -> None:
        super().__init__(
            session,
            feed,
            _("The day"),
            _("The agenda of the day, who interviews whom, and a page for the projector."),
        )
        self._now = now
        self.projector: Projector | None = None
        self.wall = button(_("Show on the projector"), hint=_("A window of its own; it shows nothing confidential"))
        self.wall.clicked.connect(self.project)
        self.held = QCheckBox(_("The day took place"))
        self.held.clicked.connect(self._tick)
        self.body.addLayout(row(self.wall, self.held, None, gap=4 * GRID))
        self.agenda = AgendaCard(session)
        self.pairs = PairsCard(session)
        self.capture = Capture(session)
        agreed = Card(_("What is agreed"))
        agreed.body.addWidget(label(_("Kept as you type; only this goes to the wall."), "dim", wrap=True))
        agreed.body.addWidget(self.capture)
        left, right = column(self.agenda, None), column(self.pairs, None)
        self.body.addWidget(Beside(left, right, (5, 3)))
        self.body.addWidget(agreed)
        self.body.addStretch(1)

    def show_room(self, room: Room) -> None:
        """Show the workshop as the file has it now."""
        self.agenda.show_room(room)
        self.pairs.show_room(room)
        self.capture.show_projected(projected(room))
        done = room.workshop is not None and "day" in set(ticked(room.workshop))
        self.held.setChecked(done)
        self.held.setEnabled(self.session.editable)

    def first_field(self) -> QWidget | None:
        """The agenda, or what makes one."""
        return self.agenda.list if self.agenda.agenda else self.agenda.fill

    def project(self) -> None:
        """Open the window for the wall, or bring it to the front."""
        settle(self.window())
        if self.projector is None:
            self.projector = Projector(self.session, self._now, self._at_hand)
            self.projector.closed.connect(self._forget_projector)
            self.feed.changed.connect(self._follow_on_the_wall)
            self.projector.show_projected(projected(self.feed.room))
        self.projector.open(self.screen())
        self.projector.raise_()
        self.projector.activateWindow()

    def _at_hand(self) -> bool:
        """Whether the file is in front, and no lock or anything else."""
        return isinstance(self.window(), QMainWindow)

    def _follow_on_the_wall(self, room: Room) -> None:
        if self.projector is not None and not self.session.jobs.busy:
            self.projector.show_projected(projected(room))

    def _forget_projector(self) -> None:
        if self.projector is not None:
            self.feed.changed.disconnect(self._follow_on_the_wall)
            self.projector.deleteLater()
            self.projector = None

    def _tick(self) -> None:
        done, plan, today = self.held.isChecked(), self.session.plan, self.session.today()
        if not self.session.do(lambda: workshop_day.tick_step(plan, "day", done, on=today)):
            self.held.setChecked(not done)
