"""A plan in words that any file of it understands: records by uid, and uids where a file has row keys of its own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, replace
from functools import cache
from typing import Any

from desktop.domain import records as r
from desktop.domain.job import Job
from desktop.domain.parts import Part, is_pair, is_record, parts, type_of
from desktop.domain.plan_values import PlanValues

Held = Mapping[str, Mapping[str, Any]]
"""Collection to uid to record; its references are uids. What is said once is the record "" of `PLAN`."""

Name = tuple[str, str]
"""(collection, uid): which record."""

PLAN = "plan"

KINDS: Mapping[str, type[Any]] = {**r.COLLECTIONS, PLAN: r.PlanInfo}

_AT_A_TIME = 500


def by_uid(values: PlanValues, owner: str) -> Job[Held]:
    """The plan in words of uids; the owner is among the contacts and has the uid `owner` in every file of the plan."""
    uids: dict[str, dict[int, str]] = {
        name: {key: record.uid for key, record in getattr(values, name).items()}
        for name, kind in r.COLLECTIONS.items()
        if kind is not r.Tie
    }
    uids["contacts"][values.owner.id] = owner
    everything: dict[str, Mapping[int, Any]] = {name: getattr(values, name) for name in r.COLLECTIONS}
    everything["contacts"] = {values.owner.id: replace(values.owner, uid=owner), **values.contacts}
    total, done = sum(map(len, everything.values())), 0

    def uid_of(collection: str, key: Any) -> str | None:
        return uids[collection].get(key)

    found: dict[str, dict[str, Any]] = {}
    for name, records in everything.items():
        held = found[name] = {}
        for record in records.values():
            said = translated(record, KINDS[name], uid_of)
            if said is not None:
                held.setdefault(pair_of(said) if isinstance(said, r.Tie) else said.uid, said)
            done += 1
            if done % _AT_A_TIME == 0:
                yield done, total
    found[PLAN] = {"": translated(values.info, r.PlanInfo, uid_of)}
    return found


def pair_of(tie: r.Tie) -> str:
    """What stands for the uid of a tie: its two people, in whichever order they are written."""
    a, b = sorted((str(tie.a), str(tie.b)))
    return f"{len(a)}.{a}.{b}"


def translated(record: Any, kind: type[Any], key_of: Callable[[str, Any], Any]) -> Any:
    """The record with other words for its references: `key_of(collection, reference)`, None for what is not there.

    What is not there is left out, as when it had been deleted; None when the record cannot be without it.
    """
    changed: dict[str, Any] = {}
    for part in referring(kind):
        value = getattr(record, part.name)
        if value is None:
            continue
        said = translated_value(part, value, key_of)
        if said is None and required(part):
            return None
        changed[part.name] = said
    return replace(record, **changed) if changed else record


def translated_value(part: Part, value: Any, key_of: Callable[[str, Any], Any]) -> Any:
    """The same for one field."""
    if value is None or not _refers(part):
        return value
    if part.kind == "value":
        return key_of(part.target or "", value)
    if part.kind == "object":
        return translated(value, part.type, key_of)
    if part.kind == "map":
        return {
            new: item
            for key, held in value.items()
            if (new := key_of(part.key_target, key) if part.key_target else key) is not None
            and (item := _held(part, held, key_of)) is not None
        }
    return tuple(item for held in value if (item := _held(part, held, key_of)) is not None)


def _held(part: Part, held: Any, key_of: Callable[[str, Any], Any]) -> Any:
    if is_record(part.type):
        return translated(held, part.type, key_of)
    return key_of(part.target, held) if part.target else held


@cache
def referring(kind: type[Any]) -> tuple[Part, ...]:
    """The fields of a record type in which references stand, at whatever depth."""
    return () if is_pair(kind) else tuple(part for part in parts(kind) if _refers(part))


def _refers(part: Part) -> bool:
    return bool(part.target or part.key_target or (is_record(part.type) and referring(part.type)))


def required(part: Part) -> bool:
    """Whether a record goes along when what this field refers to goes."""
    return part.kind == "value" and part.target is not None and not part.optional and part.default is MISSING


def references(part: Part, value: Any) -> Iterator[Name]:
    """Every record that a field names."""
    if value is None or not _refers(part):
        return
    if part.kind == "value":
        yield part.target or "", value
    elif part.kind == "object":
        yield from references_of(value, part.type)
    else:
        for item in value:
            if part.kind == "map" and part.key_target:
                yield part.key_target, item
            held = value[item] if part.kind == "map" else item
            if is_record(part.type):
                yield from references_of(held, part.type)
            elif part.target:
                yield part.target, held


def references_of(record: Any, kind: type[Any]) -> Iterator[Name]:
    """Every record that a record names."""
    for part in referring(kind):
        yield from references(part, getattr(record, part.name))


def plain(record: Any) -> Any:
    """A record in words of uids as JSON has it."""
    if is_pair(type(record)):
        return list(record)
    said = {"id": record.uid} if isinstance(record, r.Record) else {}
    return said | {part.key: plain_value(part, getattr(record, part.name)) for part in parts(type_of(record))}


def plain_value(part: Part, value: Any) -> Any:
    """One field in words of uids as JSON has it."""
    if value is None or part.kind == "value":
        return value
    if part.kind == "object":
        return plain(value)
    if part.kind == "map":
        return {key: plain(item) if is_record(part.type) else item for key, item in value.items()}
    return [plain(item) if is_record(part.type) else item for item in value]
