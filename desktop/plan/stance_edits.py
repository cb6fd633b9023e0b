"""P14: where somebody stands on a named topic, apart from how near they are."""

from datetime import date

from desktop.domain import records as r
from desktop.domain.stances import stood
from desktop.plan import store
from desktop.plan.edits import new_uid
from desktop.plan.file import Plan
from desktop.plan.step import Edit


def set_stance(plan: Plan, person: int, topic: int | str, value: str, reason: str = "", *, on: date) -> None:
    """Where somebody stands on a topic and why, dated in the history; a text makes a new topic."""
    contact = store.read(plan.db, r.Contact, [person])[person]
    with plan.step(Edit.CHANGE_PERSON, contact.name) as step:
        if isinstance(topic, str):
            known = step.db.execute("SELECT id FROM topics WHERE label=? ORDER BY id", (topic.strip(),)).fetchone()
            if known is None:
                writer = store.Writer(step.db)
                topic = writer.add(r.Topic(0, new_uid(), topic.strip()))
                writer.flush()
            else:
                topic = int(known[0])
        history = stood(contact, r.StanceChange(topic, value, on.isoformat(), reason.strip() or None))
        values = {"stance": {**contact.stance, topic: value}, "stance_history": history}
        store.update(step.db, r.Contact, person, values)
