"""The owner's network as it was on an earlier day, as far as tiers are dated."""

from datetime import date
from pathlib import Path

from desktop.domain.earlier import as_it_was, counted
from desktop.domain.job import run
from desktop.plan import edits, read_network
from desktop.plan.file import Plan

from ..made_up import key_of, sample_plan

ON, THEN = date(2026, 3, 2), date(2026, 2, 16)


def test_who_moved_since_stands_where_they_stood(tmp_path: Path) -> None:
    with Plan.open(sample_plan(tmp_path / "p.rapport")) as plan:
        before = counted(run(read_network.network(plan, ON)), ON)
        assert (before.ties, before.advocates, before.gaps, before.thin) == (33, 3, 1, 7)
        edits.move_contact(plan, key_of(plan, "c17"), "advocate", on=ON)
        edits.move_contact(plan, key_of(plan, "c08"), "acquaintance", on=ON)
        (added,) = edits.add_contacts(plan, ["Ada"], on=ON, tier="ally")
        network, tiers = run(read_network.network(plan, ON)), read_network.tiers_then(plan, THEN)
        now, then = counted(network, ON), counted(as_it_was(network, tiers, THEN), THEN)
        assert (now.ties, now.advocates) == (35, 4)
        assert (then.ties, then.advocates) == (33, 3)
        assert added not in as_it_was(network, tiers, THEN).nodes


def test_the_day_to_compare_with_is_the_last_session(tmp_path: Path) -> None:
    with Plan.open(sample_plan(tmp_path / "p.rapport")) as plan:
        assert read_network.compared_with(plan, ON) == THEN
        assert read_network.compared_with(plan, date(2025, 1, 29)) == date(2025, 1, 1)
