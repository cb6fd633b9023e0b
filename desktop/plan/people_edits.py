"""Edits of several people at once: two who are one, and the same change for many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.domain import records as r
from desktop.domain.job import Job
from desktop.domain.one_person import together
from desktop.plan import shape, store
from desktop.plan.document import owner_id
from desktop.plan.edits import KEEP, Keep, moved, new_uid
from desktop.plan.file import Plan
from desktop.plan.sql import Connection
from desktop.plan.step import Edit


def merge(plan: Plan, keep: int, gone: int, chosen: Mapping[str, Any], *, on: date) -> None:
    """Make one person of two: all that hangs on `gone` hangs on `keep` afterwards, and `gone` is no more.

    `chosen`: fields of the contact to their value, where both say something else. The owner of the plan stays.
    """
    if keep == gone or gone == owner_id(plan):
        raise ValueError("nobody to put together")
    people = store.read(plan.db, r.Contact, [keep, gone])
    values = together(people[keep], people[gone], chosen, on)
    with plan.step(Edit.MERGE_PEOPLE, people[keep].name) as step:
        _one_focal(step.db, keep, gone)
        _point(step.db, "contacts", gone, keep)
        _tidy_ties(step.db, keep)
        store.update(step.db, r.Contact, keep, values)
        store.delete(step.db, r.Contact, [gone])


def _point(db: Connection, target: str, old: int, new: int) -> None:
    """Let every reference to the record `old` of `target` lead to `new`; what is then said twice in a list goes."""
    for table in shape.all_tables():
        for column in table.columns:
            if column.target != target:
                continue
            name, key = f'"{table.name}"', f'"{column.name}"'
            if table.parent is not None and (table.record is None or column.name == "key"):
                # A list of people, or a mapping from people: each is in it once, the first time.
                db.execute(
                    f"DELETE FROM {name} WHERE {key}=? AND parent IN (SELECT parent FROM {name} WHERE {key}=?)",
                    (old, new),
                )
            db.execute(f"UPDATE {name} SET {key}=? WHERE {key}=?", (new, old))


def _one_focal(db: Connection, keep: int, gone: int) -> None:
    """Two open key relationships become the one of `keep`, with the goals, reviews and steps of both."""
    sql = "SELECT id FROM focal_relationships WHERE contact=? AND state <> 'closed' ORDER BY id"
    kept, other = (next(iter(db.execute(sql, (key,))), None) for key in (keep, gone))
    if kept is None or other is None:
        return
    both = store.read(db, r.FocalRelationship, [int(kept[0]), int(other[0])])
    here, there = both[int(kept[0])], both[int(other[0])]
    why = "\n".join(dict.fromkeys(part for part in (here.why_now, there.why_now) if part))
    reviews = [day for day in (here.next_review, there.next_review) if day]
    values = {"why_now": why, "opened": min(here.opened, there.opened), "next_review": min(reviews, default=None)}
    store.update(db, r.FocalRelationship, here.id, values)
    _point(db, "focal_relationships", there.id, here.id)
    store.delete(db, r.FocalRelationship, [there.id])


def _tidy_ties(db: Connection, person: int) -> None:
    """Nobody knows themselves, and two know each other once: as well as either line says."""
    db.execute("DELETE FROM ties WHERE a=b")
    seen: dict[int, tuple[int, int, str]] = {}
    found = list(db.execute("SELECT id, a, b, strength, label FROM ties WHERE a=?1 OR b=?1 ORDER BY id", (person,)))
    for key, a, b, strength, label in found:
        other = int(b) if int(a) == person else int(a)
        if other not in seen:
            seen[other] = (int(key), int(strength), str(label))
            continue
        first, strong, said = seen[other]
        both = max(strong, int(strength)), said or str(label)
        store.update(db, r.Tie, first, {"strength": both[0], "label": both[1]})
        store.delete(db, r.Tie, [int(key)])
        seen[other] = (first, *both)


@dataclass(frozen=True)
class Together:
    """One change for several people; what is KEEP stays with each as it is.

    `tier`: None lets them wait. `group`: the primary group, None is none. `organisation`: its name, '' for none.
    """

    tier: str | Keep | None = KEEP
    group: int | Keep | None = KEEP
    organisation: str | Keep = KEEP
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    keep_in_touch: bool | Keep = KEEP
    left: bool | Keep = KEEP


def change_together(plan: Plan, keys: Sequence[int], change: Together, *, on: date) -> Job[None]:
    """Make one change for several people in one Step. Yields (people done, people in all)."""
    me = owner_id(plan)
    people = {key: person for key, person in store.read(plan.db, r.Contact, keys).items() if key != me}
    subject = next(iter(people.values())).name if len(people) == 1 else ""
    with plan.step(Edit.CHANGE_PERSON if len(people) == 1 else Edit.CHANGE_PEOPLE, subject) as step:
        organisation = None if isinstance(change.organisation, Keep) else _organisation(step.db, change.organisation)
        for n, (key, person) in enumerate(people.items(), 1):
            values = _values(person, change, on)
            if not isinstance(change.organisation, Keep):
                values["organisation"] = organisation
            store.update(step.db, r.Contact, key, values)
            if n % 50 == 0:
                step.cut()
                yield n, len(people)


def _organisation(db: Connection, label: str) -> int | None:
    """The organisation of this name, made where there is none; None for no name."""
    label = " ".join(label.split())
    if not label:
        return None
    found = db.execute("SELECT id FROM organisations WHERE label=? ORDER BY id", (label,)).fetchone()
    if found is not None:
        return int(found[0])
    writer = store.Writer(db)
    key = writer.add(r.Organisation(0, new_uid(), label))
    writer.flush()
    return key


def _values(person: r.Contact, change: Together, on: date) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if not isinstance(change.tier, Keep) and change.tier != person.tier:
        values |= {"tier": change.tier, "position": None, "tier_history": moved(person, change.tier, on)}
    if not isinstance(change.group, Keep):
        others = tuple(group for group in person.groups[1:] if group != change.group)
        groups = () if change.group is None else (change.group, *others)
        if groups != person.groups:
            values |= {"groups": groups, "position": None}
    tags = tuple(tag for tag in dict.fromkeys((*person.tags, *change.add_tags)) if tag not in change.remove_tags)
    if tags != person.tags:
        values["tags"] = tags
    if not isinstance(change.keep_in_touch, Keep):
        values["keep_in_touch"] = change.keep_in_touch
    if not isinstance(change.left, Keep):
        values["left"] = change.left
    return values
