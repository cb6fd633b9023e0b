"""A copy goes out, both sides work on, it comes back: what was accepted is there once, what was refused is not."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import records as r
from desktop.domain.by_uid import KINDS, Held, by_uid, references, translated_value
from desktop.domain.differences import Difference, Kind, closure
from desktop.domain.job import run
from desktop.domain.levels import Level
from desktop.domain.parts import Part, is_pair, is_record, parts
from desktop.domain.prints import compared
from desktop.domain.weighing import alike
from desktop.plan import document, errors, store
from desktop.plan.file import Plan
from desktop.plan.giving import give
from desktop.plan.step import Edit
from desktop.plan.taking_back import Compared, compare, take
from tests.domain.generated import made_up
from tests.made_up import full_values
from tests.plan.test_undo import look_over, rows_of

DAY = date(2026, 3, 2)
WORDS = ("", "one", "two", "three", "ally", "2026-03-09")


def write(path: Path, values: Any) -> Path:
    Plan.create(path, lambda plan: run(document.replace_all(plan, values, Edit.SET_UP)))
    return path


def everything_said() -> Any:
    values = full_values()
    day = values.workshops[1]
    actions = tuple(replace(action, uid=f"action-{n}") for n, action in enumerate(day.actions))
    return replace(values, workshops={1: replace(day, actions=actions)})


@pytest.fixture(scope="module")
def given_away(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two plans (one made up, one in which every field says something) and a copy at each level."""
    folder = tmp_path_factory.mktemp("given")
    for name, values in (("made-up", made_up(3, 7, 3, 5)), ("full", everything_said())):
        with Plan.open(write(folder / f"{name}.rapport", values)) as plan:
            for level in Level:
                run(give(plan, folder / f"{name} {level.value}.rapport", level, to="coach", on=DAY, reader="Ann3"))
    return folder


class Nobody(Exception):
    """There is no record that another one must refer to."""


class Hand:
    """Edits a plan at random, beyond what any screen lets a person do. `mark`: begins the uids of what it adds."""

    def __init__(self, plan: Plan, seed: int, mark: str) -> None:
        self.plan, self.random = plan, Random(seed)
        self.uids = (f"{mark}-{n}" for n in count(1))

    def keys(self, collection: str) -> list[int]:
        return [key for (key,) in self.plan.db.execute(f'SELECT id FROM "{collection}" ORDER BY id')]

    def edit(self) -> None:
        with suppress(Nobody):
            self._edit()

    def _edit(self) -> None:
        collection = self.random.choice([*r.COLLECTIONS, "contacts", "contacts", "goals", "conversations", "workshops"])
        kind, keys = r.COLLECTIONS[collection], self.keys(collection)
        what = self.random.choice(("change", "change", "change", "add", "delete"))
        with self.plan.step(Edit.CHANGE_PLAN) as step:
            if what == "add":
                writer = store.Writer(step.db)
                writer.add(self.record(kind))
                writer.flush()
            elif keys:
                key = self.random.choice(keys)
                part = self.random.choice(parts(kind))
                if what == "change":
                    held = getattr(store.read(step.db, kind, [key])[key], part.name)
                    store.update(step.db, kind, key, {part.name: self.another(part, held)})
                elif collection != "contacts" or key != document.owner_id(self.plan):
                    store.delete(step.db, kind, [key])

    def another(self, part: Part, held: Any) -> Any:
        """Another value; of a list it is often the same with an item more, less or changed."""
        if part.kind == "children" and held and self.random.random() < 0.7:
            at = self.random.randrange(len(held))
            item = held[at]
            if not is_pair(part.type) and self.random.random() < 0.5:
                inner = self.random.choice(parts(part.type))
                item = replace(item, **{inner.name: self.another(inner, getattr(item, inner.name))})
                return (*held[:at], item, *held[at + 1 :])
            return held[:at] + held[at + 1 :]
        if part.kind == "object" and held is not None and self.random.random() < 0.7:
            inner = self.random.choice(parts(part.type))
            return replace(held, **{inner.name: self.another(inner, getattr(held, inner.name))})
        return self.value(part)

    def record(self, kind: type[Any]) -> Any:
        values = {part.name: self.value(part) for part in parts(kind)}
        if is_pair(kind):
            return kind(**values)
        if issubclass(kind, r.Record):
            return kind(0, next(self.uids), **values)
        return kind(0, **values) if kind is r.Tie else kind(**values)

    def value(self, part: Part) -> Any:
        if part.optional and self.random.random() < 0.3:
            return None
        if part.kind == "object":
            return self.record(part.type)
        if part.kind == "map":
            names = self.some(part.key_target) if part.key_target else self.random.sample(("x", "y", "z"), 2)
            return {name: self.held(part) for name in names}
        if part.kind == "links":
            return self.some(part.target or "")
        if part.kind in ("texts", "children"):
            items = [self.held(part) for _ in range(self.random.randint(0, 2))]
            return tuple(item for n, item in enumerate(items) if item not in items[:n])
        return self.held(part)

    def some(self, collection: str) -> tuple[int, ...]:
        keys = self.keys(collection)
        return tuple(self.random.sample(keys, self.random.randint(0, min(3, len(keys)))))

    def held(self, part: Part) -> Any:
        if is_record(part.type):
            return self.record(part.type)
        if part.target:
            keys = self.keys(part.target)
            if not keys:
                raise Nobody
            return self.random.choice(keys)
        if part.type is bool:
            return self.random.random() < 0.5
        return self.random.choice(WORDS) if part.type is str else self.random.randint(0, 4)


