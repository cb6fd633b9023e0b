"""Who is to be called after the day, what each said before, and what may be told of it (sections 4 G and H, P9)."""

from dataclasses import dataclass
from enum import Enum

from desktop.domain import records as r
from desktop.domain.workshop import Room

ANSWERED_NOTE = 2 / 3
"""A summary is said to rest on enough calls from this share on (a note, P9)."""


class Round(Enum):
    """Which calls: some weeks after the day, or two years on."""

    WEEKS = "G"
    YEARS = "H"

    @property
    def section(self) -> str:
        """The section of the question bank that is asked."""
        return self.value


@dataclass(frozen=True, slots=True)
class Earlier:
    """What somebody said earlier to a question, with the day where it is known."""

    question: str
    text: str
    date: str | None


def call_of(workshop: r.Workshop, which: Round, person: int) -> r.EvaluationCall | r.FollowUpCall | None:
    """The call with somebody in a round, whether it took place or not."""
    if which is Round.WEEKS:
        calls = workshop.evaluation.calls if workshop.evaluation else ()
        return next((call for call in calls if call.person == person), None)
    later = workshop.follow_up.calls if workshop.follow_up else ()
    return next((call for call in later if call.person == person), None)


def earlier_words(workshop: r.Workshop, which: Round, person: int) -> tuple[Earlier, ...]:
    """A person's own earlier words, in the order in which they were said: for the facilitator's eyes alone."""
    calls: list[r.Interview | r.EvaluationCall] = [each for each in workshop.interviews if each.person == person]
    if which is Round.YEARS and workshop.evaluation:
        calls += [each for each in workshop.evaluation.calls if each.person == person]
    return tuple(
        Earlier(question, answer.text, call.date)
        for call in calls
        for question, answer in call.answers.items()
        if answer.text.strip()
    )


def answered(room: Room, which: Round) -> int:
    """How many were reached in a round."""
    found = room.workshop
    return sum(bool((call := call_of(found, which, each.person)) and call.date) for each in room.participants if found)


def next_to_call(room: Room, which: Round, after: int | None = None) -> int | None:
    """Who is to be called next: the earliest appointment, else in the order of the list from `after` on."""
    found = room.workshop
    if found is None:
        return None
    people = [each.person for each in room.participants]
    if after in people:
        at = people.index(after) + 1
        people = people[at:] + people[:at]

    def fixed(person: int) -> str:
        call = call_of(found, which, person)
        return (call.appointment or "") if call else ""

    waiting = [p for p in people if not ((call := call_of(found, which, p)) and call.date)]
    return min(waiting, key=lambda p: (not fixed(p), fixed(p)), default=None)


def may_be_quoted(workshop: r.Workshop) -> tuple[r.Quote, ...]:
    """What people said in any call and let be told with their name: with consent each, and no two the same."""
    evaluation = workshop.evaluation.calls if workshop.evaluation else ()
    follow_up = workshop.follow_up.calls if workshop.follow_up else ()
    found = dict.fromkeys(
        (call.person, answer.text.strip())
        for call in (*workshop.interviews, *evaluation, *follow_up)
        for answer in call.answers.values()
        if answer.share == "quote" and answer.text.strip()
    )
    return tuple(r.Quote(person, text, consent=True) for person, text in found)


def asked_to_keep(room: Room) -> tuple[int, int, int]:
    """How many let their interview be kept for two years, how many do not, how many were not asked."""
    said = [(interview.consent_to_keep if (interview := room.interview(p.person)) else None) for p in room.participants]
    return said.count("yes"), said.count("no"), sum(each not in ("yes", "no") for each in said)
