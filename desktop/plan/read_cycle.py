"""What Today shows, read with one question per part: for the whole plan at first, then only for what has changed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from desktop.domain import records as r
from desktop.domain.answers import AnswerState, answers, before_contact
from desktop.domain.clock import is_paused, keep_in_touch, last_two_way
from desktop.domain.dates import days_after, first_day
from desktop.domain.meetings import AHEAD, DEBRIEF_DAYS, wants_debrief
from desktop.domain.promises import alone, by_talk
from desktop.domain.reviewing import asks_whether_right
from desktop.domain.states import falls_back, goal_wanted_by, only_drafted
from desktop.domain.tiers import EGO_TIERS
from desktop.domain.today import (
    AHEAD_DAYS,
    SINCE_DAYS,
    Ahead,
    Day,
    GoalWanted,
    LookBack,
    Moved,
    News,
    Offer,
    Resting,
    ReviewToDo,
    SecondLook,
    Talked,
    Thing,
    ToFile,
    Who,
    Working,
)
from desktop.plan import read, store
from desktop.plan.file import Plan
from desktop.plan.read_reviews import of_focal, relationship_of
from desktop.plan.step import Changes

Keys = Collection[int] | None
"""The row keys to read, None for all."""

T = TypeVar("T")

ALL_ANEW = 500
"""When more people than this change at once, everything is read again."""

_WHO = "c.id, c.name, c.name_latin"


def read_day(plan: Plan, on: date) -> Day:
    """The whole of Today."""
    day = _frame(plan, on)
    return replace(
        day,
        steps=_steps(plan, on, None),
        promises=_promises(plan, on, None),
        to_file=_to_file(plan, None),
        second_looks=_second_looks(plan, on, None),
        ahead=_ahead(plan, on, None),
        look_back=_look_back(plan, on, None),
        goals_wanted=_goals_wanted(plan, on, None),
        reviews=_reviews(plan, on, None),
        offers=_offers(plan, on, None),
        resting=_resting(plan, on, None),
        working=_working(plan, on, None),
        talks=_talks(plan, day, None),
        news=_news(plan, day, None),
        moves=_moves(plan, day, None),
    )


def follow(plan: Plan, day: Day, changes: Changes) -> Day:
    """Today after an edit, an undo or a redo: only what hangs on the records that changed is read."""
    tables = changes.tables
    people = tables.get("contacts", frozenset())
    if changes.touches("sessions", "tiers", "plan") or len(people) > ALL_ANEW:
        return read_day(plan, day.on)
    talked = tables.get("conversations", frozenset())
    met = _keys(plan, "conversations_contacts", "parent", talked, "value")
    met |= {who.id for key in talked if key in day.talks for who in day.talks[key].people}
    focals = set(tables.get("focal_relationships", ())) | _keys(plan, "focal_relationships", "contact", people | met)
    for table in ("insights", "reviews"):
        keys = tables.get(table, frozenset())
        focals |= _keys(plan, table, "id", keys, "focal")
        if len(_keys(plan, table, "id", keys)) < len(keys):
            focals |= set(day.reviews)  # of something that is gone nobody can say whose it was
    changed = set(tables.get("next_steps", ()))
    known = {key for key, thing in day.steps.items() if thing.who and thing.who.id in people}
    steps = changed | known | _keys(plan, "next_steps", "focal", focals)
    steps |= _keys(plan, "next_steps", "conversation", talked) | _keys(plan, "next_steps", "contact", people)
    goals = set(tables.get("goals", ())) | _keys(plan, "goals", "focal", focals)
    goals |= {key for key, each in day.working.items() if each.who.id in people}
    looked = goals | {key for key, each in day.second_looks.items() if each.who.id in people}
    # A goal that comes or goes changes how its relationship stands; of one that is gone nobody can say whose it was.
    set_goals = tables.get("goals", frozenset())
    wanted = focals | _keys(plan, "goals", "id", set_goals, "focal")
    if len(_keys(plan, "goals", "id", set_goals)) < len(set_goals):
        wanted |= {int(key) for (key,) in plan.db.execute("SELECT id FROM focal_relationships WHERE state = 'active'")}
    meetings = set(tables.get("engagements", ())) | _keys(plan, "engagements_contacts", "value", people, "parent")
    news = set(tables.get("insights", ())) | {key for key, each in day.news.items() if each.who.id in people}
    talks = set(talked) | _keys(plan, "next_steps", "id", changed, "conversation")
    talks |= {talk for key in changed if (thing := day.steps.get(key)) and (talk := thing.talk)}
    talks |= {key for key, each in day.talks.items() if any(who.id in people for who in each.people)}
    talks |= {key for key, each in day.promises.items() if any(one.who and one.who.id in people for one in each)}
    touched = people | met
    count, key_people = _counted(plan)
    return replace(
        day,
        people=count,
        key_people=key_people,
        steps=_put(day.steps, steps, _steps(plan, day.on, steps)),
        promises=_put(day.promises, talks, _promises(plan, day.on, talks)),
        to_file=_put(day.to_file, talks, _to_file(plan, talks)),
        second_looks=_put(day.second_looks, looked, _second_looks(plan, day.on, looked)),
        ahead=_put(day.ahead, meetings, _ahead(plan, day.on, meetings)),
        look_back=_put(day.look_back, meetings, _look_back(plan, day.on, meetings)),
        goals_wanted=_put(day.goals_wanted, wanted, _goals_wanted(plan, day.on, wanted)),
        reviews=_put(day.reviews, wanted, _reviews(plan, day.on, wanted)),
        offers=_put(day.offers, touched, _offers(plan, day.on, touched)),
        resting=_put(day.resting, people, _resting(plan, day.on, people)),
        working=_put(day.working, goals, _working(plan, day.on, goals)),
        talks=_put(day.talks, talks, _talks(plan, day, talks)),
        news=_put(day.news, news, _news(plan, day, news)),
        moves=_put(day.moves, people, _moves(plan, day, people)),
    )


def _put(before: Mapping[int, T], keys: Collection[int], found: Mapping[int, T]) -> Mapping[int, T]:
    """The parts as they were, but those of `keys` as they are now."""
    return {**{key: each for key, each in before.items() if key not in keys}, **found} if keys else before


def _keys(plan: Plan, table: str, column: str, values: Iterable[int], wanted: str = "id") -> set[int]:
    """`wanted` of the rows of `table` whose `column` is one of `values`."""
    found = _among(plan, f'SELECT "{wanted}" FROM "{table}" WHERE true', f'"{column}"', list(values))
    return {int(row[0]) for row in found if row[0] is not None}


def _among(plan: Plan, sql: str, column: str, keys: Keys, *bindings: Any) -> list[Any]:
    """The rows of `sql`, which ends in a WHERE; only those whose `column` is among `keys`."""
    if keys is None:
        return plan.db.execute(sql, bindings).fetchall()
    if not keys:
        return []
    marks = ",".join(str(int(key)) for key in sorted(keys))
    return plan.db.execute(f"{sql} AND {column} IN ({marks})", bindings).fetchall()


def _frame(plan: Plan, on: date) -> Day:
    """What does not hang on single records: the sessions before and after, the question, how many people there are."""
    sessions = list(read.records(plan, r.Session).values())
    dated = sorted((day, each.id, each) for each in sessions if (day := first_day(each.date)))
    before = [day for day, _id, each in dated if each.closed and day <= on]
    coming = next((each for day, _id, each in dated if not each.closed and day >= on), None)
    info = read.info(plan)
    return Day(
        on,
        before[-1] if before else days_after(on, -SINCE_DAYS),
        bool(before),
        first_day(coming.date) if coming else None,
        (coming.question if coming else "") or info.own_question or "",
        *_counted(plan),
    )


def _counted(plan: Plan) -> tuple[int, int]:
    """How many people there are beside the owner, and how many of them are key relationships."""
    ((people, key),) = plan.db.execute(
        """SELECT (SELECT count(*) FROM contacts),
                  (SELECT count(DISTINCT contact) FROM focal_relationships WHERE state <> 'closed')"""
    )
    return int(people) - 1, int(key)


def _who(key: Any, name: Any, latin: Any) -> Who:
    return Who(int(key), str(name), str(latin or ""))


def _steps(plan: Plan, on: date, keys: Keys) -> dict[int, Thing]:
    """Open steps, those put off included: with whom, through the relationship, by name, or through the conversation."""
    sql = f"""SELECT s.id, s.kind, s.text, s.due, s.snoozed_until, k.date, s.conversation, c.paused_until,
                     s.comment, s.first_sign, {_WHO}
              FROM next_steps s
              LEFT JOIN focal_relationships f ON f.id = s.focal
              LEFT JOIN sessions k ON k.id = s.agreed_in
              LEFT JOIN contacts c ON c.id = coalesce(f.contact, s.contact, (
                  SELECT w.value FROM conversations_contacts w WHERE w.parent = s.conversation ORDER BY w.id LIMIT 1))
              WHERE s.status = 'open'"""
    found: dict[int, Thing] = {}
    for key, kind, text, due, rests, agreed, talk, paused, comment, sign, *who in _among(plan, sql, "s.id", keys):
        until = first_day(paused)
        found[int(key)] = Thing(
            int(key),
            None,
            str(kind),
            str(text),
            _who(*who) if who[0] is not None else None,
            first_day(due),
            first_day(agreed),
            first_day(rests),
            until is not None and on < until,
            None if talk is None else int(talk),
            str(comment),
            str(sign or ""),
        )
    return found


def _promises(plan: Plan, on: date, keys: Keys) -> dict[int, tuple[Thing, ...]]:
    """Open promises of conversations that became no step."""
    sql = f"""SELECT v.id, {_WHO} FROM conversations v
              LEFT JOIN contacts c ON c.id = (
                  SELECT w.value FROM conversations_contacts w WHERE w.parent = v.id ORDER BY w.id LIMIT 1)
              WHERE substr(v.date, 1, 10) <= ?
                AND EXISTS (SELECT 1 FROM conversations_promises p WHERE p.parent = v.id AND p.done IS NULL)"""
    whom = {
        int(talk): _who(*who) if who[0] is not None else None
        for talk, *who in _among(plan, sql, "v.id", keys, on.isoformat())
    }
    if not whom:
        return {}
    grown = _among(plan, "SELECT id FROM next_steps WHERE kind = 'promise'", "conversation", list(whom))
    steps = by_talk(store.read(plan.db, r.NextStep, [int(key) for (key,) in grown]).values() if grown else ())
    found: dict[int, tuple[Thing, ...]] = {}
    for key, talk in store.read(plan.db, r.Conversation, list(whom)).items():
        things = tuple(
            Thing(key, at, "promise", promise.text, whom[key], first_day(promise.due), talk=key)
            for at, promise in alone(talk, steps.get(key, ())).items()
            if promise.done is None
        )
        if things:
            found[key] = things
    return found


def _to_file(plan: Plan, keys: Keys) -> dict[int, ToFile]:
    sql = """SELECT v.id, v.date, v.summary,
                    (SELECT p.text FROM conversations_promises p WHERE p.parent = v.id ORDER BY p.id LIMIT 1)
             FROM conversations v
             WHERE NOT EXISTS (SELECT 1 FROM conversations_contacts w WHERE w.parent = v.id)"""
    return {
        int(key): ToFile(int(key), first_day(day) or date.min, str(summary or promise or ""))
        for key, day, summary, promise in _among(plan, sql, "v.id", keys)
    }


def _meetings(plan: Plan, keys: Keys, condition: str, *bindings: str) -> list[tuple[r.Engagement, Who]]:
    """Plans to meet that meet a condition on the table `e`, each with the first of whom it is for."""
    sql = f"""SELECT e.id, {_WHO} FROM engagements e
              LEFT JOIN focal_relationships f ON f.id = (
                  SELECT w.value FROM engagements_focals w WHERE w.parent = e.id ORDER BY w.id LIMIT 1)
              JOIN contacts c ON c.id = coalesce(f.contact, (
                  SELECT w.value FROM engagements_contacts w WHERE w.parent = e.id ORDER BY w.id LIMIT 1))
              WHERE {condition}"""
    whose = {int(key): _who(*who) for key, *who in _among(plan, sql, "e.id", keys, *bindings)}
    meetings = store.read(plan.db, r.Engagement, list(whose)) if whose else {}
    return [(meeting, whose[key]) for key, meeting in meetings.items()]


def _ahead(plan: Plan, on: date, keys: Keys) -> dict[int, Ahead]:
    """Meetings agreed for the day or the next; those of days gone by are looked back on."""
    soon = f"e.date BETWEEN ? AND ? AND e.status IN {AHEAD}"
    until = days_after(on, AHEAD_DAYS).isoformat()
    return {
        each.id: Ahead(each.id, who, each.type or "", each.label, each.purpose, day)
        for each, who in _meetings(plan, keys, soon, on.isoformat(), until)
        if (day := first_day(each.date)) is not None and len(each.date or "") >= len(until)
    }


def _look_back(plan: Plan, on: date, keys: Keys) -> dict[int, LookBack]:
    """R14: meetings that were held and about which nothing is said yet, and those whose day has gone by."""
    over = f"e.date <= ? AND (e.status = 'held' AND e.outcome IS NULL OR e.status IN {AHEAD})"
    found: dict[int, LookBack] = {}
    for meeting, who in _meetings(plan, keys, over, on.isoformat()):
        day = first_day(meeting.date)
        held = wants_debrief(meeting)
        if day is not None and (held or day < on):
            by = days_after(day, DEBRIEF_DAYS)
            found[meeting.id] = LookBack(meeting.id, who, meeting.type or "", meeting.label, day, held, by)
    return found


def _second_looks(plan: Plan, on: date, keys: Keys) -> dict[int, SecondLook]:
    """R19: goals of key relationships in hand of which everything is answered that they waited for."""
    sql = f"""SELECT g.id, f.id, {_WHO} FROM goals g JOIN focal_relationships f ON f.id = g.focal
              JOIN contacts c ON c.id = f.contact
              WHERE g.status = 'active' AND g.needs_refinement__flag = 1 AND f.state IN ('active', 'candidate')
                AND c.tier IS NOT NULL AND (c.paused_until IS NULL OR c.paused_until <= ?)"""
    found: dict[int, SecondLook] = {}
    for key, focal, *who in _among(plan, sql, "g.id", keys, on.isoformat()):
        about = relationship_of(plan, int(focal), on)
        goal = next((goal for goal in about.goals if goal.id == key), None) if about else None
        if about is not None and goal is not None and asks_whether_right(goal, about.answers):
            found[int(key)] = SecondLook(int(key), _who(*who), goal.statement)
    return found


def _goals_wanted(plan: Plan, on: date, keys: Keys) -> dict[int, GoalWanted]:
    """Key relationships without an active goal; people put aside rest."""
    sql = f"""SELECT f.id, {_WHO} FROM focal_relationships f JOIN contacts c ON c.id = f.contact
              WHERE f.state = 'active' AND (c.paused_until IS NULL OR c.paused_until <= ?)
                AND NOT EXISTS (SELECT 1 FROM goals g WHERE g.focal = f.id AND g.status = 'active')"""
    whose = {int(key): _who(*who) for key, *who in _among(plan, sql, "f.id", keys, on.isoformat())}
    found: dict[int, GoalWanted] = {}
    for key, focal in store.read(plan.db, r.FocalRelationship, list(whose)).items() if whose else ():
        goals = of_focal(plan.db, r.Goal, "goals", key)
        by = goal_wanted_by(focal, goals)
        if by is not None:
            found[key] = GoalWanted(key, whose[key], by, only_drafted(focal, goals))
    return found


def _reviews(plan: Plan, on: date, keys: Keys) -> dict[int, ReviewToDo]:
    """R22: active key relationships whose review is due on the day; people put aside rest, candidates wait."""
    sql = """SELECT f.id, (SELECT max(v.date) FROM reviews v WHERE v.focal = f.id AND v.date <= ?1),
                    (SELECT max(v.date) FROM conversations v JOIN conversations_contacts w ON w.parent = v.id
                     WHERE w.value = f.contact AND v.two_way = 1 AND v.date <= ?1)
             FROM focal_relationships f JOIN contacts c ON c.id = f.contact
             WHERE f.state = 'active' AND f.next_review <= ?1 AND c.tier IS NOT NULL
               AND (c.paused_until IS NULL OR c.paused_until <= ?1)"""
    rows = _among(plan, sql, "f.id", keys, on.isoformat())
    focals = store.read(plan.db, r.FocalRelationship, [int(row[0]) for row in rows]) if rows else {}
    people = store.read(plan.db, r.Contact, [focal.contact for focal in focals.values()]) if rows else {}
    found: dict[int, ReviewToDo] = {}
    for key, last, talked in rows:
        focal = focals[int(key)]
        if falls_back(focal, of_focal(plan.db, r.Goal, "goals", focal.id), on):
            continue
        person = people[focal.contact]
        early = before_contact(focal, person, talked, on)
        said = answers(read.insights_of(plan, person.id), early, on)
        old = sum(a.state is AnswerState.INVESTIGATE and (a.raw or 0) > (a.effective or 0) for a in said)
        due = first_day(focal.next_review) or on
        found[focal.id] = ReviewToDo(
            focal.id, _who(person.id, person.name, person.name_latin), due, first_day(last), old
        )
    return found


def _offers(plan: Plan, on: date, keys: Keys) -> dict[int, Offer]:
    """P6: people chosen to keep in touch with, when it is time; those put aside rest."""
    sql = """SELECT c.id, (SELECT max(v.date) FROM conversations v JOIN conversations_contacts w ON w.parent = v.id
                           WHERE w.value = c.id AND v.two_way = 1 AND v.date <= ?1)
             FROM contacts c
             WHERE c.keep_in_touch = 1 AND c.tier IN ({})
               AND (c.last_two_way IS NULL OR c.last_two_way <= ?1)""".format(
        ",".join(f"'{tier}'" for tier in sorted(EGO_TIERS))
    )
    rows = {int(key): last for key, last in _among(plan, sql, "c.id", keys, on.isoformat())}
    if not rows:
        return {}
    tiers = {tier.uid: tier for tier in read.records(plan, r.Tier).values()}
    found: dict[int, Offer] = {}
    for key, person in store.read(plan.db, r.Contact, list(rows)).items():
        tier = tiers.get(person.tier or "")
        time = keep_in_touch(person, last_two_way(person, rows[key]), tier, on)
        if time is not None and not is_paused(person, on):
            found[key] = Offer(_who(key, person.name, person.name_latin), time.days, time.touch)
    return found


def _resting(plan: Plan, on: date, keys: Keys) -> dict[int, Resting]:
    sql = f"SELECT {_WHO}, c.paused_until FROM contacts c WHERE c.paused_until > ?"
    found = ((_who(*who), first_day(until)) for *who, until in _among(plan, sql, "c.id", keys, on.isoformat()))
    return {who.id: Resting(who, until) for who, until in found if until is not None and until > on}


def _working(plan: Plan, on: date, keys: Keys) -> dict[int, Working]:
    """Measures of active goals with at least one reading, in the owner's order of the relationships."""
    sql = f"""SELECT g.id, {_WHO} FROM goals g JOIN focal_relationships f ON f.id = g.focal
              JOIN contacts c ON c.id = f.contact
              WHERE g.status = 'active' AND f.state <> 'closed' AND g.measure__indicator <> ''"""
    whose = {int(key): _who(*who) for key, *who in _among(plan, sql, "g.id", keys)}
    found: dict[int, Working] = {}
    for key, goal in store.read(plan.db, r.Goal, list(whose)).items() if whose else ():
        measure = goal.measure
        if measure is None:
            continue
        points = {day: each.value for each in measure.readings if (day := first_day(each.date)) and day <= on}
        measured = first_day(measure.measured)
        if measure.current is not None and measured and measured <= on:
            points.setdefault(measured, measure.current)
        if points:
            line = tuple(sorted(points.items()))
            found[key] = Working(key, whose[key], measure.indicator, measure.unit or "", line, measure.target)
    return found


