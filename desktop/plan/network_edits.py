"""Who knows whom, who is missing and what is decided about it, introductions: each function is one Step."""

from collections.abc import Sequence
from datetime import date

from desktop.domain import records as r
from desktop.domain.gaps import DECISIONS, Missing, decided
from desktop.domain.introductions import next_states, resting, with_state
from desktop.domain.tiers import EGO_TIERS, rank
from desktop.plan import store
from desktop.plan.document import owner_id
from desktop.plan.edits import moved, new_uid, write_contacts, write_key_relationship
from desktop.plan.errors import GapReasonWanted, NotBothAsked, PairRests
from desktop.plan.file import Plan
from desktop.plan.sql import Connection
from desktop.plan.step import Edit


def note_tie(plan: Plan, a: int, b: int, strength: int = 1, basis: str = "seen", subject: str = "") -> int:
    """Note that two people know each other; returns the tie's row key. Where that is noted already, this is how.

    `strength`: 1 know each other, 2 work together, 3 close. `basis`: "seen", or "told". ValueError for one person
    twice, or the owner: how close people are to the owner is their tier.
    """
    if a == b or owner_id(plan) in (a, b):
        raise ValueError("a tie is between two others")
    sql = "SELECT id FROM ties WHERE (a=?1 AND b=?2) OR (a=?2 AND b=?1) ORDER BY id LIMIT 1"
    known = plan.db.execute(sql, (a, b)).fetchone()
    with plan.step(Edit.CHANGE_TIE if known else Edit.ADD_TIE, subject) as step:
        if known:
            key = int(known[0])
            before = store.read(step.db, r.Tie, [key])[key]
            label = before.label if before.strength == strength else ""
            store.update(step.db, r.Tie, key, {"strength": strength, "basis": basis, "label": label})
        else:
            writer = store.Writer(step.db)
            key = writer.add(r.Tie(0, a, b, strength, basis))
            writer.flush()
    return key


def add_role(plan: Plan, role: str, group: int | None, tier: str, reason: str = "") -> int:
    """Somebody is missing who has a role before they have a name. Returns the gap's row key."""
    with plan.step(Edit.ADD_GAP, role) as step:
        writer = store.Writer(step.db)
        key = writer.add(r.Gap(0, new_uid(), group, tier, _best(step.db, group), reason, (), "", role))
        writer.flush()
    return key


def decide_gap(
    plan: Plan,
    gap: int | None,
    decision: str,
    why: str = "",
    *,
    group: int | None = None,
    candidates: Sequence[int] | None = None,
    subject: str = "",
) -> int:
    """Say what is to be done about a gap: "create", "strengthen" or "leave"; "" takes the decision back.

    `gap`: its record, None for the gap of a key `group` that has none yet. `why` is needed for leaving it, or
    GapReasonWanted is raised. `candidates`: whom it is about; None leaves them. Returns the record's row key.
    """
    if decision not in (*DECISIONS, ""):
        raise ValueError(decision)
    why = " ".join(why.split())
    if decision == "leave" and not why:
        raise GapReasonWanted(plan.path)
    values: dict[str, object] = {"decision": f"{decision}: {why}" if why else decision}
    if candidates is not None:
        values["candidates"] = tuple(candidates)
    with plan.step(Edit.DECIDE_GAP, subject) as step:
        key = gap if gap is not None else _gap_of(step.db, group)
        store.update(step.db, r.Gap, key, values)
    return key


def fill_gap(plan: Plan, missing: Missing, who: str | int, *, on: date, tier: str = "unconnected") -> int:
    """Somebody missing becomes a person and a key relationship in one go; returns the person's row key.

    `who`: a new name, or the row key of somebody in the plan or waiting. Who is new or was waiting comes into `tier`;
    others stay where they are. They are in the group from now on, and heading to the tier that is wanted there. The
    gap keeps them as candidate and is decided: who has a name is not left. A role that was looked for is theirs, and
    what its record said goes to the one of its group, where there is one.
    """
    before = None if isinstance(who, str) else store.read(plan.db, r.Contact, [who])[who]
    name = before.name if before else str(who).strip()
    with plan.step(Edit.FILL_GAP, name) as step:
        db = step.db
        if before is None:
            (person,) = write_contacts(db, [name], on=on, tier=tier, role=missing.role, group=missing.group)
        else:
            person = before.id
        now = before.tier if before and before.tier else tier
        if before:
            groups = before.groups
            if missing.group is not None and missing.group not in groups:
                groups = (*groups, missing.group)
            values: dict[str, object] = {"groups": groups, "role": before.role or missing.role}
            if before.tier is None:
                values |= {"tier": tier, "tier_history": moved(before, tier, on)}
            store.update(db, r.Contact, person, values)
        key = missing.gap if missing.gap is not None else _gap_of(db, missing.group, missing.tier)
        gap = store.read(db, r.Gap, [key])[key]
        kind = "strengthen" if now in EGO_TIERS else "create"
        own = _known_gap(db, missing.group) if gap.role and missing.group is not None else None
        if own is None:
            store.update(db, r.Gap, key, {**_with_candidates(gap, (person,), kind), "role": None})
        else:
            of_group = store.read(db, r.Gap, [own])[own]
            merged = _with_candidates(of_group, (*gap.candidates, person), kind)
            reasons = [each for each in (of_group.reason, gap.reason) if each]
            store.update(db, r.Gap, own, {**merged, "reason": "; ".join(dict.fromkeys(reasons))})
            store.delete(db, r.Gap, [key])
        _make_key(db, person, kind, missing.tier, gap.reason, on)
    return person


