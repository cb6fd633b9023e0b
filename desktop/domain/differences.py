"""What a plan can take back from a copy of it: person by person, field by field, from values alone.

Three states are compared: the plan, the copy as it is now, and the copy as it was given (its prints). Only what was
done to the copy is a difference: what it was not given, and what the plan itself changed since, is none. Where the two
come from one plan and nobody knows how it stood when they parted, whatever differs may have been changed on either
side, and what only the plan has is left alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any
from urllib.parse import quote

from desktop.domain.by_uid import KINDS, Held, Name, references, referring, required, translated_value
from desktop.domain.job import Job
from desktop.domain.parts import Part, parts
from desktop.domain.prints import Fingers, Prints, RecordPrint, compared
from desktop.domain.weighing import UNKNOWN, Taken, alike, weigh

_AT_A_TIME = 200

_TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "contacts": (("tier", "tier_history", "tier_evidence"), ("stance", "stance_history"), ("position", "groups")),
    "focal_relationships": (("state", "opened"), ("next_review", "review_interval_days")),
    "goals": (
        ("statement", "type", "helps_me", "helps_them", "version"),
        ("status", "superseded_by", "closed", "reason"),
        ("gas", "gas_now"),
    ),
    "engagements": (("status", "outcome"), ("date", "moved")),
    "next_steps": (("status", "done", "closed_by"),),
    "introductions": (("state", "asked", "broker_consent", "target_consent"),),
    "sessions": (("closed", "snapshot"),),
}
"""Fields that make sense only together are one difference, named by the first."""

_LATER = frozenset((("contacts", "last_two_way"),))
"""When both sides moved it on, the later day is right: one log goes into the other."""


class Kind(Enum):
    """What was done to the copy. CHANGED without a field: what the plan has deleted meanwhile was changed there."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(slots=True)
class Difference:
    """One thing to accept or to refuse.

    `field`: '' for a whole record. `ours`, `theirs`: the record on either side, None where there is none. `conflict`:
    the plan says something else than the copy knew. `values`: what accepting writes, field by field. `person`: the uid
    of whom it concerns, '' for the plan as a whole. `needs`: what is accepted along with it. `takes`: what else of the
    plan goes with it, that the copy did not know.
    """

    id: str
    kind: Kind
    collection: str
    uid: str
    field: str
    ours: Any
    theirs: Any
    conflict: bool
    values: Mapping[str, Any]
    person: str = ""
    needs: tuple[str, ...] = ()
    takes: tuple[Name, ...] = ()

    @property
    def name(self) -> Name:
        """Which record."""
        return self.collection, self.uid


Differences = dict[str, Difference]
"""By id, in the order of the plan's collections."""


def find(fingers: Fingers, base: Prints | None, ours: Held, theirs: Held) -> Job[Differences]:
    """Everything there is to take from `theirs`. `base`: its prints when it was given, None when nobody knows."""
    search = _Search(fingers, base, ours, theirs)
    yield from search.look()
    yield from search.tie_together()
    return search.found


def person_of(held: Held, name: Name) -> str:
    """The uid of whom a record concerns, '' for the plan as a whole."""
    seen: set[Name] = set()
    while name not in seen:
        seen.add(name)
        collection, uid = name
        if collection == "contacts":
            return uid
        record = held.get(collection, {}).get(uid)
        following = next(_leads(collection, record), None) if record is not None else None
        if following is None:
            return ""
        name = following
    return ""


def _leads(collection: str, record: Any) -> Iterator[Name]:
    """Who or what a record is about, the nearest first."""
    known = {part.name: part for part in referring(KINDS[collection])}
    for name in _ABOUT.get(collection, ()):
        yield from references(known[name], getattr(record, name))


_ABOUT: Mapping[str, tuple[str, ...]] = {
    "ties": ("a",),
    "focal_relationships": ("contact",),
    "goals": ("focal",),
    "engagements": ("contacts", "focals"),
    "conversations": ("contacts",),
    "insights": ("focal",),
    "reviews": ("focal",),
    "next_steps": ("contact", "focal", "conversation", "engagement"),
    "introductions": ("target",),
}