def _talks(plan: Plan, day: Day, keys: Keys) -> dict[int, Talked]:
    sql = f"""SELECT v.id, v.date, {_WHO} FROM conversations v
              LEFT JOIN conversations_contacts w ON w.parent = v.id LEFT JOIN contacts c ON c.id = w.value
              WHERE substr(v.date, 1, 10) > ? AND substr(v.date, 1, 10) <= ?"""
    found: dict[int, Talked] = {}
    for key, on, *who in _among(plan, sql, "v.id", keys, day.since.isoformat(), day.on.isoformat()):
        people = found[int(key)].people if int(key) in found else ()
        people = people if who[0] is None else (*people, _who(*who))
        found[int(key)] = Talked(int(key), first_day(on) or day.on, people)
    return found


def _news(plan: Plan, day: Day, keys: Keys) -> dict[int, News]:
    """What was learned since the last session with some ground (confidence 2 and up)."""
    sql = f"""SELECT n.id, n.text, n.confidence, n.evidence_date, {_WHO}
              FROM insights n JOIN focal_relationships f ON f.id = n.focal JOIN contacts c ON c.id = f.contact
              WHERE n.confidence >= 2 AND n.none_so_far = 0 AND n.text <> ''
                AND n.evidence_date > ? AND n.evidence_date <= ?"""
    return {
        int(key): News(int(key), _who(*who), str(text), int(confidence), first_day(on) or day.on)
        for key, text, confidence, on, *who in _among(
            plan, sql, "n.id", keys, day.since.isoformat(), day.on.isoformat()
        )
    }


