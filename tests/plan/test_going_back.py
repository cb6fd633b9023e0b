"""Going back puts a backup in the place of the plan; whatever was there is kept, wherever the work is cut off."""

from __future__ import annotations

import os
import shutil
import sys
import traceback
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.job import run
from desktop.plan import backups, companion, edits, errors, read
from desktop.plan.file import Plan
from desktop.plan.going_back import go_back
from desktop.plan.key import Key, new_key
from desktop.plan.protect import change_passphrase
from tests.made_up import sample_plan

TODAY = date(2026, 3, 2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    return sample_plan(folder / "plan.rapport")


@pytest.fixture(scope="module")
def keys() -> tuple[Key, Key]:
    return run(new_key("a warm lamp, two chairs")), run(new_key("another twelve or so"))


def waiting(path: Path, key: Key | None = None) -> int:
    with Plan.open_to_read(path, key) as plan:
        return read.counts(plan).waiting


def change(path: Path, key: Key | None = None) -> None:
    """What sets the plan apart from its backup: somebody who waits."""
    with Plan.open(path, key) as plan:
        edits.add_contacts(plan, ["Later"], on=TODAY)


def aside_of(path: Path) -> Path:
    return path.with_name("plan, set aside.rapport")


def backed_up(path: Path, key: Key | None = None) -> backups.Backup:
    made = run(backups.back_up(path, key))
    assert made is not None
    return made


def test_the_plan_is_as_it_was_and_what_it_was_before_is_a_backup_to_go_back_to(path: Path) -> None:
    then = backed_up(path)
    change(path)
    kept = run(go_back(then, path, aside_of(path)))
    assert isinstance(kept, backups.Backup)
    assert backups.intact(kept)
    assert kept in backups.listing(path)
    assert (waiting(path), waiting(kept.file)) == (0, 1)
    with Plan.open(path) as plan:
        assert plan.undoable is None
    run(go_back(kept, path, aside_of(path)))
    assert waiting(path) == 1, "going back is taken back by going back"
    assert [each.name for each in path.parent.iterdir()] == ["plan.rapport"], "nothing lies about"


def test_a_state_that_has_a_backup_is_not_kept_twice_unless_that_is_spoilt(path: Path) -> None:
    then = backed_up(path)
    change(path)
    now = backed_up(path)
    with now.file.open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff" * 100)
    kept = run(go_back(then, path, aside_of(path)))
    assert isinstance(kept, backups.Backup)
    assert backups.intact(kept)
    assert waiting(kept.file) == 1


def test_a_spoilt_backup_takes_no_place(path: Path) -> None:
    then = backed_up(path)
    change(path)
    before = path.read_bytes()
    with then.file.open("r+b") as file:
        file.write(b"\xff" * 100)
    with pytest.raises(errors.Damaged):
        run(go_back(then, path, aside_of(path)))
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["plan.rapport"]


def test_a_plan_that_is_open_somewhere_is_left_alone(path: Path) -> None:
    then = backed_up(path)
    change(path)
    with Plan.open(path) as plan:
        before = path.read_bytes()
        with pytest.raises(errors.InUse):
            run(go_back(then, path, aside_of(path)))
        assert path.read_bytes() == before
        edits.add_contacts(plan, ["Still writing"], on=TODAY)
    assert waiting(path) == 2


def test_a_lost_plan_comes_back_to_its_place(path: Path) -> None:
    then = backed_up(path)
    path.unlink()
    assert run(go_back(then, path, aside_of(path))) is None
    assert waiting(path) == 0


@pytest.mark.parametrize("links", [True, False])
def test_a_damaged_plan_keeps_its_bytes_and_its_journal_under_another_name(
    path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = backed_up(path)
    change(path)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 60_000)
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"not one that SQLite knows")
    damaged = path.read_bytes()

    def no_links(*_: object) -> None:
        raise PermissionError

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    aside = aside_of(path)
    assert run(go_back(then, path, aside)) == aside
    assert aside.read_bytes() == damaged
    assert waiting(path) == 0
    assert not journal.exists()
    damage = path.with_name("other.rapport")
    shutil.copyfile(aside, damage)
    with pytest.raises(errors.AlreadyThere):
        run(go_back(then, damage, aside))
    assert aside.read_bytes() == damaged


