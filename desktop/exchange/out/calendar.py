"""What is due, as a calendar: next steps, reviews, plans to meet, sessions, workshops; icalendar is used here alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event

from desktop.domain.dates import first_day
from desktop.domain.plan_values import PlanValues
from desktop.domain.workshop_dates import step_key
from desktop.exchange.source import clean
from desktop.words import _, timeline_words

_CLOSED = {"done", "dropped", "cancelled", "held", "debriefed"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A day in the calendar, or some hours of it. `key` stays the same from one export to the next."""

    key: str
    day: date
    title: str
    text: str = ""
    place: str = ""
    start: time | None = None
    end: time | None = None
    last: date | None = None
    """The last of several days."""


def ics(values: PlanValues, on: date) -> bytes:
    """A calendar of whole days, and of hours where a workshop has them; a second export replaces the first."""
    calendar: Any = Calendar()
    calendar.add("prodid", "-//Rapport//Rapport//EN")
    calendar.add("version", "2.0")
    stamp = datetime.combine(on, time(), UTC)
    for entry in entries(values):
        event: Any = Event()
        event.add("uid", f"{entry.key}@rapport")
        event.add("dtstamp", stamp)
        event.add("summary", clean(entry.title).replace("\n", " "))
        if entry.start is not None and entry.end is not None and entry.start < entry.end:
            event.add("dtstart", datetime.combine(entry.day, entry.start))
            event.add("dtend", datetime.combine(entry.day, entry.end))
        else:
            event.add("dtstart", entry.day)
            event.add("dtend", max(entry.day, entry.last or entry.day) + timedelta(days=1))
            event.add("transp", "TRANSPARENT")
        if entry.text:
            event.add("description", clean(entry.text))
        if entry.place:
            event.add("location", clean(entry.place))
        calendar.add_component(event)
    return calendar.to_ical()


def entries(values: PlanValues) -> Iterator[Entry]:
    """All that has a day and is not over."""
    yield from _steps(values)
    for focal in values.focal_relationships.values():
        day = first_day(focal.next_review)
        person = values.contacts.get(focal.contact)
        if day and person and focal.state == "active":
            yield Entry(f"review-{focal.uid}", day, _("Review: {name}").format(name=person.name))
    for meeting in values.engagements.values():
        day = first_day(meeting.date)
        if day and meeting.status not in _CLOSED:
            names = ", ".join(values.contacts[key].name for key in meeting.contacts if key in values.contacts)
            title = _("Plan to meet: {what}").format(what=meeting.label or names)
            yield Entry(
                f"meeting-{meeting.uid}", day, title, "\n".join(part for part in (names, meeting.purpose) if part)
            )
    for session in values.sessions.values():
        day = first_day(session.date)
        if day and not session.closed:
            title = _("Session with {name}").format(name=session.with_) if session.with_ else _("Session")
            yield Entry(f"session-{session.uid}", day, title, session.question)
    yield from _workshops(values)


def _steps(values: PlanValues) -> Iterator[Entry]:
    for step in values.next_steps.values():
        day = first_day(step.due)
        if day and step.status not in _CLOSED:
            focal = values.focal_relationships.get(step.focal or 0)
            person = values.contacts.get(step.contact or (focal.contact if focal else 0))
            yield Entry(f"step-{step.uid}", day, step.text or _("Next step"), person.name if person else "")


def _workshops(values: PlanValues) -> Iterator[Entry]:
    words = timeline_words()
    for workshop in values.workshops.values():
        if day := first_day(workshop.date):
            start, end = _clock(workshop.start), _clock(workshop.end)
            title = _("Workshop: {name}").format(name=workshop.label)
            yield Entry(f"workshop-{workshop.uid}", day, title, place=workshop.venue, start=start, end=end)
        due = first_day(workshop.follow_up.due if workshop.follow_up else workshop.follow_up_due)
        if due:
            title = _("Two years on: {name}").format(name=workshop.label)
            yield Entry(f"follow-up-{workshop.uid}", due, title)
        for step in workshop.timeline:
            key, day = step_key(step.step), first_day(step.date)
            # The day itself stands there with its hours, the calls two years on by their own day where there is one.
            if step.done or not day or (key == "day" and workshop.date) or (key == "follow-up" and due):
                continue
            title = f"{workshop.label}: {words.get(key, step.step)}"
            yield Entry(f"timeline-{workshop.uid}-{_slug(key)}", day, title, last=first_day(step.end))


def _slug(key: str) -> str:
    """The same from one export to the next, also when another step was taken out."""
    return "".join(c if c.isalnum() else "-" for c in key)


def _clock(text: str | None) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None
