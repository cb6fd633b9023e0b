"""Address cards as phones and mail programs write them."""

from pathlib import Path

import pytest

from desktop.domain.job import run
from desktop.exchange import vcard
from desktop.exchange.drafts import Draft, Row, Trouble, contact_values
from desktop.exchange.read import read
from desktop.exchange.reasons import Outcome, Problem, Reason, UnreadableFile
from tests.exchange.factory import cards

DATA = Path(__file__).parent.parent / "data"


def rows_of(path: Path) -> list[Row]:
    return list(run(read(path)).rows)


def rows_in(tmp_path: Path, data: bytes) -> list[Row]:
    path = tmp_path / "people.vcf"
    path.write_bytes(data)
    return rows_of(path)


def one(tmp_path: Path, *properties: str) -> Draft:
    (row,) = rows_in(tmp_path, cards("\n".join(properties)))
    assert isinstance(row, Draft)
    return row


def test_iphone() -> None:
    rosalind, misaki, reception = rows_of(DATA / "iphone.vcf")
    assert isinstance(rosalind, Draft)
    assert contact_values(rosalind) == {
        "name": "Dr. Rosalind Maud Jane Thistlethwaite",
        "role": "Head of Planning",
        "organisation": "Brindlemere Water",
        "email": "rosalind@brindlemere.example",
        "phone": "+44 1632 960201",
        "urls": (
            "https://brindlemere.example/people/rosalind",
            "http://www.linkedin.com/in/rosalind-thistlethwaite",
        ),
        "note": "Met at the weir; likes facts, not slides.\nAsk about the pumps.",
        "extra": (
            "N:Thistlethwaite;Rosalind;Maud,Jane;Dr.;",
            "NICKNAME:Roz",
            "ORG:Brindlemere Water;Asset Planning",
            "EMAIL;type=INTERNET;type=HOME:roz@thistle.example",
            "TEL;type=WORK;type=FAX:+44 1632 960202",
            "item2.TEL:+44 1632 960203",
            "item2.X-ABLabel:_$!<AssistantPhone>!$_",
            "item3.ADR;type=WORK;type=pref:;;1 Weir Lane\\nBuilding 6;Saltfen;;SF1 2AB;United Kingdom",
            "item3.X-ABADR:gb",
            "BDAY;value=date:1604-06-06",
        ),
    }
    assert (rosalind.given, rosalind.family) == ("Rosalind", "Thistlethwaite")
    assert isinstance(misaki, Draft)
    assert (misaki.name, misaki.name_latin) == (
        "田中 美咲", "Misaki Tanaka",
    )  # fmt: skip
    assert reception.name == "Northlode Reception"


def test_macos_contacts() -> None:
    lukasz, group = rows_of(DATA / "macos-contacts.vcf")
    assert isinstance(lukasz, Draft)
    assert lukasz.organisation == "Northlode, Pike & Sons"
    assert lukasz.note == (
        'Said "not this year", twice. Long notes are folded in the file at seventy-five bytes an d the fold can fall'
        " inside a word\nor a line."
    )
    assert lukasz.tags == ("Delivery", "Board")
    assert lukasz.uid == "6b29a774-d124-4822-b8d0-2780ec117f60"
    assert "item2.X-ABRELATEDNAMES;type=pref:Hanna" in lukasz.extra
    assert "item2.X-ABLabel:_$!<Spouse>!$_" in lukasz.extra
    assert not [line for line in lukasz.extra if "PHOTO" in line or len(line) > 200]
    assert group == Trouble(2, "Weir Friends", Outcome.SKIP, Reason.NOT_A_PERSON)


def test_google() -> None:
    ingeborg, office, ali = rows_of(DATA / "google.vcf")
    assert isinstance(ingeborg, Draft)
    assert isinstance(office, Draft)
    assert isinstance(ali, Draft)
    assert (ingeborg.name, ingeborg.role, ingeborg.organisation) == (
        "Ingeborg Eskildsen", "Ingeniør, drift", "Amberhythe A/S",
    )  # fmt: skip
    assert ingeborg.emails == ("ingeborg@amberhythe.example", "inge@home.example")
    assert ingeborg.tags == ("Havn",)
    assert "ADR;TYPE=HOME:;Havnegade 12\\n1058 København\\nDanmark;;;;;" in ingeborg.extra
    assert "PHOTO:https://photos.example/contacts/p12" in ingeborg.extra
    assert (office.name, office.emails) == ("office@quarrywell.example", ("office@quarrywell.example",))
    assert (ali.name, ali.family, ali.tags) == ("علي الفاروقي", "الفاروقي", ())


