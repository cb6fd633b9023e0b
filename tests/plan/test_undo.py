"""Whatever edits are made, undone and redone, the file is as it was: rows, search index, references."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.domain.tiers import TIERS
from desktop.exchange import plan_json
from desktop.plan import document, edits, read, shape, tables
from desktop.plan.file import Plan
from desktop.plan.importing import Arrival, take_in
from desktop.plan.step import Changes, Edit, Origin
from tests.made_up import empty_plan, full_values, sample_plan

TODAY = date(2026, 3, 2)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
PICK = st.integers(0, 10_000)


def rows_of(plan: Plan) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    return {t.name: list(plan.db.execute(f'SELECT * FROM "{t.name}" ORDER BY id')) for t in shape.all_tables()}


def look_over(plan: Plan) -> None:
    """References, the search index and the database itself are right."""
    db = plan.db
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.execute("PRAGMA query_only=0")
    for table in tables.SEARCHED:
        db.execute(f"INSERT INTO {table}_search({table}_search, rank) VALUES ('integrity-check', 1)")
    db.execute("PRAGMA query_only=1")


class Editing(RuleBasedStateMachine):
    """Any sequence of edits, undo and redo; the states before and after each edit are remembered and compared."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.seen: list[Changes] = []

    @initialize(sample=st.booleans())
    def open(self, sample: bool) -> None:
        path = self.folder / "p.rapport"
        self.plan = Plan.open(sample_plan(path) if sample else empty_plan(path))
        self.plan.subscribe(self.seen.append)
        self.states = [rows_of(self.plan)]
        self.at = 0

    def teardown(self) -> None:
        if hasattr(self, "plan"):
            look_over(self.plan)
            self.plan.close()
        shutil.rmtree(self.folder)

    def keys(self, table: str) -> list[int]:
        owner = document.owner_id(self.plan)
        found = [key for (key,) in self.plan.db.execute(f'SELECT id FROM "{table}" ORDER BY id')]
        return [key for key in found if table != "contacts" or key != owner]

    def one(self, table: str, pick: int) -> int | None:
        keys = self.keys(table)
        return keys[pick % len(keys)] if keys else None

    def edit(self, work: Callable[[], object]) -> None:
        before = len(self.seen)
        work()
        after = rows_of(self.plan)
        if after == self.states[self.at]:
            assert len(self.seen) == before, "a notice of nothing"
            return
        assert [change.origin for change in self.seen[before:]] == [Origin.DO]
        del self.states[self.at + 1 :]
        self.states.append(after)
        self.at += 1

    @rule(names=st.lists(TEXT, min_size=1, max_size=4), tier=st.sampled_from([None, *TIERS]))
    def name_people(self, names: list[str], tier: str | None) -> None:
        self.edit(lambda: edits.add_contacts(self.plan, names, on=TODAY, tier=tier))

    @rule(pick=PICK, tier=st.sampled_from([None, *TIERS]), group=PICK, keep=st.booleans(), day=st.integers(0, 3))
    def move(self, pick: int, tier: str | None, group: int, keep: bool, day: int) -> None:
        if (who := self.one("contacts", pick)) is not None:
            to = edits.KEEP if keep else self.one("groups", group)
            on = date(2026, 3, 2 + day)
            self.edit(lambda: edits.move_contact(self.plan, who, tier, on=on, group=to))

    @rule(pick=PICK, role=TEXT, note=TEXT, tags=st.lists(TEXT, max_size=3))
    def describe(self, pick: int, role: str, note: str, tags: list[str]) -> None:
        if (who := self.one("contacts", pick)) is not None:
            self.edit(lambda: edits.change(self.plan, r.Contact, who, role=role, note=note, tags=tuple(tags)))

    @rule(pick=PICK, label=st.sampled_from(["Acme", "Brindlemere Water", ""]))
    def employ(self, pick: int, label: str) -> None:
        if (who := self.one("contacts", pick)) is not None:
            self.edit(lambda: edits.set_organisation(self.plan, who, label))

    @rule(picks=st.lists(PICK, min_size=1, max_size=3))
    def delete_people(self, picks: list[int]) -> None:
        who = sorted({key for pick in picks if (key := self.one("contacts", pick)) is not None})
        self.edit(lambda: run(edits.delete_contacts(self.plan, who)))

    @rule(a=PICK, b=PICK)
    def tie(self, a: int, b: int) -> None:
        one, other = self.one("contacts", a), self.one("contacts", b)
        if one is not None and other is not None and one != other:
            self.edit(lambda: edits.add(self.plan, r.Tie(0, one, other)))

    @rule(label=TEXT)
    def group(self, label: str) -> None:
        self.edit(lambda: edits.add(self.plan, r.Group(0, edits.new_uid(), label)))

    @rule(pick=PICK)
    def ungroup(self, pick: int) -> None:
        if (group := self.one("groups", pick)) is not None:
            self.edit(lambda: edits.remove(self.plan, r.Group, group))

    @rule(pick=PICK, statement=TEXT)
    def aim(self, pick: int, statement: str) -> None:
        if (who := self.one("contacts", pick)) is None:
            return
        focal = r.FocalRelationship(
            0, edits.new_uid(), who, "create", 1, "ally", None, "active", "2026-03-02", 30, None, ""
        )
        self.edit(lambda: edits.add(self.plan, focal))
        key = self.keys("focal_relationships")[-1]
        goal = r.Goal(0, edits.new_uid(), key, 1, None, statement, None, None, None, {"0": "done"}, None, None, "draft")
        self.edit(lambda: edits.add(self.plan, goal))

    @rule(pick=PICK, text=TEXT, two_way=st.booleans(), day=st.integers(1, 28))
    def talk(self, pick: int, text: str, two_way: bool, day: int) -> None:
        if (who := self.one("contacts", pick)) is None:
            return
        promise = r.Promise(text, f"2026-03-{day:02}", None)
        said = r.Conversation(
            0,
            edits.new_uid(),
            (who,),
            f"2026-02-{day:02}",
            None,
            "phone",
            None,
            text,
            None,
            (text,),
            (),
            (promise,),
            two_way,
        )
        self.edit(lambda: edits.note_conversation(self.plan, said))

    @rule(pick=PICK)
    def forget_a_talk(self, pick: int) -> None:
        if (key := self.one("conversations", pick)) is not None:
            self.edit(lambda: edits.delete_conversation(self.plan, key))

    @rule(pick=PICK, text=TEXT)
    def rewrite_a_goal(self, pick: int, text: str) -> None:
        if (key := self.one("goals", pick)) is not None:
            self.edit(lambda: edits.change_goal(self.plan, key, on=TODAY, statement=text))

    @rule(picks=st.lists(PICK, min_size=1, max_size=4), tier=st.sampled_from(TIERS))
    def move_several(self, picks: list[int], tier: str) -> None:
        who = sorted({key for pick in picks if (key := self.one("contacts", pick)) is not None})
        if who:
            self.edit(lambda: run(edits.move_contacts(self.plan, who, tier, on=TODAY)))

    @rule(count=st.integers(1, 400), fill=st.booleans())
    def bring_in(self, count: int, fill: bool) -> None:
        arrivals = [Arrival(None, {"name": f"New {n}", "organisation": f"Firm {n % 7}"}) for n in range(count)]
        if fill and (who := self.one("contacts", count)) is not None:
            arrivals.append(Arrival(who, {"organisation": "Firm 99", "urls": ("https://a.example",)}))
        self.edit(lambda: run(take_in(self.plan, arrivals, on=TODAY)))

    @rule(stop=st.integers(1, 3))
    def bring_in_and_cancel(self, stop: int) -> None:
        job = take_in(self.plan, [Arrival(None, {"name": f"Gone {n}"}) for n in range(600)], on=TODAY)
        for _ in range(stop):
            next(job)
        job.close()
        assert rows_of(self.plan) == self.states[self.at]

    @rule()
    def merge_a_document(self) -> None:
        def merge() -> None:
            said = plan_json.document_of(full_values())
            values = plan_json.values_of(said, document.uids(self.plan), document.owner_id(self.plan))
            mentioned = plan_json.mentioned(said)
            found = run(document.compare(self.plan, values, mentioned))
            run(document.merge(self.plan, values, mentioned, found, Edit.IMPORT))

        self.edit(merge)

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        run(self.plan.undo())
        self.at -= 1
        assert self.seen[-1].origin is Origin.UNDO

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        run(self.plan.redo())
        self.at += 1
        assert self.seen[-1].origin is Origin.REDO

    @invariant()
    def as_remembered(self) -> None:
        if hasattr(self, "plan"):
            assert rows_of(self.plan) == self.states[self.at]
            assert (self.plan.undoable is None) == (self.at == 0)