def _moves(plan: Plan, day: Day, keys: Keys) -> dict[int, Moved]:
    """R1: whose tier is another than at the last session. A first placing is no move."""
    anew = 'h.parent IN (SELECT parent FROM contacts_tier_history WHERE "from" > ?1)'
    if keys is not None:  # of a few people no list of all is needed
        anew = 'EXISTS (SELECT 1 FROM contacts_tier_history a WHERE a.parent = h.parent AND a."from" > ?1)'
    sql = f"""SELECT {_WHO}, h.tier, h."from" FROM contacts_tier_history h JOIN contacts c ON c.id = h.parent
              WHERE h."from" <= ?2 AND {anew}
                AND EXISTS (SELECT 1 FROM contacts_tier_history b WHERE b.parent = h.parent AND b."from" <= ?1)"""
    lines: dict[Who, list[tuple[date, str | None]]] = {}
    for *who, tier, start in _among(plan, sql, "c.id", keys, day.since.isoformat(), day.on.isoformat()):
        lines.setdefault(_who(*who), []).append((first_day(start) or day.on, tier))
    found: dict[int, Moved] = {}
    for who, history in lines.items():
        history.sort(key=lambda line: line[0])
        before = [tier for start, tier in history if start <= day.since]
        start, now = history[-1]
        if before and before[-1] and now and now != before[-1] and start > day.since:
            found[who.id] = Moved(who, before[-1], now, start)
    return found
