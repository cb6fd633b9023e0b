"""Zip archives, looked into within limits: nothing is ever unpacked to disk, and a name inside is only a name."""

import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from io import BytesIO

from desktop.domain.job import Job
from desktop.exchange.reasons import Problem
from desktop.exchange.source import MEGABYTE, Source

ARCHIVE_LIMIT = 20 * MEGABYTE
_UNPACKED_LIMIT = 120 * MEGABYTE
"""Bytes of all members together as the archive itself states them; no more of a member is ever read."""
_MEMBERS = 2000
_PIECE = 128 << 10
MARKS = (b"PK\x03\x04", b"PK\x05\x06")
# What a broken archive makes the standard library raise.
BROKEN = (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, KeyError, IndexError)


def whole(source: Source, limit: int) -> bytes:
    """The bytes of a file that is small enough to be taken whole."""
    if source.size > limit:
        raise source.problem(Problem.TOO_LARGE)
    try:
        source.stream.seek(0)
        return source.stream.read(source.size + 1)
    except OSError:
        raise source.problem(Problem.UNREADABLE) from None


@contextmanager
def opened(source: Source) -> Generator[tuple[zipfile.ZipFile, bytes]]:
    """The archive and its bytes, once it is clear that it cannot grow beyond measure."""
    data = whole(source, ARCHIVE_LIMIT)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
    except BROKEN:
        raise source.problem(Problem.DAMAGED) from None
    with archive:
        if len(members) > _MEMBERS or sum(member.file_size for member in members) > _UNPACKED_LIMIT:
            raise source.problem(Problem.TOO_LARGE)
        yield archive, data


def files(source: Source, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The files in an archive: their last name and content. One that cannot be read makes the archive damaged."""
    for member in archive.infolist():
        name = member.filename.replace("\\", "/").rsplit("/", 1)[-1]
        if member.is_dir() or not name or name.startswith(".") or "__MACOSX/" in member.filename:
            continue
        yield name, b"".join(_content(source, archive, member))


def verify(source: Source, archive: zipfile.ZipFile) -> Job[None]:
    """Go through everything once, in small pieces: an archive that lies about its sizes ends here, not in a library."""
    for n, member in enumerate(archive.infolist()):
        for _piece in _content(source, archive, member):
            yield n, 0


def _content(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a member holds, piece by piece: asked for as a whole it unpacks to whatever it likes."""
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_PIECE):
                yield piece
    except (GeneratorExit, MemoryError):
        raise
    except Exception as broken:  # compression formats raise errors of their own
        raise source.problem(Problem.DAMAGED) from broken
