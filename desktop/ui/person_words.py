"""What is held about a person as lines to read: the records of plan JSON, without their codes."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.telling import field_words
from desktop.words import _, tier_words

_CODES = frozenset(
    ("id", "schema", "schema_version", "lang", "dir", "position", "fictional", "state", "status", "basis", "kind",
     "type", "direction", "question", "version", "superseded_by", "channel", "outcome", "extra")
)  # fmt: skip


def headings() -> dict[str, str]:
    """Collection to its heading."""
    return {
        "contacts": _("The person"),
        "ties": _("Who they know"),
        "focal_relationships": _("Key relationship"),
        "goals": _("Goals"),
        "engagements": _("Plans to meet"),
        "conversations": _("Conversations"),
        "insights": _("What I learned"),
        "reviews": _("Reviews"),
        "next_steps": _("Next steps"),
        "introductions": _("Introductions"),
        "gaps": _("Where I miss people"),
        "sessions": _("Sessions"),
        "alliances": _("Alliances"),
        "workshops": _("Workshops"),
        "organisations": _("Organisations"),
        "groups": _("Groups"),
        "topics": _("Topics"),
    }


def lines_about(found: Mapping[str, Any]) -> list[str]:
    """One heading a kind, one paragraph a record; what only mentions the person comes last."""
    lines = list(_collections(found))
    mentions = found.get("mentions", {})
    if mentions:
        lines += [_("Elsewhere, by name"), "", *_collections(mentions)]
    return lines


def _collections(found: Mapping[str, Any]) -> Iterator[str]:
    for name, words in headings().items():
        records = found.get(name)
        if records:
            yield f"{words} ({len(records)})"
            for record in records:
                said = " · ".join(dict.fromkeys(_said(record)))
                if said:
                    yield f"  {said}"
            yield ""


def _said(value: Any, name: str = "") -> Iterator[str]:
    """The words and figures in a record, in its own order; codes and references to others are no words."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key not in _CODES:
                yield from _said(item, str(key))
    elif isinstance(value, list):
        for item in value:
            yield from _said(item, name)
    elif isinstance(value, str) and value.strip():
        words = tier_words().get(value) if "tier" in name else None
        if _is_day(value) and (what := field_words().get(name)):
            words = f"{what}: {value}"
        if words or _is_prose(value, name):
            yield words or " ".join(value.split())
    elif isinstance(value, int | float) and not isinstance(value, bool) and name in _figures():
        yield f"{_figures()[name]}: {value}"


def _is_prose(value: str, name: str) -> bool:
    """Whether it is something to read rather than a code or the id of another record."""
    plain = name in ("name", "name_latin", "role", "email", "phone", "urls", "tags", "label", "text", "summary", "note")
    return plain or " " in value or _is_day(value)


def _is_day(value: str) -> bool:
    """Whether it is a day, perhaps without its day or month."""
    return value[:4].isdecimal() and len(value) in (4, 7, 10)


def _figures() -> dict[str, str]:
    return {
        "support_to_me": _("Their support to me (0 to 3)"),
        "support_to_them": _("My support to them (0 to 3)"),
        "influence": _("Influence (1 to 5)"),
        "interest": _("Interest (1 to 5)"),
        "confidence": _("How sure (0 to 4)"),
        "strength": _("How close (1 to 3)"),
        "minutes": _("Minutes"),
    }