@contextmanager
def both(given_away: Path, folder: Path, name: str, level: Level) -> Iterator[tuple[Plan, Plan]]:
    """Fresh copies of a plan and of the copy that was given of it, open."""
    with ExitStack() as opened:
        files = (f"{name}.rapport", f"{name} {level.value}.rapport")
        paths = [Path(shutil.copy(given_away / file, folder / f"{n}.rapport")) for n, file in enumerate(files)]
        yield opened.enter_context(Plan.open(paths[0])), opened.enter_context(Plan.open(paths[1]))


def held_by(plan: Plan) -> Held:
    values = run(document.read_values(plan))
    return run(by_uid(values, values.owner.uid))


def of_all(found: Compared) -> list[Difference]:
    return list(found.found.values())


def as_kept(held: Held, part: Part, value: Any) -> Any:
    """A field as a plan can keep it: what it names and the plan does not have is left out."""
    return translated_value(part, value, lambda collection, uid: uid if uid in held[collection] else None)


def same_field(held: Held, part: Part, one: Any, other: Any) -> bool:
    return alike(part, as_kept(held, part, one), as_kept(held, part, other))


def take_the_rest(plan: Plan, other: Plan) -> None:
    """Accept everything. What had been deleted here and comes back can only then be named by what stayed without it."""
    found = run(compare(plan, other.path)).found
    back = {each.name for each in found.values() if each.ours is None and each.kind is Kind.CHANGED}
    run(take(plan, list(found.values())))
    left = run(compare(plan, other.path)).found
    for each in left.values():
        named = {
            name for part in parts(KINDS[each.collection]) for name in references(part, each.values.get(part.name))
        }
        assert named & back, f"{each.id} is left"
    if left:
        run(take(plan, list(left.values())))
        assert not run(compare(plan, other.path)).found


