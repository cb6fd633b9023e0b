"""Any file: what it is shows in its content; what is none of ours gets one clear message; nothing makes it crash."""

import os
import random
import socket
import tracemalloc
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.job import run
from desktop.exchange.drafts import Draft, Format, contact_values
from desktop.exchange.read import detect, head_of, read
from desktop.exchange.reasons import Outcome, Problem, Reason, UnreadableFile, reason_words
from desktop.exchange.source import SLICE, Source, clean
from desktop.exchange.table import TABLE_LIMIT
from tests.exchange.factory import HEADER, cards, linkedin_csv, table

DATA = Path(__file__).parent.parent / "data"
FIXTURES = sorted(path for path in DATA.iterdir() if path.suffix in (".csv", ".vcf", ".graphml", ".gexf", ".json"))
FIXTURES = [path for path in FIXTURES if not path.name.endswith("-expected.json")]
MUTATIONS = 250
"""For each fixture; with all fixtures a few seconds."""


def problem_of(path: Path) -> Problem:
    with pytest.raises(UnreadableFile) as raised:
        run(read(path))
    message = raised.value.words()
    assert "\n" not in message
    assert path.name in message
    assert "Nothing was brought in; " in message
    return raised.value.problem


def test_fixtures_are_there() -> None:
    assert len(FIXTURES) == 20


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_the_content_tells_the_format(path: Path, tmp_path: Path) -> None:
    disguised = tmp_path / "people.bin"
    disguised.write_bytes(path.read_bytes())
    known = {".vcf": Format.VCARD, ".graphml": Format.GRAPHML, ".gexf": Format.GEXF}
    csv = Format.LINKEDIN if path.name.startswith("linkedin") else Format.TABLE
    expected = {"kumu.json": Format.KUMU, "monica.json": Format.MONICA}.get(path.name) or known.get(path.suffix, csv)
    reader = detect(head_of(disguised))
    assert reader is not None
    assert reader.format is expected
    assert run(read(disguised)).rows == run(read(path)).rows


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Problem.EMPTY),
        (b"\xef\xbb\xbf \r\n\t\n", Problem.EMPTY),
        (b"\xff\xfe", Problem.EMPTY),
        (b"\0" * 100_000, Problem.BINARY),
        (b"PK\x03\x04" + bytes(range(256)) * 10, Problem.DAMAGED),
        (b"SQLite format 3\0" + bytes(range(256)) * 10, Problem.BINARY),
        (b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(5000), Problem.BINARY),
        (b"%PDF-1.7\n" + random.Random(2).randbytes(5000), Problem.BINARY),
        (random.Random(3).randbytes(200_000), Problem.BINARY),
        (b"Dear Wren,\nplease find attached.\n", Problem.UNKNOWN_FORMAT),
        (b'{"people": []}', Problem.UNKNOWN_FORMAT),
        (b"<html><body>Sign in</body></html>", Problem.UNKNOWN_FORMAT),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", Problem.UNKNOWN_FORMAT),
        ("Notes:\n\nпривет".encode("utf-16"), Problem.UNKNOWN_FORMAT),
    ],
)
def test_files_that_are_something_else(tmp_path: Path, content: bytes, problem: Problem) -> None:
    path = tmp_path / "people.vcf"
    path.write_bytes(content)
    assert problem_of(path) is problem


def test_what_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert problem_of(tmp_path) is Problem.FOLDER
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnreadableFile, match="folder") as raised:
        run(read(Path()))
    assert raised.value.file == tmp_path.name
    assert problem_of(tmp_path / "nowhere.csv") is Problem.MISSING
    (tmp_path / "file").touch()
    assert problem_of(tmp_path / "file" / "below.csv") in (Problem.UNREADABLE, Problem.MISSING)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_what_would_never_end_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert problem_of(tmp_path / "pipe.csv") is Problem.NOT_A_FILE
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.csv")
        assert problem_of(Path("socket.csv")) is Problem.NOT_A_FILE


@pytest.mark.skipif(os.name == "nt" or not os.getuid(), reason="needs somebody to whom permissions apply")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(linkedin_csv(3))
    path.chmod(0)
    assert problem_of(path) is Problem.UNREADABLE


def test_a_gigabyte_is_refused_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "people.vcf"
    with path.open("wb") as file:
        file.write(cards("FN:Wren"))
        file.truncate(1_000_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    assert problem_of(path) is Problem.TOO_LARGE


def test_a_table_beyond_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    with path.open("wb") as file:
        file.write(linkedin_csv(1000))
        file.truncate(TABLE_LIMIT + 1)
    assert problem_of(path) is Problem.TOO_LARGE


def test_a_drive_that_goes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "Connections.csv"
    path.write_bytes(linkedin_csv(3000))
    job = read(path)
    next(job)
    next(job)

    def gone(_source: Source) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Source, "take", gone)
    with pytest.raises(UnreadableFile) as raised:
        run(job)
    assert raised.value.problem is Problem.UNREADABLE


def test_slices_are_small_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    path.write_bytes(linkedin_csv(2000))
    steps = list(read(path))
    size = path.stat().st_size
    assert len(steps) >= size // SLICE
    assert steps == sorted(steps)
    assert {total for _, total in steps} == {size}
    assert max(b - a for (a, _), (b, _) in pairwise(steps)) <= SLICE
    assert steps[-1] == (size, size)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no list of open files here")
