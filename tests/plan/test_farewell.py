"""The end of coaching: a plan its owner's alone, files destroyed with their backups, a record that names nobody."""

from datetime import date
from pathlib import Path

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.domain.levels import Level
from desktop.places import data_folder
from desktop.plan import (
    backups,
    companion,
    document,
    errors,
    farewell,
    giving,
    provenance,
    read,
    session_edits,
    taking_back,
)
from desktop.plan.file import Plan
from desktop.plan.key import Key, new_key
from tests.made_up import sample_plan

ON = date(2026, 3, 2)


@pytest.fixture(scope="module")
def key() -> Key:
    return run(new_key("nine birds over water"))


@pytest.fixture
def given_copy(tmp_path: Path) -> Path:
    """What a client has of a coach's plan."""
    target = tmp_path / "client.rapport"
    with Plan.open(sample_plan(tmp_path / "coach.rapport")) as plan:
        for session in read.records(plan, r.Session):
            session_edits.change_session(plan, session, with_="Ottoline Brask")
        run(giving.give(plan, target, Level.EVERYTHING, to="client", on=ON))
    return target


def test_a_copy_becomes_its_owners_alone_and_keeps_what_is_theirs(given_copy: Path, tmp_path: Path) -> None:
    with Plan.open(given_copy) as plan:
        before = run(document.read_values(plan))
        identity = provenance.identity(plan)
        farewell.become_own(plan, without_names=True)
        assert plan.undoable is None
        assert provenance.given(plan) is None
        assert run(provenance.prints(plan)) is None
        assert provenance.identity(plan) != identity
        after = run(document.read_values(plan))
    assert b"Ottoline" not in given_copy.read_bytes()
    assert {each.with_ for each in after.sessions.values()} == {""}
    assert after.next_steps == before.next_steps
    assert [each.shared_notes for each in after.sessions.values()] == [
        each.shared_notes for each in before.sessions.values()
    ]
    with Plan.open(tmp_path / "coach.rapport") as plan, pytest.raises(errors.OtherPlan):
        run(taking_back.compare(plan, given_copy, None))


def test_the_coachs_name_stays_where_that_is_wished(given_copy: Path) -> None:
    with Plan.open(given_copy) as plan:
        farewell.become_own(plan, without_names=False)
        assert {each.with_ for each in read.records(plan, r.Session).values()} == {"Ottoline Brask"}


def test_a_clean_copy_leaves_the_coachs_plan_alone(tmp_path: Path, key: Key) -> None:
    path, target = sample_plan(tmp_path / "coach.rapport", key=key), tmp_path / "clean.rapport"
    with Plan.open(path, key) as plan:
        identity = provenance.identity(plan)
        run(farewell.clean_copy(plan, target, without_names=True))
        assert provenance.identity(plan) == identity
        with pytest.raises(errors.SamePlan):
            run(farewell.clean_copy(plan, path, without_names=True))
        with Plan.open(target, key) as copy:
            assert provenance.identity(copy) != identity
            assert len(read.person_ids(copy)) == len(read.person_ids(plan))


def test_files_go_with_their_backups_and_the_record_names_nobody(tmp_path: Path, key: Key, home: Path) -> None:
    path = sample_plan(tmp_path / "Zanzibarquux.rapport")
    notes = companion.free_name(path)
    with Plan.open(path) as plan:
        companion.begin(notes, plan, key)
        run(backups.back_up(path, None))
        run(backups.back_up(notes, key))
    done = run(farewell.destroy([path], [notes], on=ON, why=farewell.ENDED, people=44, alias="Blue heron"))
    assert (done.plans, done.notes, done.backups, done.left) == (1, 1, 2, 0)
    assert done.disposal == r.Disposal("2026-03-02", 44, "ended", backups=True)
    assert farewell.let_go() == (done,)
    assert list(tmp_path.iterdir()) == []
    assert backups.every() == []
    said = (data_folder() / "let-go.json").read_bytes()
    assert b"Zanzibarquux" not in said
    assert b"Blue heron" in said


def test_what_somebody_has_open_stays_and_is_counted(tmp_path: Path) -> None:
    path = sample_plan(tmp_path / "open.rapport")
    with Plan.open(path):
        done = run(farewell.destroy([path], [], on=ON, why="own", people=1))
    assert (done.plans, done.left) == (0, 1)
    assert path.exists()
    assert [each.left for each in farewell.let_go()] == [1]


def test_a_record_that_cannot_be_read_is_none(home: Path) -> None:
    (data_folder() / "let-go.json").write_bytes(b"{")
    assert farewell.let_go() == ()
