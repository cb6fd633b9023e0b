"""The account that Monica 4 exports as JSON: its contacts, what was noted about them, how they belong together."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from desktop.domain.job import Job
from desktop.domain.names import fold
from desktop.exchange.content_lines import escape
from desktop.exchange.days import iso_date
from desktop.exchange.drafts import Draft, Format, Link, Row, Trouble, full_name, scoped
from desktop.exchange.network_json import is_object, objects, parsed, said
from desktop.exchange.reasons import Outcome, Problem, Reason
from desktop.exchange.result import ReadResult
from desktop.exchange.source import FIELD_LIMIT, ROW_LIMIT, Source

_SNIFF = re.compile(r'"version"\s*:\s*"1\.0-preview|"type"\s*:\s*"contact"|"app_version"')
_AT_A_TIME = 50
_NOTED = {
    "note": ("body",),
    "activity": ("happened_at", "summary", "description"),
    "call": ("called_at", "content"),
    "conversation": ("happened_at", "content"),
    "reminder": ("initial_date", "title", "description"),
    "task": ("title", "description"),
    "gift": ("name", "comment"),
    "debt": ("reason",),
    "life_event": ("happened_at", "name", "note"),
}
"""Blocks that a person can have, and what of them is told in the note."""


def sniff(head: str) -> bool:
    """Whether a file begins as Monica's export."""
    return head.lstrip().startswith("{") and '"account"' in head and _SNIFF.search(head) is not None


def read(source: Source) -> Job[ReadResult]:
    """Read the account. Yields (contacts done, contacts in all); raises UnreadableFile."""
    document = parsed(source)
    account = document.get("account")
    if not is_object(account):
        raise source.problem(Problem.UNKNOWN_FORMAT)
    blocks = list(_blocks(account))
    contacts = [value for kind, value in blocks if kind == "contact"]
    if len(contacts) > ROW_LIMIT:
        raise source.problem(Problem.TOO_MANY)
    instance = account.get("instance") or document.get("instance")
    kinds = _field_kinds(instance if is_object(instance) else {})
    rows: list[Row] = []
    for n, contact in enumerate(contacts, 1):
        rows.append(_row(n, contact, kinds, source.path.name))
        if n % _AT_A_TIME == 0:
            yield n, len(contacts)
    links = tuple(
        Link(
            scoped(source.path.name, _text(value, "contact_is")),
            scoped(source.path.name, _text(value, "of_contact")),
            1,
            _text(value, "type")[:200],
        )
        for kind, value in blocks
        if kind == "relationship" and _text(value, "contact_is") and _text(value, "of_contact")
    )
    return ReadResult(source.path.name, Format.MONICA, "", tuple(rows), links)


def _blocks(holder: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(type, value) of everything in the blocks of an account or a contact."""
    for block in objects(holder.get("data")):
        for value in objects(block.get("values")):
            yield said(block.get("type")), value


def _field_kinds(instance: Mapping[str, Any]) -> dict[str, str]:
    """The uuid of a kind of address -> `email`, `phone` or the kind's name."""
    found: dict[str, str] = {}
    for kind in objects(instance.get("contact_field_types")):
        protocol, name = _text(kind, "protocol"), fold(_text(kind, "name"))
        mail = "mail" in protocol or "mail" in name
        found[_text(kind, "uuid")] = "email" if mail else "phone" if "tel" in protocol or "phone" in name else name
    return found


def _inner(value: Mapping[str, Any]) -> Mapping[str, Any]:
    inner = value.get("properties")
    return inner if is_object(inner) else {}


def _text(value: Mapping[str, Any], name: str) -> str:
    """What a value says under a name, itself or in its properties."""
    return said(value.get(name)) or said(_inner(value).get(name))


def _row(number: int, contact: dict[str, Any], kinds: Mapping[str, str], file: str) -> Row:
    given = " ".join(part for part in (_text(contact, "first_name"), _text(contact, "middle_name")) if part)
    family = _text(contact, "last_name")
    name = " ".join((full_name(given, family) or _text(contact, "nickname")).split())
    emails, phones, urls, extra, notes = list[str](), list[str](), list[str](), list[str](), list[str]()
    if description := _text(contact, "description"):
        notes.append(description)
    for kind, value in _blocks(contact):
        if kind == "contact_field":
            at = kinds.get(_text(value, "type"), "")
            text = _text(value, "data")
            if "@" in text and at in ("email", ""):
                emails.append(text)
            elif text:
                (phones if at == "phone" else urls if text.startswith("http") else notes).append(text)
        elif kind == "address":
            parts = [_text(value, part) for part in ("street", "city", "province", "postal_code", "country")]
            if any(parts):
                extra.append("ADR:;;" + ";".join(map(escape, parts)))
        elif kind in _NOTED:
            told = [iso_date(text) or text for text in (_text(value, part) for part in _NOTED[kind]) if text]
            if told:
                notes.append(" · ".join(told))
    if (nickname := _text(contact, "nickname")) and nickname != name:
        extra.append(f"NICKNAME:{escape(nickname)}")
    key = _text(contact, "uuid")
    draft = Draft(
        row=number,
        name=name,
        given=given,
        family=family,
        role=" ".join(_text(contact, "job").split()),
        organisation=" ".join(_text(contact, "company").split()),
        emails=tuple(dict.fromkeys(emails)),
        phones=tuple(dict.fromkeys(phones)),
        urls=tuple(dict.fromkeys(urls)),
        note="\n\n".join(dict.fromkeys(notes)),
        tags=tuple(dict.fromkeys(tag for tag in _tags(contact) if tag)),
        known_since=iso_date(_text(contact, "first_met_date")),
        extra=(
            *extra,
            *((f"NICKNAME:{escape(nick)}",) if (nick := _text(contact, "nickname")) and nick != name else ()),
        ),
        uid=key,
        key=scoped(file, key) if key else "",
        links=_met_through(contact, file, key),
    )
    if not fold(name):
        blank = not (emails or phones or notes)
        trouble = (Outcome.SKIP, Reason.BLANK) if blank else (Outcome.FAIL, Reason.NO_NAME)
        return Trouble(number, "", *trouble, None if blank else draft)
    if max(len(draft.note), len(name), len(draft.role)) > FIELD_LIMIT:
        return Trouble(number, name[:200], Outcome.FAIL, Reason.TOO_LONG)
    return draft


def _tags(contact: Mapping[str, Any]) -> Iterator[str]:
    for holder in (contact, _inner(contact)):
        found = holder.get("tags")
        items: list[Any] = found if isinstance(found, list) else []  # pyright: ignore[reportUnknownVariableType]
        for item in items:
            yield _text(item, "name") if is_object(item) else said(item)


def _met_through(contact: Mapping[str, Any], file: str, key: str) -> tuple[Link, ...]:
    other = _text(contact, "first_met_through")
    return (Link(scoped(file, key), scoped(file, other), 1, ""),) if key and other else ()
