"""Find: any part of a name in any script, and what was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import edits
from desktop.plan.file import Plan
from desktop.plan.search import Finder
from tests.made_up import key_of, sample_plan

TODAY = date(2026, 3, 2)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with Plan.open(sample_plan(tmp_path / "a.rapport")) as plan:
        edits.add_contacts(plan, ["Łukasz Nowak", "田中美咲", "İpek Yılmaz", "Jürgen Groß"], on=TODAY)
        yield plan


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("luk", "Łukasz Nowak"),
        ("美咲", "田中美咲"),
        ("ipek", "İpek Yılmaz"),
        ("gross", "Jürgen Groß"),
        ("nowak luk", "Łukasz Nowak"),
        ("bartlo", "Bartłomiej Żurkowiak"),
        ("meghduti", "प्रियंवदा मेघदूती"),
        ("मेघ", "प्रियंवदा मेघदूती"),
        ("ВЕРБ", "Дарина Вербозір"),
    ],
)
def test_people_are_found_by_any_part_of_a_name(plan: Plan, typed: str, name: str) -> None:
    assert Finder(plan).people(typed)[0].text == name


def test_a_name_that_begins_so_comes_first(plan: Plan) -> None:
    edits.add_contacts(plan, ["Anna Rosell", "Rosa Bell"], on=TODAY)
    assert [hit.text for hit in Finder(plan).people("ros")][:2] == ["Rosalind Achterveld", "Rosa Bell"]


def test_notes_goals_and_answers_are_found_with_their_person(plan: Plan) -> None:
    rosalind = key_of(plan, "c12")
    finder = Finder(plan)
    hits = finder.texts("night shift")
    assert {(hit.table, hit.person) for hit in hits} >= {("insights", rosalind), ("engagements", rosalind)}
    assert [hit.table for hit in finder.texts("handover understand")] == ["goals"]


def test_what_is_shown_is_where_the_words_stand(plan: Plan) -> None:
    edits.change(plan, r.Contact, key_of(plan, "c12"), note="Collects Ordnance maps")
    assert [hit.text for hit in Finder(plan).texts("ordnance")] == ["Collects Ordnance maps"]


def test_text_without_spaces_between_words_is_found(plan: Plan) -> None:
    rosalind = key_of(plan, "c12")
    edits.change(plan, r.Contact, rosalind, note="会議は月曜日です")
    assert [hit.person for hit in Finder(plan).texts("月曜")] == [rosalind]


def test_search_follows_edits_and_undo(plan: Plan) -> None:
    finder = Finder(plan)
    assert finder.people("zebedee") == []
    edits.add_contacts(plan, ["Zebedee Quill"], on=TODAY)
    assert [hit.text for hit in finder.people("zebedee")] == ["Zebedee Quill"]
    edits.change(plan, r.Contact, key_of(plan, "c12"), note="likes xylophones")
    assert finder.texts("xylophones")
    run(plan.undo())
    run(plan.undo())
    assert finder.people("zebedee") == []
    assert finder.texts("xylophones") == []


def test_anything_may_be_typed(plan: Plan) -> None:
    finder = Finder(plan)

    @given(typed=st.text(max_size=12))
    def typed_somewhere(typed: str) -> None:
        finder.people(typed)
        finder.texts(typed)

    typed_somewhere()
