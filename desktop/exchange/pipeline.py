"""From drafts to planned rows: what an import would do, row by row, before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from desktop.domain.job import Job
from desktop.exchange.content_lines import escape, parse
from desktop.exchange.drafts import FIELDS, Draft, Row, Value, contact_values
from desktop.exchange.matching import (
    Known,
    People,
    Person,
    phone_key,
    profile_key,
)
from desktop.exchange.reasons import Outcome, Reason

_AT_A_TIME = 50
"""Rows between two chances to draw and to cancel: some milliseconds."""


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What becomes of one row of what is brought in.

    `draft` is None for a row that gives nobody. `fills` are the fields of the contact to set, with their new values, in
    the order of FIELDS: all that is said for CREATE; for MERGE only what was empty, or grew (further addresses, pages,
    kept lines), with nothing overwritten; none otherwise. MERGE goes to the person with the row key `person`, or to the
    one whom the row at index `into` of the same import creates.
    """

    row: int
    name: str
    outcome: Outcome
    reason: Reason
    draft: Draft | None = None
    person: int | None = None
    into: int | None = None
    fills: tuple[tuple[str, Value], ...] = ()


class ReportRow(TypedDict):
    """A row of the report: something other than simply created."""

    row: int
    name: str
    outcome: str
    reason: str


class Summary(TypedDict):
    """The report of an import, as the command line writes it in JSON."""

    created: int
    merged: int
    skipped: int
    failed: int
    rows: list[ReportRow]


def match(drafts: Sequence[Row], existing: Sequence[Known]) -> Job[tuple[PlannedRow, ...]]:
    """Plan what becomes of `drafts` in a plan with the people `existing`. Yields (rows done, rows in all).

    Several files are one batch: give their rows one after another. The same file again creates nobody: whoever is there
    is found by the keys of `People.find`, a row that adds nothing is skipped.
    """
    total = len(drafts) * 2 + len(existing)
    people = People()
    done = 0
    for done, known in enumerate(existing, start=1):
        people.add(Person(known, id=known.id, owner=known.owner))
        if done % _AT_A_TIME == 0:
            yield done, total
    described: dict[int, Person] = {}
    for index, row in enumerate(drafts):
        if isinstance(row, Draft):
            described[index] = Person(contact_values(row), row=index)
            people.await_person(described[index])
        done += 1
        if done % _AT_A_TIME == 0:
            yield done, total
    planned: list[PlannedRow] = []
    for index, row in enumerate(drafts):
        if isinstance(row, Draft):
            planned.append(_plan(row, described[index], people))
        else:
            planned.append(PlannedRow(row.row, row.name, row.outcome, row.reason))
        done += 1
        if done % _AT_A_TIME == 0:
            yield done, total
    yield total, total
    return tuple(planned)


def summary(rows: Sequence[PlannedRow]) -> Summary:
    """How many rows come to what, and each row that is not simply created with its reason as a code."""
    count = dict.fromkeys(Outcome, 0)
    told: list[ReportRow] = []
    for row in rows:
        count[row.outcome] += 1
        if row.outcome is not Outcome.CREATE or row.reason is not Reason.NONE:
            told.append(ReportRow(row=row.row, name=row.name, outcome=row.outcome.value, reason=row.reason.value))
    return Summary(
        created=count[Outcome.CREATE],
        merged=count[Outcome.MERGE],
        skipped=count[Outcome.SKIP],
        failed=count[Outcome.FAIL],
        rows=told,
    )


def _plan(draft: Draft, person: Person, people: People) -> PlannedRow:
    """The row of one draft; whom it creates or completes is there for the rows after it."""

    def planned(outcome: Outcome, reason: Reason, fills: Mapping[str, Value] | None = None) -> PlannedRow:
        target = (there.id, there.row) if there else (None, None)
        return PlannedRow(draft.row, draft.name, outcome, reason, draft, *target, tuple((fills or {}).items()))

    there, reason = people.find(person)
    if there is None:
        people.add(person)
        return planned(Outcome.CREATE, reason, contact_values(draft))
    if there.owner:
        return planned(Outcome.SKIP, Reason.YOURSELF)
    fills = additions(there, person)
    if not fills:
        return planned(Outcome.SKIP, Reason.TWICE if there.id is None else Reason.ALREADY_THERE)
    there.fill(fills)
    people.add(there)
    return planned(Outcome.MERGE, reason, fills)


def additions(there: Person, new: Person) -> dict[str, Value]:
    """The fields of `there` that `new` fills or lets grow, with their new values; nothing that is there changes."""
    fills: dict[str, Value] = {
        name: new.text(name) or new.texts(name) for name in FIELDS if not (there.text(name) or there.texts(name))
    }
    pages = {profile_key(url) or url for url in there.texts("urls")}
    urls = tuple(url for url in new.texts("urls") if (profile_key(url) or url) not in pages)
    lines = tuple(_further_lines(there, new))
    grown: dict[str, Value] = {
        "urls": there.texts("urls") + urls if urls else (),
        "extra": there.texts("extra") + lines if lines else (),
    }
    fills = {name: value for name, value in (fills | grown).items() if value}
    return {name: fills[name] for name in FIELDS if name in fills}


def _further_lines(there: Person, new: Person) -> Iterator[str]:
    """The kept lines of `new` that `there` lacks: further addresses and numbers, and properties it has none of.

    Lines that a label ties together (`item1.`) come only where there are none yet: the labels would mix.
    """
    emails, phones = set(there.emails), set(there.phones) | {there.text("phone")}
    for field, name, told, key in (("email", "EMAIL", emails, str.casefold), ("phone", "TEL", phones, _number)):
        value = new.text(field)
        if value and there.text(field) and key(value) not in told:
            yield f"{name}:{escape(value)}"
        told.add(key(value))
    old = [prop for line in there.texts("extra") if (prop := parse(line.encode("utf-8", "replace")))]
    names, groups = {prop.name for prop in old}, any(prop.group for prop in old)
    for line in new.texts("extra"):
        prop = parse(line.encode("utf-8", "replace"))
        if prop is None or (prop.group and groups):
            continue
        known = {"EMAIL": prop.flat.casefold() in emails, "TEL": _number(prop.flat) in phones}
        if not known.get(prop.name, prop.name in names):
            yield line


def _number(phone: str) -> str:
    """What tells telephone numbers apart, even short ones."""
    return phone_key(phone) or phone
