"""Opened and closed many times over: memory and open files stay as they are."""

from __future__ import annotations

import gc
import os
from pathlib import Path

from desktop.domain.job import run
from desktop.plan import backups, document, edits, read
from desktop.plan.file import Plan
from desktop.plan.search import Finder
from tests.made_up import sample_plan
from tests.torture.state import TODAY


def memory() -> float:
    """Megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def handles() -> int:
    """Files, pipes and sockets that this process has open."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


def wear(count: int, folder: Path) -> tuple[float, int]:
    """(megabytes, handles) by which the process grew over `count` opens and closes, the first tenth not counted."""
    folder.mkdir(parents=True, exist_ok=True)
    path = sample_plan(folder / "plan.rapport")
    before = 0.0, 0
    for n in range(count):
        if n == count // 10:
            gc.collect()
            before = memory(), handles()
        with Plan.open(path) as plan:
            finder = Finder(plan)
            run(finder.load())
            finder.texts("handover")
            read.person_rows(plan)
            if n % 10 == 0:
                run(document.read_values(plan))
                (key,) = edits.add_contacts(plan, ["Once more"], on=TODAY)
                run(edits.delete_contacts(plan, [key]))
                run(plan.undo())
                run(plan.undo())
                run(backups.back_up(path, None))
                for old in backups.listing(path)[3:]:
                    backups.remove(old)
    gc.collect()
    return memory() - before[0], handles() - before[1]
