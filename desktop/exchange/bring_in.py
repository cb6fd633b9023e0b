"""The one way in: files are read, matched with who is there, shown, and taken in by one Step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop.domain.errors import KnownError
from desktop.domain.job import Job
from desktop.exchange import plan_json, read
from desktop.exchange.columns import Column, Mapping_, ends_of, fingerprint, guess
from desktop.exchange.drafts import Draft, Format, Link, Row, contact_values
from desktop.exchange.links import End, Knowing, find, people_in
from desktop.exchange.merging import additions
from desktop.exchange.persons import Known, Person
from desktop.exchange.pipeline import PlannedRow, ReportRow, Summary, match, summary
from desktop.exchange.reasons import Outcome, Problem, Reason, UnreadableFile
from desktop.exchange.result import ReadResult
from desktop.exchange.sheet import Sheet
from desktop.exchange.sheet_people import Reading, dates_in, edges, people
from desktop.plan import document
from desktop.plan import read as plan_read
from desktop.plan.file import Plan
from desktop.plan.importing import Arrival, ArrivingTie, take_in
from desktop.plan.step import Edit
from desktop.words import _

_NAMED = {Column.NAME, Column.GIVEN, Column.FAMILY, Column.KEY}
_AT_A_TIME = 200
_ROWS_AT_A_TIME = 1_000


class AloneOnly(KnownError):
    """A plan JSON was given together with other files, or with a tier for its people."""

    def words(self) -> str:
        """One line: what to do instead."""
        return _("A plan JSON is imported by itself: one file, without a tier. Nothing was changed.")


@dataclass(frozen=True)
class Load:
    """What was read: rows of people with who knows whom, or a plan JSON document, never both.

    `files` are the files as they came, `readings` how each of their sheets is read, in the same order.
    """

    rows: tuple[Row, ...] = ()
    links: tuple[Link, ...] = ()
    document: Mapping[str, Any] | None = None
    files: tuple[ReadResult, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All tables of all files."""
        return tuple(sheet for file in self.files for sheet in file.sheets)

    @property
    def doubtful(self) -> bool:
        """Whether nobody can be named in some table before its columns are."""
        return any(not _NAMED & set(how.columns) for sheet, how in self._people() if sheet.rows)

    @property
    def guessed(self) -> bool:
        """Whether there is a table that no known program wrote: what its columns hold is worth a look."""
        return any(sheet.format is Format.TABLE for sheet, _reading in self._people())

    def _people(self) -> Iterator[tuple[Sheet, Reading]]:
        return (
            (sheet, how) for sheet, how in zip(self.sheets, self.readings, strict=True) if not ends_of(sheet.header)
        )


Remembered = Mapping[str, Mapping_]
"""By the fingerprint of a header: what its columns were said to hold before."""


def names_people(reading: Reading) -> bool:
    """Whether a name or an address can be found with these columns."""
    return bool({*_NAMED, Column.EMAIL} & set(reading.columns))


def reading_of(sheet: Sheet, remembered: Remembered | None = None) -> Reading:
    """What the columns hold as chosen before, else as they seem."""
    kept = (remembered or {}).get(fingerprint(sheet.header))
    columns = kept or guess(sheet.header, [row.cells for row in sheet.rows])
    return Reading(columns, dates_in(sheet, columns)[1])


def read_files(paths: Sequence[Path], encoding: str = "", remembered: Remembered | None = None) -> Job[Load]:
    """Read all files before anything is planned. One that cannot be read raises, and nothing was written.

    `encoding`: the character set that the user chose for all of them, '' to find it out.
    """
    files: list[ReadResult] = []
    for path in paths:
        head = read.head_of(path)
        if plan_json.looks_like(head) and not read.detect(head):
            if len(paths) > 1:
                raise AloneOnly
            return Load(document=plan_json.parse(_whole(path)))
        files.append((yield from read.read(path, encoding)))
    return (yield from gather(files, remembered=remembered))


def read_pasted(text: str, remembered: Remembered | None = None) -> Job[Load]:
    """What was copied elsewhere."""
    return (yield from gather([(yield from read.read_pasted(text, _("What was pasted")))], remembered=remembered))


