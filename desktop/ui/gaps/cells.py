"""Who is in which cell of the matrix, kept up to date person by person."""

from collections.abc import Collection, Mapping, Sequence

from desktop.domain.coverage import Cover, Coverage, good_enough, wish
from desktop.domain.network import Node
from desktop.domain.records import Group
from desktop.domain.tiers import TIERS

Cell = tuple[int | None, str]
"""A group (None: no group) and a tier."""


class Cells:
    """Everybody placed, by group and tier. A person in several groups stands in a cell of each."""

    def __init__(self) -> None:
        self.nodes: dict[int, Node] = {}
        self.groups: Mapping[int, Group] = {}
        self._cells: dict[Cell, dict[int, bool]] = {}
        self._cover: dict[int | None, Coverage] = {}

    def fill(self, nodes: Mapping[int, Node], groups: Mapping[int, Group]) -> None:
        """Everybody anew."""
        self.nodes, self._cells = {}, {}
        self.set_groups(groups)
        for each in nodes.values():
            self._put(each)

    def set_groups(self, groups: Mapping[int, Group]) -> None:
        """Other groups, or other wishes."""
        self.groups = groups
        self._cover.clear()

    def change(self, keys: Collection[int], nodes: Mapping[int, Node]) -> None:
        """Put the people `keys` where `nodes` have them; who is not among `nodes` is placed no more."""
        for key in keys:
            self._take_out(key)
        for each in nodes.values():
            self._put(each)

    def _put(self, node: Node) -> None:
        self.nodes[node.id] = node
        for group in node.groups or (None,):
            self._cells.setdefault((group, node.tier), {})[node.id] = node.dormant
            self._cover.pop(group, None)

    def _take_out(self, key: int) -> None:
        node = self.nodes.pop(key, None)
        if node is not None:
            for group in node.groups or (None,):
                self._cells.get((group, node.tier), {}).pop(key, None)
                self._cover.pop(group, None)

    @property
    def rows(self) -> list[int | None]:
        """The groups in plan order; None at the end where somebody has none. Nothing while nobody is placed."""
        if not self.nodes:
            return []
        return [*self.groups, None] if any(self._cells.get((None, tier)) for tier in TIERS) else list(self.groups)

    def people(self, group: int | None, tier: str) -> Sequence[int]:
        """Who is in a cell, in plan order."""
        return sorted(self._cells.get((group, tier), ()))

    def count(self, group: int | None, tier: str) -> int:
        """How many are in a cell."""
        return len(self._cells.get((group, tier), ()))

    def dormant(self, group: int | None, tier: str) -> int:
        """How many of them have not been spoken to for three years: they are shown and do not count."""
        return sum(self._cells.get((group, tier), {}).values())

    def coverage(self, group: int | None) -> Coverage | None:
        """R5 of a key group; None for any other."""
        found = self.groups.get(group) if group is not None else None
        if found is None or not found.key:
            return None
        if group not in self._cover:
            near = (
                key
                for tier in good_enough(wish(found))
                for key, dormant in self._cells.get((group, tier), {}).items()
                if not dormant
            )
            best = next((tier for tier in TIERS if self.count(group, tier)), None)
            self._cover[group] = Coverage(found.id, wish(found), tuple(sorted(near)), best)
        return self._cover[group]

    def is_missing(self, group: int | None, tier: str) -> bool:
        """Whether somebody is wanted in this very cell and the group has nobody near enough."""
        cover = self.coverage(group)
        return cover is not None and cover.cover is Cover.GAP and cover.desired == tier
