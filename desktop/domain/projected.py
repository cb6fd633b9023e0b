"""What may stand on a wall in front of everybody: the agenda, and what was said aloud and agreed in the room.

The projector is handed this and nothing else, so that nothing a person told the facilitator can reach it.
"""

from dataclasses import dataclass

from desktop.domain import records as r
from desktop.domain.workshop import Room


@dataclass(frozen=True, slots=True)
class Projected:
    """`people`: of those who take part, key to (name, organisation key); `organisations`: key to name."""

    label: str
    start: str | None
    end: str | None
    agenda: tuple[r.AgendaItem, ...]
    people: dict[int, tuple[str, int | None]]
    organisations: dict[int, str]
    conditions: tuple[str, ...]
    pictures: tuple[r.Picture, ...]
    statements: tuple[str, ...]
    decisions: tuple[r.Decision, ...]
    actions: tuple[r.Action, ...]
    offers: tuple[r.Offer, ...]
    dates: tuple[r.TimelineStep, ...]

    def side(self, organisation: int | None) -> dict[int, str]:
        """Those of one organisation by key."""
        return {key: name for key, (name, side) in self.people.items() if side == organisation}

    def name(self, person: int) -> str:
        """Somebody's name; nothing for who takes no part."""
        return self.people.get(person, ("", None))[0]


def projected(room: Room) -> Projected:
    """The part of a workshop that everybody in the room knows."""
    day = room.workshop
    vision = day.vision if day else None
    named = {p.person: (person.name, p.organisation) for p in room.participants if (person := room.person(p.person))}
    return Projected(
        day.label if day else "",
        day.start if day else None,
        day.end if day else None,
        day.agenda if day else (),
        named,
        {each.id: each.label for each in room.organisations},
        day.success_conditions if day else (),
        vision.pictures if vision else (),
        vision.statements if vision else (),
        day.decisions if day else (),
        day.actions if day else (),
        day.offers if day else (),
        day.timeline if day else (),
    )
