"""A file of text as lines of bytes: in small pieces, within limits, whatever its encoding and line ends."""

import codecs
import io
import re
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from desktop.exchange.encodings import guess, is_utf8
from desktop.exchange.reasons import Problem, UnreadableFile

MEGABYTE = 1 << 20
FIELD_LIMIT = 64 << 10
"""Bytes or characters that one field may have."""
ROW_LIMIT = 50_000
"""People that one file may hold."""
FILE_LIMIT = 512 * MEGABYTE
"""Beyond this no file is opened: room for 200 MB of address cards and their photos, which are not counted."""

SLICE = 16 << 10
"""Bytes taken between two chances to draw and to cancel: some 2 to 5 ms of work."""
_BINARY_SHARE = 0.02
"""More control characters than this among the first bytes, and it is no text."""
_CONTROLS = tuple(bytes([byte]) for byte in range(32) if byte not in b"\t\n\r\f\x1a\x1b")
LINE_LIMIT = 4 * FIELD_LIMIT
"""A line is cut here. Its first field is then over the limit or it has more fields than any table we read."""
_HEAD = 64 << 10

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# Everything that draws nothing and can turn or hide text: controls but for tab and line feed, bidi embeddings and
# overrides, stray surrogates and noncharacters. Joiners and the two direction marks belong to words and stay.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
# The character sets that address cards name; nothing else reaches Python's codecs, some of which are no text encodings.
_CHARSETS = re.compile(
    r"utf-?8|utf-?16|utf-?16-?[lb]e|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?1|windows-?12\d\d|cp12\d\d|koi8-?[ru]"
    r"|shift[-_]?jis|euc-?(jp|kr)|iso-2022-(jp|kr)|gb2312|gbk|gb18030|big5|macintosh|mac-?roman",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """`text` in NFC, with LF as its line end and nothing in it that cannot be seen."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", " ").replace("\u2029", " ")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def decode(raw: bytes, charset: str = "") -> tuple[str, bool]:
    """The text of `raw` and whether it was what it should be: UTF-8 or the declared `charset`, else Windows-1252."""
    declared = charset.strip("\"' ")
    for encoding in (declared if _CHARSETS.fullmatch(declared) else "utf-8", "utf-8"):
        try:
            return raw.decode(encoding), True
        except (UnicodeDecodeError, LookupError):
            continue
    repaired = raw.decode("utf-8", "replace")
    wrong = repaired.count("\ufffd")
    if len(repaired.encode("utf-8")) - len(repaired) - 2 * wrong > 2 * wrong:
        return repaired, True  # UTF-8 with a letter cut in two here and there
    return raw.decode("cp1252", "ignore"), False


@dataclass
class Source(AbstractContextManager["Source"]):
    """One open file. `head` is its beginning as bytes, `done` how far `batches` has come, in bytes of `size`."""

    path: Path
    size: int
    head: bytes
    stream: BinaryIO
    encoding: str
    chosen: bool = False
    """Whether the user chose `encoding`; else it was found out."""
    done: int = 0
    complete: bool = field(default=False, init=False)
    """True once `batches` has come to an end and the last line had a line end: nothing was cut off."""

    @classmethod
    def open(cls, path: Path, encoding: str = "") -> Self:
        """Open the file at `path`; raises UnreadableFile for what is no readable, non-empty file of bearable size.

        `encoding` is the character set that the user chose, '' to find it out.
        """
        name = path.name or path.resolve().name
        try:
            found = path.stat()
            if stat.S_ISDIR(found.st_mode):
                raise UnreadableFile(name, Problem.FOLDER)
            if not stat.S_ISREG(found.st_mode):
                raise UnreadableFile(name, Problem.NOT_A_FILE)
            if found.st_size > FILE_LIMIT:
                raise UnreadableFile(name, Problem.TOO_LARGE)
            stream = path.open("rb")
        except FileNotFoundError:
            raise UnreadableFile(name, Problem.MISSING) from None
        except (OSError, ValueError):
            raise UnreadableFile(name, Problem.UNREADABLE) from None
        try:
            head = stream.read(_HEAD)
            stream.seek(0)
        except OSError:
            stream.close()
            raise UnreadableFile(name, Problem.UNREADABLE) from None
        return cls(path, found.st_size, head, stream, encoding or encoding_of(head), bool(encoding))

    @classmethod
    def of_bytes(cls, name: str, data: bytes, encoding: str = "") -> Self:
        """What stands in another file, or was pasted, as if it were a file called `name`."""
        head = data[:_HEAD]
        return cls(Path(name), len(data), head, io.BytesIO(data), encoding or encoding_of(head), bool(encoding))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stream.close()

    @property
    def head_text(self) -> str:
        """The beginning of the file as clean text, to look at what it is; its last line may be cut."""
        return head_text(self.head, self.encoding)

    def problem(self, problem: Problem) -> UnreadableFile:
        """The error to raise about this file."""
        return UnreadableFile(self.path.name, problem)

    def batches(self) -> Iterator[list[bytes]]:
        """The lines, without their ends, as UTF-8 (or as the bytes are, when not UTF-16): a list for each slice read.

        Lines end in LF, CRLF or CR; a line longer than LINE_LIMIT is cut there and the rest of it passed over.
        """
        recode = codecs.getincrementaldecoder(self.encoding)("replace") if self.encoding.startswith("utf-16") else None
        rest, overlong, carriage, line_feeds = b"", False, b"", False
        while chunk := self._slice():
            text = recode.decode(chunk).encode("utf-8", "replace") if recode else chunk
            text = carriage + text
            carriage = b"\r" if text.endswith(b"\r") else b""
            line_feeds = line_feeds or b"\n" in text
            text = text.removesuffix(b"\r").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            *lines, tail = text.split(b"\n")
            if lines:
                lines[0] = rest if overlong else rest + lines[0]
                rest, overlong = tail, False
            elif not overlong:
                rest += tail
            if len(rest) > LINE_LIMIT:
                rest, overlong = rest[:LINE_LIMIT], True
            yield [line[:LINE_LIMIT] for line in lines]
        self.complete = not line_feeds if carriage else not rest
        if rest:
            yield [rest]

    def as_utf8(self, line: bytes) -> bytes:
        """A line of `batches` as UTF-8; unless a character set was chosen, what is UTF-8 already is left alone."""
        if line.isascii() or self.encoding.startswith("utf") or (not self.chosen and is_utf8(line)):
            return line
        return line.decode(self.encoding, "replace").encode("utf-8", "replace")

    def take(self) -> bytes:
        """The next slice of the file as it is, empty at its end; may raise OSError."""
        return self.stream.read(SLICE)

    def _slice(self) -> bytes:
        try:
            chunk = self.take()
        except OSError:
            raise self.problem(Problem.UNREADABLE) from None
        self.done = min(self.size, self.done + len(chunk))
        return chunk


def encoding_of(head: bytes) -> str:
    """utf-16-le or -be by a byte order mark or by the zeros between ASCII characters, utf-8, or what seems likely."""
    if head[:2] in _UTF16:
        return _UTF16[head[:2]]
    start = head[:16]
    if len(start) >= 4 and not any(start[1::2]) and all(start[::2]):
        return "utf-16-le"
    if len(start) >= 4 and not any(start[::2]) and all(start[1::2]):
        return "utf-16-be"
    return "utf-8" if is_utf8(head) or is_binary(head) or decode(head)[1] else guess(head)


def head_text(head: bytes, encoding: str = "") -> str:
    """The beginning of a file as clean text, to look at what it is; the last line may be cut."""
    encoding = encoding or encoding_of(head)
    whole = head[: head.rfind(b"\n") + 1] or head
    return clean(decode(whole)[0] if encoding == "utf-8" else head.decode(encoding, "replace"))


def is_binary(head: bytes) -> bool:
    """Whether a file that begins so is no text: too many control characters, and not because it is UTF-16."""
    return sum(head.count(byte) for byte in _CONTROLS) > _BINARY_SHARE * len(head)
