"""What views read: rows and records. Every function takes the open plan and returns plain values."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from desktop.domain import records as r
from desktop.domain.job import Job
from desktop.domain.placed import Placed, PlacedPerson, key_heading
from desktop.domain.plan_values import PlanValues
from desktop.plan import read_network, store
from desktop.plan.document import owner_id
from desktop.plan.errors import Damaged
from desktop.plan.file import Plan

R = TypeVar("R")


class PersonRow(NamedTuple):
    """One line of the People table. `group`: the primary group; `key`: a key relationship; `order`: my own."""

    id: int
    name: str
    name_latin: str
    role: str
    organisation: str
    group: int | None
    tier: str | None
    support: int
    key: bool
    last_two_way: str | None
    order: int | None
    email: str


class Counts(NamedTuple):
    """How many of each there are; `people` are placed, `waiting` are not."""

    people: int
    waiting: int
    ties: int
    key_relationships: int


_PERSON = """
SELECT c.id, c.name, c.name_latin, c.role, coalesce(o.label, ''),
       (SELECT g.value FROM contacts_groups g WHERE g.parent = c.id ORDER BY g.id LIMIT 1),
       c.tier, coalesce(c.support_to_me, 0) + coalesce(c.support_to_them, 0),
       EXISTS (SELECT 1 FROM focal_relationships f WHERE f.contact = c.id AND f.state <> 'closed'),
       c.last_two_way, c."order", coalesce(c.email, '')
FROM contacts c LEFT JOIN organisations o ON o.id = c.organisation
"""


def info(plan: Plan) -> r.PlanInfo:
    """What is said once per plan."""
    return store.read(plan.db, r.PlanInfo)[1]


def owner(plan: Plan) -> r.Contact:
    """The person whose plan it is."""
    key = owner_id(plan)
    return store.read(plan.db, r.Contact, [key])[key]


def record(plan: Plan, kind: type[R], key: int) -> R | None:
    """One record, None when it is gone."""
    return store.read(plan.db, kind, [key]).get(key)


def part(plan: Plan, *collections: str) -> PlanValues:
    """The plan as the rules take it, with these collections alone; the others are empty."""
    found = {name: store.read(plan.db, kind) if name in collections else {} for name, kind in r.COLLECTIONS.items()}
    me = owner(plan)
    found["contacts"].pop(me.id, None)
    return PlanValues(info=info(plan), owner=me, **found)


def records(plan: Plan, kind: type[R], keys: Sequence[int] | None = None) -> dict[int, R]:
    """Records by row key, in plan order: all, or those among `keys`."""
    return store.read(plan.db, kind, keys)


def person_rows(plan: Plan, keys: Sequence[int] | None = None) -> list[PersonRow]:
    """The People table's rows in plan order, waiting people included, the owner left out."""
    me = owner_id(plan)
    if keys is None:
        found = plan.db.execute(_PERSON + " WHERE c.id <> ? ORDER BY c.id", (me,))
        return [PersonRow._make((*row[:8], bool(row[8]), *row[9:])) for row in found]
    rows: list[PersonRow] = []
    for at in range(0, len(keys), 500):
        chunk = tuple(key for key in keys[at : at + 500] if key != me)
        marks = ",".join("?" * len(chunk))
        found = plan.db.execute(_PERSON + f" WHERE c.id IN ({marks}) ORDER BY c.id", chunk)
        rows += [PersonRow._make((*row[:8], bool(row[8]), *row[9:])) for row in found]
    return rows


def person_ids(plan: Plan) -> list[int]:
    """The row keys of everybody but the owner, in plan order."""
    found = plan.db.execute("SELECT id FROM contacts WHERE id <> ? ORDER BY id", (owner_id(plan),))
    return [int(key) for (key,) in found]


def counts(plan: Plan) -> Counts:
    """The figures of the status line."""
    me = owner_id(plan)
    ((people, waiting, ties, key),) = plan.db.execute(
        """SELECT (SELECT count(*) FROM contacts WHERE tier IS NOT NULL AND id <> ?1),
                  (SELECT count(*) FROM contacts WHERE tier IS NULL AND id <> ?1),
                  (SELECT count(*) FROM ties),
                  (SELECT count(DISTINCT contact) FROM focal_relationships WHERE state <> 'closed')""",
        (me,),
    )
    return Counts(int(people), int(waiting), int(ties), int(key))


