"""What the screens of a workshop read."""

from desktop.domain.workshop import Room, room_of
from desktop.plan import read
from desktop.plan.file import Plan


def room(plan: Plan) -> Room:
    """The workshop with all that its screens show."""
    return room_of(read.part(plan, "workshops", "alliances", "organisations", "contacts", "ties"))