def gather(
    files: Sequence[ReadResult], readings: Sequence[Reading] = (), remembered: Remembered | None = None
) -> Job[Load]:
    """Everybody in these files, their tables read as `readings` say, one for each sheet; else as they seem."""
    rows: list[Row] = []
    links: list[Link] = []
    used: list[Reading] = []
    for file in files:
        rows += file.rows
        links += file.links
        for sheet in file.sheets:
            how = readings[len(used)] if readings else reading_of(sheet, remembered)
            used.append(how)
            links += sheet.links
            of_edges = edges(sheet)
            if of_edges is None:
                rows += yield from people(sheet, how)
            else:
                links += of_edges
    links += [link for row in rows if isinstance(row, Draft) for link in row.links]
    if not any(isinstance(row, Draft) for row in rows):
        rows += people_in(links)
    return Load(tuple(rows), tuple(links), None, tuple(files), tuple(used))


def _whole(path: Path) -> bytes:
    try:
        if path.stat().st_size > plan_json.LARGEST:
            raise UnreadableFile(path.name, Problem.PLAN_TOO_LARGE)
        return path.read_bytes()
    except OSError:
        raise UnreadableFile(path.name, Problem.UNREADABLE) from None


def known_people(plan: Plan) -> Job[list[Known]]:
    """Everybody of the plan, as far as it takes to know them again."""
    known: list[Known] = []
    for n, row in enumerate(plan_read.known_people(plan), 1):
        known.append(Known(**row))
        if n % _AT_A_TIME == 0:
            yield n, 0
    return known


def plan_rows(plan: Plan, load: Load) -> Job[tuple[PlannedRow, ...]]:
    """What would become of each row, for the preview."""
    return (yield from match(load.rows, (yield from known_people(plan))))


def arrivals(rows: Sequence[PlannedRow]) -> Job[tuple[list[Arrival], dict[int, int]]]:
    """The rows that write something, and the index of a row to the place of whom it makes among the new.

    What completes somebody of the same import is written with them. Yields (rows done, rows in all).
    """
    made: dict[int, dict[str, Any]] = {}
    filled: list[Arrival] = []
    first: dict[int, int] = {}  # whom a row that was left out would have made, to the row that makes them now
    same: dict[int, int] = {}
    for at, row in enumerate(rows):
        if row.outcome is Outcome.CREATE:
            made[at] = dict(row.fills)
        elif row.outcome is Outcome.MERGE and row.into is not None and row.draft is not None:
            if row.into in made:
                made[row.into] |= dict(row.fills)
            elif row.into in first:
                there, new = made[first[row.into]], Person(contact_values(row.draft), row=at)
                there |= additions(Person(there), new)
                same[at] = first[row.into]
            else:
                made[at] = dict(contact_values(row.draft))
                first[row.into] = at
        elif row.outcome is Outcome.MERGE:
            filled.append(Arrival(row.person, dict(row.fills)))
        if at % _ROWS_AT_A_TIME == 0:
            yield at, len(rows)
    places = {at: place for place, at in enumerate(made)}
    places |= {at: places[other] for at, other in same.items()}
    yield len(rows), len(rows)
    return [Arrival(None, values) for values in made.values()] + filled, places


def knowing(plan: Plan, load: Load, rows: Sequence[PlannedRow]) -> Job[tuple[tuple[Knowing, ...], int]]:
    """Who knows whom among the people of these rows and of the plan, and how many links lead to somebody unknown."""
    return (yield from find(load.links, rows, plan_read.names(plan) if load.links else {}))


def apply(
    plan: Plan, rows: Sequence[PlannedRow], *, on: date, tier: str | None = None, ties: Sequence[Knowing] = ()
) -> Job[tuple[int, ...]]:
    """Take the rows in as they stand now, in one Step. Returns the row keys of the new people."""
    arriving, places = yield from arrivals(rows)
    tied = [
        ArrivingTie(_place(tie.a, places), _place(tie.b, places), tie.strength, tie.label)
        for tie in ties
        if all(not new or at in places for new, at in (tie.a, tie.b))
    ]
    yield 0, len(arriving)
    return (yield from take_in(plan, arriving, on=on, tier=tier, ties=tied))


def _place(end: End, places: Mapping[int, int]) -> End:
    new, at = end
    return (True, places[at]) if new else end


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
    for sheet, reading in zip(load.sheets, load.readings, strict=True):
        if sheet.rows and not (names_people(reading) or ends_of(sheet.header)):
            raise UnreadableFile(sheet.file, Problem.UNKNOWN_TABLE)
    rows = yield from plan_rows(plan, load)
    if not dry_run:
        ties, _lost = yield from knowing(plan, load, rows)
        yield from apply(plan, rows, on=on, tier=tier, ties=ties)
    return summary(rows)
