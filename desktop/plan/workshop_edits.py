"""What a facilitator does to a workshop: each function is one Step. The state follows from what was done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from desktop.domain import records as r
from desktop.domain.asking_again import may_be_quoted
from desktop.domain.dates import first_day
from desktop.domain.workshop import HOST, is_host, latest
from desktop.domain.workshop_dates import moved_workshop, state_of, step_key, timeline
from desktop.plan import document, store
from desktop.plan.edits import new_uid
from desktop.plan.file import Plan
from desktop.plan.sql import Connection
from desktop.plan.step import Edit

Change = Callable[[r.Workshop], Mapping[str, Any]]
"""From the workshop as it is to the fields that get another value."""

OfAlliance = Callable[[r.Alliance], Mapping[str, Any]]
"""The same of the relationship between the two organisations."""


def start(plan: Plan, label: str, organisations: Sequence[str], facilitator: str, purpose: str = "") -> None:
    """Write the first records of a facilitator's file: whose it is, the two organisations, the day they are to have."""
    document.start(plan, "workshop", facilitator)
    with plan.step(Edit.SET_UP) as step:
        writer = store.Writer(step.db)
        names = [name for each in organisations if (name := each.strip())]
        keys = tuple(writer.add(r.Organisation(0, new_uid(), name)) for name in names)
        writer.flush()
        alliance = writer.add(r.Alliance(0, new_uid(), " – ".join(names), keys, None, purpose, {}, (), None, None, ()))
        writer.flush()
        writer.add(_new(alliance, label, document.owner_id(plan)))
        writer.flush()


def revise(plan: Plan, edit: Edit, change: Change, subject: str = "") -> None:
    """Set fields of the workshop, from how it is now; a file without one gets one."""
    with plan.step(edit, subject) as step:
        write(step.db, the_workshop(step.db), change)


def set_day(plan: Plan, day: date | None) -> None:
    """Set or move the day, and with it all that is to come (one Step)."""
    revise(plan, Edit.MOVE_DAY, lambda workshop: moved_workshop(workshop, day))


def write(db: Connection, workshop: r.Workshop, change: Change) -> r.Workshop:
    """Inside a Step: set fields of the workshop, and what follows: its state, and which quotes may still be told."""
    values = dict(change(workshop))
    after = replace(workshop, **values)
    # Words that may no longer be quoted, or are no longer what was said, leave the page with the results, too.
    withdrawn = set(may_be_quoted(workshop)) - set(may_be_quoted(after))
    if after.results is not None and withdrawn & set(after.results.quotes):
        told = tuple(each for each in after.results.quotes if each not in withdrawn)
        values["results"] = replace(after.results, quotes=told)
        after = replace(after, results=values["results"])
    values["state"] = state_of(after)
    store.update(db, r.Workshop, workshop.id, values)
    return replace(after, state=values["state"])


def the_workshop(db: Connection) -> r.Workshop:
    """Inside a Step: the workshop that the file is about, made now if there is none."""
    found = latest(store.read(db, r.Workshop).values())
    if found is not None:
        return found
    writer = store.Writer(db)
    alliance = next(iter(store.read(db, r.Alliance)), None)
    ((owner,),) = db.execute("SELECT owner FROM plan WHERE id=1")
    key = writer.add(_new(alliance, "", int(owner)))
    writer.flush()
    return store.read(db, r.Workshop, [key])[key]


def _new(alliance: int | None, label: str, facilitator: int) -> r.Workshop:
    return r.Workshop(
        0, new_uid(), alliance, label, None, "08:45", "16:30", "", state="idea", facilitator=facilitator
    )  # fmt: skip


def change_alliance(plan: Plan, change: OfAlliance) -> None:
    """Set fields of the relationship between the two organisations, from how it is now."""
    with plan.step(Edit.CHANGE_ALLIANCE) as step:
        alliance = _the_alliance(step.db)
        store.update(step.db, r.Alliance, alliance.id, change(alliance))


def _the_alliance(db: Connection) -> r.Alliance:
    workshop = the_workshop(db)
    key = workshop.alliance
    if key is None:
        writer = store.Writer(db)
        key = writer.add(r.Alliance(0, new_uid(), "", (), None, "", {}, (), None, None, ()))
        writer.flush()
        store.update(db, r.Workshop, workshop.id, {"alliance": key})
    return store.read(db, r.Alliance, [key])[key]


# --- who takes part ---


def add_participant(plan: Plan, name: str, organisation: int | None) -> int:
    """Put somebody on the list of those to be won: a person of that name who is in the file already, or a new one."""
    with plan.step(Edit.ADD_PARTICIPANT, name) as step:
        workshop = the_workshop(step.db)
        listed = {each.person for each in workshop.participants}
        known = [key for (key,) in step.db.execute("SELECT id FROM contacts WHERE name=? ORDER BY id", (name,))]
        person = next((int(key) for key in known if key not in listed), None)
        if person is None:
            writer = store.Writer(step.db)
            person = writer.add(r.Contact(0, new_uid(), name, organisation=organisation))
            writer.flush()
        joins = r.Participant(organisation, None, "leader", person)
        write(step.db, workshop, lambda it: {"participants": (*it.participants, joins)})
    return person


def change_participant(plan: Plan, person: int, subject: str = "", **values: Any) -> None:
    """Set fields of how somebody takes part; the organisation is the person's own, too."""
    with plan.step(Edit.CHANGE_PARTICIPANT, subject) as step:
        _change_participant(step.db, person, values)
        if "organisation" in values:
            store.update(step.db, r.Contact, person, {"organisation": values["organisation"]})