def verify(before: Held, after: Held, found: Compared, chosen: set[str]) -> None:
    """Accepted: there. Refused: not there. Everything else: as before."""
    taken = {name for each in of_all(found) if each.id in chosen for name in each.takes}
    written = {(each.name, field) for each in of_all(found) if each.id in chosen for field in each.values}
    for each in of_all(found):
        collection, uid = each.name
        now = after[collection].get(uid)
        if each.id not in chosen:
            if each.ours is None:
                assert now is None, f"{each.id} was refused"
            elif each.kind is Kind.DELETED and each.name not in taken:
                assert now is not None, f"{each.id} was refused"
        elif each.kind is Kind.DELETED:
            assert now is None, each.id
        else:
            assert now is not None, each.id
            for part in parts(KINDS[collection]):
                if part.name in each.values:
                    assert same_field(after, part, getattr(now, part.name), each.values[part.name]), each.id
    gone = taken | {each.name for each in of_all(found) if each.id in chosen and each.kind is Kind.DELETED}
    came = {each.name for each in of_all(found) if each.id in chosen and each.ours is None}
    for collection, records in after.items():
        assert set(records) - set(before[collection]) == {uid for name, uid in came if name == collection}
        assert set(before[collection]) - set(records) == {uid for name, uid in gone if name == collection}
        for uid, record in records.items():
            for part in parts(KINDS[collection]) if uid in before[collection] else ():
                if ((collection, uid), part.name) not in written:
                    was = getattr(before[collection][uid], part.name)
                    assert same_field(after, part, was, getattr(record, part.name)), (collection, uid, part.name)


def nothing_else(given: Held, theirs: Held, found: Compared) -> None:
    """What was not done to the copy is no difference."""
    for each in of_all(found):
        collection, uid = each.name
        was, now = given[collection].get(uid), theirs[collection].get(uid)
        if each.field:
            known = {part.name: part for part in parts(KINDS[collection])}
            assert was is None or any(
                not alike(known[name], getattr(was, name), getattr(now, name)) for name in each.values
            ), each.id
        elif each.kind is Kind.ADDED:
            assert was is None, each.id
        elif each.kind is Kind.DELETED:
            assert was is not None, each.id
            assert now is None, each.id


def say_the_same(one: Held, other: Held) -> None:
    """Both say the same; what was put together on both sides may stand in another order."""
    for collection, records in one.items():
        assert records.keys() == other[collection].keys(), collection
        for uid, record in records.items():
            for part in compared(collection):
                ours, theirs = (
                    tuple(sorted(value, key=repr)) if isinstance(value, tuple) else value
                    for value in (getattr(record, part.name), getattr(other[collection][uid], part.name))
                )
                assert same_field(one, part, ours, theirs), (collection, uid, part.name, ours, theirs)


@settings(max_examples=25)
@given(
    name=st.sampled_from(("made-up", "full")),
    level=st.sampled_from(Level),
    here=st.lists(st.integers(0, 10**6), max_size=12),
    there=st.lists(st.integers(0, 10**6), min_size=1, max_size=12),
    refused=st.sets(st.integers(0, 30)),
)
def test_any_edits_on_both_sides(
    tmp_path_factory: pytest.TempPathFactory,
    given_away: Path,
    name: str,
    level: Level,
    here: Sequence[int],
    there: Sequence[int],
    refused: set[int],
) -> None:
    with both(given_away, tmp_path_factory.mktemp("both"), name, level) as (plan, copy):
        as_given = held_by(copy)
        for side, seeds in ((plan, here), (copy, there)):
            for n, seed in enumerate(seeds):
                Hand(side, seed, f"{'here' if side is plan else 'there'}-{n}").edit()
        rows, before = rows_of(plan), held_by(plan)
        found = run(compare(plan, copy.path))
        assert found.found == run(compare(plan, copy.path)).found, "the same every time"
        nothing_else(as_given, held_by(copy), found)
        wanted = [each.id for n, each in enumerate(of_all(found)) if n not in refused]
        chosen = closure(found.found, lambda each: each.id in wanted)
        run(take(plan, [each for each in of_all(found) if each.id in chosen]))
        look_over(plan)
        verify(before, held_by(plan), found, chosen)
        if rows_of(plan) != rows:
            after = rows_of(plan)
            run(plan.undo())
            assert rows_of(plan) == rows
            run(plan.redo())
            assert rows_of(plan) == after
        # Now the rest, then the other way round: both have everything, and nothing is left to say.
        take_the_rest(plan, copy)
        if level is not Level.EVERYTHING:
            with pytest.raises(errors.HoldsLess):
                run(compare(copy, plan.path))
            return
        take_the_rest(copy, plan)
        look_over(copy)
        assert not run(compare(copy, plan.path)).found
        assert not run(compare(plan, copy.path)).found
        say_the_same(held_by(plan), held_by(copy))


