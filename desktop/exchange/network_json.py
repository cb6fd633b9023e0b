"""Kumu's JSON: elements as a table of people, connections as who knows whom."""

import json
import re
from typing import Any, TypeGuard

from desktop.domain.job import Job
from desktop.exchange.archives import whole
from desktop.exchange.drafts import Format, Link
from desktop.exchange.reasons import Problem
from desktop.exchange.sheet import Sheet
from desktop.exchange.sheet_people import link, strength
from desktop.exchange.source import FIELD_LIMIT, MEGABYTE, ROW_LIMIT, Source, clean
from desktop.exchange.table import Cells

JSON_LIMIT = 20 * MEGABYTE
_AT_A_TIME = 200
_COLUMNS = 400
_KUMU = re.compile(r'\A\s*\{\s*"(elements|connections|loops)"\s*:\s*\[')


def is_kumu(head: str) -> bool:
    """Whether a file begins as Kumu's JSON."""
    return _KUMU.match(head) is not None


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def objects(value: object) -> list[dict[str, Any]]:
    """The objects in a JSON list; nothing when it is none."""
    found: list[Any] = value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]
    return [item for item in found if is_object(item)]


def said(value: object) -> str:
    """A JSON value as text: lists with bars between, as Kumu itself writes them in tables; '' for what is no text."""
    if isinstance(value, str):
        return clean(value).strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        parts: list[Any] = value  # pyright: ignore[reportUnknownVariableType]
        return "|".join(text for text in (said(part) for part in parts if not isinstance(part, list | dict)) if text)
    return ""


def parsed(source: Source) -> dict[str, Any]:
    """The object that a JSON file is. Raises UnreadableFile."""
    data = whole(source, JSON_LIMIT)
    try:
        found = json.loads(data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise source.problem(Problem.DAMAGED) from None
    if not is_object(found):
        raise source.problem(Problem.UNKNOWN_FORMAT)
    return found


def read_kumu(source: Source) -> Job[Sheet]:
    """Yields (elements done, elements in all); raises UnreadableFile."""
    document = parsed(source)
    file = source.path.name
    elements, connections = objects(document.get("elements")), objects(document.get("connections"))
    if len(elements) > ROW_LIMIT or len(connections) > 10 * ROW_LIMIT:
        raise source.problem(Problem.TOO_MANY)
    columns: dict[str, int] = {}
    rows: list[Cells] = []
    keys: dict[str, str] = {}
    for n, element in enumerate(elements, 1):
        inner = element.get("attributes")
        values = element | (inner if is_object(inner) else {})
        row: list[str] = []
        for name, value in values.items():
            text, name = said(value), clean(name)
            if not text or (len(columns) >= _COLUMNS and name not in columns):
                continue
            at = columns.setdefault("id" if name == "_id" else name, len(columns))
            row += [""] * (at + 1 - len(row))
            row[at] = text
        if key := said(element.get("_id")) or said(element.get("id")):
            keys[key] = said(values.get("label"))
        rows.append(Cells(n, row, too_long=max(map(len, row), default=0) > FIELD_LIMIT))
        if n % _AT_A_TIME == 0:
            yield n, len(elements)
    links: list[Link] = []
    for n, connection in enumerate(connections, 1):
        a, b = said(connection.get("from")), said(connection.get("to"))
        if a and b:
            label = said(connection.get("label")) or said(connection.get("type"))
            links.append(link(file, a, b, strength(said(connection.get("strength"))), label))
        if n % _AT_A_TIME == 0:
            yield n, len(connections)
    return Sheet(file, "", Format.KUMU, "", tuple(columns), tuple(rows), tuple(links))
