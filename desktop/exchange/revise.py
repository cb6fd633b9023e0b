"""A planned row as the user changes it in the preview: what is written in it, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.exchange.csv_text import written
from desktop.exchange.drafts import Draft, contact_values
from desktop.exchange.pipeline import PlannedRow
from desktop.exchange.reasons import Outcome, Reason, outcome_words, reason_words
from desktop.words import _


def value(row: PlannedRow, field: str) -> str:
    """What a row says of `name`, `role` or `organisation`: the fields that can be changed."""
    if field == "name":
        return row.draft.name if row.draft is not None and row.draft.name else row.name
    if row.draft is None:
        return ""
    return row.draft.role if field == "role" else row.draft.organisation


def may_change(row: PlannedRow, field: str) -> bool:
    """Whether a field can be changed: of somebody new all of them, of somebody there only what comes in anew."""
    if row.draft is None:
        return False
    if row.outcome is Outcome.FAIL:
        return field == "name"
    return row.outcome is Outcome.CREATE or (row.outcome is Outcome.MERGE and field in dict(row.fills))


def changed(row: PlannedRow, field: str, text: str) -> PlannedRow:
    """The row with another text in a field. A name makes somebody of a row that lacked one."""
    text = " ".join(text.split())
    if row.draft is None or not may_change(row, field) or (field == "name" and not text):
        return row
    draft = _with(row.draft, field, text)
    if row.outcome is Outcome.MERGE:
        fills = dict(row.fills) | {field: text}
        return replace(row, draft=draft, fills=tuple((name, said) for name, said in fills.items() if said))
    reason = Reason.NONE if row.outcome is Outcome.FAIL else row.reason
    fills = tuple(contact_values(draft).items())
    return replace(row, name=draft.name, draft=draft, outcome=Outcome.CREATE, reason=reason, fills=fills)


def _with(draft: Draft, field: str, text: str) -> Draft:
    match field:
        case "name":
            return replace(draft, name=text)
        case "role":
            return replace(draft, role=text)
        case _:
            return replace(draft, organisation=text)


def choices(planned: PlannedRow) -> tuple[Outcome, ...]:
    """What can become of a row that was planned so."""
    if planned.draft is None or not planned.draft.name or planned.reason is Reason.YOURSELF:
        return (planned.outcome,)
    return tuple(dict.fromkeys((planned.outcome, Outcome.CREATE, Outcome.SKIP)))


def decided(planned: PlannedRow, now: PlannedRow, outcome: Outcome) -> PlannedRow:
    """The row as it stands `now`, with another outcome; `planned` is how it was before anybody changed it."""
    if outcome is planned.outcome:
        fills = tuple(contact_values(now.draft).items()) if now.draft and outcome is Outcome.CREATE else planned.fills
        return replace(planned, name=now.name, draft=now.draft, fills=fills)
    if outcome is Outcome.CREATE and now.draft is not None:
        fills = tuple(contact_values(now.draft).items())
        return replace(now, outcome=outcome, reason=Reason.NONE, person=None, into=None, fills=fills)
    return replace(now, outcome=Outcome.SKIP, reason=Reason.LEFT_OUT, fills=())


def report(rows: Sequence[PlannedRow]) -> bytes:
    """What becomes of each row, as a table that a spreadsheet opens."""
    words = outcome_words()
    header = (_("Row"), _("Name"), _("What happens"), _("Why"))
    return written(header, ((str(row.row), row.name, words[row.outcome], reason_words(row.reason)) for row in rows))
