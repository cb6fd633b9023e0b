"""Address cards (vCard 2.1, 3.0, 4.0) as phones and mail programs write them, streamed card by card."""

import re

from desktop.domain.job import Job
from desktop.exchange.cards import draft
from desktop.exchange.content_lines import Property, parse
from desktop.exchange.drafts import Format, Row, Trouble
from desktop.exchange.reasons import Outcome, Problem, Reason
from desktop.exchange.result import ReadResult
from desktop.exchange.source import LINE_LIMIT, MEGABYTE, ROW_LIMIT, Source

CARDS_LIMIT = 200 * MEGABYTE
"""Bytes of cards without their pictures, sounds and keys."""
_PROPERTIES_IN_A_CARD = 1000

_SNIFF = re.compile(r"^BEGIN[ \t]*:[ \t]*VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
_MARK = re.compile(rb"(?:\xef\xbb\xbf)?(BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_STARTS = re.compile(rb"\s*(?:[A-Za-z0-9_-]+\.)?[A-Za-z][A-Za-z0-9_-]*\s*[;:]")
# Inline pictures, sounds and keys are passed over; one that is a page's address is short and stays.
_MEDIA = re.compile(rb"(?:[A-Za-z0-9_-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:](?!.{0,200}\bhttps?\\?:)", re.IGNORECASE)
_QUOTED = re.compile(rb"[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE)


def sniff(head: str) -> bool:
    """Whether the beginning of a file holds the first line of a card."""
    return _SNIFF.search(head) is not None


def read(source: Source) -> Job[ReadResult]:
    """Read all cards. Yields (bytes done, bytes in all); raises UnreadableFile for the file as a whole."""
    rows: list[Row] = []
    cards = _Cards(source)
    for batch in source.batches():
        rows += [row for line in batch if (row := cards.take(line)) is not None]
        if len(rows) > ROW_LIMIT:
            raise source.problem(Problem.TOO_MANY)
        if cards.weight > CARDS_LIMIT:
            raise source.problem(Problem.TOO_LARGE)
        yield source.done, source.size
    if cards.unfinished and not source.complete:
        raise source.problem(Problem.TRUNCATED)
    if (row := cards.last()) is not None:
        rows.append(row)
    return ReadResult(source.path.name, Format.VCARD, source.encoding, tuple(rows))


class _Cards:
    """Takes line after line and gives a row whenever a card is whole. `weight` counts the bytes that it kept or read.

    A card whose END is missing ends where the next begins; one whose BEGIN is missing counts when it has an END. A card
    within a card (AGENT) is somebody else's and is passed over.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.weight = 0
        self._number = 0
        self._begun = False
        self._within_agent = False
        self._old = False
        self._properties: list[Property] = []
        self._line: list[bytes] = []
        self._length = 0
        self._passing_over = False

    @property
    def unfinished(self) -> bool:
        """Whether a card is open."""
        return self._begun or bool(self._line) or bool(self._properties)

    def take(self, line: bytes) -> Row | None:
        """The card that `line` ends, if it ends one."""
        if len(line) < 40 and (mark := _MARK.fullmatch(line)):
            return self._begin() if mark[1].upper() == b"BEGIN" else self._end()
        if not self._within_agent:
            self._fold(line)
        return None

    def last(self) -> Row | None:
        """The card that was open when the file ended, if one was."""
        return self._end() if self._begun else self._stray()

    def _begin(self) -> Row | None:
        self._close_line()
        if self._begun and not self._within_agent and self._properties and self._properties[-1].name == "AGENT":
            self._within_agent = True
            return None
        row = self._end() if self._begun else self._stray()
        self._begun = True
        return row

    def _end(self) -> Row | None:
        self._close_line()
        if self._within_agent and self._begun:
            self._within_agent = False
            return None
        properties, begun = self._properties, self._begun
        self._reset()
        if not begun and not properties:
            return None
        self._number += 1
        return draft(self._number, properties, self._source.path.name)

    def _stray(self) -> Row | None:
        """Lines between two cards that belong to neither."""
        self._close_line()
        lost = bool(self._properties)
        self._reset()
        if not lost:
            return None
        self._number += 1
        return Trouble(self._number, "", Outcome.FAIL, Reason.BROKEN)

    def _reset(self) -> None:
        self._begun = self._within_agent = self._old = self._passing_over = False
        self._properties = []

    def _fold(self, line: bytes) -> None:
        """Add `line` to the property it continues, or begin the next one with it."""
        if self._line and not self._passing_over and self._line[-1].endswith(b"=") and _QUOTED.match(self._line[0]):
            self._line[-1] = self._line[-1][:-1]
            self._append(line.rstrip(b" \t") if line.rstrip().endswith(b"=") else line)
        elif line[:1] in (b" ", b"\t"):
            # 2.1 folds at a space and means it; the later versions put one in.
            self._append(line if self._old else line[1:])
        elif _STARTS.match(line):
            self._close_line()
            self._passing_over = _MEDIA.match(line) is not None
            self._append(line)
        elif self._line and line:
            # A line end that should have been escaped.
            self._append((b"=0A" if _QUOTED.match(self._line[0]) else b"\\n") + line)

    def _append(self, line: bytes) -> None:
        if self._passing_over:
            return
        self.weight += len(line)
        if self._length < LINE_LIMIT:
            self._line.append(line)
            self._length += len(line)

    def _close_line(self) -> None:
        raw, self._line, self._length = b"".join(self._line), [], 0
        if b"CHARSET" not in raw.upper():  # a line that names its own character set is read in that one
            raw = self._source.as_utf8(raw)
        if raw and len(self._properties) < _PROPERTIES_IN_A_CARD and (prop := parse(raw)) is not None:
            self._properties.append(prop)
            if prop.name == "VERSION":
                self._old = prop.value.strip() == "2.1"
