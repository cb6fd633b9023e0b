"""What is done on a day: conversations noted in a line, things ticked off or put off, people put aside for a while.

Each function is one Step.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from desktop.domain import records as r
from desktop.domain.promises import alone, became
from desktop.plan import store
from desktop.plan.edits import new_uid, reset_clocks, write_contacts
from desktop.plan.file import Plan
from desktop.plan.step import Edit


def note_conversation(plan: Plan, talk: r.Conversation, subject: str = "") -> int:
    """Keep a conversation (its `id` 0) and make its promises dated steps where somebody there is a key relationship.

    A two-way one resets the clocks of who was there (R15). Returns the conversation's row key.
    """
    with plan.step(Edit.ADD_CONVERSATION, subject) as step:
        writer = store.Writer(step.db)
        key = writer.add(talk)
        writer.flush()
        kept = store.read(step.db, r.Conversation, [key])[key]
        _make_steps(step.db, kept)
        reset_clocks(step.db, None, kept)
    return key


def make_steps(plan: Plan, key: int, subject: str = "") -> None:
    """Make the promises of a conversation dated steps, where they are none yet and somebody is a key relationship."""
    talk = store.read(plan.db, r.Conversation, [key])[key]
    with plan.step(Edit.CHANGE_CONVERSATION, subject) as step:
        _make_steps(step.db, talk)


def file_conversation(
    plan: Plan, key: int, people: Sequence[int], subject: str = "", *, newcomers: Sequence[str] = (), on: date
) -> None:
    """Say with whom a conversation was that was kept without a name; clocks and steps follow as for any other.

    `newcomers`: names that nobody in the plan has; they are added, and wait to be placed.
    """
    before = store.read(plan.db, r.Conversation, [key])[key]
    with plan.step(Edit.FILE_CONVERSATION, subject) as step:
        added = write_contacts(step.db, newcomers, on=on, tier=None, role="", group=None) if newcomers else []
        there = (*people, *added)
        store.update(step.db, r.Conversation, key, {"contacts": there})
        after = replace(before, contacts=there)
        _make_steps(step.db, after)
        reset_clocks(step.db, before, after)


def _make_steps(db: Any, talk: r.Conversation) -> None:
    """Inside a Step: a dated step for each open promise that has none, with the first key relationship there."""
    focal = None
    for person in talk.contacts:
        sql = "SELECT id FROM focal_relationships WHERE contact=? AND state <> 'closed' ORDER BY id LIMIT 1"
        found = db.execute(sql, (person,)).fetchone()
        if found is not None:
            focal = int(found[0])
            break
    if focal is not None:
        promises_to_steps(db, talk, lambda _at: focal)


def promises_to_steps(db: Any, talk: r.Conversation, whose: Callable[[int], int | None]) -> None:
    """Inside a Step: a dated step for each open promise of a conversation that has become none yet.

    `whose`: the key relationship that the promise at a place of the conversation belongs to.
    """
    writer = store.Writer(db)
    for at, promise in alone(talk, _steps_of(db, talk.id)).items():
        if promise.done is None:
            writer.add(_promised(promise, whose(at), talk.id))
    writer.flush()


def _steps_of(db: Any, talk: int) -> Sequence[r.NextStep]:
    sql = "SELECT id FROM next_steps WHERE conversation=? AND kind='promise' ORDER BY id"
    keys = [int(key) for (key,) in db.execute(sql, (talk,))]
    return tuple(store.read(db, r.NextStep, keys).values()) if keys else ()


def _promised(promise: r.Promise, focal: int | None, talk: int, until: str | None = None) -> r.NextStep:
    return r.NextStep(
        0, new_uid(), "promise", focal, None, promise.text, (), promise.due, "open", None, "",
        conversation=talk, snoozed_until=until,
    )  # fmt: skip


def step_done(plan: Plan, key: int, *, on: date, subject: str = "") -> None:
    """Tick a next step off; the promise it came from is kept with it."""
    done = store.read(plan.db, r.NextStep, [key])[key]
    with plan.step(Edit.STEP_DONE, subject) as step:
        store.update(step.db, r.NextStep, key, {"status": "done", "done": on.isoformat()})
        if done.kind == "promise" and done.conversation is not None:
            talk = store.read(step.db, r.Conversation, [done.conversation])[done.conversation]
            grown = became(talk.promises, _steps_of(step.db, talk.id))
            at = next((at for at, each in grown.items() if each.id == key), None)
            if at is not None and talk.promises[at].done is None:
                _keep(step.db, talk, at, on)


def promise_kept(plan: Plan, talk: int, at: int, *, on: date, subject: str = "") -> None:
    """Tick a promise off that became no step: the one at `at` of a conversation."""
    said = store.read(plan.db, r.Conversation, [talk])[talk]
    with plan.step(Edit.STEP_DONE, subject) as step:
        _keep(step.db, said, at, on)


def _keep(db: Any, talk: r.Conversation, at: int, on: date) -> None:
    promises = list(talk.promises)
    promises[at] = replace(promises[at], done=on.isoformat())
    store.update(db, r.Conversation, talk.id, {"promises": tuple(promises)})


def put_off(plan: Plan, key: int, until: date, subject: str = "") -> None:
    """Let a next step rest until a day; its due date stays."""
    with plan.step(Edit.PUT_OFF, subject) as step:
        store.update(step.db, r.NextStep, key, {"snoozed_until": until.isoformat()})


def put_off_promise(plan: Plan, talk: int, at: int, until: date, subject: str = "") -> int:
    """Let a promise rest until a day: it becomes a step, which can. Returns the step's row key."""
    promise = store.read(plan.db, r.Conversation, [talk])[talk].promises[at]
    with plan.step(Edit.PUT_OFF, subject) as step:
        writer = store.Writer(step.db)
        key = writer.add(_promised(promise, None, talk, until.isoformat()))
        writer.flush()
    return key


def pause(plan: Plan, person: int, until: date | None, subject: str = "") -> None:
    """Put a person aside until a day; None brings them back."""
    with plan.step(Edit.RESUME_PERSON if until is None else Edit.PAUSE_PERSON, subject) as step:
        store.update(step.db, r.Contact, person, {"paused_until": until.isoformat() if until else None})
