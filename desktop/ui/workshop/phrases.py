"""The words of a workshop's screens."""

from collections.abc import Mapping
from datetime import date

from desktop.assets import catalogue
from desktop.domain import records as r
from desktop.domain.catalogue import Question, catalogue_of
from desktop.domain.dates import first_day
from desktop.domain.workshop import Room, is_host, without_host
from desktop.domain.workshop_people import Called, called
from desktop.report.days import day_words, short_day
from desktop.report.names import in_both_scripts
from desktop.words import _, ngettext

HOST_MARK = "⚑"


def name_of(room: Room, person: int | None) -> str:
    """A person's name as they write it, with the Latin form where it needs one; '' for nobody."""
    known = room.person(person)
    return in_both_scripts(known.name, known.name_latin) if known else ""


def side_of(room: Room, organisation: int | None) -> str:
    """The name of an organisation; '' for none."""
    known = room.values.organisations.get(organisation) if organisation is not None else None
    return known.label if known else ""


def marked_name(room: Room, each: r.Participant) -> str:
    """The name, with the mark of a host."""
    name = name_of(room, each.person)
    return f"{name} {HOST_MARK}" if is_host(each) else name


def weekday(day: date, on: date) -> str:
    """Thu 13 Nov; with the year unless it is that of `on`."""
    return f"{day:%a} {short_day(day, on)}"


def headline(room: Room, on: date) -> str:
    """Who meets, how many, when, who hosts, who brings both together: what is known of it."""
    workshop = room.workshop
    both = _(" and ").join(each.label for each in room.organisations)
    parts = [both] if both else []
    if count := len(room.participants):
        parts.append(ngettext("{n} person", "{n} people", count).format(n=count))
    day = first_day(workshop.date) if workshop else None
    parts.append(weekday(day, on) if day else _("no day yet"))
    hosts = [name_of(room, each.person) for each in room.participants if is_host(each)]
    if hosts:
        parts.append(_("hosts {names}").format(names=_(" and ").join(hosts)))
    convenor = name_of(room, workshop.convenor) if workshop else ""
    if convenor:
        parts.append(_("brought together by {name}").format(name=convenor))
    return " · ".join(parts)


def missing_words(room: Room) -> list[str]:
    """What is missing before the day can be confirmed."""
    said: list[str] = []
    if len(room.organisations) < 2:
        said.append(_("It takes two organisations."))
    said += [_("{organisation} has no host yet.").format(organisation=each.label) for each in without_host(room)]
    if not (room.workshop and room.workshop.date):
        said.append(_("The day is not fixed yet."))
    return said


def answer_words() -> Mapping[str, str]:
    """What somebody says who is asked to come."""
    return {"yes": _("yes"), "not yet": _("not yet"), "no": _("no")}


ANSWER_TONES = {"yes": "good", "not yet": "amber", "no": "red"}


def share_words() -> Mapping[str, str]:
    """How far an answer may go."""
    return {"none": _("stays with me"), "theme": _("as a theme, no name"), "quote": _("may be quoted")}


def call_words(interview: r.Interview | None, on: date) -> tuple[str, str]:
    """How far the call before the day is, and its tone."""
    state = called(interview)
    if interview is None or state is Called.OPEN:
        return _("to arrange"), "dim"
    if state is Called.DONE:
        return _("called {day}").format(day=_short(interview.date, on)), "good"
    if state is Called.FIXED:
        return moment_words(interview.appointment, on), "dim"
    tried = len(interview.attempts)
    return (
        {1: _("tried once"), 2: _("tried twice")}.get(tried)
        or ngettext("tried {n} time", "tried {n} times", tried).format(n=tried),
        "amber",
    )


def moment_words(said: str | None, on: date) -> str:
    """Thu 30 Oct 10:00."""
    day = first_day(said)
    if day is None or said is None:
        return ""
    return " ".join(part for part in (weekday(day, on), said[11:16]) if part)


def _short(said: str | None, on: date) -> str:
    day = first_day(said)
    return short_day(day, on) if day else ""


def in_full(said: str | None, on: date) -> str:
    """20 January."""
    day = first_day(said)
    return day_words(day, on) if day else ""


def rating_steps() -> Mapping[int, str]:
    """1 to 5 in words."""
    return {1: _("not at all"), 2: _("a little"), 3: _("partly"), 4: _("largely"), 5: _("fully")}


def questions(room: Room, section: str, organisation: int | None) -> tuple[Question, ...]:
    """The questions of a section of the bank as somebody of `organisation` is asked them; None: of either."""
    known = room.organisations if organisation is not None else ()
    other = next((each.label for each in known if each.id != organisation), "")
    bank = catalogue_of(catalogue(), room.values.info.catalogue).section(section)
    words = other or _("the other organisation")
    return tuple(Question(q.id, q.section, q.tag, q.text.replace("{other organisation}", words)) for q in bank)
