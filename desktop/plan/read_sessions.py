"""What the Sessions screen reads."""

from dataclasses import replace
from datetime import date

from desktop.domain import records as r
from desktop.domain import since
from desktop.domain.dates import first_day
from desktop.domain.sessions import homework, in_turn
from desktop.domain.since import Promised
from desktop.plan import read, store
from desktop.plan.file import Plan


def sessions(plan: Plan) -> list[r.Session]:
    """All sessions, the earliest first."""
    return in_turn(read.records(plan, r.Session).values())


def promised(plan: Plan, session: r.Session, on: date) -> tuple[Promised, ...]:
    """What had been promised when a session began, and what became of it by then (on the day, while it is open)."""
    values = read.part(plan, "next_steps", "focal_relationships", "sessions")
    own = set(homework(values.next_steps, session))  # agreed in this very session, it was not promised before
    values = replace(values, next_steps={key: step for key, step in values.next_steps.items() if step not in own})
    talks = [int(key) for (key,) in plan.db.execute("SELECT DISTINCT parent FROM conversations_promises")]
    values = replace(values, conversations=store.read(plan.db, r.Conversation, talks) if talks else {})
    day = min(first_day(session.date) or on, on) if session.closed else on
    before = [each for each in sessions(plan) if (each.date, each.id) < (session.date, session.id)]
    return since.promises(values, before[-1] if before else None, day)


def agreed(plan: Plan, session: r.Session) -> tuple[r.NextStep, ...]:
    """The steps agreed in a session."""
    keys = [int(key) for (key,) in plan.db.execute("SELECT id FROM next_steps WHERE agreed_in=?", (session.id,))]
    return homework(store.read(plan.db, r.NextStep, sorted({*keys, *session.agreed})), session)


def ahead(plan: Plan, on: date) -> tuple[date | None, int]:
    """The day of the next open session, and how many of the steps agreed in sessions are open."""
    days = [day for each in sessions(plan) if not each.closed and (day := first_day(each.date)) and day >= on]
    ((count,),) = plan.db.execute("SELECT count(*) FROM next_steps WHERE agreed_in IS NOT NULL AND status = 'open'")
    return min(days, default=None), int(count)


def to_choose(plan: Plan, session: r.Session) -> dict[int, tuple[str, str]]:
    """The key relationships a session can be about, in the owner's order: row key to (name, Latin form)."""
    found = plan.db.execute(
        """SELECT f.id, c.name, c.name_latin FROM focal_relationships f JOIN contacts c ON c.id = f.contact
           WHERE f.state IN ('active', 'candidate')
              OR f.id IN (SELECT value FROM sessions_focals WHERE parent = ?)
           ORDER BY f.priority, f.id""",
        (session.id,),
    )
    return {int(key): (str(name), str(latin or "")) for key, name, latin in found}
