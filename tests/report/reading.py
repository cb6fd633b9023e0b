"""A paper as a reader of PDF files finds it: its text, its fonts, its bookmarks."""

import io
import re
from collections.abc import Iterator
from math import hypot
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

_RANGE = re.compile(rb"<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>", re.I)
_CHAR = re.compile(rb"<([0-9A-F]+)>\s*<([0-9A-F]*)>", re.I)


def open_paper(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def page_text(page: PageObject) -> str:
    """The text of a page without white space, in the order of drawing; honours ActualText, as readers do."""
    fonts = {name: _to_unicode(font) for name, font in _fonts_of(page).items()}
    return "".join(_pieces(page, fonts))


def paper_text(pdf: bytes) -> str:
    """The text of all pages, without white space."""
    return "".join(page_text(page) for page in open_paper(pdf).pages)


def holds(text: str, words: str) -> bool:
    """Whether each of the words stands in a page's text; right-to-left words are drawn from their end."""
    return all(word in text or word[::-1] in text for word in words.split())


def fonts(pdf: bytes) -> dict[str, bool]:
    """Each font of a paper, and whether it is embedded."""
    found: dict[str, bool] = {}
    for page in open_paper(pdf).pages:
        for font in _fonts_of(page).values():
            inner = font["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            found[inner["/BaseFont"]] = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


def claims(pdf: bytes) -> tuple[str, str]:
    """What a paper says of itself: its metadata (XMP) and its language."""
    root: Any = open_paper(pdf).trailer["/Root"]
    return root["/Metadata"].get_data().decode(), root["/Lang"]


def type_sizes(pdf: bytes) -> set[float]:
    """Sizes of type in points, rotated text included."""
    sizes: set[float] = set()

    def look(text: str, _user: list[float], matrix: list[float], _font: Any, size: float) -> None:
        if text.strip():
            sizes.add(round(size * hypot(matrix[2], matrix[3]), 1))

    for page in open_paper(pdf).pages:
        page.extract_text(visitor_text=look)
    return sizes


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """(level, title) of the outline, in order."""

    def walk(entries: list[Any], level: int) -> Iterator[tuple[int, str]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, level + 1)
            else:
                yield level, entry.title

    return list(walk(open_paper(pdf).outline, 1))


def _fonts_of(page: PageObject) -> dict[str, Any]:
    resources: Any = page["/Resources"]
    return {name: font.get_object() for name, font in resources["/Font"].items()}


def _pieces(page: PageObject, fonts: dict[str, dict[int, str]]) -> Iterator[str]:
    font: dict[int, str] = {}
    spans: list[bool] = []
    for operands, operator in ContentStream(page["/Contents"].get_object(), page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            actual = operands[1].get("/ActualText") if operator == b"BDC" and isinstance(operands[1], dict) else None
            spans.append(actual is not None)
            if actual is not None:
                yield "".join(actual.split())
        elif operator == b"EMC":
            spans.pop()
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ") and not any(spans):
            for part in operands[0] if operator == b"TJ" else operands:
                if isinstance(part, str | bytes):
                    yield "".join(_decoded(part, font).split())


def _decoded(part: Any, font: dict[int, str]) -> str:
    codes = part if isinstance(part, bytes) else part.original_bytes
    return "".join(font.get(int.from_bytes(codes[i : i + 2]), "") for i in range(0, len(codes), 2))


def _to_unicode(font: Any) -> dict[int, str]:
    table = font["/ToUnicode"].get_data()
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        found |= {int(code, 16): _utf16(text) for code, text in _CHAR.findall(block)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in _RANGE.findall(block):
            start = int(first, 16)
            found |= {code: chr(int(text, 16) + code - start) for code in range(start, int(last, 16) + 1)}
    return found


def _utf16(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be")
