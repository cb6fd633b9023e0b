"""R15: a two-way exchange resets the contact clock, in the same Step as the conversation itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import document, edits, read
from desktop.plan.file import Plan


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    path = tmp_path / "a.rapport"
    Plan.create(path, lambda plan: document.start(plan, "personal", "Tamsin"))
    with Plan.open(path) as plan:
        yield plan


@pytest.fixture
def people(plan: Plan) -> list[int]:
    return edits.add_contacts(plan, ["Rosalind", "Emrys", "Teona"], on=date(2026, 3, 2))


def talk(contacts: list[int], day: str, two_way: bool = True) -> r.Conversation:
    return r.Conversation(
        0, edits.new_uid(), tuple(contacts), day, None, "phone", None, "Said something.", None, (), (), (), two_way
    )


def last(plan: Plan, person: int) -> str | None:
    found = read.record(plan, r.Contact, person)
    assert found is not None
    return found.last_two_way


def test_r15_a_two_way_exchange_moves_the_clock_of_everybody_there(plan: Plan, people: list[int]) -> None:
    edits.note_conversation(plan, talk(people[:2], "2026-03-02"), "Rosalind")
    assert [last(plan, person) for person in people] == ["2026-03-02", "2026-03-02", None]


def test_r15_one_step_undoes_both(plan: Plan, people: list[int]) -> None:
    edits.change(plan, r.Contact, people[0], last_two_way="2025-05")
    edits.note_conversation(plan, talk(people, "2026-03-02"))
    run(plan.undo())
    assert read.conversations_of(plan, people[0]) == []
    assert [last(plan, person) for person in people] == ["2025-05", None, None]


@pytest.mark.parametrize(("before", "after"), [("2026-03-01", "2026-03-02"), ("2026-03-03", "2026-03-03")])
def test_r15_the_clock_only_moves_forward(plan: Plan, people: list[int], before: str, after: str) -> None:
    edits.change(plan, r.Contact, people[0], last_two_way=before)
    edits.note_conversation(plan, talk(people[:1], "2026-03-02"))
    assert last(plan, people[0]) == after


def test_r15_a_one_way_message_does_not_reset_it(plan: Plan, people: list[int]) -> None:
    edits.note_conversation(plan, talk(people, "2026-03-02", two_way=False))
    assert last(plan, people[0]) is None


def test_a_corrected_day_is_taken_over(plan: Plan, people: list[int]) -> None:
    key = edits.note_conversation(plan, talk(people[:1], "2026-03-02"))
    edits.change_conversation(plan, key, date="2026-02-27")
    assert last(plan, people[0]) == "2026-02-27"
    edits.change_conversation(plan, key, summary="Said something else.")
    assert last(plan, people[0]) == "2026-02-27"


def test_a_person_put_in_and_one_taken_out(plan: Plan, people: list[int]) -> None:
    edits.note_conversation(plan, talk(people[:1], "2026-01-15"))
    key = edits.note_conversation(plan, talk(people[:1], "2026-03-02"))
    edits.change_conversation(plan, key, contacts=(people[1],))
    assert [last(plan, person) for person in people] == ["2026-01-15", "2026-03-02", None]


def test_turned_one_way_it_no_longer_counts(plan: Plan, people: list[int]) -> None:
    edits.note_conversation(plan, talk(people[:1], "2026-01-15"))
    key = edits.note_conversation(plan, talk(people[:1], "2026-03-02"))
    edits.change_conversation(plan, key, two_way=False)
    assert last(plan, people[0]) == "2026-01-15"


def test_deleted_it_no_longer_counts(plan: Plan, people: list[int]) -> None:
    edits.note_conversation(plan, talk(people[:1], "2026-01-15"))
    key = edits.note_conversation(plan, talk(people[:2], "2026-03-02"))
    edits.delete_conversation(plan, key)
    assert [last(plan, person) for person in people] == ["2026-01-15", None, None]


def test_a_later_day_known_from_elsewhere_stays(plan: Plan, people: list[int]) -> None:
    key = edits.note_conversation(plan, talk(people[:1], "2026-02-01"))
    edits.change(plan, r.Contact, people[0], last_two_way="2026-02-20")
    edits.delete_conversation(plan, key)
    assert last(plan, people[0]) == "2026-02-20"
