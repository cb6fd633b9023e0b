"""What reading a file gave."""

from dataclasses import dataclass

from desktop.exchange.drafts import Format, Link, Row
from desktop.exchange.sheet import Sheet


@dataclass(frozen=True, slots=True)
class ReadResult:
    """All rows of one file, in its order. `encoding` is how its text was understood, for the preview.

    `links`: who knows whom. `sheets`: tables whose people show only when it is said what their columns hold.
    """

    file: str
    format: Format
    encoding: str
    rows: tuple[Row, ...]
    links: tuple[Link, ...] = ()
    sheets: tuple[Sheet, ...] = ()
