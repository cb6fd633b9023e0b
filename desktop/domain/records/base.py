"""What every record is made with: an identity, references, fields that plan JSON leaves out."""

from dataclasses import dataclass, field
from typing import Annotated, Any

Organisations = Annotated[int, "organisations"]
Groups = Annotated[int, "groups"]
Topics = Annotated[int, "topics"]
Contacts = Annotated[int, "contacts"]
Focals = Annotated[int, "focal_relationships"]
Goals = Annotated[int, "goals"]
Engagements = Annotated[int, "engagements"]
Conversations = Annotated[int, "conversations"]
Steps = Annotated[int, "next_steps"]
Introductions = Annotated[int, "introductions"]
Sessions = Annotated[int, "sessions"]
Alliances = Annotated[int, "alliances"]
Workshops = Annotated[int, "workshops"]


def rare(default: Any = None) -> Any:
    """A field that plan JSON leaves out while it has this default."""
    return field(default=default, metadata={"rare": True})


@dataclass(frozen=True, slots=True)
class Record:
    """A row with an identity: `id` is its key in this file (plan order), `uid` its id in plan JSON, never reused.

    Records with the same uid and fields are equal, in whichever row they stand.
    """

    id: int = field(compare=False)
    uid: str
