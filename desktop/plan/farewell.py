"""When coaching ends: the client's plan becomes theirs alone, and what the coach holds is destroyed and recorded."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from desktop.domain import records as r
from desktop.domain.job import Job
from desktop.output import CannotWrite, own_folder, write_whole
from desktop.plan import backups, errors, opening, read, store
from desktop.plan.file import Plan
from desktop.plan.lock import PlanLock
from desktop.plan.step import Edit

_RECORDS = "let-go.json"
ENDED = "ended"
GROUNDS = (ENDED, *r.DISPOSED)
"""Why files are destroyed: coaching has ended, or as for people (`records.DISPOSED`)."""


@dataclass(frozen=True)
class LetGo:
    """The record of what a coach destroyed. It says that it was done and never whose it was.

    `disposal` has the day, how many people the file held, why, and whether the backups went, too. `alias` is the
    coach's own word for the client, '' for none. `plans`, `notes` and `backups` count the files that went, `left` those
    that the system did not let go.
    """

    disposal: r.Disposal
    alias: str
    plans: int
    notes: int
    backups: int
    left: int


def become_own(plan: Plan, *, without_names: bool) -> None:
    """Make the plan its owner's alone. It cannot be undone.

    It counts as a copy no longer, and has an identity of its own: no copy given before can be taken back into it, and
    no notes or shelf of a coach know it any more. `without_names`: nobody is named as whom the sessions were with. What
    was agreed and noted for both to read stays, since it is the owner's.
    """
    with plan.step(Edit.FAREWELL, final=True) as step:
        step.db.execute(
            'UPDATE provenance SET identity=lower(hex(randomblob(16))), "of"=NULL, "on"=NULL, level=NULL, "to"=NULL'
        )
        step.db.execute("DELETE FROM provenance_prints")
        for key, session in read.records(plan, r.Session).items() if without_names else ():
            if session.with_:
                store.update(step.db, r.Session, key, {"with_": ""})


def clean_copy(plan: Plan, target: Path, *, without_names: bool) -> Job[None]:
    """Write a copy to `target` that is its reader's alone (`become_own`). It opens with the passphrase of the plan."""
    if target.exists() and target.samefile(plan.path):
        raise errors.SamePlan(target)
    yield from plan.save_copy(target)
    with Plan.open(target, plan.key) as copy:
        become_own(copy, without_names=without_names)


def destroy(
    plans: Sequence[Path], notes: Sequence[Path], *, on: date, why: str, people: int, alias: str = ""
) -> Job[LetGo]:
    """Delete files that nobody has open, with all of their backups, and keep a record of it.

    Copies elsewhere, exported papers and what a sync program keeps are out of reach. Raises `CannotWrite` when it
    cannot be recorded; nothing is deleted then.
    """
    if why not in GROUNDS:
        raise ValueError(why)
    record = LetGo(r.Disposal(on.isoformat(), people, why, backups=True), alias, 0, 0, 0, 0)
    before = let_go()
    _keep((*before, record))
    gone = {True: 0, False: 0}
    of_backups = left = 0
    for path in (*plans, *notes):
        removed, kept = yield from backups.remove_all(path)
        of_backups, left = of_backups + removed, left + kept
        if _remove(path):
            gone[path in plans] += 1
        else:
            left += 1
    done = replace(record, plans=gone[True], notes=gone[False], backups=of_backups, left=left)
    _keep((*before, done))
    return done


def let_go() -> tuple[LetGo, ...]:
    """The records, the latest last."""
    try:
        said = json.loads((own_folder() / _RECORDS).read_bytes())
        return tuple(
            LetGo(
                r.Disposal(str(each["on"]), int(each["people"]), str(each["why"]), bool(each["backups_too"])),
                str(each["alias"]),
                *(int(each[name]) for name in ("plans", "notes", "backups", "left")),
            )
            for each in said
        )
    except (OSError, CannotWrite, ValueError, KeyError, TypeError, RecursionError):
        return ()


def _keep(records: Sequence[LetGo]) -> None:
    said: list[dict[str, Any]] = []
    for each in records:
        disposal = asdict(each.disposal)
        counts = {name: getattr(each, name) for name in ("plans", "notes", "backups", "left")}
        said.append({**disposal, "backups_too": disposal["backups"], "alias": each.alias, **counts})
    write_whole(own_folder() / _RECORDS, json.dumps(said, ensure_ascii=False, indent=1).encode())


def _remove(path: Path) -> bool:
    """Delete a file unless somebody has it open. False when it is still there."""
    try:
        lock = PlanLock(opening.real(path))
    except errors.PlanProblem:
        return False
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    finally:
        lock.release()
    return True
