"""Template and data to PDF, through Typst: strict, in memory, the same bytes for the same input.

A paper is always PDF/A-2a and PDF/UA-1. What people wrote reaches the template as JSON strings only, never as markup.
"""

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import typst

from desktop.assets import asset
from desktop.report.practice import BadPractice, Practice, shipped_templates

STANDARDS = ["a-2a", "ua-1"]
BOX = "□"
"""Stands for a character that no font can show; Source Sans has it."""

_ROUNDS = 4
_NOWHERE = f"http://{'x' * 64}..invalid:9"  # one label is too long and one is empty
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
# Joiners shape letters, marks and first-strong isolates keep directions apart, tags spell flags; no other format
# character is text, and some (an unclosed override) would garble what follows.
_KEPT_FORMATS = frozenset({0x200C, 0x200D, 0x200E, 0x200F, 0x2068, 0x2069, *range(0xE0020, 0xE0080), 0x00AD, 0x200B})
_LINE_ENDS = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper. `missing`: characters that no font could show; each is printed as a box."""

    pdf: bytes
    missing: tuple[str, ...]


def clean(text: str) -> str:
    """`text` as it can be printed: composed (NFC), line ends as newlines, control characters left out."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_LINE_ENDS).replace("\t", " "))
    return "".join(char for char in text if char == "\n" or _printable(char))


def compile_paper(template: str, data: dict[str, Any], on: date, practice: Practice | None = None) -> Paper:
    """The paper of `template` (a file of `resources/reports`) with `data`, dated `on`, in the look of a `practice`.

    Characters missing from the bundled fonts are looked for in those of the computer; what is nowhere becomes a box.
    """
    pages, missing = _compile(template, data, on, practice, format="pdf", pdf_standards=STANDARDS)
    return Paper(pages[0], missing)


def pictures(
    template: str, data: dict[str, Any], on: date, practice: Practice | None = None, *, ppi: float = 72
) -> tuple[bytes, ...]:
    """The pages of the same paper as PNG pictures."""
    return tuple(_compile(template, data, on, practice, format="png", ppi=ppi)[0])


def text_widths(texts: Sequence[tuple[str, float, int]]) -> list[float]:
    """How wide texts of the map are, in points. Each is (text, type size in points, weight)."""
    if not texts:
        return []
    files = _files("measure.typ", {"texts": texts}, None)
    return json.loads(typst.query(files, "<widths>", "value", one=True, root=_root(), font_paths=_bundled_fonts()))


def _compile(
    template: str, data: dict[str, Any], on: date, practice: Practice | None, **options: Any
) -> tuple[list[bytes], tuple[str, ...]]:
    missing: dict[str, None] = {}
    data = _map_texts(data, lambda text: _without_private(clean(text), missing))
    fonts = _bundled_fonts()
    for _ in range(_ROUNDS):
        try:
            return _run(template, data, on, fonts, practice, options), tuple(missing)
        except typst.TypstError as error:
            unshown = _unshown(error)
            if not unshown:
                raise
        if fonts is not _all_fonts():
            fonts = _all_fonts()
            continue
        missing.update(dict.fromkeys(unshown))
        data = _map_texts(data, lambda text, gone=unshown: _boxed(text, gone))
    return _run(template, data, on, fonts, practice, options), tuple(missing)


def _run(
    template: str,
    data: dict[str, Any],
    on: date,
    fonts: typst.Fonts,
    practice: Practice | None,
    options: dict[str, Any],
) -> list[bytes]:
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    own = practice is not None and bool(practice.files)
    root = str(practice.folder) if practice and practice.folder else _root()
    try:
        with _offline():
            pages, warnings = typst.compile_with_warnings(
                _files(template, data, practice), root=root, font_paths=fonts, timestamp=noon, **options
            )
    except typst.TypstError as error:
        if own and not _unshown(error):
            raise _to_blame(practice, error, template) from error
        raise
    if warnings and not own:
        raise AssertionError(f"{template}: " + "; ".join(warning.message for warning in warnings))
    return pages if isinstance(pages, list) else [pages]


@contextmanager
def _offline() -> Iterator[None]:
    """Nothing is fetched, and no socket opened, whatever a template asks for.

    A package would be fetched by way of a proxy of which no system can look up the name, nor try to.
    """
    meanwhile = dict.fromkeys(("https_proxy", "http_proxy", "all_proxy"), _NOWHERE) | {"no_proxy": ""}
    meanwhile |= {name.upper(): value for name, value in meanwhile.items()}
    before = {name: os.environ.get(name) for name in meanwhile}
    os.environ.update(meanwhile)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)  # systems differ in whether case tells two names apart
            else:
                os.environ[name] = value


def _to_blame(practice: Practice | None, error: typst.TypstError, printed: str) -> BadPractice:
    """The practice's file that cannot be printed, as far as the error tells; `printed` is the template itself."""
    said = error.diagnostic or error.message or ""
    templates = [name for name in (practice.files if practice else ()) if name.endswith(".typ")]
    if practice and practice.logo and (practice.logo in said or not templates):
        return BadPractice("logo", practice.logo)
    likely = printed if printed in templates else templates[0]
    return BadPractice("template", next((name for name in templates if name in said), likely))


def _files(template: str, data: dict[str, Any], practice: Practice | None) -> Any:
    """The templates, the one to print as main file, and the data: all that the compiler can see."""
    files = {**dict(_templates()), **(practice.files if practice else {})}
    return {**files, "main.typ": files[template], "data.json": json.dumps(data, ensure_ascii=False).encode()}


def _root() -> str:
    return str(asset("reports"))


@cache
def _bundled_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(asset("fonts"))])


@cache
def _all_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[str(asset("fonts"))])


@cache
def _templates() -> tuple[tuple[str, bytes], ...]:
    return tuple(shipped_templates().items())


def _printable(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Cf":
        return ord(char) in _KEPT_FORMATS
    return category != "Cc" and not (category == "Cn" and _is_noncharacter(ord(char)))


def _is_noncharacter(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _without_private(text: str, missing: dict[str, None]) -> str:
    """Private characters mean something in one font only, so an archive may not hold them; lone surrogates are none."""
    gone = [char for char in text if unicodedata.category(char) in ("Co", "Cs")]
    missing.update(dict.fromkeys(char.encode("utf-8", "backslashreplace").decode() for char in gone))
    return _boxed(text, gone)


def _unshown(error: typst.TypstError) -> list[str]:
    """What the fonts lack, longest first: Typst names every piece of text that it could not show."""
    found = {_ESCAPED.sub(lambda m: chr(int(m[1], 16)), piece) for piece in _UNSHOWN.findall(error.diagnostic or "")}
    return sorted(found, key=lambda piece: (-len(piece), piece))


def _boxed(text: str, gone: Iterable[str]) -> str:
    for piece in gone:
        text = text.replace(piece, BOX)
    return text


def _map_texts(data: Any, change: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: _map_texts(value, change) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_map_texts(value, change) for value in data]
    return data
