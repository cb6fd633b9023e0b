"""What a coach notes for themselves: a file of its own beside a plan, always with a passphrase.

It is never a part of the plan, so that no copy, export or paper can hold a word of it. It is opened, locked, backed up
and brought up to date by the same code as a plan. It knows its plan by that plan's lasting identity, so it fits the
plan and every copy of it, and no other client's. A note hangs on the uid of its session, which copies keep.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from desktop.plan import errors, provenance
from desktop.plan.file import OpenFile, Plan
from desktop.plan.format import Format
from desktop.plan.key import Key
from desktop.plan.opening import SUFFIX as PLAN_SUFFIX
from desktop.plan.shape import Table
from desktop.plan.step import Edit

SUFFIX = ".coachnotes"
"""What the name of such a file ends with."""

WHOLE = ""
"""Stands for a session's uid where a note is about the work as a whole."""

_FIRST = """
CREATE TABLE "companion" ("id" INTEGER NOT NULL PRIMARY KEY, "plan" TEXT NOT NULL) STRICT;
CREATE TABLE "notes" ("id" INTEGER NOT NULL PRIMARY KEY, "session" TEXT NOT NULL UNIQUE, "day" TEXT NOT NULL,
  "text" TEXT NOT NULL) STRICT;
"""

_RECORDED = (Table("notes", None, (), (), None, has_uid=False),)
COMPANION = Format(0x52504E54, lambda: _FIRST, (), "companion", lambda: _RECORDED)


class Companion(OpenFile):
    """The open notes of a coach."""

    format = COMPANION


@dataclass(frozen=True)
class Note:
    """`session`: the uid of the session that it is about (`WHOLE`: none); `day`: when that was (ISO)."""

    session: str
    day: str
    text: str


def begin(path: Path, plan: Plan, key: Key) -> None:
    """Make a new file for notes beside `plan`. Raises what `OpenFile.create` raises."""
    of = provenance.client(plan)

    def fill(made: Companion) -> None:
        with made.step(Edit.SET_UP) as step:
            step.db.execute("INSERT INTO companion (id, plan) VALUES (1, ?)", (of,))

    Companion.create(path, fill, key)


def open_beside(path: Path, plan: Plan, key: Key | None = None, *, to_read: bool = False) -> Companion:
    """Open the notes at `path`. Raises `OtherPlan` where they are about another client, and what `open` raises."""
    found = (Companion.open_to_read if to_read else Companion.open)(path, key)
    try:
        ((of,),) = found.db.execute("SELECT plan FROM companion")
        if of != provenance.client(plan):
            raise errors.OtherPlan(path)
    except BaseException:
        found.close()
        raise
    return found


def _called_like(notes: Path, plan: Path) -> bool:
    """Whether notes are called like the plan that they lie beside.

    So are those of `free_name`, and a backup that was had back, which has its day and hour in brackets. What only
    begins like it, or is called like another plan there, is about another client.
    """
    called = re.compile(rf"{re.escape(plan.stem)}( \([^()]*\d{{4}}-\d\d-\d\d \d\d\.\d\d\))?( \d+)?")
    return notes.suffix == SUFFIX and bool(called.fullmatch(notes.stem)) and not _of_another(notes, plan)


def beside(plan: Path) -> list[Path]:
    """The files for notes beside the plan at this place that are called like it, that written last first."""
    try:
        found = [each for each in plan.parent.iterdir() if _called_like(each, plan)]
        return sorted(found, key=lambda each: each.stat().st_mtime_ns, reverse=True)
    except OSError:
        return []


def plan_beside(notes: Path) -> Path | None:
    """The plan beside the notes at this place that they are called like; None where there is none."""
    try:
        plans = [each for each in notes.parent.iterdir() if each.suffix.lower() == PLAN_SUFFIX]
    except OSError:
        return None
    return next((each for each in sorted(plans) if _called_like(notes, each)), None)


def free_name(plan: Path) -> Path:
    """A name for new notes beside the plan that nobody has, and that is not due to another plan there."""
    found, n = plan.with_name(plan.stem + SUFFIX), 2
    while found.exists() or _of_another(found, plan):
        found, n = plan.with_name(f"{plan.stem} {n}{SUFFIX}"), n + 1
    return found


def _of_another(notes: Path, plan: Path) -> bool:
    """Whether another plan beside this one is called as the notes are."""
    return notes.stem != plan.stem and notes.with_suffix(plan.suffix).exists()


def notes(companion: Companion) -> dict[str, Note]:
    """All notes by the uid of their session, the earliest session first."""
    rows = companion.db.execute("SELECT session, day, text FROM notes ORDER BY day, id")
    return {str(session): Note(str(session), str(day), str(text)) for session, day, text in rows}


def put(companion: Companion, session: str, day: str, text: str) -> None:
    """Keep a note about a session, or let it go where nothing is left of it. One Step."""
    with companion.step(Edit.COACH_NOTE) as step:
        if text:
            step.db.execute(
                "INSERT INTO notes (session, day, text) VALUES (?, ?, ?)"
                " ON CONFLICT (session) DO UPDATE SET day=excluded.day, text=excluded.text",
                (session, day, text),
            )
        else:
            step.db.execute("DELETE FROM notes WHERE session=?", (session,))
