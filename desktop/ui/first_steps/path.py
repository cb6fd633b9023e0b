"""Where somebody is on the path of the first steps; followed for those who show it."""

from PySide6.QtCore import QObject, Signal

from desktop.domain.first_steps import Beginning, FirstStep
from desktop.plan import read_beginning
from desktop.plan.step import Changes
from desktop.ui.session import Session

_KEPT, _BEHIND = "first_steps", "first_steps_behind"
_AWAY, _WANTED = "away", "wanted"


class FirstSteps(QObject):
    """All but what was put away or behind by hand follows from the plan; that is kept beside it, for each plan."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session, self._kept = session, session.memory
        self.beginning = Beginning()
        self.step: FirstStep | None = None
        """The step that comes next; None where the path is not shown."""
        self._choice = self._kept.get(_KEPT)
        self._behind = frozenset(self._kept.get(_BEHIND).split())
        session.changed.connect(self._follow)
        self._read()

    def behind(self, step: FirstStep) -> bool:
        """Whether a step is done, or was put behind."""
        return step in self._behind or self.beginning.done(step)

    def put_behind(self, step: FirstStep) -> None:
        """Go on to the next one."""
        self._behind |= {step.value}
        self._kept.put(_BEHIND, " ".join(sorted(self._behind)))
        self._read()

    def put_away(self) -> None:
        """Show the path no more in this plan, until it is recalled."""
        self._choose(_AWAY)

    def recall(self) -> None:
        """Show the path again, what was put behind and is not done included."""
        self._behind = frozenset()
        self._kept.put(_BEHIND, "")
        self._choose(_WANTED)

    def _choose(self, choice: str) -> None:
        self._choice = choice
        self._kept.put(_KEPT, choice)
        self._read()

    def _read(self) -> None:
        plan, step = self._session.plan, None
        if self._choice != _AWAY and not plan.read_only:
            self.beginning = read_beginning.beginning(plan, self._session.today())
            if self._choice == _WANTED or not self.beginning.over:
                step = self.beginning.next([each for each in FirstStep if each in self._behind])
        self.step = step
        self.changed.emit()

    def _follow(self, changes: Changes) -> None:
        # What a plan past its beginning tells is not counted at every edit.
        if self.step is not None:
            tables: tuple[str, ...] = read_beginning.TABLES
        else:
            tables = read_beginning.ENDS
        if self._choice != _AWAY and changes.touches(*tables):
            self._read()
