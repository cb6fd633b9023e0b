"""How far a plan has come in its first steps."""

from datetime import date

from desktop.domain.first_steps import TWELVE, Beginning
from desktop.plan.document import owner_id
from desktop.plan.file import Plan

TABLES = (
    "plan", "contacts", "groups", "focal_relationships", "goals", "engagements", "conversations", "reviews", "sessions",
)  # fmt: skip
"""What it is read from."""
ENDS = ("plan", "goals", "reviews", "sessions")
"""Of these, what tells that the beginning is over, or no longer."""

_COUNTED = """
SELECT (SELECT coalesce(trim(purpose), '') <> '' FROM plan),
       (SELECT count(*) FROM (SELECT 1 FROM contacts WHERE id <> ?1 LIMIT ?3)),
       (SELECT count(*) FROM (SELECT 1 FROM contacts WHERE id <> ?1 AND tier IS NOT NULL LIMIT ?3)),
       (SELECT count(*) FROM (SELECT 1 FROM contacts_groups w JOIN contacts c ON c.id = w.parent
                              WHERE c.id <> ?1 AND c.tier IS NOT NULL LIMIT 1)),
       (SELECT count(*) FROM groups WHERE key),
       (SELECT count(*) FROM focal_relationships WHERE state <> 'closed'),
       (SELECT count(*) FROM goals WHERE trim(statement) <> ''),
       (SELECT count(*) FROM (SELECT 1 FROM engagements LIMIT 1)),
       (SELECT count(*) FROM (SELECT 1 FROM conversations LIMIT 1)),
       (SELECT count(*) FROM reviews),
       (SELECT count(*) FROM sessions WHERE closed OR date < ?2)
"""


def beginning(plan: Plan, on: date) -> Beginning:
    """How far it has come. Counted no further than the steps ask: it is read at every edit while they last."""
    (found,) = plan.db.execute(_COUNTED, (owner_id(plan), on.isoformat(), TWELVE))
    purpose, *counts = found
    return Beginning(bool(purpose), *(int(count) for count in counts))


def strongest(plan: Plan) -> int | None:
    """Whom to begin with: the first in the owner's own order of those on the map (P3), None while nobody is."""
    found = plan.db.execute(
        'SELECT id FROM contacts WHERE tier IS NOT NULL AND id <> ? ORDER BY "order" IS NULL, "order", id LIMIT 1',
        (owner_id(plan),),
    ).fetchone()
    return None if found is None else int(found[0])


def first_of_the_few(plan: Plan) -> int | None:
    """The person of the first key relationship that is not closed; None without one."""
    found = plan.db.execute(
        "SELECT contact FROM focal_relationships WHERE state <> 'closed' ORDER BY priority, id LIMIT 1"
    ).fetchone()
    return None if found is None else int(found[0])
