"""What the Gaps screen is given: the network, read once and then kept up to date, and the survey of it."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain import records as r
from desktop.domain.earlier import Counted, as_it_was, counted
from desktop.domain.job import Job
from desktop.domain.network import Network
from desktop.domain.survey import Survey, survey
from desktop.plan import read, read_network
from desktop.plan.step import Changes
from desktop.ui.gaps.cells import Cells
from desktop.ui.jobs import JobRunner
from desktop.ui.session import Session

_FEW = 200
"""When more people than this change at once, everybody is read again."""

_CROWD = 2000
"""With more people than this the survey waits for a pause in the edits."""

_PAUSE_MS = 400

_TABLES = ("contacts", "groups", "ties", "introductions", "plan")


class GapsFeed(QObject):
    """The cells follow each edit at once, the survey in slices after it. Nothing is read before `begin`."""

    changed = Signal()
    """The cells are others now."""
    surveyed = Signal()
    """The survey is there, or another one."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.cells = Cells()
        self.survey: Survey | None = None
        self.then: Counted | None = None
        self.ready = False
        self._network: Network | None = None
        self._wanted = False
        self._jobs = JobRunner(self)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._look)
        session.closing.connect(self._rest.stop)
        session.closing.connect(self._jobs.cancel)
        session.changed.connect(self._follow)
        session.frozen.connect(self._freeze)

    def begin(self) -> None:
        """Bring everything up to date from now on, or do so again after `pause`."""
        self._wanted = True
        self._go_on()

    def pause(self) -> None:
        """Nobody looks: leave the survey until `begin`."""
        self._wanted = False
        self._rest.stop()
        self._jobs.cancel()

    def finish(self) -> None:
        """Have all of it at once."""
        self.begin()
        while self._jobs.busy or self._rest.isActive():
            self._jobs.finish()
            if self._rest.isActive():
                self._rest.stop()
                self._look()

    def _go_on(self) -> None:
        if not self._wanted or self._session.jobs.busy or self._jobs.busy or self._session.plan.closed:
            return
        network = self._network
        if network is None or network.on != self._session.today():
            job = read_network.network(self._session.plan, self._session.today())
            self._jobs.start(job, "", self._take, self._give_up)
        elif self.survey is None or self.survey.network is not network:
            self._rest.start(_PAUSE_MS if self.survey is not None and len(network.nodes) > _CROWD else 0)

    def _take(self, network: Network) -> None:
        self._network = network
        self.cells.fill(network.nodes, network.groups)
        self.ready = True
        self.changed.emit()
        self._go_on()

    def _look(self) -> None:
        if self._network is not None and not self._jobs.busy and not self._session.jobs.busy:
            self._jobs.start(self._survey(self._network), "", self._tell, self._give_up)

    def _survey(self, network: Network) -> Job[tuple[Survey, Counted]]:
        plan = self._session.plan
        day = read_network.compared_with(plan, network.on)
        then = as_it_was(network, read_network.tiers_then(plan, day), day)
        yield 0, 1
        before = counted(then, day)
        yield 0, 1
        return (yield from survey(network)), before

    def _tell(self, found: tuple[Survey, Counted]) -> None:
        self.survey, self.then = found
        self.surveyed.emit()

    def _give_up(self, problem: Exception) -> None:
        """The file went away while it was read; the next edit says so."""

    def _follow(self, changes: Changes) -> None:
        if not changes.touches(*_TABLES) or (self._network is None and not self._jobs.busy):
            return
        self._rest.stop()
        self._jobs.cancel()
        touched = sorted(changes.tables.get("contacts", ()))
        if len(touched) <= _FEW and self.ready:
            self._patch(touched, changes)
        else:
            self._network = None
        self._go_on()

    def _patch(self, touched: list[int], changes: Changes) -> None:
        """Cells at once; the network too, where nobody comes or goes and no tie does."""
        plan, network = self._session.plan, self._network
        nodes = read_network.people(plan, touched, self._session.today())
        same = network is not None and all((key in nodes) and (key in network.nodes) for key in touched)
        self.cells.change(touched, nodes)
        if changes.touches("groups"):
            self.cells.set_groups(read.records(plan, r.Group))
        if network is None or not same or changes.touches("ties", "introductions", "plan"):
            self._network = None
        else:
            self._network = replace(network, nodes={**network.nodes, **nodes}, groups=self.cells.groups)
        self.changed.emit()

    def _freeze(self, frozen: bool) -> None:
        if frozen:
            self._rest.stop()
            self._jobs.cancel()
        else:
            self._go_on()
