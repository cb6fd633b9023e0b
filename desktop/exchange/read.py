"""A file to drafts or sheets: what it is shows in its content, never in its name."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.job import Job
from desktop.exchange import archives, graphs, linkedin, monica, network_json, sheet, vcard, workbooks
from desktop.exchange.columns import written_by
from desktop.exchange.drafts import Format
from desktop.exchange.reasons import Problem, UnreadableFile
from desktop.exchange.result import ReadResult
from desktop.exchange.sheet import Sheet
from desktop.exchange.source import Source, encoding_of, head_text, is_binary


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: whether the clean text at the beginning of a file is it, and how the file is read."""

    format: Format
    sniff: Callable[[str], bool]
    read: Callable[[Source], Job[ReadResult]]


def _sheets(read: Callable[[Source], Job[Sheet]]) -> Callable[[Source], Job[ReadResult]]:
    """A reader whose people show only when it is said what the columns hold."""

    def result(source: Source) -> Job[ReadResult]:
        found = yield from read(source)
        form = written_by(found.header) if found.format is Format.TABLE else found.format
        return ReadResult(source.path.name, form, found.encoding, (), sheets=(replace(found, format=form),))

    return result


READERS = (
    Reader(Format.VCARD, vcard.sniff, vcard.read),
    Reader(Format.GRAPHML, graphs.is_graphml, _sheets(graphs.read_graphml)),
    Reader(Format.GEXF, graphs.is_gexf, _sheets(graphs.read_gexf)),
    Reader(Format.KUMU, network_json.is_kumu, _sheets(network_json.read_kumu)),
    Reader(Format.MONICA, monica.sniff, monica.read),
    Reader(Format.LINKEDIN, linkedin.sniff, linkedin.read),
    Reader(Format.TABLE, sheet.sniff, _sheets(sheet.read)),
)


def detect(head: bytes, encoding: str = "") -> Reader | None:
    """The reader for a file that begins with `head` (some 64 KB, or all of it); None when no reader knows it."""
    if head.startswith(archives.MARKS):
        return _ARCHIVE
    if not (encoding or encoding_of(head)).startswith("utf-16") and is_binary(head):
        return None
    text = head_text(head, encoding)
    if text.lstrip().startswith(("<!doctype html", "<html", "<!DOCTYPE html")):
        return None
    return next((reader for reader in READERS if reader.sniff(text)), None)


def read(path: Path, encoding: str = "") -> Job[ReadResult]:
    """Read the file at `path`. Yields (bytes done, bytes in all) every 16 KB, some milliseconds of work.

    Raises UnreadableFile, once and for the whole file, when it cannot be taken; a row that is wrong is a Trouble in the
    result and the others stand. Closing the job closes the file. `encoding` is the character set that the user chose.
    """
    with Source.open(path, encoding) as source:
        return (yield from _read(source))


def read_pasted(text: str, name: str) -> Job[ReadResult]:
    """What was copied out of a spreadsheet (or out of any file that is text), under the name `name`."""
    with Source.of_bytes(name, text.encode("utf-8", "replace"), "utf-8") as source:
        reader = None if "\t" in source.head_text.split("\n")[0] else detect(source.head, "utf-8")
        if not source.head_text.strip():
            raise source.problem(Problem.EMPTY)
        return (yield from (reader.read if reader else _sheets(sheet.read))(source))


def _read(source: Source) -> Job[ReadResult]:
    if not source.head_text.strip():
        raise source.problem(Problem.EMPTY if source.size <= len(source.head) else Problem.BINARY)
    reader = detect(source.head, source.encoding if source.chosen else "")
    if reader is None:
        raise source.problem(_what_else(source.head))
    yield 0, source.size
    return (yield from reader.read(source))


def _read_archive(source: Source) -> Job[ReadResult]:
    """A workbook, or the files in a zip that some reader knows: of LinkedIn's the connections alone."""
    with archives.opened(source) as (archive, _data):
        if workbooks.is_workbook(archive.namelist()):
            sheets = yield from workbooks.read(source)
            forms = {form for form in map(written_by, (each.header for each in sheets)) if form is not Format.TABLE}
            form = next(iter(forms), Format.TABLE)
            return ReadResult(source.path.name, form, "", (), sheets=sheets)
        found: list[ReadResult] = []
        for name, content in archives.files(source, archive):
            reader = detect(content[:65_536])
            if reader is None or reader is _ARCHIVE:
                continue
            part = yield from reader.read(Source.of_bytes(name, content))
            found.append(_of_network_canvas(part) if "networkCanvas" in head_text(content[:65_536]) else part)
    if any(part.format is Format.LINKEDIN for part in found):
        found = [part for part in found if part.format is Format.LINKEDIN]
    if not found:
        raise source.problem(Problem.ZIPPED)
    # Keys hold within the archive: its files refer to each other.
    name = source.path.name
    return ReadResult(
        name,
        found[0].format,
        found[0].encoding,
        tuple(row for part in found for row in part.rows),
        tuple(each for part in found for each in part.links),
        tuple(replace(each, file=name, name=each.file) for part in found for each in part.sheets),
    )


def _of_network_canvas(part: ReadResult) -> ReadResult:
    form = Format.NETWORK_CANVAS
    return replace(part, format=form, sheets=tuple(replace(each, format=form) for each in part.sheets))


_ARCHIVE = Reader(Format.TABLE, lambda _head: False, _read_archive)


def head_of(path: Path) -> bytes:
    """The first 64 KB of the file, to find out what it is; raises UnreadableFile as `read` does."""
    with Source.open(path) as source:
        return source.head


def _what_else(head: bytes) -> Problem:
    if not encoding_of(head).startswith("utf-16") and is_binary(head):
        return Problem.BINARY
    return Problem.UNKNOWN_FORMAT


__all__ = ["READERS", "Reader", "UnreadableFile", "detect", "head_of", "read", "read_pasted"]
