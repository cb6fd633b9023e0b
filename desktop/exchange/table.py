"""Tables as text (CSV and its relatives): rows of cells, one bad row never costing the next."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.exchange.csv_text import as_meant
from desktop.exchange.reasons import Problem
from desktop.exchange.source import FIELD_LIMIT, LINE_LIMIT, MEGABYTE, Source, clean, decode

TABLE_LIMIT = 20 * MEGABYTE
_LINES_IN_A_ROW = 50
"""A quoted cell may hold line ends; a row of more lines than this has a quote that nobody closed."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: its number as a spreadsheet counts rows, from 1, and its cells without outer space.

    `broken`: the quotes do not match; `too_long`: a cell is over the limit for one field, or the line beyond all
    measure. Of such a row `cells` is what can be shown of it.
    """

    row: int
    cells: list[str]
    broken: bool = False
    too_long: bool = False


class Table:
    """The rows of `source`, read slice by slice as they are asked for; `encoding` is known at the end."""

    def __init__(self, source: Source, delimiter: str) -> None:
        if source.size > TABLE_LIMIT:
            raise source.problem(Problem.TOO_LARGE)
        self._source = source
        self._delimiter = delimiter
        self._fresh = (line for batch in source.batches() for line in batch)
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self.encoding = source.encoding

    def __iter__(self) -> Iterator[Cells]:
        """Yield every row, blank lines as rows without cells."""
        reader = csv.reader(self._lines(), delimiter=self._delimiter, strict=True)
        row = 0
        while True:
            row += 1
            self._taken.clear()
            try:
                cells = next(reader)
            except StopIteration:
                if not self._taken:
                    return
                cells = None
            except (csv.Error, _Overlong):
                cells = None
            if cells is None:
                # Only the first line is given up, in case it is just this one that is wrong: the rest is read again.
                first, *others = self._taken
                self._again.extendleft(reversed(others))
                yield _leniently(row, first, self._delimiter)
                reader = csv.reader(self._lines(), delimiter=self._delimiter, strict=True)
            else:
                yield _cells(row, cells)

    @property
    def at_end(self) -> bool:
        """Whether the row just given was the last one and no line end follows it: the file may have been cut there."""
        if self._again:
            return False
        following = next(self._fresh, None)
        if following is not None:
            self._again.append(self._text(following))
            return False
        return not self._source.complete

    def _lines(self) -> Iterator[str]:
        """The lines of one row after another; ends early when a row takes too many, which csv reports as an error."""
        while len(self._taken) < _LINES_IN_A_ROW:
            if self._again:
                line = self._again.popleft()
            else:
                raw = next(self._fresh, None)
                if raw is None:
                    return
                line = self._text(raw)
            self._taken.append(line)
            if len(line.encode("utf-8", "replace")) >= LINE_LIMIT:
                raise _Overlong
            yield line + "\n"

    def _text(self, raw: bytes) -> str:
        text, as_declared = decode(self._source.as_utf8(raw))
        if not as_declared:
            self.encoding = "cp1252"
        return clean(text)


class _Overlong(Exception):
    """A line was cut by the source."""


def _cells(row: int, cells: list[str]) -> Cells:
    return Cells(
        row, [as_meant(cell.strip()) for cell in cells], too_long=max(map(len, cells), default=0) > FIELD_LIMIT
    )


def _leniently(row: int, line: str, delimiter: str) -> Cells:
    """A row that is no proper CSV: read as a spreadsheet would when at least its quotes come in pairs, else broken."""
    if line.count('"') % 2 == 0:
        try:
            return _cells(row, [cell for cells in csv.reader([line], delimiter=delimiter) for cell in cells])
        except csv.Error:
            pass
    shown = [cell.strip('" ') for cell in line[:FIELD_LIMIT].split(delimiter)[:100]]
    return Cells(row, shown, broken=True, too_long=len(line) > FIELD_LIMIT)
