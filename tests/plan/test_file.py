"""The file is only ever whole: writing leaves all or nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import apsw
import pytest

from desktop.domain import records as r
from desktop.domain.errors import KnownError
from desktop.domain.job import run
from desktop.plan import document, edits, errors, read
from desktop.plan.check import check
from desktop.plan.file import Outside, Plan
from desktop.plan.importing import Arrival, take_in
from desktop.plan.step import Changes, Edit
from tests.made_up import empty_plan, sample_plan
from tests.torture.disks import Fault, failing

TODAY = date(2026, 3, 2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sample_plan(tmp_path / "plan.rapport")


def other_database(path: Path, sql: str) -> Path:
    db = apsw.Connection(str(path))
    db.execute(sql)
    db.close()
    return path


def test_a_new_plan_never_overwrites(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(errors.AlreadyThere):
        empty_plan(path)
    assert path.read_bytes() == before


def test_a_new_plan_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def fail(plan: Plan) -> None:
        document.start(plan, "personal")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Plan.create(tmp_path / "x.rapport", fail)
    assert list(tmp_path.iterdir()) == []


def test_a_new_plan_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(errors.NotThere):
        empty_plan(tmp_path / "nowhere" / "x.rapport")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_nobody_else_can_read_a_plan_or_its_copy(path: Path, tmp_path: Path) -> None:
    with Plan.open(path) as plan:
        run(plan.save_copy(tmp_path / "copy.rapport"))
    assert (tmp_path / "copy.rapport").stat().st_mode & 0o077 == 0
    assert path.stat().st_mode & 0o077 == 0


def test_a_copy_is_whole_and_replaces_what_was_there(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.rapport"
    target.write_text("old", encoding="utf-8")
    with Plan.open(path) as plan:
        values = run(document.read_values(plan))
        run(plan.save_copy(target))
    with Plan.open_to_read(target) as copy:
        assert run(document.read_values(copy)) == values
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.rapport", "plan.rapport"]


def test_a_cancelled_copy_leaves_what_was_there(tmp_path: Path) -> None:
    path = empty_plan(tmp_path / "a.rapport")
    target = tmp_path / "copy.rapport"
    target.write_text("old", encoding="utf-8")
    with Plan.open(path) as plan:
        run(take_in(plan, [Arrival(None, {"name": f"P {n}", "note": "x" * 900}) for n in range(3000)], on=TODAY))
        job = plan.save_copy(target)
        next(job)
        job.close()
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.rapport", "copy.rapport"]


@pytest.mark.skipif(sys.platform == "win32", reason="the file system of SQLite under test is that of Unix")
def test_a_copy_that_a_failing_disk_cuts_off_leaves_no_word_beside_it(path: Path, tmp_path: Path) -> None:
    fault = Fault()
    with failing(fault), Plan.open(path) as plan:
        before = fault.calls
        run(plan.save_copy(tmp_path / "copy.rapport"))
        calls = fault.calls - before
        (tmp_path / "copy.rapport").unlink()
        there = {each.name for each in tmp_path.iterdir()}
        for at in range(1, calls, calls // 40):
            fault.at, fault.lasting = fault.calls + at, True
            with contextlib.suppress(KnownError, SystemError):
                run(plan.save_copy(tmp_path / "copy.rapport"))
            fault.at = 0
            (tmp_path / "copy.rapport").unlink(missing_ok=True)
            assert {each.name for each in tmp_path.iterdir()} == there


def test_nothing_is_written_outside_a_step(path: Path) -> None:
    with Plan.open(path) as plan, pytest.raises(apsw.ReadOnlyError):
        plan.db.execute("DELETE FROM goals")


def test_steps_do_not_nest(path: Path) -> None:
    with Plan.open(path) as plan:
        with plan.step(Edit.CHANGE_PERSON), pytest.raises(RuntimeError):
            plan.step(Edit.CHANGE_PERSON).__enter__()
        edits.add_contacts(plan, ["After"], on=TODAY)


def fail(plan: Plan) -> None:
    with plan.step(Edit.CHANGE_PERSON) as step:
        step.db.execute("DELETE FROM contacts_groups")
        raise ZeroDivisionError


def test_an_edit_that_fails_leaves_no_trace(path: Path) -> None:
    with Plan.open(path) as plan:
        before = run(document.read_values(plan))
        with pytest.raises(ZeroDivisionError):
            fail(plan)
        assert run(document.read_values(plan)) == before
        assert plan.undoable is None


def test_an_edit_is_in_the_file_when_it_returns(path: Path) -> None:
    with Plan.open(path) as plan:
        person = read.person_rows(plan)[0].id
        edits.move_contact(plan, person, "aware", on=TODAY)
        with Plan.open_to_read(path) as other:
            assert read.person_rows(other, [person])[0].tier == "aware"


@pytest.mark.parametrize("how", ["changed", "overwritten", "replaced", "deleted"])
def test_a_change_from_outside_is_noticed_and_never_written_over(path: Path, tmp_path: Path, how: str) -> None:
    with Plan.open(path) as plan:
        edits.add_contacts(plan, ["Ours"], on=TODAY)
        person = read.person_rows(plan)[0].id
        if how == "changed":
            other_database(path, "UPDATE contacts SET role='from outside' WHERE id=5")
        elif how == "overwritten":  # byte for byte in the same file, which SQLite takes for its own
            path.write_bytes(path.read_bytes())
            os.utime(path, ns=(0, path.stat().st_mtime_ns + 10**9))  # a second later
        elif how == "replaced":
            copy = tmp_path / "copy"
            shutil.copyfile(path, copy)
            copy.replace(path)
        else:
            path.unlink()
        after = path.read_bytes() if path.exists() else None
        kinds = {"replaced": Outside.REPLACED, "deleted": Outside.GONE}
        assert plan.outside is kinds.get(how, Outside.CHANGED)
        with pytest.raises(errors.ChangedOutside):
            edits.move_contact(plan, person, "aware", on=TODAY)
        # Both are kept: theirs in its place, ours (of a file that is elsewhere now) under a name of its own.
        run(plan.save_copy(tmp_path / "ours.rapport"))
        assert how == "changed" or not any(row.role == "from outside" for row in read.person_rows(plan))
    assert (path.read_bytes() if path.exists() else None) == after
    assert check(tmp_path / "ours.rapport").counts["contacts"] == 46


def test_what_a_dead_writer_left_half_done_is_swept_away(path: Path, tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for name in (".plan.rapport.{}.new", ".plan.rapport.{}.new-journal", "~$.plan.rapport.{}.new.lock"):
        (tmp_path / name.format(gone.pid)).write_bytes(b"half")
    others = [f".plan.rapport.{os.getpid()}.new", f".other.rapport.{gone.pid}.new", ".plan.rapport.old.new"]
    for name in others:
        (tmp_path / name).write_bytes(b"")
    with Plan.open(path) as plan:
        assert plan.outside is Outside.NOTHING
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([path.name, *others])


def test_a_full_disk_keeps_all_edits_but_the_last(path: Path) -> None:
    with Plan.open(path) as plan:
        edits.add_contacts(plan, ["Before"], on=TODAY)
        ((pages,),) = plan.db.execute("PRAGMA page_count")
        plan.db.execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(errors.DiskFull):
            edits.change(plan, r.Contact, 5, note="x" * 200_000)
        plan.db.execute("PRAGMA max_page_count=1000000")
        assert plan.undoable is not None
        assert plan.undoable.edit is Edit.ADD_PERSON
        edits.change(plan, r.Contact, 5, note="x" * 200_000)
    assert check(path).counts["contacts"] == 46


def test_the_owner_is_nobody_on_the_list_and_cannot_be_deleted(path: Path) -> None:
    with Plan.open(path) as plan:
        owner = document.owner_id(plan)
        run(edits.delete_contacts(plan, [owner]))
        assert read.owner(plan).name == "Tamsin Adeyemi-Roe"
        assert owner not in {row.id for row in read.person_rows(plan)}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB: somewhat more than a new plan takes while it is made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2000k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_after_a_full_disk_the_file_is_whole_and_work_goes_on(small_disk: Path) -> None:
    path = sample_plan(small_disk / "p.rapport")
    with Plan.open(path) as plan:
        edits.add_contacts(plan, ["Before"], on=TODAY)
        with pytest.raises(errors.DiskFull):
            run(take_in(plan, [Arrival(None, {"name": f"P {n}", "note": "x" * 900}) for n in range(3000)], on=TODAY))
        assert not path.with_name(path.name + "-journal").exists()
        assert read.counts(plan).waiting == 1
        edits.add_contacts(plan, ["After"], on=TODAY)
    assert check(path).counts["contacts"] == 47
    with pytest.raises(errors.PlanProblem):
        empty_plan(small_disk / "no-room-left.rapport" if fill(small_disk) else path)
    assert sorted(p.name for p in small_disk.iterdir() if p.name != "filler") == ["p.rapport"]


def fill(disk: Path) -> bool:
    """Leave no room on a disk."""
    with contextlib.suppress(OSError), (disk / "filler").open("wb") as filler:
        while True:
            filler.write(bytes(4096))
    return True


def test_readers_go_on_while_somebody_writes(path: Path) -> None:
    script = """
