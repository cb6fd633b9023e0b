"""A coach's own notes: kept with the care of a plan, beside one plan and no other, and nowhere in anything else."""

from datetime import date
from pathlib import Path

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.domain.levels import Level
from desktop.exchange import plan_json
from desktop.plan import backups, companion, document, edits, errors, giving, protect
from desktop.plan.companion import WHOLE, Companion
from desktop.plan.file import Plan
from desktop.plan.key import Key, key_for, new_key
from tests.made_up import sample_plan

CANARY = "Zanzibarquux"
CONTROL = "Kilimanjaroquux"
ON = date(2026, 3, 2)


@pytest.fixture(scope="module")
def key() -> Key:
    return run(new_key("nine birds over water"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sample_plan(tmp_path / "Client.rapport")


@pytest.fixture
def notes(path: Path, key: Key) -> Path:
    found = companion.free_name(path)
    with Plan.open(path) as plan:
        companion.begin(found, plan, key)
    return found


def texts(opened: Companion) -> dict[str, str]:
    return {uid: note.text for uid, note in companion.notes(opened).items()}


def test_notes_are_kept_changed_undone_and_found_again(path: Path, notes: Path, key: Key) -> None:
    with Plan.open(path) as plan, companion.open_beside(notes, plan, key) as opened:
        companion.put(opened, "k2", "2026-02-16", "Watch the silence.")
        companion.put(opened, WHOLE, "", "Contract until June.")
        companion.put(opened, "k2", "2026-02-16", "Watch the silence after the question.")
        companion.put(opened, "k2", "2026-02-16", "")
        assert texts(opened) == {WHOLE: "Contract until June."}
        run(opened.undo())
        assert texts(opened) == {WHOLE: "Contract until June.", "k2": "Watch the silence after the question."}
        run(opened.undo())
        run(opened.redo())
    with Plan.open(path) as plan, companion.open_beside(notes, plan, key, to_read=True) as opened:
        assert texts(opened)["k2"] == "Watch the silence after the question."
        with pytest.raises(errors.ReadOnly):
            companion.put(opened, "k2", "2026-02-16", "x")
    assert companion.beside(path) == [notes]
    assert companion.free_name(path).name == "Client 2.coachnotes"


def test_those_of_a_client_called_almost_alike_are_not_taken_for_this_one_s(path: Path, notes: Path) -> None:
    for name in ("Client Berg.coachnotes", "Clients.coachnotes", "Client 2.coachnotes", "Client 3.coachnotes"):
        path.with_name(name).touch()
    path.with_name("Client 2.rapport").touch()
    path.with_name("Client (Berg).coachnotes").touch()
    assert {each.name for each in companion.beside(path)} == {"Client.coachnotes", "Client 3.coachnotes"}
    found = {each.name: companion.plan_beside(each) for each in path.parent.glob("*.coachnotes")}
    assert {name: plan.name for name, plan in found.items() if plan is not None} == {
        "Client.coachnotes": "Client.rapport",
        "Client 2.coachnotes": "Client 2.rapport",
        "Client 3.coachnotes": "Client.rapport",
    }
    assert companion.plan_beside(path.parent / "gone" / "Client.coachnotes") is None
    path.with_name("Client 2.coachnotes").unlink()
    path.with_name("Client 3.coachnotes").unlink()
    assert companion.free_name(path).name == "Client 3.coachnotes"


def test_they_do_not_open_without_their_passphrase_twice_or_when_damaged(path: Path, notes: Path, key: Key) -> None:
    with Plan.open(path) as plan:
        with pytest.raises(errors.PassphraseWanted) as wanted:
            companion.open_beside(notes, plan)
        with pytest.raises(errors.WrongPassphrase):
            companion.open_beside(notes, plan, run(key_for(wanted.value.salt, "ten birds over water")))
        with companion.open_beside(notes, plan, key), pytest.raises(errors.InUse):
            companion.open_beside(notes, plan, key)
        whole = notes.read_bytes()
        notes.write_bytes(whole[:6000] + b"\0" * 4096 + whole[10096:])
        with pytest.raises((errors.Damaged, errors.WrongPassphrase)):
            companion.open_beside(notes, plan, key)
        notes.write_bytes(b"")
        with pytest.raises(errors.NotAPlan):
            companion.open_beside(notes, plan, key)


def test_neither_kind_of_file_passes_for_the_other(path: Path, notes: Path, key: Key, tmp_path: Path) -> None:
    with pytest.raises(errors.OtherKind):
        Plan.open(notes, key)
    with pytest.raises(errors.OtherKind):
        Plan.open_to_read(notes, key)
    protected = sample_plan(tmp_path / "Other.rapport", key=key)
    with Plan.open(path) as plan, pytest.raises(errors.OtherKind):
        companion.open_beside(protected, plan, key)


def test_they_fit_their_plan_its_copies_and_no_other_client(path: Path, notes: Path, key: Key, tmp_path: Path) -> None:
    copy, other = tmp_path / "copy.rapport", sample_plan(tmp_path / "Other.rapport")
    with Plan.open(path) as plan:
        run(giving.give(plan, copy, Level.TOGETHER, to="coach", on=ON))
    with Plan.open(copy) as plan:
        companion.open_beside(notes, plan, key).close()
    with Plan.open(other) as plan, pytest.raises(errors.OtherPlan):
        companion.open_beside(notes, plan, key)
    with Plan.open(path) as plan:
        companion.open_beside(notes, plan, key).close()  # the refusal gave the lock back


def test_they_are_backed_up_restored_and_get_another_passphrase(
    path: Path, notes: Path, key: Key, tmp_path: Path
) -> None:
    with Plan.open(path) as plan:
        with companion.open_beside(notes, plan, key) as opened:
            companion.put(opened, "k2", "2026-02-16", CANARY)
            made = run(backups.back_up(notes, opened.key))
            assert made is not None
            assert made.counts == {"notes": 1}
            other = run(new_key("ten birds over water"))
            assert run(protect.change_passphrase(opened, other)) == ()
        with pytest.raises(errors.WrongPassphrase):
            companion.open_beside(notes, plan, key)
        run(backups.restore(backups.listing(notes)[0], tmp_path / "back.coachnotes"))
        with companion.open_beside(tmp_path / "back.coachnotes", plan, other) as opened:
            assert texts(opened) == {"k2": CANARY}


def test_no_word_of_them_is_in_a_plan_a_copy_a_backup_or_any_other_file(
    path: Path, notes: Path, key: Key, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))

    def look() -> None:
        files = [file for place in (tmp_path, home) for file in place.rglob("*") if file.is_file()]
        seen.extend(file.read_bytes().lower() for file in files)

    with Plan.open(path) as plan, companion.open_beside(notes, plan, key) as opened:
        companion.put(opened, "k3", "2026-03-09", CANARY)
        edits.change(plan, r.PlanInfo, 1, "", purpose=CONTROL)
        with opened.step(companion.Edit.COACH_NOTE) as step:
            step.db.execute("INSERT INTO notes (session, day, text) VALUES ('k2', '2026-02-16', ?)", (CANARY * 5000,))
            look()  # the journal of an open step, too
        run(backups.back_up(notes, key))
        run(backups.back_up(path, None))
        run(plan.save_copy(tmp_path / "saved.rapport"))
        run(giving.give(plan, tmp_path / "given.rapport", Level.EVERYTHING, to="coach", on=ON))
        values = run(document.read_values(plan))
        assert CANARY not in repr(values)
        (tmp_path / "plan.json").write_bytes(plan_json.dumps(plan_json.document_of(values)))
        look()
    look()
    assert len(seen) > 12
    assert not [held for held in seen if CANARY.lower().encode() in held]
    # What the plan itself says is found: in it, its backup, the saved copy, the one given and the JSON.
    assert len([held for held in seen if CONTROL.lower().encode() in held]) >= 5
