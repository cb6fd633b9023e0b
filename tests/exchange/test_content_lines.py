"""vCard's lines: what is written is read back."""

import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.content_lines import escape, parse, split, unescape, values_of
from desktop.exchange.source import clean

seen = st.text().map(clean)


@given(seen)
def test_escaped_text_comes_back(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.lists(seen, min_size=1), st.sampled_from(";,"))
def test_escaped_parts_come_back(texts: list[str], mark: str) -> None:
    assert [unescape(part) for part in split(mark.join(map(escape, texts)), mark)] == texts


@given(seen)
def test_a_line_comes_back(text: str) -> None:
    prop = parse(f"item1.NOTE;TYPE=home:{escape(text)}".encode())
    assert prop is not None
    assert (prop.group, prop.name, prop.types, unescape(prop.value)) == ("item1", "NOTE", ("home",), text)
    assert prop.line == f"item1.NOTE;TYPE=home:{escape(text)}"


@given(seen, st.sampled_from(["utf-8", "utf-16", "shift_jis", "windows-1252", "koi8-r"]))
def test_quoted_printable_text_comes_back(text: str, charset: str) -> None:
    raw = text.encode(charset, "ignore")
    coded = quopri.encodestring(raw, quotetabs=True).replace(b"=\n", b"").replace(b"\n", b"=0A").replace(b"\\", b"=5C")
    prop = parse(b"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=" + charset.encode() + b":" + coded)
    assert prop is not None
    expected = clean(raw.decode(charset))
    if charset in ("utf-8", "windows-1252") and "\\" not in text:
        assert unescape(prop.value) == expected
    elif "\\" not in expected:
        assert prop.value == expected


@given(st.binary())
def test_any_bytes_are_a_property_or_none(raw: bytes) -> None:
    prop = parse(raw)
    if prop is not None:
        assert clean(prop.value) == prop.value
        assert "\n" not in prop.line
        again = parse(prop.line.encode())
        assert again is not None
        assert (again.name, again.text) == (prop.name, prop.text)


@pytest.mark.parametrize(
    ("line", "name", "types", "text"),
    [
        ("TEL;WORK;VOICE:1", "TEL", ("work", "voice"), "1"),
        ("TEL;type=CELL;type=pref:1", "TEL", ("cell", "pref"), "1"),
        ('TEL;TYPE="work,cell":tel:1', "TEL", ("work", "cell"), "tel:1"),
        ('X;P="a:b;c":v', "X", (), "v"),
        ('X;P="never closed:v', "X", (), "v"),
        ("url:http\\://x.example", "URL", (), "http://x.example"),
        ('NOTE:one\\nTwo\\, \\"three\\" \\x', "NOTE", (), 'one\nTwo, "three" \\x'),
        ("NOTE;QUOTED-PRINTABLE:=C3=A9", "NOTE", (), "é"),
        ("NOTE;ENCODING=quoted-printable:=ZZ=", "NOTE", (), "=ZZ"),
        ("NOTE;CHARSET=zip_codec:x", "NOTE", (), "x"),
    ],
)
def test_forms(line: str, name: str, types: tuple[str, ...], text: str) -> None:
    prop = parse(line.encode())
    assert prop is not None
    assert (prop.name, prop.types, prop.text) == (name, types, text)


@pytest.mark.parametrize("line", ["", "no colon", ":", ";:", "12:30 at the weir", "ÄÖ:x", "A;B"])
def test_what_is_no_line(line: str) -> None:
    assert parse(line.encode()) is None


def test_values_kept_in_a_plan() -> None:
    lines = ("EMAIL;TYPE=home:a@x.example", "item1.TEL:1", "TEL;VALUE=uri:tel:+2", "X-EMAIL:b@x.example", "nonsense")
    assert values_of(lines, "EMAIL") == ("a@x.example",)
    assert values_of(lines, "TEL") == ("1", "+2")
