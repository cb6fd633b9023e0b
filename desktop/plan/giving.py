"""A copy of a plan for somebody else, which knows what it was made from."""

import contextlib
from datetime import date
from pathlib import Path

from desktop.domain.audience import LeftOut
from desktop.domain.by_uid import by_uid
from desktop.domain.job import Job, in_thread
from desktop.domain.levels import Level, at_level
from desktop.domain.prints import Fingers
from desktop.plan import copying, document, errors, opening, provenance, veil
from desktop.plan.file import Plan
from desktop.plan.key import Key
from desktop.plan.provenance import Given
from desktop.plan.step import Edit


def give(
    plan: Plan, target: Path, level: Level, *, to: str, on: date, reader: str = "", key: Key | None = None
) -> Job[tuple[LeftOut, ...]]:
    """Write a copy of the plan to `target`, with `key` or without; it appears only when it is whole. Returns what it
    leaves out. Replaces what is there, but never the plan itself.

    Raises `SamePlan` and what writing a file raises.
    """
    if veil.names_hidden(plan):
        raise RuntimeError("a copy is made with names")
    if target.exists() and target.samefile(plan.path):
        raise errors.SamePlan(target)
    everything = yield from document.read_values(plan)
    values, left_out = yield from in_thread(lambda: at_level(everything, level, reader), stop=lambda: None)
    scratch = copying.scratch_beside(target)
    try:
        with opening.known_folders(target):
            copying.discard(scratch)
        Plan.create(scratch, lambda copy: document.start(copy, values.info.kind), key)
        with Plan.open(scratch, key) as copy:
            yield from document.replace_all(copy, values, Edit.SET_UP)
            held = yield from by_uid(values, values.owner.uid)
            prints = yield from Fingers(provenance.identity(copy)).everything(held)
            said = Given(provenance.identity(plan), on.isoformat(), level, to)
            yield from provenance.put(copy, said, prints)
        with opening.known_folders(target):
            scratch.replace(target)
            opening.sync_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):
            copying.discard(scratch)
    return left_out
