"""The walk through the whole list (P12): each page is one Step."""

from dataclasses import dataclass
from datetime import date

from desktop.domain import records as r
from desktop.domain.dates import first_day, months_after
from desktop.domain.tiers import next_tier
from desktop.plan import store
from desktop.plan.catalogue_edits import put_words
from desktop.plan.edits import moved, new_uid
from desktop.plan.file import Plan
from desktop.plan.read_reviews import walk_order
from desktop.plan.step import Edit

WALK_MONTHS = 3
"""P12: about every quarter."""

_WALK = "walk"
_AT = "at"


@dataclass(frozen=True)
class Walk:
    """Where the walk stands. `people`: row keys in the order of the walk; `done`: how many of them were answered.

    `on`: the day of the latest answer, None before the first walk. `again`: when a whole walk is due again, about.
    """

    people: tuple[int, ...]
    done: int
    on: date | None

    @property
    def under_way(self) -> bool:
        """Whether it was begun and not yet ended."""
        return self.on is not None and 0 < self.done < len(self.people)

    @property
    def again(self) -> date | None:
        """A quarter after the latest walk ended; None while there is none behind us."""
        return months_after(self.on, WALK_MONTHS) if self.on and self.done >= len(self.people) else None


def walk(plan: Plan) -> Walk:
    """Where the walk stands: kept in the plan as the uid of the last person and the day, so it survives a restart.

    When that person was deleted since, the walk begins again.
    """
    kept = {edit.field: edit.value for edit in _info(plan).catalogue if (edit.section, edit.item) == (_WALK, _AT)}
    order = walk_order(plan)
    key = next((int(k) for (k,) in plan.db.execute("SELECT id FROM contacts WHERE uid=?", (kept.get("person"),))), None)
    day = first_day(kept.get("on"))
    if key is None or day is None:
        return Walk(tuple(k for k, _uid in order), 0, day)
    placed = [k for k, _uid in order]
    if key in placed:
        done = placed.index(key) + 1
    else:  # let go on the way: those before stand before
        place = _place(plan, key)
        done = sum(_place(plan, k) < place for k in placed)
    return Walk(tuple(placed), done, day)


def answer_walk(plan: Plan, person: int, answer: str, *, on: date, offer: str = "") -> None:
    """One page of the walk: the person is "nearer", "further", the "same", or is "let_go" to wait outside the plan.

    `offer`: what to offer them, which becomes a next step. One Step.
    """
    contact = store.read(plan.db, r.Contact, [person])[person]
    focal = plan.db.execute(
        "SELECT id FROM focal_relationships WHERE contact=? AND state <> 'closed' ORDER BY id LIMIT 1", (person,)
    ).fetchone()
    with plan.step(Edit.WALK, contact.name) as step:
        tier = next_tier(contact.tier, answer)
        if tier != contact.tier:
            values = {"tier": tier, "position": None, "tier_history": moved(contact, tier, on)}
            store.update(step.db, r.Contact, person, values)
        if offer.strip():
            writer = store.Writer(step.db)
            writer.add(
                r.NextStep(
                    0, new_uid(), "prepare", int(focal[0]) if focal else None, None,
                    offer.strip(), (), None, "open", None, "", contact=None if focal else person,
                )
            )  # fmt: skip
            writer.flush()
        put_words(step.db, _info(plan), _WALK, _AT, {"person": contact.uid, "on": on.isoformat()})


def begin_walk(plan: Plan, *, on: date) -> None:
    """Begin again with the first person."""
    with plan.step(Edit.WALK) as step:
        put_words(step.db, _info(plan), _WALK, _AT, {"person": None, "on": on.isoformat()})


def _info(plan: Plan) -> r.PlanInfo:
    return store.read(plan.db, r.PlanInfo)[1]


def _place(plan: Plan, person: int) -> tuple[bool, int, int]:
    ((order,),) = plan.db.execute('SELECT "order" FROM contacts WHERE id=?', (person,))
    return order is None, int(order or 0), person
