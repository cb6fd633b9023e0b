"""What somebody wrote stands in the plan and nowhere else: not in the data folder, not in a lock, not in a report."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from desktop.bugs import write_report
from desktop.domain import records as r
from desktop.domain.job import run
from desktop.places import data_folder
from desktop.plan import backups, edits
from desktop.plan.file import Plan
from desktop.plan.key import new_key
from desktop.plan.lock import lock_path
from tests.made_up import sample_plan

CANARY = "Zanzibarquux"


def test_of_a_protected_plan_no_word_is_anywhere(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    key = run(new_key(f"{CANARY} twelve"))
    path = sample_plan(folder / "plan.rapport", key=key)
    with Plan.open(path, key) as plan:
        edits.add_contacts(plan, [CANARY], on=date(2026, 3, 2))
        edits.change(plan, r.Contact, 5, note=CANARY)
        run(backups.back_up(path, key))
        lock = lock_path(path).read_bytes()
        with pytest.raises(TypeError, match=CANARY) as bug:
            edits.change(plan, r.Contact, 5, "", **{CANARY: "x"})
        assert write_report(data_folder(), bug.value, datetime(2026, 3, 2)) is not None
    kept = [file for place in (folder, home) for file in place.rglob("*") if file.is_file()]
    assert len(kept) >= 4  # the plan, a backup with its card, the report
    for held in (lock, *(file.read_bytes() for file in kept)):
        assert CANARY.lower().encode() not in held.lower()
        assert key.secret not in held
        assert key.secret.hex().encode() not in held
