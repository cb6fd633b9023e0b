"""A planned row as the user changes it in the preview: what is written in it, and what becomes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.exchange.csv_text import written
from desktop.exchange.days import iso_date
from desktop.exchange.drafts import Draft, contact_values
from desktop.exchange.pipeline import PlannedRow
from desktop.exchange.reasons import Outcome, Reason, outcome_words, reason_words
from desktop.exchange.source import clean
from desktop.words import _

FIELDS = ("name", "role", "organisation", "email", "phone", "groups", "tags", "urls", "known_since", "note")
"""What can be changed, in the order in which it is shown."""
_SEVERAL = "; "


@dataclass(frozen=True, slots=True)
class Said:
    """What the user said about a row: texts by field, and what is to become of it (None: as planned)."""

    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    outcome: Outcome | None = None


def value(row: PlannedRow, field: str) -> str:
    """What a row says of one of FIELDS, several values beside each other."""
    draft = row.draft
    if draft is None:
        return row.name if field == "name" else ""
    match field:
        case "name":
            return draft.name or row.name
        case "email":
            return "".join(draft.emails[:1])
        case "phone":
            return "".join(draft.phones[:1])
        case _:
            said = getattr(draft, field)
            return said if isinstance(said, str) else _SEVERAL.join(said)


def may_change(row: PlannedRow, field: str) -> bool:
    """Whether a field can be changed: of somebody new all of them, of somebody there only what comes in anew."""
    if row.draft is None or (field == "note" and "\n" in row.draft.note):
        return False  # a line to write in has no room for a note of several
    if row.outcome is Outcome.FAIL:
        return field == "name"
    return row.outcome is Outcome.CREATE or (row.outcome is Outcome.MERGE and field in _anew(row))


def revised(planned: PlannedRow, said: Said) -> PlannedRow:
    """The row as planned with what the user said about it. A name makes somebody of a row that lacked one."""
    draft = planned.draft
    if draft is None:
        return planned
    for name, text in said.texts.items():
        draft = _with(draft, name, text)
    named = planned.outcome is Outcome.FAIL and bool(draft.name)
    usual = Outcome.CREATE if named else planned.outcome
    row = replace(planned, draft=draft, outcome=usual, reason=Reason.NONE if named else planned.reason)
    outcome = said.outcome if said.outcome in choices(row) else usual
    if outcome is Outcome.SKIP and usual is not Outcome.SKIP:
        return replace(row, name=draft.name, outcome=outcome, reason=Reason.LEFT_OUT, fills=())
    if outcome is Outcome.MERGE:
        return _completing(planned, said.texts)
    if outcome is not Outcome.CREATE:
        return row
    if usual is not Outcome.CREATE:
        row = replace(row, reason=Reason.NONE, person=None, into=None)
    return replace(row, name=draft.name, outcome=outcome, fills=tuple(contact_values(draft).items()))


def _completing(planned: PlannedRow, texts: Mapping[str, str]) -> PlannedRow:
    """A row that completes somebody: what is there already is not the row's to change."""
    draft, fills = planned.draft, dict(planned.fills)
    assert draft is not None
    for name in (name for name in texts if name in _anew(planned)):
        draft = _with(draft, name, texts[name])
        fills[name] = contact_values(draft).get(name, "")
    return replace(planned, draft=draft, fills=tuple((name, said) for name, said in fills.items() if said))


def _anew(row: PlannedRow) -> set[str]:
    """The fields of somebody there that this row alone fills; pages come on top of those there are."""
    return {name for name, _said in row.fills} - {"urls"}


def tidy(field: str, text: str) -> str | None:
    """What was written for a field as it is taken; None when it says nothing there: no name, no day."""
    text = " ".join(clean(text).split())
    if field == "name":
        return text or None
    if field == "known_since" and text:
        return iso_date(text) or None
    return text


def _with(draft: Draft, field: str, text: str) -> Draft:
    # Groups and pages may have a comma in them; between tags it is usual.
    parts = (text.replace(",", ";") if field == "tags" else text).split(";")
    several = tuple(dict.fromkeys(part for part in map(str.strip, parts) if part))
    match field:
        case "email":
            return replace(draft, emails=((text,) if text else ()) + draft.emails[1:])
        case "phone":
            return replace(draft, phones=((text,) if text else ()) + draft.phones[1:])
        case "groups":
            return replace(draft, groups=several)
        case "tags":
            return replace(draft, tags=several)
        case "urls":
            return replace(draft, urls=several)
        case "role":
            return replace(draft, role=text)
        case "organisation":
            return replace(draft, organisation=text)
        case "known_since":
            return replace(draft, known_since=text)
        case "note":
            return replace(draft, note=text)
        case _:
            return replace(draft, name=text)


def choices(planned: PlannedRow) -> tuple[Outcome, ...]:
    """What can become of a row that was planned so."""
    if planned.draft is None or not planned.draft.name or planned.reason is Reason.YOURSELF:
        return (planned.outcome,)
    return tuple(dict.fromkeys((planned.outcome, Outcome.CREATE, Outcome.SKIP)))


def report(rows: Sequence[PlannedRow]) -> bytes:
    """What becomes of each row, as a table that a spreadsheet opens."""
    words = outcome_words()
    header = (_("Row"), _("Name"), _("What happens"), _("Why"))
    return written(header, ((str(row.row), row.name, words[row.outcome], reason_words(row.reason)) for row in rows))
