"""One edit for several people: one Step, one undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import document, edits, read
from desktop.plan.file import Plan

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    path = tmp_path / "a.rapport"
    Plan.create(path, lambda plan: document.start(plan, "personal", "Tamsin"))
    with Plan.open(path) as plan:
        yield plan


def person(plan: Plan, key: int) -> r.Contact:
    found = read.record(plan, r.Contact, key)
    assert found is not None
    return found


def test_several_people_move_at_once_each_with_a_history_of_their_own(plan: Plan) -> None:
    placed = edits.add_contacts(plan, ["Ada"], on=MONDAY, tier="aware")
    waiting = edits.add_contacts(plan, ["Ben"], on=MONDAY)
    run(edits.move_contacts(plan, placed + waiting, "ally", on=TUESDAY))

    assert [(c.tier, c.from_) for c in person(plan, placed[0]).tier_history] == [
        ("aware", "2026-03-02"),
        ("ally", "2026-03-03"),
    ]
    assert [(c.tier, c.from_) for c in person(plan, waiting[0]).tier_history] == [("ally", "2026-03-03")]
    run(plan.undo())
    assert [person(plan, key).tier for key in placed + waiting] == ["aware", None]


def test_a_group_takes_the_place_of_the_first_and_leaves_the_others(plan: Plan) -> None:
    first, second, third = (
        edits.add(plan, r.Group(0, edits.new_uid(), label)) for label in ("Operations", "Finance", "Digital")
    )
    people = edits.add_contacts(plan, ["Ada", "Ben"], on=MONDAY)
    edits.change(plan, r.Contact, people[0], groups=(first, second))
    run(edits.set_group(plan, people, third))
    assert [person(plan, key).groups for key in people] == [(third, second), (third,)]
    run(edits.set_group(plan, people, None))
    assert [person(plan, key).groups for key in people] == [(), ()]
    run(plan.undo())
    assert [person(plan, key).groups for key in people] == [(third, second), (third,)]
