"""Tables as CSV that a spreadsheet opens as text: nothing in them ever runs as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would calculate it."""
    return (
        f"'{text}" if text.lstrip(" \n").startswith(_STARTS_A_FORMULA) or text.startswith(_STARTS_A_FORMULA) else text
    )


def as_meant(text: str) -> str:
    """What `harmless` was given."""
    return text[1:] if text[:1] == "'" and harmless(text[1:]) == text else text


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([harmless(cell) for cell in header])
    table.writerows([harmless(cell.replace("\x00", "")) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")