def test_outlook() -> None:
    (juergen,) = rows_of(DATA / "outlook.vcf")
    assert isinstance(juergen, Draft)
    assert (juergen.name, juergen.organisation, juergen.role) == (
        "Herr Jürgen Großmann", "Stadtwerke Müldenau GmbH", "Geschäftsführer",
    )  # fmt: skip
    assert juergen.note == "Kennt die Leute am Wehr.\nZweite Zeile; mit Grüßen"
    assert juergen.phones == ("+49 30 000012-34", "+49 30 000056")
    assert juergen.emails == ("juergen@muldenau.example",)
    assert juergen.lang == ""
    assert "LABEL;TYPE=work,pref:Am Wehr 3\\n00000 Müldenau\\nDeutschland" in juergen.extra
    assert "X-MS-MANAGER:Søren Eskildsen" in juergen.extra
    assert "ROLE:Einkauf" in juergen.extra
    assert not [line for line in juergen.extra if line.startswith(("X-MS-OL", "KEY", "PHOTO", "REV", "VERSION"))]


def test_android() -> None:
    office, bartek, nobody, zuzanna = rows_of(DATA / "android.vcf")
    assert office.name == "office@osierholt.example"
    assert isinstance(bartek, Draft)
    assert (bartek.name, bartek.given, bartek.family) == ("Bartłomiej Żurkowiak", "Bartłomiej", "Żurkowiak")
    assert bartek.organisation == "Saltfen; Zakład Łódź"
    assert bartek.note == "Zawsze punktualny\nLubi żurek"
    assert bartek.phones == ("600000123", "220000456")
    assert bartek.tags == ()
    assert nobody == Trouble(3, "", Outcome.FAIL, Reason.NO_NAME)
    assert isinstance(zuzanna, Draft)
    assert zuzanna.phones == ("600000321",)


def test_version_4() -> None:
    eleni, group = rows_of(DATA / "vcard4.vcf")
    assert isinstance(eleni, Draft)
    assert (eleni.name, eleni.name_latin, eleni.lang) == ("Ελένη Παπαδοπούλου", "Eleni Papadopoulou", "el")
    assert eleni.emails == ("eleni@tolleshunt.example", "eleni@home.example")
    assert eleni.phones == ("+30-210-000-0001;ext=12", "+30-690-000-0001")
    assert eleni.role == "Trustee"
    assert eleni.note == "Folded where an é  may stand; and ^n stays."
    assert group == Trouble(2, "The doubters", Outcome.SKIP, Reason.NOT_A_PERSON)
    # The further number is kept once, as it came.
    extra = contact_values(eleni)["extra"]
    assert [line for line in extra if line.startswith("TEL")] == ["TEL;VALUE=uri;TYPE=cell:tel:+30-690-000-0001"]


@pytest.mark.parametrize("name", ["iphone", "macos-contacts", "google", "android", "vcard4"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_encodings_and_line_ends_change_nothing(tmp_path: Path, name: str, encoding: str, end: str) -> None:
    text = (DATA / f"{name}.vcf").read_bytes().decode().replace("\r\n", "\n").replace("\n", end)
    assert rows_in(tmp_path, text.encode(encoding)) == rows_of(DATA / f"{name}.vcf")


def test_a_fold_inside_a_letter(tmp_path: Path) -> None:
    data = cards("FN:Łucja Żak").replace("Ż".encode(), "Ż".encode()[:1] + b"\r\n " + "Ż".encode()[1:])
    (row,) = rows_in(tmp_path, data)
    assert row.name == "Łucja Żak"


def test_one_bad_card_in_a_thousand(tmp_path: Path) -> None:
    texts = [f"FN:Person {i}\nEMAIL:p{i}@x.example" for i in range(1000)]
    texts[500] = "\x00\x01;;;\nEMAIL"
    rows = rows_in(tmp_path, cards(*texts))
    assert sum(isinstance(row, Draft) for row in rows) == 999
    assert [row for row in rows if isinstance(row, Trouble)] == [Trouble(501, "", Outcome.FAIL, Reason.NO_NAME)]


def test_a_missing_end_or_beginning_costs_no_other_card(tmp_path: Path) -> None:
    whole = cards("FN:Wren", "FN:Nils", "FN:Tamsin")
    first_end = whole.replace(b"END:VCARD\r\n", b"", 1)
    second_begin = b"END:VCARD\r\n".join(whole.split(b"END:VCARD\r\nBEGIN:VCARD\r\n", 1))
    last_end = whole.removesuffix(b"END:VCARD\r\n")
    for data in (first_end, second_begin, last_end):
        assert [row.name for row in rows_in(tmp_path, data)] == ["Wren", "Nils", "Tamsin"]


def test_lines_between_cards_are_a_row_of_their_own(tmp_path: Path) -> None:
    rows = rows_in(tmp_path, cards("FN:Wren") + b"FN:Nobody's\r\n" + cards("FN:Nils"))
    assert rows[1] == Trouble(2, "", Outcome.FAIL, Reason.BROKEN)
    assert [row.name for row in rows] == ["Wren", "", "Nils"]


def test_somebodys_agent_is_somebody_else(tmp_path: Path) -> None:
    agent = "AGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:The Agent\nTEL:999999\nEND:VCARD"
    draft = one(tmp_path, "FN:Wren", agent, "TEL:600000123")
    assert (draft.name, draft.phones) == ("Wren", ("600000123",))


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        (("N:Zubiri;Wren;Ada,Mae;Dr.;PhD", "ORG:Weir"), "Wren Ada Mae Zubiri PhD"),
        (("N:田中;美咲;;;",), "田中美咲"),
        (("FN: ", "N:;;;;", "NICKNAME:Wrennie", "ORG:Weir"), "Wrennie"),
        (("ORG:Weir Works;Pumps", "EMAIL:w@x.example"), "Weir Works"),
        (("EMAIL:w@x.example", "TEL:1"), "w@x.example"),
        (("FN:\u202eWren\u202c\u200b Z", "N:Other;Name;;;"), "Wren\u200b Z"),
    ],
)
def test_a_name_from_what_there_is(tmp_path: Path, properties: tuple[str, ...], name: str) -> None:
    assert one(tmp_path, *properties).name == name


