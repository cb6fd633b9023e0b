"""Excel workbooks in and out; openpyxl is used here alone."""

import logging
import warnings
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from desktop.domain.job import Job
from desktop.exchange.archives import opened, verify
from desktop.exchange.columns import ends_of, is_header
from desktop.exchange.reasons import Problem
from desktop.exchange.sheet import Sheet, made
from desktop.exchange.source import FIELD_LIMIT, ROW_LIMIT, Source, clean
from desktop.exchange.table import Cells

_COLUMNS = 400
_EMPTY_ROWS = 50_000
"""So many in a row without anything in them, and the rest of the sheet is taken to be empty, too."""
_SHEETS = 50
_AT_A_TIME = 50
_WAIT_S = 0.004


def is_workbook(names: Iterable[str]) -> bool:
    """Whether an archive with these members is a workbook."""
    return "xl/workbook.xml" in names


def read(source: Source) -> Job[tuple[Sheet, ...]]:
    """The sheets that hold people or who knows whom; the first that holds anything, when no header is known.

    Yields (rows done, rows done). Raises UnreadableFile.
    """
    with opened(source) as (archive, data):
        yield from verify(source, archive)
        book = yield from _load(source, data)
    try:
        sheets: list[Sheet] = []
        for name in book.sheetnames[:_SHEETS]:
            rows = yield from _rows(source, book[name])
            if rows:
                sheets.append(made(source.path.name, name, "", rows))
    except (GeneratorExit, KeyboardInterrupt, MemoryError):
        raise
    except Exception as broken:
        if hasattr(broken, "problem"):
            raise
        raise source.problem(Problem.DAMAGED) from broken
    finally:
        book.close()
    known = [sheet for sheet in sheets if is_header(sheet.header) or ends_of(sheet.header)]
    if not sheets:
        raise source.problem(Problem.EMPTY)
    return tuple(known or sheets[:1])


def _load(source: Source, data: bytes) -> Job[Any]:
    """The workbook, opened in a thread: its table of texts is read in one go, and the window lives on meanwhile."""

    def load() -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out of a workbook concerns no text
            return openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)

    with ThreadPoolExecutor(1) as aside:
        loading = aside.submit(load)
        while not loading.done():
            wait([loading], _WAIT_S)
            yield 0, 0
    try:
        return loading.result()
    except MemoryError:
        raise
    except Exception as broken:  # whatever a damaged workbook makes of the library
        raise source.problem(Problem.DAMAGED) from broken


def _rows(source: Source, sheet: Any) -> Job[list[Cells]]:
    rows: list[Cells] = []
    if not hasattr(sheet, "reset_dimensions"):  # a sheet that is a chart
        return rows
    # What a sheet says of its own size is believed by nobody.
    sheet.reset_dimensions()
    empty = 0
    for n, values in enumerate(sheet.iter_rows(max_col=_COLUMNS, values_only=True), 1):
        cells = [_text(value) for value in values] if values.count(None) < len(values) else []
        while cells and not cells[-1]:
            cells.pop()
        empty = 0 if cells else empty + 1
        if cells:
            rows.append(Cells(n, cells, too_long=max(map(len, cells)) > FIELD_LIMIT))
        if len(rows) > ROW_LIMIT:
            raise source.problem(Problem.TOO_MANY)
        if empty > _EMPTY_ROWS:
            break
        if n % _AT_A_TIME == 0:
            yield n, n
    return rows


def _text(value: object) -> str:
    """A cell as a person reads it."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return clean(str(value)).strip()


def write(sheets: Sequence[tuple[str, Sequence[str], Iterable[Sequence[str]]]]) -> bytes:
    """A workbook of these sheets (name, header, rows): every cell is text and nothing is ever a formula."""
    book: Any = openpyxl.Workbook(write_only=True)
    for name, header, rows in sheets:
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        for n, title in enumerate(header):
            sheet.column_dimensions[_letter(n)].width = min(40, max(12, len(title) + 2))
        sheet.append([_cell(sheet, title, bold=True) for title in header])
        for row in rows:
            sheet.append([_cell(sheet, text) for text in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, text: str, bold: bool = False) -> Any:
    # A cell takes 32,767 characters; more would make a file that Excel repairs.
    cell: Any = WriteOnlyCell(sheet, value="")
    if bold:
        cell.font = Font(bold=True)
    cell.value = clean(text)[:32_767]
    cell.data_type = "s"
    return cell


def _letter(n: int) -> str:
    return ("" if n < 26 else _letter(n // 26 - 1)) + chr(ord("A") + n % 26)


logging.getLogger("openpyxl").setLevel(logging.ERROR)
