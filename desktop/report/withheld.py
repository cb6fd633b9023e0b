"""What one paper leaves out for its reader: what would stand on it for the owner, and does not for them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from desktop.domain import records as r
from desktop.domain.audience import LeftOut
from desktop.domain.parts import is_pair, is_record, parts
from desktop.domain.plan_values import PlanValues
from desktop.domain.sensitivity import Audience, may_read
from desktop.report.names import one_line

_UNSEEN = re.compile("[\u200b\u2066-\u2069]")
_SHORT = 12
"""A shorter text counts as being on a paper only where it stands by itself."""

_LONG = 50
"""Of a longer one its beginning is enough: a paper may cut it."""

_NAMES = ("name", "name_latin", "label", "email", "phone")

Place = tuple[str, int, str, str]
"""(collection, key, field, text)."""


class _Said:
    """The texts of a paper."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._alone = {_plain(text) for text in _strings(data)}
        self._whole = "\n".join(self._alone)

    def has(self, text: str) -> bool:
        """Whether a text of the plan stands on it."""
        plain = _plain(text)
        return plain in self._alone or (len(plain) >= _SHORT and plain[:_LONG] in self._whole)


def withheld(
    mine: PlanValues, theirs: PlanValues, for_me: Mapping[str, Any], for_them: Mapping[str, Any], audience: Audience
) -> tuple[LeftOut, ...]:
    """What the owner's values have and the reader's do not, as far as this paper would print it.

    Fields as `audience.LeftOut` has them; `map` is the picture of who stands where.
    """
    before, after = _Said(for_me), _Said(for_them)
    known = set(_places(theirs))
    found: dict[str, set[Any]] = {}
    for place in _places(mine):
        collection, key, field, text = place
        if place in known or not before.has(text) or after.has(text):
            continue
        whole = collection in r.COLLECTIONS and key not in getattr(theirs, collection)
        if whole and collection == "contacts" and may_read(audience, "contacts.name"):
            found.setdefault("people", set()).add(key)
        elif whole:
            found.setdefault(collection, set()).add(key)
        else:
            found.setdefault("texts" if may_read(audience, field) else field, set()).add(place)
    if "map" in for_me and "map" not in for_them:
        found["map"] = {0}
    return tuple(LeftOut(field, len(places)) for field, places in sorted(found.items()))


def _plain(text: str) -> str:
    return _UNSEEN.sub("", one_line(text)).removesuffix(".")


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        # Of several ways to fill a page the first says most.
        known: Mapping[str, Any] = data
        yield from _strings(known["choices"][0] if known.get("is") == "fitting" else list(known.values()))
    elif isinstance(data, list | tuple):
        for each in data:
            yield from _strings(each)


def _places(values: PlanValues) -> Iterator[Place]:
    for field, text in _texts("plan", r.PlanInfo, values.info):
        yield "plan", 0, field, text
    for field, text in _texts("owner", r.Contact, values.owner):
        yield "owner", 0, field, text
    for name, kind in r.COLLECTIONS.items():
        # The words for the bands are on every paper.
        for key, record in getattr(values, name).items() if name != "tiers" else ():
            for field, text in _texts(name, kind, record):
                yield name, key, field, text


def _texts(path: str, kind: type[Any], record: Any) -> Iterator[tuple[str, str]]:
    """(field, text) of all that people wrote in a record, nested records included."""
    for part in parts(kind):
        value, where = getattr(record, part.name), f"{path}.{part.name}"
        if not value:
            continue
        if is_record(part.type) and not is_pair(part.type):
            items = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else [value]
            for item in items:
                yield from _texts(where, part.type, item)
        elif part.kind == "texts" or isinstance(value, str):
            for text in (value,) if isinstance(value, str) else value:
                # A single word is a term of the code (a tier, a state, a language), unless it names something.
                if " " in text.strip() or part.name in _NAMES:
                    yield where, text