def group_sizes(plan: Plan) -> dict[int, int]:
    """Group to how many people are in it, as the first or a further one."""
    return {
        int(key): int(n) for key, n in plan.db.execute("SELECT value, count(*) FROM contacts_groups GROUP BY value")
    }


def waiting(plan: Plan) -> Job[list[tuple[int, str]]]:
    """(row key, name) of the people who wait to be placed, in plan order."""
    sql = "SELECT id, name FROM contacts WHERE tier IS NULL AND id <> ? AND id > ? ORDER BY id LIMIT 1000"
    me, found = owner_id(plan), list[tuple[int, str]]()
    while rows := plan.db.execute(sql, (me, found[-1][0] if found else 0)).fetchall():
        found += [(int(key), str(name)) for key, name in rows]
        yield len(found), 0
    return found


def placed_people(plan: Plan, keys: Sequence[int] | None = None, *, ever: bool = False) -> tuple[PlacedPerson, ...]:
    """The people on the map, in plan order: all, or those among `keys` (few).

    `ever`: with all who were placed once and wait again, their `tier` None.
    """
    sql = """SELECT c.id, c.name, c.tier, c.influence,
                    (SELECT g.value FROM contacts_groups g WHERE g.parent = c.id ORDER BY g.id LIMIT 1),
                    c.position__angle, c.position__depth, c.role
             FROM contacts c WHERE (c.tier IS NOT NULL{}) AND c.id <> ?"""
    sql = sql.format(" OR EXISTS (SELECT 1 FROM contacts_tier_history h WHERE h.parent = c.id)" if ever else "")
    if keys is not None:
        sql += f" AND c.id IN ({','.join(str(int(key)) for key in keys)})"
    return tuple(PlacedPerson._make(row) for row in plan.db.execute(sql + " ORDER BY c.id", (owner_id(plan),)))


def tier_history(plan: Plan, keys: Sequence[int]) -> Iterator[tuple[int, str | None, str]]:
    """(person, tier, since when as stored) of those among `keys` (sorted), each one's in order; read by and by."""
    sql = 'SELECT parent, tier, "from" FROM contacts_tier_history WHERE parent BETWEEN ? AND ? ORDER BY parent, id'
    for at in range(0, len(keys), 500):
        yield from plan.db.execute(sql, (keys[at], keys[min(at + 500, len(keys)) - 1]))


def some_wait_again(plan: Plan) -> bool:
    """Whether somebody waits who was placed once."""
    sql = """SELECT EXISTS (SELECT 1 FROM contacts c WHERE c.tier IS NULL AND c.id <> ?
             AND EXISTS (SELECT 1 FROM contacts_tier_history h WHERE h.parent = c.id))"""
    ((found,),) = plan.db.execute(sql, (owner_id(plan),))
    return bool(found)


def tier_days(plan: Plan) -> list[str]:
    """The days on which a tier begins, as stored, the earliest first."""
    return [str(day) for (day,) in plan.db.execute('SELECT DISTINCT "from" FROM contacts_tier_history ORDER BY 1')]


def placed(plan: Plan, on: date, *, ever: bool = False) -> Placed:
    """What the map shows on a day. `ever`: with all who were placed once, for another day's map."""
    db = plan.db
    people = placed_people(plan, ever=ever)
    groups = list(store.read(db, r.Group).values())
    ties = db.execute(
        """SELECT t.a, t.b, t.strength FROM ties t JOIN contacts a ON a.id = t.a JOIN contacts b ON b.id = t.b
           WHERE a.tier IS NOT NULL AND b.tier IS NOT NULL ORDER BY t.id"""
        if not ever
        else "SELECT a, b, strength FROM ties ORDER BY id"
    )
    there = {person.id for person in people} if ever else None
    return Placed(
        people=people,
        groups=tuple((g.id, g.label, g.key) for g in groups),
        heading=key_heading(list(store.read(db, r.FocalRelationship).values())),
        ties=tuple((int(a), int(b), int(s)) for a, b, s in ties if there is None or (a in there and b in there)),
        missing=read_network.absent(plan, on),
    )


def _where(plan: Plan, kind: type[R], sql: str, *values: Any) -> dict[int, R]:
    keys = [int(key) for (key,) in plan.db.execute(sql, values)]
    return store.read(plan.db, kind, keys) if keys else {}