def _change_participant(db: Connection, person: int, values: Mapping[str, Any]) -> None:
    write(
        db,
        the_workshop(db),
        lambda it: {"participants": tuple(replace(p, **values) if p.person == person else p for p in it.participants)},
    )


def set_host(plan: Plan, person: int, host: bool, subject: str = "") -> None:
    """Say whether somebody hosts the day for their organisation; the alliance knows its hosts."""
    with plan.step(Edit.CHANGE_PARTICIPANT, subject) as step:
        _change_participant(step.db, person, {"role": f"leader, co-{HOST}" if host else "leader"})
        workshop = the_workshop(step.db)
        if workshop.alliance is not None:
            hosts = tuple(each.person for each in workshop.participants if is_host(each))
            store.update(step.db, r.Alliance, workshop.alliance, {"sponsors": hosts})


def set_convenor(plan: Plan, person: int | None) -> None:
    """Say who brings both together."""
    with plan.step(Edit.CHANGE_WORKSHOP) as step:
        workshop = write(step.db, the_workshop(step.db), lambda _it: {"convenor": person})
        if workshop.alliance is not None:
            store.update(step.db, r.Alliance, workshop.alliance, {"convenor": person})


def set_order(plan: Plan, people: Sequence[int]) -> None:
    """Ask people in this order."""
    turns = {person: n for n, person in enumerate(people, 1)}
    revise(
        plan,
        Edit.CHANGE_PARTICIPANT,
        lambda it: {"participants": tuple(replace(p, turn=turns.get(p.person, p.turn)) for p in it.participants)},
    )


def remove_participant(plan: Plan, person: int, subject: str = "") -> None:
    """Take somebody off the list. The person stays in the file with what they answered."""
    revise(
        plan,
        Edit.REMOVE_PARTICIPANT,
        lambda it: {
            "participants": tuple(
                replace(p, heeds=None if p.heeds == person else p.heeds) for p in it.participants if p.person != person
            ),
            "pairs": tuple(pair for pair in it.pairs if person not in pair.people),
        },
        subject,
    )


def note_asking(plan: Plan, person: int, on: date, answer: str, note: str, subject: str = "") -> None:
    """Note what somebody said who was asked to come, and what would change it."""
    entry = r.ConvenorEntry(person, on.isoformat(), answer, note)
    revise(plan, Edit.NOTE_ASKING, lambda it: {"convenor_log": (*it.convenor_log, entry)}, subject)


def drop_asking(plan: Plan, entry: r.ConvenorEntry, subject: str = "") -> None:
    """Take a line of the log back."""
    revise(
        plan, Edit.NOTE_ASKING, lambda it: {"convenor_log": tuple(e for e in it.convenor_log if e != entry)}, subject
    )


def rename_organisation(plan: Plan, at: int, name: str) -> None:
    """Name one of the two organisations, the first or the second; it is made if it is not there yet."""
    with plan.step(Edit.CHANGE_ALLIANCE) as step:
        alliance = _the_alliance(step.db)
        if at < len(alliance.organisations):
            store.update(step.db, r.Organisation, alliance.organisations[at], {"label": name})
        else:
            writer = store.Writer(step.db)
            made = writer.add(r.Organisation(0, new_uid(), name))
            writer.flush()
            store.update(step.db, r.Alliance, alliance.id, {"organisations": (*alliance.organisations, made)})


# --- the timeline ---


def tick(plan: Plan, at: int, done: bool) -> None:
    """Say that a step of the timeline is done, or is not."""
    revise_step(plan, at, done=done)


def revise_step(plan: Plan, at: int, **values: Any) -> None:
    """Set fields of the step `at` that place of the timeline; its day for one."""
    revise(
        plan,
        Edit.TICK_TIMELINE,
        lambda it: {"timeline": tuple(replace(s, **values) if n == at else s for n, s in enumerate(it.timeline))},
    )


def confirm(plan: Plan) -> None:
    """All said yes, both sides have a host, the day is fixed: the step of the timeline is done (one Step).

    Whether it may be is for the caller to ask: `domain.workshop.may_be_confirmed`.
    """

    def confirmed(it: r.Workshop) -> Mapping[str, Any]:
        day = first_day(it.date)
        steps = it.timeline or (timeline(day) if day else ())
        past = ("persuade", "confirmed")
        return {"timeline": tuple(replace(s, done=s.done or step_key(s.step) in past) for s in steps)}

    revise(plan, Edit.TICK_TIMELINE, confirmed)


# --- calls before the day, and what is made of them ---


def call(plan: Plan, person: int, subject: str = "", **values: Any) -> None:
    """Set fields of the call with somebody before the day; `answers` are added to those that are there."""

    def changed(it: r.Workshop) -> Mapping[str, Any]:
        found = next((each for each in it.interviews if each.person == person), None)
        before = found or r.Interview(person, (), None, None, {}, {})
        said = dict(values)
        if "answers" in said:
            kept = {**before.answers, **said["answers"]}
            said["answers"] = {q: a for q, a in kept.items() if a.text.strip() or a.share != "none"}
        if "before" in said:
            said["before"] = {q: n for q, n in {**before.before, **said["before"]}.items() if n is not None}
        after = replace(before, **said)
        rest = tuple(after if each.person == person else each for each in it.interviews)
        return {"interviews": rest if found else (*rest, after)}

    revise(plan, Edit.CALL, changed, subject)


def change_themes(plan: Plan, change: Callable[[r.Themes], r.Themes]) -> None:
    """Set the themes from how they are now."""
    revise(plan, Edit.THEMES, lambda it: {"themes": change(it.themes or r.Themes((), ()))})
