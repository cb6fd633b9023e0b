"""The blocks that most papers are made of, as `blocks.typ` prints them. Texts of people are stripped and breakable."""

from collections.abc import Iterable, Sequence
from typing import Any

from desktop.report.names import narrow, wide

Block = dict[str, Any]
Page = list[Block]
Width = dict[str, float]


def fr(part: float) -> Width:
    """A column that takes this share of what is left."""
    return {"fr": part}


def mm(width: float) -> Width:
    """A column of so many millimetres."""
    return {"mm": width}


def eyebrow(text: str, right: str = "") -> Block:
    """The small line above a page's title."""
    return {"is": "eyebrow", "text": text, "right": right}


def title(text: str) -> Block:
    """The title of a page: a bookmark of the first level."""
    return {"is": "title", "text": wide(text)}


def under(text: str) -> Block:
    """A soft line under a title."""
    return {"is": "under", "text": wide(text)}


def lede(text: str, label: str = "", lines: int = 0) -> Block:
    """The sentence a page turns on, under its `label`; `lines` to write it on when there is none."""
    return {"is": "lede", "text": wide(text), "label": label, "lines": lines}


def heading(text: str, level: int = 2) -> Block:
    """A heading; never alone at the foot of a page."""
    return {"is": "heading", "text": wide(text), "level": level}


def text(words: str) -> Block:
    """A paragraph."""
    return {"is": "text", "text": wide(words)}


def sentences(texts: Iterable[str]) -> Block:
    """What a page says, a sentence each."""
    return {"is": "sentences", "texts": [wide(each) for each in texts if each]}


def note(words: str) -> Block:
    """Small soft words."""
    return {"is": "note", "text": wide(words)}


def bullets(items: Iterable[str]) -> Block:
    """A list."""
    return {"is": "list", "items": [wide(item) for item in items]}


def lines(n: int) -> Block:
    """Lines to write on."""
    return {"is": "lines", "n": n}


def room(heading: str = "") -> Block:
    """The rest of the page to write on."""
    return {"is": "room", "title": heading}


def contents() -> Block:
    """Where the other pages are, on the first."""
    return {"is": "contents"}


def fitting(*choices: Page) -> Block:
    """The first of several ways to fill a page that fits on one; it stands first on its page."""
    return {"is": "fitting", "choices": list(choices)}


def space(heading: str = "") -> Block:
    """The rest of the page to draw on."""
    return {"is": "space", "title": heading}


def gap(millimetres: float) -> Block:
    """White space."""
    return {"is": "gap", "mm": millimetres}


def part(heading_: str, words: str, blank: int = 2) -> Page:
    """A heading with what was said, or with lines to say it."""
    return [heading(heading_), text(words) if words.strip() else lines(blank)]


def items(heading_: str, said: Sequence[str], blank: int = 3) -> Page:
    """A heading with a list, or with lines for one."""
    return [heading(heading_), bullets(said) if said else lines(blank)]


def columns(*parts: Page, widths: Sequence[float] | None = None) -> Block:
    """Blocks beside each other."""
    return {"is": "columns", "columns": list(parts), "widths": list(widths or [1] * len(parts))}


def together(*blocks: Block) -> Block:
    """Blocks that stay on one page."""
    return {"is": "together", "blocks": list(blocks)}


def numbered(asked: Iterable[Block], mark_width: float = 6, line: float = 7.6) -> Block:
    """Questions with their numbers or ids (`question`). `line`: millimetres between two lines to write on."""
    return {"is": "numbered", "items": list(asked), "mark-width": mark_width, "line": line}


def question(n: str, words: str, note: str = "", what: str = "", *, find: bool = False, lines: int = 0) -> Block:
    """One question; `note` says why it is asked (amber when it finds out `what`), `lines` leaves room for an answer."""
    return {"n": n, "text": wide(words), "note": note, "what": what, "find": find, "lines": lines}


def cell(
    *said: str | tuple[str, str], mark: str | None = None, end: bool = False, span: int = 1, slim: bool = False,
    to: str = "",
) -> Block:  # fmt: skip
    """A cell of a table: lines of text, each with a style if it is a pair (text, style). `slim`: a narrow column.

    `to`: the first line leads to the page of this name (`names.page_of`), where the paper has one.

    Styles: soft, strong, amber, small. Marks: kept, open, not-yet.
    """
    shown = narrow if slim else wide
    pairs = [(each, "") if isinstance(each, str) else each for each in said]
    return {
        "lines": [{"text": shown(words), "style": style} for words, style in pairs if words],
        "mark": mark,
        "end": end,
        "span": span,
        "to": to,
    }


def table(
    widths: Sequence[Width],
    head: Sequence[str],
    rows: Iterable[Sequence[Block]],
    write: tuple[int, float] | None = None,
) -> Block:
    """A table; `write`: so many more rows to fill in by hand, each of this height in millimetres."""
    return {
        "is": "table",
        "columns": list(widths),
        "head": list(head),
        "rows": [list(row) for row in rows],
        "write": {"rows": write[0], "mm": write[1]} if write else None,
    }


def scale(asked: Iterable[str]) -> Block:
    """Statements to rate from 1 to 5."""
    return {"is": "scale", "rows": [wide(each) for each in asked]}


def field(label: str, words: str = "") -> Block:
    """A small label with what is known, or a line to write on."""
    return {"is": "field", "label": label, "text": wide(words)}
