"""Who will read this? A plan as one reader may see it, and exactly what that leaves out.

Papers are made from these values and from nothing else, so nothing can stand on a paper, or in what a PDF says of
itself, that its reader may not see.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, replace
from enum import Enum
from typing import Any

from desktop.domain import records as r
from desktop.domain.attainment import progress
from desktop.domain.consent import GUARDED, repeats, withheld
from desktop.domain.mentions import Mentions
from desktop.domain.names import fold
from desktop.domain.parts import Part, is_pair, is_record, parts
from desktop.domain.plan_values import PlanValues
from desktop.domain.ratings import Ratings, ratings
from desktop.domain.sensitivity import Audience, may_read

KEPT_WITHOUT = frozenset(
    ("organisations", "groups", "topics", "tiers", "contacts", "gaps", "sessions", "alliances", "workshops")
)
"""Records of these kinds stay when somebody they name is withheld; only the name goes. Others go whole."""

_QUOTES = "workshops.results.quotes."
"""Each says itself whether it may be passed on."""


class Progress(Enum):
    """How far the goals have come, in general terms: it tells nothing of anybody."""

    NOT_BEGUN = "not begun"
    BEGUN = "begun"
    SOME = "some"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`count` places where something is withheld. `field`: as in the table of sensitivity.

    Without a field: `people` withheld because they read the paper, `texts` because they speak of somebody, `words` said
    to a facilitator without consent to pass them on.
    """

    field: str
    count: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A plan as its reader may see it. `unknown_reader`: nobody in the plan has the reader's name.

    `ratings`: by workshop, counted before the single ratings are withheld.
    """

    audience: Audience
    values: PlanValues
    left_out: tuple[LeftOut, ...]
    progress: Progress
    ratings: Mapping[int, Ratings]
    unknown_reader: bool = False


def seen_by(values: PlanValues, audience: Audience = Audience.ME, reader: str = "") -> Seen:
    """The plan as `audience` may see it. Everything that concerns a person of the name `reader` is withheld too."""
    reading = people_called(values, reader)
    counted = {key: ratings(workshop) for key, workshop in values.workshops.items()}
    general = general_progress(values)
    sieve = _Sieve(audience, values, reading)
    return Seen(
        audience,
        sieve.values(values),
        tuple(LeftOut(field, count) for field, count in sorted(sieve.left_out.items()) if count),
        general,
        counted if audience is not Audience.SPONSOR else {},
        bool(reader.strip()) and not reading,
    )


def people_called(values: PlanValues, name: str) -> tuple[r.Contact, ...]:
    """Everybody, the owner apart, whose name (as written or in Latin letters) has all words of `name` in it."""
    wanted = fold(name).split()
    if not wanted:
        return ()

    def called(person: r.Contact) -> bool:
        known = f"{fold(person.name)} {fold(person.name_latin)}".split()
        return all(word in known for word in wanted) or fold(name) in (fold(person.name), fold(person.name_latin))

    return tuple(person for person in values.contacts.values() if called(person))


def general_progress(values: PlanValues) -> Progress:
    """How far the goals worked on have come."""
    goals = [goal for goal in values.goals.values() if goal.status in ("active", "achieved")]
    moving = sum(goal.status == "achieved" or (progress(goal.measure) or 0) > 0 for goal in goals)
    if not goals:
        return Progress.NOT_BEGUN
    if not moving:
        return Progress.BEGUN
    return Progress.MOST if 2 * moving > len(goals) else Progress.SOME


class _Sieve:
    """What goes through for one reader; counts what does not."""

    def __init__(self, audience: Audience, values: PlanValues, reading: tuple[r.Contact, ...]) -> None:
        self._audience = audience
        self._known: dict[str, bool] = {}
        self.left_out: Counter[str] = Counter({"people": len(reading)} if reading else {})
        # A sponsor reads of nobody: a text that speaks of somebody, by name or by role, is withheld whole.
        others = values.contacts.values() if audience is Audience.SPONSOR else reading
        self._mentions = Mentions(others)
        self._said = tuple(words for workshop in values.workshops.values() for words in withheld(workshop))
        self._gone: dict[str, set[int]] = {name: set() for name in r.COLLECTIONS}
        self._gone["contacts"] = {person.id for person in reading}
        if reading:
            self._follow(values)

    def _follow(self, values: PlanValues) -> None:
        """Whatever refers to somebody withheld goes too, and what refers to that."""
        before = -1
        while before != (before := sum(map(len, self._gone.values()))):
            for name, kind in r.COLLECTIONS.items():
                if name not in KEPT_WITHOUT:
                    records: Mapping[int, Any] = getattr(values, name)
                    self._gone[name] |= {key for key, record in records.items() if self._refers(record, kind)}

    def _refers(self, record: Any, kind: type[Any]) -> bool:
        return any(self._refers_by(part, getattr(record, part.name)) for part in parts(kind))

    def _refers_by(self, part: Part, value: Any) -> bool:
        if value is None:
            return False
        if part.kind == "value":
            return part.target is not None and value in self._gone[part.target]
        if part.kind == "links":
            return not self._gone[part.target or ""].isdisjoint(value)
        if part.kind == "object":
            return self._refers(value, part.type)
        if part.kind == "children" and not is_pair(part.type):
            return any(self._refers(item, part.type) for item in value)
        if part.kind == "map" and part.key_target:
            return not self._gone[part.key_target].isdisjoint(value)
        return False

    # --- what goes through ---

    def values(self, values: PlanValues) -> PlanValues:
        """The plan without what is withheld."""
        collections = {
            name: self._collection(name, kind, getattr(values, name)) for name, kind in r.COLLECTIONS.items()
        }
        info = self._record("plan", r.PlanInfo, values.info) or replace(values.info)
        owner = self._record("owner", r.Contact, values.owner) or replace(values.owner)
        return replace(values, info=info, owner=owner, **collections)

    def _collection(self, name: str, kind: type[Any], records: Mapping[int, Any]) -> dict[int, Any]:
        found: dict[int, Any] = {}
        if not self._any_open(name, kind):
            self.left_out[name] += len(records)
            return found
        for key, record in records.items():
            if key in self._gone[name]:
                if name != "contacts":
                    self.left_out[name] += 1
            elif (through := self._record(name, kind, record)) is not None:
                found[key] = through
        return found

    def _record(self, path: str, kind: type[Any], record: Any) -> Any:
        """What is left of a record; None when a part that it cannot be without is withheld."""
        if isinstance(record, r.Quote) and not record.consent:
            self.left_out["words"] += 1
            return None
        silent = isinstance(record, r.Answer) and record.share != "quote"
        if silent and record.text:
            self.left_out["words"] += 1
        changed: dict[str, Any] = {}
        for part in parts(kind):
            value, where = getattr(record, part.name), f"{path}.{part.name}"
            left = _blank(part) if silent and part.name == "text" else self._part(where, part, value)
            if left is None and part.kind == "value" and part.target and not part.optional:
                return None
            if left is not value:
                changed[part.name] = left
        return replace(record, **changed) if changed else record

    def _open(self, where: str, part: Part) -> bool:
        """Whether anything of this part may be read."""
        known = self._known.get(where)
        if known is None:
            nested = is_record(part.type) and not is_pair(part.type)
            known = self._any_open(where, part.type) if nested else may_read(self._audience, where)
            self._known[where] = known
        return known

    def _any_open(self, path: str, kind: type[Any]) -> bool:
        return any(self._open(f"{path}.{part.name}", part) for part in parts(kind))

    def _part(self, where: str, part: Part, value: Any) -> Any:
        if value is None:
            return None
        if not self._open(where, part):
            if value not in (None, "", 0, (), {}):
                self.left_out[where] += 1
            return _blank(part)
        if part.kind == "object":
            return self._record(where, part.type, value)
        if part.kind == "children" and not is_pair(part.type):
            return _same(value, tuple(_some(self._record(where, part.type, item) for item in value)))
        if part.kind == "map":
            return self._map(where, part, value)
        if part.kind == "links":
            return _same(value, tuple(key for key in value if key not in self._gone[part.target or ""]))
        if part.kind == "texts":
            return _same(value, tuple(text for text in value if not self._hidden(where, text)))
        if part.target is not None:
            return None if value in self._gone[part.target] else value
        return _blank(part) if isinstance(value, str) and self._hidden(where, value) else value

    def _map(self, where: str, part: Part, value: Mapping[Any, Any]) -> Mapping[Any, Any]:
        found: dict[Any, Any] = {}
        for key, item in value.items():
            if part.key_target and key in self._gone[part.key_target]:
                continue
            left = self._record(where, part.type, item) if is_record(part.type) else item
            if left is not None and not (isinstance(left, str) and self._speaks(left)):
                found[key] = left
        return value if found == value else found

    def _hidden(self, where: str, text: str) -> bool:
        if self._said and where.startswith(GUARDED) and not where.startswith(_QUOTES) and repeats(text, self._said):
            self.left_out["words"] += 1
            return True
        return self._speaks(text)

    def _speaks(self, text: str) -> bool:
        if not self._mentions.of(text):
            return False
        self.left_out["texts"] += 1
        return True


def _some(items: Iterable[Any]) -> Iterable[Any]:
    return (item for item in items if item is not None)


def _same(value: tuple[Any, ...], left: tuple[Any, ...]) -> tuple[Any, ...]:
    """`value` itself when nothing went."""
    return value if len(left) == len(value) and all(a is b for a, b in zip(left, value, strict=True)) else left


def _blank(part: Part) -> Any:
    """What a field holds when nothing is said."""
    if part.optional or part.kind == "object":
        return None
    if part.kind != "value":
        return {} if part.kind == "map" else ()
    if part.target:
        return None
    blanks: dict[type[Any], Any] = {str: "", int: 0, float: 0.0, bool: False}
    return blanks.get(part.type, None if part.default is MISSING else part.default)
