"""Backups are whole, of every state once, fewer the older they are, and never in the way of the plan."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.job import run
from desktop.plan import backups, document, edits, errors, provenance, read
from desktop.plan.check import check
from desktop.plan.file import Plan
from desktop.plan.key import Key, new_key
from desktop.plan.protect import change_passphrase
from tests.made_up import sample_plan

TODAY = date(2026, 3, 2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    return sample_plan(folder / "plan.rapport")


def waiting(backup: backups.Backup, key: Key | None = None) -> int:
    with Plan.open_to_read(backup.file, key) as plan:
        return read.counts(plan).waiting


def test_a_state_is_backed_up_once_and_can_be_looked_at(path: Path) -> None:
    assert backups.wanted(path)
    with Plan.open(path) as plan:
        first = run(backups.back_up(path, plan.key))
        assert first is not None
        assert (first.plan, first.counts["contacts"], first.protected) == (path, 45, False)
        assert abs(first.at.timestamp() - path.stat().st_mtime) < 0.01
        assert not backups.wanted(path)
        assert run(backups.back_up(path, None)) is None
        edits.add_contacts(plan, ["One more"], on=TODAY)
        assert backups.wanted(path)
        second = run(backups.back_up(path, None))
        edits.add_contacts(plan, ["Another"], on=TODAY)
    assert second is not None
    assert backups.listing(path) == [second, first]
    assert backups.every() == [[second, first]]
    assert [waiting(backup) for backup in (first, second)] == [0, 1]
    assert all(backups.intact(backup) for backup in (first, second))
    assert [p.name for p in path.parent.iterdir()] == ["plan.rapport"]
    assert os.name == "nt" or {p.stat().st_mode & 0o077 for p in first.file.parent.iterdir()} == {0}


def test_they_are_found_when_the_plan_is_lost_and_restored_beside_what_is_there(path: Path) -> None:
    with Plan.open(path) as plan:
        backup = run(backups.back_up(path, None))
        edits.add_contacts(plan, ["Later"], on=TODAY)
    assert backup is not None
    present = path.read_bytes()
    with pytest.raises(errors.AlreadyThere):
        run(backups.restore(backup, path))
    restored = path.with_name("plan as it was.rapport")
    run(backups.restore(backup, restored))
    assert check(restored).counts["contacts"] == 45
    assert path.read_bytes() == present
    path.unlink()
    assert backups.listing(path) == [backup]
    run(backups.restore(backup, path))
    assert check(path).counts["contacts"] == 45


def test_a_journal_of_a_lost_plan_is_not_played_into_a_restored_one(path: Path) -> None:
    backup = run(backups.back_up(path, None))
    assert backup is not None
    path.unlink()
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(1000))
    with pytest.raises(errors.AlreadyThere):
        run(backups.restore(backup, path))
    assert [p.name for p in path.parent.iterdir()] == [journal.name]


def test_a_plan_that_is_not_sound_is_not_backed_up(path: Path) -> None:
    good = run(backups.back_up(path, None))
    whole = bytearray(path.read_bytes())
    for page in range(5, 60):
        whole[page * 4096 : page * 4096 + 64] = os.urandom(64)
    path.write_bytes(whole)
    with pytest.raises(errors.Damaged):
        run(backups.back_up(path, None))
    assert backups.listing(path) == [good]
    assert {p.suffix for p in backups.folder_of(path).iterdir()} == {".rapport", ".json"}


def test_a_backup_that_was_changed_is_not_restored(path: Path) -> None:
    backup = run(backups.back_up(path, None))
    assert backup is not None
    whole = bytearray(backup.file.read_bytes())
    whole[-1] ^= 1
    backup.file.write_bytes(whole)
    assert not backups.intact(backup)
    with pytest.raises(errors.Damaged):
        run(backups.restore(backup, path.with_name("restored.rapport")))
    assert [p.name for p in path.parent.iterdir()] == ["plan.rapport"]


def test_a_backup_that_was_never_finished_counts_for_nothing(path: Path) -> None:
    backup = run(backups.back_up(path, None))
    assert backup is not None
    backup.file.with_suffix(".json").unlink()
    assert backups.listing(path) == []
    (backup.file.parent / ".x.rapport.999999999.new").write_bytes(b"left by a crash")
    assert run(backups.back_up(path, None)) == backup
    assert len(list(backup.file.parent.iterdir())) == 2


def test_a_stopped_backup_leaves_nothing(path: Path) -> None:
    job = backups.back_up(path, None)
    next(job)
    job.close()
    assert {p.suffix for p in backups.folder_of(path).iterdir()} in (set(), {".rapport", ".json"})


def test_older_ones_become_fewer(path: Path) -> None:
    newest = datetime(2026, 11, 25, 18, tzinfo=UTC)
    every = [
        backups.Backup(Path(f"{n}"), path, newest - timedelta(hours=6 * n), {}, 0, "", protected=False)
        for n in range(4 * 500)
    ]
    gone = {each.file for each in backups.thinned(every)}
    kept = [each.at for each in every if each.file not in gone]
    assert kept[0] == newest
    age = [(newest - at) / timedelta(days=1) for at in kept]
    assert sum(days <= 2 for days in age) == 9
    assert len(kept) <= 9 + 12 + 10 + 9
    assert 230 < max(age) < 290
    # What is kept stays kept: thinning again lets nothing more go.
    assert backups.thinned([each for each in every if each.file not in gone]) == []


def test_with_a_passphrase_no_plain_backup_stays(path: Path) -> None:
    key = run(new_key("a warm lamp, two chairs"))
    with Plan.open(path) as plan:
        run(backups.back_up(path, None))
        edits.add_contacts(plan, ["Zanzibarquux"], on=TODAY)
        values = run(document.read_values(plan))
        assert run(change_passphrase(plan, key)) == ()
        assert run(document.read_values(plan)) == values
        held = backups.listing(path)
        assert [waiting(backup, key) for backup in held] == [1, 0]
        assert all(backup.protected and backups.intact(backup) for backup in held)
        for file in [*path.parent.iterdir(), *backups.folder_of(path).iterdir()]:
            assert b"zanzibar" not in file.read_bytes().lower()
            assert b"rosalind" not in file.read_bytes().lower()
        with pytest.raises(errors.PassphraseWanted):
            waiting(held[0])
        other = run(new_key("another twelve or so"))
        assert run(change_passphrase(plan, other)) == ()
        assert sorted(waiting(backup, other) for backup in backups.listing(path)) == [0, 1, 1]
        # One whose passphrase nobody said is left, and named.
        stray = backups.listing(path)[0]
        assert run(backups.rekey(path, None, run(new_key("of a third person")))) == tuple(backups.listing(path))
        assert backups.intact(stray)
        assert run(change_passphrase(plan, None)) == ()
    assert not any(backup.protected for backup in backups.listing(path))
    assert check(path).ok


def test_backups_under_a_former_name_go_with_the_plan_those_of_a_copy_do_not(tmp_path: Path) -> None:
    path = sample_plan(tmp_path / "before.rapport")
    run(backups.back_up(path, None))
    moved = path.rename(tmp_path / "now.rapport")
    copy = Path(shutil.copy(moved, tmp_path / "copy.rapport"))
    run(backups.back_up(copy, None))
    run(backups.back_up(moved, None))
    with Plan.open(moved) as plan:
        whose = provenance.identity(plan)
    assert {each.plan.name for each in backups.of(moved, whose)} == {"before.rapport", "now.rapport"}
    assert run(backups.remove_all(moved, whose)) == (2, 0)
    assert not backups.listing(path)
    assert len(backups.listing(copy)) == 1


def test_a_passphrase_reaches_the_backups_under_a_former_name(tmp_path: Path) -> None:
    path = sample_plan(tmp_path / "before.rapport")
    run(backups.back_up(path, None))
    moved = path.rename(tmp_path / "now.rapport")
    with Plan.open(moved) as plan:
        assert not run(change_passphrase(plan, run(new_key("twelve characters"))))
        assert all(each.protected for each in backups.of(moved, provenance.identity(plan)))
    assert len(backups.listing(path)) == 1
