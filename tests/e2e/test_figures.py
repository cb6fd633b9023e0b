"""`rapport figures`: the real program on the sample plan."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import sample

ROOT = Path(__file__).parents[2]


def rapport(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in `folder` as a fresh shell would: no display, no Qt settings."""
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY") and not k.startswith("QT_")}
    return subprocess.run(
        [sys.executable, "-m", "desktop", *arguments],
        cwd=folder,
        env=env | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert rapport(tmp_path, "new", "a.rapport", "--sample").returncode == 0
    return tmp_path


def test_the_sample_has_the_figures_it_must_have(folder: Path) -> None:
    before = (folder / "a.rapport").read_bytes()
    said = rapport(folder, "figures", "a.rapport", "--date", "2026-03-02", "--json")
    assert (said.returncode, said.stderr) == (0, "")
    found, expected = json.loads(said.stdout), sample.expected()
    assert len(found) == 22
    assert found == {key: expected[key] for key in found}
    assert (folder / "a.rapport").read_bytes() == before


def test_another_day_gives_other_figures(folder: Path) -> None:
    said = rapport(folder, "figures", "a.rapport", "--date", "2026-03-01", "--json")
    found = json.loads(said.stdout)
    assert found["reviews_due"]["f4"] == "due within 14 days"
    assert found["cadence"]["c14"] == {"days": 199, "status": "due"}


def test_plain_lines_in_the_words_of_the_screens(folder: Path) -> None:
    said = rapport(folder, "figures", "a.rapport", "--date", "2026-03-02")
    assert said.returncode == 0
    assert "You can answer 16 of 23 questions." in said.stdout
    assert "Rosalind Achterveld: review due within 14 days" in said.stdout
    assert "Mihály Sárközi-Bán, after 1341 days" in said.stdout
    assert "Nobody near enough: Procurement & Legal" in said.stdout
    assert "Hyacinth Pemberwell: a strong way, by asking Fionnuala Ní Chriodáin" in said.stdout
    assert "0.42" not in said.stdout, "a way is told in words"
    for unkind in ("target", "asset", "leverage", "score", "focal", "contact"):
        assert unkind not in said.stdout


@pytest.mark.parametrize("sample_kind", [(), ("--sample", "workshop")])
def test_a_plan_without_key_relationships_has_figures_too(tmp_path: Path, sample_kind: tuple[str, ...]) -> None:
    assert rapport(tmp_path, "new", "b.rapport", *sample_kind).returncode == 0
    said = rapport(tmp_path, "figures", "b.rapport", "--json")
    assert said.returncode == 0
    assert json.loads(said.stdout)["goal_attainment"]["T"] is None
    assert rapport(tmp_path, "figures", "b.rapport").returncode == 0


def test_what_is_no_plan_is_one_line(folder: Path) -> None:
    said = rapport(folder, "figures", "none.rapport")
    assert said.returncode == 2
    assert len(said.stderr.splitlines()) == 1
