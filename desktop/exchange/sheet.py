"""A table of people, read whole: which row names its columns, and the rows below."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.job import Job
from desktop.exchange.columns import data_like, ends_of, is_header
from desktop.exchange.drafts import Format, Link
from desktop.exchange.reasons import Problem
from desktop.exchange.source import ROW_LIMIT, SLICE, Source
from desktop.exchange.table import Cells, Table

_DELIMITERS = ",;\t|"
_HEADER_WITHIN = 50
"""Rows in which the header has to come, after what somebody wrote above it."""
_ROWS_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table before anybody said what its columns hold. `header` is empty when no row names them.

    `name` tells the sheets of one file apart. `links` are the edges of a network whose nodes the rows are.
    """

    file: str
    name: str
    format: Format
    encoding: str
    header: tuple[str, ...]
    rows: tuple[Cells, ...]
    links: tuple[Link, ...] = ()

    def without_header(self) -> "Sheet":
        """The same table when its first row is somebody and names nothing."""
        if not self.header:
            return self
        first = Cells(max(1, self.rows[0].row - 1) if self.rows else 1, list(self.header))
        return Sheet(self.file, self.name, Format.TABLE, self.encoding, (), (first, *self.rows), self.links)

    def with_header(self) -> "Sheet":
        """The same table when its first row names the columns."""
        if self.header or not self.rows:
            return self
        first, *others = self.rows
        return Sheet(self.file, self.name, self.format, self.encoding, tuple(first.cells), tuple(others), self.links)


def delimiter_of(head: str) -> str:
    """What stands between the cells of a table that begins with `head`: what cuts most lines alike; '' for no table."""
    lines = [line for line in head.split("\n")[:200] if line.strip()][:60]
    best, score = "", 0.0
    for delimiter in _DELIMITERS:
        widths = [len(split(line, delimiter)) for line in lines]
        several = [width for width in widths if width > 1]
        if not several:
            continue
        common = max(set(several), key=several.count)
        alike = several.count(common)
        headed = any(_names_columns(split(line, delimiter)) for line in lines[:_HEADER_WITHIN])
        shown = (alike >= 3 and common >= 3) or (alike == len(lines) > 1 and data_like(split(lines[0], delimiter)))
        found = alike / len(lines) * (1 + min(common, 10) / 20) + headed
        if (headed or shown) and found > score:
            best, score = delimiter, found
    return best


def sniff(head: str) -> bool:
    """Whether a file that begins with `head` is a table of some kind, or a single column of named people."""
    first = next((line for line in head.split("\n") if line.strip()), "")
    if first.lstrip()[:1] in ("{", "[", "<"):
        return False
    return bool(delimiter_of(head)) or is_header([first.strip().strip('"')])


def split(line: str, delimiter: str) -> list[str]:
    """The cells of one line."""
    try:
        return [cell.strip() for cells in csv.reader([line[:4000]], delimiter=delimiter) for cell in cells]
    except csv.Error:
        return []


def read(source: Source, *, delimiter: str = "") -> Job[Sheet]:
    """Read a table of text. Yields (bytes done, bytes in all); raises UnreadableFile for the file as a whole."""
    table = Table(source, delimiter or delimiter_of(source.head_text) or ",")
    rows: list[Cells] = []
    shown = 0
    for cells in table:
        rows.append(cells)
        if len(rows) > ROW_LIMIT:
            raise source.problem(Problem.TOO_MANY)
        if source.done - shown >= SLICE or len(rows) % _ROWS_AT_A_TIME == 0:
            shown = source.done
            yield shown, source.size
    return made(source.path.name, "", table.encoding, rows)


def made(
    file: str,
    name: str,
    encoding: str,
    rows: Sequence[Cells],
) -> Sheet:
    """The sheet of these rows: the header is found by what it says, never by where it stands."""
    filled = [n for n, row in enumerate(rows) if any(row.cells)]
    at = next((n for n in filled[:_HEADER_WITHIN] if _names_columns(rows[n].cells)), None)
    if at is None and len(filled) > 1 and _looks_headed([rows[n].cells for n in filled[:20]]):
        at = filled[0]
    header = tuple(rows[at].cells) if at is not None else ()
    body = rows if at is None else rows[at + 1 :]
    kept = tuple(row for row in body if not header or tuple(row.cells) != header)
    return Sheet(file, name, Format.TABLE, encoding, header, kept)


def _names_columns(cells: Sequence[str]) -> bool:
    return is_header(cells) or ends_of(cells) is not None


def _looks_headed(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row differs in kind from those below: they hold addresses or numbers and it does not."""
    return not data_like(rows[0]) and all(rows[0]) and any(data_like(row) for row in rows[1:])
