"""A plan read with hidden names gives away none of them, and is never written."""

import re
from datetime import date
from pathlib import Path

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import document, edits, errors, read, veil
from desktop.plan.file import Plan
from desktop.plan.search import Finder
from tests.made_up import sample_plan


def test_no_word_of_a_name_is_read(tmp_path: Path) -> None:
    path = sample_plan(tmp_path / "Sample.rapport")
    with Plan.open_to_read(path) as plan:
        found = plan.db.execute("SELECT name, name_latin FROM contacts").fetchall()
        words = {word for row in found for name in row for word in re.findall(r"[^\W\d_]{3,}", name)}
        assert len(words) > 80
        veil.hide_names(plan)
        shown = repr(
            [
                run(document.read_values(plan)),
                read.person_rows(plan),
                read.placed(plan, on=date(2026, 3, 2)),
                read.names(plan),
            ]
        )
        assert not {word for word in words if re.search(rf"\b{word}\b", shown)}
        hits = Finder(plan).texts("alarm")
        assert hits
        assert not {word for word in words for hit in hits if re.search(rf"\b{word}\b", hit.text)}
        with pytest.raises(errors.ReadOnly):
            edits.set_evidence(plan, 8, "x", on=date(2026, 3, 2))


def test_codes_are_left_alone(tmp_path: Path) -> None:
    """People may be called as the tiers are."""
    path = sample_plan(tmp_path / "Sample.rapport")
    with Plan.open(path) as plan:
        for key, name in ((8, "ally"), (9, "Advocate Create"), (10, "create")):
            edits.change(plan, r.Contact, key, "", name=name)
        before = run(document.read_values(plan))
    with Plan.open_to_read(path) as plan:
        veil.hide_names(plan)
        after = run(document.read_values(plan))
    assert [p.tier for p in after.contacts.values()] == [p.tier for p in before.contacts.values()]
    assert [f.kind for f in after.focal_relationships.values()] == [f.kind for f in before.focal_relationships.values()]
    assert after.contacts[8].name == "a."


def test_a_plan_that_can_be_written_is_refused(tmp_path: Path) -> None:
    with Plan.open(sample_plan(tmp_path / "Sample.rapport")) as plan, pytest.raises(RuntimeError):
        veil.hide_names(plan)
