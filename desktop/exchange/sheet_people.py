"""The people of a table, once it is said what its columns hold."""

import re
from dataclasses import dataclass

from desktop.domain.job import Job
from desktop.domain.names import fold
from desktop.exchange.cards import SYSTEM_TAGS
from desktop.exchange.columns import Column, Mapping_, ends_of, plain
from desktop.exchange.content_lines import escape
from desktop.exchange.days import iso_date, month_comes_first
from desktop.exchange.drafts import Draft, Format, Link, Row, Trouble, full_name, scoped
from desktop.exchange.reasons import Outcome, Reason
from desktop.exchange.sheet import Sheet
from desktop.exchange.table import Cells

_AT_A_TIME = 200
_GOOGLE_JOINS = " ::: "
_SEVERAL = re.compile(r" ::: |[;|\n]")
_TAGS = re.compile(r" ::: |[;|,\n]")
_NOTES = ("note", "notes", "comment", "comments", "description", "notizen", "notiz")
_NO_YEAR = "1604"
"""What Outlook writes when the year of a birthday is not known."""
_NOT_ANSWERED = {"fax", "pager"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read: what its columns hold, and how dates in numbers are written (None: nothing tells)."""

    columns: Mapping_
    month_first: bool | None = None


def dates_in(sheet: Sheet, columns: Mapping_) -> tuple[bool, bool | None]:
    """Whether there are dates in numbers that need it, and whether their month comes first as far as they tell."""
    numbered, told = False, None
    for place in (n for n, column in enumerate(columns) if column in (Column.SINCE, Column.BIRTHDAY)):
        for row in sheet.rows:
            text = row.cells[place] if place < len(row.cells) else ""
            numbered = numbered or len(iso_date(text)) == 4 < len(text)
            if told is None and text:
                told = month_comes_first(text)
                numbered = numbered or told is not None
    return numbered, told


def people(sheet: Sheet, reading: Reading) -> Job[tuple[Row, ...]]:
    """Everybody in the table, or what is wrong with their row. Yields (rows done, rows in all)."""
    made = _Maker(sheet, reading)
    rows: list[Row] = []
    for n, cells in enumerate(sheet.rows, 1):
        if (row := made.row(cells)) is not None:
            rows.append(row)
        if n % _AT_A_TIME == 0:
            yield n, len(sheet.rows)
    return tuple(rows)


class _Maker:
    """Turns rows into drafts, with the places of the columns worked out once."""

    def __init__(self, sheet: Sheet, reading: Reading) -> None:
        self._sheet = sheet
        self._month_first = reading.month_first
        self._names = [plain(name) for name in sheet.header]
        self._places: dict[Column, list[int]] = {}
        for n, column in enumerate(reading.columns):
            if column is not Column.IGNORE:
                self._places.setdefault(column, []).append(n)
        self._network = sheet.format in (Format.GRAPHML, Format.GEXF, Format.NETWORK_CANVAS)

    def row(self, cells: Cells) -> Row | None:
        """The person in a row, what is wrong with it, or None for a line that is only layout."""
        if not any(cells.cells):
            return None if len(cells.cells) <= 1 else Trouble(cells.row, "", Outcome.SKIP, Reason.BLANK)
        given = " ".join(part for part in (self._one(cells, Column.GIVEN), self._one(cells, Column.MIDDLE)) if part)
        family, suffix = self._one(cells, Column.FAMILY), self._one(cells, Column.SUFFIX)
        composed = f"{full_name(given, family)} {suffix}".strip() if given or family else ""
        key = self._one(cells, Column.KEY)
        name = self._one(cells, Column.NAME) or composed
        if not name and self._network and not {Column.NAME, Column.GIVEN, Column.FAMILY} & self._places.keys():
            name = key  # networks are often written with people's names as their keys
        if cells.broken or cells.too_long:
            reason = Reason.TOO_LONG if cells.too_long else Reason.BROKEN
            return Trouble(cells.row, (name or cells.cells[0])[:200], Outcome.FAIL, reason)
        emails = tuple(dict.fromkeys(part for cell in self._all(cells, Column.EMAIL) for part in _addresses(cell)))
        organisation = self._one(cells, Column.ORGANISATION)
        name = name if fold(name) else ""
        own = self._key(key, cells.row)
        draft = Draft(
            row=cells.row,
            name=name or "".join(emails[:1]),
            name_latin=self._one(cells, Column.LATIN),
            given=given,
            family=family,
            role=self._one(cells, Column.ROLE),
            organisation=organisation,
            emails=emails,
            phones=tuple(dict.fromkeys(self._numbers(cells))),
            urls=tuple(dict.fromkeys(p for cell in self._all(cells, Column.URL) for p in _SEVERAL.split(cell) if p)),
            note=self._notes(cells),
            tags=tuple(self._words(cells, Column.TAGS)),
            groups=tuple(self._words(cells, Column.GROUP)),
            known_since=iso_date(self._one(cells, Column.SINCE), month_first=self._month_first),
            extra=tuple(self._kept(cells, organisation)),
            key=own,
            links=tuple(
                Link(own, scoped(self._sheet.file, boss), 2, "manager") for boss in self._words(cells, Column.MANAGER)
            ),
        )
        if not draft.name:
            told = any(self._all(cells, column) for column in self._places if column is not Column.KEY)
            if not told:
                return Trouble(cells.row, "", Outcome.SKIP, Reason.BLANK)
            return Trouble(cells.row, organisation[:200], Outcome.FAIL, Reason.NO_NAME, draft)
        return draft

    def _key(self, key: str, row: int) -> str:
        return scoped(self._sheet.file, key or f"{self._sheet.name}#{row}")

    def _one(self, cells: Cells, column: Column) -> str:
        """The first value there is, on one line."""
        return next((" ".join(cell.split()) for cell in self._all(cells, column)), "")

    def _all(self, cells: Cells, column: Column) -> list[str]:
        there = cells.cells
        return [there[n] for n in self._places.get(column, ()) if n < len(there) and there[n]]

    def _words(self, cells: Cells, column: Column) -> dict[str, None]:
        """Short texts, several of which may stand in one cell."""
        cut = _TAGS if column is Column.TAGS else _SEVERAL
        parts = (part for cell in self._ticked(cells, column) for part in cut.split(cell))
        return {
            word: None
            for word in (" ".join(part.removeprefix("* ").split()) for part in parts)
            if word and not (column is Column.TAGS and fold(word) in SYSTEM_TAGS)
        }

    def _ticked(self, cells: Cells, column: Column) -> list[str]:
        """The values; of a column of ticks (a choice of several, one column each) its name where it is ticked."""
        found: list[str] = []
        for n in self._places.get(column, ()):
            text = cells.cells[n] if n < len(cells.cells) else ""
            if text.casefold() == "true" and n < len(self._sheet.header):
                text = self._sheet.header[n].replace("_", " ")
            if text and text.casefold() != "false":
                found.append(text)
        return found

    def _numbers(self, cells: Cells) -> list[str]:
        found: list[str] = []
        for place in self._places.get(Column.PHONE, ()):
            text = cells.cells[place] if place < len(cells.cells) else ""
            kind = cells.cells[place - 1] if self._kind_before(place) and place <= len(cells.cells) else ""
            if text and not any(word in fold(kind) for word in _NOT_ANSWERED):
                found += [part.strip() for part in text.split(_GOOGLE_JOINS) if part.strip()]
        return found

    def _kind_before(self, place: int) -> bool:
        before = self._names[place - 1] if 0 < place <= len(self._names) else ""
        return before.startswith("phone") and before.endswith(("label", "type"))

    def _notes(self, cells: Cells) -> str:
        """What is noted; what stands in a column of another name is told with that name."""
        found: list[str] = []
        for place in self._places.get(Column.NOTE, ()):
            text = cells.cells[place].strip() if place < len(cells.cells) else ""
            title = self._sheet.header[place] if place < len(self._sheet.header) else ""
            own = not title or plain(title) in _NOTES
            if text:
                found.append(text if own else f"{title}: {text}")
        return "\n\n".join(dict.fromkeys(found))

    def _kept(self, cells: Cells, organisation: str) -> list[str]:
        """What no field of ours takes, as the vCard lines in which it goes back out."""
        lines: list[str] = []
        departments = self._all(cells, Column.DEPARTMENT)
        if departments:
            lines.append("ORG:" + ";".join(escape(part) for part in (organisation, *departments)))
        if nickname := self._one(cells, Column.NICKNAME):
            lines.append(f"NICKNAME:{escape(nickname)}")
        if born := iso_date(self._one(cells, Column.BIRTHDAY), month_first=self._month_first):
            unknown = born.startswith(_NO_YEAR) and len(born) == 10
            lines.append(f"BDAY:{'--' + born[5:].replace('-', '') if unknown else born}")
        lines += [f"ADR:;;{escape(address)};;;;" for address in self._addresses(cells)]
        lines += [f"X-MS-MANAGER:{escape(boss)}" for boss in self._words(cells, Column.MANAGER)]
        return lines

    def _addresses(self, cells: Cells) -> list[str]:
        """Postal addresses: the columns whose names begin alike (business, home, address 1) make one."""
        parts: dict[str, list[str]] = {}
        for place in self._places.get(Column.ADDRESS, ()):
            text = " ".join(cells.cells[place].split()) if place < len(cells.cells) else ""
            if text:
                title = self._sheet.header[place] if place < len(self._sheet.header) else ""
                whole = "formatted" in title.casefold()
                parts.setdefault(title if whole else title.split(" ")[0], []).append(text)
        return [", ".join(found) for found in parts.values()]


def _addresses(cell: str) -> list[str]:
    return [part.strip("<>") for part in re.split(r" ::: |[;,|\s]", cell) if "@" in part]


def edges(sheet: Sheet) -> tuple[Link, ...] | None:
    """The edges in a sheet of edges (Kumu's connections, Gephi's edge table); None when it is no such sheet."""
    ends = ends_of(sheet.header)
    if ends is None:
        return None
    a, b = ends
    names = [plain(name) for name in sheet.header]
    weight = next((n for n, name in enumerate(names) if name in ("weight", "strength", "value")), -1)
    label = next((n for n, name in enumerate(names) if name in ("label", "relationship", "description")), -1)
    if label < 0 and "type" in names:
        label = names.index("type")
    found: list[Link] = []
    for row in sheet.rows:
        cells = row.cells
        if max(a, b) < len(cells) and cells[a] and cells[b] and not row.broken and not row.too_long:
            said = cells[label] if 0 <= label < len(cells) else ""
            strong = strength(cells[weight]) if 0 <= weight < len(cells) else 1
            found.append(link(sheet.file, cells[a], cells[b], strong, said))
    return tuple(found)


def strength(text: str) -> int:
    """A weight as the strength of a tie, 1 to 3."""
    try:
        return min(3, max(1, round(float(text.replace(",", ".")))))
    except (ValueError, OverflowError):
        return 1


def link(file: str, a: str, b: str, strong: int = 1, label: str = "") -> Link:
    """An edge between two rows of a file. Graph programs' own words for the kind of an edge are no label."""
    said = " ".join(label.split())[:200]
    dull = said.casefold() in ("directed", "undirected", "mutual")
    return Link(scoped(file, a), scoped(file, b), strong, "" if dull else said)
