"""The edits a person makes: each function is one Step."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from desktop.domain import records as r
from desktop.domain.goals import OPEN_STATES, changes_meaning, lapses
from desktop.domain.job import Job
from desktop.domain.reviewing import FIRST_DAYS, may_be_achieved, still_right
from desktop.domain.states import FOCAL, may_become, standing
from desktop.plan import document, store
from desktop.plan.errors import ReasonWanted
from desktop.plan.file import Plan
from desktop.plan.read_reviews import relationship_of
from desktop.plan.sql import Connection
from desktop.plan.step import Edit

_ADD = {
    r.Contact: Edit.ADD_PERSON,
    r.Group: Edit.ADD_GROUP,
    r.Organisation: Edit.ADD_ORGANISATION,
    r.Tie: Edit.ADD_TIE,
    r.FocalRelationship: Edit.ADD_KEY_RELATIONSHIP,
    r.Goal: Edit.ADD_GOAL,
    r.Conversation: Edit.ADD_CONVERSATION,
    r.Insight: Edit.ADD_INSIGHT,
}
_CHANGE = {
    r.Contact: Edit.CHANGE_PERSON,
    r.Group: Edit.CHANGE_GROUP,
    r.Tie: Edit.CHANGE_TIE,
    r.Gap: Edit.CHANGE_GAP,
    r.Introduction: Edit.CHANGE_INTRODUCTION,
    r.FocalRelationship: Edit.CHANGE_KEY_RELATIONSHIP,
    r.Goal: Edit.CHANGE_GOAL,
    r.Conversation: Edit.CHANGE_CONVERSATION,
    r.Insight: Edit.CHANGE_INSIGHT,
    r.NextStep: Edit.CHANGE_STEP,
    r.PlanInfo: Edit.CHANGE_PLAN,
}
_DELETE = {
    r.Group: Edit.DELETE_GROUP,
    r.Tie: Edit.DELETE_TIE,
    r.Gap: Edit.DELETE_GAP,
    r.Introduction: Edit.DELETE_INTRODUCTION,
    r.FocalRelationship: Edit.DELETE_KEY_RELATIONSHIP,
    r.Goal: Edit.DELETE_GOAL,
    r.Conversation: Edit.DELETE_CONVERSATION,
    r.Insight: Edit.DELETE_INSIGHT,
}


@dataclass(frozen=True)
class Keep:
    """Says "leave this as it is" where None means something."""


KEEP: Final = Keep()


def new_uid() -> str:
    """A uid that no other record has or ever had."""
    return secrets.token_hex(8)


def add(plan: Plan, record: Any, subject: str = "") -> int:
    """Add a record (its `id` 0) and return its row key."""
    with plan.step(_ADD[type(record)], subject) as step:
        writer = store.Writer(step.db)
        key = writer.add(record)
        writer.flush()
    return key


def change(plan: Plan, record: type[Any], key: int, /, subject: str = "", **values: Any) -> None:
    """Set fields of one record."""
    with plan.step(_CHANGE[record], subject) as step:
        store.update(step.db, record, key, values)


def remove(plan: Plan, record: type[Any], key: int, subject: str = "") -> None:
    """Delete one record and what hangs on it. People go through `delete_contacts`."""
    with plan.step(_DELETE[record], subject) as step:
        store.delete(step.db, record, [key])


def add_contacts(
    plan: Plan, names: Sequence[str], *, on: date, tier: str | None = None, role: str = "", group: int | None = None
) -> list[int]:
    """Add people by name, in this order after those already ranked (P3: my own order, strongest first)."""
    edit = Edit.ADD_PERSON if len(names) == 1 else Edit.ADD_PEOPLE
    with plan.step(edit, names[0] if len(names) == 1 else "") as step:
        return write_contacts(step.db, names, on=on, tier=tier, role=role, group=group)


def write_contacts(
    db: Connection, names: Sequence[str], *, on: date, tier: str | None, role: str, group: int | None
) -> list[int]:
    """Inside a Step: add people by name, after those already ranked."""
    ((last,),) = db.execute('SELECT coalesce(max("order"), 0) FROM contacts')
    history = () if tier is None else (r.TierChange(tier, on.isoformat()),)
    groups = () if group is None else (group,)
    writer = store.Writer(db)
    keys = [
        writer.add(r.Contact(0, new_uid(), name, role=role, groups=groups, tier=tier, tier_history=history, order=n))
        for n, name in enumerate(names, int(last) + 1)
    ]
    writer.flush()
    return keys


def change_contacts(plan: Plan, keys: Sequence[int], **values: Any) -> Job[None]:
    """Set the same fields of several people."""
    with plan.step(Edit.CHANGE_PEOPLE) as step:
        for n, key in enumerate(keys, 1):
            store.update(step.db, r.Contact, key, values)
            if n % 100 == 0:
                step.cut()
                yield n, len(keys)


def delete_contacts(plan: Plan, keys: Sequence[int], subject: str = "") -> Job[None]:
    """Delete people with all that hangs on them. The owner stays."""
    owner = document.owner_id(plan)
    going = [key for key in keys if key != owner]
    with plan.step(Edit.DELETE_PERSON if len(going) == 1 else Edit.DELETE_PEOPLE, subject) as step:
        for at in range(0, len(going), 100):
            store.delete(step.db, r.Contact, going[at : at + 100])
            step.cut()
            yield min(at + 100, len(going)), len(going)


def move_contact(
    plan: Plan,
    key: int,
    tier: str | None,
    *,
    on: date,
    group: int | Keep | None = KEEP,
    leaving: int | None = None,
    position: r.Position | None = None,
) -> None:
    """Put a person into a tier, dated in their history (R1); None lets them wait again.

    `group`: the sector it was dropped in becomes the primary group in place of the present one; None is *Other*.
    `leaving`: the group whose place it takes instead, where a person of several was taken out of a further one.
    `position`: the place chosen by hand, None to let the map choose.
    """
    person = store.read(plan.db, r.Contact, [key])[key]
    groups = _regrouped(person, group, leaving)
    with plan.step(Edit.MOVE_PERSON, person.name) as step:
        values = {"tier": tier, "groups": groups, "position": position, "tier_history": moved(person, tier, on)}
        store.update(step.db, r.Contact, key, values)


def _regrouped(person: r.Contact, group: int | Keep | None, leaving: int | None = None) -> tuple[int, ...]:
    """The groups of a person who was put into the sector of another one."""
    groups = person.groups
    if isinstance(group, Keep):
        return groups
    at = groups.index(leaving) if leaving in groups else 0
    return () if group is None else tuple(dict.fromkeys((*groups[:at], group, *groups[at + 1 :])))


def move_contacts(
    plan: Plan, keys: Sequence[int], tier: str | None, *, on: date, group: int | Keep | None = KEEP
) -> Job[None]:
    """Put several people into a tier in one Step, each dated in their own history; None lets them wait again.

    `group`: as in `move_contact`.
    """
    people = store.read(plan.db, r.Contact, keys)
    with plan.step(Edit.CHANGE_PEOPLE) as step:
        for n, (key, person) in enumerate(people.items(), 1):
            groups = _regrouped(person, group)
            if (person.tier, person.groups) != (tier, groups):
                history = moved(person, tier, on)
                values = {"tier": tier, "groups": groups, "position": None, "tier_history": history}
                store.update(step.db, r.Contact, key, values)
            if n % 50 == 0:
                step.cut()
                yield n, len(people)


def set_group(plan: Plan, keys: Sequence[int], group: int | None) -> Job[None]:
    """Make `group` the primary group of several people in one Step, in place of the present one; None is *Other*."""
    people = store.read(plan.db, r.Contact, keys)
    subject = next(iter(people.values())).name if len(people) == 1 else ""
    with plan.step(Edit.CHANGE_PERSON if len(people) == 1 else Edit.CHANGE_PEOPLE, subject) as step:
        for n, (key, person) in enumerate(people.items(), 1):
            groups = () if group is None else (group, *(g for g in person.groups[1:] if g != group))
            if groups != person.groups:
                store.update(step.db, r.Contact, key, {"groups": groups, "position": None})
            if n % 50 == 0:
                step.cut()
                yield n, len(people)


def moved(person: r.Contact, tier: str | None, on: date) -> tuple[r.TierChange, ...]:
    """The tier history after a move on a day. A second move on the same day replaces the first."""
    if tier == person.tier:
        return person.tier_history
    today = on.isoformat()
    history = list(person.tier_history)
    if not history and person.tier is not None:
        since = person.known_since if person.known_since and person.known_since < today else today
        history.append(r.TierChange(person.tier, since))
    elif history and history[-1].from_ == today:
        history.pop()
    if not history or history[-1].tier != tier:
        history.append(r.TierChange(tier, today))
    return tuple(history)


def set_evidence(plan: Plan, key: int, text: str, *, on: date) -> None:
    """Keep what a person did that shows the tier (P5), with the day, in the record and in the history's last line."""
    person = store.read(plan.db, r.Contact, [key])[key]
    evidence = r.Evidence(on.isoformat(), text) if text else None
    history = person.tier_history
    if history:
        last = history[-1]
        history = (*history[:-1], r.TierChange(last.tier, last.from_, last.reason, text or None))
    with plan.step(Edit.CHANGE_PERSON, person.name) as step:
        store.update(step.db, r.Contact, key, {"tier_evidence": evidence, "tier_history": history})