def _with_candidates(gap: r.Gap, people: Sequence[int], kind: str) -> dict[str, object]:
    """A gap about some more people; to leave it, or nothing, was decided until now."""
    decision = kind if decided(gap) == "leave" or not gap.decision else gap.decision
    return {"candidates": tuple(dict.fromkeys((*gap.candidates, *people))), "decision": decision}


def _make_key(db: Connection, person: int, kind: str, tier: str, why: str, on: date) -> None:
    """A key relationship with somebody; one that there is heads at least as near from now on."""
    sql = "SELECT id, target_tier FROM focal_relationships WHERE contact=? AND state <> 'closed' ORDER BY id LIMIT 1"
    known = db.execute(sql, (person,)).fetchone()
    if known is None:
        write_key_relationship(db, person, kind, tier, why, on=on)
    elif known[1] is None or rank(str(known[1])) > rank(tier):
        store.update(db, r.FocalRelationship, int(known[0]), {"target_tier": tier})


def _gap_of(db: Connection, group: int | None, desired: str | None = None) -> int:
    """The record of a group's own gap (not of a role in it), made where there is none."""
    known = _known_gap(db, group)
    if known is not None:
        return known
    if desired is None and group is not None:
        desired = store.read(db, r.Group, [group])[group].desired_tier
    writer = store.Writer(db)
    key = writer.add(r.Gap(0, new_uid(), group, desired or "acquaintance", _best(db, group), "", (), ""))
    writer.flush()
    return key


def _known_gap(db: Connection, group: int | None) -> int | None:
    known = db.execute(
        "SELECT id FROM gaps WHERE \"group\" IS ? AND coalesce(role, '') = '' ORDER BY id LIMIT 1", (group,)
    ).fetchone()
    return None if known is None else int(known[0])


def _best(db: Connection, group: int | None) -> str | None:
    """The nearest tier that somebody of a group is in."""
    rows = db.execute(
        "SELECT DISTINCT c.tier FROM contacts_groups g JOIN contacts c ON c.id = g.parent"
        " WHERE g.value = ? AND c.tier IS NOT NULL",
        (group,),
    )
    return min((str(tier) for (tier,) in rows), key=rank, default=None)


def propose_introduction(
    plan: Plan, people: Sequence[int], *, on: date, reason: str = "", benefit: str = "", subject: str = ""
) -> int:
    """Think of an introduction over one or two go-betweens (`domain.ways.Way.people`: the last is to be met).

    PairRests is raised when one of them said no less than 180 days ago (R13). Returns its row key; it begins as an
    idea, and nothing is sent by the program.
    """
    target = people[-1]
    resting_now = resting(store.read(plan.db, r.Introduction).values(), on)
    if (people[0], target) in resting_now or (people[-2], target) in resting_now:
        raise PairRests(plan.path)
    path = (owner_id(plan), *people)
    with plan.step(Edit.ADD_INTRODUCTION, subject) as step:
        writer = store.Writer(step.db)
        key = writer.add(
            r.Introduction(0, new_uid(), target, people[0], path, reason, benefit, "idea", None, None, None)
        )
        writer.flush()
    return key


def set_introduction(plan: Plan, key: int, state: str, *, on: date, subject: str = "") -> None:
    """Bring an introduction one state further (`domain.introductions.next_states`), consents with their day.

    NotBothAsked is raised for "introduced" before both said yes (R13), ValueError for a state that cannot follow.
    """
    introduction = store.read(plan.db, r.Introduction, [key])[key]
    if state == "introduced" and state not in next_states(introduction):
        raise NotBothAsked(plan.path)
    values = with_state(introduction, state, on)
    with plan.step(Edit.CHANGE_INTRODUCTION, subject) as step:
        store.update(step.db, r.Introduction, key, values)
