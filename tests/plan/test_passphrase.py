"""A protected plan: nothing of it on the disk in plain, all work goes on, and no change of key loses it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import apsw
import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.plan import document, edits, errors, read
from desktop.plan.check import check, quick_health
from desktop.plan.copying import Health
from desktop.plan.file import Plan
from desktop.plan.key import Key, PassphraseTooShort, key_for, new_key
from desktop.plan.search import Finder
from tests.made_up import key_of, sample_plan

TODAY = date(2026, 3, 2)
WORDS = "a warm lamp, two chairs"


@pytest.fixture(scope="module")
def key() -> Key:
    return run(new_key(WORDS))


@pytest.fixture
def path(tmp_path: Path, key: Key) -> Path:
    return sample_plan(tmp_path / "plan.rapport", key=key)


def names(plan: Plan) -> set[str]:
    return {person.name for person in read.person_rows(plan)}


def test_all_work_goes_on_and_no_word_is_in_the_file(path: Path, key: Key, tmp_path: Path) -> None:
    with Plan.open(path, key) as plan:
        before = run(document.read_values(plan))
        person = key_of(plan, "c01")
        edits.change(plan, r.Contact, person, note="Zanzibarquux stands in her office")
        assert [hit.person for hit in Finder(plan).texts("zanzibarq")] == [person]
        assert quick_health(plan.path, plan.key) is Health.SOUND
        run(plan.save_copy(tmp_path / "copy.rapport"))
        run(plan.undo())
        assert run(document.read_values(plan)) == before
        run(plan.redo())
    assert check(path, key).counts["contacts"] == 45
    assert check(tmp_path / "copy.rapport", key).ok
    for file in tmp_path.iterdir():
        whole = file.read_bytes().lower()
        assert b"zanzibar" not in whole
        assert b"sqlite" not in whole
        assert b"rosalind" not in whole


def test_the_passphrase_opens_it_however_its_accents_are_composed(tmp_path: Path) -> None:
    path = sample_plan(tmp_path / "p.rapport", key=run(new_key("Grüße an alle Freunde")))
    with pytest.raises(errors.PassphraseWanted) as wanted:
        Plan.open(path)
    Plan.open(path, run(key_for(wanted.value.salt, "Gru\u0308ße an alle Freunde"))).close()


def test_any_sqlcipher_program_opens_it_with_the_same_words(path: Path) -> None:
    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    for name, value in (("cipher", "sqlcipher"), ("legacy", 4), ("key", WORDS)):
        db.pragma(name, value)
    assert db.execute("SELECT count(*) FROM contacts").get == 46
    db.close()


def test_without_the_passphrase_or_with_a_wrong_one_nothing_happens(path: Path, key: Key, tmp_path: Path) -> None:
    before = path.read_bytes()
    for opening in (Plan.open, Plan.open_to_read, check):
        with pytest.raises(errors.PassphraseWanted):
            opening(path)
        with pytest.raises(errors.WrongPassphrase):
            opening(path, run(key_for(key.salt, "a warm lamp, two chair")))
        with pytest.raises(errors.WrongPassphrase):
            opening(path, Key(key.secret, bytes(16)))
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["plan.rapport"]


def test_damage_in_front_looks_like_a_wrong_passphrase_and_is_found_anywhere_else(path: Path, key: Key) -> None:
    whole = path.read_bytes()
    for at, problem in ((20, errors.WrongPassphrase), (4096 + 9, errors.Damaged)):
        broken = bytearray(whole)
        broken[at] ^= 1
        path.write_bytes(broken)
        with pytest.raises(problem), Plan.open(path, key) as plan:
            run(document.read_values(plan))
        if problem is errors.Damaged:
            assert not check(path, key).ok
            assert quick_health(path, key) is Health.BROKEN
        assert path.read_bytes() == broken


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(PassphraseTooShort):
        run(new_key("eleven char"))


def test_a_passphrase_is_set_changed_and_removed_while_the_plan_is_open(tmp_path: Path, key: Key) -> None:
    path = sample_plan(tmp_path / "plan.rapport")
    with Plan.open(path) as plan:
        edits.add_contacts(plan, ["Before"], on=TODAY)
        values = run(document.read_values(plan))
        run(plan.change_key(key))
        assert plan.key == key
        assert run(document.read_values(plan)) == values
        assert b"Rosalind" not in path.read_bytes()
        # What was done before can still be undone, and work goes on.
        run(plan.undo())
        assert "Before" not in names(plan)
        run(plan.redo())
        edits.add_contacts(plan, ["After"], on=TODAY)
        with pytest.raises(errors.InUse):
            Plan.open(path, key)
        other = run(new_key("another twelve"))
        run(plan.change_key(other))
    with pytest.raises(errors.WrongPassphrase):
        Plan.open(path, key)
    with Plan.open(path, other) as plan:
        assert {"Before", "After"} <= names(plan)
        run(plan.change_key(None))
    assert check(path).counts["contacts"] == 47
    assert [p.name for p in tmp_path.iterdir()] == ["plan.rapport"]
    assert path.stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_a_change_of_key_that_is_stopped_leaves_the_plan_as_it_was(tmp_path: Path, key: Key) -> None:
    path = sample_plan(tmp_path / "plan.rapport")
    with Plan.open(path) as plan:
        job = plan.change_key(key)
        next(job)
        with pytest.raises(RuntimeError):
            edits.add_contacts(plan, ["Meanwhile"], on=TODAY)
        job.close()
        edits.add_contacts(plan, ["After"], on=TODAY)
        assert plan.key is None
    assert check(path).counts["contacts"] == 46
    assert [p.name for p in tmp_path.iterdir()] == ["plan.rapport"]


def test_a_changed_file_is_not_replaced_by_a_change_of_key(tmp_path: Path, key: Key) -> None:
    path = sample_plan(tmp_path / "plan.rapport")
    with Plan.open(path) as plan:
        db = apsw.Connection(str(path))
        db.execute("UPDATE contacts SET role='from outside' WHERE id=5")
        db.close()
        before = path.read_bytes()
        with pytest.raises(errors.ChangedOutside):
            run(plan.change_key(key))
        assert path.read_bytes() == before