def set_organisation(plan: Plan, key: int, label: str, subject: str = "") -> None:
    """Say where a person works, by the organisation's name; a new name makes a new organisation in the same Step."""
    label = label.strip()
    with plan.step(Edit.CHANGE_PERSON, subject) as step:
        found = step.db.execute("SELECT id FROM organisations WHERE label=? ORDER BY id", (label,)).fetchone()
        organisation = int(found[0]) if found else None
        if label and organisation is None:
            writer = store.Writer(step.db)
            organisation = writer.add(r.Organisation(0, new_uid(), label))
            writer.flush()
        store.update(step.db, r.Contact, key, {"organisation": organisation})


def note_conversation(plan: Plan, conversation: r.Conversation, subject: str = "") -> int:
    """Keep a conversation (its `id` 0); a two-way one moves the last two-way exchange of all there forward (R15)."""
    with plan.step(Edit.ADD_CONVERSATION, subject) as step:
        writer = store.Writer(step.db)
        key = writer.add(conversation)
        writer.flush()
        reset_clocks(step.db, None, store.read(step.db, r.Conversation, [key])[key])
    return key


def change_conversation(plan: Plan, key: int, subject: str = "", **values: Any) -> None:
    """Set fields of a conversation; the last two-way exchange of who took or now takes part follows (R15)."""
    before = store.read(plan.db, r.Conversation, [key])[key]
    with plan.step(Edit.CHANGE_CONVERSATION, subject) as step:
        store.update(step.db, r.Conversation, key, values)
        reset_clocks(step.db, before, store.read(step.db, r.Conversation, [key])[key])


