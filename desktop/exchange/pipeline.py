"""From drafts to planned rows: what an import would do, row by row, before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from desktop.domain.job import Job
from desktop.exchange.drafts import Draft, Row, Value, contact_values
from desktop.exchange.matching import People
from desktop.exchange.merging import additions
from desktop.exchange.persons import Known, Person
from desktop.exchange.reasons import Outcome, Reason

_AT_A_TIME = 25
"""Rows between two chances to draw and to cancel: some milliseconds."""


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What becomes of one row of what is brought in.

    `draft` is None for a row that gives nobody and cannot be mended. `fills` are the fields of the contact to set, with
    their new values, in the order of FIELDS: all that is said for CREATE; for MERGE only what was empty, or grew
    (further addresses, pages, kept lines), with nothing overwritten; none otherwise. MERGE goes to the
    person with the row key `person`, or to the one whom the row at index `into` of the same import creates.
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
            planned.append(PlannedRow(row.row, row.name, row.outcome, row.reason, row.draft))
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
    people.describe(person, there or person)
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