Editing.TestCase.settings = settings(
    max_examples=30, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestEditing = Editing.TestCase


def test_undo_of_a_deletion_brings_back_everything_that_hung_on_the_person(tmp_path: Path) -> None:
    with Plan.open(sample_plan(tmp_path / "s.rapport")) as plan:
        before = rows_of(plan)
        run(edits.delete_contacts(plan, list(read.names(plan))))
        assert read.counts(plan) == (0, 0, 0, 0)
        look_over(plan)
        run(plan.undo())
        assert rows_of(plan) == before
        look_over(plan)


def test_a_cancelled_undo_leaves_the_plan_as_it_was(tmp_path: Path) -> None:
    with Plan.open(empty_plan(tmp_path / "e.rapport")) as plan:
        run(take_in(plan, [Arrival(None, {"name": f"P {n}"}) for n in range(1000)], on=TODAY))
        before = rows_of(plan)
        job = plan.undo()
        for _ in range(3):
            next(job)
        job.close()
        assert rows_of(plan) == before
        look_over(plan)
        run(plan.undo())
        assert read.counts(plan).waiting == 0


def test_a_notice_names_the_records_touched_by_rows_of_child_tables(tmp_path: Path) -> None:
    with Plan.open(sample_plan(tmp_path / "s.rapport")) as plan:
        seen: list[Changes] = []
        plan.subscribe(seen.append)
        person = read.person_rows(plan)[4].id
        edits.change(plan, r.Contact, person, groups=(2,))
        assert seen[-1].tables == {"contacts": frozenset({person})}
        workshop = read.records(plan, r.Workshop)[1]
        action = workshop.actions[0]
        changed = r.Action(action.id, action.uid, action.text, (person,), None, None, "", "open")
        with plan.step(Edit.CHANGE_PLAN) as step:
            from desktop.plan import store

            store.update(step.db, r.Workshop, 1, {"actions": (changed, *workshop.actions[1:])})
        assert seen[-1].tables == {"workshops": frozenset({1})}


@pytest.mark.parametrize("work", [Plan.undo, Plan.redo])
def test_with_nothing_to_take_back_nothing_happens(tmp_path: Path, work: Any) -> None:
    with Plan.open(empty_plan(tmp_path / "e.rapport")) as plan:
        assert run(work(plan)) is None


def test_what_would_leave_a_reference_without_its_record_is_not_undone(tmp_path: Path) -> None:
    with Plan.open(empty_plan(tmp_path / "p.rapport")) as plan:
        group = edits.add(plan, r.Group(0, edits.new_uid(), "Board"))
        adding = plan.undoable
        assert adding is not None
        (ada,) = edits.add_contacts(plan, ["Ada"], on=TODAY, tier="ally")
        run(edits.set_group(plan, [ada], group))
        before = rows_of(plan)
        with pytest.raises(RuntimeError, match="reference"):
            run(plan._apply(adding.inverse(), len(adding.changesets)))
        assert rows_of(plan) == before
        look_over(plan)
        for _ in range(3):
            run(plan.undo())
        look_over(plan)
