"""Files made to do harm, and files damaged by accident: one clear message or the rest of the people, in little room."""

import io
import json
import random
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.job import run
from desktop.exchange import bring_in, plan_json
from desktop.exchange.drafts import Draft
from desktop.exchange.plan_format import NotPlanJson
from desktop.exchange.reasons import Problem, UnreadableFile
from desktop.exchange.result import ReadResult
from tests.exchange.made_files import kumu_workbook, network_canvas, put, workbook, zipped

DATA = Path(__file__).parent.parent / "data"
MEGABYTE = 2**20
MUTATIONS = 20
"""For each kind of file; a search by hand may take more."""

BASES: dict[str, Callable[[], bytes]] = {
    "google": lambda: (DATA / "google.csv").read_bytes(),
    "google-older": lambda: (DATA / "google-older.csv").read_bytes(),
    "outlook": lambda: (DATA / "outlook.csv").read_bytes(),
    "graphml": lambda: (DATA / "socnetv.graphml").read_bytes(),
    "network-canvas": lambda: (DATA / "networkcanvas.graphml").read_bytes(),
    "gexf": lambda: (DATA / "gephi-1.3.gexf").read_bytes(),
    "kumu": lambda: (DATA / "kumu.json").read_bytes(),
    "monica": lambda: (DATA / "monica.json").read_bytes(),
    "vcard": lambda: (DATA / "outlook.vcf").read_bytes(),
    "workbook": kumu_workbook,
    "zip": network_canvas,
}


def tried(path: Path) -> bring_in.Load | str:
    """What comes of a file: people, or one line that says why not. Anything else that is raised fails the test."""
    try:
        return run(bring_in.read_files([path]))
    except (UnreadableFile, NotPlanJson) as problem:
        words = problem.words()
        assert words
        assert "\n" not in words
        assert len(words) < 500
        return words


def problem_of(path: Path) -> Problem:
    with pytest.raises(UnreadableFile) as raised:
        run(bring_in.read_files([path]))
    return raised.value.problem


def mutated(data: bytes, luck: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(luck.choice((1, 3, 20))):
        at = luck.randrange(len(made)) if made else 0
        match luck.randrange(6):
            case 0:
                made[at : at + 1] = bytes([luck.randrange(256)])
            case 1:
                del made[at : at + luck.randrange(1, 40)]
            case 2:
                made[at:at] = luck.randbytes(luck.randrange(1, 20))
            case 3:
                made[at:at] = made[: luck.randrange(200)]
            case 4:
                made[at:at] = luck.choice(
                    (b"\0", b'"', b"<", b"&x;", b"\xed\xa0\x80", b"\\ud800", b"]]>", b"\r", b",,,")
                )
            case _:
                del made[at:]
    return bytes(made)


@pytest.mark.parametrize("kind", BASES)
def test_damaged_files(tmp_path: Path, kind: str) -> None:
    base = BASES[kind]()
    assert isinstance(tried(put(tmp_path, "whole.bin", base)), bring_in.Load)
    for seed in range(MUTATIONS):
        tried(put(tmp_path, "damaged.bin", mutated(base, random.Random(f"{kind}{seed}"))))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from(
        (b"", b"PK\x03\x04", b"<graphml>", b"<?xml version='1.0'?><gexf>", b'{"elements":[', b"Name,", b"{")
    ),
    rest=st.binary(max_size=300),
)
def test_any_bytes(tmp_path: Path, start: bytes, rest: bytes) -> None:
    tried(put(tmp_path, "any.bin", start + rest))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=5), min_size=1, max_size=8))
def test_any_table_that_is_pasted(rows: list[list[str]]) -> None:
    text = "Name\tE-mail\n" + "\n".join("\t".join(row) for row in rows)
    load = run(bring_in.read_pasted(text))
    assert all(not row.name or row.name.isprintable() or "\n" not in row.name for row in load.rows)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ("label", "from", "to", "data", "type", "values", "properties", "contact", "uuid", "tags")
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=25,
    )
)
def test_any_json_where_people_should_be(tmp_path: Path, value: object) -> None:
    for shell in (
        {"elements": [value, value], "connections": [value]},
        {"account": {"data": [value]}, "app_version": ""},
    ):
        tried(put(tmp_path, "j.json", json.dumps(shell).encode()))


