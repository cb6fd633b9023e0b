"""The day of two organisations and how far it is: who stands where, who hosts, what comes next (section 2, states).

Notes, not gates (P9): only consent, and a host from both organisations, hold anything up.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain import records as r
from desktop.domain.plan_values import PlanValues

STATES = (
    "idea", "convening", "confirmed", "interviewing", "themes sent", "held", "recorded", "evaluating", "evaluated",
    "follow-up scheduled", "followed up", "closed",
)  # fmt: skip
"""In their order; each is reached by what was done, see `reached`."""

HOST = "sponsor"
"""Part of the role of a participant who hosts the day for their organisation."""

_TICKED = {
    "persuade": "convening",
    "confirmed": "confirmed",
    "interviews": "interviewing",
    "themes": "themes sent",
    "day": "held",
    "record": "recorded",
    "first steps": "recorded",
    "calls": "evaluating",
    "summary": "evaluated",
    "look-back": "follow-up scheduled",
    "follow-up": "followed up",
}
"""What a ticked step of the timeline (`workshop_dates.step_key`) says about the state."""


@dataclass(frozen=True)
class Room:
    """All that the screens of a workshop show; `workshop` is None in a file that has none yet.

    `values` hold workshops, alliances, organisations, contacts and ties alone.
    """

    values: PlanValues
    workshop: r.Workshop | None

    @property
    def alliance(self) -> r.Alliance | None:
        """The relationship of the two organisations."""
        key = self.workshop.alliance if self.workshop else None
        return self.values.alliances.get(key) if key is not None else None

    @property
    def organisations(self) -> tuple[r.Organisation, ...]:
        """The two: as the alliance names them, else in the order of the participants."""
        named = self.alliance.organisations if self.alliance else ()
        found = dict.fromkeys((*named, *(p.organisation for p in self.participants if p.organisation is not None)))
        return tuple(known for key in found if (known := self.values.organisations.get(key)) is not None)

    @property
    def participants(self) -> tuple[r.Participant, ...]:
        """Who is invited, or to be won."""
        return self.workshop.participants if self.workshop else ()

    def person(self, key: int | None) -> r.Contact | None:
        """A person of the file, whose file it is included."""
        if key == self.values.owner.id:
            return self.values.owner
        return self.values.contacts.get(key) if key is not None else None

    def participant(self, person: int) -> r.Participant | None:
        """How somebody takes part; None for who does not."""
        return next((each for each in self.participants if each.person == person), None)

    def side(self, organisation: int | None) -> tuple[r.Participant, ...]:
        """The participants of one organisation, in the order of the file."""
        return tuple(each for each in self.participants if each.organisation == organisation)

    def interview(self, person: int) -> r.Interview | None:
        """The call before the day with somebody, whether it took place or not."""
        found = self.workshop.interviews if self.workshop else ()
        return next((each for each in found if each.person == person), None)


def room_of(values: PlanValues) -> Room:
    """The workshop that a file is about, the latest, with who and what belongs to it."""
    return Room(values, latest(values.workshops.values()))


def latest(workshops: Iterable[r.Workshop]) -> r.Workshop | None:
    """The workshop that a file is about, among all of it; None before there is one."""
    return max(workshops, key=lambda day: (day.date or "", day.id), default=None)


def is_host(participant: r.Participant) -> bool:
    """Whether somebody hosts the day for their organisation."""
    return HOST in participant.role


def without_host(room: Room) -> tuple[r.Organisation, ...]:
    """The organisations that nobody hosts the day for."""
    return tuple(each for each in room.organisations if not any(map(is_host, room.side(each.id))))


def may_be_confirmed(room: Room) -> bool:
    """The gate: two organisations, a host on each side, and a day."""
    day = room.workshop.date if room.workshop else None
    return bool(day) and len(room.organisations) == 2 and not without_host(room)


def reached(workshop: r.Workshop, ticked: Iterable[str]) -> str:
    """The state that what was done has led to; `ticked`: keys of the steps of the timeline that are done.

    A closed workshop stays closed: it alone is said and not found out.
    """
    if workshop.state == "closed":
        return "closed"
    found = {"idea", *(_TICKED[key] for key in ticked if key in _TICKED)}
    if workshop.convenor_log or workshop.participants:
        found.add("convening")
    if "confirmed" in found and any(each.date for each in workshop.interviews):
        found.add("interviewing")
    if workshop.evaluation and any(call.date for call in workshop.evaluation.calls):
        found.add("evaluating")
    return max(found, key=STATES.index)
