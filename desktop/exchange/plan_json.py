"""Plan JSON: the lossless form of a plan, read and written after the shape of the records."""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from desktop.exchange.plan_format import SCHEMA, VERSION, NotPlanJson
from desktop.exchange.plan_reader import is_list, is_object, mentioned, read_values, values_of
from desktop.exchange.plan_writer import document_of, dumps

LARGEST = 200 * 2**20
"""Bytes of a plan JSON at most."""

_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")


def parse(data: bytes) -> dict[str, Any]:
    """The JSON document in `data`. Raises `NotPlanJson`."""
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise NotPlanJson("not_json") from None
    if not is_object(document) or document.get("schema") != SCHEMA:
        raise NotPlanJson("not_plan")
    version = document.get("schema_version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise NotPlanJson("not_plan")
    if version > VERSION:
        raise NotPlanJson("newer")
    return document


def _no_constant(name: str) -> float:
    raise ValueError(name)


def looks_like(head: bytes) -> bool:
    """Whether a file that begins with `head` could be plan JSON."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith(b"{") and b'"' in text


def shifted(document: Mapping[str, Any], to: date) -> dict[str, Any]:
    """A copy of a sample with every date moved by the nearest whole number of weeks from its `as_of` to `to`."""
    weeks = round((to - date.fromisoformat(document["as_of"])).days / 7)
    return _shift(dict(document), timedelta(weeks=weeks))


def _shift(value: Any, by: timedelta) -> Any:
    if is_object(value):
        return {key: _shift(item, by) for key, item in value.items()}
    if is_list(value):
        return [_shift(item, by) for item in value]
    if isinstance(value, str) and _DATE.fullmatch(value):
        whole = len(value) == 10
        try:
            moved = date.fromisoformat(value if whole else f"{value}-15") + by
        except (ValueError, OverflowError):
            return value
        return moved.isoformat() if whole else moved.isoformat()[:7]
    return value


def same_kind(document: Mapping[str, Any], kind: str) -> None:
    """Refuse a document of the other kind: what is said to a facilitator stays in the facilitator's file (P1)."""
    if document.get("kind") != kind:
        raise NotPlanJson("other_kind")


__all__ = [
    "LARGEST",
    "NotPlanJson",
    "document_of",
    "dumps",
    "looks_like",
    "mentioned",
    "parse",
    "read_values",
    "same_kind",
    "shifted",
    "values_of",
]
