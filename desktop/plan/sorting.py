"""Sorting the people who wait: who they are, and the Step that places one of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from desktop.domain import records as r
from desktop.plan import store
from desktop.plan.document import owner_id
from desktop.plan.edits import moved, write_key_relationship
from desktop.plan.file import Plan
from desktop.plan.step import Edit


@dataclass(frozen=True)
class Waiting:
    """What helps to remember who somebody is. `group`: the primary one; `group_number`: its place among all groups,
    which gives its colour; both None without one."""

    id: int
    name: str
    name_latin: str
    role: str
    organisation: str
    known_since: str | None
    tags: tuple[str, ...]
    note: str
    group: int | None
    group_number: int | None


def person(plan: Plan, key: int) -> Waiting | None:
    """One person as the card shows them, None when they are gone."""
    found = store.read(plan.db, r.Contact, [key]).get(key)
    if found is None:
        return None
    works_at = store.read(plan.db, r.Organisation, [found.organisation]) if found.organisation is not None else {}
    group = found.groups[0] if found.groups else None
    groups = list(store.read(plan.db, r.Group))
    return Waiting(
        id=key,
        name=found.name,
        name_latin=found.name_latin,
        role=found.role,
        organisation=next((each.label for each in works_at.values()), ""),
        known_since=found.known_since,
        tags=found.tags,
        note=found.note or "",
        group=group,
        group_number=groups.index(group) if group in groups else None,
    )


def waiting(plan: Plan) -> list[int]:
    """Everybody who waits, in plan order."""
    found = plan.db.execute("SELECT id FROM contacts WHERE tier IS NULL AND id <> ? ORDER BY id", (owner_id(plan),))
    return [int(key) for (key,) in found]


def waiting_among(plan: Plan, keys: Collection[int]) -> list[int]:
    """Those among `keys` (few) who wait to be placed."""
    marks = ",".join(str(int(key)) for key in keys)
    sql = f"SELECT id FROM contacts WHERE tier IS NULL AND id <> ? AND id IN ({marks}) ORDER BY id"
    return [int(key) for (key,) in plan.db.execute(sql, (owner_id(plan),))]


def latest_sorted(plan: Plan, first: int, last: int) -> int | None:
    """Who was placed last among the rows from `first` to `last`: where sorting those in between goes on."""
    found = plan.db.execute(
        """SELECT h.parent FROM contacts_tier_history h JOIN contacts c ON c.id = h.parent
           WHERE h.parent BETWEEN ? AND ? AND c.tier IS NOT NULL ORDER BY h."from" DESC, h.parent DESC LIMIT 1""",
        (first, last),
    )
    return next((int(key) for (key,) in found), None)


def tier_counts(plan: Plan) -> dict[str, int]:
    """Tier to how many people are in it, the owner left out."""
    found = plan.db.execute(
        "SELECT tier, count(*) FROM contacts WHERE tier IS NOT NULL AND id <> ? GROUP BY tier", (owner_id(plan),)
    )
    return {str(tier): int(n) for tier, n in found}


def place(plan: Plan, key: int, tier: str, *, on: date, aim: tuple[str, str | None] | None = None) -> None:
    """Put somebody who waits into a tier, in one Step with the choice of a key relationship.

    `aim`: kind and target tier of the key relationship; None where it is not to be one.
    """
    person = store.read(plan.db, r.Contact, [key])[key]
    with plan.step(Edit.MOVE_PERSON, person.name) as step:
        store.update(step.db, r.Contact, key, {"tier": tier, "tier_history": moved(person, tier, on)})
        if aim is not None:
            write_key_relationship(step.db, key, *aim, "", on=on)