def focal_of(plan: Plan, person: int) -> r.FocalRelationship | None:
    """The key relationship with a person, unless closed."""
    sql = "SELECT id FROM focal_relationships WHERE contact=? AND state <> 'closed' ORDER BY id LIMIT 1"
    return next(iter(_where(plan, r.FocalRelationship, sql, person).values()), None)


def goals_of(plan: Plan, person: int) -> list[r.Goal]:
    """All goals with a person, past versions included, newest last."""
    sql = "SELECT g.id FROM goals g JOIN focal_relationships f ON f.id = g.focal WHERE f.contact=? ORDER BY g.id"
    return list(_where(plan, r.Goal, sql, person).values())


def insights_of(plan: Plan, person: int) -> list[r.Insight]:
    """What was learned about a person, in plan order."""
    sql = "SELECT n.id FROM insights n JOIN focal_relationships f ON f.id = n.focal WHERE f.contact=? ORDER BY n.id"
    return list(_where(plan, r.Insight, sql, person).values())


def conversations_of(plan: Plan, person: int) -> list[r.Conversation]:
    """Conversations with a person, latest first."""
    sql = "SELECT parent FROM conversations_contacts WHERE value=?"
    found = _where(plan, r.Conversation, sql, person).values()
    return sorted(found, key=lambda c: (c.date, c.id), reverse=True)


def steps_of(plan: Plan, person: int) -> list[r.NextStep]:
    """Next steps of the key relationship with a person, and those that name the person."""
    sql = """SELECT s.id FROM next_steps s LEFT JOIN focal_relationships f ON f.id = s.focal
             WHERE f.contact=?1 OR s.contact=?1 ORDER BY s.id"""
    return list(_where(plan, r.NextStep, sql, person).values())


def ties_of(plan: Plan, person: int) -> list[r.Tie]:
    """Who a person knows, as far as recorded."""
    return list(_where(plan, r.Tie, "SELECT id FROM ties WHERE a=?1 OR b=?1 ORDER BY id", person).values())


def names(plan: Plan, keys: Sequence[int] | None = None) -> dict[int, tuple[str, str]]:
    """Row key to (name, Latin form), in plan order: of everybody but the owner, or of those among `keys` (few)."""
    sql = "SELECT id, name, name_latin FROM contacts WHERE id <> ?"
    if keys is not None:
        sql += f" AND id IN ({','.join(str(int(key)) for key in keys)})"
    found = plan.db.execute(sql + " ORDER BY id", (owner_id(plan),))
    return {int(key): (str(name), str(latin)) for key, name, latin in found}


def organisation_labels(plan: Plan) -> list[str]:
    """The organisations' names, for completion."""
    return [str(label) for (label,) in plan.db.execute("SELECT DISTINCT label FROM organisations ORDER BY label")]


def _texts(plan: Plan, said: str) -> tuple[str, ...]:
    try:
        return tuple(json.loads(said))
    except ValueError as problem:
        raise Damaged(plan.path) from problem


def known_people(plan: Plan) -> Iterator[dict[str, Any]]:
    """Everybody, as far as an import asks: fields of the contact by name; `owner` marks whose plan it is."""
    me = owner_id(plan)
    found = plan.db.execute(
        """SELECT c.id, c.name, c.name_latin, c.role, coalesce(o.label, ''), coalesce(c.email, ''),
                  coalesce(c.phone, ''), c.urls, coalesce(c.note, ''), c.tags, coalesce(c.known_since, ''), c.extra,
                  (SELECT json_group_array(g.label) FROM contacts_groups m JOIN groups g ON g.id = m.value
                   WHERE m.parent = c.id), c.uid
           FROM contacts c LEFT JOIN organisations o ON o.id = c.organisation ORDER BY c.id"""
    )
    for key, name, latin, role, organisation, email, phone, urls, note, tags, since, extra, groups, uid in found:
        yield {
            "id": key,
            "name": name,
            "name_latin": latin,
            "role": role,
            "organisation": organisation,
            "email": email,
            "phone": phone,
            "urls": _texts(plan, urls),
            "note": note,
            "tags": _texts(plan, tags),
            "known_since": since,
            "extra": _texts(plan, extra),
            "groups": _texts(plan, groups),
            "uid": uid,
            "owner": key == me,
        }
