"""How far a plan has come is read from the plan."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.domain import records as r
from desktop.domain.first_steps import Beginning
from desktop.domain.job import run
from desktop.plan import edits, read_beginning
from desktop.plan.file import Plan
from tests.made_up import empty_plan, key_of, sample_plan

ON = date(2026, 3, 2)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with Plan.open(empty_plan(tmp_path / "a.rapport")) as plan:
        yield plan


def test_a_new_plan_is_at_its_very_beginning(plan: Plan) -> None:
    assert read_beginning.beginning(plan, ON) == Beginning()
    assert read_beginning.strongest(plan) is None
    assert read_beginning.first_of_the_few(plan) is None


def test_each_edit_counts(plan: Plan) -> None:
    edits.change(plan, r.PlanInfo, 1, "", purpose="  ")
    assert not read_beginning.beginning(plan, ON).purpose
    edits.change(plan, r.PlanInfo, 1, "", purpose="Move the clinic")
    one, two, three = edits.add_contacts(plan, ["Ama", "Bram", "Chidi"], on=ON)
    group = edits.add(plan, r.Group(0, edits.new_uid(), "Board", key=True), "Board")
    edits.add(plan, r.Group(0, edits.new_uid(), "Friends"), "Friends")
    edits.move_contact(plan, two, "ally", on=ON, group=group)
    edits.move_contact(plan, three, "advocate", on=ON)
    run(edits.set_group(plan, [one], group))
    focal = edits.make_key_relationship(plan, two, "strengthen", "ally", "", on=ON)
    edits.add(plan, r.Goal(0, edits.new_uid(), focal, 1, None, " ", None, None, None, {}, None, None, "draft"), "")
    assert read_beginning.beginning(plan, ON) == Beginning(
        purpose=True, people=3, placed=2, grouped=1, key_groups=1, key_people=1
    )
    assert read_beginning.strongest(plan) == two, "the first of one's own order who is on the map"
    assert read_beginning.first_of_the_few(plan) == two


def test_the_sample_is_past_it(tmp_path: Path) -> None:
    with Plan.open(sample_plan(tmp_path / "s.rapport")) as plan:
        so_far = read_beginning.beginning(plan, ON)
        assert so_far.over
        assert (so_far.sessions, so_far.reviews) == (2, 9), "the session ahead is none yet"
        assert read_beginning.strongest(plan) == key_of(plan, "c01")
