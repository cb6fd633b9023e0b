"""What reviews and the walk read: one key relationship at a time, never the whole plan."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from desktop.domain import records as r
from desktop.domain.clock import DORMANT_DAYS, is_dormant, last_two_way
from desktop.domain.dates import days_after, first_day
from desktop.domain.relationships import Relationship, relationship
from desktop.domain.reviewing import aged
from desktop.domain.states import falls_back
from desktop.domain.tiers import EGO_TIERS
from desktop.plan import store
from desktop.plan.document import owner_id
from desktop.plan.file import Plan

RecordT = TypeVar("RecordT")


class Helped(NamedTuple):
    """A person whom help joins to the owner: `to_me` and `to_them` are the scores of R3, 0 when not said."""

    id: int
    name: str
    latin: str
    to_me: int
    to_them: int


def relationship_of(plan: Plan, focal: int, on: date) -> Relationship | None:
    """A key relationship with all that hangs on it, as it stands on the day; None when it is gone."""
    db = plan.db
    key = store.read(db, r.FocalRelationship, [focal]).get(focal)
    if key is None:
        return None
    contact = store.read(db, r.Contact, [key.contact])[key.contact]
    engagements = [int(n) for (n,) in db.execute("SELECT parent FROM engagements_focals WHERE value=?", (focal,))]
    return relationship(
        key,
        contact,
        _latest_talk(db, contact.id, on),
        on,
        goals=of_focal(db, r.Goal, "goals", focal),
        insights=of_focal(db, r.Insight, "insights", focal),
        engagements=store.read(db, r.Engagement, engagements).values() if engagements else (),
        reviews=of_focal(db, r.Review, "reviews", focal),
        steps=of_focal(db, r.NextStep, "next_steps", focal),
    )


def active_relationships(plan: Plan, on: date) -> list[Relationship]:
    """The active key relationships with placed people, the next review first, those without a day last.

    One that has fallen back to candidate wants a goal before it wants a review.
    """
    found = plan.db.execute(
        """SELECT f.id FROM focal_relationships f JOIN contacts c ON c.id = f.contact
           WHERE f.state = 'active' AND c.tier IS NOT NULL
           ORDER BY f.next_review IS NULL, f.next_review, f.priority, f.id"""
    )
    read = (relationship_of(plan, int(key), on) for (key,) in found.fetchall())
    shown = [as_aged(about) for about in read if about is not None and not falls_back(about.focal, about.goals, on)]
    return sorted(shown, key=lambda about: about.focal.next_review or "9999")


def as_aged(about: Relationship) -> Relationship:
    """R21 as screens show it: on the day an answer grows old the goal waits and the review comes sooner.

    The file says so from the next edit of the relationship on; opening a plan writes nothing.
    """
    old = aged(about)
    if old is None:
        return about
    focal = replace(about.focal, review_interval_days=old.interval, next_review=old.next_review.isoformat())
    waits = [replace(g, needs_refinement=old.refinement) if g is about.goal else g for g in about.goals]
    return replace(about, focal=focal, goals=tuple(waits))


def support(plan: Plan, on: date) -> tuple[Helped, ...]:
    """R3: the owner's ties with the help that goes each way, in plan order. Dormant ties are left out."""
    marks = ",".join("?" * len(EGO_TIERS))
    # The log is asked only where what is stored with the person is older than a tie may be.
    long_ago = days_after(on, -DORMANT_DAYS).isoformat()
    found = plan.db.execute(
        f"""SELECT id, name, name_latin, coalesce(support_to_me, 0), coalesce(support_to_them, 0), last_two_way
            FROM contacts WHERE tier IN ({marks}) AND id <> ? ORDER BY id""",
        (*EGO_TIERS, owner_id(plan)),
    ).fetchall()
    ties: list[Helped] = []
    for key, name, latin, to_me, to_them, stored in found:
        if stored and str(stored) <= long_ago:
            latest = _latest_talk(plan.db, int(key), on)
            if is_dormant(first_day(max(str(stored), latest or "")), on):
                continue
        ties.append(Helped(int(key), str(name), str(latin or ""), int(to_me), int(to_them)))
    return tuple(ties)


def walk_order(plan: Plan) -> list[tuple[int, str]]:
    """(row key, uid) of everybody the walk passes: my own ranking (P3), then plan order.

    It does not go by tier, so that a person moved on the way stays where they are in the line.
    """
    found = plan.db.execute(
        'SELECT id, uid FROM contacts WHERE tier IS NOT NULL AND id <> ? ORDER BY "order" IS NULL, "order", id',
        (owner_id(plan),),
    )
    return [(int(key), str(uid)) for key, uid in found]


def last_exchange(plan: Plan, person: int, on: date) -> date | None:
    """R15: the last two-way exchange with a person."""
    contact = store.read(plan.db, r.Contact, [person])[person]
    return last_two_way(contact, _latest_talk(plan.db, person, on))


def _latest_talk(db: Any, person: int, on: date) -> str | None:
    ((latest,),) = db.execute(
        """SELECT max(substr(c.date, 1, 10)) FROM conversations c JOIN conversations_contacts w ON w.parent = c.id
           WHERE w.value=? AND c.two_way=1 AND substr(c.date, 1, 10) <= ?""",
        (person, on.isoformat()),
    )
    return latest


def of_focal(db: Any, record: type[RecordT], table: str, focal: int) -> Sequence[RecordT]:
    """The records of a table that hang on one key relationship, in plan order."""
    keys = [int(key) for (key,) in db.execute(f'SELECT id FROM "{table}" WHERE focal=? ORDER BY id', (focal,))]
    return tuple(store.read(db, record, keys).values()) if keys else ()
