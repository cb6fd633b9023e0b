"""Who stands where in the matrix of groups and tiers."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from desktop.domain.clock import is_dormant, later
from desktop.plan.document import owner_id
from desktop.plan.file import Plan


class Standing(NamedTuple):
    """A placed person: the tier, all groups (the first is the primary one), whether the tie is dormant."""

    id: int
    tier: str
    groups: tuple[int, ...]
    dormant: bool


def standings(plan: Plan, on: date, keys: Sequence[int]) -> list[Standing]:
    """The placed people among `keys` in plan order, as they stand on the day; the owner is left out."""
    me, found = owner_id(plan), list[Standing]()
    for at in range(0, len(keys), 500):
        chunk = [int(key) for key in keys[at : at + 500] if key != me]
        found += _standings(plan.db, on, f"({','.join(map(str, chunk))})")
    return found


def _standings(db: Any, on: date, among: str) -> list[Standing]:
    groups: dict[int, list[int]] = {}
    for person, group in db.execute(f"SELECT parent, value FROM contacts_groups WHERE parent IN {among} ORDER BY id"):
        groups.setdefault(int(person), []).append(int(group))
    latest = dict(
        db.execute(
            f"""SELECT w.value, max(substr(c.date, 1, 10))
                FROM conversations_contacts w JOIN conversations c ON c.id = w.parent
                WHERE w.value IN {among} AND c.two_way = 1 AND substr(c.date, 1, 10) <= ? GROUP BY w.value""",
            (on.isoformat(),),
        )
    )
    rows = db.execute(
        f"SELECT id, tier, last_two_way FROM contacts WHERE id IN {among} AND tier IS NOT NULL ORDER BY id"
    ).fetchall()
    return [
        Standing(int(key), str(tier), tuple(groups.get(int(key), ())), is_dormant(later(stored, latest.get(key)), on))
        for key, tier, stored in rows
    ]
