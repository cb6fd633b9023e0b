"""The people of the map made ready to paint: who is drawn how, and ties in drawing order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from desktop.domain.job import run

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    from desktop.diagram import Arrangement, MapGap, MapPeople
    from desktop.ui.map.colouring import Colouring

COLOURS = 12


@dataclass(frozen=True, eq=False)
class Chart:
    """People, where they stand, and per person: `colour`, a number in `Look.dots`, and `kind`, 2 * tier + key.

    ties: int32[m, 2], the most important first: strong before weak, near before far. strength: int8[m] with them.
    """

    people: MapPeople
    arrangement: Arrangement
    colour: NDArray[np.int64]
    kind: NDArray[np.int64]
    ties: NDArray[np.int32]
    strength: NDArray[np.int8]
    rows: dict[int, int]
    _tied: dict[int, NDArray[np.int64]] = field(default_factory=dict, init=False, repr=False)

    @property
    def by_ties(self) -> bool:
        """Whether the people are arranged by their ties, without You, bands and sectors."""
        return not self.arrangement.bands

    def row(self, contact: int | None) -> int | None:
        """The row of a person by id, None for nobody or somebody who is not on the map."""
        return None if contact is None else self.rows.get(contact)

    def rows_of(self, contacts: tuple[int, ...]) -> tuple[int, ...]:
        """The rows of several people, or none of them when one is not on the map."""
        rows = [self.rows.get(contact) for contact in contacts]
        return tuple(row for row in rows if row is not None) if None not in rows else ()

    def gap_row(self, gap: MapGap) -> int | None:
        """Which of the gaps this is, None when it is there no longer."""
        shown = self.people.gaps[: len(self.arrangement.gap_xy)]
        return shown.index(gap) if gap in shown else None

    def neighbours(self, row: int) -> NDArray[np.int64]:
        """Rows of those tied to `row`; kept, as every step of a dot in the hand asks for the same ones."""
        found = self._tied.get(row)
        if found is None:
            one, other = self.people.ties.reshape(-1, 2).T
            found = self._tied[row] = np.concatenate([other[one == row], one[other == row]]).astype(np.int64)
        return found


def chart_of(people: MapPeople, arrangement: Arrangement) -> Chart:
    """Sort out how each is drawn."""
    return run(charting(people, arrangement))


def charting(
    people: MapPeople, arrangement: Arrangement, before: Chart | None = None, colouring: Colouring | None = None
) -> Generator[None, None, Chart]:
    """The same in slices of a few milliseconds. `before`: what was drawn last; mostly the same people come again."""
    strength = np.clip(people.strength, 1, 3)
    nearer = np.minimum(*people.tier[people.ties.T]) if len(people.ties) else people.tier[:0]
    yield
    order = np.argsort((nearer - 8 * strength).astype(np.int16), kind="stable")
    yield
    same = before is not None and np.array_equal(before.people.ids, people.ids)
    rows = (
        before.rows if before is not None and same else dict(zip(people.ids.tolist(), range(people.count), strict=True))
    )
    yield
    return Chart(
        people=people,
        arrangement=arrangement,
        colour=colours(people, colouring),
        kind=people.tier.astype(np.int64) * 2 + people.key,
        ties=people.ties[order],
        strength=strength[order],
        rows=rows,
    )


def colours(people: MapPeople, colouring: Colouring | None) -> NDArray[np.int64]:
    """Each person's number in `Look.dots`: of their group, or of what else dots are coloured by."""
    group = people.group.astype(np.int64)
    if colouring is not None:
        known = len(colouring.codes) == people.count
        return colouring.codes if known else np.full(people.count, len(colouring.words) - 1)
    other = np.array([group.id is None for group in people.groups] or [True])
    return np.where(other[group], COLOURS, group % COLOURS) if people.count else group