def test_what_is_protected_stays_so(path: Path, keys: tuple[Key, Key]) -> None:
    first, second = keys
    plain = backed_up(path)
    spare = path.with_name("spare.rapport")
    shutil.copyfile(plain.file, spare)
    with Plan.open(path) as plan:
        run(change_passphrase(plan, first))
    old = backups.listing(path)[-1]
    assert old.protected
    change(path, first)
    kept = run(go_back(old, path, aside_of(path), first))
    assert isinstance(kept, backups.Backup)
    assert kept.protected
    assert waiting(path, first) == 0
    # A backup in plain that was left behind by a change of passphrase gets the passphrase.
    change(path, first)
    old_plain = backups.Backup(spare, path, plain.at, plain.counts, plain.size, plain.sha256, False)
    run(go_back(old_plain, path, aside_of(path), first))
    with pytest.raises(errors.PassphraseWanted):
        Plan.open(path)
    assert waiting(path, first) == 0
    # No key at hand opens it: its bytes are kept.
    before = path.read_bytes()
    assert run(go_back(kept, path, aside_of(path), second)) == aside_of(path)
    assert aside_of(path).read_bytes() == before
    assert waiting(path, first) == 1


def test_the_notes_of_a_coach_go_back_likewise(path: Path, keys: tuple[Key, Key]) -> None:
    file = companion.free_name(path)
    with Plan.open(path) as plan:
        companion.begin(file, plan, keys[0])
        with companion.open_beside(file, plan, keys[0]) as notes:
            companion.put(notes, companion.WHOLE, "2026-03-02", "as it was")
        then = backed_up(file, keys[0])
        with companion.open_beside(file, plan, keys[0]) as notes:
            companion.put(notes, companion.WHOLE, "2026-03-02", "as it is")
        kept = run(go_back(then, file, aside_of(file), keys[0]))
        assert isinstance(kept, backups.Backup)
        with companion.open_beside(file, plan, keys[0]) as notes:
            assert [note.text for note in companion.notes(notes).values()] == ["as it was"]
        assert kept.counts == {"notes": 1}


TOUCHES = ("open", "os.", "shutil.")


def killed_at(n: int, backup: backups.Backup, path: Path, key: Key | None) -> bool:
    """Go back in a child that is gone at the n-th time it touches the disk. Whether it was, before the end."""
    child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, 9), "the work itself failed"
        return code == 9
    left = [n]

    def count(event: str, _arguments: Any) -> None:
        if event.startswith(TOUCHES):
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)

    try:
        sys.addaudithook(count)
        run(go_back(backup, path, aside_of(path), key))
        os._exit(0)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
@pytest.mark.parametrize("how", ["plain", "protected", "damaged"])
def test_wherever_it_is_killed_the_file_is_one_or_the_other_and_nothing_is_lost(
    path: Path, keys: tuple[Key, Key], how: str
) -> None:
    key = keys[0] if how == "protected" else None
    if key is not None:
        with Plan.open(path) as plan:
            run(change_passphrase(plan, key))
    then = run(backups.back_up(path, key)) or backups.listing(path)[0]
    change(path, key)
    if how == "damaged":
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * 60_000)
    now, at = path.read_bytes(), path.stat().st_mtime_ns
    n, points = 0, 0
    while True:
        killed = killed_at(n, then, path, key)
        there = path.read_bytes()
        if how == "damaged":
            assert there == now or waiting(path) == 0
            assert there == now or aside_of(path).read_bytes() == now
        else:
            assert waiting(path, key) in (0, 1)
            states = [waiting(each.file, key) for each in backups.listing(path) if backups.intact(each)]
            assert there == now or 1 in states
        if not killed:
            break
        points += 1
        n += 1 if n < 6 else 3
        # From the start again: as it was, without what the dead one left, which the next to open removes.
        aside_of(path).unlink(missing_ok=True)
        path.unlink()
        path.write_bytes(now)
        os.utime(path, ns=(at, at))
        for each in backups.listing(path):
            if each.at > then.at:
                backups.remove(each)
    assert points > 8
    if how != "damaged":
        with Plan.open(path, key):
            pass
        assert [each.name for each in path.parent.iterdir()] == ["plan.rapport"]
