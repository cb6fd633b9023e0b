"""The network read from the file is that of the whole plan; who is missing on the map is who R5 misses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.coverage import Cover, coverage
from desktop.domain.job import run
from desktop.domain.network import Network, network_of
from desktop.domain.survey import survey
from desktop.domain.ways import ways_to
from desktop.plan import document, edits, read_network
from desktop.plan.file import Plan
from tests import sample
from tests.domain import generated
from tests.made_up import key_of, sample_plan


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with Plan.open(sample_plan(tmp_path / "a.rapport")) as opened:
        yield opened


def whole(plan: Plan) -> Network:
    return network_of(run(document.read_values(plan)), sample.DAY)


def test_the_network_of_the_sample(plan: Plan) -> None:
    assert run(read_network.network(plan, sample.DAY)) == whole(plan)


@pytest.mark.parametrize("seed", range(8))
def test_any_plan(tmp_path: Path, seed: int) -> None:
    values = generated.made_up(seed, 60, 4, 80)

    def fill(plan: Plan) -> None:
        run(document.replace_all(plan, values, edits.Edit.SET_UP))

    Plan.create(tmp_path / "b.rapport", fill)
    with Plan.open(tmp_path / "b.rapport") as plan:
        found = run(read_network.network(plan, sample.DAY))
        assert found == whole(plan)
        gaps = [each.group for each in coverage(found) if each.cover is Cover.GAP]
        assert [each.group for each in read_network.absent(plan, sample.DAY)] == gaps


def test_the_ways_to_one_person_need_only_those_around(plan: Plan) -> None:
    found = run(survey(whole(plan)))
    for target, ways in found.ways.to.items():
        assert ways_to(read_network.around(plan, target, sample.DAY), target) == ways


def test_there_are_ways_to_somebody_who_waits_but_not_through_them(plan: Plan) -> None:
    person, between = key_of(plan, "c38"), key_of(plan, "c08")
    before = ways_to(read_network.around(plan, person, sample.DAY), person)
    edits.move_contact(plan, person, None, on=sample.DAY)
    edits.move_contact(plan, between, None, on=sample.DAY)
    assert ways_to(read_network.around(plan, person, sample.DAY), person) == before
    further = key_of(plan, "c22")
    ways = ways_to(read_network.around(plan, further, sample.DAY), further)
    assert ways
    assert all(between not in way.people for way in ways)
