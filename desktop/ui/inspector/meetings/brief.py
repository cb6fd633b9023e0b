"""The card for before a meeting, as headings with lines: one text for the screen, the clipboard and the printer."""

from dataclasses import dataclass
from datetime import date

from desktop.domain import records as r
from desktop.domain.briefing import last_talk, to_take_along
from desktop.domain.promises import my_open_promises, their_open_promises
from desktop.plan import read, read_meetings
from desktop.plan.file import Plan
from desktop.report.names import in_both_scripts
from desktop.ui.inspector.checklist import catalogue_in
from desktop.ui.inspector.days import in_short, in_words
from desktop.ui.inspector.meetings.phrases import meeting_name, why_taken
from desktop.words import _


@dataclass(frozen=True)
class Part:
    """A heading with its lines, each with a smaller one below, or ''."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Brief:
    """The whole card: whom one meets and when, what for, and the parts that have something to say."""

    title: str
    when: str
    purpose: str
    parts: tuple[Part, ...]

    def text(self) -> str:
        """The card as plain text."""
        lines = [self.title, self.when, "", self.purpose] if self.purpose else [self.title, self.when]
        for part in self.parts:
            lines += ["", part.heading]
            for line, below in part.lines:
                lines.append(line)
                if below:
                    lines.append(f"    {below}")
        return "\n".join(lines).strip() + "\n"


def brief_of(plan: Plan, person: int, meeting: r.Engagement, today: date) -> Brief:
    """What to have in mind when meeting a person."""
    known = catalogue_in(plan)
    names = {
        row.id: in_both_scripts(row.name, row.name_latin or "")
        for row in read.person_rows(plan, list({person, *meeting.contacts}))
    }
    others = [name for who, name in names.items() if who != person]
    about = read_meetings.about_meeting(plan, person, today)
    talks = [talk for talk in read.conversations_of(plan, person) if talk.date[:10] <= today.isoformat()]
    kind = known.engagement_types.get(meeting.type or "")
    takes = to_take_along(about, known, kind.informs if kind else ())
    mine = my_open_promises(read.steps_of(plan, person), talks)
    last = last_talk(talks, today.isoformat())
    day = in_words(meeting.date, today)
    when = [part for part in (day, meeting_name(meeting, known)) if part]
    if others:
        when.append(_("also there: {names}").format(names=", ".join(others)))
    goal = about.goal if about else None
    parts = (
        Part(_("Questions to take along"), tuple((take.text, why_taken(take)) for take in takes)),
        Part(_("What we are after"), ((goal.statement, _for_them(goal)),) if goal else ()),
        Part(_("What I promised"), tuple((one.text, _by(one.due, today)) for one in mine)),
        Part(_("What they promised"), tuple((one.text, _by(one.due, today)) for one in their_open_promises(talks))),
        Part(_("What they gave last time"), tuple((text, "") for text in (last.received if last else ()))),
        Part(_("From their chair"), _their_chair(read.record(plan, r.Contact, person))),
        Part(_("Last time"), ((last.summary, in_words(last.date, today)),) if last and last.summary else ()),
    )
    return Brief(
        names.get(person, ""), " · ".join(when), meeting.purpose.strip(), tuple(part for part in parts if part.lines)
    )


def _for_them(goal: r.Goal) -> str:
    return _("For them: {gain}").format(gain=goal.helps_them) if goal.helps_them else ""


def _their_chair(contact: r.Contact | None) -> tuple[tuple[str, str], ...]:
    """What I wrote down as the other person, and what they answered when asked."""
    chair, asked = (contact.their_chair, contact.ask_them) if contact else (None, None)
    said = (
        (chair and chair.cost, _("what working with me costs them, I believe")),
        (chair and chair.would_say, _("what they would say of me, I believe")),
        (chair and chair.hopes, _("what they hope for, I believe")),
        (asked and asked.keep_doing, _("they told me: keep doing this")),
        (asked and asked.change, _("they told me: change this")),
    )
    return tuple((text.strip(), below) for text, below in said if text and text.strip())


def _by(day: str | None, today: date) -> str:
    return _("by {day}").format(day=in_short(day, today)) if day else ""
