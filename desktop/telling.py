"""Differences between a plan and a copy of it in words: who, what, and what either side says."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from desktop.domain.by_uid import KINDS, PLAN, Held, Name
from desktop.domain.dates import first_day
from desktop.domain.differences import Difference, Kind
from desktop.domain.parts import Part, is_pair, is_record, parts
from desktop.domain.prints import compared, unsaid
from desktop.report.agreements import step_words
from desktop.report.days import short_day
from desktop.words import (
    _,
    action_words,
    focal_kind_words,
    goal_state_words,
    ngettext,
    one_line,
    question_words,
    tier_words,
)

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

_TITLES: Mapping[str, tuple[str, ...]] = {
    "conversations": ("date", "summary"),
    "engagements": ("label", "purpose"),
    "focal_relationships": ("contact",),
    "gaps": ("role", "group"),
    "goals": ("statement",),
    "insights": ("text",),
    "introductions": ("broker", "target"),
    "next_steps": ("text",),
    "reviews": ("date",),
    "sessions": ("date",),
    "ties": ("a", "b"),
}
"""What a record is called by; the others by their name or label."""


class Telling:
    """Speaks of one comparison; `ours` and `theirs` are both plans in words of uids, to say who is who."""

    def __init__(self, ours: Held, theirs: Held) -> None:
        self._sides = (ours, theirs)
        self._collections = collection_words()
        self._fields = field_words()
        self._codes = _code_words()
        self._tiers, self._questions = tier_words(), question_words()

    def person(self, uid: str) -> str:
        """Somebody's name; without a uid the plan as a whole."""
        return self.name(("contacts", uid)) if uid else _("The plan as a whole")

    def name(self, name: Name) -> str:
        """What a record is called, in one line."""
        held = (side.get(name[0], {}).get(name[1]) for side in self._sides)
        record = next((found for found in held if found is not None), None)
        if record is None:
            return _("(somebody or something that is not in the plan)")
        collection = name[0]
        if collection == PLAN:
            return self._collections[PLAN]
        if collection in _TITLES:
            known = {part.name: part for part in parts(KINDS[collection])}
            said = (self.value(known[each], getattr(record, each)) for each in _TITLES[collection])
            text = (" – " if collection in ("ties", "introductions") else ", ").join(each for each in said if each)
        else:
            text = str(getattr(record, "name", "") or getattr(record, "label", ""))
        return one_line(text, 90) or _("(without a name)")

    def about(self, found: Difference) -> str:
        """Which record of a person, in one line: "Goal: agree the dates"; of the person as such only what it is."""
        word = self._collections[found.collection]
        if found.collection in ("contacts", PLAN):
            return word
        return f"{word}: {self.name(found.name)}"

    def what(self, found: Difference) -> str:
        """What is different: the name of a field, or that a record came or went."""
        if found.field:
            return self._fields.get(found.field, found.field.strip("_").replace("_", " ").capitalize())
        if found.kind is Kind.ADDED:
            return _("new")
        return _("deleted") if found.kind is Kind.DELETED else _("deleted here, changed there")

    def side(self, found: Difference, *, ours: bool) -> str:
        """What one side says, in as many lines as it takes; '' for nothing."""
        record = found.ours if ours else found.theirs
        if record is None:
            return _("not there") if found.kind is Kind.ADDED else _("deleted")
        if found.field:
            known = {part.name: part for part in parts(KINDS[found.collection])}
            return self._said(found.collection, known[found.field], getattr(record, found.field))
        return "\n".join(self._lines(found.collection, record))

    def _lines(self, collection: str, record: Any) -> Iterator[str]:
        for part in compared(collection):
            value = getattr(record, part.name)
            if not unsaid(part, value) and value != part.default:
                said = self._said(collection, part, value)
                yield f"{self._fields.get(part.name, part.key.replace('_', ' '))}: {said}"

    def takes(self, found: Difference) -> str:
        """What goes along with a deletion that the copy did not know, '' for nothing."""
        if not found.takes:
            return ""
        names = [f"{self._collections[name[0]]}: {self.name(name)}" for name in found.takes[:5]]
        more = len(found.takes) - len(names)
        if more:
            names.append(ngettext("{n} more", "{n} more", more).format(n=more))
        return "; ".join(names)

    # --- values ---

    def _said(self, collection: str, part: Part, value: Any) -> str:
        """What a field of a record says, codes in words."""
        codes = self._codes.get((collection, part.name), {})
        return codes.get(value, "") if isinstance(value, str) and value in codes else self.value(part, value)

    def value(self, part: Part, value: Any) -> str:
        """What a field says; '' for nothing."""
        if unsaid(part, value):
            return ""
        if part.kind == "object":
            return self._record(value)
        if part.kind == "map":
            items = (f"{self._key(part, key)}: {self._held(part, held)}" for key, held in value.items())
            return "\n".join(items)
        if part.kind in ("texts", "links", "children"):
            return ("; " if part.kind == "links" else "\n").join(self._held(part, held) for held in value)
        return self._held(part, value)

    def _key(self, part: Part, key: Any) -> str:
        return self.name((part.key_target, key)) if part.key_target else self._questions.get(key, str(key))

    def _held(self, part: Part, held: Any) -> str:
        if is_record(part.type):
            return self._record(held)
        if part.target:
            return self.name((part.target, held))
        if isinstance(held, bool):
            return _("yes") if held else _("no")
        if isinstance(held, str):
            if _DAY.fullmatch(held) and (day := first_day(held)):
                return short_day(day, date.min)
            return self._tiers.get(held, self._questions.get(held, held))
        return str(held)

    def _record(self, record: Any) -> str:
        if is_pair(type(record)):
            return ", ".join(map(str, record))
        said = ((part, getattr(record, part.name)) for part in parts(type(record)))
        return ", ".join(self.value(part, value).replace("\n", "; ") for part, value in said if not unsaid(part, value))


