"""Files on their way into a plan: told apart by content, joined with true reasons, in slices."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.assets import asset
from desktop.domain.job import run
from desktop.exchange import bring_in, plan_json
from desktop.exchange.drafts import Draft
from desktop.exchange.pipeline import match
from desktop.exchange.reasons import Problem, Reason, UnreadableFile, reason_words
from desktop.plan.file import Plan
from tests.made_up import empty_plan, sample_plan

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = asset("sample-plan.json").read_bytes()


def test_a_plan_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "plan.vcf"
    path.write_bytes(SAMPLE)
    assert run(bring_in.read_files([path])).document == plan_json.parse(SAMPLE)


def test_a_plan_beyond_its_limit_has_words_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    with path.open("wb") as file:
        file.write(SAMPLE)
        file.truncate(plan_json.LARGEST + 1)
    with pytest.raises(UnreadableFile) as raised:
        run(bring_in.read_files([path]))
    assert raised.value.problem is Problem.PLAN_TOO_LARGE
    assert "address cards" not in raised.value.words()


def test_what_cannot_be_read_is_told_that_plans_can(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Wren,", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="unknown-format") as raised:
        run(bring_in.read_files([tmp_path / "letter.txt"]))
    assert "plan JSON" in raised.value.words()


def test_joining_a_plan_says_that_the_file_replaces(tmp_path: Path) -> None:
    said = plan_json.parse(SAMPLE)
    said["contacts"][3]["role"] = "Something else"
    with Plan.open(sample_plan(tmp_path / "p.rapport")) as plan:
        found = run(bring_in.take_document(plan, said))
    (row,) = (row for row in found["rows"] if row["outcome"] == "merged")
    assert row["reason"] == Reason.SAME_ID.value
    assert "replaces" in reason_words(Reason.SAME_ID)


def test_a_large_plan_and_many_rows_are_taken_in_slices(tmp_path: Path) -> None:
    said = plan_json.parse(SAMPLE)
    said["contacts"] += [{"id": f"x{n}", "name": f"Wren {n}"} for n in range(3_000)]
    with Plan.open(empty_plan(tmp_path / "p.rapport")) as plan:
        assert len(list(bring_in.take_document(plan, said, dry_run=True))) > 10
        rows = run(match([Draft(row=n, name=f"Nils {n}") for n in range(3_000)], ()))
        assert len(list(bring_in.arrivals(rows))) == 4
        assert len(run(bring_in.arrivals(rows))[0]) == 3_000
        assert len(run(bring_in.apply(plan, rows, on=date(2026, 3, 2)))) == 3_000
