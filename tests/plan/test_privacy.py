"""What is about one person can be shown, handed over, and removed so that no word of it is left."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.exchange.about_person import about_person
from desktop.exchange.plan_json import dumps
from desktop.plan import backups, document, edits, privacy, read, store
from desktop.plan.check import check
from desktop.plan.file import Plan
from desktop.plan.search import Finder
from desktop.plan.step import Changes, Edit
from tests.made_up import key_of, sample_plan

TODAY = date(2026, 3, 2)
NAME = "Quillon Zanzibarquux"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    return sample_plan(folder / "plan.rapport")


class Told:
    """A person about whom every kind of thing is said, some of it about somebody else as well."""

    def __init__(self, plan: Plan) -> None:
        (self.person,) = edits.add_contacts(plan, [NAME], on=TODAY, tier="ally")
        other = key_of(plan, "c01")
        edits.change(plan, r.Contact, self.person, note="zanzibarquux and his yak")
        edits.add(plan, r.Tie(0, self.person, other, 2, "told"))
        focal = edits.add(plan, self._like(plan, r.FocalRelationship, contact=self.person))
        edits.add(plan, self._like(plan, r.Goal, focal=focal, statement="A zanzibarquux goal", superseded_by=None))
        self.alone = self._talk(plan, "zanzibarquux alone", (self.person,))
        self.shared = self._talk(plan, "the two of them", (self.person, other))
        edits.add(plan, self._like(plan, r.Insight, focal=focal, text="zanzibarquux likes yaks", conversation=None))
        edits.change(plan, r.Contact, other, note=f"Worked for {NAME} once")

    def _talk(self, plan: Plan, summary: str, people: tuple[int, ...]) -> int:
        return edits.add(plan, self._like(plan, r.Conversation, contacts=people, summary=summary, engagement=None))

    def _like(self, plan: Plan, record: type[Any], **values: Any) -> Any:
        """Another one like the first of the sample."""
        first = next(iter(store.read(plan.db, record).values()))
        return replace(first, id=0, uid=edits.new_uid(), **values)


def test_all_about_a_person_is_gathered(path: Path) -> None:
    with Plan.open(path) as plan:
        told = Told(plan)
        found = run(privacy.about(plan, [told.person]))
        assert {name: len(keys) for name, keys in found.records.items()} == {
            "contacts": 1,
            "ties": 1,
            "focal_relationships": 1,
            "goals": 1,
            "conversations": 2,
            "insights": 1,
        }
        assert found.alone["conversations"] == {told.alone}
        assert found.mentions == {"contacts": frozenset({key_of(plan, "c01")})}
        said = about_person(run(document.read_values(plan)), found)
    assert said["contacts"][0]["name"] == NAME
    assert said["insights"][0]["text"] == "zanzibarquux likes yaks"
    assert "Rosalind" not in json.dumps({k: v for k, v in said.items() if k != "mentions"})
    assert dumps(said)


@pytest.mark.parametrize("with_backups", [False, True])
def test_who_is_removed_for_good_is_nowhere_any_more(path: Path, with_backups: bool) -> None:
    heard: list[Changes] = []
    with Plan.open(path) as plan:
        told = Told(plan)
        edits.change(plan, r.Contact, key_of(plan, "c01"), note=None)
        run(backups.back_up(path, None))
        before = read.counts(plan).people
        plan.subscribe(heard.append)
        left = run(privacy.erase(plan, [told.person], on=TODAY, why="asked", with_backups=with_backups))
        assert (plan.undoable, plan.redoable) == (None, None)
        assert heard[-1].edit is Edit.ERASE
        assert read.counts(plan).people == before - 1
        assert left.shared == {"conversations": frozenset({told.shared})}
        assert left.mentions == {}
        assert Finder(plan).texts("zanzibarquux") == []
        talks = store.read(plan.db, r.Conversation, [told.alone, told.shared])
        assert [talk.contacts for talk in talks.values()] == [(key_of(plan, "c01"),)]
        assert store.read(plan.db, r.PlanInfo)[1].disposals == (r.Disposal("2026-03-02", 1, "asked", with_backups),)
        # While the plan is still open: not in the file, nor in what lies beside it.
        for file in path.parent.iterdir():
            assert b"zanzibar" not in file.read_bytes().lower()
        edits.add_contacts(plan, ["Work goes on"], on=TODAY)
    assert check(path).ok
    held = backups.listing(path)
    assert len(held) == 1
    assert (b"zanzibar" in held[0].file.read_bytes().lower()) is not with_backups
    assert left.backups == int(with_backups)


def test_what_the_disk_refuses_beside_a_removal_is_told_and_the_record_says_no_more_than_is_so(path: Path) -> None:
    with Plan.open(path) as plan:
        told = Told(plan)
        made = run(backups.back_up(path, None))
        assert made is not None
        made.file.unlink()
        made.file.mkdir()  # what the system does not let go
        left = run(privacy.erase(plan, [told.person], on=TODAY, why="asked", with_backups=True))
        assert (left.backups, left.backups_left, left.backed_up) == (0, 1, True)
        assert store.read(plan.db, r.PlanInfo)[1].disposals == (r.Disposal("2026-03-02", 1, "asked", False),)
        assert plan.undoable is None
        shutil.rmtree(made.file.parent)
        made.file.parent.write_text("a file where the folder should be", "utf-8")
        left = run(privacy.erase(plan, [key_of(plan, "c01")], on=TODAY, why="asked", with_backups=True))
        assert (left.backups, left.backups_left, left.backed_up) == (0, 0, False)
        assert len(store.read(plan.db, r.PlanInfo)[1].disposals) == 2


def test_everybody_can_be_removed_but_the_owner(path: Path) -> None:
    with Plan.open(path) as plan:
        everybody = [*document.uids(plan)["contacts"].values()]
        run(privacy.erase(plan, everybody, on=TODAY, why="date", with_backups=True))
        values = run(document.read_values(plan))
        assert values.contacts == {}
        assert (values.conversations, values.goals, values.ties, values.engagements) == ({}, {}, {}, {})
        assert values.info.disposals[0].people == 45
    assert check(path).ok


def test_the_day_up_to_which_a_plan_is_kept(path: Path) -> None:
    with Plan.open(path) as plan:
        assert not privacy.retention_over(plan, TODAY)
        edits.change(plan, r.PlanInfo, 1, retention_until="2026-03-02")
        assert privacy.retention_over(plan, TODAY)
        assert not privacy.retention_over(plan, date(2026, 3, 1))
