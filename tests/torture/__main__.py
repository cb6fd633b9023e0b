"""`make torture`: all of it, two hours or so. Prints the figures; ends with 1 when one is not met.

`python -m tests.torture --short` does a little of each, as `make test` does.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path


def main(arguments: list[str]) -> int:
    short = "--short" in arguments
    only = [part for part in arguments if not part.startswith("-")]
    with tempfile.TemporaryDirectory(prefix="torture-") as place:
        for name in ("XDG_DATA_HOME", "HOME"):
            os.environ[name] = place
        failed = 0
        for name, part in _parts(short).items():
            if not only or name in only:
                began = time.monotonic()
                said, wrong = part(Path(place) / name)
                took = time.monotonic() - began
                print(f"{'ok  ' if not wrong else 'FAIL'} {name:<10} {said}  [{took:.0f} s]", flush=True)
                for line in wrong[:20]:
                    print(f"       {line}", flush=True)
                failed += bool(wrong)
    return int(failed > 0)


def _parts(short: bool) -> dict[str, Callable[[Path], tuple[str, list[str]]]]:
    from desktop.domain.job import run
    from desktop.plan.key import new_key
    from tests.torture.hostile import hostile
    from tests.torture.kills import kills
    from tests.torture.power import TASKS, failing_calls, power_loss
    from tests.torture.wear import wear, window_wear

    def killed(folder: Path) -> tuple[str, list[str]]:
        found = kills(8 if short else 504, folder)
        every = found.values()
        said = ", ".join(f"{kind} {tally.kills}" for kind, tally in found.items())
        amid, acked = sum(each.amid for each in every), sum(each.acknowledged for each in every)
        wrong = [line for each in every for line in each.wrong]
        total = sum(each.kills for each in every)
        return f"{total} kills ({said}), {amid} at work, {acked} acknowledged; {len(wrong)} lost or unreadable", wrong

    def power(folder: Path) -> tuple[str, list[str]]:
        much = (15, 6) if short else (1200, 80)
        looked, acked, wrong = power_loss(*much, folder)
        return f"{looked} images of power loss over {acked} acknowledged edits; {len(wrong)} bad", wrong

    def protected(folder: Path) -> tuple[str, list[str]]:
        looked, acked, wrong = power_loss(
            *((10, 6) if short else (1000, 80)), folder, run(new_key("twelve characters"))
        )
        return f"the same of a protected plan: {looked} images, {acked} acknowledged edits; {len(wrong)} bad", wrong

    def failing(folder: Path, every: int, **how: bool) -> tuple[int, int, list[str]]:
        done = [failing_calls(folder / str(n), task, every=every, **how) for n, task in enumerate(TASKS)]
        wrong = [line for _tried, _told, lines in done for line in lines]
        return sum(tried for tried, _, _ in done), sum(told for _, told, _ in done), wrong

    def faults(folder: Path) -> tuple[str, list[str]]:
        tried, told, wrong = failing(folder, 499 if short else 1)
        return f"{tried} calls failed in turn, {told} runs told; {len(wrong)} torn", wrong

    def full(folder: Path) -> tuple[str, list[str]]:
        tried, told, wrong = failing(folder, 307 if short else 2, full=True, lasting=True)
        return f"disk full from each of {tried} calls on, {told} runs told; {len(wrong)} torn", wrong

    def files(folder: Path) -> tuple[str, list[str]]:
        count, found, wrong = hostile(40 if short else 3200, folder)
        said = ", ".join(f"{n} {word}" for word, n in found.most_common())
        return f"{count} hostile files: {said}; {len(wrong)} crashes, hangs, bugs or changes", wrong

    def worn(folder: Path) -> tuple[str, list[str]]:
        count = 60 if short else 500
        megabytes, handles = wear(count, folder)
        wrong = [] if megabytes < 5 and handles <= 0 else [f"grew by {megabytes:.1f} MB and {handles} handles"]
        return f"{count} opens and closes: {megabytes:+.1f} MB, {handles:+d} handles", wrong

    def window(folder: Path) -> tuple[str, list[str]]:
        count, every, uncounted = (6, 3, 1) if short else (500, 10, 20)
        megabytes, handles, objects = window_wear(count, every, uncounted, folder)
        said = f"{megabytes:+.1f} MB, {handles:+d} handles, {objects:+d} objects of Qt"
        # A few opens are too few to tell memory that is kept for good from memory that is lost.
        flat = (short or megabytes < 5) and handles <= 0 and objects <= 0
        wrong = [] if flat else [f"grew by {said}"]
        return f"the real window opened and closed a plan {count} times: {said}", wrong

    return {
        "kills": killed,
        "power": power,
        "protected": protected,
        "faults": faults,
        "full": full,
        "files": files,
        "wear": worn,
        "window": window,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
