"""Papers from the command line, in a process as a person starts it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.report import reading

ROOT = Path(__file__).parents[2]


def rapport(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "desktop", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers") / "Plan.rapport"
    assert rapport("new", path, "--sample").returncode == 0
    return path


def test_a_brief_for_the_coach_says_what_is_left_out_in_its_language(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "brief.pdf"
    options = (
        "--report",
        "brief",
        "--person",
        "Meghduti",
        "--audience",
        "coach",
        "--paper",
        "letter",
        "--language",
        "fr",
    )
    done = rapport("export", plan, out, *options, "--language", "fr", "--date", "2026-03-02")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Rien n’est omis. Les notes privées")
    page = reading.open_paper(out.read_bytes()).pages[0]
    assert [round(float(length)) for length in page.mediabox[2:]] == [612, 792]
    assert "Avantdesevoir" in reading.page_text(page)


def test_a_dry_run_writes_nothing(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    done = rapport("export", plan, out, "--audience", "sponsor", "--dry-run")
    assert "people (45)" in done.stdout
    assert not out.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--report", "gaps", "--audience", "sponsor"), "about people"),
        (("--report", "interviews"), "no paper “interviews”"),
        (("--report", "brief", "--person", "Nobody Atall"), "Nobody in the plan is called"),
        (("--practice", "nowhere"), "no folder “nowhere”"),
    ],
)
def test_what_cannot_be_made_is_one_line(plan: Path, tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    done = rapport("export", plan, tmp_path / "paper.pdf", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_other_files_are_not_made_for_a_reader(plan: Path, tmp_path: Path) -> None:
    done = rapport("export", plan, tmp_path / "plan.json", "--audience", "sponsor")
    assert done.returncode == 2
    assert not list(tmp_path.iterdir())


def test_a_paper_loads_nothing_of_the_other_formats(plan: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "desktop", "export", plan, tmp_path / "paper.pdf"]
    done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert "desktop.report.reports" in loaded
    assert not loaded & {"openpyxl", "icalendar", "vobject", "charset_normalizer"}
