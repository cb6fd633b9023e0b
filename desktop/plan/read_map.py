"""What people on the map are picked out by and coloured by: whole columns, quick enough for tens of thousands."""

import json
from datetime import date

from desktop.domain import records as r
from desktop.domain.answers import AnswerState, answers, before_contact
from desktop.domain.clock import talked
from desktop.plan import read, store
from desktop.plan.file import Plan


def organisations(plan: Plan) -> dict[int, str]:
    """The organisations of people on the map, by name."""
    sql = """SELECT o.id, o.label FROM organisations o
             WHERE EXISTS (SELECT 1 FROM contacts c WHERE c.organisation = o.id AND c.tier IS NOT NULL)
             ORDER BY o.label COLLATE NOCASE, o.id"""
    return {int(key): str(label) for key, label in plan.db.execute(sql)}


def of_organisation(plan: Plan, organisation: int) -> set[int]:
    """Who belongs to an organisation."""
    return {int(key) for (key,) in plan.db.execute("SELECT id FROM contacts WHERE organisation = ?", (organisation,))}


def tagged(plan: Plan) -> dict[str, set[int]]:
    """The tags of people on the map, in order, and who has each."""
    found: dict[str, set[int]] = {}
    for key, said in plan.db.execute("SELECT id, tags FROM contacts WHERE tier IS NOT NULL AND tags <> '[]'"):
        for tag in json.loads(said):
            found.setdefault(str(tag), set()).add(int(key))
    return {tag: found[tag] for tag in sorted(found, key=str.casefold)}


def stances(plan: Plan, topic: int) -> dict[int, str]:
    """Where people stand on a topic, as far as it is said."""
    return {int(key): str(value) for key, value in plan.db.execute(
        "SELECT parent, value FROM contacts_stance WHERE key = ? ORDER BY id", (topic,)
    )}  # fmt: skip


def support(plan: Plan) -> dict[int, tuple[int | None, int | None]]:
    """Their support to me and mine to them, 0 to 3; people about whom neither is said are left out."""
    sql = """SELECT id, support_to_me, support_to_them FROM contacts
             WHERE tier IS NOT NULL AND (support_to_me IS NOT NULL OR support_to_them IS NOT NULL)"""
    return {int(key): (me, them) for key, me, them in plan.db.execute(sql)}


def answers_known(plan: Plan, on: date) -> dict[int, int]:
    """How many of the five questions are well answered about each key relationship."""
    focals = [f for f in store.read(plan.db, r.FocalRelationship).values() if f.state != "closed"]
    people = store.read(plan.db, r.Contact, [focal.contact for focal in focals]) if focals else {}
    found: dict[int, int] = {}
    for focal in focals:
        latest = talked(read.conversations_of(plan, focal.contact), on).get(focal.contact)
        early = before_contact(focal, people[focal.contact], latest, on)
        said = answers(read.insights_of(plan, focal.contact), early, on)
        found[focal.contact] = sum(answer.state is AnswerState.OK for answer in said)
    return found
