"""Coaching sessions and what is agreed in them: each function is one Step."""

from dataclasses import replace
from datetime import date
from typing import Any

from desktop.domain import records as r
from desktop.domain.job import Job
from desktop.domain.sessions import snapshot
from desktop.plan import document, store
from desktop.plan.edits import new_uid
from desktop.plan.file import Plan
from desktop.plan.step import Edit


def add_session(plan: Plan, day: date, with_: str = "") -> int:
    """Fix a session for a day; returns its row key."""
    with plan.step(Edit.ADD_SESSION) as step:
        return _add(step.db, r.Session(0, new_uid(), day.isoformat(), with_, "", "", (), closed=False))


def change_session(plan: Plan, key: int, **values: Any) -> None:
    """Set fields of a session."""
    with plan.step(Edit.CHANGE_SESSION) as step:
        store.update(step.db, r.Session, key, values)


def check_in(plan: Plan, key: int, *, on: date, **said: str | None) -> None:
    """Keep the client's two answers before a session, with the day; without any there is no check-in."""
    before = store.read(plan.db, r.Session, [key])[key].check_in or r.CheckIn(on.isoformat(), None, None)
    after = replace(before, date=on.isoformat(), **said)
    change_session(plan, key, check_in=after if after.moved or after.wanted else None)


def delete_session(plan: Plan, key: int) -> None:
    """Delete a session; the steps agreed in it stay."""
    with plan.step(Edit.DELETE_SESSION) as step:
        store.delete(step.db, r.Session, [key])


def agree(plan: Plan, session: int, text: str, due: str | None, first_sign: str | None = None) -> int:
    """Agree a next step in a session: it carries the session's mark. Returns its row key."""
    with plan.step(Edit.AGREE_STEP, text) as step:
        step_key = _add(
            step.db,
            r.NextStep(
                0, new_uid(), "promise", None, None, text, (), due, "open", session, "", first_sign=first_sign
            ),
        )  # fmt: skip
        agreed = store.read(step.db, r.Session, [session])[session].agreed
        store.update(step.db, r.Session, session, {"agreed": (*agreed, step_key)})
    return step_key


def change_agreed(plan: Plan, key: int, subject: str = "", **values: Any) -> None:
    """Set fields of an agreed step; the client's comment is one of them."""
    with plan.step(Edit.CHANGE_STEP, subject) as step:
        store.update(step.db, r.NextStep, key, values)


def drop_agreed(plan: Plan, key: int, subject: str = "") -> None:
    """Take an agreed step back: it leaves the session and the plan."""
    with plan.step(Edit.DELETE_STEP, subject) as step:
        store.delete(step.db, r.NextStep, [key])


def close_session(plan: Plan, key: int, *, on: date, following: date | None = None) -> Job[None]:
    """Close a session: how the plan stands on the day is frozen with it, and the next one is fixed if its day is known.

    The next one takes over with whom it is.
    """
    values = yield from document.read_values(plan)
    frozen = snapshot(values, on)
    with plan.step(Edit.CLOSE_SESSION) as step:
        store.update(step.db, r.Session, key, {"closed": True, "snapshot": frozen})
        if following is not None:
            with_ = values.sessions[key].with_
            _add(step.db, r.Session(0, new_uid(), following.isoformat(), with_, "", "", (), closed=False))


def open_again(plan: Plan, key: int) -> None:
    """Open a closed session again; what was frozen with it goes, and is frozen anew when it is closed."""
    with plan.step(Edit.CHANGE_SESSION) as step:
        store.update(step.db, r.Session, key, {"closed": False, "snapshot": None})


def _add(db: Any, record: Any) -> int:
    writer = store.Writer(db)
    key = writer.add(record)
    writer.flush()
    return key