def test_prints_that_make_no_sense_are_a_damaged_copy(given_away: Path, tmp_path: Path) -> None:
    with both(given_away, tmp_path, "made-up", Level.EVERYTHING) as (plan, copy):
        with copy.step(Edit.CHANGE_PLAN) as step:
            step.db.execute("UPDATE provenance_prints SET prints=x'00'")
        before = rows_of(plan)
        with pytest.raises(errors.Damaged):
            run(compare(plan, copy.path))
        assert rows_of(plan) == before


def test_what_a_copy_never_held_stays_when_all_of_it_is_taken_back(given_away: Path, tmp_path: Path) -> None:
    """Notes and addresses were left out: the copy is blank there, and edits beside them do not blank the plan."""
    with both(given_away, tmp_path, "full", Level.TOGETHER) as (plan, copy):
        key = document.uids(copy)["contacts"]["contact-1"]
        held = store.read(plan.db, r.Contact, [key])[key]
        with copy.step(Edit.CHANGE_PERSON) as step:
            store.update(step.db, r.Contact, key, {"role": "Another"})
        run(take(plan, of_all(run(compare(plan, copy.path)))))
        after = store.read(plan.db, r.Contact, [key])[key]
        assert after == replace(held, role="Another")
        assert after.note
        assert after.email


def test_a_tie_written_twice_goes_as_one(given_away: Path, tmp_path: Path) -> None:
    with both(given_away, tmp_path, "full", Level.EVERYTHING) as (plan, copy):
        with plan.step(Edit.CHANGE_PLAN) as step:
            step.db.execute("INSERT INTO ties (a, b, strength, basis, label) SELECT b, a, 1, 'told', '' FROM ties")
        assert len(rows_of(plan)["ties"]) == 2
        with copy.step(Edit.CHANGE_PLAN) as step:
            step.db.execute("DELETE FROM ties")
        run(take(plan, of_all(run(compare(plan, copy.path)))))
        assert not rows_of(plan)["ties"]
        assert not run(compare(plan, copy.path)).found


def test_what_the_client_fills_in_for_a_session_gets_to_the_coach(given_away: Path, tmp_path: Path) -> None:
    with both(given_away, tmp_path, "full", Level.TOGETHER) as (plan, copy):
        mine, theirs = run(document.read_values(plan)), run(document.read_values(copy))
        for here, there in zip(mine.sessions.values(), theirs.sessions.values(), strict=True):
            assert here.check_in is not None
            assert (there.check_in, there.question, there.shared_notes) == (
                here.check_in, here.question, here.shared_notes,
            )  # fmt: skip
        homework = {step.uid: (step.first_sign, step.comment) for step in mine.next_steps.values() if step.agreed_in}
        assert all(map(all, homework.values()))
        assert homework == {
            step.uid: (step.first_sign, step.comment) for step in theirs.next_steps.values() if step.uid in homework
        }


def test_nothing_deleted_in_a_copy_can_be_read_in_it(given_away: Path, tmp_path: Path) -> None:
    with both(given_away, tmp_path, "full", Level.EVERYTHING) as (_plan, copy):
        key = document.uids(copy)["contacts"]["contact-1"]
        name = store.read(copy.db, r.Contact, [key])[key].name
        with copy.step(Edit.DELETE_PERSON) as step:
            store.delete(step.db, r.Contact, [key])
        for (packed,) in copy.db.execute("SELECT prints FROM provenance_prints"):
            assert name.encode() not in zlib.decompress(packed)
            assert b"contact-1" not in zlib.decompress(packed)
