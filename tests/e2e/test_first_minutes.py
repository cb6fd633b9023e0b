"""The first minutes lead from the welcome to the one-page paper, in a real window, without a look at the guide."""

import subprocess
import sys
from pathlib import Path

from desktop.domain import records as r
from desktop.plan import read
from desktop.plan.file import Plan
from tests.e2e.first_minutes import GOAL
from tests.report.reading import holds, open_paper, paper_text

ROOT = Path(__file__).parents[2]


def test_from_the_welcome_to_the_page(x11: dict[str, str], home: Path, tmp_path: Path) -> None:
    env = x11 | {"HOME": str(home)}
    command = [sys.executable, "-m", "tests.e2e.first_minutes", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, env=env, check=True, timeout=500)
    with Plan.open_to_read(tmp_path / "Noor.rapport") as plan:
        people = read.person_rows(plan)
        assert [person.name for person in people[:5]] == [
            "Dagny Brekke", "Orla Quinn", "Ama Boateng", "Li Wei", "Tomasz Rój",
        ]  # fmt: skip
        assert [person.order for person in people] == list(range(1, 13)), "strongest first"
        assert [person.tier for person in people[:3]] == ["ally"] * 3
        assert [group.label for group in read.records(plan, r.Group).values() if group.key] == [
            "The board", "City planning",
        ]  # fmt: skip
        (goal,) = read.records(plan, r.Goal).values()
        assert goal.statement == GOAL
    pdf = (tmp_path / "page.pdf").read_bytes()
    assert len(open_paper(pdf).pages) == 1
    text = paper_text(pdf)
    assert holds(text, "Noor Adeyemi Move the clinic to the new site")
    assert holds(text, GOAL)
    assert holds(text, "City planning")