import sys
from datetime import date
from pathlib import Path
from desktop.plan import edits
from desktop.plan.file import Outside, Plan
with Plan.open(Path(sys.argv[1])) as plan:
    print("open", flush=True)
    for n in range(150):
        edits.add_contacts(plan, [f"P {n}"], on=date(2026, 3, 2))
"""
    folder = Path(__file__).parents[2]
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        seen = []
        while writer.poll() is None:
            with Plan.open_to_read(path) as plan:
                seen.append(read.counts(plan).waiting)
    assert writer.returncode == 0
    assert seen == sorted(seen)
    assert check(path).counts["contacts"] == 195


def test_deleted_words_are_gone_from_the_file_when_it_is_closed(path: Path) -> None:
    with Plan.open(path) as plan:
        edits.change(plan, r.Contact, 5, note="Zanzibarquux")
    assert b"zanzibarquux" in path.read_bytes().lower()
    with Plan.open(path) as plan:
        edits.change(plan, r.Contact, 5, note=None)
    assert b"zanzibarquux" not in path.read_bytes().lower()


def test_a_closed_plan_stays_closed(path: Path) -> None:
    plan = Plan.open(path)
    plan.close()
    with pytest.raises(RuntimeError):
        read.counts(plan)


def test_one_listener_that_fails_does_not_keep_the_others_from_hearing(path: Path) -> None:
    heard: list[Changes] = []

    def fails(_: Changes) -> None:
        raise ZeroDivisionError

    with Plan.open(path) as plan:
        plan.subscribe(fails)
        plan.subscribe(heard.append)
        with pytest.raises(ZeroDivisionError):
            edits.add_contacts(plan, ["Kept"], on=TODAY)
        assert len(heard) == 1
        assert plan.undoable is not None