class _Search:
    def __init__(self, fingers: Fingers, base: Prints | None, ours: Held, theirs: Held) -> None:
        self._fingers, self._base, self._ours, self._theirs = fingers, base, ours, theirs
        self.found: Differences = {}
        self._of: dict[Name, list[Difference]] = {}

    def look(self) -> Job[None]:
        """Compare record by record. Yields (done, total)."""
        total, done = sum(map(len, (*self._theirs.values(), *self._ours.values()))), 0
        for collection in KINDS:
            ours, theirs = self._ours.get(collection, {}), self._theirs.get(collection, {})
            for uid, record in (*theirs.items(), *((uid, None) for uid in ours)):
                if record is not None:
                    self._compare(collection, uid, ours.get(uid), record)
                elif uid not in theirs and (given := self._given(collection, uid)) is not None:
                    changed = given != self._fingers.record(collection, ours[uid])
                    self._whole(Kind.DELETED, (collection, uid), ours[uid], None, changed)
                done += 1
                if done % _AT_A_TIME == 0:
                    yield done, total

    def _given(self, collection: str, uid: str) -> RecordPrint | None:
        """The print of a record when the copy was given; None when it was not in it, or nobody knows."""
        if self._base is None:
            return None
        return self._base.get(collection, {}).get(self._fingers.uid(collection, uid))

    def _compare(self, collection: str, uid: str, ours: Any, theirs: Any) -> None:
        if ours is theirs:
            return
        if ours is not None and ours == theirs:
            return
        given = self._given(collection, uid)
        if ours is not None:
            self._fields(collection, uid, ours, theirs, given)
        elif given is None:
            self._whole(Kind.ADDED, (collection, uid), None, theirs, conflict=False)
        elif given != self._fingers.record(collection, theirs):
            self._whole(Kind.CHANGED, (collection, uid), None, theirs, conflict=True)

    def _fields(self, collection: str, uid: str, ours: Any, theirs: Any, given: RecordPrint | None) -> None:
        units = _units(collection)
        for unit in units:
            taken: dict[str, Taken] = {}
            for part in unit:
                one, other = getattr(ours, part.name), getattr(theirs, part.name)
                if one == other:
                    continue
                was: Any = UNKNOWN if given is None else given.get(part.name)
                if (found := self._weigh(collection, part, was, one, other)) is not None:
                    taken[part.name] = found
            if taken:
                values = {name: each.value for name, each in taken.items()}
                conflict = any(each.conflict for each in taken.values())
                found = Difference("", Kind.CHANGED, collection, uid, next(iter(taken)), ours, theirs, conflict, values)
                self._note(found)

    def _weigh(self, collection: str, part: Part, was: Any, ours: Any, theirs: Any) -> Taken | None:
        found = weigh(self._fingers, part, was, ours, theirs)
        if found is not None and (kept := translated_value(part, found.value, self._kept)) != found.value:
            # It names somebody or something that the plan has deleted meanwhile.
            found = None if alike(part, kept, ours) else replace(found, value=kept)
        if found is None or not found.conflict or (collection, part.name) not in _LATER:
            return found
        later = max(ours or "", theirs or "") or None
        return None if alike(part, later, ours) else Taken(later, conflict=False)

    def _kept(self, collection: str, uid: str) -> str | None:
        """The uid of a record that the plan has or may get; None of one that it has deleted meanwhile."""
        there = uid in self._ours.get(collection, {}) or self._given(collection, uid) is None
        return uid if there else None

    def _whole(self, kind: Kind, name: Name, ours: Any, theirs: Any, conflict: bool) -> Difference:
        """Note a record that only one side has."""
        fields = () if theirs is None else parts(KINDS[name[0]])
        values = {part.name: getattr(theirs, part.name) for part in fields}
        return self._note(Difference("", kind, *name, "", ours, theirs, conflict, values))

    def _note(self, found: Difference) -> Difference:
        """Keep a difference under its id, which says what it is about and, in short, what either side says."""
        sides = (found.ours, found.theirs)
        said = [each and self._fingers.of(self._fingers.record(found.collection, each)) for each in sides]
        way = "/".join(part for part in (found.collection, quote(found.uid, safe=""), found.field) if part)
        found.id = f"{way}@{self._fingers.of([found.kind.value, *said])[:8]}"
        found.person = person_of(self._ours if found.theirs is None else self._theirs, found.name)
        self.found[found.id] = found
        self._of.setdefault(found.name, []).append(found)
        return found

    # --- what goes with what ---

    def tie_together(self) -> Job[None]:
        """Find what each difference cannot be without. Yields (done, total)."""
        yield from self._hang_on_deletions()
        waiting = list(self.found.values())
        while waiting:
            if len(waiting) % _AT_A_TIME == 0:
                yield len(self.found) - len(waiting), len(self.found)
            found = waiting.pop()
            needs = [*found.needs, *self._along(found)]
            for name, must in _named_by(found):
                if name[1] in self._ours.get(name[0], {}):
                    continue
                there = self._of.get(name)
                if not there and must and name[1] in self._theirs.get(name[0], {}):
                    # The plan has deleted what this hangs on: that would come back.
                    back = self._whole(Kind.CHANGED, name, None, self._theirs[name[0]][name[1]], conflict=True)
                    there = [back]
                    waiting.append(back)
                needs += [
                    other.id for other in there or () if other.kind is Kind.ADDED or (must and other.ours is None)
                ]
            found.needs = tuple(dict.fromkeys(need for need in needs if need != found.id))

    def _along(self, each: Difference) -> Iterator[str]:
        """What the rules of a plan let follow: a conversation moves the clock (R15), a goal's version replaces (R9)."""
        if each.collection == "conversations":
            people = {uid for record in (each.ours, each.theirs) if record is not None for uid in record.contacts}
            for uid in sorted(people):
                for other in self._of.get(("contacts", uid), ()):
                    if "last_two_way" in other.values and other.ours is not None:
                        yield other.id
        if each.collection == "goals" and each.kind is Kind.ADDED and each.theirs.superseded_by is not None:
            for other in self._of.get(("goals", each.theirs.superseded_by), ()):
                if "version" in other.values and other.ours is not None:
                    yield other.id
                    other.needs = (*other.needs, each.id)

    def _hang_on_deletions(self) -> Job[None]:
        """What names a record that is deleted there: it is deleted there, too, or names it no more, or is said."""
        going = [name for name, found in self._of.items() if found[0].kind is Kind.DELETED]
        if not going:
            return
        hanging: dict[Name, list[tuple[Name, Part]]] = {name: [] for name in going}
        for collection, kind in KINDS.items():
            ways = referring(kind)
            records = self._ours.get(collection, {})
            for done, (uid, record) in enumerate(records.items() if ways else ()):
                if done % _AT_A_TIME == 0:
                    yield done, len(records)
                for part in ways:
                    for target in references(part, getattr(record, part.name)):
                        if required(part) or target in hanging:
                            hanging.setdefault(target, []).append(((collection, uid), part))
        for name in going:
            self._hang(self._of[name][0], name, hanging)

    def _hang(self, deletion: Difference, on: Name, hanging: Mapping[Name, list[tuple[Name, Part]]]) -> None:
        for name, part in hanging.get(on, ()):
            here = self._of.get(name, [])
            leaving = [each.id for each in here if each.kind is Kind.DELETED or part.name in each.values]
            if leaving:
                deletion.needs = tuple(dict.fromkeys((*deletion.needs, *leaving)))
                continue
            deletion.conflict = True
            if required(part) and name not in deletion.takes:
                deletion.takes = (*deletion.takes, name)
                self._hang(deletion, name, hanging)