def test_a_line_end_that_was_not_escaped(tmp_path: Path) -> None:
    draft = one(tmp_path, "FN:Wren", "NOTE:first line", "second, at 10:30", "", "third", "TEL:600000123")
    assert draft.note == "first line\nsecond, at 10:30\nthird"
    assert draft.phones == ("600000123",)


def test_a_soft_break_at_the_end_of_a_card(tmp_path: Path) -> None:
    rows = rows_in(tmp_path, cards("FN:Wren\nNOTE;ENCODING=QUOTED-PRINTABLE:cut=", "FN:Nils"))
    assert [(row.name, row.note) for row in rows if isinstance(row, Draft)] == [("Wren", "cut"), ("Nils", "")]


def test_long_fields(tmp_path: Path) -> None:
    long = "x" * 65_537
    rows = rows_in(
        tmp_path, cards(f"FN:Wren\nNOTE:{long}", f"FN:Nils\nX-BLOB:{long}", "FN:Tamsin\nNOTE:" + "x" * 65_536)
    )
    assert rows[0] == Trouble(1, "Wren", Outcome.FAIL, Reason.TOO_LONG)
    assert [row.name for row in rows[1:]] == ["Nils", "Tamsin"]
    assert isinstance(rows[1], Draft)
    assert rows[1].extra == ()


def test_pictures_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = (
        "PHOTO;ENCODING=b:" + "QUJD" * 1000 + "\n " + "QUJD" * 1000 + "\nLOGO:data:image/png;base64," + "QUJD" * 1000
    )
    monkeypatch.setattr(vcard, "CARDS_LIMIT", 1000)
    rows = rows_in(tmp_path, cards(*[f"FN:Wren {i}\n{picture}" for i in range(10)]))
    assert len(rows) == 10
    with pytest.raises(UnreadableFile) as raised:
        rows_in(tmp_path, cards(*[f"FN:Wren {i}\nNOTE:{'x' * 200}" for i in range(10)]))
    assert raised.value.problem is Problem.TOO_LARGE


def test_a_picture_in_one_line_of_megabytes(tmp_path: Path) -> None:
    rows = rows_in(tmp_path, cards("FN:Wren\nPHOTO;ENCODING=b:" + "QUJD" * 1_000_000 + "\nTEL:600000123", "FN:Nils"))
    assert [(row.name, row.phones) for row in rows if isinstance(row, Draft)] == [
        ("Wren", ("600000123",)),
        ("Nils", ()),
    ]


@pytest.mark.parametrize("cut", [1, 8, 10, 14, 25])
def test_a_file_cut_in_a_card_is_refused_as_a_whole(tmp_path: Path, cut: int) -> None:
    with pytest.raises(UnreadableFile) as raised:
        rows_in(tmp_path, cards("FN:Wren", "FN:Nils\nTEL:600000123").rstrip()[:-cut])
    assert raised.value.problem is Problem.TRUNCATED


def test_no_line_end_after_the_last_card_is_no_cut(tmp_path: Path) -> None:
    assert len(rows_in(tmp_path, cards("FN:Wren", "FN:Nils").rstrip())) == 2


def test_more_people_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcard, "ROW_LIMIT", 1000)
    with pytest.raises(UnreadableFile) as raised:
        rows_in(tmp_path, cards(*["FN:W"] * 1001))
    assert raised.value.problem is Problem.TOO_MANY


def test_a_comma_within_a_category_stays(tmp_path: Path) -> None:
    found = one(tmp_path, "FN:Wren", r"CATEGORIES:Sales\, North,VIP;Board,a\;b", "CATEGORIES:myContacts,VIP")
    assert found.tags == ("Sales, North", "VIP", "Board", "a;b")
