"""Plans to meet: each function is one Step."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from desktop.domain import records as r
from desktop.domain.goals import read_again
from desktop.domain.meetings import AHEAD, next_time
from desktop.domain.states import ENGAGEMENT, may_become
from desktop.plan import store
from desktop.plan.cycle_edits import promises_to_steps
from desktop.plan.edits import new_uid, reset_clocks
from desktop.plan.file import Plan
from desktop.plan.read_reviews import relationship_of
from desktop.plan.review_edits import follow
from desktop.plan.step import Edit


@dataclass(frozen=True)
class After:
    """What is said after a conversation; all of it can be left.

    `talk`: its `id` is the conversation that the meeting has already, or 0. `insights` are about `focal` when their own
    is 0. `goal` and `reading`: the measure, where it moved. `again`: the day agreed for the next time. `whose`: the
    place of a promise to the key relationship it belongs to, where that is not `focal`.
    """

    talk: r.Conversation
    outcome: str | None = None
    insights: tuple[r.Insight, ...] = ()
    focal: int | None = None
    goal: int | None = None
    reading: r.Reading | None = None
    again: str | None = None
    whose: Mapping[int, int] = field(default_factory=dict[int, int])


def add_meeting(plan: Plan, meeting: r.Engagement, subject: str = "") -> int:
    """Add a plan to meet (its `id` 0) and return its row key."""
    with plan.step(Edit.ADD_MEETING, subject) as step:
        writer = store.Writer(step.db)
        key = writer.add(meeting)
        writer.flush()
    return key


def change_meeting(plan: Plan, key: int, subject: str = "", **values: Any) -> None:
    """Set fields of a plan to meet. For its day there is `set_day`, for what became of it the functions below."""
    with plan.step(Edit.CHANGE_MEETING, subject) as step:
        store.update(step.db, r.Engagement, key, values)


def set_day(plan: Plan, key: int, day: str | None, subject: str = "") -> None:
    """Say on which day one meets, as ISO text. The first day agrees it; another one after that counts as moved."""
    before = store.read(plan.db, r.Engagement, [key])[key]
    values: dict[str, Any] = {"date": day}
    if before.status in AHEAD:
        values["status"] = "scheduled" if day else "planned"
        if before.status == "scheduled" and before.date and day != before.date:
            values["moved"] = before.moved + 1
    change_meeting(plan, key, subject, **values)


def let_go(plan: Plan, key: int, subject: str = "") -> None:
    """Give a plan to meet up; it stays in the record of what was tried."""
    _ahead(store.read(plan.db, r.Engagement, [key])[key], "cancelled")
    change_meeting(plan, key, subject, status="cancelled")


def took_place(plan: Plan, key: int, *, on: date, subject: str = "") -> None:
    """Say that a meeting was held: on its day, or on `on` when it has none or one that is still ahead."""
    before = store.read(plan.db, r.Engagement, [key])[key]
    _ahead(before, "held")
    today = on.isoformat()
    day = before.date if before.date and before.date <= today else today
    change_meeting(plan, key, subject, status="held", date=day)


def _ahead(meeting: r.Engagement, state: str) -> None:
    """Screens offer only what can follow (`domain.states.ENGAGEMENT`); anything else is a fault."""
    if not may_become(ENGAGEMENT, meeting.status, state):
        raise ValueError(f"{meeting.status} cannot become {state}")


def delete_meeting(plan: Plan, key: int, subject: str = "") -> None:
    """Delete a plan to meet; conversations and steps that came of it stay."""
    with plan.step(Edit.DELETE_MEETING, subject) as step:
        store.delete(step.db, r.Engagement, [key])


def after_meeting(plan: Plan, key: int, after: After, *, on: date, subject: str = "") -> int:
    """R14: keep what is said after a conversation, all in one Step; returns the conversation's row key.

    The conversation belongs to the meeting and resets the clocks of who was there (R15). Promises become dated steps,
    what was learned closes the steps to find out that it answers (R19), and the measure takes in its reading.
    """
    meeting = store.read(plan.db, r.Engagement, [key])[key]
    focals = sorted({insight.focal or after.focal or 0 for insight in after.insights})
    known_before = [relationship_of(plan, focal, on) for focal in focals]
    with plan.step(Edit.AFTER_MEETING, subject) as step:
        db, writer = step.db, store.Writer(step.db)
        talk = replace(after.talk, engagement=key)
        before = store.read(db, r.Conversation, [talk.id])[talk.id] if talk.id else None
        if before is None:
            talk_key = writer.add(talk)
        else:
            talk_key = talk.id
            fields = (
                "contacts", "date", "minutes", "channel", "engagement", "summary", "listening", "gave", "received",
                "promises", "two_way",
            )  # fmt: skip
            store.update(db, r.Conversation, talk_key, {name: getattr(talk, name) for name in fields})
        writer.flush()
        kept = store.read(db, r.Conversation, [talk_key])[talk_key]
        promises_to_steps(db, kept, lambda at: after.whose.get(at, after.focal))
        for insight in after.insights:
            writer.add(replace(insight, focal=insight.focal or after.focal or 0, conversation=talk_key))
        writer.flush()
        reset_clocks(db, before, kept)
        for relationship in known_before:
            follow(plan, relationship, on, talk_key)
        if after.goal is not None and after.reading is not None:
            goal = store.read(db, r.Goal, [after.goal])[after.goal]
            store.update(db, r.Goal, after.goal, {"measure": read_again(goal.measure, after.reading)})
        values = {"status": "debriefed", "outcome": after.outcome or meeting.outcome, "date": talk.date}
        store.update(db, r.Engagement, key, values)
        if after.again is not None:
            writer.add(next_time(meeting, new_uid(), after.again))
            writer.flush()
    return talk_key
