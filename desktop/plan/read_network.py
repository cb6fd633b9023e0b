"""The network of a plan, read as the figures of section 6 ask for it: whole and in slices, or around one person."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from desktop.domain import records as r
from desktop.domain.clock import is_dormant, later
from desktop.domain.coverage import good_enough, wish
from desktop.domain.dates import days_after, first_day
from desktop.domain.gaps import Missing, missing
from desktop.domain.introductions import asked_lately, resting
from desktop.domain.job import Job
from desktop.domain.network import Bonds, Network, Node, knit
from desktop.domain.today import SINCE_DAYS
from desktop.plan import store
from desktop.plan.document import owner_id
from desktop.plan.file import Plan

_SLICE = 1000

_TALKED = """(SELECT max(substr(v.date, 1, 10)) FROM conversations_contacts w JOIN conversations v ON v.id = w.parent
              WHERE w.value = c.id AND v.two_way = 1 AND substr(v.date, 1, 10) <= ?1)"""

_NODES = f"""SELECT c.id, c.uid, c.tier, c.organisation, c.direction, c.support_to_me, c.support_to_them, c.influence,
                    c.interest, c.line_manager, c.last_two_way, {_TALKED}
             FROM contacts c WHERE c.tier IS NOT NULL AND c.id <> ?2"""


def network(plan: Plan, on: date) -> Job[Network]:
    """Everybody placed and who knows whom, on a day. Each slice reads anew and leaves nothing open in between: when
    the plan changes meanwhile, start again."""
    me = owner_id(plan)
    ((people, ties),) = plan.db.execute("SELECT (SELECT count(*) FROM contacts), (SELECT count(*) FROM ties)")
    total = int(people) + int(ties)
    nodes: dict[int, Node] = {}
    last = 0
    while rows := plan.db.execute(
        f"{_NODES} AND c.id > ?3 ORDER BY c.id LIMIT ?4", (on.isoformat(), me, last, _SLICE)
    ).fetchall():
        where = f"parent > {int(last)} AND parent <= {int(rows[-1][0])}"
        nodes.update(_nodes(plan, rows, where, on))
        last = int(rows[-1][0])
        yield len(nodes), total
    bonds: Bonds = {key: {} for key in nodes}
    last = 0
    while rows := plan.db.execute(
        "SELECT id, a, b, strength, basis FROM ties WHERE id > ? ORDER BY id LIMIT ?", (last, 4 * _SLICE)
    ).fetchall():
        knit(bonds, (row[1:] for row in rows))
        last = int(rows[-1][0])
        yield min(int(people) + last, total), total
    return _network(plan, on, me, nodes, bonds)


def people(plan: Plan, keys: Sequence[int], on: date) -> dict[int, Node]:
    """Those of `keys` (few) who are placed, the owner left out."""
    among = ",".join(str(int(key)) for key in keys)
    rows = plan.db.execute(f"{_NODES} AND c.id IN ({among}) ORDER BY c.id", (on.isoformat(), owner_id(plan))).fetchall()
    return _nodes(plan, rows, f"parent IN ({among})", on)


def around(plan: Plan, person: int, on: date) -> Network:
    """The part of the network that leads to one person: those they know, and those whom these know.

    Enough for `domain.ways.ways_to`, which leads to somebody who waits, too.
    """
    me = owner_id(plan)
    ring = {person}
    for _ in range(2):
        keys = ",".join(map(str, sorted(ring)))
        found = plan.db.execute(f"SELECT a, b FROM ties WHERE a IN ({keys}) OR b IN ({keys})")
        ring |= {int(key) for pair in found for key in pair}
    keys = ",".join(map(str, sorted(ring)))
    nodes = people(plan, sorted(ring), on)
    nodes.setdefault(person, Node(person, "", "unconnected"))
    bonds: Bonds = {key: {} for key in nodes}
    knit(bonds, plan.db.execute(f"SELECT a, b, strength, basis FROM ties WHERE a IN ({keys}) AND b IN ({keys})"))
    return _network(plan, on, me, nodes, bonds)


def tiers_then(plan: Plan, day: date) -> dict[int, str | None]:
    """The tier on an earlier day of everybody who has moved since (R1); None for who was not placed yet."""
    rows = plan.db.execute('SELECT parent, tier, "from" FROM contacts_tier_history ORDER BY parent, id')
    then: dict[int, str | None] = {}
    for person, tier, start in rows:
        began = first_day(start)
        if began is None or began <= day:
            then[int(person)] = tier
        else:
            then.setdefault(int(person), None)
    return then


def compared_with(plan: Plan, on: date) -> date:
    """The day to compare with: the last session before, else four weeks ago."""
    days = [day for each in store.read(plan.db, r.Session).values() if each.closed and (day := first_day(each.date))]
    return max((day for day in days if day < on), default=days_after(on, -SINCE_DAYS))


def absent(plan: Plan, on: date) -> tuple[Missing, ...]:
    """Who is missing: R5's gaps and named roles without a person. Quick enough to follow each edit: a key group is
    looked through until somebody near enough and awake is found."""
    groups = store.read(plan.db, r.Group).values()
    uncovered = [(g.id, wish(g)) for g in groups if g.key and not _covered(plan, g, on)]
    return missing(uncovered, store.read(plan.db, r.Gap).values())


def _covered(plan: Plan, group: r.Group, on: date) -> bool:
    tiers = ",".join(f"'{tier}'" for tier in good_enough(wish(group)))
    rows = plan.db.execute(
        f"""SELECT c.last_two_way, {_TALKED} FROM contacts_groups g JOIN contacts c ON c.id = g.parent
            WHERE g.value = ?3 AND c.id <> ?2 AND c.tier IN ({tiers})""",
        (on.isoformat(), owner_id(plan), group.id),
    )
    return any(not is_dormant(later(*row), on) for row in rows)


def _nodes(plan: Plan, rows: Iterable[Sequence[Any]], where: str, on: date) -> dict[int, Node]:
    """The people of `rows`; `where` finds what hangs on them."""
    groups: dict[int, list[int]] = {}
    for parent, group in plan.db.execute(f"SELECT parent, value FROM contacts_groups WHERE {where} ORDER BY id"):
        groups.setdefault(parent, []).append(group)
    stances: dict[int, list[str]] = {}
    for parent, stance in plan.db.execute(f"SELECT parent, value FROM contacts_stance WHERE {where} ORDER BY id"):
        stances.setdefault(parent, []).append(stance)
    return {
        key: Node(
            key, uid, tier, tuple(groups.get(key, ())), organisation, direction, me or 0, them or 0, influence,
            interest, bool(line), tuple(stances.get(key, ())), is_dormant(later(stored, talked), on),
        )
        for key, uid, tier, organisation, direction, me, them, influence, interest, line, stored, talked in rows
    }  # fmt: skip


def _network(plan: Plan, on: date, me: int, nodes: dict[int, Node], bonds: Bonds) -> Network:
    ((group, organisation),) = plan.db.execute(
        """SELECT (SELECT g.value FROM contacts_groups g WHERE g.parent = c.id ORDER BY g.id LIMIT 1), c.organisation
           FROM contacts c WHERE c.id = ?""",
        (me,),
    )
    introductions = store.read(plan.db, r.Introduction).values()
    return Network(
        on,
        group,
        organisation,
        store.read(plan.db, r.Group),
        nodes,
        bonds,
        resting(introductions, on),
        asked_lately(introductions, on),
    )
