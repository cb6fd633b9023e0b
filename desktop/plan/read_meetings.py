"""What the views of goals and of plans to meet read."""

from datetime import date
from typing import NamedTuple

from desktop.domain import records as r
from desktop.domain.goals import looks_again
from desktop.domain.recommend import workshop_organisations
from desktop.domain.relationships import Relationship
from desktop.plan import read, store
from desktop.plan.file import Plan
from desktop.plan.read_reviews import relationship_of


class GoalRow(NamedTuple):
    """A goal with whom it is about. `waits`: for a second look (R18)."""

    goal: r.Goal
    person: int
    name: str
    latin: str
    rests: bool = False
    """Whether the relationship rests, or is as it should be: nothing is asked of its goal meanwhile."""

    @property
    def waits(self) -> bool:
        return looks_again(self.goal)


def goal_rows(plan: Plan) -> list[GoalRow]:
    """Every goal, past versions included, in the owner's order of the key relationships."""
    found = plan.db.execute(
        """SELECT g.id, c.id, c.name, c.name_latin, f.state IN ('paused', 'sustained')
           FROM goals g JOIN focal_relationships f ON f.id = g.focal
           JOIN contacts c ON c.id = f.contact ORDER BY f.priority, f.id, g.id"""
    )
    rows = list(found)
    goals = read.records(plan, r.Goal)
    return [
        GoalRow(goals[int(goal)], int(person), str(name), str(latin or ""), bool(rests))
        for goal, person, name, latin, rests in rows
    ]


def meetings_of(plan: Plan, person: int, focal: int | None) -> list[r.Engagement]:
    """Plans to meet with a person or for the key relationship with them, in plan order."""
    found = plan.db.execute(
        """SELECT parent FROM engagements_contacts WHERE value=?1
           UNION SELECT parent FROM engagements_focals WHERE value=?2 ORDER BY 1""",
        (person, focal or 0),
    )
    keys = [int(key) for (key,) in found]
    return list(store.read(plan.db, r.Engagement, keys).values()) if keys else []


def who_comes(plan: Plan, meeting: r.Engagement, person: int) -> dict[int, tuple[str, str]]:
    """Everybody at a meeting, `person` first: row key to (name, Latin form)."""
    keys = list(dict.fromkeys((person, *meeting.contacts)))
    names = read.names(plan, keys)
    return {key: names[key] for key in keys if key in names}


def served(plan: Plan, meeting: r.Engagement, focal: int | None) -> dict[int, tuple[str, str]]:
    """P11: the key relationships that a meeting serves, `focal` first: row key to the person's (name, Latin form)."""
    keys = [key for key in dict.fromkeys((focal, *meeting.focals)) if key is not None]
    focals = store.read(plan.db, r.FocalRelationship, keys) if keys else {}
    names = read.names(plan, [each.contact for each in focals.values()]) if focals else {}
    return {key: names.get(focals[key].contact, ("", "")) for key in keys if key in focals}


def focals_of(plan: Plan, people: tuple[int, ...]) -> tuple[int, ...]:
    """The open key relationships with these people, in plan order."""
    found = [focal for person in people if (focal := read.focal_of(plan, person)) is not None]
    return tuple(sorted({focal.id for focal in found}))


def about_meeting(plan: Plan, person: int, on: date) -> Relationship | None:
    """The key relationship with a person as the rules look at it; None when there is none, or the person waits."""
    focal = read.focal_of(plan, person)
    about = relationship_of(plan, focal.id, on) if focal else None
    return about if about and about.contact.tier is not None else None


def for_workshops(plan: Plan, on: date) -> frozenset[int]:
    """The organisations whose people a workshop can be suggested for (R12)."""
    return workshop_organisations(read.part(plan, "alliances", "workshops"), on)
