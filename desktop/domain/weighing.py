"""One field on both sides: what taking theirs would make of it, and whether both have changed it.

Lists and mappings are put together item by item and nested records field by field, so that what a copy never held,
and what was added on this side meanwhile, stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.parts import Part, is_pair, is_record, parts
from desktop.domain.prints import Fingers, Print, unsaid


@dataclass(frozen=True)
class Taken:
    """What the field holds once theirs is taken. `conflict`: both sides have changed it, and ours gives way."""

    value: Any
    conflict: bool


@dataclass(frozen=True)
class Unknown:
    """Stands for a print where nobody knows how a field was: whatever differs may have been changed on either side."""


UNKNOWN = Unknown()


def alike(part: Part, one: Any, other: Any) -> bool:
    """Whether two sides say the same; nothing said in two ways is the same."""
    return bool(one == other) or (unsaid(part, one) and unsaid(part, other))


def weigh(fingers: Fingers, part: Part, base: Print | Unknown, ours: Any, theirs: Any) -> Taken | None:
    """What there is to take; None when nothing is. `base`: the print of the field when the copy was given."""
    if alike(part, ours, theirs):
        return None
    if isinstance(base, Unknown):
        return Taken(theirs, conflict=True)
    if fingers.value(part, theirs) == base:
        return None
    if fingers.value(part, ours) == base:
        return Taken(theirs, conflict=False)
    if part.kind == "object" and ours is not None and theirs is not None:
        found = _nested(fingers, part.type, base, ours, theirs)
    elif part.kind == "map":
        found = _mapping(fingers, part, base if isinstance(base, dict) else {}, ours or {}, theirs or {})
    elif part.kind in ("texts", "links", "children"):
        found = _listed(fingers, part, base if isinstance(base, list) else [], ours, theirs)
    else:
        found = Taken(theirs, conflict=True)
    return None if alike(part, found.value, ours) else found


def _nested(fingers: Fingers, kind: type[Any], base: Print | Unknown, ours: Any, theirs: Any) -> Taken:
    """Two states of one nested record, field by field."""
    was = base if isinstance(base, dict) else {}
    values: dict[str, Any] = {}
    conflict = False
    for inner in parts(kind):
        given = UNKNOWN if isinstance(base, Unknown) else was.get(inner.name)
        taken = weigh(fingers, inner, given, getattr(ours, inner.name), getattr(theirs, inner.name))
        if taken is not None:
            values[inner.name] = taken.value
            conflict = conflict or taken.conflict
    return Taken(replace(ours, **values), conflict)


def _item(fingers: Fingers, part: Part, base: Print | Unknown, ours: Any, theirs: Any) -> Taken:
    """Two states of one item of a list or a mapping."""
    if is_record(part.type) and not is_pair(part.type):
        return _nested(fingers, part.type, base, ours, theirs)
    here, there = fingers.item(part, ours), fingers.item(part, theirs)
    if there in (here, base):
        return Taken(ours, conflict=False)
    return Taken(theirs, conflict=here != base)


def _mapping(
    fingers: Fingers, part: Part, base: dict[str, Any], ours: Mapping[Any, Any], theirs: Mapping[Any, Any]
) -> Taken:
    was = {key: base[finger] for key in (*ours, *theirs) if (finger := fingers.of(key)) in base}
    return _together(fingers, part, was, dict(ours), dict(theirs))


def _listed(
    fingers: Fingers, part: Part, base: list[Any], ours: tuple[Any, ...] | None, theirs: tuple[Any, ...] | None
) -> Taken:
    was = dict(base)
    mine, other = dict(fingers.items(part, ours)), dict(fingers.items(part, theirs))
    found = _together(fingers, part, was, mine, other)
    rewritten = was.keys() - mine.keys() - other.keys() and mine.keys() - was.keys() and other.keys() - was.keys()
    return Taken(tuple(found.value.values()), found.conflict or bool(rewritten and part.kind != "links"))


def _together(
    fingers: Fingers, part: Part, was: Mapping[Any, Any], ours: dict[Any, Any], theirs: dict[Any, Any]
) -> Taken:
    """Items by which one they are: theirs come and go, those of ours that they never had stay."""
    found: dict[Any, Any] = {}
    conflict = False
    for which, item in ours.items():
        if which in theirs:
            taken = _item(fingers, part, was.get(which, UNKNOWN), item, theirs[which])
            found[which] = taken.value
            conflict = conflict or taken.conflict
        elif which not in was:
            found[which] = item
        else:
            conflict = conflict or fingers.item(part, item) != was[which]
    for which, item in theirs.items():
        if which not in ours and (which not in was or fingers.item(part, item) != was[which]):
            found[which] = item
            conflict = conflict or which in was
    return Taken(found, conflict)
