"""The records of a plan as frozen values: the one description that tables and plan JSON both follow.

Field names are the field's terms and the keys of the plan JSON (a trailing underscore keeps a Python keyword apart).
From a field's type follow its place in the file and its form in JSON:

- text, number, flag: a column; a date is ISO text and may be partial (`2019-05`);
- a reference (`Contacts`, `Goals`, ...): the integer row key of another record here, its `uid` in JSON. When that
  record goes, a required reference takes this one along, an optional one becomes None;
- a nested record: columns of its own with the field's name in front; tuples and mappings: a table of their own.

`rare(...)` marks what JSON leaves out while it has its default value; everything else is always written.
"""

from typing import Any

from desktop.domain.records.base import *
from desktop.domain.records.coaching import *
from desktop.domain.records.goals import *
from desktop.domain.records.learning import *
from desktop.domain.records.people import *
from desktop.domain.records.plan import *
from desktop.domain.records.workshops import *

COLLECTIONS: dict[str, type[Any]] = {
    "organisations": Organisation,
    "groups": Group,
    "topics": Topic,
    "tiers": Tier,
    "contacts": Contact,
    "ties": Tie,
    "gaps": Gap,
    "focal_relationships": FocalRelationship,
    "goals": Goal,
    "engagements": Engagement,
    "conversations": Conversation,
    "insights": Insight,
    "reviews": Review,
    "next_steps": NextStep,
    "introductions": Introduction,
    "sessions": Session,
    "alliances": Alliance,
    "workshops": Workshop,
}
"""The top-level lists of a plan, by their name in tables and JSON."""