@pytest.mark.parametrize("name", ["linkedin-connections.csv", "iphone.vcf"])
def test_a_closed_job_lets_go_of_the_file(name: str) -> None:
    def is_open() -> bool:
        return any(file.is_symlink() and file.readlink() == DATA / name for file in Path("/proc/self/fd").iterdir())

    job = read(DATA / name)
    next(job)
    assert is_open()
    job.close()
    assert not is_open()


def test_memory_does_not_grow_with_pictures(tmp_path: Path) -> None:
    picture = "PHOTO;ENCODING=b:" + "\n ".join(["QUJD" * 18] * 3000)
    path = tmp_path / "people.vcf"
    path.write_bytes(cards(*[f"FN:Wren {i}\n{picture}" for i in range(60)]))
    assert path.stat().st_size > 13_000_000
    tracemalloc.start()
    try:
        assert len(run(read(path)).rows) == 60
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def rows_or_one_problem(path: Path) -> None:
    """What every file has to give, whatever is in it."""
    try:
        result = run(read(path))
    except UnreadableFile:
        return
    for row in result.rows:
        if isinstance(row, Draft):
            assert row.name.strip()
            for value in contact_values(row).values():
                for text in value if isinstance(value, tuple) else (value,):
                    assert clean(text) == text
                    text.encode()
            assert all("\n" not in line for line in row.extra)
        else:
            assert row.outcome in (Outcome.SKIP, Outcome.FAIL)
            assert reason_words(row.reason)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=2000), st.sampled_from(["", "BEGIN:VCARD\r\n", ",".join(HEADER) + "\r\n"]))
def test_any_bytes(tmp_path: Path, content: bytes, start: str) -> None:
    path = tmp_path / "any"
    path.write_bytes(start.encode() + content)
    rows_or_one_problem(path)


text = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(text, text, text, text, text, text, text), max_size=5))
def test_any_text_in_a_table(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    path = tmp_path / "any"
    path.write_text(table(HEADER, *rows), "utf-8", newline="")
    rows_or_one_problem(path)


MARKS = [b'"', b"\0", b"\r", b"\n", b"=", b"=\r\n", b";", b",", b":", b"\\", b"\xff\xfe", b"\xed\xa0\x80"]
LINES = [b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"AGENT:\r\n", b'a,"b\n']


def mutated(original: bytes, luck: random.Random) -> bytes:
    """`original` with a few things that happen to files."""
    data = bytearray(original)
    for _ in range(luck.randint(1, 6)):
        at, length = luck.randrange(len(data)), luck.randint(1, 40)
        match luck.randrange(7):
            case 0:
                data[at] = luck.randrange(256)
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length] * luck.randint(1, 50)
            case 3:
                data[at:at] = luck.randbytes(length)
            case 4:
                data[at:at] = luck.choice(MARKS)
            case 5:
                data[at:at] = luck.choice(LINES)
            case _:
                del data[at:]
        if not data:
            break
    return bytes(data)


def mutations(path: Path) -> Iterator[bytes]:
    luck = random.Random(path.name)
    for _ in range(MUTATIONS):
        yield mutated(path.read_bytes(), luck)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_damaged_files(path: Path, tmp_path: Path) -> None:
    for content in mutations(path):
        damaged = tmp_path / "damaged"
        damaged.write_bytes(content)
        rows_or_one_problem(damaged)


@pytest.mark.parametrize(
    "content",
    [
        b",".join(name.encode() for name in HEADER) + b"\n" + b'a,"b\n' * 10_000,
        b",".join(name.encode() for name in HEADER) + b"\n" + b"," * 5_000_000,
        b",".join(name.encode() for name in HEADER) + b"\n" + b'"' * 5_000_001,
        b",".join(name.encode() for name in HEADER) + b"\n" + b'"\n' * 100_000,
        b"BEGIN:VCARD\n" * 10_000,
        b"BEGIN:VCARD\nFN:a\n" + b"AGENT:\nBEGIN:VCARD\n" * 20_000 + b"END:VCARD\n",
        b"BEGIN:VCARD\nN:" + b"\\;" * 100_000 + b"\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:a\n" + b" \n" * 200_000 + b"END:VCARD\n",
        b"BEGIN:VCARD\nFN:a\nX" + b';P="' * 100_000 + b":\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:" + b"=\n" * 200_000 + b"\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:a\nNOTE:" + b"x\n" * 200_000 + b"END:VCARD\n",
        b"BEGIN:VCARD\nFN:a\n" + b"TEL:1\n" * 100_000 + b"END:VCARD\n",
    ],
    ids=range(12),
)
def test_hostile_files_come_to_an_end(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(content)
    rows_or_one_problem(path)


def test_every_reason_and_problem_has_words() -> None:
    assert all(reason_words(reason) for reason in Reason if reason is not Reason.NONE)
    for problem in Problem:
        words = UnreadableFile("a\nb\u202e.csv", problem).words()
        assert words.startswith("a b .csv")
        assert problem.value == UnreadableFile("x", problem).code
