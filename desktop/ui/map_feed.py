"""What the map is given: read once, then kept up to date row by row, so that a drop is answered at once."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from desktop.diagram import MapGap, MapPeople
from desktop.diagram.build import map_people
from desktop.domain import records as r
from desktop.domain.placed import PlacedPerson, missing
from desktop.domain.tiers import TIERS
from desktop.plan import read
from desktop.plan.file import Plan
from desktop.plan.step import Changes
from desktop.words import _

_SHOWN = ("contacts", "groups", "ties", "focal_relationships", "gaps")
_FEW = 50


class MapFeed:
    """The placed people of a plan as the map wants them."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._rows: dict[int, int] = {}
        self.people = MapPeople.empty()

    @staticmethod
    def concerns(changes: Changes) -> bool:
        """Whether the map shows anything of this."""
        return changes.touches(*_SHOWN)

    def reload(self) -> None:
        """Read everybody."""
        self.people = map_people(read.placed(self._plan), _("Other"))
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
        ids = [group.id for group in people.groups]
        taken = np.unique(people.group.astype(np.int64) * len(TIERS) + people.tier).tolist()
        cells = [(TIERS[cell % len(TIERS)], ids[cell // len(TIERS)]) for cell in taken]
        groups, known = read.records(self._plan, r.Group), read.records(self._plan, r.Gap)
        found = missing(list(groups.values()), cells, list(known.values()))
        other = any(group is None for _tier, group in cells) or any(gap[0] is None for gap in found)
        if other != (None in sectors):
            return None
        return tuple(MapGap(sectors[group], TIERS.index(tier), role) for group, tier, role in found)


def _pinned(person: PlacedPerson) -> tuple[float, float]:
    if person.angle is None or person.depth is None:
        return np.nan, np.nan
    return person.angle, person.depth
