"""LinkedIn's `Connections.csv`: notes, a header that is found by its content, one connection a row."""

import csv
from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.job import Job
from desktop.domain.names import fold
from desktop.exchange.days import iso_date, month_comes_first
from desktop.exchange.drafts import Draft, Format, Row, Trouble, full_name
from desktop.exchange.reasons import Outcome, Problem, Reason
from desktop.exchange.result import ReadResult
from desktop.exchange.source import ROW_LIMIT, SLICE, Source
from desktop.exchange.table import Cells, Table

# Folded names of the columns: both generations of the English export and the programs that rewrite it, then German,
# French, Spanish, Portuguese, Italian and Dutch.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "given": ("first name", "vorname", "prenom", "nombre", "nome", "primeiro nome", "voornaam"),
    "family": (
        "last name", "nachname", "nom", "nom de famille", "apellido", "apellidos", "sobrenome", "apelido", "cognome",
        "achternaam",
    ),
    "url": ("url", "profile url"),
    "email": (
        "email address", "e-mail address", "e-mail-adresse", "adresse e-mail", "direccion de correo electronico",
        "endereco de e-mail", "indirizzo email", "indirizzo e-mail", "e-mailadres",
    ),
    "company": ("company", "unternehmen", "entreprise", "empresa", "azienda", "bedrijf"),
    "position": ("position", "poste", "cargo", "posizione", "functie"),
    "connected": (
        "connected on", "verbunden am", "date de connexion", "connecte le", "conectado el", "conectado em",
        "verbonden op",
    ),
}  # fmt: skip
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names}
_DELIMITERS = ",;\t"
_HEADER_WITHIN = 200
"""Rows in which the header has to come."""

Columns = Mapping[str, int]


def sniff(head: str) -> bool:
    """Whether the beginning of a file holds the header of LinkedIn's connections."""
    return _delimiter(head) is not None


def read(source: Source) -> Job[ReadResult]:
    """Read all connections. Yields (bytes done, bytes in all); raises UnreadableFile for the file as a whole."""
    delimiter = _delimiter(source.head_text)
    if delimiter is None:
        raise source.problem(Problem.UNKNOWN_FORMAT)
    table = Table(source, delimiter)
    rows: list[Row] = []
    month_first: bool | None = None
    doubtful: list[tuple[int, str]] = []
    columns: Columns | None = None
    shown = 0
    for cells in table:
        if columns is None:
            columns = header(cells.cells)
        elif not _is_note(cells, columns):
            row, connected = _row(cells, columns)
            undated = isinstance(row, Draft) and connected and not row.known_since
            if (cells.broken or undated or len(cells.cells) <= max(columns.values())) and table.at_end:
                raise source.problem(Problem.TRUNCATED)
            if isinstance(row, Draft) and len(row.known_since) == 4:
                doubtful.append((len(rows), connected))
            elif month_first is None:
                month_first = month_comes_first(connected)
            rows.append(row)
            if len(rows) > ROW_LIMIT:
                raise source.problem(Problem.TOO_MANY)
        if source.done - shown >= SLICE:
            shown = source.done
            yield shown, source.size
    if columns is None:
        raise source.problem(Problem.UNKNOWN_FORMAT)
    if month_first is not None:
        # 04/05/2024 can be told only now that 04/25/2024 was seen.
        for count, (index, connected) in enumerate(doubtful):
            rows[index] = replace(rows[index], known_since=iso_date(connected, month_first=month_first))
            if count % 500 == 0:
                yield source.size, source.size
    yield source.size, source.size
    return ReadResult(source.path.name, Format.LINKEDIN, table.encoding, tuple(rows))


def header(cells: list[str]) -> Columns | None:
    """The place of each known column when `cells` is the header of a table of connections, else None."""
    columns: dict[str, int] = {}
    names = [fold(cell[:40]) for cell in cells[:100]]
    for place, name in enumerate(names):
        if (column := _COLUMNS.get(name)) is not None:
            columns.setdefault(column, place)
    known = columns.keys()
    # Without the day of connection it takes the page, too: other tables have the rest under the same names.
    if {"given", "family"} <= known and ("connected" in known or {"company", "position", "url"} <= known):
        return columns
    return None


def _delimiter(head: str) -> str | None:
    """The delimiter with which some line of `head` is the header."""
    for line in head.split("\n")[: 4 * _HEADER_WITHIN]:
        for delimiter in _DELIMITERS:
            if line.count(delimiter) >= 2 and header(_split(line[:2000], delimiter)) is not None:
                return delimiter
    return None


def _split(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"') for cells in csv.reader([line], delimiter=delimiter) for cell in cells]


def _is_note(cells: Cells, columns: Columns) -> bool:
    """Blank lines, and notes that follow the header instead of leading to it: one long text and nothing else."""
    if cells.broken:
        return False
    filled = [cell for cell in cells.cells if cell]
    if not filled:
        # A line without a single delimiter is layout; `,,,,,,` is a row that LinkedIn wrote for nobody.
        return len(cells.cells) <= 1
    if len(filled) == 1 and filled[0] == cells.cells[0]:
        return len(filled[0]) > 80 or fold(filled[0]).rstrip(":") == "notes"
    return fold(filled[0][:40]) in _COLUMNS and header(cells.cells) is not None


def _row(cells: Cells, columns: Columns) -> tuple[Row, str]:
    """The connection in `cells` (or what is wrong with it), and its date as it stands there."""

    def cell(column: str) -> str:
        place = columns.get(column, -1)
        return cells.cells[place] if 0 <= place < len(cells.cells) else ""

    given, family, connected = _flat(cell("given")), _flat(cell("family")), cell("connected")
    name = full_name(given, family) if fold(given + family) else ""
    email = _flat(cell("email"))
    if cells.broken or cells.too_long:
        reason = Reason.TOO_LONG if cells.too_long else Reason.BROKEN
        return Trouble(cells.row, name[:200], Outcome.FAIL, reason), ""
    if not name and not email:
        blank = not any(cell(column) for column in ("url", "company", "position"))
        trouble = (Outcome.SKIP, Reason.BLANK) if blank else (Outcome.FAIL, Reason.NO_NAME)
        return Trouble(cells.row, "", *trouble), ""
    url = _flat(cell("url"))
    draft = Draft(
        row=cells.row,
        name=name or email,
        given=given,
        family=family,
        role=_flat(cell("position")),
        organisation=_flat(cell("company")),
        emails=(email,) if email else (),
        urls=(url,) if url else (),
        known_since=iso_date(connected),
    )
    return draft, connected


def _flat(text: str) -> str:
    return " ".join(text.split())
