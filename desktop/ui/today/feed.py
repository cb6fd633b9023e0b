"""Today's values, kept up to date for whoever shows them: the screen and the count in the navigation."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.today import Day
from desktop.plan import read_cycle
from desktop.plan.step import Changes
from desktop.ui.session import Session

_MINUTE = 60_000


class TodayFeed(QObject):
    """Reads the plan when first asked, then only what has changed; a new day is read anew."""

    changed = Signal(object)
    """A Day."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._day: Day | None = None
        self._frozen = False
        # After a great change all is read, in a turn of its own.
        self._anew = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.tell)
        session.closing.connect(self._soon.stop)
        self._clock = QTimer(self, interval=_MINUTE)
        self._clock.timeout.connect(self._look)
        session.changed.connect(self._follow)
        session.frozen.connect(self._freeze)

    @property
    def day(self) -> Day:
        """Today as the plan has it now."""
        if self._day is None or self._day.on != self._session.today():
            self._day = read_cycle.read_day(self._session.plan, self._session.today())
            self._clock.start()
        return self._day

    def tell(self) -> None:
        """Say how it stands, to those who count."""
        if not self._frozen:
            self._anew = False
            self.changed.emit(self.day)

    def _look(self) -> None:
        if not self._frozen and self._day is not None and self._day.on != self._session.today():
            self.tell()

    def _freeze(self, frozen: bool) -> None:
        self._frozen = frozen
        if self._anew and not frozen:
            self._soon.start()

    def _follow(self, changes: Changes) -> None:
        if self._day is None or self._frozen:
            return
        if len(changes.tables.get("contacts", ())) > read_cycle.ALL_ANEW:
            self._day, self._anew = None, True
            self._soon.start()
            return
        self._day = read_cycle.follow(self._session.plan, self._day, changes)
        self.tell()