def collection_words() -> dict[str, str]:
    """Collection to what one of its records is called."""
    return {
        PLAN: _("What the plan is for"),
        "organisations": _("Organisation"),
        "groups": _("Group"),
        "topics": _("Topic"),
        "tiers": _("Band"),
        "contacts": _("Person"),
        "ties": _("Who knows whom"),
        "gaps": _("Somebody missing"),
        "focal_relationships": _("Key relationship"),
        "goals": _("Goal"),
        "engagements": _("Plan to meet"),
        "conversations": _("Conversation"),
        "insights": _("What I learned"),
        "reviews": _("Review"),
        "next_steps": _("Next step"),
        "introductions": _("Introduction"),
        "sessions": _("Session"),
        "alliances": _("Two organisations"),
        "workshops": _("Workshop"),
    }


def _code_words() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Of a field that keeps a code, what is said for it."""
    return {
        ("focal_relationships", "kind"): focal_kind_words(),
        ("goals", "status"): goal_state_words(),
        ("next_steps", "kind"): {kind: step_words(kind) for kind in ("investigate", "promise", "introduce", "prepare")},
        ("next_steps", "status"): action_words(),
    }


def field_words() -> dict[str, str]:
    """Field to what it is called; one that is not here goes by its own name."""
    return {
        "a": _("The one side"),
        "actions": _("What was agreed"),
        "agreed": _("Agreed steps"),
        "agreed_in": _("Agreed in"),
        "agreed_support": _("What the sponsor agreed to do"),
        "answers": _("Answers"),
        "asked": _("Asked"),
        "ask_them": _("What they said"),
        "b": _("The other side"),
        "basis": _("How you know"),
        "benefit_target": _("What it gives them"),
        "best": _("Best so far"),
        "broker": _("Who introduces"),
        "broker_consent": _("The one who introduces said yes"),
        "candidates": _("Who it could be"),
        "case": _("For example"),
        "catalogue": _("Own words"),
        "check_in": _("Before the session"),
        "closed": _("Closed"),
        "closed_by": _("Done by"),
        "comment": _("How it went"),
        "confidence": _("How well founded"),
        "contact": _("Person"),
        "contacts": _("People"),
        "created_steps": _("Steps that follow"),
        "date": _("Day"),
        "decision": _("What was decided"),
        "desired": _("Wanted"),
        "desired_tier": _("Wanted"),
        "dir": _("Writing direction"),
        "done": _("Done"),
        "due": _("Until"),
        "email": _("E-mail"),
        "engagement": _("Plan to meet"),
        "evidence_date": _("Day"),
        "extra": _("From the address book"),
        "first_sign": _("First sign that it works"),
        "focal": _("Key relationship"),
        "focals": _("Key relationships"),
        "gas": _("Five possible results"),
        "gas_now": _("Result now"),
        "gave": _("What I gave"),
        "group": _("Group"),
        "groups": _("Groups"),
        "helps_me": _("What it gives me"),
        "helps_them": _("What it gives them"),
        "keep_in_touch": _("Keep in touch"),
        "kind": _("Kind"),
        "known_since": _("Known since"),
        "label": _("Name"),
        "lang": _("Language"),
        "last_two_way": _("Last exchange"),
        "left": _("Has left"),
        "line_manager": _("Line manager"),
        "listening": _("Listening"),
        "measure": _("How we would notice"),
        "minutes": _("Minutes"),
        "moved": _("Times moved"),
        "name": _("Name"),
        "name_latin": _("Name in Latin letters"),
        "needs_refinement": _("Second look"),
        "next_review": _("Next review"),
        "none_so_far": _("None so far"),
        "note": _("Note"),
        "objective": _("What will be different"),
        "opened": _("Since"),
        "order": _("My order"),
        "organisation": _("Organisation"),
        "outcome": _("How it went"),
        "own_question": _("Question for the coach"),
        "path": _("Way"),
        "paused_until": _("Not before"),
        "phone": _("Telephone"),
        "position": _("Place on the map"),
        "preferred_channel": _("How to reach them"),
        "promises": _("Promises"),
        "purpose": _("What for"),
        "question": _("Question"),
        "reason": _("Reason"),
        "received": _("What I received"),
        "recurring": _("Again and again"),
        "retention_until": _("Kept until"),
        "review_interval_days": _("Days between reviews"),
        "role": _("Role"),
        "shared_notes": _("Notes"),
        "snapshot": _("How the plan stood"),
        "snoozed_until": _("Put off until"),
        "stance": _("Stance"),
        "stance_history": _("Stance, since when"),
        "state": _("How it stands"),
        "statement": _("What will be different"),
        "status": _("How it stands"),
        "strength": _("How well"),
        "suggest": _("Suggestions"),
        "summary": _("What was said"),
        "superseded_by": _("Replaced by"),
        "support_note": _("Who helps whom"),
        "support_to_me": _("Help for me"),
        "support_to_them": _("Help for them"),
        "tags": _("Tags"),
        "target": _("Who is to be met"),
        "target_consent": _("The one to be met said yes"),
        "target_tier": _("Heading to"),
        "text": _("Words"),
        "their_chair": _("From their chair"),
        "tier": _("How near"),
        "tier_evidence": _("What shows it"),
        "tier_history": _("How near, since when"),
        "topic": _("Topic"),
        "two_way": _("Both spoke"),
        "type": _("Kind"),
        "urls": _("Web addresses"),
        "version": _("Version"),
        "weight": _("Weight"),
        "why_now": _("Why now"),
        "with_": _("With"),
    }
