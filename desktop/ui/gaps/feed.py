"""What the matrix is given: everybody's standing, read once, then kept up to date person by person."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.domain import records as r
from desktop.domain.coverage import Cover, Coverage
from desktop.domain.job import Job
from desktop.domain.tiers import TIERS, rank
from desktop.plan import read
from desktop.plan.read_matrix import Standing, standings
from desktop.plan.step import Changes
from desktop.ui.jobs import JobRunner
from desktop.ui.session import Session

_AT_A_TIME = 250
_FEW = 500
"""When more people than this change at once, everybody is read again."""

Cell = tuple[int | None, str]
"""A group (None: no group) and a tier."""


class MatrixFeed:
    """Who is in which cell. A person in several groups stands in a cell of each."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._people: dict[int, Standing] = {}
        self._cells: dict[Cell, dict[int, bool]] = {}
        self._cover: dict[int, Coverage] = {}
        self.groups: dict[int, r.Group] = {}

    def load(self) -> Job[None]:
        """Read everybody."""
        plan, on = self._session.plan, self._session.today()
        keys = read.person_ids(plan)
        found: list[Standing] = []
        for at in range(0, len(keys), _AT_A_TIME):
            yield at, len(keys)
            found += standings(plan, on, keys[at : at + _AT_A_TIME])
        self._people, self._cells = {}, {}
        for each in found:
            self._put(each)
        self._read_groups()

    @staticmethod
    def concerns(changes: Changes) -> bool:
        """Whether the matrix shows anything of this."""
        return changes.touches("contacts", "groups")

    @staticmethod
    def too_many(changes: Changes) -> bool:
        """Whether it is quicker, and kinder to the window, to read everybody in slices again."""
        return len(changes.tables.get("contacts", ())) > _FEW

    def follow(self, changes: Changes) -> None:
        """Bring the cells up to date."""
        touched = sorted(changes.tables.get("contacts", ()))
        for key in touched:
            self._take_out(key)
        for each in standings(self._session.plan, self._session.today(), touched):
            self._put(each)
        if changes.touches("groups"):
            self._read_groups()

    def _read_groups(self) -> None:
        self.groups = read.records(self._session.plan, r.Group)
        self._cover.clear()

    def _put(self, who: Standing) -> None:
        self._people[who.id] = who
        for group in who.groups or (None,):
            self._cells.setdefault((group, who.tier), {})[who.id] = who.dormant
            self._cover.pop(group or 0, None)

    def _take_out(self, key: int) -> None:
        who = self._people.pop(key, None)
        for group in (who.groups or (None,)) if who else ():
            self._cells[group, who.tier].pop(key, None)  # type: ignore[union-attr]
            self._cover.pop(group or 0, None)

    # --- what is asked of it ---

    @property
    def rows(self) -> list[int | None]:
        """The groups in plan order; None at the end where somebody has none."""
        rest: list[int | None] = [None] if any(self._cells.get((None, tier)) for tier in TIERS) else []
        return [*self.groups, *rest]

    def people(self, group: int | None, tier: str) -> Sequence[int]:
        """Who is in a cell, in plan order."""
        return sorted(self._cells.get((group, tier), ()))

    def count(self, group: int | None, tier: str) -> int:
        """How many are in a cell."""
        return len(self._cells.get((group, tier), ()))

    def dormant(self, group: int | None, tier: str) -> int:
        """How many of them have not been spoken to for three years: they are shown and do not count."""
        return sum(self._cells.get((group, tier), {}).values())

    def standing(self, person: int) -> Standing | None:
        """Where a person stands; None for who waits."""
        return self._people.get(person)

    def coverage(self, group: int | None) -> Coverage | None:
        """R5 of a key group; None for any other."""
        found = self.groups.get(group or 0)
        if found is None or not found.key:
            return None
        if found.id not in self._cover:
            wanted = found.desired_tier or "acquaintance"
            near = (
                key
                for tier in TIERS[: rank(wanted)]
                for key, dormant in self._cells.get((group, tier), {}).items()
                if not dormant
            )
            best = next((tier for tier in TIERS if self.count(group, tier)), None)
            self._cover[found.id] = Coverage(found.id, wanted, tuple(sorted(near)), best)
        return self._cover[found.id]

    def missing(self) -> list[int]:
        """The key groups with nobody at the wanted tier, in plan order."""
        covers = (self.coverage(group) for group in self.groups)
        return [each.group for each in covers if each is not None and each.cover is Cover.GAP]


class GapsFeed(QObject):
    """The matrix of the open plan, for the screen and for the count in the navigation; read when first asked for."""

    changed = Signal()
    """The matrix is there, or is another one now."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.matrix = MatrixFeed(session)
        self.ready = False
        self._wanted = False
        self._loader = JobRunner(self)
        session.changed.connect(self._follow)
        session.frozen.connect(self._freeze)

    def begin(self) -> None:
        """Read the plan, in slices, unless that was done or is under way."""
        self._wanted = True
        if not self.ready and not self._loader.busy and not self._session.jobs.busy:
            self._loader.start(self.matrix.load(), "", lambda _: self._take(), self._give_up)

    def finish(self) -> None:
        """Read the rest at once."""
        self.begin()
        self._loader.finish()

    def _take(self) -> None:
        self.ready = True
        self.changed.emit()

    def _give_up(self, problem: Exception) -> None:
        """The file went away while it was read; the next edit says so."""

    def _again(self) -> None:
        self._loader.cancel()
        self.ready = False
        if self._wanted:
            self.begin()

    def _follow(self, changes: Changes) -> None:
        if not self.matrix.concerns(changes) or not self._wanted:
            return
        if not self.ready or self.matrix.too_many(changes):
            self._again()
        else:
            self.matrix.follow(changes)
            self.changed.emit()

    def _freeze(self, frozen: bool) -> None:
        if frozen:
            self._loader.cancel()
        elif self._wanted and not self.ready:
            self.begin()
