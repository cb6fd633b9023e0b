"""Who is to be won and how far that is; who is to be called before the day, and whom next."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from desktop.domain import records as r
from desktop.domain.workshop import Room

ANSWERS = ("yes", "not yet", "no")
"""What somebody says who is asked to come."""

SHARES = ("none", "theme", "quote")
"""Consent to pass an answer on: not at all, in other words and without a name, word for word with the name."""

INTERVIEWED_NOTE = 0.8
"""Themes are said to rest on enough calls from this share on (a note, P9)."""


def asking_order(room: Room) -> tuple[r.Participant, ...]:
    """In which order to ask: as the facilitator set it; the rest by how many heed their word, then as they came."""
    heeded = {each.heeds for each in room.participants if each.heeds is not None}
    count = {person: sum(p.heeds == person for p in room.participants) for person in heeded}
    last = len(room.participants)
    return tuple(
        sorted(
            room.participants,
            key=lambda each: (last if each.turn is None else each.turn, -count.get(each.person, 0)),
        )
    )


def askings(workshop: r.Workshop, person: int) -> tuple[r.ConvenorEntry, ...]:
    """Each time somebody was asked, the latest first."""
    found = [each for each in workshop.convenor_log if each.person == person]
    return tuple(sorted(found, key=lambda each: each.date, reverse=True))


def answer_of(workshop: r.Workshop, person: int) -> str:
    """The latest answer; '' for who was not asked yet."""
    found = [each for each in workshop.convenor_log if each.person == person]
    return max(enumerate(found), key=lambda each: (each[1].date, each[0]))[1].answer if found else ""


def won(room: Room) -> int:
    """How many have said yes."""
    return sum(
        answer_of(room.workshop, each.person) == "yes" for each in room.participants if room.workshop is not None
    )


class Called(Enum):
    """How far a call before the day is."""

    DONE = "done"
    FIXED = "fixed"
    TRIED = "tried"
    OPEN = "open"


def called(interview: r.Interview | None) -> Called:
    """How far the call with somebody is."""
    if interview is None:
        return Called.OPEN
    if interview.date:
        return Called.DONE
    if interview.appointment:
        return Called.FIXED
    return Called.TRIED if interview.attempts else Called.OPEN


def next_call(room: Room) -> r.Participant | None:
    """Whom to call next: the earliest appointment, then who was tried least; None when all were called."""

    def order(each: r.Participant) -> tuple[int, str, int]:
        interview = room.interview(each.person)
        when = interview.appointment or "" if interview else ""
        return (0 if when else 1, when, len(interview.attempts) if interview else 0)

    waiting = [each for each in room.participants if called(room.interview(each.person)) is not Called.DONE]
    return min(waiting, key=order, default=None)


def interviewed(room: Room) -> int:
    """How many were called."""
    return sum(called(room.interview(each.person)) is Called.DONE for each in room.participants)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that may be told as a theme: who said it is for finding it again, never for showing."""

    person: int
    question: str
    text: str


def tellable(interviews: Iterable[r.Interview]) -> tuple[Said, ...]:
    """The answers of the calls that their speakers let be told, ordered by question so that nobody's stand together."""
    found = [
        Said(interview.person, question, answer.text)
        for interview in interviews
        for question, answer in interview.answers.items()
        if answer.share in ("theme", "quote") and answer.text.strip()
    ]
    return tuple(sorted(found, key=lambda each: each.question))


def untold(interviews: Iterable[r.Interview]) -> int:
    """How many answers stay between the two."""
    return sum(
        answer.share not in ("theme", "quote") and bool(answer.text.strip())
        for interview in interviews
        for answer in interview.answers.values()
    )