def delete_conversation(plan: Plan, key: int, subject: str = "") -> None:
    """Delete a conversation; a last two-way exchange that rested on it goes back to the one before (R15)."""
    before = store.read(plan.db, r.Conversation, [key])[key]
    with plan.step(Edit.DELETE_CONVERSATION, subject) as step:
        store.delete(step.db, r.Conversation, [key])
        reset_clocks(step.db, before, None)


def reset_clocks(db: Any, before: r.Conversation | None, after: r.Conversation | None) -> None:
    """Bring `last_two_way` of everybody concerned up to date after a conversation changed from `before` to `after`.

    What the conversation itself had set is found anew in the log; a later day known from elsewhere stays.
    """
    concerned = {*(before.contacts if before else ()), *(after.contacts if after else ())}
    for person, contact in store.read(db, r.Contact, sorted(concerned)).items():
        stored = contact.last_two_way
        if before is not None and before.two_way and person in before.contacts and stored == before.date:
            stored = None
        ((logged,),) = db.execute(
            "SELECT max(c.date) FROM conversations c JOIN conversations_contacts w ON w.parent = c.id"
            " WHERE w.value=? AND c.two_way=1",
            (person,),
        )
        store.update(db, r.Contact, person, {"last_two_way": max(stored or "", logged or "") or None})


