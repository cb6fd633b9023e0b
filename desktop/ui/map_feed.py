"""What the map is given: read once, then kept up to date row by row, so that a drop is answered at once."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

import numpy as np

from desktop.diagram import MapGap, MapPeople
from desktop.diagram.build import map_people
from desktop.domain.placed import PlacedPerson
from desktop.domain.tiers import TIERS
from desktop.plan import read, read_network
from desktop.plan.file import Plan
from desktop.plan.step import Changes
from desktop.words import _

_SHOWN = ("contacts", "groups", "ties", "focal_relationships", "gaps")
_FEW = 50


class MapFeed:
    """The placed people of a plan as the map wants them."""

    def __init__(self, plan: Plan, today: Callable[[], date]) -> None:
        self._plan = plan
        self._today = today
        self._rows: dict[int, int] = {}
        self.people = MapPeople.empty()

    @staticmethod
    def concerns(changes: Changes) -> bool:
        """Whether the map shows anything of this."""
        return changes.touches(*_SHOWN)

    def reload(self) -> None:
        """Read everybody."""
        self.people = map_people(read.placed(self._plan, self._today()), _("Other"))
        self._rows = {key: row for row, key in enumerate(self.people.ids.tolist())}

    def follow(self, changes: Changes) -> None:
        """Bring `people` up to date."""
        touched = changes.tables.get("contacts", frozenset())
        if changes.touches(*_SHOWN[1:]) or len(touched) > _FEW or not self._patch(touched):
            self.reload()

    def _patch(self, keys: Collection[int]) -> bool:
        """Change single rows; False where rows, ties or sectors come or go and all must be read again."""
        people = self.people
        found = read.placed_people(self._plan, list(keys))
        if {person.id for person in found} != {key for key in keys if key in self._rows}:
            return False
        sectors = {group.id: n for n, group in enumerate(people.groups)}
        if any(person.group not in sectors for person in found):
            return False
        names, roles = list(people.names), list(people.roles)
        tier, group, influence = people.tier.copy(), people.group.copy(), people.influence.copy()
        pinned = people.pinned.copy()
        for person in found:
            row = self._rows[person.id]
            names[row], roles[row] = person.name, person.role
            tier[row], group[row] = TIERS.index(person.tier), sectors[person.group]
            influence[row] = person.influence or 0
            pinned[row] = _pinned(person)
        patched = replace(
            people, names=tuple(names), roles=tuple(roles), tier=tier, group=group, influence=influence, pinned=pinned
        )
        gaps = self._gaps(patched, sectors)
        if gaps is None:
            return False
        self.people = replace(patched, gaps=gaps)
        return True

    def _gaps(self, people: MapPeople, sectors: dict[int | None, int]) -> tuple[MapGap, ...] | None:
        """Who is missing now; None when the sector *Other* is there for nobody any more, or wanted anew."""
        taken = np.unique(people.group).tolist()
        found = read_network.absent(self._plan, self._today())
        other = any(people.groups[n].id is None for n in taken) or any(gap.group is None for gap in found)
        if other != (None in sectors):
            return None
        return tuple(MapGap(sectors[gap.group], TIERS.index(gap.tier), gap.role, gap.gap) for gap in found)


def _pinned(person: PlacedPerson) -> tuple[float, float]:
    if person.angle is None or person.depth is None:
        return np.nan, np.nan
    return person.angle, person.depth
