"""Everything the inspector shows of one person, read in one go."""

from dataclasses import dataclass, replace
from datetime import date

from desktop.domain import records as r
from desktop.domain.answers import Answer, five_answers
from desktop.domain.goals import OPEN_STATES
from desktop.domain.plan_values import PlanValues
from desktop.plan import read, read_meetings
from desktop.plan.file import Plan
from desktop.plan.step import Changes
from desktop.report.names import in_both_scripts

RELATED = ("focal_relationships", "goals", "insights", "conversations", "next_steps", "ties", "engagements")
"""Tables whose rows hang on a person; a new row of them may be the person's."""

LABELS = ("groups", "organisations", "topics")
"""Small tables whose words the panel shows."""


@dataclass(frozen=True)
class Known:
    """A tie as seen from the person shown: who is at the other end."""

    tie: r.Tie
    person: int
    name: str
    role: str


@dataclass(frozen=True)
class About:
    """One person and what hangs on them. Equal values look equal, so a refetch that finds the same changes nothing.

    `groups`: all groups of the plan, in plan order. `answers` is empty without a key relationship. `names` of all who
    took part in the conversations. `conversations` latest first; `goals` newest last, past versions included.
    """

    person: r.Contact
    today: date
    organisation: str
    groups: dict[int, str]
    focal: r.FocalRelationship | None
    goals: tuple[r.Goal, ...]
    insights: tuple[r.Insight, ...]
    answers: tuple[Answer, ...]
    steps: tuple[r.NextStep, ...]
    conversations: tuple[r.Conversation, ...]
    known: tuple[Known, ...]
    names: dict[int, str]
    meetings: tuple[r.Engagement, ...] = ()

    @property
    def group_number(self) -> int | None:
        """The place of the primary group among all groups, which gives its colour; None without one."""
        first = self.person.groups[0] if self.person.groups else None
        return list(self.groups).index(first) if first in self.groups else None

    @property
    def goal(self) -> r.Goal | None:
        """The goal in one glance: the active one (R10), else the newest still open."""
        mine = [goal for goal in self.goals if self.focal is not None and goal.focal == self.focal.id]
        active = [goal for goal in mine if goal.status == "active"]
        return (active or [goal for goal in mine if goal.status in OPEN_STATES][-1:] or [None])[0]

    @property
    def first_name(self) -> str:
        """The first word of the name, for sentences."""
        return self.person.name.split()[0] if self.person.name.split() else self.person.name

    def concerned(self, changes: Changes) -> bool:
        """Whether a change may show here."""
        shown: dict[str, set[int]] = {
            "contacts": {self.person.id, *self.names, *(known.person for known in self.known)},
        }
        return (
            changes.touches(*RELATED, *LABELS)
            or any(not keys.isdisjoint(shown.get(table, ())) for table, keys in changes.tables.items())
        )  # fmt: skip


def read_about(plan: Plan, person: int, today: date) -> About | None:
    """What there is about a person; None when the person is gone."""
    contact = read.record(plan, r.Contact, person)
    if contact is None:
        return None
    focal = read.focal_of(plan, person)
    insights = tuple(read.insights_of(plan, person))
    conversations = tuple(read.conversations_of(plan, person))
    ties = read.ties_of(plan, person)
    other = {tie.id: tie.b if tie.a == person else tie.a for tie in ties}
    present = {who for talk in conversations for who in talk.contacts}
    rows = {row.id: row for row in read.person_rows(plan, sorted({*other.values(), *present}))}
    names = {key: in_both_scripts(row.name, row.name_latin or "") for key, row in rows.items()}
    known = [
        Known(tie, row.id, names[row.id], row.role) for tie in ties if (row := rows.get(other[tie.id])) is not None
    ]  # fmt: skip
    organisation = None if contact.organisation is None else read.record(plan, r.Organisation, contact.organisation)
    return About(
        person=contact,
        today=today,
        organisation=organisation.label if organisation else "",
        groups={group.id: group.label for group in read.records(plan, r.Group).values()},
        focal=focal,
        goals=tuple(read.goals_of(plan, person)),
        insights=insights,
        answers=_answers(contact, focal, insights, conversations, today),
        steps=tuple(step for step in read.steps_of(plan, person) if step.status == "open"),
        conversations=conversations,
        known=tuple(sorted(known, key=lambda one: (-one.tie.strength, one.tie.id))),
        names={
            who: in_both_scripts(rows[who].name, rows[who].name_latin or "") for who in sorted(present) if who in rows
        },
        meetings=tuple(read_meetings.meetings_of(plan, person, focal.id if focal else None)),
    )


def _answers(
    contact: r.Contact,
    focal: r.FocalRelationship | None,
    insights: tuple[r.Insight, ...],
    conversations: tuple[r.Conversation, ...],
    today: date,
) -> tuple[Answer, ...]:
    """The five answers, from as much of the plan as they look at."""
    if focal is None:
        return ()
    values = replace(
        _NOTHING,
        contacts={contact.id: contact},
        insights={insight.id: insight for insight in insights},
        conversations={talk.id: talk for talk in conversations},
    )
    return five_answers(values, focal, today)


_NOBODY = r.Contact(0, "", "")
_NOTHING = PlanValues(r.PlanInfo("personal", 0), _NOBODY, *({} for _ in range(18)))