def make_key_relationship(
    plan: Plan, person: int, kind: str, target_tier: str | None, why_now: str, *, on: date, subject: str = ""
) -> int:
    """Choose a person as one of the few; the last in the user's order, its first review after 30 days (R22)."""
    with plan.step(Edit.ADD_KEY_RELATIONSHIP, subject) as step:
        return write_key_relationship(step.db, person, kind, target_tier, why_now, on=on)


def write_key_relationship(
    db: Connection, person: int, kind: str, target_tier: str | None, why_now: str, *, on: date
) -> int:
    """Inside a Step: choose a person as one of the few."""
    ((last,),) = db.execute("SELECT coalesce(max(priority), 0) FROM focal_relationships")
    review = (on + timedelta(days=FIRST_DAYS)).isoformat()
    writer = store.Writer(db)
    key = writer.add(
        r.FocalRelationship(
            0, new_uid(), person, kind, int(last) + 1, target_tier, None, "active", on.isoformat(),
            FIRST_DAYS, review, why_now,
        )
    )  # fmt: skip
    writer.flush()
    return key


def set_state(plan: Plan, key: int, state: str, *, on: date, subject: str = "") -> None:
    """Say how a key relationship stands. Taken up (again), it has another fortnight for an active goal.

    Raises ValueError for a state that cannot follow; `domain.states.FOCAL` says which can.
    """
    about = relationship_of(plan, key, on)
    if about is None:
        raise KeyError(key)
    now = standing(about.focal, about.goals, on)
    if not may_become(FOCAL, now, state):
        raise ValueError(f"{now} cannot become {state}")
    opened = on.isoformat() if (now, state) == ("candidate", "active") else about.focal.opened
    change(plan, r.FocalRelationship, key, subject, state=state, opened=opened)


def change_goal(plan: Plan, key: int, *, on: date, subject: str = "", **values: Any) -> None:
    """Set fields of a goal. What makes an active goal another one keeps the version before (R9), superseded that day.

    Further changes on the same day belong to the same new version.
    """
    before = store.read(plan.db, r.Goal, [key])[key]
    with plan.step(Edit.CHANGE_GOAL, subject) as step:
        write_goal(step.db, before, values, on=on)


def write_goal(db: Connection, before: r.Goal, values: Mapping[str, Any], *, on: date) -> None:
    """Inside a Step: set fields of a goal, keeping the version before where R9 asks for it.

    A goal that waits for nothing but a second look has had it by being edited (R19). One that is no longer fit to be
    active waits as a draft (R8).
    """
    values, key, waits = dict(values), before.id, before.needs_refinement
    if before.status == "active" and changes_meaning(before, replace(before, **values)):
        today = on.isoformat()
        known = db.execute("SELECT 1 FROM goals WHERE superseded_by=? AND closed=?", (key, today)).fetchone()
        if known is None:
            old = replace(before, id=0, uid=new_uid(), status="superseded", closed=today, superseded_by=key)
            writer = store.Writer(db)
            writer.add(old)
            writer.flush()
            values["version"] = before.version + 1
        if waits is not None and waits.flag and not waits.missing:
            values.setdefault("needs_refinement", still_right())
    if lapses(before, replace(before, **values)):
        values.setdefault("status", "draft")
    store.update(db, r.Goal, key, values)


def set_goal_status(plan: Plan, key: int, status: str, *, on: date, subject: str = "", why: str = "") -> None:
    """Say how a goal stands; a closed one keeps the day, and `why` where that is said. A candidate with an active goal
    is an active key relationship.

    Whether it may be active (R8) is for the caller to ask: `domain.goals.may_be_active`. Raises ReasonWanted when a
    goal that waits for a second look is to be closed as achieved without a reason (R18 c).
    """
    goal = store.read(plan.db, r.Goal, [key])[key]
    if status == "achieved" and not may_be_achieved(goal, why):
        raise ReasonWanted(plan.path)
    closed = None if status in OPEN_STATES else on.isoformat()
    with plan.step(Edit.CHANGE_GOAL, subject) as step:
        values = {"status": status, "closed": closed, "reason": why.strip() or goal.reason}
        store.update(step.db, r.Goal, key, values)
        about = store.read(step.db, r.FocalRelationship, [goal.focal])[goal.focal]
        if (about.state, status) == ("candidate", "active"):
            store.update(step.db, r.FocalRelationship, goal.focal, {"state": "active"})
