"""What a facilitator does to a workshop: each function is one Step. The state follows from what was done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from desktop.domain import records as r
from desktop.domain.workshop import latest
from desktop.domain.workshop_dates import moved_workshop, state_of
from desktop.plan import document, store
from desktop.plan.edits import new_uid
from desktop.plan.file import Plan
from desktop.plan.sql import Connection
from desktop.plan.step import Edit

Change = Callable[[r.Workshop], Mapping[str, Any]]
"""From the workshop as it is to the fields that get another value."""


def start(plan: Plan, label: str, organisations: Sequence[str], facilitator: str, purpose: str = "") -> None:
    """Write the first records of a facilitator's file: whose it is, the two organisations, the day they are to have."""
    document.start(plan, "workshop", facilitator)
    with plan.step(Edit.SET_UP) as step:
        writer = store.Writer(step.db)
        names = [name for each in organisations if (name := each.strip())]
        keys = tuple(writer.add(r.Organisation(0, new_uid(), name)) for name in names)
        writer.flush()
        alliance = writer.add(r.Alliance(0, new_uid(), " – ".join(names), keys, None, purpose, {}, (), None, None, ()))
        writer.flush()
        writer.add(_new(alliance, label, document.owner_id(plan)))
        writer.flush()


def revise(plan: Plan, edit: Edit, change: Change, subject: str = "") -> None:
    """Set fields of the workshop, from how it is now; a file without one gets one."""
    with plan.step(edit, subject) as step:
        write(step.db, the_workshop(step.db), change)


def set_day(plan: Plan, day: date | None) -> None:
    """Set or move the day, and with it all that is to come (one Step)."""
    revise(plan, Edit.MOVE_DAY, lambda workshop: moved_workshop(workshop, day))


def write(db: Connection, workshop: r.Workshop, change: Change) -> r.Workshop:
    """Inside a Step: set fields of the workshop, and the state that follows."""
    values = dict(change(workshop))
    after = replace(workshop, **values)
    values["state"] = state_of(after)
    store.update(db, r.Workshop, workshop.id, values)
    return replace(after, state=values["state"])


def the_workshop(db: Connection) -> r.Workshop:
    """Inside a Step: the workshop that the file is about, made now if there is none."""
    found = latest(store.read(db, r.Workshop).values())
    if found is not None:
        return found
    writer = store.Writer(db)
    alliance = next(iter(store.read(db, r.Alliance)), None)
    ((owner,),) = db.execute("SELECT owner FROM plan WHERE id=1")
    key = writer.add(_new(alliance, "", int(owner)))
    writer.flush()
    return store.read(db, r.Workshop, [key])[key]


def _new(alliance: int | None, label: str, facilitator: int) -> r.Workshop:
    return r.Workshop(
        0, new_uid(), alliance, label, None, "08:45", "16:30", "", state="idea", facilitator=facilitator
    )  # fmt: skip


def change_alliance(plan: Plan, change: Callable[[r.Alliance], Mapping[str, Any]]) -> None:
    """Set fields of the relationship between the two organisations, from how it is now."""
    with plan.step(Edit.CHANGE_ALLIANCE) as step:
        workshop = the_workshop(step.db)
        key = workshop.alliance
        if key is None:
            writer = store.Writer(step.db)
            key = writer.add(r.Alliance(0, new_uid(), "", (), None, "", {}, (), None, None, ()))
            writer.flush()
            store.update(step.db, r.Workshop, workshop.id, {"alliance": key})
        store.update(step.db, r.Alliance, key, change(store.read(step.db, r.Alliance, [key])[key]))