def _units(collection: str) -> list[list[Part]]:
    """The fields of a collection, those together that make sense only so."""
    known = {part.name: part for part in compared(collection)}
    units: list[list[Part]] = []
    while known:
        first = next(iter(known))
        unit = next((names for names in _TOGETHER.get(collection, ()) if first in names), (first,))
        units.append([known.pop(name) for name in unit if name in known])
    return units


def _named_by(each: Difference) -> Iterator[tuple[Name, bool]]:
    """What the values of a difference refer to, and whether it cannot be without."""
    for part in referring(KINDS[each.collection]):
        if part.name in each.values:
            must = required(part)
            for name in references(part, each.values[part.name]):
                yield name, must


def closure(found: Differences, wanted: Callable[[Difference], bool]) -> set[str]:
    """The ids of what is wanted, with all that comes along."""
    chosen: set[str] = set()
    waiting = [each.id for each in found.values() if wanted(each)]
    while waiting:
        each = waiting.pop()
        if each not in chosen:
            chosen.add(each)
            waiting += found[each].needs
    return chosen


def without(found: Differences, chosen: set[str], unwanted: Iterable[str]) -> set[str]:
    """The ids that stay chosen when some are refused: what cannot be without them is refused, too."""
    needed_by: dict[str, list[str]] = {}
    for each in chosen:
        for need in found[each].needs:
            needed_by.setdefault(need, []).append(each)
    gone: set[str] = set()
    waiting = list(unwanted)
    while waiting:
        each = waiting.pop()
        if each not in gone:
            gone.add(each)
            waiting += needed_by.get(each, [])
    return chosen - gone


def quiet(found: Differences) -> set[str]:
    """The ids of all that neither is a conflict, nor brings one along, nor follows from a deletion that is one."""
    conflicts = [each.id for each in found.values() if each.conflict]
    following = closure(found, lambda each: each.conflict and each.kind is Kind.DELETED)
    return without(found, set(found), conflicts) - following
