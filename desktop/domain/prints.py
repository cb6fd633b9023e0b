"""What a copy was when it was given, as fingerprints: enough to tell what was changed since, and nothing to read.

A copy holds nothing but its present state: what is deleted or written over in it stands nowhere else in the file.
"""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from desktop.domain.by_uid import KINDS, PLAN, Held, plain, required
from desktop.domain.job import Job
from desktop.domain.parts import Part, is_pair, is_record, parts
from desktop.domain.records import Record

Print = str | list[Any] | dict[str, Any] | None
"""Of a text, number or reference one fingerprint; of a nested record the prints of its fields; of a mapping those of
its values by the fingerprint of the key; of a list [fingerprint of which item, print] each. None: nothing is said."""

RecordPrint = dict[str, Print]
"""Field to print; fields in which nothing is said are left out."""

Prints = dict[str, dict[str, RecordPrint]]
"""Collection to the fingerprint of a uid to the print of that record."""

_BYTES = 9
_AT_A_TIME = 200
NOT_COMPARED: Mapping[str, frozenset[str]] = {
    PLAN: frozenset(("kind", "owner", "disposals")),
    "ties": frozenset(("a", "b")),
}
"""What belongs to a file or stands for the record itself, and is nobody's edit."""


def unsaid(part: Part, value: Any) -> bool:
    """Whether a field says nothing."""
    return value is None or value in ("", (), {}) or (value is False and not part.optional)


def compared(collection: str) -> tuple[Part, ...]:
    """The fields of a collection's records that edits are looked for in."""
    skipped = NOT_COMPARED.get(collection, frozenset())
    return tuple(part for part in parts(KINDS[collection]) if part.name not in skipped)


def _known_by(kind: type[Any]) -> tuple[str, ...]:
    """The fields that say which item of a list a record is."""
    if is_pair(kind):
        return ()
    return ("uid",) if issubclass(kind, Record) else tuple(part.name for part in parts(kind) if required(part))


def _whole(part: Part) -> bool:
    """Whether an item stays the same one while its details change, so that these are looked at one by one."""
    return part.kind == "map" or bool(_known_by(part.type))


def _identity(part: Part, held: Any) -> Any:
    if not is_record(part.type):
        return held
    names = _known_by(part.type)
    return [getattr(held, name) for name in names] if names else plain(held)


class Fingers:
    """Makes fingerprints. With another `salt` they are others: nothing can be told from comparing two copies."""

    def __init__(self, salt: str) -> None:
        self._salt = salt.encode()[:64]

    def of(self, said: Any) -> str:
        """The fingerprint of something that JSON can say."""
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        found = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES, key=self._salt).digest()
        return b64encode(found, b"-_").decode()

    def uid(self, collection: str, uid: str) -> str:
        """That of a record's name."""
        return self.of([collection, uid])

    def value(self, part: Part, value: Any) -> Print:
        """That of one field, in words of uids."""
        if unsaid(part, value):
            return None
        if part.kind == "value":
            return self.of(value)
        if part.kind == "object":
            return self.fields(part.type, value)
        if part.kind == "map":
            return {self.of(key): self.item(part, held) for key, held in value.items()}
        return [[which, self.item(part, held)] for which, held in self.items(part, value)]

    def fields(self, kind: type[Any], record: Any) -> RecordPrint:
        """Those of the fields of a nested record."""
        found = ((part.name, self.value(part, getattr(record, part.name))) for part in parts(kind))
        return {name: each for name, each in found if each is not None}

    def item(self, part: Part, held: Any) -> Print:
        """That of one item of a list or a mapping."""
        if not is_record(part.type):
            return self.of(held)
        return self.of(plain(held)) if is_pair(part.type) or not _whole(part) else self.fields(part.type, held)

    def items(self, part: Part, value: Any) -> list[tuple[str, Any]]:
        """The items of a list, each with the fingerprint of which one it is: the same while only its details change.

        An action has its uid; what is said of somebody or something is known by that, and by which time it is. Any
        other item is another one as soon as anything in it is.
        """
        seen: Counter[str] = Counter()
        found: list[tuple[str, Any]] = []
        for held in value or ():
            which = self.of(_identity(part, held))
            seen[which] += 1
            found.append((self.of([which, seen[which]]), held))
        return found

    def record(self, collection: str, record: Any) -> RecordPrint:
        """That of a record."""
        found = ((part.name, self.value(part, getattr(record, part.name))) for part in compared(collection))
        return {name: each for name, each in found if each is not None}

    def everything(self, held: Held) -> Job[Prints]:
        """That of a plan."""
        total, done = sum(map(len, held.values())), 0
        found: Prints = {}
        for name, records in held.items():
            prints = found[name] = {}
            for uid, record in records.items():
                prints[self.uid(name, uid)] = self.record(name, record)
                done += 1
                if done % _AT_A_TIME == 0:
                    yield done, total
        return found