def test_entities_and_foreign_files_are_refused(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    for dtd in (f'<!ENTITY l0 "ha">{laughs}', '<!ENTITY l11 SYSTEM "file:///etc/passwd">'):
        text = f"<?xml version='1.0'?><!DOCTYPE graphml [{dtd}]><graphml><graph><node id='&l11;'/></graph></graphml>"
        assert problem_of(put(tmp_path, "bomb.graphml", text.encode())) is Problem.UNSAFE
    text = '<?xml version="1.0"?><!DOCTYPE gexf SYSTEM "http://x.example/x.dtd"><gexf><graph><nodes/></graph></gexf>'
    assert problem_of(put(tmp_path, "bomb.gexf", text.encode())) is Problem.UNSAFE


def test_deep_and_endless_markup(tmp_path: Path) -> None:
    deep = b"<graphml>" + b"<g>" * 20_000
    assert problem_of(put(tmp_path, "deep.graphml", deep)) in (Problem.TOO_LARGE, Problem.DAMAGED)
    node = b"<graphml><graph><node id='a'>" + b"<data/>" * 50_000 + b"</node></graph></graphml>"
    assert problem_of(put(tmp_path, "wide.graphml", node)) is Problem.TOO_LARGE
    wide = b"<graphml><graph>" + b"<x/>" * 50_000 + b"</graph></graphml>"
    assert isinstance(tried(put(tmp_path, "many.graphml", wide)), bring_in.Load)


def test_json_as_deep_as_it_goes(tmp_path: Path) -> None:
    assert problem_of(put(tmp_path, "d.json", b'{"elements":[' + b"[" * 200_000)) is Problem.DAMAGED
    with pytest.raises(NotPlanJson):
        run(bring_in.read_files([put(tmp_path, "p.json", b'{"schema":' + b"[" * 100_000)]))
    assert plan_json.LARGEST


def test_archives_that_grow_beyond_measure(tmp_path: Path) -> None:
    zeros = zipped({"Connections.csv": b"0" * (130 * MEGABYTE)})
    assert len(zeros) < MEGABYTE
    assert problem_of(put(tmp_path, "bomb.zip", zeros)) is Problem.TOO_LARGE
    assert problem_of(put(tmp_path, "many.zip", zipped({f"{n}.csv": b"" for n in range(2100)}))) is Problem.TOO_LARGE
    inner = zipped({"bomb.zip": zeros})
    assert problem_of(put(tmp_path, "nested.zip", inner)) is Problem.ZIPPED


def test_a_size_that_is_a_lie(tmp_path: Path) -> None:
    """The archive says 10 bytes, the member unpacks to 50 MB: no more than what was said is ever held."""
    data = bytearray(zipped({"Connections.csv": b"0" * (50 * MEGABYTE)}))
    real = (50 * MEGABYTE).to_bytes(4, "little")
    while (at := data.find(real)) >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
    path = put(tmp_path, "lie.zip", bytes(data))
    tracemalloc.start()
    assert problem_of(path) in (Problem.DAMAGED, Problem.ZIPPED)
    assert tracemalloc.get_traced_memory()[1] < 10 * MEGABYTE
    tracemalloc.stop()


@pytest.mark.parametrize(
    "name", ["../../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "..\\..\\evil.csv", "a/../../b.csv"]
)
def test_a_path_in_an_archive_is_only_a_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in" / "here"
    folder.mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    path = put(folder, "z.zip", zipped({name: b"Name,E-mail\nWren,w@x.example\n"}))
    load = tried(path)
    assert isinstance(load, bring_in.Load)
    assert [row.name for row in load.rows] == ["Wren"]
    assert sorted(tmp_path.rglob("*")) == sorted([*before, path])


def test_a_workbook_that_lies_about_its_size(tmp_path: Path) -> None:
    data = workbook({"People": [["Name", "E-mail"], ["Wren", "w@x.example"]]})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename.endswith("sheet1.xml"):
                content = content.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"').replace(b'r="2"', b'r="900000"')
            new.writestr(item.filename, content)
    load = tried(put(tmp_path, "lie.xlsx", out.getvalue()))
    if isinstance(load, bring_in.Load):
        assert len(load.rows) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Name,Note\nWren,{big}\nNils,ok\n",
        'Name,Note\nWren,"{big}"\nNils,ok\n',
        "BEGIN:VCARD\nFN:Wren\nNOTE:{big}\nEND:VCARD\nBEGIN:VCARD\nFN:Nils\nEND:VCARD\n",
        "<graphml><key id='l' attr.name='label'/><graph><node id='1'><data key='l'>{big}</data></node>"
        "<node id='2'><data key='l'>Nils</data></node></graph></graphml>",
        '{{"elements":[{{"label":"{big}"}},{{"label":"Nils"}}],"connections":[]}}',
    ],
)
def test_a_field_of_twenty_megabytes_costs_its_row_alone(tmp_path: Path, text: str) -> None:
    path = put(tmp_path, "big.txt", text.format(big="x" * (19 * MEGABYTE + MEGABYTE // 2)).encode())
    tracemalloc.start()
    load = tried(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(load, bring_in.Load)
    assert "Nils" in [row.name for row in load.rows if isinstance(row, Draft)]
    assert not any(len(row.name) > 1000 for row in load.rows)
    assert peak < 150 * MEGABYTE


def test_nothing_unseen_comes_in(tmp_path: Path) -> None:
    """NULs, lone surrogates, overrides of direction and noncharacters are taken out of what is read."""
    files = {
        "k.json": rb'{"elements":[{"label":"Wr\u0000en\ud800\u202e Z\uffff"}],"connections":[]}',
        "t.csv": "Name,E-mail\nWr\0en\u202e Z,w@x.example\n".encode() + b"Ni\xed\xa0\x80ls,n@x.example\n",
        "g.gexf": "<gexf><graph><nodes><node id='1' label='Wren\u202e Z'/></nodes></graph></gexf>".encode(),
    }
    for name, content in files.items():
        load = tried(put(tmp_path, name, content))
        assert isinstance(load, bring_in.Load), name
        assert load.rows[0].name == "Wren Z", name
        for row in load.rows:
            row.name.encode("utf-8")
            assert "\0" not in row.name


def test_many_rows_in_little_room(tmp_path: Path) -> None:
    rows = "".join(f"Person {n},p{n}@x.example,Org {n % 90}\n" for n in range(50_000))
    path = put(tmp_path, "many.csv", ("Name,E-mail,Company\n" + rows + "One more,o@x.example,x\n").encode())
    assert problem_of(path) is Problem.TOO_MANY
    edges = "".join(f"<edge source='{n}' target='{n + 1}'/>" for n in range(200))
    load = tried(put(tmp_path, "e.graphml", f"<graphml><graph>{edges}</graph></graphml>".encode()))
    assert isinstance(load, bring_in.Load)
    assert isinstance(load.files[0], ReadResult)
