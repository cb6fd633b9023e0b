"""Whatever is edited, the map kept up to date row by row is the map read anew."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from desktop.diagram import MapPeople
from desktop.diagram.build import map_people
from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import edits, read
from desktop.plan.file import Plan
from desktop.plan.step import Changes
from desktop.ui.map_feed import MapFeed

from .conftest import TODAY


class Watched:
    """A plan, its feed, and how often all had to be read again."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.feed, self.reloads = plan, MapFeed(plan, lambda: TODAY), 0
        self.feed.reload()
        plan.subscribe(self._follow)

    def _follow(self, changes: Changes) -> None:
        before = self.feed.people.ids
        self.feed.follow(changes)
        self.reloads += self.feed.people.ids is not before

    def key(self, name: str) -> int:
        return next(key for key, (said, _latin) in read.names(self.plan).items() if said == name)

    def group(self, word: str) -> int:
        return next(key for key, group in read.records(self.plan, r.Group).items() if word in group.label)


@pytest.fixture
def watched(sample_path: Path) -> Iterator[Watched]:
    with Plan.open(sample_path) as plan:
        yield Watched(plan)


def same(one: MapPeople, other: MapPeople) -> None:
    for field in fields(MapPeople):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if isinstance(a, np.ndarray):
            assert a.dtype == b.dtype, field.name
            np.testing.assert_array_equal(a, b, field.name)
        else:
            assert a == b, field.name


def move(tier: str | None, group: int | None = None, keep: bool = True) -> Callable[[Watched], None]:
    def edit(at: Watched) -> None:
        where = edits.KEEP if keep else group
        place = r.Position(0.25, 0.5)
        edits.move_contact(at.plan, at.key("Rosalind Achterveld"), tier, on=TODAY, group=where, position=place)

    return edit


EDITS: dict[str, tuple[Callable[[Watched], object], bool]] = {
    "move": (move("ally"), False),
    "to another group": (lambda at: move("ally", at.group("Procurement"), keep=False)(at), False),
    "to no group": (move("aware", None, keep=False), True),
    "let wait": (move(None), True),
    "name and role": (
        lambda at: edits.change(at.plan, r.Contact, at.key("Rosalind Achterveld"), name="R", role="x"), False
    ),
    "add, waiting": (lambda at: edits.add_contacts(at.plan, ["Ada"], on=TODAY), False),
    "add, placed": (lambda at: edits.add_contacts(at.plan, ["Ada"], on=TODAY, tier="ally"), True),
    "delete": (lambda at: run(edits.delete_contacts(at.plan, [at.key("Rosalind Achterveld")])), True),
    "rename a group": (lambda at: edits.change(at.plan, r.Group, at.group("Procurement"), label="Buying"), True),
    "fill the gap": (
        lambda at: edits.move_contact(at.plan, at.key("سلمى الغيمري"), "ally", on=TODAY), False
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(EDITS))
def test_the_map_kept_up_to_date_is_the_map_read_anew(watched: Watched, name: str) -> None:
    edit, reads_all = EDITS[name]
    edit(watched)
    same(watched.feed.people, map_people(read.placed(watched.plan, TODAY), "Other"))
    assert bool(watched.reloads) == reads_all, "single rows are changed without reading everybody"
    run(watched.plan.undo())
    same(watched.feed.people, map_people(read.placed(watched.plan, TODAY), "Other"))


def test_the_sector_other_goes_with_its_last_person(watched: Watched) -> None:
    move("ally", None, keep=False)(watched)
    assert watched.feed.people.groups[-1].id is None
    move("ally", watched.group("Operations"), keep=False)(watched)
    assert watched.feed.people.groups[-1].id is not None
    same(watched.feed.people, map_people(read.placed(watched.plan, TODAY), "Other"))
