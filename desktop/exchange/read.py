"""A file to drafts: what it is shows in its content, never in its name."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.job import Job
from desktop.exchange import linkedin, vcard
from desktop.exchange.drafts import Format, ReadResult
from desktop.exchange.reasons import Problem, UnreadableFile
from desktop.exchange.source import Source, encoding_of, head_text

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BINARY_SHARE = 0.02
"""More control characters than this among the first bytes, and it is no text."""
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1a\x1b")


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: whether the clean text at the beginning of a file is it, and how the file is read."""

    format: Format
    sniff: Callable[[str], bool]
    read: Callable[[Source], Job[ReadResult]]


READERS = (
    Reader(Format.VCARD, vcard.sniff, vcard.read),
    Reader(Format.LINKEDIN, linkedin.sniff, linkedin.read),
)


def detect(head: bytes) -> Reader | None:
    """The reader for a file that begins with `head` (some 64 KB, or all of it); None when no reader knows it."""
    if _is_binary(head):
        return None
    text = head_text(head)
    return next((reader for reader in READERS if reader.sniff(text)), None)


def read(path: Path) -> Job[ReadResult]:
    """Read the file at `path`. Yields (bytes done, bytes in all) every 16 KB, some milliseconds of work.

    Raises UnreadableFile, once and for the whole file, when it cannot be taken; a row that is wrong is a Trouble in the
    result and the others stand. Closing the job closes the file.
    """
    with Source.open(path) as source:
        if not head_text(source.head).strip():
            raise source.problem(Problem.EMPTY if source.size <= len(source.head) else Problem.BINARY)
        reader = detect(source.head)
        if reader is None:
            raise source.problem(_what_else(source.head))
        yield 0, source.size
        return (yield from reader.read(source))


def head_of(path: Path) -> bytes:
    """The first 64 KB of the file, to find out what it is; raises UnreadableFile as `read` does."""
    with Source.open(path) as source:
        return source.head


def _what_else(head: bytes) -> Problem:
    if head.startswith(_ZIP):
        return Problem.ZIPPED
    if _is_binary(head):
        return Problem.BINARY
    return Problem.UNKNOWN_TABLE if linkedin.looks_like_table(head_text(head)) else Problem.UNKNOWN_FORMAT


def _is_binary(head: bytes) -> bool:
    if encoding_of(head) != "utf-8":
        return False
    return sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in head) > _BINARY_SHARE * len(head)


__all__ = ["READERS", "Reader", "UnreadableFile", "detect", "head_of", "read"]
