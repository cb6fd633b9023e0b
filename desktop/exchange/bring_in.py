"""The one way in: files are read, matched with who is there, shown, and taken in by one Step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop.domain.errors import KnownError
from desktop.domain.job import Job
from desktop.exchange import plan_json, read
from desktop.exchange.drafts import Row, contact_values
from desktop.exchange.persons import Known
from desktop.exchange.pipeline import PlannedRow, ReportRow, Summary, match, summary
from desktop.exchange.reasons import Outcome, Problem, Reason, UnreadableFile
from desktop.plan import document
from desktop.plan import read as plan_read
from desktop.plan.file import Plan
from desktop.plan.importing import Arrival, take_in
from desktop.plan.step import Edit
from desktop.words import _

_AT_A_TIME = 200
_ROWS_AT_A_TIME = 1_000


class AloneOnly(KnownError):
    """A plan JSON was given together with other files, or with a tier for its people."""

    def words(self) -> str:
        """One line: what to do instead."""
        return _("A plan JSON is imported by itself: one file, without a tier. Nothing was changed.")


@dataclass(frozen=True)
class Load:
    """What was read: rows of people, or a plan JSON document, never both."""

    rows: tuple[Row, ...] = ()
    document: Mapping[str, Any] | None = None


def read_files(paths: Sequence[Path]) -> Job[Load]:
    """Read all files before anything is planned. One that cannot be read raises, and nothing was written."""
    rows: list[Row] = []
    for path in paths:
        if plan_json.looks_like(read.head_of(path)):
            if len(paths) > 1:
                raise AloneOnly
            return Load(document=plan_json.parse(_whole(path)))
        rows += (yield from read.read(path)).rows
    return Load(rows=tuple(rows))


def _whole(path: Path) -> bytes:
    try:
        if path.stat().st_size > plan_json.LARGEST:
            raise UnreadableFile(path.name, Problem.PLAN_TOO_LARGE)
        return path.read_bytes()
    except OSError:
        raise UnreadableFile(path.name, Problem.UNREADABLE) from None


def plan_rows(plan: Plan, load: Load) -> Job[tuple[PlannedRow, ...]]:
    """What would become of each row, for the preview."""
    known: list[Known] = []
    for n, row in enumerate(plan_read.known_people(plan), 1):
        known.append(Known(**row))
        if n % _AT_A_TIME == 0:
            yield n, 0
    return (yield from match(load.rows, known))


def arrivals(rows: Sequence[PlannedRow]) -> Job[list[Arrival]]:
    """The rows that write something. What completes somebody of the same import is written with them.

    Yields (rows done, rows in all).
    """
    made: dict[int, dict[str, Any]] = {}
    filled: list[Arrival] = []
    for at, row in enumerate(rows):
        if row.outcome is Outcome.CREATE:
            made[at] = dict(row.fills)
        elif row.outcome is Outcome.MERGE and row.into is not None:
            if row.into in made:
                made[row.into] |= dict(row.fills)
            elif row.draft is not None:  # whom it would complete is left out: then this row is the first of them
                made[at] = dict(contact_values(row.draft))
        elif row.outcome is Outcome.MERGE:
            filled.append(Arrival(row.person, dict(row.fills)))
        if at % _ROWS_AT_A_TIME == 0:
            yield at, len(rows)
    return [Arrival(None, values) for values in made.values()] + filled


def apply(plan: Plan, rows: Sequence[PlannedRow], *, on: date, tier: str | None = None) -> Job[tuple[int, ...]]:
    """Take the rows in as they stand now, in one Step. Returns the row keys of the new people."""
    arriving = yield from arrivals(rows)
    return (yield from take_in(plan, arriving, on=on, tier=tier))


def take_document(plan: Plan, said: Mapping[str, Any], *, dry_run: bool = False) -> Job[Summary]:
    """Take in a plan JSON: it replaces a plan without people, else joins it by id. Raises `NotPlanJson`."""
    if not document.has_people(plan):
        values = yield from plan_json.read_values(said, {}, None)
        if not dry_run:
            yield from document.replace_all(plan, values, Edit.IMPORT)
        return Summary(created=len(values.contacts), merged=0, skipped=0, failed=0, rows=[])
    plan_json.same_kind(said, plan_read.info(plan).kind)
    values = yield from plan_json.read_values(said, document.uids(plan), document.owner_id(plan))
    mentioned = plan_json.mentioned(said)
    found = yield from document.compare(plan, values, mentioned)
    if not dry_run:
        yield from document.merge(plan, values, mentioned, found, Edit.IMPORT)
    rows: list[ReportRow] = []
    for n, (key, person) in enumerate(values.contacts.items(), 1):
        if key in found.merged:
            rows.append(ReportRow(row=n, name=person.name, outcome=Outcome.MERGE.value, reason=Reason.SAME_ID.value))
        elif key in found.skipped:
            reason = Reason.ALREADY_THERE.value
            rows.append(ReportRow(row=n, name=person.name, outcome=Outcome.SKIP.value, reason=reason))
    return Summary(
        created=len(found.created), merged=len(found.merged), skipped=len(found.skipped), failed=0, rows=rows
    )


def bring_in(plan: Plan, load: Load, *, on: date, tier: str | None = None, dry_run: bool = False) -> Job[Summary]:
    """Match and take in, without a preview between: the command line's way."""
    if load.document is not None:
        if tier is not None:
            raise AloneOnly
        return (yield from take_document(plan, load.document, dry_run=dry_run))
    rows = yield from plan_rows(plan, load)
    if not dry_run:
        yield from apply(plan, rows, on=on, tier=tier)
    return summary(rows)
