"""What the views of goals and of plans to meet read."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from desktop.domain import records as r
from desktop.domain.clock import talked
from desktop.domain.plan_values import PlanValues
from desktop.domain.recommend import workshop_organisations
from desktop.domain.relationships import Relationship, relationship
from desktop.plan import read, store
from desktop.plan.file import Plan


class GoalRow(NamedTuple):
    """A goal with whom it is about. `waits`: for a second look (R18)."""

    goal: r.Goal
    person: int
    name: str

    @property
    def waits(self) -> bool:
        return (
            self.goal.status == "active" and self.goal.needs_refinement is not None and self.goal.needs_refinement.flag
        )  # fmt: skip


def goal_rows(plan: Plan) -> list[GoalRow]:
    """Every goal, past versions included, in the owner's order of the key relationships."""
    found = plan.db.execute(
        """SELECT g.id, c.id, c.name FROM goals g JOIN focal_relationships f ON f.id = g.focal
           JOIN contacts c ON c.id = f.contact ORDER BY f.priority, f.id, g.id"""
    )
    rows = [(int(goal), int(person), str(name)) for goal, person, name in found]
    goals = read.records(plan, r.Goal)
    return [GoalRow(goals[goal], person, name) for goal, person, name in rows]


def meetings_of(plan: Plan, person: int, focal: int | None) -> list[r.Engagement]:
    """Plans to meet with a person or for the key relationship with them, in plan order."""
    found = plan.db.execute(
        """SELECT parent FROM engagements_contacts WHERE value=?1
           UNION SELECT parent FROM engagements_focals WHERE value=?2 ORDER BY 1""",
        (person, focal or 0),
    )
    keys = [int(key) for (key,) in found]
    return list(store.read(plan.db, r.Engagement, keys).values()) if keys else []


def focals_of(plan: Plan, people: tuple[int, ...]) -> tuple[int, ...]:
    """The open key relationships with these people, in plan order."""
    found = [focal for person in people if (focal := read.focal_of(plan, person)) is not None]
    return tuple(sorted({focal.id for focal in found}))


def about_meeting(plan: Plan, person: int, on: date) -> Relationship | None:
    """The key relationship with a person as the rules look at it; None when there is none, or the person waits."""
    contact, focal = read.record(plan, r.Contact, person), read.focal_of(plan, person)
    if contact is None or focal is None or contact.tier is None:
        return None
    latest = talked(read.conversations_of(plan, person), on).get(person)
    keys = [int(key) for (key,) in plan.db.execute("SELECT id FROM reviews WHERE focal=? ORDER BY id", (focal.id,))]
    return relationship(
        focal,
        contact,
        latest,
        on,
        goals=[goal for goal in read.goals_of(plan, person) if goal.focal == focal.id],
        insights=[insight for insight in read.insights_of(plan, person) if insight.focal == focal.id],
        engagements=[each for each in meetings_of(plan, person, focal.id) if focal.id in each.focals],
        reviews=read.records(plan, r.Review, keys).values() if keys else (),
        steps=[step for step in read.steps_of(plan, person) if step.focal == focal.id],
    )


def for_workshops(plan: Plan, on: date) -> frozenset[int]:
    """The organisations whose people a workshop can be suggested for (R12)."""
    alliances = read.records(plan, r.Alliance)
    if not alliances:
        return frozenset()
    nothing = PlanValues(r.PlanInfo("personal", 0), read.owner(plan), *({} for _ in range(18)))
    values = replace(nothing, alliances=alliances, workshops=read.records(plan, r.Workshop))
    return workshop_organisations(values, on)
