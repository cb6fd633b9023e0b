"""A person as another program describes them, before anybody decides whether they enter the plan."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.exchange.content_lines import escape, values_of
from desktop.exchange.reasons import Outcome, Reason

Value = str | tuple[str, ...]
"""What a field of a contact takes from a draft: text, or several texts."""


class Format(StrEnum):
    """The formats that can be brought in."""

    LINKEDIN = "linkedin"
    VCARD = "vcard"
    GOOGLE = "google"
    OUTLOOK = "outlook"
    TABLE = "table"
    GRAPHML = "graphml"
    GEXF = "gexf"
    NETWORK_CANVAS = "network-canvas"
    KUMU = "kumu"
    MONICA = "monica"


EAST_ASIAN = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff々 ]+")


def scoped(file: str, ref: str) -> str:
    """What the text `ref` names within `file`: a row by its key, or a person by name."""
    return f"{file}\n{ref}"


@dataclass(frozen=True, slots=True)
class Link:
    """Two people of whom a file says that they know each other. `a`, `b`: the key of a row or a name, `scoped`.

    `strength` is that of a tie, 1 to 3; `label` what the file calls it.
    """

    a: str
    b: str
    strength: int = 1
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One person out of a file. Texts are clean: NFC, without control characters, outer space or bidi overrides.

    `row` is where they stand: the row of a table as a spreadsheet counts it, the number of a card, both from 1.
    `emails`, `phones` begin with the preferred one. `known_since` is an ISO date, may be partial, '' when not told.
    `extra` are vCard content lines that no field of ours takes: unfolded, without a transfer encoding, else as they
    came. `lang` is the person's language where the file tells it. `key` is by what the file itself refers to this row
    (`scoped`), '' when it never does; `links` begin with it.
    """

    row: int
    name: str
    name_latin: str = ""
    given: str = ""
    family: str = ""
    role: str = ""
    organisation: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    note: str = ""
    tags: tuple[str, ...] = ()
    known_since: str = ""
    uid: str = ""
    lang: str = ""
    extra: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    key: str = field(default="", compare=False)
    links: tuple[Link, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A row that gives nobody; the others stand. `outcome` is SKIP for what is no loss (a blank row), else FAIL.

    `draft` is what there is of a person who lacks nothing but a name.
    """

    row: int
    name: str
    outcome: Outcome
    reason: Reason
    draft: Draft | None = None


Row = Draft | Trouble


FIELDS = (
    "name", "name_latin", "role", "organisation", "email", "phone", "urls", "note", "tags", "known_since", "extra",
    "groups",
)  # fmt: skip
"""The fields of a contact that a draft can fill; `organisation` and `groups` as their labels."""


def contact_values(draft: Draft) -> dict[str, Value]:
    """What `draft` says, by field of the contact, in the order of FIELDS and without what it does not say.

    A contact has one e-mail address and one telephone number; further ones are kept in `extra` as vCard lines.
    """
    said: Mapping[str, Value] = {
        "name": draft.name,
        "name_latin": draft.name_latin,
        "role": draft.role,
        "organisation": draft.organisation,
        "email": draft.emails[0] if draft.emails else "",
        "phone": draft.phones[0] if draft.phones else "",
        "urls": draft.urls,
        "note": draft.note,
        "tags": draft.tags,
        "known_since": draft.known_since,
        "extra": _extra(draft),
        "groups": draft.groups,
    }
    return {field: value for field, value in said.items() if value}


def _extra(draft: Draft) -> tuple[str, ...]:
    """The draft's own extra lines, then its further addresses and numbers and its uid where no line says them yet."""
    lines = list(draft.extra)
    further = (("EMAIL", draft.emails[1:]), ("TEL", draft.phones[1:]), ("UID", (draft.uid,) if draft.uid else ()))
    for name, texts in further:
        told = values_of(draft.extra, name) if texts else ()
        lines += [f"{name}:{escape(text)}" for text in texts if text not in told]
    return tuple(lines)


def full_name(given: str, family: str) -> str:
    """The name as people write it: in Chinese, Japanese and Korean family first without a space, else family last."""
    if given and family and EAST_ASIAN.fullmatch(given + family):
        return family + given
    return f"{given} {family}".strip()
