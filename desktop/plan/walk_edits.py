"""The walk through the whole list (P12), where somebody stands on a topic (P14), and words of the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain import records as r
from desktop.domain.dates import first_day, months_after
from desktop.domain.tiers import TIERS
from desktop.plan import store
from desktop.plan.edits import moved, new_uid
from desktop.plan.file import Plan
from desktop.plan.read_reviews import walk_order
from desktop.plan.sql import Connection
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
        _put(step.db, _info(plan), _WALK, _AT, {"person": contact.uid, "on": on.isoformat()})


def begin_walk(plan: Plan, *, on: date) -> None:
    """Begin again with the first person."""
    with plan.step(Edit.WALK) as step:
        _put(step.db, _info(plan), _WALK, _AT, {"person": None, "on": on.isoformat()})


def set_words(plan: Plan, section: str, item: str, field: str, value: str | None) -> None:
    """Change a word of the catalogue in this plan; None goes back to the words that ship."""
    with plan.step(Edit.CHANGE_PLAN) as step:
        _put(step.db, _info(plan), section, item, {field: value})


def set_stance(plan: Plan, person: int, topic: int | str, value: str, reason: str = "", *, on: date) -> None:
    """P14: where somebody stands on a topic and why, dated in the history; a text makes a new topic.

    A second answer on the same day replaces the first.
    """
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
        change = r.StanceChange(topic, value, on.isoformat(), reason.strip() or None)
        history = tuple(h for h in contact.stance_history if (h.topic, h.date) != (topic, change.date))
        values = {"stance": {**contact.stance, topic: value}, "stance_history": (*history, change)}
        store.update(step.db, r.Contact, person, values)


def next_tier(tier: str | None, answer: str) -> str | None:
    """The tier of a person in `tier` after an answer of the walk; None waits."""
    if answer == "let_go":
        return None
    if tier not in TIERS:
        return tier
    by = {"nearer": -1, "further": 1}.get(answer, 0)
    return TIERS[min(max(TIERS.index(tier) + by, 0), len(TIERS) - 1)]


def _info(plan: Plan) -> r.PlanInfo:
    return store.read(plan.db, r.PlanInfo)[1]


def _place(plan: Plan, person: int) -> tuple[bool, int, int]:
    ((order,),) = plan.db.execute('SELECT "order" FROM contacts WHERE id=?', (person,))
    return order is None, int(order or 0), person


def _put(db: Connection, info: r.PlanInfo, section: str, item: str, values: Mapping[str, str | None]) -> None:
    gone = {(section, item, field) for field in values}
    kept = [edit for edit in info.catalogue if (edit.section, edit.item, edit.field) not in gone]
    kept += [r.CatalogueEdit(section, item, field, value) for field, value in values.items() if value]
    store.update(db, r.PlanInfo, 1, {"catalogue": tuple(kept)})
