"""The edits a person makes: each function is one Step."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from desktop.domain import records as r
from desktop.domain.job import Job
from desktop.plan import document, store
from desktop.plan.file import Plan
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


def change(plan: Plan, record: type[Any], key: int, subject: str = "", **values: Any) -> None:
    """Set fields of one record."""
    with plan.step(_CHANGE[record], subject) as step:
        store.update(step.db, record, key, values)


def remove(plan: Plan, record: type[Any], key: int, subject: str = "") -> None:
    """Delete one record and what hangs on it. People go through `delete_contacts`."""
    with plan.step(_DELETE[record], subject) as step:
        store.delete(step.db, record, [key])


def add_contacts(plan: Plan, names: Sequence[str], *, on: date, tier: str | None = None) -> list[int]:
    """Add people by name, in this order after those already ranked (P3: my own order, strongest first)."""
    edit = Edit.ADD_PERSON if len(names) == 1 else Edit.ADD_PEOPLE
    with plan.step(edit, names[0] if len(names) == 1 else "") as step:
        ((last,),) = step.db.execute('SELECT coalesce(max("order"), 0) FROM contacts')
        history = () if tier is None else (r.TierChange(tier, on.isoformat()),)
        writer = store.Writer(step.db)
        keys = [
            writer.add(r.Contact(0, new_uid(), name, tier=tier, tier_history=history, order=int(last) + n))
            for n, name in enumerate(names, 1)
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
    group: int | None | Keep = KEEP,
    position: r.Position | None = None,
) -> None:
    """Put a person into a tier, dated in their history (R1); None lets them wait again.

    `group`: the sector it was dropped in becomes the primary group in place of the present one; None is *Other*.
    `position`: the place chosen by hand, None to let the map choose.
    """
    person = store.read(plan.db, r.Contact, [key])[key]
    groups = person.groups
    if not isinstance(group, Keep):
        groups = () if group is None else (group, *(g for g in person.groups[1:] if g != group))
    with plan.step(Edit.MOVE_PERSON, person.name) as step:
        values = {"tier": tier, "groups": groups, "position": position, "tier_history": moved(person, tier, on)}
        store.update(step.db, r.Contact, key, values)


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
